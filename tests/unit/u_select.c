/* u_select.c - whole folders become books. */
#include "collect.h"
#include "collect_local.h"
#include "history.h"
#include "os.h"
#include "unit.h"

#define ROOM "build/u_select"

struct given {
    const char *path, *text;
};

static struct crew crew;
static const struct history *past; /* of the issues before; NULL: the book is none */

/* The posts of a book of these files; `conf` is what stands in book.yaml beside
 * title and source. */
static struct book *collect(arena *mem, const char *conf_text, const struct given *files, isize n,
                            struct diags *ds)
{
    str yaml = str_printf(mem, "book: {title: t}\nsource: {dir: posts}\n%s", conf_text);
    struct conf *conf = make(mem, struct conf);
    struct book *b = make(mem, struct book);
    for (isize i = 0; i < n; i++) {
        str path = str_printf(mem, ROOM "/posts/%s", files[i].path);
        isize slash = path.len;
        while (path.p[slash - 1] != '/') slash--;
        CHECK(os_mkdir(str_head(path, slash - 1), *mem, ds));
        CHECK(os_write(path, str_of(files[i].text), false, *mem, ds));
    }
    CHECK(conf_parse(mem, yaml, S(ROOM "/book.yaml"), NULL, conf, ds));
    b->conf = conf;
    b->history = past;
    if (!crew.n) crew_hire(&crew, 2, 64 << 20, 256 << 20);
    bool ok = book_collect(b, mem, &crew, ds);
    for (isize i = 0; i < n; i++) os_remove(str_printf(mem, ROOM "/posts/%s", files[i].path), *mem);
    if (ok) return b;
    struct buf said = {.mem = mem};
    diags_format(&said, ds, DIAG_NOTE, false);
    CHECK_STR(buf_str(&said), S(""));
    return NULL;
}

/* "[topic] title title [topic] …" */
static str outline(arena *mem, const struct book *b)
{
    struct buf out = {.mem = mem};
    for (isize i = 0, k = 0; b && (i < b->nposts || k < b->nparts);) {
        if (k < b->nparts && b->parts[k].first <= i) {
            const struct part *p = &b->parts[k++];
            buf_printf(&out, "[%d%s%.*s %td] ", p->level, p->title.len ? " " : "", STR(p->title),
                       p->count);
            continue;
        }
        CHECK_INT(b->posts[i].number, i + 1);
        buf_printf(&out, "%.*s ", STR(b->posts[i].title));
        i++;
    }
    return buf_str(&out);
}

/* Why those that are out are out: "title: reason; …" */
static str reasons(arena *mem, const struct book *b)
{
    struct buf out = {.mem = mem};
    for (isize i = 0; b && i < b->nrest; i++)
        buf_printf(&out, "%.*s: %.*s; ", STR(b->rest[i].title),
                   STR(verdict_text(mem, &b->rest[i])));
    return buf_str(&out);
}

#define POST(path, title, head, body)                                                              \
    {                                                                                              \
        path, "---\ntitle: " title "\n" head "\n---\n" body                                        \
    }

static const struct given days[] = {
    POST("a.md", "a", "date: 2021-08-13 23:59:59", "x"),
    POST("b.md", "b", "date: 2021-08-14 00:00:00", "x1"),
    POST("c.md", "c", "date: 2021-08-15 23:59:59", "x2"),
    POST("d.md", "d", "date: 2021-08-16 00:00:00", "x3"),
    POST("e.md", "e", "date: Fri, 13 Aug 2021 16:00:00 GMT", "x4"),
    POST("f.md", "f", "date:", "x5"),
    POST("g.md", "g", "date: 2021-08-15 23:59:59\ndraft: true", "x6"),
    POST("h.md", "h", "date: 2021-08-15\npublished: false", "x7"),
};

TEST(select__a_window_holds_both_its_days)
{
    const struct book *b =
        collect(mem, "select: {from: 2021-08-14, to: 2021-08-15}\n", days, COUNT(days), ds);
    CHECK_STR(outline(mem, b), S("[0 3] c b e "));
    CHECK_STR(reasons(mem, b),
              S("a: before select.from: 2021-08-13; d: after select.to: 2021-08-16; "
                "f: no date, so in no window; g: a draft or hidden; h: a draft or hidden; "));
    CHECK_INT(b->date, 1629043199);
}

