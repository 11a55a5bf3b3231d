/* u_conf.c - book.yaml, its faults, and what it means. */
#include "conf.h"
#include "os.h"
#include "unit.h"

#define ROOM "build/u_conf"

/* What must stand before faults can be looked for. */
#define HEAD "book: {title: 书}\nsource: {dir: posts}\n"

static bool load_set(arena *a, str text, const struct strs *set, struct conf *out, struct diags *ds)
{
    CHECK(os_mkdir(S(ROOM "/posts"), *a, ds));
    CHECK(os_write(S(ROOM "/a.css"), S("p{}"), false, *a, ds));
    CHECK(os_write(S(ROOM "/book.yaml"), text, false, *a, ds));
    return conf_load(a, S(ROOM "/book.yaml"), set, out, ds);
}

static struct conf good(arena *a, str text, struct diags *ds)
{
    struct conf conf;
    struct buf said = {.mem = a};
    bool ok = load_set(a, text, NULL, &conf, ds);
    diags_format(&said, ds, DIAG_NOTE, false);
    CHECK(ok);
    if (!ok) CHECK_STR(buf_str(&said), S(""));
    return conf;
}

/* All that is said about `text`, one line each, without the file's name. */
static str faults(arena *a, str text)
{
    struct diags ds = {.mem = a};
    struct conf conf;
    struct buf said = {.mem = a}, out = {.mem = a};
    CHECK(!load_set(a, text, NULL, &conf, &ds));
    diags_format(&said, &ds, DIAG_NOTE, false);
    for (struct cut c = {.tail = buf_str(&said)}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        bool named = str_starts(c.head, S(ROOM "/book.yaml:"));
        buf_add(&out, named ? str_skip(c.head, sizeof ROOM "/book.yaml:" - 1) : c.head);
        buf_byte(&out, '\n');
    }
    return buf_str(&out);
}

/* The only fault of HEAD and `text`. */
static str fault(arena *a, const char *text)
{
    str all = faults(a, str_printf(a, HEAD "%s", text));
    struct cut c = str_cut(all, '\n');
    CHECK_STR(c.tail, S(""));
    return c.head;
}

TEST(conf__defaults_are_those_of_conf_def)
{
    struct conf c = good(mem, S(HEAD), ds);
    CHECK_STR(c.title, S("书"));
    CHECK_STR(c.lang, S("zh-CN"));
    CHECK_STR(c.output_name, S("{slug}"));
    CHECK_STR(c.unlisted, S("其他"));
    CHECK_INT(c.order_by.n, 2);
    CHECK_STR(c.order_by.v[0], S("date desc"));
    CHECK_INT(c.include.n, 1);
    CHECK_STR(c.include.v[0], S("**/*.{md,markdown,html,htm,txt}"));
    CHECK_INT(c.toc_depth, 2);
    CHECK(c.toc_in_spine && c.unwrap_redirects && !c.drafts);
    CHECK_INT(c.missing, MISSING_PLACEHOLDER);
    CHECK_INT(c.zhihu_variant, ZHIHU_1440W);
    CHECK_INT(c.topics.n, 0);
    CHECK_INT(c.creators.n, 0);
    CHECK_STR(c.base, S(ROOM));
}

TEST(conf__every_type_is_read)
{
    struct conf c =
        good(mem,
             S("version: 1\n"
               "book:\n"
               "  title: 1984\n"
               "  creator: [甲, {text: 乙, role: edt, file-as: Yi}]\n"
               "  subject: 一题\n"
               "source: {dir: [posts, posts], drafts: true, timezone: +08:00}\n"
               "select: {from: 2024-02-29, to: -7d, min_chars: 300}\n"
               "topics:\n"
               "  - title: 科技\n"
               "    match: {category: 甲, tag: [乙, 丙], regex: '(芯片|AI)', path: 'a/**'}\n"
               "    intro: 话\n"
               "  - {title: 余}\n"
               "images: {missing: fail, zhihu_variant: 720w}\n"
               "style: {css: a.css}\n"
               "x-mine: {anything: [1]}\n"
               "reproducible: {date: 1700000000}\n"
               "output: {name: '{date}-{slug}'}\n"),
             ds);
    CHECK_STR(c.title, S("1984"));
    CHECK_INT(c.creators.n, 2);
    CHECK_STR(c.creators.v[0].text, S("甲"));
    CHECK_STR(c.creators.v[1].role, S("edt"));
    CHECK_STR(c.creators.v[1].file_as, S("Yi"));
    CHECK_INT(c.subject.n, 1);
    CHECK_INT(c.source_dir.n, 2);
    CHECK(c.drafts);
    CHECK_STR(c.from, S("2024-02-29"));
    CHECK_INT(c.min_chars, 300);
    CHECK_INT(c.topics.n, 2);
    CHECK_INT(c.topics.v[0].tag.n, 2);
    CHECK_STR(c.topics.v[0].regex.v[0], S("(芯片|AI)"));
    CHECK_INT(c.topics.v[0].at.line, 9);
    CHECK_INT(c.missing, MISSING_FAIL);
    CHECK_INT(c.zhihu_variant, ZHIHU_720W);
    CHECK_STR(c.css.v[0], S("a.css"));
    CHECK_STR(c.date, S("1700000000"));
}

