#include "url.h"
#include "unit.h"

/* What `ref` becomes on a page of example.org, or "-". */
static str clean(arena *mem, const char *ref)
{
    str out;
    return url_clean(mem, str_of(ref), S("http://example.org/a/b?c#d"), &out) ? out : S("-");
}

static const struct {
    const char *from, *to;
} cases[] = {
    /* Already good. */
    {"https://example.com/", "https://example.com/"},
    {"https://example.com/a-b_c~d/e.html?x=1&y=2#z",
     "https://example.com/a-b_c~d/e.html?x=1&y=2#z"},
    {"mailto:a@example.com?subject=x%20y", "mailto:a@example.com?subject=x%20y"},
    {"tel:+86-10-12345", "tel:+86-10-12345"},
    {"ftp://example.com/x", "ftp://example.com/x"},
    /* Case, ports, empty paths. */
    {"HTTPS://Example.COM", "https://example.com/"},
    {"http://example.com:80/", "http://example.com/"},
    {"https://example.com:443/", "https://example.com/"},
    {"https://example.com:8443/", "https://example.com:8443/"},
    {"https://example.com:/x", "https://example.com/x"},
    {"https://example.com:00081/", "https://example.com:81/"},
    {"http://example.com:65536/", "-"},
    {"http://example.com:8o/", "-"},
    {"http://example.com?q", "http://example.com/?q"},
    {"http://example.com#f", "http://example.com/#f"},
    /* White space, controls, formatting marks. */
    {"  http://example.com/a b  ", "http://example.com/a%20b"},
    {"http://exam\nple.com/a\t\rb", "http://example.com/ab"},
    {"\xE2\x80\x8Bhttp://example.com/\xEF\xBB\xBFx\xE2\x80\x8B", "http://example.com/x"},
    {"\xE3\x80\x80http://example.com/\xC2\xA0", "http://example.com/"},
    {"http://example.com/a\xC2\xA0"
     "b",
     "http://example.com/a%C2%A0b"},
    /* What may not stand there. */
    {"http://example.com/[1]{2}|3^4`5\"6<7>",
     "http://example.com/%5B1%5D%7B2%7D%7C3%5E4%605%226%3C7%3E"},
    {"http://example.com/?a[]=1&b='2'|3", "http://example.com/?a%5B%5D=1&b=%272%27%7C3"},
    {"http://example.com/#a#b[c]", "http://example.com/#a%23b%5Bc%5D"},
    {"http://example.com/100%", "http://example.com/100%25"},
    {"http://example.com/%zz%4", "http://example.com/%25zz%254"},
    {"http://example.com/%e4%b8%ad", "http://example.com/%e4%b8%ad"},
    {"http://example.com/中?文=字#节",
     "http://example.com/%E4%B8%AD?%E6%96%87=%E5%AD%97#%E8%8A%82"},
    {"http://example.com/\xF0\x9F\x98\x80", "http://example.com/%F0%9F%98%80"},
    {"http://example.com/\xFF", "http://example.com/%EF%BF%BD"},
    /* Paths. */
    {"http://example.com/a/./b/../c", "http://example.com/a/c"},
    {"http://example.com/../../a", "http://example.com/a"},
    {"http://example.com/a/..", "http://example.com/"},
    {"http://example.com/a/.", "http://example.com/a/"},
    {"http://example.com/a/%2E%2e/b", "http://example.com/b"},
    {"http://example.com\\a\\b", "http://example.com/a/b"},
    {"http://example.com//a//b", "http://example.com//a//b"},
    {"http://example.com/a.../b", "http://example.com/a.../b"},
    /* Hosts. */
    {"http://中文.com/", "http://xn--fiq228c.com/"},
    {"http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/"},
    {"http://faß.de/", "http://xn--fa-hia.de/"},
    {"http://ＷＷＷ.example.com/", "http://www.example.com/"},
    {"http://xn--fiq228c.com/", "http://xn--fiq228c.com/"},
    {"http://my_blog.example.com/", "http://my_blog.example.com/"},
    {"http://%65xample.com/", "http://example.com/"},
    {"http://user:pw@example.com/", "http://example.com/"},
    {"http://a..b/", "-"},
    {"http://exa mple.com/", "-"},
    {"http://${host}/", "-"},
    {"http://exa%00mple.com/", "-"},
    {"http://", "-"},
    {"http://example.com，见此", "http://example.com/"},
    {"http://example.com/a，b", "http://example.com/a%EF%BC%8Cb"},
    {"http://127.0.0.1:4000/x", "http://127.0.0.1:4000/x"},
    {"http://0x7f.1/", "http://127.0.0.1/"},
    {"http://2130706433/", "http://127.0.0.1/"},
    {"http://017700000001/", "http://127.0.0.1/"},
    {"http://256.1.1.1/", "-"},
    {"http://1.2.3.4.5/", "-"},
    {"http://[::1]/", "http://[::1]/"},
    {"http://[2001:DB8:0:0:1:0:0:1]:8080/", "http://[2001:db8::1:0:0:1]:8080/"},
    {"http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/"},
    {"http://[1::2::3]/", "-"},
    {"http://[1:2:3:4:5:6:7:8:9]/", "-"},
    {"http://[::1/", "-"},
    /* Glued and broken beginnings. */
    {"hhttps://example.com/", "https://example.com/"},
    {"http://https://example.com/", "https://example.com/"},
    {"http:/example.com/", "http://example.com/"},
    {"http:///example.com/", "http://example.com/"},
    {"http:example.com", "http://example.com/"},
    {"https:\\\\example.com\\a", "https://example.com/a"},
    /* Relative ones. */
    {"//example.com/x", "https://example.com/x"},
    {"/x", "http://example.org/x"},
    {"x", "http://example.org/a/x"},
    {"../x", "http://example.org/x"},
    {"?x", "http://example.org/a/b?x"},
    {"#x", "http://example.org/a/b?c#x"},
    {"", "http://example.org/a/b?c"},
    /* Out of the web. */
    {"javascript:void(0)", "-"},
    {"java\nscript:alert(1)", "-"},
    {"data:text/html,x", "-"},
    {"file:///etc/passwd", "-"},
    {"vbscript:x", "-"},
    {"D:\\pictures\\1.png", "-"},
    {"mailto:", "-"},
};

