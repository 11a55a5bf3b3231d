/*
 * fuzz_font.c - any bytes are a font that can be cut, or none.
 *
 * Claim: what is taken for a font can be looked at and cut; what is made of it is a font again,
 * with no characters but those that were asked for and that it had, and the same bytes each time.
 */
#include "font_local.h"
#include "oracle.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

enum { ASKED = 64 };

/* The first characters of the font, a few that it may not have among them. */
static isize choose(const struct font_info *info, u32 *chars)
{
    struct used_walk w = {.left = info->ranges};
    isize n = 0;
    while (n < ASKED && used_next(&w))
        for (u32 i = 0; i < w.times && i < 8 && n < ASKED; i++) chars[n++] = w.c + i;
    return n;
}

static bool was_asked(const u32 *chars, isize n, u32 c)
{
    for (isize i = 0; i < n; i++)
        if (chars[i] == c) return true;
    return false;
}

static void check(str made, const u32 *chars, isize n, arena *a)
{
    struct font_info info;
    if (!info_read(a, made, 0, &info)) return; /* cut so far that no character is left */
    struct used_walk w = {.left = info.ranges};
    while (used_next(&w))
        for (u32 i = 0; i < w.times; i++)
            must(was_asked(chars, n, w.c + i), "a character nobody asked for", S(""));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)2 << 30);
    arena a = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str bytes = {copy, (isize)size}, made, again;
    struct font_info info;
    struct font axes = {0};
    u32 chars[ASKED];
    int face = info_choose(bytes, S("zh-CN"), false);
    if (face >= 0 && info_read(&a, bytes, face, &info)) {
        isize n = choose(&info, chars);
        struct subset_want w = {bytes, face, &axes, chars, n, name_table(&a, &info, S("ZHB 0"))};
        must(n > 0, "a font without characters", S(""));
        if (subset_make(&a, &w, &made)) {
            must(subset_make(&a, &w, &again) && str_eq(made, again), "other bytes", S(""));
            check(made, chars, n, &a);
        }
    }
    free(copy);
    return 0;
}
