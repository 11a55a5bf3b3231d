/* cache.c - what was fetched before, as the finder asks for it.  See cache.h. */
#include "cache.h"
#include "hash.h"
#include "image_local.h"
#include "os.h"
#include "path.h"
#include "url.h"

#include <stdlib.h>

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

/* A fetched picture may be wanted under another of its names. */
static void add_twin(struct finder *f, arena *a, const struct cached *e, arena scratch)
{
    struct url u = url_split(e->url);
    if (!twins_known(u.host) || !e->hex.len) return;
    str file = cache_file(a, f->cache, e->hex);
    struct os_info info = os_stat(file, scratch);
    if (info.kind == OS_FILE)
        twins_add(&f->twins, a, u.host, u.path, (struct twin){.path = file, .size = info.size});
}

isize cache_open(struct finder *f, arena *a, arena scratch)
{
    str index;
    isize bad = 0, line = 0;
    if (!os_read_quiet(a, cache_index(&scratch, f->cache), CACHE_INDEX_MAX, &index)) return 0;
    f->cached = make_n(a, struct cached, lines_in(index) + 1);
    for (struct cut c = {.tail = index}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (!c.ok) break; /* it was being written */
        if (!c.head.len || c.head.p[0] == '#') continue;
        struct cache_line l;
        line++;
        if (!cache_line_read(c.head, &l)) {
            bad++;
            continue;
        }
        struct cached *e = &f->cached[f->ncached++];
        *e = (struct cached){.key = cache_key(a, l.url), .url = l.url, .hex = l.sum, .line = line};
        add_twin(f, a, e, scratch);
    }
    if (f->ncached) qsort(f->cached, (size_t)f->ncached, sizeof *f->cached, by_key);
    return bad;
}

str cache_find(const struct finder *f, str url, arena *a)
{
    str key = cache_key(a, url);
    isize low = 0, high = f->ncached;
    while (low < high) {
        isize mid = low + (high - low) / 2;
        if (str_cmp(f->cached[mid].key, key) < 0) low = mid + 1;
        else high = mid;
    }
    if (!key.len || low == f->ncached || !str_eq(f->cached[low].key, key)) return (str){0};
    str hex = f->cached[low].hex;
    return hex.len ? cache_file(a, f->cache, hex) : (str){0};
}

str cache_sum(str path)
{
    return path.len < CACHE_SUM ? (str){0} : str_skip(path, path.len - CACHE_SUM);
}

struct fetched_list finder_fetched(const struct finder *f, arena *a)
{
    struct fetched_list all = {.v = make_n(a, struct fetched, f->ncached + 1), .dir = f->cache};
    for (isize i = 0; i < f->ncached; i++) {
        const struct cached *e = &f->cached[i];
        bool dead = i && str_eq(e->key, f->cached[i - 1].key);
        if (!dead && e->hex.len) all.v[all.n++] = (struct fetched){e->url, e->hex};
    }
    return all;
}
