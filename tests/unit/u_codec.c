/* u_codec.c - pixels out of files and into them: tiny pictures, drawn and encoded here. */
#include "codec.h"
#include "image_local.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* --- drawing --- */

/* Slopes with an edge; what is clear differs from what is not. */
static struct kept drawn(arena *a, int w, int h, int channels)
{
    struct kept k = {.mem = a, .is = {w, h, channels}, .rows = h};
    k.px = make_n(a, u8, raster_row(k.is) * h);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            for (int c = 0; c < channels; c++)
                k.px[(y * w + x) * channels + c] =
                    (u8)(c == 3 || (channels == 2 && c == 1) ? x * 255 / w
                         : x > w / 2                         ? 40 + 50 * c
                                                             : (x * 3 + y * (c + 2)) & 255);
    return k;
}

static str png_of(arena *a, const struct kept *k, struct png_how how)
{
    struct buf out = {.mem = a};
    CHECK(kept_push(k, png_encoder(a, how, &out)));
    return buf_str(&out);
}

static const struct png_how whole = {.bits = 8, .level = 6};

static str jpeg_of(arena *a, const struct kept *k, int quality)
{
    struct buf out = {.mem = a};
    CHECK(kept_push(k, jpeg_encoder(a, quality, &out)));
    return buf_str(&out);
}

/* --- reading back --- */

struct shown {
    bool ok;
    struct kept kept;
    str why;
    struct image_info info;
};

static struct shown show(arena *a, str bytes, struct decode_want want)
{
    struct shown s = {0};
    arena scratch = arena_reserve((isize)1 << 26);
    u8 *from = scratch.at, *end = scratch.end;
    const struct codec *c = codec_of(bytes);
    struct sink *to = stage_keep(a, &s.kept);
    str ignored;
    if (c && c->info) c->info(bytes, &s.info, &ignored);
    s.ok = c && c->decode && c->decode(bytes, want, to, scratch, &s.why);
    arena_release(from, end);
    return s;
}

static const struct decode_want all = {0};

/* The largest difference of two pictures; 256 if they are not of one kind. */
static int apart(const struct kept *a, const struct kept *b)
{
    int most = 0;
    if (a->is.w != b->is.w || a->is.h != b->is.h || a->is.channels != b->is.channels) return 256;
    for (isize i = 0; i < raster_row(a->is) * a->is.h; i++) {
        int d = abs(a->px[i] - b->px[i]);
        if (d > most) most = d;
    }
    return most;
}

static struct kept turned(arena *a, const struct kept *k, int orientation)
{
    struct kept to;
    CHECK(kept_push(k, stage_turn(a, orientation, stage_keep(a, &to))));
    return to;
}

static str copy_of(arena *a, str s)
{
    return (str){(u8 *)str_z(a, s), s.len};
}

static bool rewritten(arena *a, str bytes, struct rewrite_how how, str *out)
{
    arena scratch = arena_reserve((isize)1 << 26);
    u8 *from = scratch.at, *end = scratch.end;
    bool ok = codec_of(bytes)->rewrite(bytes, how, a, out, scratch);
    arena_release(from, end);
    return ok;
}

/* --- PNG --- */

TEST(codec__png_keeps_every_sample)
{
    static const int sizes[][2] = {{1, 1}, {3, 2}, {17, 9}, {300, 5}};
    for (isize i = 0; i < COUNT(sizes); i++)
        for (int channels = GREY; channels <= RGBA; channels++) {
            struct kept k = drawn(mem, sizes[i][0], sizes[i][1], channels);
            struct shown s = show(mem, png_of(mem, &k, whole), all);
            CHECK(s.ok && !s.why.len);
            CHECK_INT(apart(&s.kept, &k), 0);
            CHECK_INT(s.info.channels, channels);
        }
}

TEST(codec__png_of_few_bits)
{
    for (int bits = 1; bits <= 4; bits *= 2) {
        struct kept k = drawn(mem, 37, 5, GREY);
        int step = 255 / ((1 << bits) - 1);
        for (int i = 0; i < 37 * 5; i++) k.px[i] = (u8)(k.px[i] / step * step);
        str file = png_of(mem, &k, (struct png_how){.bits = bits, .level = 9});
        struct shown s = show(mem, file, all);
        CHECK(s.ok);
        CHECK_INT(apart(&s.kept, &k), 0);
        CHECK_INT(file.p[24], bits);
    }
}

