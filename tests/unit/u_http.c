#include "net_local.h"
#include "serve_local.h"
#include "unit.h"

#include <string.h>

static str path_of(arena *a, str target)
{
    str path;
    return http_path(a, target, &path) ? path : S("(none)");
}

TEST(http__a_path_is_what_stands_below_the_root)
{
    CHECK_STR(path_of(mem, S("/")), S(""));
    CHECK_STR(path_of(mem, S("/feed.xml")), S("feed.xml"));
    CHECK_STR(path_of(mem, S("/opds/")), S("opds/"));
    CHECK_STR(path_of(mem, S("/issues/2021-%E7%AC%AC12%E6%9C%9F.epub")),
              S("issues/2021-第12期.epub"));
    CHECK_STR(path_of(mem, S("/a%20b%2e%2ec")), S("a b..c"));
    CHECK_STR(path_of(mem, S("/a+b%2B")), S("a+b+"));
    CHECK_STR(path_of(mem, S("/100%/%zz%4")), S("100%/%zz%4"));
}

TEST(http__nothing_leads_out_of_the_root)
{
    static const str bad[] = {LIT("/.."),
                              LIT("/../etc/passwd"),
                              LIT("/a/../b"),
                              LIT("/%2e%2e/b"),
                              LIT("/%2E./b"),
                              LIT("/a/%2e%2e%2fb"),
                              LIT("/a/..%2Fb"),
                              LIT("/a%2fb"),
                              LIT("/."),
                              LIT("/./a"),
                              LIT("/.git/head"),
                              LIT("/a/.part"),
                              LIT("//"),
                              LIT("//a"),
                              LIT("/a//b"),
                              LIT("/a//"),
                              LIT("/a%00.epub"),
                              LIT("/%0d%0aX: y"),
                              LIT("/a%7f"),
                              LIT("/a\\..\\b"),
                              LIT("/%5c..%5cb"),
                              LIT("/%c0%ae%c0%ae/"),
                              LIT("/%ff"),
                              LIT("/%ED%A0%80"),
                              LIT("/a/%2e%2e/..;"),
                              LIT("a"),
                              LIT(""),
                              LIT("*"),
                              LIT("http://h/a"),
                              LIT("/a/\0b"),
                              LIT("/..%00/"),
                              LIT("/%252e/../")};
    for (isize i = 0; i < COUNT(bad); i++) CHECK_STR(path_of(mem, bad[i]), S("(none)"));
    CHECK_STR(path_of(mem, S("/%252e%252e/b")), S("%2e%2e/b")); /* decoded once */
}

TEST(http__a_target_may_name_the_host)
{
    CHECK_STR(http_local(S("http://h:80/a?b")), S("/a?b"));
    CHECK_STR(http_local(S("HTTP://h")), S("/"));
    CHECK_STR(http_local(S("/http://h/a")), S("/http://h/a"));
    CHECK_STR(path_of(mem, http_local(S("http://h//a"))), S("(none)"));
    CHECK_STR(http_local(S("")), S(""));
}

TEST(http__types_are_those_of_a_published_tree)
{
    static const struct {
        str path;
        const char *type;
    } files[] = {
        {LIT("issues/012.epub"), "application/epub+zip"},
        {LIT("issues/012.kepub.epub"), "application/epub+zip"},
        {LIT("LATEST.EPUB"), "application/epub+zip"},
        {LIT("index.html"), "text/html; charset=utf-8"},
        {LIT("read/012/chapter-0001.xhtml"), "application/xhtml+xml; charset=utf-8"},
        {LIT("style.css"), "text/css; charset=utf-8"},
        {LIT("feed.xml"), "application/atom+xml"},
        {LIT("archive.xml"), "application/atom+xml"},
        {LIT("opds/index.xml"), "application/atom+xml;profile=opds-catalog;kind=navigation"},
        {LIT("opds/all.xml"), "application/atom+xml;profile=opds-catalog;kind=acquisition"},
        {LIT("opds/search.xml"), "application/atom+xml;profile=opds-catalog;kind=acquisition"},
        {LIT("opds/opensearch.xml"), "application/opensearchdescription+xml"},
        {LIT("opds.json"), "application/opds+json"},
        {LIT("covers/012.jpg"), "image/jpeg"},
        {LIT("covers/012.jpeg"), "image/jpeg"},
        {LIT("a.svg"), "image/svg+xml"},
        {LIT("a.otf"), "font/otf"},
        {LIT("sha256sums"), "text/plain; charset=utf-8"},
        {LIT("robots.txt"), "text/plain; charset=utf-8"},
        {LIT("no-such"), "application/octet-stream"},
        {LIT(""), "application/octet-stream"},
    };
    for (isize i = 0; i < COUNT(files); i++)
        CHECK_STR(str_of(http_type(files[i].path)), str_of(files[i].type));
}

/* "1-3" of a part, "all" or "bad". */
static str range_of(arena *a, const char *value, long long size)
{
    long long from, to;
    switch (http_range(str_of(value), size, &from, &to)) {
    case RANGE_NONE: return S("all");
    case RANGE_BAD: return S("bad");
    case RANGE_PART: break;
    }
    return str_printf(a, "%lld-%lld", from, to);
}

