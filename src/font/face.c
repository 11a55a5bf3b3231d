/* face.c - see face.h.  The only file that knows FreeType. */
#include "face_local.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H

static FT_Face ft_of(const struct face *f)
{
    return f->ft;
}

/* --- opening --- */

/* Places on axes, in the order that the font has them; the rest stay where they are. */
static bool place_axes(FT_Library library, FT_Face ft, const struct face_axis *axes, isize n)
{
    enum { AXES = 16 };
    FT_Fixed at[AXES];
    FT_MM_Var *mm;
    if (!n || FT_Get_MM_Var(ft, &mm)) return true;
    FT_UInt count = mm->num_axis < AXES ? mm->num_axis : AXES;
    for (FT_UInt i = 0; i < count; i++) {
        at[i] = mm->axis[i].def;
        for (isize k = 0; k < n; k++)
            if (mm->axis[i].tag ==
                FT_MAKE_TAG(axes[k].tag[0], axes[k].tag[1], axes[k].tag[2], axes[k].tag[3]))
                at[i] = (FT_Fixed)(axes[k].value * 65536);
    }
    bool ok = !FT_Set_Var_Design_Coordinates(ft, count, at);
    FT_Done_MM_Var(library, mm);
    return ok;
}

static str name_of(arena *a, FT_Face ft)
{
    str family = str_of(ft->family_name), style = str_of(ft->style_name);
    if (!family.len) return S("a font without a name");
    return str_printf(a, "%.*s%s%.*s", STR(family), style.len ? " " : "", STR(style));
}

struct face *face_of(arena *a, str bytes, int index, const struct face_axis *axes, isize naxes,
                     str *why)
{
    struct face *f = make(a, struct face);
    FT_Library library;
    FT_Face ft = NULL;
    *f = (struct face){.bytes = bytes, .index = index, .axes = axes, .naxes = naxes};
    *why = S("not enough memory");
    if (FT_Init_FreeType(&library)) return NULL;
    *why = S("no font that FreeType can open");
    FT_Error failed = FT_New_Memory_Face(library, bytes.p, (FT_Long)bytes.len, index, &ft);
    if (!failed && !FT_IS_SCALABLE(ft)) {
        *why = S("a font without outlines");
        failed = 1;
    }
    if (!failed && !place_axes(library, ft, axes, naxes)) {
        *why = S("a variable font that is damaged");
        failed = 1;
    }
    if (failed || ft->units_per_EM < 16) {
        FT_Done_FreeType(library); /* its faces with it */
        return NULL;
    }
    FT_Select_Charmap(ft, FT_ENCODING_UNICODE);
    f->library = library;
    f->ft = ft;
    f->units = ft->units_per_EM;
    f->name = name_of(a, ft);
    *why = (str){0};
    return f;
}

void face_close(struct face *f)
{
    if (!f) return;
    shape_close(f);
    FT_Done_FreeType(f->library);
}

int face_count(str bytes)
{
    FT_Library library;
    FT_Face ft;
    int n = 0;
    if (FT_Init_FreeType(&library)) return 0;
    if (!FT_New_Memory_Face(library, bytes.p, (FT_Long)bytes.len, -1, &ft)) n = (int)ft->num_faces;
    FT_Done_FreeType(library);
    return n;
}

/* --- asking --- */

str face_name(const struct face *f)
{
    return f->name;
}

bool face_has(const struct face *f, u32 c)
{
    return FT_Get_Char_Index(ft_of(f), c) != 0;
}

struct face_lines face_lines(const struct face *f, int px)
{
    FT_Face ft = ft_of(f);
    return (struct face_lines){
        .ascent = (int)((long long)ft->ascender * px * FACE_PX / f->units),
        .descent = (int)(-(long long)ft->descender * px * FACE_PX / f->units),
    };
}

/* --- drawing --- */

static bool copy_out(arena *a, const FT_GlyphSlot slot, struct glyph_px *out)
{
    const FT_Bitmap *map = &slot->bitmap;
    int w = (int)map->width, h = (int)map->rows;
    if (map->pixel_mode != FT_PIXEL_MODE_GRAY || !w || !h) return false;
    u8 *v = arena_try(a, w, 1, h);
    if (!v) return false;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) v[(isize)y * w + x] = map->buffer[(isize)y * map->pitch + x];
    *out = (struct glyph_px){slot->bitmap_left, -slot->bitmap_top, w, h, v};
    return true;
}

/* An outline that a font made larger than any page is none. */
static bool is_sane(const FT_Outline *o, int px)
{
    FT_BBox box;
    FT_Pos most = (FT_Pos)px * FACE_PX * 8;
    FT_Outline_Get_CBox(o, &box);
    return box.xMin > -most && box.yMin > -most && box.xMax < most && box.yMax < most;
}

bool face_draw(struct face *f, u32 id, struct glyph_how how, arena *a, struct glyph_px *out)
{
    FT_Face ft = ft_of(f);
    assert(how.px > 0 && how.px <= FACE_SIZE_MAX);
    *out = (struct glyph_px){0};
    if (FT_Set_Pixel_Sizes(ft, 0, (FT_UInt)how.px)) return false;
    if (FT_Load_Glyph(ft, id, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)) return false;
    if (ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return false;
    FT_Outline *o = &ft->glyph->outline;
    if (!is_sane(o, how.px)) return false;
    if (how.bold) {
        FT_Outline_Embolden(o, how.bold);
        FT_Outline_Translate(o, -how.bold / 2, -how.bold / 2);
    }
    FT_Outline_Translate(o, how.x, -how.y);
    return !FT_Render_Glyph(ft->glyph, FT_RENDER_MODE_NORMAL) && copy_out(a, ft->glyph, out);
}

void face_library(struct buf *out)
{
    FT_Library library;
    FT_Int major, minor, patch;
    if (FT_Init_FreeType(&library)) return;
    FT_Library_Version(library, &major, &minor, &patch);
    buf_printf(out, "FreeType %d.%d.%d\n", major, minor, patch);
    FT_Done_FreeType(library);
}