TEST(codec__png_with_a_palette)
{
    static const u8 colours[] = {9, 8, 7, 0, 255, 0, 1, 2, 250};
    struct kept k = drawn(mem, 10, 4, GREY);
    for (int i = 0; i < 40; i++) k.px[i] = (u8)(i % 3);
    struct png_how how = {.bits = 2, .palette = colours, .colours = 3, .level = 6};
    struct shown s = show(mem, png_of(mem, &k, how), all);
    CHECK(s.ok);
    CHECK_INT(s.info.colours, 3);
    CHECK_INT(s.kept.is.channels, RGB);
    for (int i = 0; i < 40; i++) CHECK(!memcmp(s.kept.px + 3 * i, colours + i % 3 * 3, 3));
}

TEST(codec__png_is_the_same_twice)
{
    struct kept k = drawn(mem, 50, 40, RGB);
    CHECK_STR(png_of(mem, &k, whole), png_of(mem, &k, whole));
}

/* A chunk, its sum left to the reader, who need not be right. */
static void chunk(struct buf *b, const char *type, str data)
{
    buf_printf(b, "%c%c%c%c%s%.*s", 0, 0, (int)(data.len >> 8), (int)(data.len & 255), type, 0, "");
    buf_add(b, data);
    buf_add(b, S("\0\0\0\0"));
}

TEST(codec__png_is_stripped_of_what_is_no_picture)
{
    struct kept k = drawn(mem, 8, 8, RGB);
    str file = png_of(mem, &k, whole), out;
    struct buf b = {.mem = mem};
    buf_add(&b, str_head(file, 33));
    chunk(&b, "tEXt", S("Comment\0hello"));
    chunk(&b, "eXIf", S("MM\0*\0\0\0\x08\0\0"));
    chunk(&b, "zTXt", S("a\0\0not even zlib"));
    chunk(&b, "prVt", S("x"));
    buf_add(&b, str_skip(file, 33));
    struct shown s = show(mem, buf_str(&b), all);
    CHECK(s.ok && s.info.metadata && apart(&s.kept, &k) == 0);
    CHECK(rewritten(mem, buf_str(&b), (struct rewrite_how){.strip = true}, &out));
    CHECK_STR(out, file);
    CHECK(
        !rewritten(mem, str_head(file, file.len - 20), (struct rewrite_how){.strip = true}, &out));
    CHECK(!rewritten(mem, file, (struct rewrite_how){.orientation = 6, .strip = true}, &out));
}

TEST(codec__png_cut_short_keeps_its_rows)
{
    struct kept k = drawn(mem, 200, 200, RGB);
    for (int i = 0; i < 200 * 200 * 3; i++) k.px[i] = (u8)((u32)i * 2654435761u >> 13);
    str file = png_of(mem, &k, whole);
    struct shown s = show(mem, str_head(file, file.len / 2), all);
    CHECK(s.ok);
    CHECK_STR(s.why, S("the PNG is cut short"));
    CHECK(s.kept.rows > 80 && s.kept.rows < 120);
    CHECK(!memcmp(s.kept.px, k.px, (size_t)(s.kept.rows * raster_row(k.is))));
    str bad = copy_of(mem, file);
    memset((u8 *)bad.p + file.len / 2, 0, (size_t)file.len / 4);
    s = show(mem, bad, all);
    CHECK(!s.ok || s.why.len || s.info.doubtful);
    CHECK(!show(mem, str_head(file, 50), all).ok);
}

/* --- JPEG --- */

TEST(codec__jpeg_comes_back_nearly)
{
    struct kept grey = drawn(mem, 61, 43, GREY), colour = drawn(mem, 61, 43, RGB);
    for (int i = 0; i < 61 * 43; i++) grey.px[i] = (u8)(i / 61 * 5);
    for (int i = 0; i < 61 * 43 * 3; i++) colour.px[i] = (u8)(i / 61 / 3 * 5);
    struct shown s = show(mem, jpeg_of(mem, &grey, 95), all);
    CHECK(s.ok && !s.why.len && !s.info.progressive);
    CHECK(apart(&s.kept, &grey) < 8);
    s = show(mem, jpeg_of(mem, &colour, 95), all);
    CHECK(s.ok && apart(&s.kept, &colour) < 8);
    s = show(mem, jpeg_of(mem, &colour, 95), (struct decode_want){.grey = true});
    CHECK(s.ok && s.kept.is.channels == GREY && abs(s.kept.px[61 * 20] - 100) < 8);
}

