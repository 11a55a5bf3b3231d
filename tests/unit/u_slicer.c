#include "image_local.h"
#include "palette_local.h"
#include "unit.h"

#include <string.h>

/* Rows of ink, but for those that are blank: every `step`th of `gap` rows. */
struct strip {
    int w, h, step, gap;
};

static bool is_blank(const struct strip *s, int y)
{
    return s->step && y % s->step < s->gap;
}

static bool pour(const struct strip *s, int rows, struct sink *to)
{
    u8 px[512];
    if (!to->begin(to, (struct raster){s->w, s->h, GREY})) return false;
    for (int y = 0; y < rows; y++) {
        for (int x = 0; x < s->w; x++) px[x] = is_blank(s, y) || x % 2 ? 255 : 0;
        if (!to->row(to, px)) return false;
    }
    return to->end(to);
}

static struct image_plan plan_of(const struct strip *s, int slices, int page)
{
    return (struct image_plan){
        .way = PLAN_RECODE, .kind = KIND_PNG, .w = s->w, .h = s->h, .slices = slices, .page = page};
}

static int height_of(str png)
{
    return (int)be32(png.p + 20);
}

TEST(slicer__slices_make_up_the_strip)
{
    for (int h = 40; h < 400; h += 13) {
        struct strip s = {20, h, 0, 0};
        int slices = (h * 10 + 279) / 280;
        struct image_plan p = plan_of(&s, slices, 40);
        struct recoded out = {0};
        arena *keep = mem;
        arena scratch = arena_reserve(1 << 26);
        CHECK(pour(&s, s.h, slicer_make(&scratch, &p, &out, keep)));
        int sum = 0;
        CHECK_INT(out.n, slices);
        for (int i = 0; i < out.n; i++) {
            CHECK(height_of(out.v[i]) > 0 && height_of(out.v[i]) <= 40);
            sum += height_of(out.v[i]);
        }
        CHECK_INT(sum, h);
    }
}

TEST(slicer__cuts_where_there_is_no_ink)
{
    /* Lines of type of any height up to the window of 30 rows: one gap is always in it. */
    for (int step = 4; step <= 29; step++)
        for (int gap = 2; gap < step && gap < 6; gap++) {
            struct strip s = {16, 1000, step, gap};
            struct image_plan p = plan_of(&s, 15, 100);
            struct recoded out = {0};
            arena scratch = arena_reserve(1 << 26);
            CHECK(pour(&s, s.h, slicer_make(&scratch, &p, &out, mem)));
            int at = 0;
            for (int i = 0; i + 1 < out.n; i++) {
                at += height_of(out.v[i]);
                CHECK(is_blank(&s, at) && is_blank(&s, at - 1));
            }
            CHECK_INT(out.n, 15);
        }
}

TEST(slicer__of_two_blanks_the_nearer_to_equal_slices)
{
    struct strip s = {16, 140, 1000, 0};
    struct image_plan p = plan_of(&s, 2, 100);
    struct recoded out = {0};
    arena scratch = arena_reserve(1 << 26);
    CHECK(pour(&s, s.h, slicer_make(&scratch, &p, &out, mem)));
    CHECK_INT(height_of(out.v[0]), 70);
}

TEST(slicer__a_cut_short_strip_has_all_its_slices)
{
    for (int rows = 0; rows <= 300; rows += 25) {
        struct strip s = {16, 300, 20, 4};
        struct image_plan p = plan_of(&s, 5, 90);
        struct recoded out = {0};
        int sum = 0;
        arena scratch = arena_reserve(1 << 26);
        CHECK(pour(&s, rows, slicer_make(&scratch, &p, &out, mem)));
        CHECK_INT(out.n, 5);
        for (int i = 0; i < out.n; i++) sum += height_of(out.v[i]);
        CHECK_INT(sum, 300);
    }
}

TEST(slicer__refuses_another_size_than_was_planned)
{
    struct strip s = {16, 30, 0, 0};
    struct image_plan p = plan_of(&s, 1, 0);
    struct recoded out = {0};
    arena scratch = arena_reserve(1 << 26);
    p.w = 17;
    CHECK(!pour(&s, 30, slicer_make(&scratch, &p, &out, mem)));
    p.w = 16;
    CHECK(pour(&s, 30, slicer_make(&scratch, &p, &out, mem)));
    CHECK_INT(out.n, 1);
}

