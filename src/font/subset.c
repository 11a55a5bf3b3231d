/*
 * subset.c - a font with some of its characters.  The only file that knows hb-subset.
 *
 * Of the layout features those stay that a book needs: forms for vertical lines, kerning and
 * marks, joining of letters, half-wide punctuation.  `locl`, which holds the glyphs of other
 * regions, would double a pan-CJK font; such a font has a face for each region anyway.
 * Hints go: at the size and resolution that e-readers have nobody sees them, and they
 * are a seventh of a CJK font.
 */
#include "font_local.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

static const char features[][5] = {
    "vert", "vrt2", "vkrn", "vhal", "vchw", "kern", "halt", "chws", "mark", "mkmk", "ccmp", "liga",
    "clig", "calt", "rlig", "rclt", "rvrn", "init", "medi", "fina", "isol", "abvm", "blwm",
};

static void pin_axes(hb_subset_input_t *input, hb_face_t *face, const struct font *f)
{
    hb_ot_var_axis_info_t axes[32];
    unsigned n = COUNT(axes);
    hb_ot_var_get_axis_infos(face, 0, &n, axes);
    for (unsigned i = 0; i < n; i++) {
        hb_subset_input_pin_axis_to_default(input, face, axes[i].tag);
        for (isize k = 0; k < f->naxes; k++) {
            const char *t = f->axes[k].tag;
            float v = (float)f->axes[k].value;
            v = v < axes[i].min_value   ? axes[i].min_value
                : v > axes[i].max_value ? axes[i].max_value
                                        : v;
            if (HB_TAG(t[0], t[1], t[2], t[3]) == axes[i].tag)
                hb_subset_input_pin_axis_location(input, face, axes[i].tag, v);
        }
    }
}

static hb_subset_input_t *input_of(const struct subset_want *w, hb_face_t *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_t *chars = hb_subset_input_unicode_set(input);
    hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (isize i = 0; i < w->n; i++) hb_set_add(chars, w->chars[i]);
    hb_set_clear(kept);
    for (isize i = 0; i < COUNT(features); i++)
        hb_set_add(kept, HB_TAG(features[i][0], features[i][1], features[i][2], features[i][3]));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    pin_axes(input, face, w->font);
    return input;
}

/* All tables of `from` as they are, but for the names if there are others. */
static hb_face_t *assemble(hb_face_t *from, str names)
{
    hb_tag_t tags[256];
    unsigned n = COUNT(tags);
    hb_face_t *to = hb_face_builder_create();
    hb_face_get_table_tags(from, 0, &n, tags);
    for (unsigned i = 0; i < n; i++) {
        bool name = names.len && tags[i] == HB_TAG('n', 'a', 'm', 'e');
        hb_blob_t *blob = name ? hb_blob_create((const char *)names.p, (unsigned)names.len,
                                                HB_MEMORY_MODE_READONLY, NULL, NULL)
                               : hb_face_reference_table(from, tags[i]);
        hb_face_builder_add_table(to, tags[i], blob);
        hb_blob_destroy(blob);
    }
    return to;
}

static bool take(arena *a, hb_face_t *face, str *out)
{

    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned n = 0;
    const char *p = hb_blob_get_data(blob, &n);
    if (n) *out = str_dup(a, (str){(const u8 *)p, (isize)n});
    hb_blob_destroy(blob);
    return n > 0;
}

/* What hb-subset makes knows its tables only when it was written and read again. */
static hb_face_t *cut(const struct subset_want *w, hb_face_t *face)
{
    hb_subset_input_t *input = input_of(w, face);
    hb_face_t *made = input ? hb_subset_or_fail(face, input) : NULL;
    if (input) hb_subset_input_destroy(input);
    if (!made) return NULL;
    hb_blob_t *blob = hb_face_reference_blob(made);
    hb_face_t *read = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_face_destroy(made);
    return read;
}

bool subset_make(arena *a, const struct subset_want *w, str *out)
{
    hb_blob_t *blob = hb_blob_create((const char *)w->bytes.p, (unsigned)w->bytes.len,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, (unsigned)w->face);
    hb_face_t *made = w->n ? cut(w, face) : hb_face_reference(face);
    bool ok = false;
    if (made) {
        hb_face_t *whole = assemble(made, w->n ? w->names : (str){0});
        ok = hb_face_get_glyph_count(made) > 0 && take(a, whole, out);
        hb_face_destroy(whole);
        hb_face_destroy(made);
    }
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return ok;
}

void subset_library(struct buf *out)
{
    buf_printf(out, "harfbuzz %s\n", hb_version_string());
}