TEST(codec__jpeg_comes_no_larger_than_wanted)
{
    struct kept k = drawn(mem, 160, 80, GREY);
    str file = jpeg_of(mem, &k, 80);
    static const int want[][4] = {
        {160, 80, 160, 80}, {20, 10, 20, 10}, {21, 10, 40, 20}, {1, 1, 20, 10}, {500, 9, 160, 80}};
    for (isize i = 0; i < COUNT(want); i++) {
        struct shown s = show(mem, file, (struct decode_want){.w = want[i][0], .h = want[i][1]});
        CHECK(s.ok);
        CHECK_INT(s.kept.is.w, want[i][2]);
        CHECK_INT(s.kept.is.h, want[i][3]);
    }
}

TEST(codec__jpeg_cut_short_keeps_its_rows)
{
    struct kept k = drawn(mem, 160, 160, GREY);
    for (int i = 0; i < 160 * 160; i++) k.px[i] = (u8)((u32)i * 2654435761u >> 13);
    str file = jpeg_of(mem, &k, 90);
    struct shown full = show(mem, file, all), s = show(mem, str_head(file, file.len / 2), all);
    CHECK(s.ok);
    CHECK_STR(s.why, S("the JPEG is cut short"));
    CHECK(s.kept.rows >= 64 && s.kept.rows <= 96);
    CHECK(!memcmp(s.kept.px, full.kept.px, (size_t)(160 * s.kept.rows)));
    s = show(mem, str_head(file, file.len - 2), all); /* nothing but the end mark is missing */
    CHECK(s.ok && s.why.len && s.kept.rows == 160);
    str out;
    CHECK(!rewritten(mem, str_head(file, file.len - 2), (struct rewrite_how){.strip = true}, &out));
}

TEST(codec__jpeg_turns_without_loss)
{
    for (int channels = GREY; channels <= RGB; channels += 2)
        for (int o = 1; o <= 8; o++) {
            arena a = *mem;
            struct kept k = drawn(&a, 64, 32, channels);
            str file = jpeg_of(&a, &k, 90), out;
            CHECK(rewritten(&a, file, (struct rewrite_how){.orientation = o, .strip = true}, &out));
            struct shown before = show(&a, file, all), after = show(&a, out, all);
            struct kept expect = turned(&a, &before.kept, o);
            CHECK(after.ok && !after.why.len);
            CHECK(apart(&after.kept, &expect) <= (channels == GREY ? 1 : 16));
        }
}

TEST(codec__jpeg_that_ends_inside_of_a_block_is_not_mirrored)
{
    struct kept k = drawn(mem, 60, 32, GREY);
    str file = jpeg_of(mem, &k, 90), out;
    for (int o = 1; o <= 8; o++) {
        bool from_right = o == 2 || o == 3 || o == 7 || o == 8;
        CHECK(rewritten(mem, file, (struct rewrite_how){.orientation = o}, &out) == !from_right);
    }
}

/* The file with a segment behind its first one. */
static str with_segment(arena *a, str file, u8 marker, str data)
{
    struct buf b = {.mem = a};
    buf_add(&b, str_head(file, 2));
    buf_byte(&b, 0xFF);
    buf_byte(&b, marker);
    buf_byte(&b, (u8)((data.len + 2) >> 8));
    buf_byte(&b, (u8)((data.len + 2) & 255));
    buf_add(&b, data);
    buf_add(&b, str_skip(file, 2));
    return buf_str(&b);
}

TEST(codec__jpeg_segments_go_or_stay)
{
    struct kept k = drawn(mem, 16, 16, GREY);
    str file = jpeg_of(mem, &k, 90), out;
    str exif = S("Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0");
    str full = with_segment(mem, with_segment(mem, file, 0xE1, exif), 0xFE, S("a word"));
    struct shown s = show(mem, full, all);
    CHECK(s.info.metadata && s.info.orientation == 6);
    CHECK(rewritten(mem, full, (struct rewrite_how){.orientation = 6, .strip = true}, &out));
    s = show(mem, out, all);
    CHECK(s.ok && !s.info.metadata && s.info.orientation == 1);
    CHECK(rewritten(mem, full, (struct rewrite_how){.orientation = 6}, &out));
    s = show(mem, out, all);
    CHECK(s.ok && s.info.metadata && s.info.orientation == 1);
    CHECK(str_find(out, S("a word"), 0) > 0);
}

