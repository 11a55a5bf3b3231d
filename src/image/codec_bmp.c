/*
 * codec_bmp.c - Windows and OS/2 bitmaps.
 *
 *   0   14  "BM", length of the file (4), 4 bytes of nothing, offset of the pixels (4)
 *   14      the bitmap: see dib.c
 */
#include "dib_local.h"

#include <string.h>

static bool is_bmp(str s)
{
    return s.len >= 18 && str_starts(s, S("BM")) && !s.p[16] && !s.p[17] && s.p[14] >= 12;
}

static bool look(str s, struct dib *d, str *why)
{
    enum { HEAD = 14 };
    *why = S("the BMP header is damaged");
    return is_bmp(s) && dib_look(s, HEAD, le32(s.p + 10), false, d, why);
}

static bool info_bmp(str s, struct image_info *out, str *why)
{
    struct dib d;
    *out = (struct image_info){.orientation = 1, .bytes = s.len, .lossless = true};
    if (!look(s, &d, why)) return false;
    out->w = d.w;
    out->h = d.h;
    out->channels = d.alpha ? RGBA : RGB;
    out->colours = d.colours;
    bool whole = dib_packed(&d) || (dib_has(&d, 0) && dib_has(&d, d.h - 1));
    *why = whole ? (str){0} : S("the BMP is cut short");
    return true;
}

/* What a file that is cut short lacks is white: with the bottom row first it is the top. */
static bool rows(const struct dib *d, const u8 *packed, u8 *row, isize line, struct sink *to)
{
    for (int y = 0; y < d->h; y++) {
        if (packed || dib_has(d, y)) dib_row(d, y, packed, row);
        else memset(row, 255, (size_t)line);
        if (!to->row(to, row)) return false;
    }
    return true;
}

static bool decode_bmp(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    struct dib d;
    str noted = {0};
    bool whole = true;
    if (!look(s, &d, why)) return false;
    struct raster is = {d.w, d.h, d.alpha ? RGBA : RGB};
    *why = S("the BMP is cut short before its first row");
    if (!dib_packed(&d) && !dib_has(&d, 0) && !dib_has(&d, d.h - 1)) return false;
    *why = S("the BMP is too large");
    u8 *row = arena_try(&scratch, raster_row(is), 16, 1), *packed = NULL;
    if (dib_packed(&d)) {
        if (!room_for(want, &scratch, (long long)d.w * d.h)) return false;
        packed = dib_unpack(&d, &scratch, &whole);
        if (!packed) return false;
    }
    if (!whole || (!packed && !(dib_has(&d, 0) && dib_has(&d, d.h - 1))))
        noted = S("the BMP is cut short");
    *why = noted;
    return row && to->begin(to, is) && rows(&d, packed, row, raster_row(is), to) && to->end(to);
}

const struct codec codec_bmp = {
    .name = "BMP",
    .mime = "image/bmp",
    .ext = "bmp",
    .is = is_bmp,
    .info = info_bmp,
    .decode = decode_bmp,
};
