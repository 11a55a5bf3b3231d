#include "os.h"
#include "store.h"
#include "unit.h"

TEST(store__finds_what_was_kept_and_nothing_else)
{
    struct store s = store_open(mem, S("build/test-store"));
    struct sha256 key = sha256(S("the key")), other = sha256(S("another"));
    str found = {0};
    CHECK(store_keep(&s, key, S("a record"), *mem));
    CHECK(store_find(&s, mem, key, &found));
    CHECK_STR(found, S("a record"));
    CHECK(!store_find(&s, mem, other, &found));
}

TEST(store__does_not_trust_a_damaged_record)
{
    struct store s = store_open(mem, S("build/test-store"));
    struct sha256 key = sha256(S("damaged"));
    str found = {0}, file = {0};
    CHECK(store_keep(&s, key, S("a record"), *mem));
    str path = store_path(mem, &s, key);
    CHECK(os_read(mem, path, 1000, &file, ds));
    CHECK_STR(str_skip(file, STORE_HEAD), S("a record"));
    CHECK(os_write_quiet(path, str_head(file, file.len - 1), *mem));
    CHECK(!store_find(&s, mem, key, &found));
}

TEST(store__without_a_folder_keeps_nothing)
{
    struct store s = {0};
    str found = {0};
    CHECK(!store_keep(&s, sha256(S("k")), S("v"), *mem));
    CHECK(!store_find(&s, mem, sha256(S("k")), &found));
}
