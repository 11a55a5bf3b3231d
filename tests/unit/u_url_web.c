#include "redirect_local.h"
#include "unit.h"
#include "url.h"

#include <string.h>

/* Addresses as they are met: the same table makes a book that EPUBCheck reads (tests/links). */
#define U(from, to) {LIT(from), LIT(to)},
static const struct {
    str from, to;
} cases[] = {
#include "../links/urls.def"
};
#undef U

TEST(url_web__each_is_mended_or_refused)
{
    str out;
    for (isize i = 0; i < COUNT(cases); i++) {
        bool ok = url_clean(mem, cases[i].from, S("https://example.org/blog/post?id=1#top"), &out);
        CHECK_STR(ok ? out : S("-"), cases[i].to);
    }
}

TEST(url_web__what_was_mended_stays)
{
    str out, none = {0};
    for (isize i = 0; i < COUNT(cases); i++) {
        if (str_eq(cases[i].to, S("-"))) continue;
        CHECK(url_clean(mem, cases[i].to, none, &out));
        CHECK_STR(out, cases[i].to);
    }
}

TEST(url_web__nothing_is_too_long)
{
    enum { MUCH = 1 << 20 };
    struct buf b = {.mem = mem};
    str out, none = {0};
    buf_add(&b, S("https://example.org/?"));
    while (b.len < MUCH) buf_add(&b, S("%文&amp;http://"));
    CHECK(url_clean(mem, buf_str(&b), none, &out));
    b.len = 0;
    while (b.len < MUCH) buf_add(&b, S("http://"));
    url_clean(mem, buf_str(&b), none, &out);
    b.len = 0;
    buf_add(&b, S("https://link.zhihu.com/?target="));
    while (b.len < MUCH) buf_add(&b, S("https%3A//link.zhihu.com/?target="));
    CHECK(redirect_target(mem, buf_str(&b)).len > 0);
}

#define R(from, to) {LIT(from), LIT(to)},
static const struct {
    str from, to;
} ways[] = {
#include "../links/ways.def"
};
#undef R

TEST(url_web__a_redirector_gives_way_to_its_target)
{
    for (isize i = 0; i < COUNT(ways); i++) {
        str to = url_untrack(mem, redirect_target(mem, ways[i].from));
        CHECK_STR(to, ways[i].to);
        CHECK_STR(url_untrack(mem, redirect_target(mem, to)), to);
    }
}

static void check_article(arena *mem, const char *url, const char *name)
{
    CHECK_STR(url_article(mem, str_of(url)), str_of(name));
}

TEST(url_web__an_article_has_one_name)
{
    check_article(mem, "https://www.zhihu.com/question/1/answer/23", "zhihu:answer/23");
    check_article(mem, "https://www.zhihu.com/answer/23/", "zhihu:answer/23");
    check_article(mem, "https://oia.zhihu.com/answers/23", "zhihu:answer/23");
    check_article(mem, "https://zhuanlan.zhihu.com/p/45?x", "zhihu:article/45");
    check_article(mem, "https://www.zhihu.com/question/1", "");
    check_article(mem, "https://notzhihu.com/p/45", "");
    check_article(mem, "https://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=2&sn=x", "weixin:Mz==/1/2");
    check_article(mem, "https://blog.csdn.net/somebody/article/details/99", "csdn:article/99");
    check_article(mem, "https://juejin.cn/post/7000", "juejin:post/7000");
}

TEST(url_web__a_key_has_one_spelling)
{
    str key = url_key(mem, S("https://example.com/%E4%B8%AD?q=%7e"));
    CHECK_STR(url_key(mem, S("http://www.example.com/中/index.html?q=~&utm_id=1#x")), key);
    CHECK_STR(url_key(mem, S("//example.com/%e4%b8%ad/?q=%7E")), key);
}

TEST(url_web__a_host_is_in_a_list_or_below_it)
{
    const char *list = "zhihu.com Zhimg.com";
    CHECK(url_host_in(S("zhihu.com"), list));
    CHECK(url_host_in(S("www.zhihu.com"), list));
    CHECK(url_host_in(S("PIC1.zhimg.com"), list));
    CHECK(!url_host_in(S("notzhihu.com"), list));
    CHECK(!url_host_in(S("zhihu.com.example"), list));
    CHECK(!url_host_in((str){0}, list));
    CHECK(!url_host_in(S("zhihu.com"), NULL));
}
