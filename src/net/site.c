/*
 * site.c - what hosts of pictures want.
 *
 * Many give a picture only to those who come from their own pages, as the Referer says.
 * To add one: a row in known[]; book.yaml's fetch.referer comes before them.
 */
#include "net_local.h"
#include "url.h"

static const struct referer known[] = {
    {LIT("*.zhimg.com"), LIT("https://www.zhihu.com/")},
    {LIT("mmbiz.qpic.cn"), LIT("https://mp.weixin.qq.com/")},
    {LIT("mmbiz.qlogo.cn"), LIT("https://mp.weixin.qq.com/")},
    {LIT("*.sinaimg.cn"), LIT("https://weibo.com/")},
    {LIT("*.doubanio.com"), LIT("https://www.douban.com/")},
    {LIT("*.hdslb.com"), LIT("https://www.bilibili.com/")},
    {LIT("*.jianshu.io"), LIT("https://www.jianshu.com/")},
    {LIT("*.csdnimg.cn"), LIT("https://blog.csdn.net/")},
    {LIT("img-blog.csdn.net"), LIT("https://blog.csdn.net/")},
    {LIT("*.cnblogs.com"), LIT("https://www.cnblogs.com/")},
    {LIT("*.sspai.com"), LIT("https://sspai.com/")},
    {LIT("*.ithome.com"), LIT("https://www.ithome.com/")},
    {LIT("*.oschina.net"), LIT("https://www.oschina.net/")},
};

bool host_fits(str glob, str host)
{
    if (str_byte(glob, ':', 0) < 0) host = str_cut(host, ':').head;
    if (!str_starts(glob, S("*."))) return str_ieq(glob, host);
    return str_iends(host, str_skip(glob, 1)) || str_ieq(host, str_skip(glob, 2));
}

/* "img.example.com", "img.example.com:8080". */
static str authority(arena *a, struct url u)
{
    return u.port.len ? str_printf(a, "%.*s:%.*s", STR(u.host), STR(u.port)) : u.host;
}

static bool find(const struct referer *v, isize n, str host, str *page)
{
    for (isize i = 0; i < n; i++) {
        if (!host_fits(v[i].host, host)) continue;
        *page = v[i].page;
        return true;
    }
    return false;
}

str referer_of(const struct job *j, const struct want *w, str url, arena *a)
{
    str page = {0}, host = authority(a, url_split(url));
    if (w->bare || find(j->referers, j->nreferers, host, &page)) return page;
    if (find(known, COUNT(known), host, &page)) return page;
    /* As browsers do: where the page is from, without its path, and nothing if the way there
     * is less private than the page. */
    struct url from = url_split(w->page);
    if (!from.host.len || (str_eq(from.scheme, S("https")) && str_istarts(url, S("http:"))))
        return page;
    return str_printf(a, "%.*s://%.*s/", STR(from.scheme), STR(authority(a, from)));
}

str host_turn(arena *a, str url, int turn)
{
    static const char *const hosts[] = {"pic1", "pic2", "pic3", "pic4", "pica", "picx"};
    struct url u = url_split(url);
    struct cut c = str_cut(u.host, '.');
    int own = -1;
    for (int i = 0; i < COUNT(hosts); i++)
        if (str_ieq(c.head, str_of(hosts[i]))) own = i;
    if (own < 0 || !str_ieq(c.tail, S("zhimg.com")) || turn < 1 || turn >= COUNT(hosts))
        return (str){0};
    isize at = u.host.p - url.p;
    return str_printf(a, "%.*s%s%.*s", STR(str_head(url, at)), hosts[(own + turn) % COUNT(hosts)],
                      STR(str_skip(url, at + c.head.len)));
}
