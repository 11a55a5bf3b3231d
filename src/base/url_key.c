/* url_key.c - what of an address names the page.  See url.h. */
#include "url.h"

/* Parameters that say how a reader came, not what is there.  A value means: only with it;
 * a name that ends in "_" or "-" stands for all that start so. */
static const struct {
    str name, value;
} tracking[] = {
    {LIT("utm_"), {0}},
    {LIT("spm"), {0}},
    {LIT("scm"), {0}},
    {LIT("spm_id_from"), {0}},
    {LIT("vd_source"), {0}},
    {LIT("unique_k"), {0}},
    {LIT("share_"), {0}},
    {LIT("sharer_"), {0}},
    {LIT("shareuid"), {0}},
    {LIT("isappinstalled"), {0}},
    {LIT("from"), LIT("singlemessage")},
    {LIT("from"), LIT("groupmessage")},
    {LIT("from"), LIT("timeline")},
    {LIT("from"), LIT("appmsg")},
    {LIT("nsukey"), {0}},
    {LIT("pass_ticket"), {0}},
    {LIT("hybrid_search_"), {0}},
    {LIT("ops_request_misc"), {0}},
    {LIT("request_id"), {0}},
    {LIT("biz_id"), {0}},
    {LIT("depth_1-utm_"), {0}},
    {LIT("fbclid"), {0}},
    {LIT("gclid"), {0}},
    {LIT("yclid"), {0}},
    {LIT("msclkid"), {0}},
    {LIT("mc_cid"), {0}},
    {LIT("mc_eid"), {0}},
    {LIT("igshid"), {0}},
    {LIT("_hsenc"), {0}},
    {LIT("_hsmi"), {0}},
    {LIT("wt_mc"), {0}},
    {LIT("ref_src"), {0}},
};

static bool is_tracking(str pair)
{
    struct cut kv = str_cut(pair, '=');
    for (isize i = 0; i < COUNT(tracking); i++) {
        str name = tracking[i].name;
        u8 last = name.p[name.len - 1];
        bool group = last == '_' || last == '-';
        if (group ? !str_istarts(kv.head, name) : !str_ieq(kv.head, name)) continue;
        if (!tracking[i].value.len || str_eq(tracking[i].value, kv.tail)) return true;
    }
    return false;
}

bool url_param(arena *a, str query, str name, str *out)
{
    for (struct cut c = {.tail = query}; c.tail.len;) {
        c = str_cut(c.tail, '&');
        str pair = c.head;
        if (str_starts(pair, S("amp;"))) pair = str_skip(pair, 4); /* escaped twice */
        struct cut kv = str_cut(pair, '=');
        if (!str_eq(kv.head, name)) continue;
        *out = url_decode(a, kv.tail, true);
        return true;
    }
    return false;
}

/* The query without tracking parameters. */
static str untrack(arena *a, str query)
{
    struct buf b = {.mem = a};
    for (struct cut c = {.tail = query, .ok = true}; c.ok;) {
        c = str_cut(c.tail, '&');
        if (is_tracking(c.head)) continue;
        if (b.len) buf_byte(&b, '&');
        buf_add(&b, c.head);
    }
    return b.len == query.len ? query : buf_str(&b);
}

str url_untrack(arena *a, str url)
{
    struct url u = url_split(url);
    str query = untrack(a, u.query);
    if (!u.has_query || query.len == u.query.len) return url;
    struct buf b = {.mem = a};
    buf_add(&b, str_head(url, u.query.p - url.p - 1));
    if (query.len) {
        buf_byte(&b, '?');
        buf_add(&b, query);
    }
    if (u.has_fragment) {
        buf_byte(&b, '#');
        buf_add(&b, u.fragment);
    }
    return buf_str(&b);
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
    while (u.path.len && u.path.p[u.path.len - 1] == '/') u.path.len--;
    buf_add(&b, u.path);
    str query = untrack(a, u.query);
    if (query.len) {
        buf_byte(&b, '?');
        buf_add(&b, query);
    }
    return buf_str(&b);
}
