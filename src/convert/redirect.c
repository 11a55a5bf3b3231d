/*
 * redirect.c - see redirect_local.h.  To add a redirector: one row.
 *
 * Left alone are short addresses (t.cn, dwz.cn) and those that a server alone can
 * read (baidu.com/link?url=): nothing in them says where they lead.
 */
#include "redirect_local.h"
#include "url.h"

static const struct {
    str host, path; /* host: without "www.", with "." before it any below; path: how it starts */
    str param;      /* holds the target; {0}: all of the query is the target */
} table[] = {
    {LIT("link.zhihu.com"), LIT("/"), LIT("target")},
    {LIT("zhihu.com"), LIT("/link"), LIT("target")},
    {LIT("gitee.com"), LIT("/link"), LIT("target")},
    {LIT("oschina.net"), LIT("/action/GoToLink"), LIT("url")},
    {LIT("my.oschina.net"), LIT("/action/GoToLink"), LIT("url")},
    {LIT("links.jianshu.com"), LIT("/go"), LIT("to")},
    {LIT("link.jianshu.com"), LIT("/"), LIT("t")},
    {LIT("jianshu.com"), LIT("/go-wild"), LIT("url")},
    {LIT("weibo.cn"), LIT("/sinaurl"), LIT("u")},
    {LIT("weibo.cn"), LIT("/sinaurl"), LIT("url")},
    {LIT("weibo.cn"), LIT("/sinaurl"), LIT("toasturl")},
    {LIT("weibo.com"), LIT("/sinaurl"), LIT("u")},
    {LIT("passport.weibo.com"), LIT("/visitor/visitor"), LIT("url")},
    {LIT("passport.weibo.cn"), LIT("/signin/welcome"), LIT("r")},
    {LIT("link.juejin.cn"), LIT("/"), LIT("target")},
    {LIT("link.juejin.im"), LIT("/"), LIT("target")},
    {LIT("link.segmentfault.com"), LIT("/"), LIT("url")},
    {LIT("sspai.com"), LIT("/link"), LIT("target")},
    {LIT("link.csdn.net"), LIT("/"), LIT("target")},
    {LIT("36kr.com"), LIT("/goto"), LIT("url")},
    {LIT("36kr.com"), LIT("/link"), LIT("target")},
    {LIT("adx.36kr.com"), LIT("/"), LIT("param.redirectUrl")},
    {LIT("douban.com"), LIT("/link2"), LIT("url")},
    {LIT("link.uisdc.com"), LIT("/"), LIT("redirect")},
    {LIT("c.pc.qq.com"), LIT("/"), LIT("pfurl")},
    {LIT("c.pc.qq.com"), LIT("/"), LIT("url")},
    {LIT("mail.qq.com"), LIT("/cgi-bin/readtemplate"), LIT("gourl")},
    {LIT("docs.qq.com"), LIT("/scenario/link.html"), LIT("url")},
    {LIT("mp.weixin.qq.com"), LIT("/mp/redirect"), LIT("url")},
    {LIT("mp.weixin.qq.com"), LIT("/mp/readtemplate"), LIT("url")},
    {LIT("weixin.qq.com"), LIT("/cgi-bin/redirectforward"), LIT("url")},
    {LIT("developers.weixin.qq.com"), LIT("/community/middlepage/href"), LIT("href")},
    {LIT("cloud.tencent.com"), LIT("/developer/tools/blog-entry"), LIT("target")},
    {LIT("developer.aliyun.com"), LIT("/redirect"), LIT("target")},
    {LIT("infoq.cn"), LIT("/link"), LIT("target")},
    {LIT("xie.infoq.cn"), LIT("/link"), LIT("target")},
    {LIT("yuque.com"), LIT("/r/goto"), LIT("url")},
    {LIT("shimo.im"), LIT("/outlink"), LIT("url")},
    {LIT("kdocs.cn"), LIT("/office/link"), LIT("target")},
    {LIT("security.feishu.cn"), LIT("/link/safety"), LIT("target")},
    {LIT("link.wtturl.cn"), LIT("/"), LIT("target")},
    {LIT("leetcode.cn"), LIT("/link"), LIT("target")},
    {LIT("leetcode-cn.com"), LIT("/link"), LIT("target")},
    {LIT("gw-c.nowcoder.com"), LIT("/api/sparta/jump/link"), LIT("link")},
    {LIT("ld246.com"), LIT("/forward"), LIT("goto")},
    {LIT("hacpai.com"), LIT("/forward"), LIT("goto")},
    {LIT("afdian.net"), LIT("/link"), LIT("target")},
    {LIT("afdian.com"), LIT("/link"), LIT("target")},
    {LIT("game.bilibili.com"), LIT("/linkfilter"), LIT("url")},
    {LIT("tieba.baidu.com"), LIT("/mo/q/checkurl"), LIT("url")},
    {LIT("union-click.jd.com"), LIT("/"), LIT("to")},
    {LIT("c.duomai.com"), LIT("/track.php"), LIT("t")},
    {LIT("p.yiqifa.com"), LIT("/c"), LIT("t")},
    {LIT("count.chanet.com.cn"), LIT("/click.cgi"), LIT("url")},
    {LIT("apple.pvxt.net"), LIT("/"), LIT("u")},
    {LIT("apple.sjv.io"), LIT("/"), LIT("u")},
    {LIT("click.linksynergy.com"), LIT("/"), LIT("murl")},
    {LIT("go.redirectingat.com"), LIT("/"), LIT("url")},
    {LIT("awin1.com"), LIT("/cread.php"), LIT("ued")},
    {LIT("awin1.com"), LIT("/cread.php"), LIT("p")},
    {LIT("google.com"), LIT("/url"), LIT("q")},
    {LIT("google.com"), LIT("/url"), LIT("url")},
    {LIT("google.com.hk"), LIT("/url"), LIT("q")},
    {LIT("google.com.hk"), LIT("/url"), LIT("url")},
    {LIT("google.cn"), LIT("/url"), LIT("q")},
    {LIT("translate.google.com"), LIT("/translate"), LIT("u")},
    {LIT("translate.google.cn"), LIT("/translate"), LIT("u")},
    {LIT("youtube.com"), LIT("/redirect"), LIT("q")},
    {LIT("l.facebook.com"), LIT("/l.php"), LIT("u")},
    {LIT("lm.facebook.com"), LIT("/l.php"), LIT("u")},
    {LIT("facebook.com"), LIT("/l.php"), LIT("u")},
    {LIT("l.instagram.com"), LIT("/"), LIT("u")},
    {LIT("l.threads.net"), LIT("/"), LIT("u")},
    {LIT("l.messenger.com"), LIT("/l.php"), LIT("u")},
    {LIT("t.umblr.com"), LIT("/redirect"), LIT("z")},
    {LIT("out.reddit.com"), LIT("/"), LIT("url")},
    {LIT("steamcommunity.com"), LIT("/linkfilter"), LIT("url")},
    {LIT("steamcommunity.com"), LIT("/linkfilter"), LIT("u")},
    {LIT("duckduckgo.com"), LIT("/l/"), LIT("uddg")},
    {LIT("vk.com"), LIT("/away.php"), LIT("to")},
    {LIT("slack-redir.net"), LIT("/link"), LIT("url")},
    {LIT("medium.com"), LIT("/r/"), LIT("url")},
    {LIT("medium.com"), LIT("/m/global-identity"), LIT("redirectUrl")},
    {LIT("linkedin.com"), LIT("/redir/redirect"), LIT("url")},
    {LIT("linkedin.com"), LIT("/safety/go"), LIT("url")},
    {LIT("twitter.com"), LIT("/safety/unsafe_link_warning"), LIT("unsafe_link")},
    {LIT("disq.us"), LIT("/url"), LIT("url")},
    {LIT("nytimes.com"), LIT("/adx/bin/adx_click.html"), LIT("goto")},
    {LIT(".safelinks.protection.outlook.com"), LIT("/"), LIT("url")},
    {LIT("mcbbs.net"), LIT("/plugin.php"), LIT("target")},
    {LIT("pixiv.net"), LIT("/jump.php"), LIT("url")},
    {LIT("cors.zfour.workers.dev"), LIT("/"), {0}},
    {LIT("blog.51cto.com"), LIT("/transfer"), {0}},
    {LIT("pixiv.net"), LIT("/jump.php"), {0}},
    {LIT("href.li"), LIT("/"), {0}},
    {LIT("anonym.to"), LIT("/"), {0}},
    {LIT("nullrefer.com"), LIT("/"), {0}},
};