TEST(conf__all_faults_are_said_in_one_run)
{
    str said = faults(mem, S("version: 2\n"
                             "book: {titel: x, lang: zh_CN}\n"
                             "source: {dir: nowhere, drafts: yes}\n"
                             "images: {missing: drip}\n"
                             "toc: [1]\n"
                             "bok: {a: 1}\n"));
    static const char *const wanted[] = {
        "1:10: error: the value cannot be used: version is 2; it can be 1 to 1 [ZHB-205]\n",
        "2:8: error: unknown key: book.titel; did you mean book.title? [ZHB-203]\n",
        "2:1: error: a required key is missing: book.title [ZHB-206]\n",
        "2:24: note: the language tag was mended: book.lang: zh-CN for zh_CN [ZHB-208]\n",
        "3:15: error: nothing is there: source.dir: nowhere: there is no such file or folder",
        "3:32: error: the wrong kind of value: source.drafts is true or false, not a text "
        "[ZHB-204]",
        "4:19: error: the value cannot be used: images.missing is one of placeholder|drop|fail, "
        "not \"drip\"; did you mean drop? [ZHB-205]\n",
        "5:6: error: the wrong kind of value: toc is a table, not a list [ZHB-204]\n",
        "6:1: error: unknown key: bok; did you mean book? [ZHB-203]\n",
    };
    for (isize i = 0; i < COUNT(wanted); i++) {
        CHECK(str_has(said, str_of(wanted[i])));
        if (!str_has(said, str_of(wanted[i]))) CHECK_STR(said, str_of(wanted[i]));
    }
}

TEST(conf__unknown_keys_get_the_nearest_name)
{
    CHECK(str_has(fault(mem, "images: {mising: drop}"), S("did you mean images.missing?")));
    CHECK(str_has(fault(mem, "toc: {timezone: UTC}"), S("did you mean source.timezone?")));
    CHECK(str_has(fault(mem, "depth: 2"), S("did you mean toc.depth?")));
    CHECK(str_has(fault(mem, "topic: []"), S("did you mean topics?")));
    CHECK(str_has(fault(mem, "images.mode: all"), S("write it as images: {mode: …}")));
    CHECK(!str_has(fault(mem, "zzzzzzz: 1"), S("did you mean")));
    CHECK(!str_has(fault(mem, "images: {zzz: 1}"), S("did you mean")));
    CHECK(str_has(fault(mem, "topics: [{title: a, math: {tag: b}}]"), S("did you mean match?")));
    CHECK(str_has(fault(mem, "topics: [{title: a, match: {tags: b}}]"), S("did you mean tag?")));
    good(mem, S(HEAD "x-a: 1\ntoc: {x-b: 2}\n"), ds);
}

TEST(conf__wrong_values_are_refused)
{
    static const char *const bad[] = {
        "toc: {depth: 9}",
        "toc: {depth: deep}",
        "toc: {depth: 99999999999999999999}",
        "select: {from: 2023-02-29}",
        "select: {from: 2024-13-01}",
        "select: {from: last week}",
        "select: {to: -d}",
        "order: {by: [date down]}",
        "order: {by: data desc}",
        "output: {name: '{slog}'}",
        "output: {name: 'a/b'}",
        "output: {name: '{slug'}",
        "output: {name: 'a}'}",
        "reproducible: {date: yesterday}",
        "style: {css: [posts]}",
        "style: {css: [b.css]}",
        "images: {mirror: a.css}",
        "content: {show: [author, dates]}",
        "topics: {title: a}",
        "topics: [a]",
        "topics: [{intro: a}]",
        "topics: [{title: a, match: b}]",
        "topics: [{title: a, match: {regex: '(a'}}]",
        "topics: [{title: a, match: {regex: 'a{200}{200}'}}]",
        "topics: [{title: a, match: {regex: 'a+++++++++++++++++++++++++++++'}}]",
        "topics: [{title: a, match: {regex: '(((a{99}){99}){99}){99}'}}]",
        "topics: [{title: a, match: {regex: 'a{99999}'}}]",
        "toc: {title: [目录]}",
        "toc: {title: {a: b}}",
        "toc: {title: \"a\\x01\"}",
    };
    for (isize i = 0; i < COUNT(bad); i++) CHECK(str_has(fault(mem, bad[i]), S("error: ")));
    CHECK(str_has(fault(mem, "toc: {title: [目录]}"), S("quote it: '[目录]'")));
}

