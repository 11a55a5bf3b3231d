/*
 * font.c - do two fonts show the same?  For tests/font/run.
 *
 *   font FULL FACE CUT [axis=value]...
 *
 * Every character of CUT is drawn from both, by FreeType and without hints, and must
 * be the same px in the same place; prints "N characters, M differ".  FULL is set to the axes.
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PX = 64, AXES = 16 };

static void set_axes(FT_Library lib, FT_Face face, char **args)
{
    FT_MM_Var *all;
    FT_Fixed at[AXES];
    if (FT_Get_MM_Var(face, &all)) return;
    for (FT_UInt i = 0; i < all->num_axis && i < AXES; i++) {
        FT_ULong t = all->axis[i].tag;
        char tag[5] = {(char)(t >> 24), (char)(t >> 16), (char)(t >> 8), (char)t, 0};
        at[i] = all->axis[i].def;
        for (char **s = args; *s; s++)
            if (!strncmp(*s, tag, 4)) at[i] = (FT_Fixed)(strtod(*s + 5, NULL) * 65536);
    }
    FT_Set_Var_Design_Coordinates(face, all->num_axis, at);
    FT_Done_MM_Var(lib, all);
}

static int draw(FT_Face face, FT_ULong c)
{
    return !FT_Load_Char(face, c, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) &&
           !FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL);
}

static int is_same(FT_Face a, FT_Face b, FT_ULong c)
{
    if (!FT_Get_Char_Index(a, c) || !draw(a, c) || !draw(b, c)) return 0;
    FT_GlyphSlot g = a->glyph, h = b->glyph;
    if (g->bitmap.rows != h->bitmap.rows || g->bitmap.width != h->bitmap.width ||
        g->bitmap_left != h->bitmap_left || g->bitmap_top != h->bitmap_top ||
        g->advance.x != h->advance.x)
        return 0;
    for (unsigned y = 0; y < g->bitmap.rows; y++)
        if (memcmp(g->bitmap.buffer + y * (unsigned)g->bitmap.pitch,
                   h->bitmap.buffer + y * (unsigned)h->bitmap.pitch, g->bitmap.width))
            return 0;
    return 1;
}

int main(int argc, char **argv)
{
    FT_Library lib;
    FT_Face full, cut;
    FT_UInt glyph;
    int n = 0, differ = 0;
    if (argc < 4 || FT_Init_FreeType(&lib)) return 2;
    if (FT_New_Face(lib, argv[1], strtol(argv[2], NULL, 10), &full) ||
        FT_New_Face(lib, argv[3], 0, &cut)) {
        puts("cannot be opened");
        return 1;
    }
    set_axes(lib, full, argv + 4);
    FT_Set_Pixel_Sizes(full, 0, PX);
    FT_Set_Pixel_Sizes(cut, 0, PX);
    for (FT_ULong c = FT_Get_First_Char(cut, &glyph); glyph; c = FT_Get_Next_Char(cut, c, &glyph)) {
        int same = is_same(full, cut, c);
        n++;
        differ += !same;
        if (!same && differ < 5) printf("U+%04lX\n", c);
    }
    printf("%d characters, %d differ\n", n, differ);
    FT_Done_Face(full);
    FT_Done_Face(cut);
    FT_Done_FreeType(lib);
    return differ > 0;
}
