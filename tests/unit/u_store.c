#include "os.h"
#include "store.h"
#include "unit.h"

static struct store *again(arena *mem, struct store *s)
{
    store_close(s, *mem);
    return store_open(mem, S("build/test-store"));
}

TEST(store__finds_in_the_next_run_what_was_kept)
{
    struct store *s = store_open(mem, S("build/test-store"));
    struct sha256 key = sha256(S("the key")), other = sha256(S("another"));
    struct place kept = {0}, at = {0};
    str found = {0};
    char bytes[8] = {0};
    CHECK(store_keep(s, key, S("a record"), &kept, *mem));
    CHECK(os_read_at(kept.file, kept.from, bytes, 8, *mem));
    CHECK_STR(((str){(u8 *)bytes, 8}), S("a record"));
    s = again(mem, s);
    CHECK(store_find(s, mem, key, &found, &at));
    CHECK_STR(found, S("a record"));
    CHECK_STR(at.file, kept.file);
    CHECK_INT(at.from, kept.from);
    CHECK(!store_find(s, mem, other, &found, NULL));
    store_close(s, *mem);
}

TEST(store__finds_each_of_many_and_the_latest_of_two)
{
    struct store *s = store_open(mem, S("build/test-store"));
    str found = {0};
    for (int i = 0; i < 3000; i++) {
        struct sha256 key = sha256(str_printf(mem, "many %d", i));
        CHECK(store_keep(s, key, str_printf(mem, "%0*d", i % 700, i), NULL, *mem));
    }
    s = again(mem, s);
    CHECK(store_keep(s, sha256(S("many 7")), S("newer"), NULL, *mem));
    s = again(mem, s);
    for (int i = 0; i < 3000; i++) {
        if (i == 7) continue;
        CHECK(store_find(s, mem, sha256(str_printf(mem, "many %d", i)), &found, NULL));
        CHECK_STR(found, str_printf(mem, "%0*d", i % 700, i));
    }
    CHECK(store_find(s, mem, sha256(S("many 7")), &found, NULL));
    CHECK_STR(found, S("newer"));
    store_close(s, *mem);
}

TEST(store__does_not_trust_a_damaged_record)
{
    struct store *s = store_open(mem, S("build/test-store"));
    struct sha256 damaged = sha256(str_printf(mem, "damaged")), behind = sha256(S("behind it"));
    struct place at = {0};
    str found = {0}, file = {0};
    CHECK(store_keep(s, damaged, S("a record"), &at, *mem));
    CHECK(store_keep(s, behind, S("another"), NULL, *mem));
    CHECK(os_read(mem, at.file, 1 << 20, &file, ds));
    ((u8 *)file.p)[at.from] ^= 1;
    CHECK(os_write(at.file, file, false, *mem, ds));
    s = again(mem, s);
    CHECK(!store_find(s, mem, damaged, &found, NULL));
    CHECK(store_find(s, mem, behind, &found, NULL));
    store_close(s, *mem);
}

TEST(store__reads_a_pack_that_a_killed_run_left_as_far_as_it_goes)
{
    struct store *s = store_open(mem, S("build/test-store"));
    struct place at = {0};
    str found = {0}, file = {0};
    CHECK(store_keep(s, sha256(S("whole")), S("all of it"), NULL, *mem));
    CHECK(store_keep(s, sha256(S("half")), S("half of it"), &at, *mem));
    CHECK(os_read(mem, at.file, 1 << 20, &file, ds));
    CHECK(os_write(at.file, str_head(file, file.len - 5), false, *mem, ds));
    s = again(mem, s);
    CHECK(store_find(s, mem, sha256(S("whole")), &found, NULL));
    CHECK(!store_find(s, mem, sha256(S("half")), &found, NULL));
    store_close(s, *mem);
}

TEST(store__that_cannot_be_keeps_nothing)
{
    str found = {0};
    CHECK(store_open(mem, S("Makefile/store")) == NULL);
    CHECK(!store_keep(NULL, sha256(S("k")), S("v"), NULL, *mem));
    CHECK(!store_find(NULL, mem, sha256(S("k")), &found, NULL));
    store_close(NULL, *mem);
}
