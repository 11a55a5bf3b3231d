/*
 * url_mend.c - addresses as people type and paste them, brought to where the URL
 * Standard's parser would have found what they meant.  See url_local.h.
 */
#include "url_local.h"
#include "url.h"

/* How the beginning was meant.  Longer ones first where one starts another. */
static const struct {
    str from, to;
} starts[] = {
    {LIT("http ://"), LIT("http://")},
    {LIT("https ://"), LIT("https://")},
    {LIT("http//"), LIT("http://")},
    {LIT("https//"), LIT("https://")},
    {LIT("http;//"), LIT("http://")},
    {LIT("https;//"), LIT("https://")},
    {LIT("http.//"), LIT("http://")},
    {LIT("https.//"), LIT("https://")},
    {LIT("http::"), LIT("http:")},
    {LIT("https::"), LIT("https:")},
    {LIT("http：／／"), LIT("http://")},
    {LIT("https：／／"), LIT("https://")},
    {LIT("http："), LIT("http:")},
    {LIT("https："), LIT("https:")},
    {LIT("hhttp:"), LIT("http:")},
    {LIT("hhttps:"), LIT("https:")},
    {LIT("htttp:"), LIT("http:")},
    {LIT("htttps:"), LIT("https:")},
    {LIT("htpp:"), LIT("http:")},
    {LIT("htpps:"), LIT("https:")},
    {LIT("hppt:"), LIT("http:")},
    {LIT("hppts:"), LIT("https:")},
    {LIT("ttp:"), LIT("http:")},
    {LIT("ttps:"), LIT("https:")},
    {LIT("://"), LIT("//")},
};

/* Ends of names that no file has and nobody goes on writing behind without a slash. */
static const str domains[] = {
    LIT("com"), LIT("cn"), LIT("org"), LIT("net"),  LIT("io"),   LIT("edu"), LIT("gov"),
    LIT("me"),  LIT("cc"), LIT("tv"),  LIT("info"), LIT("dev"),  LIT("top"), LIT("xyz"),
    LIT("tw"),  LIT("hk"), LIT("jp"),  LIT("co"),   LIT("club"), LIT("app"), LIT("site"),
};

bool host_is_complete(str host)
{
    isize dot = host.len;
    while (dot && host.p[dot - 1] != '.') dot--;
    str last = str_skip(host, dot);
    for (isize i = 0; dot > 1 && i < COUNT(domains); i++)
        if (str_ieq(last, domains[i])) return true;
    return false;
}

static bool is_slash(u8 c)
{
    return c == '/' || c == '\\';
}

static isize web_scheme(str s) /* "http:" or "https:": its length */
{
    return str_istarts(s, S("http:")) ? 5 : str_istarts(s, S("https:")) ? 6 : 0;
}

static bool mend_start(arena *a, str *s)
{
    for (isize i = 0; i < COUNT(starts); i++) {
        if (!str_istarts(*s, starts[i].from)) continue;
        *s = str_printf(a, "%.*s%.*s", STR(starts[i].to), STR(str_skip(*s, starts[i].from.len)));
        return true;
    }
    return false;
}

/* What stands behind "http://" if it is an address by itself: "http://https//x". */
static bool cut_double(arena *a, str *s)
{
    isize n = web_scheme(*s);
    while (n && n < s->len && is_slash(s->p[n])) n++;
    str rest = str_skip(*s, n);
    if (!n || !str_istarts(rest, S("http"))) return false;
    if (!mend_start(a, &rest) && !web_scheme(rest)) return false;
    isize m = web_scheme(rest);
    if (m == rest.len || !is_slash(rest.p[m])) return false; /* a host of that name, a port */
    *s = rest;
    return true;
}