TEST(codec__jpeg_without_its_colours_has_the_same_luma)
{
    struct kept k = drawn(mem, 61, 43, RGB);
    str file = jpeg_of(mem, &k, 90), out;
    CHECK(rewritten(mem, file, (struct rewrite_how){.grey = true, .strip = true}, &out));
    CHECK(out.len < file.len);
    struct shown grey = show(mem, out, all);
    struct shown luma = show(mem, file, (struct decode_want){.grey = true});
    CHECK(grey.ok && luma.ok && !grey.why.len);
    CHECK_INT(grey.kept.is.channels, GREY);
    CHECK_INT(apart(&grey.kept, &luma.kept), 0);
    CHECK(rewritten(mem, file, (struct rewrite_how){.grey = true, .orientation = 5}, &out));
    grey = show(mem, out, all);
    CHECK_INT(grey.kept.is.w, 43);
    CHECK(grey.ok && apart(&grey.kept, &(struct kept){0}) > 0);
}

/* --- GIF --- */

static void le(struct buf *b, int n)
{
    buf_byte(b, (u8)(n & 255));
    buf_byte(b, (u8)(n >> 8));
}

/* Indices below 128 as codes of 8 bits, the table emptied before they would need 9. */
static void gif_data(struct buf *b, const u8 *px, int n)
{
    enum { CLEAR = 128, END, AT_ONCE = 100 };
    buf_byte(b, 7);
    for (int i = 0; i < n; i += AT_ONCE) {
        int part = n - i < AT_ONCE ? n - i : AT_ONCE;
        buf_byte(b, (u8)(part + 1));
        buf_byte(b, CLEAR);
        buf_add(b, (str){px + i, part});
    }
    buf_add(b, S("\1\x81\0"));
}

struct gif_frame {
    int x, y, w, h, clear;
    bool interlaced;
};

/* Index i of the common table is the colour (i, 2 i, 255 - i). */
static void gif_head(struct buf *b, int w, int h)
{
    buf_add(b, S("GIF89a"));
    le(b, w);
    le(b, h);
    buf_add(b, S("\xF6\x05\0"));
    for (int i = 0; i < 128; i++) {
        buf_byte(b, (u8)i);
        buf_byte(b, (u8)(2 * i));
        buf_byte(b, (u8)(255 - i));
    }
}

static void gif_frame(struct buf *b, struct gif_frame f, const u8 *px)
{
    buf_add(b, S("\x21\xF9\4"));
    buf_byte(b, f.clear >= 0);
    buf_add(b, S("\5\0"));
    buf_byte(b, (u8)(f.clear < 0 ? 0 : f.clear));
    buf_add(b, S("\0\x2C"));
    le(b, f.x), le(b, f.y), le(b, f.w), le(b, f.h);
    buf_byte(b, f.interlaced ? 64 : 0);
    gif_data(b, px, f.w * f.h);
}

