/* redirect.c - see redirect_local.h.  To add a redirector: one row. */
#include "redirect_local.h"
#include "url.h"

static const struct {
    str host, path; /* path: how it starts */
    str param;      /* holds the target */
} table[] = {
    {LIT("link.zhihu.com"), LIT("/"), LIT("target")},
    {LIT("www.zhihu.com"), LIT("/link"), LIT("target")},
    {LIT("gitee.com"), LIT("/link"), LIT("target")},
    {LIT("www.oschina.net"), LIT("/action/GoToLink"), LIT("url")},
    {LIT("my.oschina.net"), LIT("/action/GoToLink"), LIT("url")},
    {LIT("links.jianshu.com"), LIT("/go"), LIT("to")},
    {LIT("link.jianshu.com"), LIT("/"), LIT("t")},
    {LIT("www.jianshu.com"), LIT("/go-wild"), LIT("url")},
    {LIT("weibo.cn"), LIT("/sinaurl"), LIT("u")},
    {LIT("weibo.com"), LIT("/sinaurl"), LIT("u")},
    {LIT("passport.weibo.com"), LIT("/visitor/visitor"), LIT("url")},
    {LIT("link.juejin.cn"), LIT("/"), LIT("target")},
    {LIT("link.juejin.im"), LIT("/"), LIT("target")},
    {LIT("link.segmentfault.com"), LIT("/"), LIT("url")},
    {LIT("sspai.com"), LIT("/link"), LIT("target")},
    {LIT("link.csdn.net"), LIT("/"), LIT("target")},
    {LIT("www.douban.com"), LIT("/link2"), LIT("url")},
    {LIT("link.uisdc.com"), LIT("/"), LIT("redirect")},
    {LIT("c.pc.qq.com"), LIT("/"), LIT("pfurl")},
    {LIT("www.google.com"), LIT("/url"), LIT("q")},
    {LIT("t.umblr.com"), LIT("/redirect"), LIT("z")},
    {LIT("l.facebook.com"), LIT("/l.php"), LIT("u")},
    {LIT("www.youtube.com"), LIT("/redirect"), LIT("q")},
    {LIT("steamcommunity.com"), LIT("/linkfilter"), LIT("url")},
    {LIT("c.duomai.com"), LIT("/track.php"), LIT("t")},
    {LIT("www.infoq.cn"), LIT("/link"), LIT("target")},
    {LIT("developers.weixin.qq.com"), LIT("/community/middlepage/href"), LIT("href")},
};

static bool step(arena *a, str url, str *to)
{
    struct url u = url_split(url);
    str target;
    for (isize i = 0; i < COUNT(table); i++) {
        if (!str_eq(u.host, table[i].host) || !str_starts(u.path, table[i].path)) continue;
        if (!url_param(a, u.query, table[i].param, &target)) continue;
        if (str_starts(target, S("//"))) return url_clean(a, target, (str){0}, to);
        if (!str_has(target, S(":"))) target = str_printf(a, "http://%.*s", STR(target));
        if (url_clean(a, target, (str){0}, to)) return true;
    }
    return false;
}

str redirect_target(arena *a, str url)
{
    enum { HOPS = 5 };
    for (int i = 0; i < HOPS && step(a, url, &url);) i++;
    return url;
}
