#include "image_local.h"
#include "unit.h"

TEST(memo__remembers_a_file_until_it_changes)
{
    struct finder f = {.store = store_open(mem, S("build/test-store"))};
    struct os_info info = {.kind = OS_FILE, .size = 9, .mtime_ns = 5, .inode = 7};
    struct image im = {.href = S("images/a.png"), .mime = S("image/png"), .w = 3, .h = 4, .size = 9};
    struct image out = {0};
    enum found found = FOUND_NOT;
    str what = {0};
    memo_keep(&f, S("Makefile"), info, &im, FOUND, S("truncated"), *mem);
    store_close(f.store, *mem);
    f.store = store_open(mem, S("build/test-store"));
    CHECK(memo_find(&f, S("Makefile"), info, mem, &out, &found, &what));
    CHECK(found == FOUND && out.w == 3 && out.h == 4 && out.size == 9);
    CHECK_STR(out.href, im.href);
    CHECK_STR(out.mime, im.mime);
    CHECK_STR(what, S("truncated"));
    info.mtime_ns++;
    CHECK(!memo_find(&f, S("Makefile"), info, mem, &out, &found, &what));
}

TEST(memo__does_not_trust_a_file_of_this_moment)
{
    struct finder f = {.store = store_open(mem, S("build/test-store"))};
    struct os_info info = {.kind = OS_FILE, .size = 1, .mtime_ns = os_now() * 1000000000, .inode = 8};
    struct image im = {0};
    enum found found;
    str what;
    memo_keep(&f, S("Makefile"), info, &im, FOUND_BROKEN, S("x"), *mem);
    CHECK(!memo_find(&f, S("Makefile"), info, mem, &im, &found, &what));
}
