/*
 * codec_png.c - Portable Network Graphics.
 *
 *   0  8  signature
 *   8     chunks: length (4, big-endian), type (4), data, CRC-32 of type and data (4)
 *
 * IHDR comes first, PLTE (a must for colour type 3) before IDAT, IEND last.  A
 * decoder gives up at a fault of these four and shrugs off all others.  Spec: PNG, third edition.
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

/* What a PNG keeps when it is stripped: its pixels and what says which colours they are. */
static bool stays(str type)
{
    static const char names[][5] = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND",
                                    "gAMA", "cHRM", "sRGB", "iCCP", "cICP"};
    for (isize i = 0; i < COUNT(names); i++)
        if (str_eq(type, str_of(names[i]))) return true;
    return false;
}

/* Transparency that a decoder will heed: its chunk has the size its colours ask for. */
static bool clear_ok(const struct chunk *c, int colour, int palette)
{
    isize n = c->data.len;
    return c->whole && ((colour == 0 && n == 2) || (colour == 2 && n == 6) ||
                        (colour == 3 && n && n <= palette));
}

struct body {
    struct image_info *info;
    int colour;    /* type */
    isize pixels;  /* bytes of the stream */
    u32 two;       /* the first of them: chunks may be that small */
    bool clear;    /* tRNS */
    bool damaged;  /* a strict reader gives up, after the header */
    bool hopeless; /* any reader does */
};

static void pixels(struct body *b, const struct chunk *c)
{
    for (isize i = 0; i < c->data.len && b->pixels + i < 2; i++)
        b->two = b->two << 8 | c->data.p[i];
    if (c->whole && !intact(c)) b->damaged = true;
    if (b->colour == 3 && !b->info->colours) b->hopeless = true;
    b->pixels += c->data.len;
}

/* What a chunk behind the header adds to what is known. */
static void learn(struct body *b, const struct chunk *c)
{
    struct image_info *info = b->info;
    str type = c->type;
    if (str_eq(type, S("PLTE"))) {
        if (!palette_ok(c)) b->hopeless = b->colour == 3, b->damaged = true;
        else if (b->colour == 3) info->colours = (int)(c->data.len / 3);
    } else if (str_eq(type, S("IDAT"))) {
        pixels(b, c);
    } else if (str_eq(type, S("tRNS"))) {
        if (!b->pixels && clear_ok(c, b->colour, info->colours)) b->clear = true;
    } else if (str_eq(type, S("iCCP"))) {
        info->icc = true;
    } else if (str_eq(type, S("acTL"))) {
        info->animated = true;
    } else if (str_eq(type, S("eXIf"))) {
        info->metadata = true;
        if (c->whole) info->orientation = exif_orientation(c->data);
    } else if (!(type.p[0] & 32)) {
        if (c->whole) b->damaged = true; /* a critical chunk that nobody knows */
    } else if (!stays(type)) {
        info->metadata = true;
    }
}

/* iCCP: a name, NUL, 0 for zlib, the profile. */
str png_profile(arena *a, str s)
{
    enum { PROFILE_MAX = 4 << 20 };
    struct chunk c;
    for (isize at = SIGNATURE; chunk_at(s, at, &c) && !str_eq(c.type, S("IDAT")); at = c.next) {
        if (!str_eq(c.type, S("iCCP")) || !intact(&c)) continue;
        str packed = str_cut(c.data, 0).tail;
        u8 *room = packed.len > 1 ? arena_raw(a, 1, 16, PROFILE_MAX) : NULL;
        struct libdeflate_decompressor *d = room ? libdeflate_alloc_decompressor() : NULL;
        if (!d) return (str){0};
        size_t n = 0;
        enum libdeflate_result r = libdeflate_zlib_decompress(
            d, packed.p + 1, (size_t)(packed.len - 1), room, PROFILE_MAX, &n);
        libdeflate_free_decompressor(d);
        return r == LIBDEFLATE_SUCCESS ? (str){room, (isize)n} : (str){0};
    }
    return (str){0};
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
    struct body b = {.info = out, .colour = c.data.p[9]};
    while (chunk_at(s, c.next, &c) && !str_eq(c.type, S("IEND"))) learn(&b, &c);
    bool ended = str_eq(c.type, S("IEND")) && c.whole;
    if (b.clear) out->channels = out->channels == GREY ? GREY_ALPHA : RGBA;
    if (b.pixels > 2 && !stream_starts(b.two)) b.hopeless = true;
    if (b.hopeless || b.damaged) *why = S("the PNG is damaged");
    else if (!ended) *why = S("the PNG is cut short");
    if (b.pixels <= 2) *why = S("a PNG without pixels");
    out->doubtful = b.damaged;
    return !b.hopeless && b.pixels > 2;
}

/* Without what says nothing of the picture.  No chunk is unpacked. */
static bool rewrite_png(str s, struct rewrite_how how, arena *a, str *out, arena scratch)
{
    (void)scratch;
    struct image_info info;
    str why;
    if (how.orientation > 1 || !how.strip || !info_png(s, &info, &why) || why.len) return false;
    struct buf b = {.mem = a};
    struct chunk c = {.next = SIGNATURE};
    buf_room(&b, s.len);
    buf_add(&b, str_head(s, SIGNATURE));
    for (isize at = c.next; chunk_at(s, at, &c); at = c.next) {
        if (stays(c.type)) buf_add(&b, str_head(str_skip(s, at), c.next - at));
        if (str_eq(c.type, S("IEND"))) break;
    }
    *out = buf_str(&b);
    return true;
}

const struct codec codec_png = {
    .name = "PNG",
    .mime = "image/png",
    .ext = "png",
    .library = png_library,
    .is = is_png,
    .info = info_png,
    .decode = png_decode,
    .rewrite = rewrite_png,
};
