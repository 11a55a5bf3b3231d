#include "collect_local.h"
#include "page.h"
#include "unit.h"

static struct conf conf = {.format = FORMAT_AUTO};

/* The post that `text` would be at `path`. */
static struct post take(arena *mem, const char *path, const char *text)
{
    struct reading cx = {.conf = &conf, .pages = page_set_make(mem)};
    struct sheet *s = make(mem, struct sheet);
    struct intake in = {.cx = &cx, .keep = mem, .tmp = mem, .to = s, .text = str_of(text)};
    CHECK(zone_load(mem, S("Asia/Shanghai"), &cx.zone));
    s->p.path = str_of(path);
    s->p.said.mem = mem;
    sheet_take(&in);
    return s->p;
}

static str joined(arena *mem, struct strs list)
{
    struct buf b = {.mem = mem};
    for (isize i = 0; i < list.n; i++) buf_printf(&b, "%s%.*s", i ? "|" : "", STR(list.v[i]));
    return buf_str(&b);
}

TEST(sheet__reads_what_a_front_matter_says)
{
    struct post p = take(
        mem, "a/x.md",
        "\n---\ntitle: 'a &amp; &#123;b&#125;　c '\ncategories: \n - 甲\n - 乙\ntags: x, y，z\n"
        "author: 某人\ndate: Sat, 14 Aug 2021 23:37:44 GMT\nupdated: 2021-08-16\n"
        "headimg: 'https://x.cn/1.jpg'\nlang: zh_TW\ntop: true\nvotes: 12\n"
        "source: https://www.zhihu.com/question/1/answer/22?utm_source=x\n"
        "permalink: /a/b/\n---\n\n<div>\n<p>text</p>\n</div>\n");
    CHECK_STR(p.title, S("a & {b} c"));
    CHECK_STR(joined(mem, p.categories), S("甲|乙"));
    CHECK_STR(joined(mem, p.labels), S("甲|乙"));
    CHECK_STR(joined(mem, p.tags), S("x|y|z"));
    CHECK_STR(p.author, S("某人"));
    CHECK_STR(p.lang, S("zh-TW"));
    CHECK_STR(p.headimg, S("https://x.cn/1.jpg"));
    CHECK_STR(joined(mem, p.aliases), S("zhihu:answer/22|/a/b"));
    CHECK(str_starts(p.url, S("https://www.zhihu.com/question/1/answer/22")));
    CHECK_INT(p.published, 1628984264);
    CHECK_INT(p.zone, 480);
    CHECK(p.dated && p.timed);
    CHECK_INT(p.weight, 1);
    CHECK_INT(p.votes, 12);
    CHECK_INT(p.kind, BODY_HTML);
    CHECK_INT(p.chars, 4);
    CHECK_INT(p.body_line, 18);
    CHECK(!p.said.first);
}

/* Looking for every comma anew, or for every tag's end, would take minutes here. */
TEST(sheet__reads_a_head_of_a_megabyte_in_no_time)
{
    enum { MANY = 200000 };
    struct buf tags = {.mem = mem}, page = {.mem = mem};
    buf_add(&tags, S("---\ntitle: T\ntags: "));
    for (int i = 0; i < MANY; i++) buf_printf(&tags, "t%d,", i);
    buf_add(&tags, S("\n---\ntext\n"));
    struct post p = take(mem, "a.md", (const char *)str_z(mem, buf_str(&tags)));
    CHECK(p.tags.n > 100 && p.tags.n < 1000);
    buf_add(&page, S("<!DOCTYPE html><html><head>"));
    for (int i = 0; i < MANY / 8; i++) buf_add(&page, S("<meta <title<"));
    buf_add(&page, S(">"));
    for (int i = 0; i < MANY / 8; i++) buf_add(&page, S("<title>"));
    p = take(mem, "a.html", (const char *)str_z(mem, buf_str(&page)));
    CHECK_STR(p.title, S("a"));
}

