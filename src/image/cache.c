/*
 * cache.c - pictures that were fetched before.
 *
 * The folder images.cache:
 *
 *   index                  one line a URL, in the order of fetching
 *   3f/3f9a0c21…           the bytes, named by their SHA-256 in hex, in a folder
 *                          of its first two digits
 *
 * A line of the index is cut by tabs:
 *
 *   url  sha256  status  [more, which is for the one who fetches]
 *
 * The status is "ok" if there are bytes; anything else says why there are
 * none, and the hash is then "-".  Of several lines for one URL the last one
 * counts.  URLs are compared without scheme and fragment.
 *
 * The index grows by appending, so its last line may be half there: a line
 * without an end, or one that makes no sense, is passed over.  No file is
 * trusted: bytes that have another hash than their name are not taken.
 */
#include "image_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "url.h"

#include <stdlib.h>

enum { INDEX_MAX = 256 << 20, HEX = 64 };

/* A URL as it is compared: host in lower case, path and query. */
static str key_of(arena *a, str url)
{
    struct url u = url_split(url);
    if (!u.has_host) return (str){0};
    str host = str_lower(a, u.host);
    return str_printf(a, "%.*s%s%.*s%.*s%s%.*s", STR(host), u.port.len ? ":" : "", STR(u.port),
                      STR(u.path), u.has_query ? "?" : "", STR(u.query));
}

static bool is_hex(str s)
{
    if (s.len != HEX) return false;
    for (isize i = 0; i < s.len; i++)
        if (hex_value(s.p[i]) < 0 || (s.p[i] >= 'A' && s.p[i] <= 'F')) return false;
    return true;
}

/* False if the line makes no sense.  hex is empty if nothing could be fetched. */
static bool entry(arena *a, str line, struct cached *out)
{
    struct cut url = str_cut(line, '\t');
    struct cut sum = str_cut(url.tail, '\t');
    struct cut status = str_cut(sum.tail, '\t');
    bool ok = str_eq(status.head, S("ok"));
    if (!url.ok || !sum.ok || (ok ? !is_hex(sum.head) : !str_eq(sum.head, S("-")))) return false;
    out->key = key_of(a, url.head);
    out->hex = ok ? sum.head : (str){0};
    return out->key.len > 0;
}

/* By key; the later line first. */
static int by_key(const void *x, const void *y)
{
    const struct cached *a = x, *b = y;
    int order = str_cmp(a->key, b->key);
    return order ? order : a->line < b->line ? 1 : -1;
}

static isize lines_in(str s)
{
    isize n = 0;
    for (isize at = 0; (at = str_byte(s, '\n', at)) >= 0; at++) n++;
    return n;
}

static str file_of(const struct finder *f, arena *a, str hex)
{
    return path_join(a, f->cache, str_printf(a, "%.*s/%.*s", STR(str_head(hex, 2)), STR(hex)));
}

/* A fetched picture may be wanted under another of its names. */
static void add_twin(struct finder *f, arena *a, str address, str hex, arena scratch)
{
    struct url u = url_split(address);
    if (!twins_known(u.host) || !hex.len) return;
    str file = file_of(f, a, hex);
    struct os_info info = os_stat(file, scratch);
    if (info.kind == OS_FILE)
        twins_add(&f->twins, a, u.host, u.path, (struct twin){.path = file, .size = info.size});
}

isize cache_open(struct finder *f, arena *a, arena scratch)
{
    str index;
    isize bad = 0, line = 0;
    if (!os_read_quiet(a, path_join(&scratch, f->cache, S("index")), INDEX_MAX, &index)) return 0;
    f->cached = make_n(a, struct cached, lines_in(index) + 1);
    for (struct cut c = {.tail = index}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (!c.ok) break; /* it was being written */
        if (!c.head.len || c.head.p[0] == '#') continue;
        struct cached *e = &f->cached[f->ncached];
        e->line = line++;
        if (!entry(a, c.head, e)) {
            bad++;
            continue;
        }
        add_twin(f, a, str_cut(c.head, '\t').head, e->hex, scratch);
        f->ncached++;
    }
    if (f->ncached) qsort(f->cached, (size_t)f->ncached, sizeof *f->cached, by_key);
    return bad;
}

str cache_find(const struct finder *f, str url, arena *a)
{
    str key = key_of(a, url);
    isize low = 0, high = f->ncached;
    while (low < high) {
        isize mid = low + (high - low) / 2;
        if (str_cmp(f->cached[mid].key, key) < 0) low = mid + 1;
        else high = mid;
    }
    if (!key.len || low == f->ncached || !str_eq(f->cached[low].key, key)) return (str){0};
    str hex = f->cached[low].hex;
    return hex.len ? file_of(f, a, hex) : (str){0};
}

str cache_sum(str path)
{
    return path.len < HEX ? (str){0} : str_skip(path, path.len - HEX);
}
