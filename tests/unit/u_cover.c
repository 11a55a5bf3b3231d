#include "cover_local.h"
#include "hash.h"
#include "unit.h"

static str drawn(arena *mem, str title)
{
    struct canvas c = canvas_make(mem, COVER_W, COVER_H);
    pattern_draw(&c, title, *mem);
    return (str){c.px, (isize)COVER_W * COVER_H * 3};
}

TEST(pattern__follows_from_the_title_alone)
{
    str one = drawn(mem, S("山中周刊"));
    CHECK(str_eq(one, drawn(mem, S("山中周刊"))));
    CHECK(!str_eq(one, drawn(mem, S("山中月刊"))));
    CHECK(!str_eq(one, drawn(mem, S(""))));
}

/* Colours of the whole view, summed up: a change of the drawing must be meant. */
TEST(cover__is_drawn_alike_on_any_machine)
{
    struct landscape *l = make(mem, struct landscape);
    struct dice d = {42};
    struct buf b = {.mem = mem};
    landscape_make(l, &d, 400, 1600);
    for (int y = 400; y < 1600; y += 7) {
        landscape_row(l, y);
        for (int x = 200; x < 1400; x += 5) buf_byte(&b, landscape_at(l, x));
    }
    CHECK_STR(sha256_hex(mem, sha256(buf_str(&b)), 8), S("580684245efe551a"));
}

TEST(lattice__tiles_join_at_their_edges)
{
    struct lattice *l = make(mem, struct lattice);
    for (int kind = 0; kind < 4; kind++) {
        lattice_make(l, kind, TONES - 1);
        int across = 0, down = 0, inner = 0;
        for (int i = 0; i < TILE; i++) {
            int a = l->tone[i][0] - l->tone[i][TILE - 1], b = l->tone[0][i] - l->tone[TILE - 1][i];
            int c = l->tone[i][TILE / 2] - l->tone[i][TILE / 2 - 1];
            across += a < 0 ? -a : a;
            down += b < 0 ? -b : b;
            inner += c < 0 ? -c : c;
        }
        CHECK(across <= inner + 12 * TONES);
        CHECK(down <= inner + 12 * TONES);
    }
}

TEST(cover__says_which_issue_it_is)
{
    struct conf conf = {.title = S("山中来信 第12期"), .lang = S("zh-CN"), .cover_headlines = 5};
    struct book b = {.conf = &conf};
    struct cover_text t = cover_says(&b, mem);
    CHECK_STR(t.title, conf.title);
    CHECK_STR(t.issue, S(""));
    b.issue = (struct issue_info){.number = 12,
                                  .name = S("山中来信"),
                                  .dated = true,
                                  .from = {.year = 2026, .month = 3, .day = 30},
                                  .to = {.year = 2026, .month = 4, .day = 5}};
    t = cover_says(&b, mem);
    CHECK_STR(t.title, S("山中来信"));
    CHECK_STR(t.issue, S("第 12 期"));
    CHECK_STR(t.dates, S("2026年3月30日—4月5日"));
    conf.lang = S("en");
    CHECK_STR(cover_says(&b, mem).issue, S("No. 12"));
}

TEST(cover__headlines_begin_with_what_the_user_marked)
{
    struct document doc = {0};
    struct part parts[] = {{.title = S("甲"), .first = 0, .count = 3, .parent = -1},
                           {.title = S("乙"), .first = 3, .count = 2, .parent = -1}};
    struct post posts[] = {
        {.title = S("一"), .docs = &doc, .ndocs = 1, .part = 0, .votes = 3},
        {.title = S("二"), .docs = &doc, .ndocs = 1, .part = 0, .votes = 9},
        {.title = S("失"), .part = 0, .votes = 99}, /* could not be read */
        {.title = S("三"), .docs = &doc, .ndocs = 1, .part = 1},
        {.title = S("四"), .docs = &doc, .ndocs = 1, .part = 1, .verdict = IN_PINNED},
    };
    struct conf conf = {.title = S("书"), .lang = S("zh-CN"), .cover_headlines = 6};
    struct book b = {.conf = &conf, .parts = parts, .nparts = 2, .posts = posts, .nposts = 5};
    struct cover_text t = cover_says(&b, mem);
    struct buf all = {.mem = mem};
    for (int i = 0; i < t.n; i++)
        buf_printf(&all, "%.*s%.*s ", STR(t.v[i].title), STR(t.v[i].topic));
    CHECK_STR(buf_str(&all), S("四乙 二甲 三乙 一甲 "));
}
