/* Text of covers: where lines end, how they are fitted in, what becomes of the rest. */
#include "cover_local.h"
#include "os.h"
#include "unit.h"

#define FONT "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"

/* False on a machine without the font; the suite tests/cover asks for it. */
static bool open_type(arena *mem, struct type *t)
{
    str bytes, why;
    *t = (struct type){.lang = S("zh-CN")};
    if (!os_read_quiet(mem, S(FONT), FACE_BYTES_MAX, &bytes)) return false;
    t->face[0] = face_of(mem, bytes, 0, NULL, 0, &why);
    t->n = t->face[0] != NULL;
    CHECK(t->n);
    return t->n;
}

/* The lines of a set text, "a|b". */
static str lines_of(arena *mem, const struct set *s)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < s->nlines; i++) {
        const struct line *l = &s->line[i];
        isize end = l->first + l->n;
        int from = s->v[l->first].at;
        int to = end < s->n ? s->v[end].at : (int)s->text.len;
        if (i) buf_byte(&b, '|');
        buf_add(&b, str_trim(str_head(str_skip(s->text, from), to - from)));
    }
    return buf_str(&b);
}

TEST(endings__keep_marks_and_words_together)
{
    static const struct {
        const char *text, *want;
    } all[] = {
        {"山水，人家。", "山|水，|人|家。"},
        {"“好”不好", "“好”|不|好"},
        {"用libFuzzer找虫", "用|libFuzzer|找|虫"},
        {"《茶经》里的水", "《茶|经》|里|的|水"},
        {"a big city", "a |big |city"},
        {"等等……好吗？", "等|等……|好|吗？"},
        {"", ""},
    };
    for (isize i = 0; i < COUNT(all); i++) {
        str text = str_of(all[i].text);
        struct endings e = endings_of(mem, text, S("zh-CN"));
        struct buf b = {.mem = mem};
        isize from = 0;
        for (isize k = 0; k < e.n; k++) {
            if (k) buf_byte(&b, '|');
            buf_add(&b, str_head(str_skip(text, from), e.at[k] - from));
            from = e.at[k];
        }
        CHECK_STR(buf_str(&b), str_of(all[i].want));
    }
}

TEST(type__lines_are_balanced_and_end_well)
{
    static const struct {
        const char *text, *want;
        int w, lines;
    } all[] = {
        {"城市漫步指南", "城市漫步指南", 600, 2},
        {"城市漫步指南", "城市|漫步|指南", 250, 3},
        {"时事与常识周刊", "时事与|常识周刊", 500, 2},
        {"一杯奶茶里的供应链", "一杯奶茶里|的供应链", 550, 3},
        {"井水、泉水与自来水之间的距离", "井水、泉水与|自来水之间的距离", 900, 2},
        {"The Compiler Review", "The Compiler|Review", 700, 2},
    };
    struct type t;
    if (!open_type(mem, &t)) return;
    for (isize i = 0; i < COUNT(all); i++) {
        struct room room = {all[i].w, all[i].lines, 100, 100};
        struct set s = set_text(&t, str_of(all[i].text), room, mem);
        CHECK_STR(lines_of(mem, &s), str_of(all[i].want));
        CHECK(set_width(&s) <= all[i].w);
        CHECK(!s.cut);
    }
    type_close(&t);
}

TEST(type__long_titles_shrink_then_break_then_are_cut)
{
    struct type t;
    struct buf b = {.mem = mem};
    if (!open_type(mem, &t)) return;
    for (int i = 0; i < 200; i++) buf_add(&b, S("长"));
    struct room room = {1300, 3, 200, 100};
    struct set s = set_text(&t, S("一二三四五六七"), room, mem);
    CHECK_INT(s.nlines, 1);
    CHECK(s.px < 200 && s.px >= 160);
    s = set_text(&t, S("一二三四五六七八九十"), room, mem);
    CHECK_INT(s.nlines, 2);
    s = set_text(&t, buf_str(&b), room, mem);
    CHECK_INT(s.nlines, 3);
    CHECK_INT(s.px, 100);
    CHECK(s.cut && str_ends(s.text, S("…")));
    CHECK(set_width(&s) <= 1300);
    s = set_text(&t, S(""), room, mem);
    CHECK_INT(s.nlines, 0);
    type_close(&t);
}

TEST(type__what_the_font_lacks_is_left_out_and_named)
{
    struct type t;
    struct buf missing = {.mem = mem};
    arena far = {mem->at + arena_left(mem) / 2, mem->end};
    if (!open_type(&far, &t)) return;
    str text =
        type_text(&t, S("  好\xE3\x80\x80天\t气\xF0\x9F\x98\x80\xEF\xB8\x8F  Ok "), mem, &missing);
    CHECK_STR(text, S("好 天 气 Ok"));
    CHECK_STR(buf_str(&missing), S("\xF0\x9F\x98\x80"));
    type_close(&t);
}

TEST(type__two_marks_that_meet_take_less_room)
{
    struct type t;
    if (!open_type(mem, &t)) return;
    struct room room = {4000, 1, 100, 100};
    struct set loose = set_text(&t, S("甲）甲「乙"), room, mem);
    struct set tight = set_text(&t, S("甲甲）「乙"), room, mem);
    CHECK_INT(set_width(&loose) - set_width(&tight), 25);
    struct set hung = set_text(&t, S("甲乙。"), room, mem);
    CHECK_INT(set_width(&hung), 250);
    type_close(&t);
}

TEST(scheme__text_can_be_read_in_colour_and_grey)
{
    static const char *const names[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬",
                                        "癸", "子", "丑", "寅", "卯", "辰", "巳", "午", "未"};
    for (isize i = 0; i < COUNT(names); i++) {
        struct scheme s = scheme_of(str_of(names[i]));
        CHECK(contrast_of(s.ink, s.paper) >= 700);
        CHECK(contrast_of(s.soft, s.paper) >= 450);
        CHECK(contrast_of(s.accent, s.paper) >= 450);
        CHECK(contrast_of(s.paper, s.deep) >= 700);
        CHECK(contrast_of(s.pale, s.deep) >= 450);
        CHECK(contrast_of(s.bright, s.deep) >= 450);
    }
    for (int a = -300; a <= 300; a += 60)
        for (int b = -300; b <= 300; b += 60) {
            struct scheme s = scheme_of_picture((struct oklab){500, a, b});
            CHECK(contrast_of(s.accent, s.paper) >= 450);
            CHECK(contrast_of(s.soft, s.paper) >= 450);
        }
}

TEST(scheme__oklab_comes_back)
{
    for (int i = 0; i < 64; i++) {
        rgb c = {(u8)(i % 4 * 85), (u8)(i / 4 % 4 * 85), (u8)(i / 16 * 85)};
        rgb d = oklab_rgb(oklab_of(c));
        int off = (c.r - d.r) * (c.r - d.r) + (c.g - d.g) * (c.g - d.g) + (c.b - d.b) * (c.b - d.b);
        CHECK(off <= 75);
    }
}
