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
    memset((u8 *)bad.p + file.len / 2, 0, 2000);
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