/* The outcome of one line in a table `in`. */
static bool accepts(arena *a, const char *in, const char *value)
{
    struct diags ds = {.mem = a};
    struct conf conf;
    struct strs set = {0};
    strs_add(a, &set, str_printf(a, "%s=%s", in, value));
    return load_set(a, S(HEAD), &set, &conf, &ds);
}

TEST(conf__ordinary_regexes_pass)
{
    static const char *const good_ones[] = {
        "(芯片|AI|手机)",     "^[0-9]{4}-[0-9]{1,2}$", "[[:alpha:]+*]+", "a\\\\+\\\\+",
        "([+]{2}|c[]+*]+)+$", "(a+b?)*(c|d){2,3}",     "C[+][+]",
    };
    for (isize i = 0; i < COUNT(good_ones); i++)
        good(mem,
             str_printf(mem, HEAD "topics: [{title: a, match: {regex: \"%s\"}}]", good_ones[i]),
             ds);
}

TEST(conf__language_tags_are_those_of_bcp47)
{
    static const char *const good_tags[] = {
        "zh",         "zh-CN",        "zh-Hant-TW", "zh-cmn-Hans-CN", "yue-HK", "sl-rozaj-biske",
        "de-CH-1901", "en-a-bbb-x-a", "x-own",      "zh-Latn-pinyin", "es-419", "und",
        "zh_CN",      "zh_CN.UTF-8",
    };
    static const char *const bad_tags[] = {
        "中文", "zh-",  "-zh",   "z",           "zh--CN",       "zh-CN-CN", "de-1901-1901",
        "en-a", "en-x", "zh CN", "toolonglang", "zh-Hans-Hant", "\"\"",
    };
    for (isize i = 0; i < COUNT(good_tags); i++) CHECK(accepts(mem, "book.lang", good_tags[i]));
    for (isize i = 0; i < COUNT(bad_tags); i++) CHECK(!accepts(mem, "book.lang", bad_tags[i]));
}

TEST(conf__zones_are_names_or_offsets)
{
    static const char *const good_zones[] = {"Asia/Shanghai", "UTC", "+08:00", "-03:30",
                                             "Etc/GMT-8"};
    static const char *const bad_zones[] = {
        "Asia/Shangai", "../etc/passwd", "/etc/passwd", "Asia",
        "+8",           "+15:00",        "tzdata.zi",   "zone.tab"};
    for (isize i = 0; i < COUNT(good_zones); i++)
        CHECK(accepts(mem, "source.timezone", good_zones[i]));
    for (isize i = 0; i < COUNT(bad_zones); i++)
        CHECK(!accepts(mem, "source.timezone", bad_zones[i]));
    CHECK(accepts(mem, "select.from", "-2w") && accepts(mem, "select.to", "today"));
    CHECK(accepts(mem, "source.encoding", "gb2312"));
    CHECK(!accepts(mem, "source.encoding", "gb9999"));
}

TEST(conf__creators_have_three_shapes)
{
    CHECK(accepts(mem, "book.creator", "甲"));
    CHECK(accepts(mem, "book.creator", "[甲, 乙]"));
    CHECK(accepts(mem, "book.creator", "{text: 甲}"));
    CHECK(!accepts(mem, "book.creator", "{role: aut}"));
    CHECK(!accepts(mem, "book.creator", "{text: 甲, role: author}"));
    CHECK(!accepts(mem, "book.creator", "{text: 甲, file_as: a}"));
    CHECK(!accepts(mem, "book.creator", "[[甲]]"));
    CHECK(!accepts(mem, "book.creator", "['']"));
}

TEST(conf__set_overrides_and_says_where_it_failed)
{
    struct conf c;
    struct strs set = {0};
    strs_add(mem, &set, S("book.title=新"));
    strs_add(mem, &set, S("order.by=[title]"));
    strs_add(mem, &set, S("source.dir=posts"));
    CHECK(load_set(mem, S("toc: {depth: 1}\n"), &set, &c, ds));
    CHECK_STR(c.title, S("新"));
    CHECK_INT(c.order_by.n, 1);
    strs_add(mem, &set, S("toc.dept=1"));
    strs_add(mem, &set, S("toc.depth=[1"));
    strs_add(mem, &set, S("toc.depth=7"));
    strs_add(mem, &set, S("nothing"));
    struct buf said = {.mem = mem};
    CHECK(!load_set(mem, S(""), &set, &c, ds));
    diags_format(&said, ds, DIAG_NOTE, false);
    str all = buf_str(&said);
    CHECK_INT(ds->count[DIAG_ERROR], 4);
    CHECK(str_has(all, S("--set toc.dept: error: unknown key: toc.dept; did you mean toc.depth?")));
    CHECK(str_has(all, S("--set toc.depth:1:1: error: the value cannot be used")));
    CHECK(str_has(all, S("--set: error: --set needs key=value: nothing")));
}

