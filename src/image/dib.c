/*
 * dib.c - device-independent bitmaps, see dib_local.h.
 *
 *   0  4  length of this header: 12 (OS/2), 16 or 64 (OS/2 2), 40, 52, 56, 108, 124 (Windows)
 *   4     width and height (2 each in that of 12, 4 in all others), planes (2), bits a px (2)
 *   16 4  compression: 0 none, 1 and 2 run lengths of 8 and 4 bits, 3 and 6 masks say which bits
 *   32 4  colours in the palette, 0: all that the bits can say
 *   40    masks, if the header is so long; else they stand behind it
 *
 * Rows end at a multiple of 4 bytes; the bottom one comes first, unless the height is negative.
 */
#include "dib_local.h"

#include <string.h>

enum { NONE, RLE8, RLE4, MASKS, ALPHA_MASKS = 6 };

static bool depth_ok(const struct dib *d)
{
    int c = d->compression, b = d->bits;
    if (c == RLE8) return b == 8;
    if (c == RLE4) return b == 4;
    if (c == MASKS || c == ALPHA_MASKS) return b == 16 || b == 32;
    return c == NONE && (b == 1 || b == 2 || b == 4 || b == 8 || b == 16 || b == 24 || b == 32);
}

/* Masks from the header at `at` or behind it; the offset behind all of that, or -1. */
static isize masks(struct dib *d, isize at, isize len)
{
    enum { BEHIND = 40, WITH_THREE = 52, WITH_FOUR = 56 };
    bool listed = d->compression == MASKS || d->compression == ALPHA_MASKS;
    int n = d->compression == ALPHA_MASKS || len >= WITH_FOUR ? 4 : 3;
    isize end = at + len;
    if (listed && len < WITH_THREE) end = at + BEHIND + 4 * n;
    if (end > d->s.len) return -1;
    d->masks[0] = d->bits == 16 ? 0x7C00 : 0xFF0000;
    d->masks[1] = d->bits == 16 ? 0x3E0 : 0xFF00;
    d->masks[2] = d->bits == 16 ? 0x1F : 0xFF;
    for (int i = 0; listed && i < n; i++) d->masks[i] = le32(d->s.p + at + BEHIND + 4 * i);
    d->plain = d->masks[0] == 0xFF0000 && d->masks[1] == 0xFF00 && d->masks[2] == 0xFF &&
               (!d->masks[3] || d->masks[3] == 0xFF000000);
    return end;
}

/* Some programs ask for alpha and leave it zero: then there is none. */
static bool alpha_used(const struct dib *d)
{
    if (!d->masks[3] || d->bits != 32) return d->masks[3];
    for (isize at = d->pixels; at + 4 <= d->s.len && at < d->pixels + d->line * d->h; at += 4)
        if (le32(d->s.p + at) & d->masks[3]) return true;
    return false;
}

static bool sizes(struct dib *d, long long w, long long h, bool icon, str *why)
{
    d->down = h < 0;
    if (h < 0) h = -h;
    if (icon) h /= 2;
    *why = S("a bitmap without size");
    if (w <= 0 || h <= 0 || w > INT32_MAX || h > INT32_MAX) return false;
    if (!size_allowed((u32)w, (u32)h, why)) return false;
    d->w = (int)w;
    d->h = (int)h;
    return true;
}

static long long signed32(const u8 *p)
{
    return (long long)(int32_t)le32(p);
}

/* Width, height, bits, compression and how many colours; false if the header is cut short. */
static bool header(struct dib *d, isize at, isize len, bool icon, str *why)
{
    enum { OS2 = 12, OS2_LONG = 64 };
    const u8 *p = d->s.p + at;
    u32 used = len >= 36 ? le32(p + 32) : 0;
    bool old = len == OS2;
    if (!sizes(d, old ? le16(p + 4) : signed32(p + 4), old ? le16(p + 6) : signed32(p + 8), icon,
               why))
        return false;
    d->bits = (int)le16(p + (old ? 10 : 14));
    d->compression = len >= 20 && le32(p + 16) < 16 ? (int)le32(p + 16) : len >= 20 ? 15 : 0;
    if (len == OS2_LONG && d->compression >= MASKS) d->compression = 15;
    d->entry = old ? 3 : 4;
    int most = d->bits <= 8 ? 1 << d->bits : 0;
    d->colours = used && used < (u32)most ? (int)used : most;
    *why = S("a kind of bitmap that few programs know");
    return depth_ok(d);
}