TEST(select__relative_days_count_from_the_newest_post_or_the_books_date)
{
    const struct book *b = collect(mem, "select: {from: -1d}\n", days, COUNT(days), ds);
    CHECK_STR(outline(mem, b), S("[0 2] d c "));
    b = collect(mem, "select: {from: -1d, to: -1d}\nreproducible: {date: 2021-08-15}\n", days,
                COUNT(days), ds);
    CHECK_STR(outline(mem, b), S("[0 2] b e "));
    CHECK_INT(b->date, 1628956800);
    b = collect(mem, "select: {from: this-week}\n", days, COUNT(days), ds);
    CHECK_STR(outline(mem, b), S("[0 1] d "));
    b = collect(mem, "select: {oldest_article: 1}\n", days, COUNT(days), ds);
    CHECK_STR(outline(mem, b), S("[0 2] d c "));
}

TEST(select__drafts_come_when_asked_for)
{
    const struct book *b =
        collect(mem, "select: {from: 2021-08-15, to: 2021-08-15}\n", days, COUNT(days), ds);
    CHECK_STR(outline(mem, b), S("[0 1] c "));
}

static const struct given kinds[] = {
    POST("a.md", "a", "categories: [x, y]\ntags: [s]\nauthor: 甲", "12345"),
    POST("b.md", "b", "categories: x\ntags: t\nauthor: 甲、乙", "123"),
    POST("c.md", "c", "categories: [z]\nauthor: 丙", "1234567"),
    POST("sub/d.md", "d", "url: https://example.com/d/?utm_source=q", "123456789"),
    {"sub/README.md", "# r\n"},
    {"_drafts/no.md", "# no\n"},
    {"x.bin", "no post"},
    {".hidden/x.md", "# no\n"},
};

TEST(select__filters_by_label_length_and_name)
{
    static const struct {
        const char *conf, *want;
    } cases[] = {
        {"select: {categories: [x]}", "[0 x 2] b [1 y 1] a "},
        {"select: {categories: [x, '!y']}", "[0 x 1] b "},
        {"select: {categories: ['!x']}", "[0 z 1] c [0 其他 2] d r "},
        {"select: {tags: [t]}", "[0 x 1] b "},
        {"select: {authors: [甲]}", "[0 x 2] b [1 y 1] a "},
        {"select: {authors: ['!乙', '!丙']}", "[0 x / y 1] a [0 其他 2] d r "},
        {"select: {min_chars: 4, max_chars: 7}", "[0 x / y 1] a [0 z 1] c "},
        {"select: {min_chars: 4, pin: [b.md]}", "[0 x 2] b [1 y 1] a [0 z 1] c [0 其他 1] d "},
        {"select: {drop: ['sub/*.md', a.md]}", "[0 x 1] b [0 z 1] c "},
        {"select: {drop: ['http://www.example.com/d'], categories: ['!x', '!z']}", "[0 1] r "},
        {"select: {max_articles: 2}\norder: {by: [path]}", "[0 x 2] b [1 y 1] a "},
        {"select: {max_articles: 2, pin: [c.md]}\norder: {by: [path]}", "[0 x / y 1] a [0 z 1] c "},
        {"select: {max_per_topic: 1}\norder: {by: [path]}",
         "[0 x 2] b [1 y 1] a [0 z 1] c [0 其他 1] r "},
        {"order: {unlisted: drop}", "[0 x 2] b [1 y 1] a [0 z 1] c "},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        str conf = str_printf(mem, "toc: {depth: 3}\n%s\n", cases[i].conf);
        const struct book *b = collect(mem, str_z(mem, conf), kinds, COUNT(kinds), ds);
        CHECK_STR(outline(mem, b), str_of(cases[i].want));
    }
    CHECK(!ds->first);
    collect(mem, "select: {pin: [nothing.md]}\n", kinds, COUNT(kinds), ds);
    CHECK(ds->first && ds->first->id == DIAG_PIN_UNKNOWN);
}

