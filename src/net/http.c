/* http.c - what the head of a request means.  See serve_local.h. */
#include "date.h"
#include "hash.h"
#include "serve_local.h"
#include "url.h"

/* --- paths --- */

static bool is_good_name(str name)
{
    for (isize i = 0; i < name.len; i++)
        if (name.p[i] < 0x20 || name.p[i] == 0x7F || name.p[i] == '\\') return false;
    return name.len && name.p[0] != '.' && utf8_ok(name);
}

str http_local(str target)
{
    if (!str_istarts(target, S("http://"))) return target;
    isize at = str_byte(target, '/', 7);
    return at < 0 ? S("/") : str_skip(target, at);
}

bool http_path(arena *a, str target, str *path)
{
    if (!str_starts(target, S("/")) || str_ifind(target, S("%2f"), 0) >= 0) return false;
    str s = url_decode(a, str_skip(target, 1), false);
    *path = s;
    while (s.len) {
        struct cut part = str_cut(s, '/');
        if (!is_good_name(part.head)) return false;
        s = part.tail;
    }
    return true;
}

/* --- types --- */

static const struct {
    const char *end, *type;
} types[] = {
    {".epub", "application/epub+zip"},
    {"opds/index.xml", "application/atom+xml;profile=opds-catalog;kind=navigation"},
    {"feed.xml", "application/atom+xml"},
    {"archive.xml", "application/atom+xml"},
    {"opensearch.xml", "application/opensearchdescription+xml"},
    {".xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"},
    {"opds.json", "application/opds+json"},
    {".json", "application/json"},
    {".html", "text/html; charset=utf-8"},
    {".xhtml", "application/xhtml+xml; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".png", "image/png"},
    {".gif", "image/gif"},
    {".svg", "image/svg+xml"},
    {".webp", "image/webp"},
    {".ttf", "font/ttf"},
    {".otf", "font/otf"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
};

const char *http_type(str path)
{
    for (int i = 0; i < COUNT(types); i++)
        if (str_iends(path, str_of(types[i].end))) return types[i].type;
    return str_ends(path, S("sha256sums")) ? "text/plain; charset=utf-8"
                                           : "application/octet-stream";
}

/* --- ranges and tags --- */

enum http_range http_range(str value, long long size, long long *from, long long *to)
{
    long long first, last;
    if (!str_istarts(value, S("bytes="))) return RANGE_NONE;
    str set = str_trim(str_skip(value, 6));
    struct cut c = str_cut(set, '-');
    if (!c.ok || str_has(set, S(","))) return RANGE_NONE;
    str a = c.head, b = c.tail;
    if (!a.len) { /* the last so many */
        if (!str_int(b, &last)) return RANGE_NONE;
        *from = last < size ? size - last : 0;
        *to = size - 1;
        return last && size ? RANGE_PART : RANGE_BAD;
    }
    if (!str_int(a, &first)) return RANGE_NONE;
    if (!b.len) last = size - 1;
    else if (!str_int(b, &last) || last < first) return RANGE_NONE;
    *from = first;
    *to = last < size ? last : size - 1;
    return first < size ? RANGE_PART : RANGE_BAD;
}

bool http_match(str value, str tag)
{
    for (struct cut c = {.tail = value}; c.tail.len;) {
        c = str_cut(c.tail, ',');
        str one = str_trim(c.head);
        if (str_starts(one, S("W/"))) one = str_skip(one, 2);
        if (str_eq(one, S("*")) || str_eq(one, tag)) return true;
    }
    return false;
}

/* --- times --- */

str http_date(arena *a, long long s)
{
    static const char days[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date d = date_of(s, 0);
    return str_printf(a, "%s, %02d %s %04lld %02d:%02d:%02d GMT", days[d.weekday], d.day,
                      months[d.month - 1], d.year, d.hour, d.minute, d.second);
}

/* --- passwords --- */

bool http_login(arena scratch, str value, str user, str password)
{
    str plain = str_printf(&scratch, "%.*s:%.*s", STR(user), STR(password));
    u8 *coded = make_n(&scratch, u8, plain.len * 2 + 8);
    str want = {coded, base64_put(coded, plain)};
    struct cut c = str_cut(value, ' ');
    str got = str_trim(c.tail);
    unsigned differ = !str_ieq(c.head, S("Basic")) | (got.len != want.len);
    for (isize i = 0; i < got.len && want.len; i++) differ |= got.p[i] ^ want.p[i % want.len];
    return !differ;
}