TEST(http__a_range_is_a_part_from_somewhere_or_of_the_end)
{
    CHECK_STR(range_of(mem, "bytes=0-0", 10), S("0-0"));
    CHECK_STR(range_of(mem, "bytes=0-9", 10), S("0-9"));
    CHECK_STR(range_of(mem, "bytes=3-5", 10), S("3-5"));
    CHECK_STR(range_of(mem, "BYTES=3-5", 10), S("3-5"));
    CHECK_STR(range_of(mem, "bytes=7-", 10), S("7-9"));
    CHECK_STR(range_of(mem, "bytes=7-100", 10), S("7-9"));
    CHECK_STR(range_of(mem, "bytes=-3", 10), S("7-9"));
    CHECK_STR(range_of(mem, "bytes=-30", 10), S("0-9"));
    CHECK_STR(range_of(mem, "bytes=9223372036854775806-", 9223372036854775807LL),
              S("9223372036854775806-9223372036854775806"));
}

TEST(http__a_range_beyond_the_end_is_refused)
{
    CHECK_STR(range_of(mem, "bytes=10-", 10), S("bad"));
    CHECK_STR(range_of(mem, "bytes=10-12", 10), S("bad"));
    CHECK_STR(range_of(mem, "bytes=-0", 10), S("bad"));
    CHECK_STR(range_of(mem, "bytes=0-", 0), S("bad"));
    CHECK_STR(range_of(mem, "bytes=-1", 0), S("bad"));
}

TEST(http__what_is_no_range_gives_the_whole)
{
    static const char *const all[] = {
        "",           "bytes",       "bytes=",        "bytes=-",
        "bytes=5-3",  "bytes=a-b",   "bytes=1-2,4-5", "bytes=1",
        "bytes=--1",  "bytes=1--2",  "lines=1-2",     "bytes =1-2",
        "bytes=+1-2", "bytes=1 - 2", "bytes=0x1-2",   "bytes=1-2-3",
        "bytes=,",    "bytes=1-2,",  "bytes: 1-2",    "bytes=99999999999999999999-"};
    for (isize i = 0; i < COUNT(all); i++) CHECK_STR(range_of(mem, all[i], 10), S("all"));
}

TEST(http__a_tag_matches_one_of_a_list)
{
    CHECK(http_match(S("\"a-1\""), S("\"a-1\"")));
    CHECK(http_match(S("W/\"a-1\""), S("\"a-1\"")));
    CHECK(http_match(S("\"x\" ,\t\"a-1\""), S("\"a-1\"")));
    CHECK(http_match(S("*"), S("\"a-1\"")));
    CHECK(!http_match(S(""), S("\"a-1\"")));
    CHECK(!http_match(S(",,"), S("\"a-1\"")));
    CHECK(!http_match(S("a-1"), S("\"a-1\"")));
    CHECK(!http_match(S("\"a-12\""), S("\"a-1\"")));
    CHECK(!http_match(S("\"a\", \"b\""), S("\"a-1\"")));
}

TEST(http__a_date_is_read_as_it_was_written)
{
    static const long long times[] = {0, 1, 784111777, 951782400, 1628926664, 4102444799LL};
    long long again;
    CHECK_STR(http_date(mem, 784111777), S("Sun, 06 Nov 1994 08:49:37 GMT"));
    CHECK_STR(http_date(mem, 951782400), S("Tue, 29 Feb 2000 00:00:00 GMT"));
    for (isize i = 0; i < COUNT(times); i++)
        CHECK(reply_date(http_date(mem, times[i]), &again) && again == times[i]);
    CHECK(reply_date(S("Sunday, 06-Nov-94 08:49:37 GMT"), &again) && again == 784111777);
    CHECK(!reply_date(S(""), &again));
    CHECK(!reply_date(S("Sun, 31 Feb 1994 08:49:37 GMT"), &again));
}

TEST(http__a_login_is_name_and_password_and_nothing_else)
{
    str user = S("读者"), word = S("p@ss:wörd");
    str good = S("Basic 6K+76ICFOnBAc3M6d8O2cmQ=");
    CHECK(http_login(*mem, good, user, word));
    CHECK(http_login(*mem, S("bAsIc  6K+76ICFOnBAc3M6d8O2cmQ= "), user, word));
    CHECK(!http_login(*mem, good, user, S("p@ss:word")));
    CHECK(!http_login(*mem, good, S("x"), word));
    CHECK(!http_login(*mem, S(""), user, word));
    CHECK(!http_login(*mem, S("Basic"), user, word));
    CHECK(!http_login(*mem, S("Bearer 6K+76ICFOnBAc3M6d8O2cmQ="), user, word));
    CHECK(!http_login(*mem, S("Basic 6K+76ICFOnBAc3M6d8O2cmQ"), user, word));
    CHECK(
        !http_login(*mem, S("Basic 6K+76ICFOnBAc3M6d8O2cmQ=6K+76ICFOnBAc3M6d8O2cmQ="), user, word));
    CHECK(!http_login(*mem, S("Basic Og=="), user, word));
}

TEST(http__a_job_that_is_none_is_refused)
{
    struct show s;
    CHECK(show_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\nserve\t/srv\t127.0.0.1\t8080\n"), &s));
    CHECK_STR(s.root, S("/srv"));
    CHECK_INT(s.port, 8080);
    CHECK(!show_read(mem, S("zhbook-net\t0\nserve\t/srv\t127.0.0.1\t8080\n"), &s));
    CHECK(!show_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\n"), &s));
    CHECK(
        !show_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\nserve\t/srv\t127.0.0.1\t65536\n"), &s));
    CHECK(
        !show_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\nserve\t/srv\t::1\t1\nother\tx\n"), &s));
}

TEST(http__everywhere_is_told_as_addresses_that_can_be_typed)
{
    CHECK_INT(here(mem, S("127.0.0.1")).n, 1);
    CHECK_STR(here(mem, S("::1")).v[0], S("::1"));
    CHECK(here(mem, S("0.0.0.0")).n >= 1);
    CHECK(!strs_has(&(struct strs){here(mem, S("0.0.0.0")).v, 1}, S("127.0.0.1")));
}
