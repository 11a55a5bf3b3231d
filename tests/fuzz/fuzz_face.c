/*
 * fuzz_face.c - any bytes are a font that text can be set in, or none.
 *
 * Claim: what opens as a face shapes and draws a text without harm, no wider and no larger than
 * its size allows, and the same each time.
 */
#include "cover_local.h"
#include "oracle.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void draw(struct face *f, const struct glyphs *g, int px, arena a)
{
    for (isize i = 0; i < g->n; i++) {
        struct glyph_px one, two;
        struct glyph_how how = {.px = px, .x = 16};
        bool ok = face_draw(f, g->v[i].id, how, &a, &one);
        must(ok == face_draw(f, g->v[i].id, how, &a, &two), "drawn once and not again", S(""));
        if (!ok) continue;
        must(one.w <= px * 16 && one.h <= px * 16, "a glyph much larger than its size", S(""));
        must(one.w == two.w && one.h == two.h &&
                 !memcmp(one.v, two.v, (size_t)((isize)one.w * one.h)),
             "drawn in two ways", S(""));
    }
}

static void set(struct face *f, arena a)
{
    struct type t = {.face = {f}, .n = 1, .lang = S("zh-CN")};
    struct room room = {600, 3, 90, 40};
    str text = type_text(&t, S("山中“来信”ABC fi 12"), &a, NULL);
    struct set s = set_text(&t, text, room, &a);
    must(s.nlines <= 3 && set_width(&s) <= 600, "a line wider than its room", s.text);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena a = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str why, bytes = {copy, (isize)size};
    int faces = face_count(bytes);
    for (int i = 0; i < faces && i < 3; i++) {
        struct face *f = face_of(&a, bytes, i, NULL, 0, &why);
        if (!f) continue;
        struct glyphs g = face_shape(f, S("山A1"), 60, S("zh-CN"), &a);
        draw(f, &g, 60, a);
        set(f, a);
        face_close(f);
    }
    free(copy);
    return 0;
}
