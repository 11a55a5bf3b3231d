/*
 * codec_ico.c - icons and cursors: the largest of their pictures.
 *
 *   0  6   0 (2), 1 for icons and 2 for cursors (2), how many (2); all little-endian
 *   6  16  each: width, height (0: 256), colours, 0, 4 bytes of this and that, length (4), offset
 * (4)
 *
 * A picture is a PNG, or a bitmap without its file's header, twice as high as it says: behind its
 * rows come those of a mask, a bit a px, 1 where it is clear.
 */
#include "dib_local.h"

enum { HEAD = 6, ENTRY = 16, MOST = 64 /* entries that are looked at */ };

static bool is_ico(str s)
{
    return s.len >= HEAD + ENTRY &&
           (str_starts(s, S("\0\0\1\0")) || str_starts(s, S("\0\0\2\0"))) && le16(s.p + 4) &&
           !s.p[9];
}

struct picture {
    str bytes;
    bool png;
    struct image_info info; /* of the PNG */
    struct dib dib;
    int w, h;
    str why; /* damage */
};

static bool picture_at(str s, isize entry, struct picture *p, str *why)
{
    isize len = le32(s.p + entry + 8), at = le32(s.p + entry + 12);
    *p = (struct picture){0};
    *why = S("the icon is cut short");
    if (at >= s.len) return false;
    p->bytes = str_skip(s, at);
    if (len && len < p->bytes.len) p->bytes = str_head(p->bytes, len);
    p->png = codec_png.is(p->bytes);
    bool good = p->png ? codec_png.info(p->bytes, &p->info, &p->why)
                       : dib_look(p->bytes, 0, 0, true, &p->dib, &p->why);
    *why = p->why;
    if (!good || (!p->png && dib_packed(&p->dib))) return false;
    if (!p->png) p->why = (str){0};
    p->w = p->png ? p->info.w : p->dib.w;
    p->h = p->png ? p->info.h : p->dib.h;
    return p->png || dib_has(&p->dib, 0) || dib_has(&p->dib, p->h - 1);
}

/* The largest picture, of as many colours as there are. */
static bool largest(str s, struct picture *best, str *why)
{
    *why = S("the icon is damaged");
    if (!is_ico(s)) return false;
    isize n = le16(s.p + 4);
    bool found = false;
    for (isize i = 0; i < n && i < MOST && HEAD + (i + 1) * ENTRY <= s.len; i++) {
        struct picture p;
        if (!picture_at(s, HEAD + i * ENTRY, &p, why)) continue;
        long long area = (long long)p.w * p.h, most = (long long)best->w * best->h;
        bool deeper = found && area == most && !p.png && !best->png && p.dib.bits > best->dib.bits;
        if (!found || area > most || deeper) *best = p;
        found = true;
    }
    if (!found && !why->len) *why = S("the icon is damaged");
    return found;
}

/* Where the mask's row y is; -1: it is not there. */
static isize mask_at(const struct dib *d, int y)
{
    isize line = ((isize)d->w + 31) / 32 * 4;
    isize at = d->pixels + d->line * d->h + line * (d->down ? y : d->h - 1 - y);
    return at + (d->w + 7) / 8 <= d->s.len ? at : -1;
}

/* Bitmaps of 32 bits have alpha in what others leave empty, unless it is empty here, too. */
static bool has_alpha(const struct dib *d)
{
    if (d->bits != 32 || !d->plain) return d->alpha; /* masks say */
    for (isize at = d->pixels; at + 4 <= d->s.len && at < d->pixels + d->line * d->h; at += 4)
        if (d->s.p[at + 3]) return true;
    return false;
}

static bool info_ico(str s, struct image_info *out, str *why)
{
    struct picture p = {0};
    *out = (struct image_info){.orientation = 1, .bytes = s.len};
    if (!largest(s, &p, why)) return false;
    *why = p.why;
    *out = p.info;
    out->lossless = true;
    out->bytes = s.len;
    if (p.png) return true;
    out->w = p.w;
    out->h = p.h;
    out->orientation = 1;
    out->channels = RGBA;
    out->colours = p.dib.colours;
    if (!dib_has(&p.dib, 0) || !dib_has(&p.dib, p.h - 1)) *why = S("the icon is cut short");
    return true;
}

/* A row as RGBA, masked. */
static void paint(const struct dib *d, int y, bool alpha, u8 *rgb, u8 *to)
{
    isize mask = alpha ? -1 : mask_at(d, y);
    int n = alpha ? 4 : 3;
    bool there = dib_has(d, y);
    if (there) dib_row(d, y, NULL, rgb);
    for (int x = 0; x < d->w; x++, to += 4) {
        for (int c = 0; c < 3; c++) to[c] = there ? rgb[x * n + c] : 0;
        bool clear = mask >= 0 && d->s.p[mask + x / 8] >> (7 - x % 8) & 1;
        to[3] = !there || clear ? 0 : alpha ? rgb[x * n + 3] : 255;
    }
}

static bool decode_ico(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    struct picture p = {0};
    if (!largest(s, &p, why)) return false;
    if (p.png) return codec_png.decode(p.bytes, want, to, scratch, why);
    struct dib *d = &p.dib;
    bool alpha = has_alpha(d);
    d->alpha = alpha;
    if (alpha && !d->masks[3]) d->masks[3] = 0xFF000000;
    struct raster is = {d->w, d->h, RGBA};
    u8 *rgb = arena_try(&scratch, RGBA, 16, d->w), *row = arena_try(&scratch, RGBA, 16, d->w);
    *why = S("not enough memory");
    if (!rgb || !row || !to->begin(to, is)) return false;
    for (int y = 0; y < d->h; y++) {
        paint(d, y, alpha, rgb, row);
        if (!to->row(to, row)) return false;
    }
    *why = dib_has(d, 0) && dib_has(d, d->h - 1) ? (str){0} : S("the icon is cut short");
    return to->end(to);
}

const struct codec codec_ico = {
    .name = "ICO",
    .mime = "image/vnd.microsoft.icon",
    .ext = "ico",
    .is = is_ico,
    .info = info_ico,
    .decode = decode_ico,
};