TEST(sheet__takes_categories_and_authors_in_every_shape)
{
    static const struct {
        const char *head, *path, *labels, *author;
    } cases[] = {
        {"categories: Java", "Java", "Java", ""},
        {"categories: [a, b]", "a|b", "a|b", ""},
        {"categories:\n- [a, b]\n- [c]", "a|b", "a|b|c", ""},
        {"categories:\n- - a\n  - b\n- c", "a|b", "a|b|c", ""},
        {"categories:", "", "", ""},
        {"category: a\ncategories: ", "a", "a", ""},
        {"categroy: a", "a", "a", ""},
        {"categores: [a]", "a", "a", ""},
        {"Categories: a", "a", "a", ""},
        {"author: {display_name: X, login: y}", "", "", "X"},
        {"author:\n  name: X", "", "", "X"},
        {"authors: [X, Y]", "", "", "X、Y"},
        {"author:\n- name: X\n- name: Y", "", "", "X、Y"},
        {"author: None", "", "", ""},
        {"author:\n    display_name: ", "", "", ""},
        {"auhtor: X", "", "", "X"},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        str text = str_printf(mem, "---\ntitle: t\n%s\n---\nbody", cases[i].head);
        struct post p = take(mem, "x.md", str_z(mem, text));
        CHECK_STR(joined(mem, p.categories), str_of(cases[i].path));
        CHECK_STR(joined(mem, p.labels), str_of(cases[i].labels));
        CHECK_STR(p.author, str_of(cases[i].author));
    }
}

TEST(sheet__finds_a_title_where_there_is_none)
{
    static const struct {
        const char *path, *text, *want;
    } cases[] = {
        {"a.md", "---\ntitle: ' '\n---\nx", "a"},
        {"a/2015-01-29-a-name.md", "---\ndate:\n---\nx", "a-name"},
        {"blog/某事/index.md", "---\ndate: 2020-01-01\n---\n# Other\n", "某事"},
        {"0001.md", "---\ndate: 2020-01-01\n---\n\n## A *heading*\n", "A heading"},
        {"0001.md", "---\ndate: 2020-01-01\n---\ntext\n", "0001"},
        {"a.md", "#  A [link](x) &amp; `code` #\n text\n", "A link & code"},
        {"a.md", "A title\n=======\n\n# other\n", "A title"},
        {"a.md", "```\n# not this\n```\n# this\n", "this"},
        {"a.html", "<html><head><title>The &lt;title&gt;\n</title></head><body><h1>No</h1>",
         "The <title>"},
        {"a.html", "<!DOCTYPE html><html><body><h1 class=x>A <b>bold</b> one</h1>", "A bold one"},
        {"a.html", "<!doctype html><meta property=\"og:title\" content=\"Og\"><title>T</title>",
         "Og"},
        {"a.md", "[#]: subject: (S)\n[#]: author: (N M https://x)\n\n标题\n====\n", "标题"},
        {"plain.txt", "just text", "plain"},
        {"a.md", "---\ntitle: 2020\n---\n", "2020"},
        {"a.md", "---\ntitle: [转] C# #1\n---\n", "[转] C# #1"},
        {"a.md", "---\ntitle: \"<b>x</b>\"\n---\n", "<b>x</b>"},
    };
    for (isize i = 0; i < COUNT(cases); i++)
        CHECK_STR(take(mem, cases[i].path, cases[i].text).title, str_of(cases[i].want));
}

TEST(sheet__dates_a_post_by_its_name_and_says_what_cannot_be)
{
    struct post p = take(mem, "2015-01-29-x.md", "---\ntitle: t\n---\n");
    CHECK(p.dated && !p.timed);
    CHECK_INT(p.published, 1422460800);
    p = take(mem, "2015-01-29-x.md", "---\ntitle: t\ndate: 2018-02-31 23:50:48\n---\n");
    CHECK_INT(p.published, 1422460800);
    CHECK(p.said.first && p.said.first->id == DIAG_DATE_IMPOSSIBLE);
    CHECK_INT(p.said.first->at.line, 3);
    CHECK_INT(p.said.first->at.col, 7);
    p = take(mem, "x.md", "---\ntitle: t\ndate: Invalid Date\n---\n");
    CHECK(!p.dated && !p.said.first);
}

TEST(sheet__reads_the_account_line_of_a_wechat_text)
{
    struct post p = take(mem, "x.md", "#  题目   \n 作者  公众号   2025-05-08 10:09  \n  \n正文\n");
    CHECK_STR(p.title, S("题目"));
    CHECK_STR(p.author, S("作者"));
    CHECK_INT(p.published, 1746670140);
    p = take(mem, "x.md", "# 题目\n\n正文 2025\n");
    CHECK(!p.dated && !p.author.len);
}

