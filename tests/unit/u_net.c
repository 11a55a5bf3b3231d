/* u_net.c - what zhbook-net makes of heads, statuses, hosts and jobs. */
#include "net_local.h"
#include "unit.h"

TEST(net__retry_after_is_seconds_or_a_date)
{
    long long now = 784111777; /* Sun, 06 Nov 1994 08:49:37 GMT */
    CHECK_INT(reply_wait(S("120"), now), 120);
    CHECK_INT(reply_wait(S(" 0 "), now), 0);
    CHECK_INT(reply_wait(S("Sun, 06 Nov 1994 08:49:47 GMT"), now), 10);
    CHECK_INT(reply_wait(S("Sunday, 06-Nov-94 08:50:37 GMT"), now), 60);
    CHECK_INT(reply_wait(S("Sun Nov  6 09:49:37 1994"), now), 3600);
    CHECK_INT(reply_wait(S("Sun, 06 Nov 1994 08:49:27 GMT"), now), 0);
    CHECK_INT(reply_wait(S("99999999999"), now), 400 * 86400);
}

TEST(net__retry_after_that_makes_no_sense_says_nothing)
{
    static const char *const all[] = {"",
                                      "soon",
                                      "-5",
                                      "1.5",
                                      "Sun, 31 Feb 1994 08:49:37 GMT",
                                      "Sun, 06 Xxx 1994 08:49:37 GMT",
                                      "Sun, 06 Nov 1994 25:49:37 GMT",
                                      "Sun, 06 Nov",
                                      "99999999999999999999"};
    for (isize i = 0; i < COUNT(all); i++) CHECK_INT(reply_wait(str_of(all[i]), 0), -1);
}

TEST(net__a_head_is_that_of_the_last_status)
{
    struct reply r = {0};
    reply_line(&r, mem, S("HTTP/1.1 103 Early Hints\r\n"));
    reply_line(&r, mem, S("ETag: \"old\"\r\n"));
    reply_line(&r, mem, S("HTTP/2 302 \r\n"));
    reply_line(&r, mem, S("Content-Length : 12\r\n"));
    reply_line(&r, mem, S("LOCATION:  /b c \r\n"));
    reply_line(&r, mem, S("Location: /second\r\n"));
    reply_line(&r, mem, S("nonsense\r\n"));
    reply_line(&r, mem, S("\r\n"));
    CHECK_INT(r.status, 302);
    CHECK_INT(r.length, 12);
    CHECK_STR(r.location, S("/b c"));
    CHECK_INT(r.etag.len, 0);
    reply_line(&r, mem, S("HTTP/1.1 abc\r\n"));
    CHECK_INT(r.status, 0);
    CHECK_INT(r.length, -1);
}

TEST(net__statuses_mean_what_to_do)
{
    CHECK_INT(verdict_of(200).act, ACT_TAKE);
    CHECK_INT(verdict_of(206).act, ACT_NO);
    CHECK_INT(verdict_of(304).act, ACT_SAME);
    CHECK_INT(verdict_of(308).act, ACT_FOLLOW);
    CHECK_INT(verdict_of(404).act, ACT_ELSEWHERE);
    CHECK_INT(verdict_of(418).act, ACT_NO);
    CHECK_INT(verdict_of(429).act, ACT_AGAIN);
    CHECK_INT(verdict_of(599).act, ACT_AGAIN);
    CHECK(verdict_of(410).forget > verdict_of(404).forget);
}

static str referer(arena *a, const char *url, const char *page, bool bare)
{
    struct referer own[] = {{S("*.example.com"), S("https://mine.example/")},
                            {S("plain.zhimg.com"), {0}}};
    struct job j = {.referers = own, .nreferers = COUNT(own)};
    struct want w = {.page = str_of(page), .bare = bare};
    return referer_of(&j, &w, str_of(url), a);
}

TEST(net__a_referer_is_the_users_the_hosts_or_the_pages)
{
    CHECK_STR(referer(mem, "https://a.b.example.com/x", "", false), S("https://mine.example/"));
    CHECK_STR(referer(mem, "https://example.com/x", "", false), S("https://mine.example/"));
    CHECK_STR(referer(mem, "https://badexample.com/x", "", false), S(""));
    CHECK_STR(referer(mem, "https://pic1.zhimg.com/x", "", false), S("https://www.zhihu.com/"));
    CHECK_STR(referer(mem, "https://plain.zhimg.com/x", "", false), S(""));
    CHECK_STR(referer(mem, "https://pic1.zhimg.com/x", "", true), S(""));
    CHECK_STR(referer(mem, "http://wx4.sinaimg.cn/x", "", false), S("https://weibo.com/"));
    CHECK_STR(referer(mem, "https://h.example/x", "https://p.example/a/b?c", false),
              S("https://p.example/"));
    CHECK_STR(referer(mem, "http://h.example/x", "https://p.example/a", false), S(""));
    CHECK_STR(referer(mem, "https://mmbiz.qpic.cn/x", "https://p.example/a", false),
              S("https://mp.weixin.qq.com/"));
}

TEST(net__zhihus_hosts_stand_in_for_each_other)
{
    str url = S("https://pica.zhimg.com/v2-1.jpg");
    CHECK_STR(host_turn(mem, url, 1), S("https://picx.zhimg.com/v2-1.jpg"));
    CHECK_STR(host_turn(mem, url, 2), S("https://pic1.zhimg.com/v2-1.jpg"));
    CHECK_STR(host_turn(mem, url, 5), S("https://pic4.zhimg.com/v2-1.jpg"));
    CHECK_STR(host_turn(mem, url, 6), S(""));
    CHECK_STR(host_turn(mem, S("https://pic1.example.com/a"), 1), S(""));
    CHECK_STR(host_turn(mem, S("https://zhuanlan.zhimg.com/a"), 1), S(""));
}

TEST(net__a_job_is_of_this_version_or_none)
{
    struct job j;
    CHECK(job_read(mem,
                   S("zhbook-net\t" ZHBOOK_VERSION "\ncache\tc d\ntimeout\t5\nrefresh\n"
                     "allow\t10.0.0.0/8\nreferer\t*.a\thttps://b/\n"
                     "want\thttps://h/a\tp\t-x\tbare\n"),
                   &j));
    CHECK_STR(j.cache, S("c d"));
    CHECK_INT(j.timeout, 5);
    CHECK(j.refresh && !j.again && !j.proxy);
    CHECK_INT(j.allow.n, 1);
    CHECK_INT(j.nreferers, 1);
    CHECK_INT(j.n, 1);
    CHECK(j.want[0].bare);
    CHECK(!job_read(mem, S("zhbook-net\t0.0.0\ncache\tc\n"), &j));
    CHECK(!job_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\n"), &j));
    CHECK(!job_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\ncache\tc\nwant\tfile:///a\n"), &j));
    CHECK(!job_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\ncache\tc\nwhat\n"), &j));
    CHECK(!job_read(mem, S("zhbook-net\t" ZHBOOK_VERSION "\ncache\tc\nrefresh"), &j));
}