static const u8 sixteen[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

TEST(codec__gif_is_its_first_frame_on_a_clear_screen)
{
    struct buf b = {.mem = mem};
    gif_head(&b, 6, 5);
    buf_add(&b, S("\x21\xFE\4word\0"));
    gif_frame(&b, (struct gif_frame){1, 1, 4, 4, 3, false}, sixteen);
    gif_frame(&b, (struct gif_frame){0, 0, 1, 1, -1, false}, sixteen);
    buf_byte(&b, 0x3B);
    struct shown s = show(mem, buf_str(&b), all);
    CHECK(s.ok && !s.why.len && s.info.animated && s.info.metadata);
    CHECK_INT(s.info.colours, 128);
    CHECK_INT(s.kept.is.channels, RGBA);
    CHECK(!memcmp(s.kept.px, "\0\0\0\0", 4));
    CHECK(!memcmp(s.kept.px + (6 + 2) * 4, "\1\2\xFE\xFF", 4));
    CHECK(!memcmp(s.kept.px + (6 + 4) * 4, "\0\0\0\0", 4)); /* index 3 */
    CHECK(!memcmp(s.kept.px + (6 * 4 + 4) * 4, "\x0F\x1E\xF0\xFF", 4));

    str out;
    CHECK(rewritten(mem, buf_str(&b), (struct rewrite_how){.still = true}, &out));
    struct shown still = show(mem, out, all);
    CHECK(still.ok && !still.why.len && !still.info.animated && !still.info.metadata);
    CHECK_INT(apart(&still.kept, &s.kept), 0);
    CHECK(rewritten(mem, buf_str(&b), (struct rewrite_how){.strip = true}, &out));
    still = show(mem, out, all);
    CHECK(still.ok && still.info.animated && !still.info.metadata);
}

TEST(codec__gif_without_colours_is_shown_and_not_kept)
{
    struct buf b = {.mem = mem};
    buf_add(&b, S("GIF89a\4\0\4\0\0\0\0"));
    gif_frame(&b, (struct gif_frame){0, 0, 4, 4, -1, false}, sixteen);
    buf_byte(&b, 0x3B);
    struct shown s = show(mem, buf_str(&b), all);
    str out;
    CHECK(s.ok && s.why.len && s.info.doubtful && s.kept.px[3] == 1);
    CHECK(!rewritten(mem, buf_str(&b), (struct rewrite_how){.still = true}, &out));
}

TEST(codec__gif_interlaced)
{
    static const u8 order[] = {0, 2, 1, 3}; /* of 4 rows: 0; then 2; then 1 and 3 */
    u8 mixed[16];
    for (int i = 0; i < 4; i++) memcpy(mixed + 4 * i, sixteen + 4 * order[i], 4);
    struct buf b = {.mem = mem}, plain = {.mem = mem};
    gif_head(&b, 4, 4);
    gif_frame(&b, (struct gif_frame){0, 0, 4, 4, -1, true}, mixed);
    buf_byte(&b, 0x3B);
    gif_head(&plain, 4, 4);
    gif_frame(&plain, (struct gif_frame){0, 0, 4, 4, -1, false}, sixteen);
    buf_byte(&plain, 0x3B);
    struct shown s = show(mem, buf_str(&b), all), p = show(mem, buf_str(&plain), all);
    CHECK(s.ok && p.ok && s.info.interlaced && !p.info.interlaced);
    CHECK_INT(p.kept.is.channels, RGB);
    CHECK_INT(apart(&s.kept, &p.kept), 0);
    str out;
    CHECK(!rewritten(mem, str_head(buf_str(&plain), plain.len - 10),
                     (struct rewrite_how){.still = true}, &out));
}

TEST(codec__gif_cut_short_keeps_its_rows)
{
    u8 px[40 * 20];
    for (int i = 0; i < 800; i++) px[i] = (u8)(i % 100);
    struct buf b = {.mem = mem};
    gif_head(&b, 40, 20);
    gif_frame(&b, (struct gif_frame){0, 0, 40, 20, -1, false}, px);
    struct shown s = show(mem, str_head(buf_str(&b), b.len - 410), all);
    CHECK(s.ok && s.why.len && s.kept.rows == 10); /* 404 indices came */
    for (int i = 0; i < s.kept.rows * 40; i++) CHECK(s.kept.px[3 * i] == i % 100);
}

/* --- BMP and ICO --- */

static void le4(struct buf *b, u32 n)
{
    le(b, (int)(n & 0xFFFF));
    le(b, (int)(n >> 16));
}

struct bmp {
    int w, h, bits, compression;
    str palette, masks, pixels;
};

/* The bitmap alone, as an icon has it. */
static void dib(struct buf *b, struct bmp p)
{
    le4(b, 40);
    le4(b, (u32)p.w);
    le4(b, (u32)p.h);
    le(b, 1);
    le(b, p.bits);
    le4(b, (u32)p.compression);
    for (int i = 0; i < 3; i++) le4(b, 0);
    le4(b, p.bits <= 8 ? (u32)(p.palette.len / 4) : 0);
    le4(b, 0);
    buf_add(b, p.masks);
    buf_add(b, p.palette);
    buf_add(b, p.pixels);
}

static str bmp(arena *a, struct bmp p)
{
    struct buf b = {.mem = a};
    buf_add(&b, S("BM\0\0\0\0\0\0\0\0"));
    le4(&b, (u32)(54 + p.palette.len + p.masks.len));
    dib(&b, p);
    return buf_str(&b);
}

/* 2 x 2 px: red, green; blue, white. */
static const u8 four[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255};

TEST(codec__bmp_of_every_depth)
{
    static const str colours = LIT("\0\0\xFF\0\0\xFF\0\0\xFF\0\0\0\xFF\xFF\xFF\0");
    const struct bmp kinds[] = {
        {2, 2, 2, 0, colours, {0}, S("\xB0\0\0\0\x10\0\0\0")},
        {2, 2, 4, 0, colours, {0}, S("\x23\0\0\0\x01\0\0\0")},
        {2, 2, 8, 0, colours, {0}, S("\2\3\0\0\0\1\0\0")},
        {2, -2, 8, 0, colours, {0}, S("\0\1\0\0\2\3")},
        {2, 2, 8, 1, colours, {0}, S("\1\2\1\3\0\0\0\2\1\0\0\2\0\1\0\1\0\1")},
        {2, 2, 4, 2, colours, {0}, S("\2\x23\0\0\2\x01\0\1")},
        {2, 2, 16, 0, {0}, {0}, S("\x1F\0\xFF\x7F\0\x7C\xE0\x03")},
        {2, 2, 16, 3, {0}, S("\0\xF8\0\0\xE0\7\0\0\x1F\0\0\0"), S("\x1F\0\xFF\xFF\0\xF8\xE0\7")},
        {2, 2, 24, 0, {0}, {0}, S("\xFF\0\0\xFF\xFF\xFF\0\0\0\0\xFF\0\xFF\0\0\0")},
        {2, 2, 32, 0, {0}, {0}, S("\xFF\0\0\0\xFF\xFF\xFF\0\0\0\xFF\0\0\xFF\0\0")},
    };
    for (isize i = 0; i < COUNT(kinds); i++) {
        str file = bmp(mem, kinds[i]);
        struct shown s = show(mem, file, all);
        CHECK(s.ok && s.kept.is.w == 2 && s.kept.is.h == 2);
        CHECK_INT(s.kept.is.channels, RGB);
        if (i == 4) continue; /* moves: see below */
        CHECK(!s.why.len);
        CHECK(!memcmp(s.kept.px, four, sizeof four));
    }
    struct shown moved = show(mem, bmp(mem, kinds[4]), all);
    CHECK(moved.ok && !memcmp(moved.kept.px + 6, four + 6, 6));
}

TEST(codec__bmp_with_alpha_of_its_own)
{
    static const str masks = LIT("\0\0\xFF\0\0\xFF\0\0\xFF\0\0\0\0\0\0\xFF");
    struct bmp p = {1, 2, 32, 6, {0}, masks, S("\1\2\3\4\5\6\7\x08")};
    struct shown s = show(mem, bmp(mem, p), all);
    CHECK(s.ok && s.kept.is.channels == RGBA);
    CHECK(!memcmp(s.kept.px, "\7\6\5\x08\3\2\1\4", 8));
    p.pixels = S("\1\2\3\0\5\6\7\0"); /* nothing anywhere: it is not meant */
    s = show(mem, bmp(mem, p), all);
    CHECK(s.ok && s.kept.is.channels == RGB && !memcmp(s.kept.px, "\7\6\5\3\2\1", 6));
}

TEST(codec__bmp_cut_short_lacks_its_top)
{
    struct bmp p = {1, 3, 24, 0, {0}, {0}, S("\1\2\3\0\4\5\6\0")};
    struct shown s = show(mem, bmp(mem, p), all);
    CHECK(s.ok && s.why.len);
    CHECK(!memcmp(s.kept.px, "\xFF\xFF\xFF\6\5\4\3\2\1", 9));
    p.w = 100000, p.h = 100000;
    s = show(mem, bmp(mem, p), all);
    CHECK(!s.ok && s.why.len);
}

TEST(codec__ico_is_its_largest_picture)
{
    struct kept k = drawn(mem, 3, 3, RGBA);
    str png = png_of(mem, &k, whole);
    struct buf icon = {.mem = mem}, b = {.mem = mem};
    /* 2 x 2 px of 24 bits; the mask hides the one at the top right. */
    dib(&icon, (struct bmp){2,
                            4,
                            24,
                            0,
                            {0},
                            {0},
                            S("\xFF\0\0\xFF\xFF\xFF\0\0\0\0\xFF\0\xFF\0\0\0\0\0\0\0\x40\0\0\0")});
    for (int with_png = 0; with_png < 2; with_png++) {
        b.len = 0;
        buf_add(&b, S("\0\0\1\0"));
        le(&b, 1 + with_png);
        isize at = 6 + 16 * (1 + with_png);
        for (int i = 0; i <= with_png; i++) {
            str part = i ? png : buf_str(&icon);
            buf_add(&b, S("\2\2\0\0\1\0\x18\0"));
            le4(&b, (u32)part.len);
            le4(&b, (u32)at);
            at += part.len;
        }
        buf_add(&b, buf_str(&icon));
        if (with_png) buf_add(&b, png);
        struct shown s = show(mem, buf_str(&b), all);
        CHECK(s.ok && !s.why.len && s.info.channels == RGBA);
        if (with_png) CHECK_INT(apart(&s.kept, &k), 0);
        else CHECK(!memcmp(s.kept.px, "\xFF\0\0\xFF\0\xFF\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF", 16));
    }
}

/* --- WebP: 4 x 4 px, red at the left, half clear blue at the right --- */

#define WEBP_LOSSLESS                                                                              \
    "RIFF\x20\0\0\0WEBPVP8L\x13\0\0\0\x2F\x03\xC0\0\x10\x0F\x10\xFB\x3F\xFF\x0F\xFC\x8F\x0A\x65"   \
    "\x88\xE8\x7F\0\0"
#define WEBP_LOSSY                                                                                 \
    "RIFF\x86\0\0\0WEBPVP8X\x0A\0\0\0\x10\0\0\0\3\0\0\3\0\0ALPH\x0C\0\0\0\1\x0F\xF0\xC0\xFF\x88"   \
    "\x88\x50\x86\x88\xFE\7VP8 \x54\0\0\0\xB0\3\0\x9D\1\x2A\4\0\4\0\0\xC0\x12\x25\xA8\2\x74\xBA\1" \
    "\xF8\1\x46\3\xF0\2\xB4\3\xF8\6\x50\7\xE8\0\x2D\xDA\xCB\xC2\xC0\0\xFE\xFF\x32\x3E\x71\x73"     \
    "\xFE\x27\x91\xFF\xFD\xD1\xA1\x84\xCF\x6D\xDF\xEB\xA2\x7F\x74\x68\x61\x33\xDB\x77\xFF\xAD"     \
    "\x1C\xFF\xE2\x5B\x55\x6D\x49\x95\xCF\x63\xA7\xE7\xFC\xEF\x53\x80\0"
/* Its first frame is that of WEBP_LOSSLESS, at 2, 2 on a canvas of 6 x 6. */
#define WEBP_FRAMES                                                                                \
    "RIFF\x58\0\0\0WEBPVP8X\x0A\0\0\0\x12\0\0\0\5\0\0\5\0\0ANIM\6\0\0\0\0\0\0\0\0\0ANMF\x2C\0\0\0" \
    "\1\0\0\1\0\0\3\0\0\3\0\0\0\0\0\2VP8L\x13\0\0\0\x2F\x03\xC0\0\x10\x0F\x10\xFB\x3F\xFF\x0F\xFC" \
    "\x8F\x0A\x65\x88\xE8\x7F\0\0"

TEST(codec__webp_lossless_lossy_and_animated)
{
    struct shown s = show(mem, S(WEBP_LOSSLESS), all);
    CHECK(s.ok && !s.why.len && s.info.lossless);
    CHECK(s.kept.is.w == 4 && s.kept.is.h == 4 && s.kept.is.channels == RGBA);
    CHECK(!memcmp(s.kept.px + 4, "\xFF\0\0\xFF\0\0\xFF\x80", 8));
    s = show(mem, S(WEBP_LOSSY), all);
    CHECK(s.ok && !s.why.len && !s.info.lossless && s.kept.is.channels == RGBA);
    CHECK(s.kept.px[0] > 240 && s.kept.px[3] == 255 && s.kept.px[14] > 240 && s.kept.px[15] == 128);
    s = show(mem, S(WEBP_FRAMES), all);
    CHECK(s.ok && !s.why.len && s.info.animated && s.kept.is.w == 6 && s.kept.is.h == 6);
    CHECK(!memcmp(s.kept.px + (2 * 6 + 1) * 4, "\0\0\0\0\xFF\0\0\xFF", 8));
}

TEST(codec__webp_cut_short_is_said_or_refused)
{
    str whole_file = S(WEBP_LOSSY);
    for (isize n = 0; n < whole_file.len; n++) {
        arena a = *mem;
        struct shown s = show(&a, str_head(whole_file, n), all);
        CHECK(!s.ok || s.why.len);
    }
    CHECK(!show(mem, S(WEBP_LOSSLESS), (struct decode_want){.memory = 64}).ok);
}