bool dib_look(str s, isize at, isize pixels, bool icon, struct dib *d, str *why)
{
    *d = (struct dib){.s = s};
    *why = S("the bitmap's header is damaged");
    if (at < 0 || at + 12 > s.len) return false;
    isize len = le32(s.p + at);
    if (len != 12 && (len < 16 || len > 256)) return false;
    if (at + len > s.len || !header(d, at, len, icon, why)) return false;
    *why = S("the bitmap's header is damaged");
    d->palette = masks(d, at, len);
    if (d->palette < 0) return false;
    isize behind = d->palette + (isize)d->colours * d->entry;
    d->pixels = pixels ? pixels : behind;
    if (d->pixels < d->palette || d->pixels >= s.len) return false;
    if (behind > d->pixels) d->colours = (int)((d->pixels - d->palette) / d->entry);
    d->line = ((isize)d->w * d->bits + 31) / 32 * 4;
    d->alpha = alpha_used(d);
    return true;
}

/* --- run lengths --------------------------------------------------------------------- */

bool dib_packed(const struct dib *d)
{
    return d->compression == RLE8 || d->compression == RLE4;
}

struct pen {
    const struct dib *d;
    u8 *px;
    isize x, y; /* y from the row that comes first */
};

static void dot(struct pen *p, int index)
{
    if (p->x < p->d->w && p->y < p->d->h) p->px[(p->d->h - 1 - p->y) * p->d->w + p->x] = (u8)index;
    p->x++;
}

/* n px as they stand from `from` on; bytes they take. */
static isize literal(struct pen *p, const u8 *from, int n)
{
    bool four = p->d->compression == RLE4;
    for (int i = 0; i < n; i++)
        dot(p, !four ? from[i] : i % 2 ? from[i / 2] & 15 : from[i / 2] >> 4);
    return four ? ((n + 1) / 2 + 1) / 2 * 2 : (n + 1) / 2 * 2;
}

u8 *dib_unpack(const struct dib *d, arena *a, bool *whole)
{
    struct pen p = {.d = d, .px = arena_try(a, d->w, 16, d->h)};
    str s = d->s;
    *whole = false;
    for (isize at = d->pixels; p.px && at + 2 <= s.len && p.y < d->h;) {
        int n = s.p[at], what = s.p[at + 1];
        at += 2;
        for (int i = 0; i < n; i++)
            dot(&p, d->compression == RLE8 ? what : i % 2 ? what & 15 : what >> 4);
        if (n) continue;
        if (what == 0) { /* the row ends */
            p.x = 0;
            p.y++;
        } else if (what == 1) { /* the picture ends */
            *whole = true;
            return p.px;
        } else if (what == 2) { /* move */
            if (at + 2 > s.len) break;
            p.x += s.p[at];
            p.y += s.p[at + 1];
            at += 2;
        } else {
            isize bytes = d->compression == RLE4 ? (what + 1) / 2 : what;
            if (at + bytes > s.len) break;
            at += literal(&p, s.p + at, what);
        }
    }
    if (p.px && p.y >= d->h) *whole = true;
    return p.px;
}

/* --- rows --------------------------------------------------------------------------------- */

static isize row_at(const struct dib *d, int y)
{
    return d->pixels + d->line * (d->down ? y : d->h - 1 - y);
}

bool dib_has(const struct dib *d, int y)
{
    isize used = ((isize)d->w * d->bits + 7) / 8; /* the padding of the last row may be missing */
    return row_at(d, y) + used <= d->s.len;
}

/* The bits under a mask, made 0..255. */
static u8 under(u32 px, u32 mask)
{
    if (!mask) return 0;
    int shift = __builtin_ctz(mask);
    u64 most = mask >> shift, value = (px & mask) >> shift;
    return (u8)((value * 255 + most / 2) / most);
}

static void indexed(const struct dib *d, const u8 *row, bool packed, u8 *to)
{
    int bits = packed ? 8 : d->bits, per = 8 / bits, most = (1 << bits) - 1;
    for (int x = 0; x < d->w; x++, to += 3) {
        int i = row[x / per] >> (8 - bits - x % per * bits) & most;
        const u8 *c = d->s.p + d->palette + (isize)i * d->entry;
        if (i < d->colours) to[0] = c[2], to[1] = c[1], to[2] = c[0];
        else memset(to, 0, 3);
    }
}

static void masked(const struct dib *d, const u8 *row, u8 *to)
{
    for (int x = 0; x < d->w; x++) {
        u32 px = d->bits == 16 ? le16(row + 2 * x) : le32(row + 4 * x);
        for (int c = 0; c < 3 + d->alpha; c++) *to++ = under(px, d->masks[c]);
    }
}

void dib_row(const struct dib *d, int y, const u8 *packed, u8 *to)
{
    const u8 *row = packed ? packed + (isize)y * d->w : d->s.p + row_at(d, y);
    if (d->bits <= 8) indexed(d, row, packed, to);
    else if (d->bits == 16 || !d->plain) masked(d, row, to);
    else
        for (int x = 0; x < d->w; x++, row += d->bits / 8) {
            *to++ = row[2];
            *to++ = row[1];
            *to++ = row[0];
            if (d->alpha) *to++ = row[3];
        }
}
