/* u_raster.c - rows of pixels on their way. */
#include "raster.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static struct kept picture(arena *a, int w, int h, int channels)
{
    struct kept k = {.mem = a, .is = {w, h, channels}};
    k.px = make_n(a, u8, raster_row(k.is) * h);
    k.rows = h;
    return k;
}

/* Grey levels 0..255 that any test can make again. */
static u8 noise(int i)
{
    u32 x = (u32)i * 2654435761u;
    return (u8)((x ^ x >> 13) >> 8);
}

TEST(raster__a_flat_picture_stays_flat_at_any_size)
{
    static const int sizes[][4] = {
        {100, 80, 10, 8}, {7, 5, 3, 2}, {640, 3, 639, 1}, {33, 33, 1, 1}};
    for (isize i = 0; i < COUNT(sizes); i++)
        for (int channels = GREY; channels <= RGBA; channels++) {
            arena a = *mem;
            struct kept from = picture(&a, sizes[i][0], sizes[i][1], channels), to;
            for (isize k = 0; k < raster_row(from.is) * from.is.h; k++)
                from.px[k] = (u8)(40 * (k % channels) + 60);
            CHECK(kept_push(&from, stage_scale(&a, sizes[i][2], sizes[i][3], stage_keep(&a, &to))));
            CHECK_INT(to.is.w, sizes[i][2]);
            CHECK_INT(to.rows, sizes[i][3]);
            for (isize k = 0; k < raster_row(to.is) * to.is.h; k++)
                CHECK(abs(to.px[k] - from.px[k % channels]) <= 1);
        }
}

TEST(raster__light_is_averaged_not_samples)
{
    struct kept from = picture(mem, 64, 64, GREY), to;
    for (int y = 0; y < 64; y++)
        for (int x = 0; x < 64; x++) from.px[y * 64 + x] = (x + y) % 2 ? 255 : 0;
    CHECK(kept_push(&from, stage_scale(mem, 8, 8, stage_keep(mem, &to))));
    CHECK(abs(to.px[4 * 8 + 4] - 188) <= 2); /* half the light is not 128 */
}

TEST(raster__the_same_size_is_the_same_picture)
{
    struct kept from = picture(mem, 31, 17, RGB), to;
    for (int i = 0; i < 31 * 17 * 3; i++) from.px[i] = noise(i);
    CHECK(kept_push(&from, stage_scale(mem, 31, 17, stage_keep(mem, &to))));
    for (int i = 0; i < 31 * 17 * 3; i++) CHECK(abs(to.px[i] - from.px[i]) <= 1);
}

TEST(raster__what_is_transparent_leaks_no_colour)
{
    struct kept from = picture(mem, 40, 40, RGBA), to;
    for (int i = 0; i < 1600; i++) {
        bool seen = i % 40 < 20;
        memcpy(from.px + i * 4, seen ? "\xFF\x00\x00\xFF" : "\x00\xFF\x00\x00", 4);
    }
    CHECK(kept_push(&from, stage_scale(mem, 10, 10, stage_keep(mem, &to))));
    for (int i = 0; i < 100; i++)
        if (to.px[i * 4 + 3] > 8) CHECK(to.px[i * 4] > 250 && to.px[i * 4 + 1] < 5);
    struct kept flat;
    CHECK(kept_push(&from, stage_flatten(mem, stage_keep(mem, &flat))));
    CHECK_INT(flat.is.channels, RGB);
    CHECK(!memcmp(flat.px, "\xFF\x00\x00", 3) && !memcmp(flat.px + 39 * 3, "\xFF\xFF\xFF", 3));
}

/* "abcdef" is a row of three above another; as Exif says it should be seen. */
TEST(raster__turns_as_exif_says)
{
    static const char *const seen[] = {NULL,     "abcdef", "cbafed", "fedcba", "defabc",
                                       "adbecf", "daebfc", "fcebda", "cfbead"};
    for (int o = 1; o <= 8; o++) {
        struct kept from = picture(mem, 3, 2, GREY), to;
        memcpy(from.px, "abcdef", 6);
        CHECK(kept_push(&from, stage_turn(mem, o, stage_keep(mem, &to))));
        CHECK_INT(to.is.w, o >= 5 ? 2 : 3);
        CHECK_STR(((str){to.px, 6}), str_of(seen[o]));
    }
}

TEST(raster__sixteen_levels_keep_the_mean)
{
    struct kept from = picture(mem, 200, 100, GREY), to;
    for (int i = 0; i < 20000; i++) from.px[i] = (u8)(i % 200 / 2 + 70);
    CHECK(kept_push(&from, stage_dither(mem, stage_keep(mem, &to))));
    for (int block = 0; block < 10; block++) {
        int before = 0, after = 0;
        for (int i = 0; i < 20000; i++) {
            CHECK(to.px[i] % 17 == 0);
            if (i % 200 / 20 != block) continue;
            before += from.px[i];
            after += to.px[i];
        }
        CHECK(abs(before - after) < 2000 * 2); /* 2 of 255, on average */
    }
}

TEST(raster__colour_becomes_luma)
{
    struct kept from = picture(mem, 3, 1, RGBA), to;
    memcpy(from.px, "\xFF\x00\x00\xFF\x00\xFF\x00\x80\x00\x00\xFF\x00", 12);
    CHECK(kept_push(&from, stage_grey(mem, stage_keep(mem, &to))));
    CHECK_INT(to.is.channels, GREY_ALPHA);
    CHECK(!memcmp(to.px, "\x4C\xFF\x96\x80\x1D\x00", 6));
}

TEST(raster__what_a_damaged_picture_lacks_is_its_last_row)
{
    struct kept to;
    struct sink *s = stage_keep(mem, &to);
    CHECK(s->begin(s, (struct raster){2, 3, GREY}) && s->row(s, (const u8 *)"ab") && s->end(s));
    CHECK_STR(((str){to.px, 6}), S("ababab"));
}

TEST(raster__no_room_is_no_picture)
{
    arena small = {mem->at, mem->at + 20000};
    struct kept to;
    struct sink *s = stage_scale(&small, 1000, 1000, stage_keep(&small, &to));
    CHECK(!s->begin(s, (struct raster){60000, 60000, RGBA}));
}

TEST(raster__fits_and_never_grows)
{
    static const int cases[][6] = {
        {1000, 500, 500, 500, 500, 250}, {1000, 500, 0, 100, 200, 100}, {10, 5, 500, 500, 10, 5},
        {10000, 1, 100, 100, 100, 1},    {333, 333, 100, 0, 100, 100},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        int w, h;
        raster_fit(cases[i][0], cases[i][1], cases[i][2], cases[i][3], &w, &h);
        CHECK_INT(w, cases[i][4]);
        CHECK_INT(h, cases[i][5]);
    }
}