TEST(byline__names_who_answers)
{
    static const struct {
        const char *body, *want;
    } cases[] = {
        {"<div>   \n某人的回答<br><br><p>x</p></div>", "某人"},
        {"<p>A &amp; B的回答</p><p>x</p>", "A & B"},
        {"<div><!-- c --><span>某人的回答<br>", "某人"},
        {"某人的回答\n\ntext", "某人"},
        {"<p>这是他，某人的回答</p>", ""},
        {"<p>某人的回答很好</p>", ""},
        {"<p>的回答</p>", ""},
        {"<p>某人的回答<b>x</b></p>", ""},
        {"<div><p>作者：某人</p><p>x</p></div>", "某人"},
        {"<p>作者：某人，某处的人</p>", ""},
        {"<p>作者：</p>", ""},
        {"<div class=\"answer\"><span class=\"author\">某人，</span><span>x</span></div>", "某人"},
        {"<div class=\"answer\"><span class=\"author\">甲</span><span class=\"author\">乙</span>",
         ""},
        {"<span class=\"author\">某人</span><div class=\"answer\">x</div>", ""},
        {"<p>x</p><div class=\"answer\"><span class=\"author\">", ""},
        {"", ""},
    };
    for (isize i = 0; i < COUNT(cases); i++)
        CHECK_STR(byline_find(mem, str_of(cases[i].body)), str_of(cases[i].want));
    const char *own = "---\nauthor: 知乎\ncategories: [社交媒体, 知乎]\n---\n<p>某人的回答</p>";
    CHECK_STR(take(mem, "x.md", own).author, S("某人"));
    own = "---\nauthor: 别人\n---\n<p>某人的回答</p>";
    CHECK_STR(take(mem, "x.md", own).author, S("别人"));
}

TEST(kind__believes_the_body_not_the_name)
{
    static const struct {
        const char *path, *body;
        enum body_kind want;
    } cases[] = {
        {"a.md", "<div>   \nx的回答<br><p>t</p>\n</div>\n  ", BODY_HTML},
        {"a.md", "<div>\nplain line\nanother\n</div>", BODY_HTML},
        {"a.md", "text first<br><br><p>a</p><p>b</p>", BODY_HTML},
        {"a.md", "<p>a</p>\n<pre>\n# not a heading\n- not a list\n</pre>\n<p>b</p>", BODY_HTML},
        {"a.md", "<!DOCTYPE html><html>", BODY_HTML},
        {"a.md", "# T\n\ntext <b>x</b>", BODY_MARKDOWN},
        {"a.md",
         "# T\n\n**b**\n\n<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>\n",
         BODY_MARKDOWN},
        {"a.md", "<div align=center><img src=x></div>\n\n## H\n\n- a\n- b\n\ntext\n",
         BODY_MARKDOWN},
        {"a.md", "<div>\n\n## H\n\n**b**\n\n</div>", BODY_MARKDOWN},
        {"a.md", "plain text\n\nmore", BODY_MARKDOWN},
        {"a.md", "<https://x.cn>\n\ntext", BODY_MARKDOWN},
        {"a.md", "", BODY_MARKDOWN},
        {"a.html", "# T", BODY_HTML},
        {"a.txt", "# T\n- x", BODY_TEXT},
        {"a.txt", "<html><p>x", BODY_HTML},
    };
    for (isize i = 0; i < COUNT(cases); i++)
        CHECK_INT(body_judge(&conf, str_of(cases[i].path), str_of(cases[i].body)), cases[i].want);
}

TEST(measure__counts_what_a_reader_sees)
{
    struct measure m = body_measure(S("<p title=\"a > b\">中文 a&amp;b</p><script>no</script>\n"
                                      "<noscript><img></noscript><img src=x><!-- no --> 1 < 2"),
                                    BODY_HTML);
    CHECK_INT(m.chars, 8);
    CHECK_INT(m.pictures, 1);
    m = body_measure(S("# 题\n\n![a](b.png) [文](http://x.cn) **粗**"), BODY_MARKDOWN);
    CHECK_INT(m.chars, 4); /* 题, a, 文, 粗 */
    CHECK_INT(m.pictures, 1);
    CHECK_INT(body_measure(S("<script>never closed"), BODY_HTML).chars, 0);
    CHECK_INT(body_measure(S("<p title=\"never closed>text</p>"), BODY_HTML).chars, 4);
}

