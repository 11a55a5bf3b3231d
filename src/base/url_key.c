/* url_key.c - what of an address names the page.  See url.h. */
#include "url.h"

#include "url_local.h"

bool url_param(arena *a, str query, str name, str *out)
{
    str raw;
    if (!url_param_raw(query, name, &raw)) return false;
    *out = url_decode(a, raw, true);
    return true;
}

bool url_param_raw(str query, str name, str *out)
{
    for (struct cut c = {.tail = query}; c.tail.len;) {
        c = str_cut(c.tail, '&');
        str pair = c.head;
        if (str_starts(pair, S("amp;"))) pair = str_skip(pair, 4); /* escaped twice */
        struct cut kv = str_cut(pair, '=');
        if (!str_eq(kv.head, name)) continue;
        *out = kv.tail;
        return true;
    }
    return false;
}

/* The query without tracking parameters. */
static str untrack(arena *a, str host, str query)
{
    struct buf b = {.mem = a};
    for (struct cut c = {.tail = query, .ok = true}; c.ok;) {
        c = str_cut(c.tail, '&');
        str pair = str_starts(c.head, S("amp;")) ? str_skip(c.head, 4) : c.head;
        if (url_tracks(host, pair)) continue;
        if (b.len) buf_byte(&b, '&');
        buf_add(&b, c.head);
    }
    return b.len == query.len ? query : buf_str(&b);
}

str url_untrack(arena *a, str url)
{
    struct url u = url_split(url);
    str query = untrack(a, u.host, u.query);
    bool place = u.has_fragment && url_tracks(u.host, str_printf(a, "#%.*s", STR(u.fragment)));
    bool same = !u.has_query || query.len == u.query.len;
    if (same && !place) return url;
    struct buf b = {.mem = a};
    isize end = u.has_query ? u.query.p - url.p - 1 : str_byte(url, '#', 0);
    buf_add(&b, str_head(url, end));
    if (query.len) {
        buf_byte(&b, '?');
        buf_add(&b, query);
    }
    if (u.has_fragment && !place) {
        buf_byte(&b, '#');
        buf_add(&b, u.fragment);
    }
    return buf_str(&b);
}

/* Add s with its escapes in one spelling: upper case, and none for what may stand bare. */
static void add_even(struct buf *b, str s)
{
    for (isize i = 0; i < s.len; i++) {
        int high = s.p[i] == '%' && i + 2 < s.len ? hex_value(s.p[i + 1]) : -1;
        int low = high < 0 ? -1 : hex_value(s.p[i + 2]);
        int c = low < 0 ? s.p[i] : high << 4 | low;
        bool bare = is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '~';
        if (low < 0 || bare) buf_byte(b, (u8)c);
        else buf_printf(b, "%%%02X", c);
        if (low >= 0) i += 2;
    }
}

/* The path without what servers add by themselves. */
static str bare_path(str path)
{
    static const str files[] = {LIT("/index.html"), LIT("/index.htm"), LIT("/index.php")};
    for (isize i = 0; i < COUNT(files); i++)
        if (str_ends(path, files[i])) path.len -= files[i].len;
    while (path.len && path.p[path.len - 1] == '/') path.len--;
    return path;
}

str url_key(arena *a, str url)
{
    str clean;
    if (!url_clean(a, url, (str){0}, &clean)) clean = str_trim(url);
    struct url u = url_split(clean);
    struct buf b = {.mem = a};
    if (!u.has_host) return clean;
    if (str_starts(u.host, S("www."))) u.host = str_skip(u.host, 4);
    buf_add(&b, u.host);
    if (u.port.len) {
        buf_byte(&b, ':');
        buf_add(&b, u.port);
    }
    add_even(&b, bare_path(u.path));
    str query = untrack(a, u.host, u.query);
    if (query.len) {
        buf_byte(&b, '?');
        add_even(&b, query);
    }
    return buf_str(&b);
}

/* --- the article behind addresses of more than one form --------------------------- */

static const struct {
    const char *host;
    str mark; /* what the number stands behind in the path */
    const char *what;
} articles[] = {
    {"zhihu.com", LIT("/answer/"), "zhihu:answer"},
    {"zhihu.com", LIT("/answers/"), "zhihu:answer"},
    {"zhihu.com", LIT("/p/"), "zhihu:article"},
    {"zhihu.com", LIT("/articles/"), "zhihu:article"},
    {"zhihu.com", LIT("/pin/"), "zhihu:pin"},
    {"csdn.net", LIT("/article/details/"), "csdn:article"},
    {"juejin.cn", LIT("/post/"), "juejin:post"},
    {"juejin.im", LIT("/post/"), "juejin:post"},
    {"sspai.com", LIT("/post/"), "sspai:post"},
    {"bilibili.com", LIT("/read/cv"), "bilibili:cv"},
    {"bilibili.com", LIT("/read/mobile/"), "bilibili:cv"},
    {"36kr.com", LIT("/p/"), "36kr:p"},
};

/* The letters and digits behind `mark` in a path. */
static str name_behind(str path, str mark)
{
    isize at = str_find(path, mark, 0), n = 0;
    str rest = at < 0 ? (str){0} : str_skip(path, at + mark.len);
    while (n < rest.len && (is_digit(rest.p[n]) || is_alpha(rest.p[n]))) n++;
    return str_head(rest, n);
}

str url_article(arena *a, str url)
{
    struct url u = url_split(url);
    str biz, mid, idx;
    for (isize i = 0; i < COUNT(articles); i++) {
        if (!url_host_in(u.host, articles[i].host)) continue;
        str id = name_behind(u.path, articles[i].mark);
        if (id.len) return str_printf(a, "%s/%.*s", articles[i].what, STR(id));
    }
    if (str_ieq(u.host, S("mp.weixin.qq.com")) && url_param(a, u.query, S("__biz"), &biz) &&
        url_param(a, u.query, S("mid"), &mid) && url_param(a, u.query, S("idx"), &idx))
        return str_printf(a, "weixin:%.*s/%.*s/%.*s", STR(biz), STR(mid), STR(idx));
    return (str){0};
}