/* "example.com/x", which was to lead to a host and not to a file. */
static bool is_bare_host(str s)
{
    isize n = 0;
    while (n < s.len && (is_alpha(s.p[n]) || is_digit(s.p[n]) || s.p[n] == '-' || s.p[n] == '.'))
        n++;
    bool ends = n == s.len || s.p[n] == '/' || s.p[n] == '?' || s.p[n] == '#' || s.p[n] == ':';
    str host = str_head(s, n);
    if (!ends || !n || s.p[0] == '.') return false;
    if (n < s.len && s.p[n] == ':' && (n + 1 == s.len || !is_digit(s.p[n + 1]))) return false;
    return host_is_complete(host) || (str_istarts(s, S("www.")) && n > 4);
}

/* Without the quotes or brackets that stand around an absolute address. */
static str unquoted(str s)
{
    static const struct {
        str open, close;
    } pairs[] = {{LIT("<"), LIT(">")},   {LIT("\""), LIT("\"")}, {LIT("'"), LIT("'")},
                 {LIT("("), LIT(")")},   {LIT("“"), LIT("”")},   {LIT("‘"), LIT("’")},
                 {LIT("（"), LIT("）")}, {LIT("「"), LIT("」")}, {LIT("【"), LIT("】")}};
    for (isize i = 0; i < COUNT(pairs); i++) {
        if (!str_starts(s, pairs[i].open)) continue;
        str inside = str_skip(s, pairs[i].open.len);
        if (!web_scheme(inside)) continue;
        if (str_ends(inside, pairs[i].close)) inside.len -= pairs[i].close.len;
        return inside;
    }
    return s;
}

/* "&amp;" in a query, which was escaped twice. */
static str unescaped(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize from = str_byte(s, '?', 0), at;
    if (from < 0 || str_find(s, S("&amp;"), from) < 0) return s;
    buf_add(&b, str_head(s, from));
    while ((at = str_find(s, S("&amp;"), from)) >= 0) {
        buf_add(&b, str_skip(str_head(s, at + 1), from));
        from = at + 5;
    }
    buf_add(&b, str_skip(s, from));
    return buf_str(&b);
}

str url_mend(arena *a, str s)
{
    enum { TIMES = 8 };
    s = unescaped(a, unquoted(s));
    mend_start(a, &s);
    for (int i = 0; i < TIMES && cut_double(a, &s); i++) continue;
    if (is_bare_host(s)) return str_printf(a, "http://%.*s", STR(s));
    isize n = web_scheme(s), slashes = n;
    while (slashes < s.len && is_slash(s.p[slashes])) slashes++;
    if (n && slashes < s.len && s.p[slashes] == ' ') {
        s = str_printf(a, "%.*s%.*s", STR(str_head(s, slashes)),
                       STR(str_trim(str_skip(s, slashes))));
    }
    bool right = n ? slashes == n + 2 : slashes <= 2;
    if (right) return s;
    return str_printf(a, "%.*s//%.*s", STR(str_head(s, n)), STR(str_skip(s, slashes)));
}

static bool is_colon(str s)
{
    return str_starts(s, S(":")) || str_starts(s, S("："));
}

/* A template that was never filled in, or a script: nowhere, whatever the page. */
bool url_is_void(str s)
{
    static const str scripts[] = {LIT("javascript"), LIT("vbscript"), LIT("data")};
    if (str_has(s, S("{{")) || str_has(s, S("{%")) || str_has(s, S("<%")) || str_has(s, S("${")))
        return true;
    for (isize i = 0; i < COUNT(scripts); i++)
        if (str_istarts(s, scripts[i]) && is_colon(str_trim(str_skip(s, scripts[i].len))))
            return true;
    isize colon = str_find(s, S("://"), 0), slash = str_byte(s, '/', 0);
    if (colon >= 0 && colon < slash) return true; /* what should be a scheme is none */
    return str_ieq(s, S("null")) || str_ieq(s, S("http")) || str_ieq(s, S("https")) ||
           str_ieq(s, S("undefined")) || str_eq(s, S(":"));
}