TEST(measure__knows_that_there_is_something_it_does_not_count)
{
    static const str some[] = {LIT("]]]"),
                               LIT("**"),
                               LIT("<http://a>"),
                               LIT("<a@b.c>"),
                               LIT("<a"),
                               LIT("`"),
                               LIT("<textarea>a</textarea>"),
                               LIT("<svg><p>a")};
    for (isize i = 0; i < COUNT(some); i++) CHECK(body_measure(some[i], BODY_MARKDOWN).any);
    CHECK(!body_measure(S("<p> </p>\n<script>a</script><!-- a -->"), BODY_MARKDOWN).any);
    CHECK(!body_measure(S("<p>&nbsp;</p><style>a</style>"), BODY_HTML).any);
    CHECK(body_measure(S("<noscript>a</noscript>"), BODY_HTML).any);
    CHECK(body_measure(S("深"), BODY_HTML).any);
    CHECK(body_measure(S("<p>plain letters"), BODY_HTML).any);
}

TEST(measure__like_texts_have_like_hashes)
{
    struct buf a = {.mem = mem}, b = {.mem = mem}, c = {.mem = mem};
    for (int i = 0; i < 600; i++) {
        buf_rune(&a, 0x4E00 + (u32)(i * i * 7 + i * 13) % 5000);
        buf_rune(&b, i == 300 ? 'x' : 0x4E00 + (u32)(i * i * 7 + i * 13) % 5000);
        buf_rune(&c, 0x4E00 + (u32)(i * i * 11 + i * 17 + 99) % 5000);
    }
    u64 x = body_measure(buf_str(&a), BODY_TEXT).simhash,
        y = body_measure(buf_str(&b), BODY_TEXT).simhash;
    u64 z = body_measure(buf_str(&c), BODY_TEXT).simhash;
    CHECK(__builtin_popcountll(x ^ y) <= 3);
    CHECK(__builtin_popcountll(x ^ z) > 12);
    str tagged = str_printf(mem, "<p>%.*s</p>", STR(buf_str(&a)));
    CHECK(body_measure(tagged, BODY_HTML).simhash == x);
}

/* --- saved pages -------------------------------------------------------------- */

#define SAVED(rest)                                                                                \
    "<!DOCTYPE html><html><head><link rel=canonical href='https://mp.weixin.qq.com/s/x'>"          \
    "<meta property='og:image' content='https://mmbiz.qpic.cn/mmbiz_jpg/ID/0?wx_fmt=jpeg'></head>" \
    "<body><nav>frame <img src='https://mmbiz.qpic.cn/mmbiz_jpg/ID/1'></nav><h1 "                  \
    "id=activity-name>题</h1><a id=js_name>号</a><div id=js_content "                            \
    "class=rich_media_content>" rest "</div>"

TEST(sheet__counts_of_a_known_page_the_article_alone)
{
    struct post p = take(mem, "1.html", SAVED("<p>一二三</p><img data-src='https://a.cn/x'>"));
    CHECK_STR(p.title, S("题"));
    CHECK_STR(p.author, S("号"));
    CHECK_STR(p.site, S("号"));
    CHECK_INT(p.chars, 3);
    CHECK_INT(p.pictures, 1);
    conf.extract = EXTRACT_OFF;
    p = take(mem, "1.html", SAVED("<p>一二三</p><img data-src='https://a.cn/x'>"));
    conf.extract = EXTRACT_SITE;
    CHECK_STR(p.title, S("题"));
    CHECK_INT(p.chars, 10);
    CHECK_INT(p.pictures, 2);
}

TEST(sheet__keeps_a_pages_picture_that_its_article_does_not_show)
{
    struct post p = take(mem, "1.html", SAVED("<p>一</p>"));
    CHECK_STR(p.headimg, S("https://mmbiz.qpic.cn/mmbiz_jpg/ID/0?wx_fmt=jpeg"));
    p = take(mem, "1.html", SAVED("<img data-src='https://mmbiz.qpic.cn/mmbiz_jpg/ID/640'>"));
    CHECK_STR(p.headimg, S(""));
}
