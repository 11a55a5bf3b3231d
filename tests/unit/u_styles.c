#include "package_local.h"
#include "os.h"
#include "styles.h"
#include "unit.h"

static struct conf conf_with(arena *mem, struct diags *ds, const char *key, const char *more)
{
    struct conf conf;
    struct strs set = {0};
    if (key) strs_add(mem, &set, str_of(key));
    if (more) strs_add(mem, &set, str_of(more));
    CHECK(
        conf_parse(mem, S("book: {title: t}\nsource: {dir: .}"), S("book.yaml"), &set, &conf, ds));
    return conf;
}

static str joined(arena *mem, struct strs list)
{
    struct buf b = {.mem = mem};
    for (isize i = 0; i < list.n; i++)
        buf_printf(&b, "%s%.*s", i ? " " : "", STR(str_skip(list.v[i], 7)));
    return buf_str(&b);
}

TEST(styles__language_and_script_choose_a_sheet)
{
    static const char *const rows[][2] = {
        {"zh", "zh-hans.css"},         {"zh-CN", "zh-hans.css"}, {"zh-TW", "zh-hant.css"},
        {"zh-Hant", "zh-hant.css"},    {"zh-HK", "zh-hant.css"}, {"yue", "zh-hant.css"},
        {"zh-Hans-HK", "zh-hans.css"}, {"ja", "ja.css"},         {"ko-KR", "ko.css"},
        {"en", "latin.css"},           {"de-TW", "latin.css"},   {"zh-hant-cn", "zh-hant.css"},
    };
    for (isize i = 0; i < COUNT(rows); i++)
        CHECK_STR(str_of(styles_language(str_of(rows[i][0]))), str_of(rows[i][1]));
    (void)mem;
    (void)ds;
}

TEST(styles__theme_device_and_direction_choose_sheets)
{
    struct conf conf = conf_with(mem, ds, NULL, NULL);
    CHECK_STR(joined(mem, styles_hrefs(mem, &conf)),
              S("base.css page.css zh-hans.css theme-magazine.css"));
    conf = conf_with(mem, ds, "style.theme=novel", "output.devices=[kobo-libra]");
    CHECK_STR(joined(mem, styles_hrefs(mem, &conf)), S("base.css zh-hans.css theme-novel.css"));
    conf = conf_with(mem, ds, "style.theme=plain", "book.writing_mode=vertical");
    CHECK_STR(joined(mem, styles_hrefs(mem, &conf)),
              S("base.css page.css zh-hans.css theme-plain.css vertical.css"));
}

TEST(styles__chapter_links_the_sheet_of_its_own_language)
{
    struct conf conf = conf_with(mem, ds, NULL, NULL);
    struct strs links = styles_chapter(mem, &conf, S("en"), true);
    CHECK_STR(links.v[2], S("../styles/latin.css"));
    CHECK_STR(links.v[3], S("../styles/math.css"));
    CHECK_INT(links.n, 5);
}

TEST(styles__book_has_what_any_of_its_documents_links)
{
    struct conf conf = conf_with(mem, ds, NULL, NULL);
    struct document doc = {.math = true};
    struct post posts[2] = {{.lang_out = S("ja"), .docs = &doc, .ndocs = 1},
                            {.lang_out = S("fr")}}; /* not in the book */
    struct book b = {.conf = &conf, .posts = posts, .nposts = 2};
    CHECK_STR(joined(mem, styles_all(mem, &b)),
              S("base.css page.css zh-hans.css ja.css math.css theme-magazine.css"));
}

TEST(styles__file_of_the_same_name_takes_a_sheets_place)
{
    struct conf conf = conf_with(mem, ds, NULL, NULL);
    struct strs before = {0}, texts = {0}, hrefs = styles_hrefs(mem, &conf);
    conf.style_dir = S("build/test/no-such");
    CHECK(styles_read(mem, &conf, hrefs, &before, ds));
    conf.style_dir = S("build/test/sheets");
    CHECK(os_mkdir(conf.style_dir, *mem, ds));
    CHECK(os_write(S("build/test/sheets/base.css"), S("p { margin: 1em 2em }\n"), false, *mem, ds));
    CHECK(os_write(S("build/test/sheets/page.css"), before.v[1], false, *mem, ds));
    CHECK_INT(ds->count[DIAG_NOTE], 0);
    CHECK(styles_read(mem, &conf, hrefs, &texts, ds));
    CHECK_STR(texts.v[0], S("p { margin: 1em 2em }\n"));
    CHECK_STR(texts.v[1], before.v[1]);
    CHECK_STR(texts.v[2], before.v[2]);
    CHECK_INT(ds->count[DIAG_NOTE], 1); /* the other one is the same */
    CHECK_STR(ds->first->at.file, S("build/test/sheets/base.css"));

    conf.writing_mode = WRITING_VERTICAL;
    texts = (struct strs){0};
    CHECK(styles_read(mem, &conf, hrefs, &texts, ds));
    CHECK_STR(texts.v[0], S("p { margin: 2em 1em }\n"));
}

TEST(css_turn__sides_go_round)
{
    static const char *const rows[][2] = {
        {"p { margin: 0; }", "p { margin: 0; }"},
        {"p { margin: 1em 0 }", "p { margin: 0 1em }"},
        {"p { margin: 1em 2em 3em 4em; }", "p { margin: 4em 1em 2em 3em; }"},
        {"p { padding: 1em 2em 3em; }", "p { padding: 2em 1em 2em 3em; }"},
        {"p {\n  margin-top : 1em;\n  border-left: 2px solid;\n}",
         "p {\n  margin-right: 1em;\n  border-top: 2px solid;\n}"},
        {"p { border-bottom-width: 1px; padding-right: 1em }",
         "p { border-left-width: 1px; padding-bottom: 1em }"},
        {"p { text-align: left; max-width: 50%; margin-topp: 1em }",
         "p { text-align: left; max-width: 50%; margin-topp: 1em }"},
        {"/* margin-top: 1em; */ p { /* padding-top: 1em; */ margin-top: 1em }",
         "/* margin-top: 1em; */ p { /* padding-top: 1em; */ margin-right: 1em }"},
        {"p::before { content: \"; margin-top: 1em\"; margin-left: 1em }",
         "p::before { content: \"; margin-top: 1em\"; margin-top: 1em }"},
        {"a.margin-top { margin: calc(1em + 2px) 0 }",
         "a.margin-top { margin: calc(1em + 2px) 0 }"},
        {"@media print { p { margin-top: 1em } }", "@media print { p { margin-right: 1em } }"},
        {"p { margin-top: 1em", "p { margin-top: 1em"},
        {"/* never", "/* never"},
        {"", ""},
    };
    for (isize i = 0; i < COUNT(rows); i++)
        CHECK_STR(css_turn(mem, str_of(rows[i][0])), str_of(rows[i][1]));
    (void)ds;
}

TEST(css_turn__four_times_is_none)
{
    struct conf conf = conf_with(mem, ds, "style.theme=novel", NULL);
    struct strs texts = {0};
    CHECK(styles_read(mem, &conf, styles_hrefs(mem, &conf), &texts, ds));
    for (isize i = 0; i < texts.n; i++) {
        str once = css_turn(mem, texts.v[i]), now = once;
        for (int k = 0; k < 4; k++) now = css_turn(mem, now);
        CHECK_STR(now, once);
    }
}
