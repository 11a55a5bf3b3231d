/* u_cache.c - the cache's lines, and who may be meant by them. */
#include "cache.h"
#include "conf.h"
#include "image.h"
#include "os.h"
#include "unit.h"

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static bool reads(const char *line)
{
    struct cache_line l;
    return cache_line_read(str_of(line), &l);
}

TEST(cache__a_line_is_read_as_it_was_written)
{
    struct cache_line in = {.url = S("https://h.example/a.png?b"), .sum = S(SUM), .bytes = 12};
    in.type = S("image/png");
    in.http = 200;
    in.time = 1700000000;
    in.etag = S("W/\"x\"");
    struct buf b = {.mem = mem};
    cache_line_write(&b, &in);
    struct cache_line out;
    CHECK(cache_line_read(str_head(buf_str(&b), b.len - 1), &out));
    CHECK_STR(out.url, in.url);
    CHECK_STR(out.sum, in.sum);
    CHECK_STR(out.status, S("ok"));
    CHECK_INT(out.bytes, 12);
    CHECK_STR(out.type, in.type);
    CHECK_INT(out.http, 200);
    CHECK_INT(out.time, 1700000000);
    CHECK_STR(out.etag, in.etag);
    CHECK_STR(out.modified, S(""));
}

TEST(cache__what_a_server_says_cannot_break_a_line)
{
    struct cache_line in = {
        .url = S("https://h.example/"), .status = S("a\tb"), .etag = S("\"x\n\"")};
    struct buf b = {.mem = mem};
    cache_line_write(&b, &in);
    struct cache_line out;
    CHECK_INT(str_byte(buf_str(&b), '\n', 0), b.len - 1);
    CHECK(cache_line_read(str_head(buf_str(&b), b.len - 1), &out));
    CHECK_INT(out.sum.len, 0);
    CHECK_STR(out.etag, S(""));
}

TEST(cache__lines_that_make_no_sense_are_none)
{
    CHECK(reads("https://h/a\t" SUM "\tok"));
    CHECK(reads("https://h/a\t-\t404"));
    CHECK(!reads(""));
    CHECK(!reads("https://h/a"));
    CHECK(!reads("https://h/a\t" SUM));
    CHECK(!reads("nothing\t" SUM "\tok"));
    CHECK(!reads("https://h/a\t" SUM "0\tok"));
    CHECK(!reads("https://h/a\t" SUM "\t404"));
    CHECK(!reads("https://h/a\t-\tok"));
    CHECK(!reads(
        "https://h/a\tA123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\tok"));
}

TEST(cache__addresses_are_compared_without_scheme_and_fragment)
{
    str one = cache_key(mem, S("http://H.example:80/a?b#c"));
    CHECK_STR(cache_key(mem, S("https://h.example:80/a?b")), one);
    CHECK_STR(cache_key(mem, S("a/b")), S(""));
    CHECK(cache_claim(one) > 0);
}

TEST(cache__a_line_behind_half_a_line_is_whole)
{
    str all, path = S("index.tmp");
    os_remove(path, *mem);
    CHECK(os_append(path, S("one\n"), *mem, ds));
    CHECK(os_append(path, S("two\n"), *mem, ds));
    CHECK(os_read_quiet(mem, path, 100, &all));
    CHECK_STR(all, S("one\ntwo\n"));
    CHECK(os_write(path, S("one\nhal"), false, *mem, ds));
    CHECK(os_append(path, S("three\n"), *mem, ds));
    CHECK(os_read_quiet(mem, path, 100, &all));
    CHECK_STR(all, S("one\nhal\nthree\n"));
    os_remove(path, *mem);
    CHECK(!os_append(S("no/such/folder/x"), S("x\n"), *mem, ds));
    CHECK_INT(ds->count[DIAG_ERROR], 1);
}

static str address(arena *a, const char *base, const char *ref)
{
    struct post p = {.url = str_of(base)};
    str out;
    return image_address(a, &p, str_of(ref), &out) ? out : S("none");
}

TEST(image__only_addresses_of_the_web_are_fetched)
{
    const char *none = "", *page = "https://p.example/x/y.html";
    CHECK_STR(address(mem, none, "https://h.example/a.png"), S("https://h.example/a.png"));
    CHECK_STR(address(mem, none, "//h.example/a b.png"), S("https://h.example/a%20b.png"));
    CHECK_STR(address(mem, page, "../a.png"), S("https://p.example/a.png"));
    CHECK_STR(address(mem, none, "../a.png"), S("none"));
    CHECK_STR(address(mem, page, "data:image/png;base64,AAAA"), S("none"));
    CHECK_STR(address(mem, page, "file:///etc/passwd"), S("none"));
    CHECK_STR(address(mem, page, "ftp://h.example/a.png"), S("none"));
    CHECK_STR(address(mem, page, "D:\\a.png"), S("none"));
    CHECK_STR(address(mem, page, "\\\\server\\a.png"), S("none"));
    CHECK_STR(address(mem, page, "javascript:alert(1)"), S("none"));
    CHECK_STR(address(mem, page, ""), S("none"));
}

TEST(image__sizes_of_one_picture_are_a_family)
{
    struct conf conf = {.zhihu_variant = ZHIHU_R};
    bool wanted;
    str hash = S("v2-0123456789abcdef0123456789abcdef");
    str small = str_printf(mem, "https://pic1.zhimg.com/50/%.*s_720w.jpg", STR(hash));
    str right = str_printf(mem, "https://picx.zhimg.com/%.*s_r.jpg?source=1", STR(hash));
    str moves = str_printf(mem, "https://picx.zhimg.com/%.*s_r.gif", STR(hash));
    str one = image_family(mem, &conf, small, &wanted);
    CHECK(one.len && !wanted);
    CHECK_STR(image_family(mem, &conf, right, &wanted), one);
    CHECK(wanted);
    CHECK(!str_eq(image_family(mem, &conf, moves, &wanted), one));
    CHECK_STR(image_family(mem, &conf, S("https://h.example/a.png"), &wanted), S(""));
}

static str rather(arena *a, int variant, const char *url)
{
    struct conf conf = {.zhihu_variant = variant};
    str out;
    return image_rather(a, &conf, str_of(url), &out) ? out : S("as it is");
}

TEST(image__another_size_is_another_address)
{
#define HASH "v2-0123456789abcdef0123456789abcdef"
    CHECK_STR(rather(mem, ZHIHU_1440W, "https://pic1.zhimg.com/" HASH "_r.jpg?source=1"),
              S("https://pic1.zhimg.com/" HASH "_1440w.jpg?source=1"));
    CHECK_STR(rather(mem, ZHIHU_R, "https://pica.zhimg.com/50/" HASH "_720w.webp"),
              S("https://pica.zhimg.com/50/" HASH "_r.webp"));
    CHECK_STR(rather(mem, ZHIHU_R, "https://pica.zhimg.com/" HASH "_r.jpg"), S("as it is"));
    CHECK_STR(rather(mem, ZHIHU_R, "https://pica.zhimg.com/" HASH "_720w.gif"), S("as it is"));
    CHECK_STR(rather(mem, ZHIHU_R, "https://pica.zhimg.com/" HASH "_xl.jpg"), S("as it is"));
    CHECK_STR(rather(mem, ZHIHU_R, "https://pica.zhimg.com/" HASH ".jpg"), S("as it is"));
    CHECK_STR(rather(mem, ZHIHU_R, "https://h.example/" HASH "_b.jpg"), S("as it is"));
}
