/* shape.c - text becomes glyphs: see face.h.  The only file that shapes with HarfBuzz. */
#include "face_local.h"

#include <hb-ot.h>
#include <hb.h>

static hb_font_t *font_of(struct face *f)
{
    enum { AXES = 16 };
    if (f->hb) return f->hb;
    hb_blob_t *blob = hb_blob_create((const char *)f->bytes.p, (unsigned)f->bytes.len,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, (unsigned)f->index);
    hb_font_t *font = hb_font_create(face);
    hb_variation_t at[AXES];
    unsigned n = 0;
    for (isize i = 0; i < f->naxes && n < AXES; i++, n++)
        at[n] = (hb_variation_t){hb_tag_from_string(f->axes[i].tag, 4), (float)f->axes[i].value};
    hb_ot_font_set_funcs(font);
    hb_font_set_scale(font, f->units, f->units);
    if (n) hb_font_set_variations(font, at, n);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    f->hb = font;
    return font;
}

void shape_close(struct face *f)
{
    if (f->hb) hb_font_destroy(f->hb);
    f->hb = NULL;
}

/* Units of the font to 1/64 px, to the nearest. */
static int scaled(const struct face *f, int v, int px)
{
    long long n = (long long)v * px * FACE_PX;
    return (int)((n >= 0 ? n + f->units / 2 : n - f->units / 2) / f->units);
}

struct glyphs face_shape(struct face *f, str text, int px, str lang, arena *a)
{
    struct glyphs out = {0};
    hb_font_t *font = font_of(f);
    hb_buffer_t *run = hb_buffer_create();
    unsigned n;
    hb_buffer_set_language(run, hb_language_from_string((const char *)lang.p, (int)lang.len));
    hb_buffer_set_cluster_level(run, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(run, (const char *)text.p, (int)text.len, 0, (int)text.len);
    hb_buffer_guess_segment_properties(run);
    hb_shape(font, run, NULL, 0);
    const hb_glyph_info_t *is = hb_buffer_get_glyph_infos(run, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(run, &n);
    out.v = make_n(a, struct glyph, (isize)n + 1);
    out.n = n;
    for (isize i = 0; i < out.n; i++) {
        struct glyph *g = &out.v[i];
        g->id = is[i].codepoint;
        g->at = (int)is[i].cluster;
        g->x = scaled(f, at[i].x_offset, px);
        g->y = -scaled(f, at[i].y_offset, px);
        g->advance = scaled(f, at[i].x_advance, px);
        out.width += g->advance;
    }
    hb_buffer_destroy(run);
    return out;
}

void shape_library(struct buf *out)
{
    buf_printf(out, "HarfBuzz %s\n", hb_version_string());
}
