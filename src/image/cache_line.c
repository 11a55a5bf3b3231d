/* cache_line.c - see cache.h: lines and names, for those who read and those who write. */
#include "cache.h"
#include "hash.h"
#include "path.h"
#include "url.h"

enum { FIELD_MAX = 512 /* bytes of what a server calls a version */ };

str cache_key(arena *a, str url)
{
    struct url u = url_split(url);
    if (!u.has_host) return (str){0};
    str host = str_lower(a, u.host);
    return str_printf(a, "%.*s%s%.*s%.*s%s%.*s", STR(host), u.port.len ? ":" : "", STR(u.port),
                      STR(u.path), u.has_query ? "?" : "", STR(u.query));
}

bool cache_is_sum(str s)
{
    if (s.len != CACHE_SUM) return false;
    for (isize i = 0; i < s.len; i++)
        if (hex_value(s.p[i]) < 0 || (s.p[i] >= 'A' && s.p[i] <= 'F')) return false;
    return true;
}

str cache_index(arena *a, str dir)
{
    return path_join(a, dir, S("index"));
}

str cache_file(arena *a, str dir, str sum)
{
    return path_join(a, dir, str_printf(a, "%.*s/%.*s", STR(str_head(sum, 2)), STR(sum)));
}

long long cache_claim(str key)
{
    return (long long)(hash64(key) >> 2) + 1; /* an offset in a file, and not the index's */
}

/* --- lines --- */

static str take(str *rest)
{
    struct cut c = str_cut(*rest, '\t');
    *rest = c.tail;
    return str_eq(c.head, S("-")) ? (str){0} : c.head;
}

static long long take_number(str *rest)
{
    long long n;
    return str_int(take(rest), &n) ? n : 0;
}

bool cache_line_read(str line, struct cache_line *out)
{
    struct cut url = str_cut(line, '\t');
    struct cut sum = str_cut(url.tail, '\t');
    struct cut status = str_cut(sum.tail, '\t');
    bool ok = str_eq(status.head, S("ok"));
    if (!url.ok || !sum.ok || !url_split(url.head).has_host) return false;
    if (ok ? !cache_is_sum(sum.head) : !str_eq(sum.head, S("-"))) return false;
    str rest = status.tail;
    *out = (struct cache_line){.url = url.head, .sum = ok ? sum.head : (str){0}};
    out->status = status.head;
    out->bytes = take_number(&rest);
    out->type = take(&rest);
    out->http = take_number(&rest);
    out->time = take_number(&rest);
    out->again = take_number(&rest);
    out->etag = take(&rest);
    out->modified = take(&rest);
    return true;
}

static void put(struct buf *out, str s)
{
    bool fits = s.len > 0 && s.len <= FIELD_MAX;
    for (isize i = 0; fits && i < s.len; i++) fits = s.p[i] >= ' ' && s.p[i] < 0x7F;
    buf_byte(out, '\t');
    buf_add(out, fits ? s : S("-"));
}

void cache_line_write(struct buf *out, const struct cache_line *l)
{
    buf_add(out, l->url);
    put(out, l->sum);
    put(out, l->sum.len ? S("ok") : l->status);
    buf_printf(out, "\t%lld", l->bytes);
    put(out, l->type);
    buf_printf(out, "\t%lld\t%lld\t%lld", l->http, l->time, l->again);
    put(out, l->etag);
    put(out, l->modified);
    buf_byte(out, '\n');
}