TEST(url__clean_mends_or_refuses)
{
    for (isize i = 0; i < COUNT(cases); i++) {
        str have = clean(mem, cases[i].from);
        CHECK_STR(have, str_of(cases[i].to));
        if (!str_eq(have, S("-"))) CHECK_STR(clean(mem, str_z(mem, have)), have);
    }
}

TEST(url__relative_needs_a_base)
{
    str out;
    CHECK(!url_clean(mem, S("a/b"), (str){0}, &out));
    CHECK(!url_clean(mem, S("/b"), S("mailto:x@example.org"), &out));
    CHECK(url_clean(mem, S("//h.example/b"), (str){0}, &out));
}

TEST(url__split_sees_every_part)
{
    struct url u = url_split(S("http://u@[::1]:8/p/q?r=s#t#u"));
    CHECK_STR(u.scheme, S("http"));
    CHECK_STR(u.host, S("[::1]"));
    CHECK_STR(u.port, S("8"));
    CHECK_STR(u.path, S("/p/q"));
    CHECK_STR(u.query, S("r=s"));
    CHECK_STR(u.fragment, S("t#u"));
    u = url_split(S("a/b:c"));
    CHECK(!u.scheme.len && !u.has_host);
    CHECK_STR(u.path, S("a/b:c"));
}

TEST(url__param_is_decoded)
{
    str v;
    CHECK(url_param(mem, S("a=1&target=https%3A//x.example/%3Fq%3Da+b&c"), S("target"), &v));
    CHECK_STR(v, S("https://x.example/?q=a b"));
    CHECK(url_param(mem, S("a=1&amp;b=2"), S("b"), &v) && str_eq(v, S("2")));
    CHECK(url_param(mem, S("a&c"), S("c"), &v) && !v.len);
    CHECK(!url_param(mem, S("ab=1"), S("a"), &v));
}

TEST(url__untrack_keeps_the_rest)
{
    CHECK_STR(url_untrack(mem, S("https://x.example/a?utm_source=b&id=7&spm=1#c")),
              S("https://x.example/a?id=7#c"));
    CHECK_STR(url_untrack(mem, S("https://x.example/a?utm_source=b")), S("https://x.example/a"));
    CHECK_STR(url_untrack(mem, S("https://x.example/a?from=home")),
              S("https://x.example/a?from=home"));
    CHECK_STR(url_untrack(mem, S("https://x.example/a?from=timeline")), S("https://x.example/a"));
}

TEST(url__key_is_one_for_one_page)
{
    str key = S("example.com/a");
    CHECK_STR(url_key(mem, S("http://www.example.com/a/")), key);
    CHECK_STR(url_key(mem, S("HTTPS://EXAMPLE.com/a?utm_medium=x#y")), key);
    CHECK_STR(url_key(mem, S("//example.com/a")), key);
    CHECK(!str_eq(url_key(mem, S("https://example.com/a?id=1")), key));
}