TEST(topics__rules_win_in_the_order_of_the_file)
{
    const char *conf = "toc: {depth: 2}\norder: {by: [title desc], unlisted: 余}\n"
                       "topics:\n"
                       "- {title: T, match: {tag: t}}\n"
                       "- {title: none, match: {category: nobody}}\n"
                       "- {title: R, match: {regex: '^(c|[一-龥])$'}, intro: hello}\n"
                       "- {title: X, match: {category: [x]}}\n"
                       "- {title: P, match: {path: 'sub/**'}}\n";
    const struct book *b = collect(mem, conf, kinds, COUNT(kinds), ds);
    CHECK_STR(outline(mem, b), S("[0 T 1] b [0 R 1] c [0 X 1] a [0 P 2] r d "));
    CHECK_STR(b->parts[1].intro, S("hello"));
    CHECK_STR(b->parts[1].href, S("text/t002.xhtml"));
    CHECK_STR(b->posts[1].href, S("text/c0002.xhtml"));
    b = collect(mem, "toc: {depth: 1}\norder: {by: [path]}\n", kinds, COUNT(kinds), ds);
    CHECK_STR(outline(mem, b), S("[0 5] a b c r d "));
}

static const struct given deep[] = {
    POST("1.md", "1", "categories: [媒, 知, 热]", "one"),
    POST("2.md", "2", "categories: [媒, 知, 科]", "two"),
    POST("3.md", "3", "categories: [媒, 知, 科, 深]", "three"),
    POST("4.md", "4", "categories: [媒, 知]", "four"),
    POST("5.md", "5", "", "five"),
};

TEST(topics__a_tree_is_folded_and_no_deeper_than_the_contents)
{
    const char *two = "order: {by: [path]}\ntoc: {depth: 2}\n";
    const char *three = "order: {by: [path]}\ntoc: {depth: 3}\n";
    const struct book *b = collect(mem, two, deep, COUNT(deep), ds);
    CHECK_STR(outline(mem, b), S("[0 媒 / 知 1] 4 [0 热 1] 1 [0 科 2] 2 3 [0 其他 1] 5 "));
    b = collect(mem, three, deep, 3, ds);
    CHECK_STR(outline(mem, b), S("[0 热 1] 1 [0 科 2] 2 [1 深 1] 3 "));
    b = collect(mem, three, deep, 2, ds);
    CHECK_STR(outline(mem, b), S("[0 媒 / 知 2] [1 热 1] 1 [1 科 1] 2 "));
    b = collect(mem, two, deep, 1, ds);
    CHECK_STR(outline(mem, b), S("[0 媒 / 知 / 热 1] 1 "));
    b = collect(mem, two, deep + 4, 1, ds);
    CHECK_STR(outline(mem, b), S("[0 1] 5 "));
    b = collect(mem, two, deep, 0, ds);
    CHECK_INT(b->nposts, 0);
    CHECK_INT(b->date, 315532800);
}

static const struct given twins[] = {
    POST("a.md", "同一题", "url: https://www.example.com/p/1?utm_source=a\ndate: 2020-01-01",
         "short"),
    POST("b.md", "又一题", "url: http://example.com/p/1#x\ndate: 2020-01-02", "longer text"),
    POST("c.md", "c", "source: https://www.zhihu.com/question/1/answer/5", "answer, old"),
    POST("d.md", "d", "url: https://www.zhihu.com/answer/5", "answer, mended"),
    POST("e.md", "问", "author: 甲\nurl: https://www.zhihu.com/question/9", "甲说"),
    POST("f.md", "问", "author: 乙\nurl: https://www.zhihu.com/question/9", "乙说"),
    POST("g.md", "问", "author: 甲", "甲又说"),
    POST("h.md", "长文", "author: 丙", "LONG"),
    POST("i.md", "长文（转）", "author: 丁\ncategories: x", "LONG, again"),
    POST("j.md", "图", "", "![](a.png)"),
    POST("k.md", "另一图", "", "![](b.png)"),
    POST("l.md", "图再", "", "![](a.png)"),
};