TEST(conf__no_file_no_table_no_yaml)
{
    struct conf c;
    CHECK(!conf_load(mem, S(ROOM "/none.yaml"), NULL, &c, ds));
    CHECK(str_has(faults(mem, S("- a\n")), S("book.yaml is a table, not a list")));
    CHECK(str_has(faults(mem, S("a: [\n")), S("ZHB-201")));
    CHECK(str_has(faults(mem, S("")), S("book.title")));
    CHECK(str_has(faults(mem, S("")), S("source/_posts"))); /* the default is checked too */
    CHECK(str_has(faults(mem, S(HEAD "book: 1\n")), S("3:1: error: the key stands here a second")));
}

TEST(conf__search_climbs_and_paths_start_at_the_book)
{
    struct conf c = good(mem, S(HEAD), ds);
    CHECK(os_mkdir(S(ROOM "/deep/er"), *mem, ds));
    CHECK_STR(conf_search(mem, S(ROOM)), S(ROOM "/book.yaml"));
    CHECK_STR(conf_search(mem, S(ROOM "/deep/er")), S(ROOM "/deep/er/../../book.yaml"));
    CHECK_STR(conf_path(mem, &c, S("a/b")), S(ROOM "/a/b"));
    CHECK_STR(conf_path(mem, &c, S("/a")), S("/a"));
    c.base = S(".");
    CHECK_STR(conf_path(mem, &c, S("a")), S("a"));
    CHECK_INT(conf_search(mem, S(ROOM "/nowhere")).len, 0);
}

TEST(conf__help_has_every_key)
{
    static const char *const keys[] = {
#define K(field, key, type, def, range, help) key,
#include "conf.def"
#undef K
    };
    struct buf out = {.mem = mem};
    conf_help(&out);
    for (isize i = 0; i < COUNT(keys); i++)
        CHECK(str_has(buf_str(&out), str_printf(mem, "\n  %s ", keys[i])));
    for (struct cut c = {.tail = buf_str(&out)}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        CHECK(!str_ends(c.head, S(" ")) && utf8_len(c.head) <= 100);
    }
}

TEST(conf__a_selector_that_is_none_is_shown_where_it_breaks)
{
    CHECK_STR(fault(mem, "content: {remove: ['p.x, b:hover']}"),
              S("3:27: error: the value cannot be used: content.remove: \"p.x, b:hover\" is no "
                "selector: pseudo-classes are not known here [ZHB-205]"));
    CHECK_STR(fault(mem, "content:\n  keep:\n    - 文 > > b\n"),
              S("5:11: error: the value cannot be used: content.keep: \"文 > > b\" is no selector: "
                "a tag, .class, #id or [attribute] is wanted here [ZHB-205]"));
    CHECK_STR(fault(mem, "content:\n  rename: {\".x[\": h2}\n"),
              S("4:16: error: the value cannot be used: content.rename: \".x[\" is no selector: an "
                "attribute's name is wanted here [ZHB-205]"));
}

TEST(conf__an_element_becomes_one_that_books_have)
{
    struct conf c = good(mem, S(HEAD "content: {rename: {p.t: h2, 'u, s': p.small}}"), ds);
    CHECK_INT(c.rename.n, 2);
    CHECK_STR(c.rename.v[1].from, S("u, s"));
    CHECK_STR(c.rename.v[1].to, S("p.small"));
    CHECK_STR(fault(mem, "content: {rename: {p: hh2}}"),
              S("3:23: error: the value cannot be used: content.rename: \"hh2\" is no element that "
                "something can become; did you mean h2? [ZHB-205]"));
    CHECK_STR(fault(mem, "content: {rename: {p: p.smal}}"),
              S("3:23: error: the value cannot be used: content.rename: \"smal\" is no class of "
                "zhbook's style sheets; did you mean small? [ZHB-205]"));
    CHECK_STR(fault(mem, "content: {rename: [p]}"),
              S("3:19: error: the wrong kind of value: content.rename is a table, not a list "
                "[ZHB-204]"));
}