TEST(slicer__quality_falls_until_the_file_is_small_enough)
{
    arena scratch = arena_reserve(1 << 26);
    struct strip s = {400, 400, 7, 3};
    struct image_plan p = plan_of(&s, 1, 0);
    struct recoded fine = {0}, small = {0};
    p.kind = KIND_JPEG;
    p.quality = 90;
    p.cap = 1 << 30;
    CHECK(pour(&s, 400, slicer_make(&scratch, &p, &fine, mem)));
    p.cap = fine.v[0].len * 3 / 4;
    CHECK(pour(&s, 400, slicer_make(&scratch, &p, &small, mem)));
    CHECK(small.v[0].len <= p.cap);
    p.cap = 1;
    CHECK(pour(&s, 400, slicer_make(&scratch, &p, &small, mem)));
    CHECK(small.n == 1 && small.v[0].len > 1);
}

/* --- colours -------------------------------------------------------------------- */

TEST(palette__few_colours_stay_exactly)
{
    u8 px[256 * 3 * 4], was[sizeof px];
    struct palette p;
    for (int i = 0; i < 1024; i++)
        for (int k = 0; k < 3; k++) px[i * 3 + k] = (u8)((i % 256) * (k + 7) + k * 31);
    memcpy(was, px, sizeof px);
    CHECK(palette_exact(&p, px, 1024, RGB));
    for (int i = 0; i < 1024; i++) {
        u32 c = p.colour[px[i]];
        CHECK(c >> 16 == was[i * 3] && (c >> 8 & 255) == was[i * 3 + 1] &&
              (c & 255) == was[i * 3 + 2]);
    }
    for (int i = 1; i < p.n; i++) CHECK(p.colour[i - 1] < p.colour[i]);
}

TEST(palette__one_colour_too_many_changes_nothing)
{
    u8 px[257 * 3], was[sizeof px];
    struct palette p;
    for (int i = 0; i < 257; i++) {
        px[i * 3] = (u8)i;
        px[i * 3 + 1] = (u8)(i >> 8);
        px[i * 3 + 2] = 9;
    }
    memcpy(was, px, sizeof px);
    CHECK(!palette_exact(&p, px, 257, RGB));
    CHECK(!memcmp(was, px, sizeof px));
    CHECK(palette_exact(&p, px, 256, RGB));
    CHECK_INT(p.n, 256);
}

TEST(palette__near_colours_join_and_far_ones_do_not)
{
    enum { N = 4096 };
    u8 soft[N * 3], wild[N * 3], was[N * 3];
    struct palette p;
    u32 seed = 1;
    for (int i = 0; i < N; i++)
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            soft[i * 3 + k] = (u8)((i % 5) * 50 + (seed >> 24) % 4);
            wild[i * 3 + k] = (u8)(seed >> 24);
        }
    memcpy(was, soft, sizeof soft);
    CHECK(palette_few(&p, 256, soft, N, RGB, *mem));
    CHECK(p.n <= 256);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < 3; k++) {
            int d = (int)(p.colour[soft[i]] >> (16 - 8 * k) & 255) - was[i * 3 + k];
            CHECK(d > -16 && d < 16);
        }
    memcpy(was, wild, sizeof wild);
    CHECK(!palette_few(&p, 16, wild, N, RGB, *mem));
    CHECK(!memcmp(was, wild, sizeof wild));
}

/* --- what is drawn instead ---------------------------------------------------------- */

TEST(drawn__every_size_and_kind)
{
    static const int sizes[][2] = {{1, 1}, {1, 500}, {500, 1}, {3, 2}, {600, 400}, {1272, 1696}};
    static const enum plan_kind kinds[] = {KIND_JPEG, KIND_PNG, KIND_SVG};
    for (isize i = 0; i < COUNT(sizes); i++)
        for (isize k = 0; k < COUNT(kinds); k++) {
            arena keep = *mem, scratch = arena_reserve(1 << 27);
            struct image_plan p = {.way = PLAN_RECODE,
                                   .kind = kinds[k],
                                   .w = sizes[i][0],
                                   .h = sizes[i][1],
                                   .slices = 1,
                                   .grey = true,
                                   .dither = true,
                                   .quality = 80,
                                   .cap = 100000};
            struct recoded out;
            struct image_info is = {0};
            str why;
            image_draw(&p, &out, &keep, scratch);
            CHECK_INT(out.n, 1);
            if (kinds[k] == KIND_SVG) continue;
            const struct codec *c = codec_of(out.v[0]);
            CHECK(c && str_eq(str_of(c->mime), str_of(plan_mime(kinds[k]))));
            CHECK(c->info(out.v[0], &is, &why) && is.w == p.w && is.h == p.h);
        }
}

TEST(drawn__a_strip_in_all_its_slices)
{
    struct image_plan p = {
        .way = PLAN_RECODE, .kind = KIND_PNG, .w = 100, .h = 900, .slices = 5, .page = 260};
    struct recoded out;
    arena scratch = arena_reserve(1 << 26);
    image_draw(&p, &out, mem, scratch);
    CHECK_INT(out.n, 5);
}