/* The target as the parameter has it: what was encoded twice is decoded twice. */
static str decoded(arena *a, str raw)
{
    str to = url_decode(a, raw, true);
    bool twice = str_istarts(to, S("http%3A")) || str_istarts(to, S("https%3A"));
    return twice ? url_decode(a, to, true) : to;
}

static bool is_web(str s)
{
    return str_istarts(s, S("http://")) || str_istarts(s, S("https://"));
}

/* What row i says of u; a target that nobody encoded goes on to the end of the address. */
static bool target_of(arena *a, str url, const struct url *u, isize i, str *to)
{
    str raw = u->query;
    if (table[i].param.len && !url_param_raw(u->query, table[i].param, &raw)) return false;
    if (is_web(raw) && (str_byte(raw, '?', 0) >= 0 || !table[i].param.len))
        *to = str_skip(url, raw.p - url.p);
    else *to = decoded(a, raw);
    return to->len > 0;
}

static bool step(arena *a, str url, str *to)
{
    struct url u = url_split(url);
    str target, host = str_starts(u.host, S("www.")) ? str_skip(u.host, 4) : u.host;
    for (isize i = 0; i < COUNT(table); i++) {
        str at = table[i].host;
        bool same = at.p[0] == '.' ? str_ends(host, at) : str_eq(host, at);
        if (!same || !str_starts(u.path, table[i].path)) continue;
        if (!target_of(a, url, &u, i, &target)) continue;
        if (!str_has(target, S(":")) && !str_starts(target, S("//"))) {
            if (str_byte(target, '.', 0) <= 0) continue; /* a word, no address */
            target = str_printf(a, "http://%.*s", STR(target));
        }
        if (url_clean(a, target, (str){0}, to) && is_web(*to)) return true;
    }
    return false;
}

str redirect_target(arena *a, str url)
{
    enum { HOPS = 5 };
    for (int i = 0; i < HOPS && step(a, url, &url);) i++;
    return url;
}
