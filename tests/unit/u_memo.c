#include "image_local.h"
#include "unit.h"

#include <string.h>

TEST(memo__remembers_a_file_until_it_changes)
{
    struct finder f = {.store = store_open(mem, S("build/test-store"))};
    struct os_info info = {.kind = OS_FILE, .size = 9, .mtime_ns = 5, .inode = 7};
    struct looked seen = {
        .found = FOUND,
        .codec = codec_of(S("GIF89a")),
        .is = {.w = 3, .h = 4, .bytes = 9, .channels = RGB},
        .sum = sha256(S("x")),
        .what = S("truncated"),
    };
    struct looked out = {0};
    memo_keep(&f, S("Makefile"), info, &seen, *mem);
    store_close(f.store, *mem);
    f.store = store_open(mem, S("build/test-store"));
    CHECK(memo_find(&f, S("Makefile"), info, mem, &out));
    CHECK(out.found == FOUND && out.is.w == 3 && out.is.h == 4 && out.is.bytes == 9);
    CHECK(out.codec == seen.codec && !memcmp(&out.sum, &seen.sum, sizeof out.sum));
    CHECK_STR(out.what, S("truncated"));
    info.mtime_ns++;
    CHECK(!memo_find(&f, S("Makefile"), info, mem, &out));
}

TEST(memo__does_not_trust_a_file_of_this_moment)
{
    struct finder f = {.store = store_open(mem, S("build/test-store"))};
    struct os_info info = {
        .kind = OS_FILE, .size = 1, .mtime_ns = os_now() * 1000000000, .inode = 8};
    struct looked seen = {.found = FOUND_BROKEN, .what = S("x")}, out;
    memo_keep(&f, S("Makefile"), info, &seen, *mem);
    CHECK(!memo_find(&f, S("Makefile"), info, mem, &out));
}
