/* u_hash.c - names made from content. */
#include "hash.h"
#include "os.h"
#include "unit.h"

TEST(hash__of_a_file_is_that_of_its_bytes)
{
    str path = S("build/test/hash"), bytes = S("abc");
    CHECK(os_mkdir(S("build/test"), *mem, ds) && os_write(path, bytes, false, *mem, ds));
    CHECK_STR(sha256_hex(mem, sha256_file(path, *mem), 32), sha256_hex(mem, sha256(bytes), 32));
    CHECK_STR(sha256_hex(mem, sha256(bytes), 4), S("ba7816bf"));
}

TEST(hash__of_a_file_that_is_not_there_is_zero)
{
    CHECK_STR(sha256_hex(mem, sha256_file(S("build/test/nothing-here"), *mem), 4), S("00000000"));
    CHECK_STR(sha256_hex(mem, sha256_file(S("build/test"), *mem), 4), S("00000000"));
}