/* The same 2,000 characters twice, once touched up. */
static void lengthen(arena *mem, struct given *files)
{
    struct buf b = {.mem = mem};
    for (u32 i = 0, x = 1; i < 2000; i++, x = x * 1664525 + 1013904223)
        buf_rune(&b, 0x4E00 + (x >> 16) % 3000);
    const char *head = "---\ntitle: 长文\nauthor: 丙\n---\n";
    const char *other = "---\ntitle: 长文（转）\nauthor: 丁\n---\n";
    files[7].text = str_z(mem, str_printf(mem, "%s%.*s", head, STR(buf_str(&b))));
    files[8].text = str_z(mem, str_printf(mem, "%s<p>%.*s</p><p>转</p>", other, STR(buf_str(&b))));
}

TEST(twins__are_one_post_and_two_answers_are_two)
{
    struct given files[COUNT(twins)];
    for (isize i = 0; i < COUNT(twins); i++) files[i] = twins[i];
    lengthen(mem, files);
    const struct book *b =
        collect(mem, "toc: {depth: 1}\norder: {by: [path]}\n", files, COUNT(twins), ds);
    CHECK_STR(outline(mem, b), S("[0 8] 又一题 d 问 问 问 长文（转） 图 另一图 "));
    CHECK_STR(reasons(mem, b), S("同一题: a duplicate: of " ROOM "/posts/b.md by its address; "
                                 "c: a duplicate: of " ROOM "/posts/d.md by its address; "
                                 "长文: a duplicate: of " ROOM "/posts/i.md by its text; "
                                 "图再: a duplicate: of " ROOM "/posts/j.md by its text; "));
    b = collect(mem, "toc: {depth: 1}\nselect: {ignore_duplicate_articles: [], max_chars: 10000}\n",
                files, COUNT(files), ds);
    CHECK_INT(b->nposts, 12);
    b = collect(mem, "select: {pin: [a.md, b.md]}\n", twins, 2, ds);
    CHECK_INT(b->nposts, 2);
}

TEST(order__by_any_key_and_by_path_at_last)
{
    static const struct given posts[] = {
        POST("1.md", "重庆", "date: 2020-01-01\nweight: 2\nvotes: 5", "a1"),
        POST("2.md", "北京", "date: 2020-01-03\nweight: 2\nvotes: 9", "a2"),
        POST("3.md", "阿里", "date: 2020-01-02\nweight: 1", "a3"),
        POST("4.md", "成都", "votes: 9", "a4"),
    };
    static const struct {
        const char *by, *want;
    } cases[] = {
        {"[date desc, title]", "北京 阿里 重庆 成都 "},
        {"[date]", "重庆 阿里 北京 成都 "},
        {"[title]", "阿里 北京 成都 重庆 "},
        {"[title desc]", "重庆 成都 北京 阿里 "},
        {"[weight desc, votes desc]", "北京 重庆 阿里 成都 "},
        {"[votes desc]", "北京 成都 重庆 阿里 "},
        {"[path desc]", "成都 阿里 北京 重庆 "},
        {"[manual, title]", "成都 重庆 阿里 北京 "},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        str conf = str_printf(
            mem, "toc: {depth: 1}\nselect: {pin: [4.md, 1.md]}\norder: {by: %s}\n", cases[i].by);
        const struct book *b = collect(mem, str_z(mem, conf), posts, COUNT(posts), ds);
        CHECK_STR(str_skip(outline(mem, b), 6), str_of(cases[i].want));
    }
}

TEST(collect__does_not_see_the_order_in_which_files_came)
{
    struct given mixed[COUNT(twins)];
    u32 seed = 12345;
    str first = {0};
    for (isize i = 0; i < COUNT(twins); i++) mixed[i] = twins[i];
    for (int turn = 0; turn < 20; turn++) {
        for (isize i = COUNT(twins) - 1; i > 0; i--) {
            seed = seed * 1664525 + 1013904223;
            isize k = (isize)(seed >> 16) % (i + 1);
            struct given swap = mixed[i];
            mixed[i] = mixed[k];
            mixed[k] = swap;
        }
        const struct book *b = collect(mem, "", mixed, COUNT(twins), ds);
        str have = str_printf(mem, "%.*s%.*s", STR(outline(mem, b)), STR(reasons(mem, b)));
        if (!turn) first = have;
        CHECK_STR(have, first);
    }
}

