/* info.c - what a font says of itself, by HarfBuzz. */
#include "font_local.h"

#include <hb-ot.h>
#include <hb.h>

static hb_blob_t *blob_of(str bytes)
{
    return hb_blob_create_or_fail((const char *)bytes.p, (unsigned)bytes.len,
                                  HB_MEMORY_MODE_READONLY, NULL, NULL);
}

static unsigned get16(str s, isize at)
{
    return at + 2 <= s.len ? (unsigned)s.p[at] << 8 | s.p[at + 1] : 0;
}

static str table(hb_face_t *face, hb_tag_t tag, hb_blob_t **keep)
{
    unsigned n;
    *keep = hb_face_reference_table(face, tag);
    const char *p = hb_blob_get_data(*keep, &n);
    return (str){(const u8 *)p, p ? (isize)n : 0};
}

/* A text of the table `name` as it may stand in a page: one line, no control characters. */
static str name_of(arena *a, hb_face_t *face, hb_ot_name_id_t id)
{
    enum { MOST = 2000 };
    char room[MOST];
    unsigned n = MOST;
    struct buf b = {.mem = a}, even = {.mem = a};
    isize len;
    hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &n, room);
    str s = {(const u8 *)room, (isize)n};
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) c = ' ';
        if (c != 0xFFFE && c != 0xFFFF && c != 0xFFFD) buf_rune(&b, c);
    }
    buf_even(&even, buf_str(&b));
    return str_trim(buf_str(&even));
}

/* --- a face of a collection --- */

/* The ends of names by which families tell their regions, and what OS/2's code pages say. */
static const struct region {
    const char *lang, *ends;
    int page; /* bit of ulCodePageRange1 */
} regions[] = {
    {"zh-hk", "HK|MO|TC|TW", 20}, {"zh-mo", "HK|MO|TC|TW", 20}, {"zh-tw", "TC|TW|HK", 20},
    {"zh-hant", "TC|TW|HK", 20},  {"zh", "SC|CN|GB", 18},       {"ja", "JP|J", 17},
    {"ko", "KR|K", 19},
};

static const struct region *region_of(str lang)
{
    for (isize i = 0; i < COUNT(regions); i++)
        if (str_istarts(lang, str_of(regions[i].lang))) return &regions[i];
    return &regions[4];
}

/* 100 for the first of the ends, a little less for the next; 0 if the name has none of them. */
static int ending(str family, const char *ends)
{
    int points = 100;
    for (struct cut c = {.tail = str_of(ends)}; c.tail.len; points -= 10) {
        c = str_cut(c.tail, '|');
        isize at = str_find(family, c.head, 0);
        for (; at >= 0; at = str_find(family, c.head, at + 1)) {
            isize end = at + c.head.len;
            bool word = at > 0 && family.p[at - 1] == ' ';
            if (word && (end == family.len || family.p[end] == ' ')) return points;
        }
    }
    return 0;
}

static int fitness(hb_face_t *face, const struct region *r, bool code, arena scratch)
{
    hb_blob_t *keep;
    str family = name_of(&scratch, face, HB_OT_NAME_ID_FONT_FAMILY);
    str os2 = table(face, HB_TAG('O', 'S', '/', '2'), &keep);
    unsigned pages = get16(os2, 78) << 16 | get16(os2, 80);
    int points = ending(family, r->ends);
    if (pages >> r->page & 1) points += 5;
    if (str_has(family, S("Mono")) == code) points += 20;
    hb_blob_destroy(keep);
    return points;
}

int info_choose(str bytes, str lang, bool code)
{
    hb_blob_t *blob = bytes.len ? blob_of(bytes) : NULL;
    unsigned n = blob ? hb_face_count(blob) : 0;
    int best = n ? 0 : -1, most = -1;
    arena scratch = arena_reserve(1 << 20), whole = scratch;
    if (n > FONT_FACES_MAX) n = FONT_FACES_MAX;
    for (unsigned i = 0; n > 1 && i < n; i++) {
        hb_face_t *face = hb_face_create(blob, i);
        int points = fitness(face, region_of(lang), code, scratch);
        if (points > most) {
            most = points;
            best = (int)i;
        }
        hb_face_destroy(face);
    }
    arena_release(whole.at, whole.end);
    if (blob) hb_blob_destroy(blob);
    return best;
}

/* --- a face --- */

static str ranges_of(arena *a, hb_face_t *face)
{
    struct used u = {.mem = a};
    hb_set_t *set = hb_set_create();
    hb_codepoint_t first, last = HB_SET_VALUE_INVALID;
    hb_face_collect_unicodes(face, set);
    while (hb_set_next_range(set, &first, &last))
        if (last < 0x110000) used_one(&u, FONT_BODY, first, last - first + 1);
    hb_set_destroy(set);
    return used_pack(a, &u, FONT_BODY);
}

static void read_os2(hb_face_t *face, struct font_info *out)
{
    hb_blob_t *keep;
    str os2 = table(face, HB_TAG('O', 'S', '/', '2'), &keep);
    out->weight = os2.len >= 6 ? (int)get16(os2, 4) : 400;
    out->embedding = get16(os2, 8);
    /* Before version 3 several of the first four bits might stand: the mildest counts. */
    if (get16(os2, 0) < 3 && (out->embedding & 0xC)) out->embedding &= ~2u;
    hb_blob_destroy(keep);
}

/* Outlines as TrueType or PostScript has them, and what tells which character has which. */
static bool is_whole(hb_face_t *face)
{
    static const hb_tag_t outlines[] = {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('C', 'F', 'F', ' '),
                                        HB_TAG('C', 'F', 'F', '2')};
    static const hb_tag_t needed[] = {HB_TAG('c', 'm', 'a', 'p'), HB_TAG('h', 'e', 'a', 'd'),
                                      HB_TAG('m', 'a', 'x', 'p'), HB_TAG('h', 'h', 'e', 'a'),
                                      HB_TAG('h', 'm', 't', 'x')};
    hb_blob_t *keep;
    bool any = false, all = true;
    for (isize i = 0; i < COUNT(outlines); i++) {
        any |= table(face, outlines[i], &keep).len > 0;
        hb_blob_destroy(keep);
    }
    for (isize i = 0; i < COUNT(needed); i++) {
        all &= table(face, needed[i], &keep).len > 0;
        hb_blob_destroy(keep);
    }
    return any && all && hb_face_get_glyph_count(face) > 0;
}

bool info_read(arena *a, str bytes, int index, struct font_info *out)
{
    *out = (struct font_info){0};
    hb_blob_t *blob = bytes.len ? blob_of(bytes) : NULL;
    if (!blob) return false;
    out->faces = (int)hb_face_count(blob);
    hb_face_t *face = hb_face_create(blob, (unsigned)index);
    bool ok = index < out->faces && is_whole(face);
    if (ok) {
        out->family = name_of(a, face, HB_OT_NAME_ID_FULL_NAME);
        if (!out->family.len) out->family = name_of(a, face, HB_OT_NAME_ID_FONT_FAMILY);
        out->copyright = name_of(a, face, HB_OT_NAME_ID_COPYRIGHT);
        out->licence = name_of(a, face, HB_OT_NAME_ID_LICENSE);
        out->licence_url = name_of(a, face, HB_OT_NAME_ID_LICENSE_URL);
        out->ranges = ranges_of(a, face);
        read_os2(face, out);
    }
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return ok && out->ranges.len;
}
