/*
 * codec_png.c - Portable Network Graphics.
 *
 *   0  8  signature
 *   8     chunks: length (4, big-endian), type (4), data, CRC-32 of type and data (4)
 *
 * IHDR comes first, PLTE (a must for colour type 3) before IDAT, IEND last.  A
 * decoder gives up at a fault of these four and shrugs off all others, so only
 * these are looked at.  Spec: PNG, third edition.
 */
#include "image_local.h"

#include <libdeflate.h>

enum { SIGNATURE = 8, AROUND = 12 /* length, type and CRC */ };

static bool is_png(str head)
{
    return str_starts(head, S("\x89PNG\r\n\x1a\n"));
}

struct chunk {
    str type, data;
    bool whole;
    isize next; /* offset of the one behind it */
};

/* The chunk at `at`; false if not even its length and type are there. */
static bool chunk_at(str s, isize at, struct chunk *out)
{
    if (at + 8 > s.len) return false;
    str rest = str_skip(s, at);
    isize len = be32(rest.p);
    out->type = str_head(str_skip(rest, 4), 4);
    out->whole = len <= rest.len - AROUND;
    out->data = out->whole ? str_head(str_skip(rest, 8), len) : str_skip(rest, 8);
    out->next = out->whole ? at + AROUND + len : s.len;
    return true;
}

static bool intact(const struct chunk *c)
{
    size_t covered = (size_t)(c->type.len + c->data.len);
    return c->whole && libdeflate_crc32(0, c->type.p, covered) == be32(c->data.p + c->data.len);
}

/* Colour types and the depths each may have, as a set of bits. */
static bool depth_allowed(int colour, int depth)
{
    static const int depths[] = {
        [0] = 1 | 2 | 4 | 8 | 16, [2] = 8 | 16, [3] = 1 | 2 | 4 | 8, [4] = 8 | 16, [6] = 8 | 16,
    };
    return colour < COUNT(depths) && (depth & (depth - 1)) == 0 && (depths[colour] & depth);
}

static bool header(const struct chunk *c, struct image_info *out, str *why)
{
    if (str_eq(c->type, S("CgBI"))) {
        *why = S("a PNG in Apple's private form");
        return false;
    }
    const u8 *p = c->data.p;
    if (!str_eq(c->type, S("IHDR")) || c->data.len != 13 || !intact(c) ||
        !depth_allowed(p[9], p[8]) || p[10] || p[11] || p[12] > 1) {
        *why = S("the PNG header is damaged");
        return false;
    }
    if (!size_allowed(be32(p), be32(p + 4), why)) return false;
    static const int channels[] = {[0] = GREY, [2] = RGB, [3] = RGB, [4] = GREY_ALPHA, [6] = RGBA};
    out->w = (int)be32(p);
    out->h = (int)be32(p + 4);
    out->channels = channels[p[9]];
    out->deep = p[8] == 16;
    out->interlaced = p[12];
    return true;
}

/* The first two bytes of a zlib stream that has no preset dictionary. */
static bool stream_starts(u32 two)
{
    return (two >> 8 & 15) == 8 && two >> 12 <= 7 && two % 31 == 0 && !(two & 32);
}

static bool palette_ok(const struct chunk *c)
{
    return intact(c) && c->data.len && c->data.len % 3 == 0 && c->data.len <= 768;
}

/* From the second chunk on.  Cut short is well, as long as some rows are there. */
static bool body(str s, isize at, bool needs_palette, str *why)
{
    struct chunk c = {0};
    isize pixels = 0;
    u32 two = 0; /* the stream's first bytes: chunks may be that small */
    bool palette = false;
    for (; chunk_at(s, at, &c); at = c.next) {
        if (str_eq(c.type, S("IEND"))) break;
        if (str_eq(c.type, S("PLTE"))) {
            if (!palette_ok(&c)) goto damaged;
            palette = true;
        } else if (str_eq(c.type, S("IDAT"))) {
            for (isize i = 0; i < c.data.len && pixels + i < 2; i++) two = two << 8 | c.data.p[i];
            if ((c.whole && !intact(&c)) || (needs_palette && !palette)) goto damaged;
            pixels += c.data.len;
        } else if (c.whole && !(c.type.p[0] & 32)) {
            goto damaged; /* upper case: a critical chunk that nobody knows */
        }
    }
    if (pixels > 2 && !stream_starts(two)) goto damaged;
    if (pixels <= 2) {
        *why = S("a PNG without pixels");
        return false;
    }
    if (!str_eq(c.type, S("IEND")) || !c.whole) *why = S("the PNG is cut short");
    return true;
damaged:
    *why = S("the PNG is damaged");
    return false;
}

static bool info_png(str s, struct image_info *out, str *why)
{
    struct chunk c;
    *why = (str){0};
    *out = (struct image_info){.orientation = 1, .bytes = s.len};
    if (!is_png(s) || !chunk_at(s, SIGNATURE, &c)) {
        *why = S("the PNG header is damaged");
        return false;
    }
    if (!header(&c, out, why)) return false;
    return body(s, c.next, c.data.p[9] == 3, why);
}

const struct codec codec_png = {
    .name = "PNG",
    .mime = "image/png",
    .ext = "png",
    .is = is_png,
    .info = info_png,
};