static const struct given answers[] = {
    POST("a.md", "a", "date: 2021-08-09\nurl: https://www.zhihu.com/question/1/answer/11", "甲说"),
    POST("b.md", "b", "date: 2021-08-08\nurl: https://example.com/b", "乙说的"),
    POST("c.md", "c", "date: 2021-08-07\nurl: https://www.zhihu.com/question/1/answer/12",
         "丙说什么"),
    POST("d.md", "d", "date: 2021-08-06\nurl: https://www.zhihu.com/question/12/answer/13", "丁说"),
    POST("e.md", "e", "date: 2021-08-05\nurl: https://zhihu.com/question/1/answer/14?utm_id=0",
         "戊也说"),
};

TEST(select__answers_to_one_question_stand_together)
{
    const struct book *b = collect(mem, "", answers, COUNT(answers), ds);
    CHECK_STR(outline(mem, b), S("[0 5] a c e b d "));
}

/* --- issues --- */

/* The same for an issue that is made on a day, behind those of the history. */
static struct book *issue(arena *mem, const char *conf_text, struct history *h, const char *day,
                          struct diags *ds)
{
    h->day = str_of(day);
    past = h;
    str conf = str_printf(mem, "issue: {enabled: true%s", conf_text);
    struct book *b = collect(mem, str_z(mem, conf), days, COUNT(days), ds);
    past = NULL;
    return b;
}

TEST(issue__takes_the_weeks_that_are_over)
{
    struct history none = {0};
    const struct book *b = issue(mem, "}\n", &none, "2021-08-15", ds);
    CHECK_STR(outline(mem, b), S("[0 1] f ")); /* undated: in the first that is made */
    b = issue(mem, "}\n", &none, "2021-08-16", ds);
    CHECK_STR(outline(mem, b), S("[0 5] c b e a f "));
    CHECK_STR(date_iso(mem, b->issue.from), S("2021-08-13"));
    CHECK_STR(date_iso(mem, b->issue.to), S("2021-08-15"));
    CHECK_INT(b->span.after, 1629043200);
}

TEST(issue__shows_no_day_of_the_run)
{
    struct history none = {0};
    const struct book *b = issue(mem, "}\n", &none, "2023-01-01", ds);
    CHECK_STR(outline(mem, b), S("[0 6] d c b e a f "));
    CHECK_STR(date_iso(mem, b->issue.to), S("2021-08-22"));
}

TEST(issue__waits_for_its_turn)
{
    struct history h = {.any = true, .after = 1629043200};
    const struct book *b = issue(mem, "}\n", &h, "2021-08-22 23:59:59", ds);
    CHECK_INT(b->nposts, 0);
    CHECK(str_has(reasons(mem, b), S("f: after select.to: the next issue's time has not come")));
    b = issue(mem, "}\n", &h, "2021-08-23 00:00:00", ds);
    CHECK_STR(outline(mem, b), S("[0 6] d c b e a f "));
}

TEST(issue__carries_over_what_came_late)
{
    struct history h = {.any = true, .after = 1629043200, .bounded = true, .first = 1628870400};
    const struct book *b = issue(mem, "}\n", &h, "2021-08-23", ds);
    CHECK_STR(outline(mem, b), S("[0 5] d c b e f ")); /* a is of the time before the series */
    b = issue(mem, ", carry_over: false}\n", &h, "2021-08-23", ds);
    CHECK_STR(outline(mem, b), S("[0 2] d f "));
    b = issue(mem, "}\nselect: {oldest_article: 8}\n", &h, "2021-08-23", ds);
    CHECK_STR(outline(mem, b), S("[0 3] d c f "));
}

TEST(issue__knows_what_was_delivered)
{
    struct history none = {0};
    const struct book *b = issue(mem, "}\n", &none, "2021-08-16", ds);
    struct history h = {.any = true, .after = 1629043200};
    h.v = make_n(mem, struct delivered, b->nposts);
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        h.v[h.n++] = (struct delivered){.key = p->key,
                                        .title = p->title,
                                        .chars = p->chars,
                                        .exact = p->exact,
                                        .raw = p->raw,
                                        .issue = 1};
    }
    b = issue(mem, "}\n", &h, "2021-08-23", ds);
    CHECK_STR(outline(mem, b), S("[0 1] d "));
    CHECK(
        str_has(reasons(mem, b), S("f: in an issue already: number 1, by title, author and text")));
}
