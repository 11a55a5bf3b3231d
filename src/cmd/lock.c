/*
 * lock.c - book.lock, which says what pictures a book has from the web.
 *
 * It lies beside book.yaml and goes into version control with it: a line a picture, sorted
 * by address, cut by tabs:
 *
 *   url  sha256  bytes  w x h
 *
 * "#" begins a remark.  With it, somebody else fetches the same pictures or is told that they
 * are no longer the same.
 */
#include "cache.h"
#include "codec.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "url.h"
#include "wanted_local.h"

#include <stdlib.h>

enum { LOCK_MAX = 64 << 20, PICTURE_MAX = 50 << 20 };

struct locked {
    str url, key, sum;
};

struct lock {
    struct locked *v;
    isize n;
    struct table at; /* hash of the key → v */
};

/* "book.lock" beside "book.yaml". */
static str lock_path(arena *a, const struct conf *conf)
{
    str name = path_name(conf->file);
    isize end = name.len;
    while (end > 0 && name.p[end - 1] != '.') end--;
    str stem = str_head(name, end ? end - 1 : name.len);
    return conf_path(a, conf, str_printf(a, "%.*s.lock", STR(stem)));
}

/* --- reading --- */

static bool lock_line(struct lock *k, arena *a, str line)
{
    struct cut url = str_cut(line, '\t');
    struct cut sum = str_cut(url.tail, '\t');
    struct locked one = {.url = url.head, .sum = sum.head};
    str clean;
    if (!url_clean(a, url.head, (str){0}, &clean) || !cache_is_sum(one.sum)) return false;
    one.key = cache_key(a, clean);
    k->v = make_room(a, k->v, k->n);
    *table_at(&k->at, hash64(one.key)) = k->n;
    k->v[k->n++] = one;
    return one.key.len > 0;
}

static bool lock_read(struct lock *k, str path, arena *a, struct diags *ds)
{
    str text;
    int line = 0;
    bool ok = os_read(a, path, LOCK_MAX, &text, ds);
    *k = (struct lock){.at = {.mem = a}};
    for (struct cut c = {.tail = text}; ok && c.tail.len;) {
        c = str_cut(c.tail, '\n');
        line++;
        if (!c.head.len || c.head.p[0] == '#' || lock_line(k, a, c.head)) continue;
        diag(ds, DIAG_LOCK_LINE, (where){.file = path, .line = line}, "%.*s", STR(c.head));
        ok = false;
    }
    return ok;
}

static const struct locked *lock_find(struct lock *k, str key)
{
    isize i = *table_at(&k->at, hash64(key));
    return i >= 0 && str_eq(k->v[i].key, key) ? &k->v[i] : NULL;
}

/* What the cache has must be what the lock says, as far as the book shows it. */
static void check_kept(struct wanted_list *l, struct lock *k, arena *a, struct diags *ds)
{
    for (isize i = 0; i < l->nkept; i++) {
        const struct holding *have = &l->kept[i];
        const struct locked *one = lock_find(k, cache_key(a, have->is.url));
        if (one && str_eq(one->sum, have->is.sum)) continue;
        if (!one) l->unlocked++;
        diag(ds, one ? DIAG_FETCH_DIFFERS : DIAG_FETCH_UNLOCKED, have->at, "in the cache: %.*s",
             STR(have->is.url));
    }
}

bool lock_apply(struct wanted_list *l, const struct conf *conf, arena *a, struct diags *ds)
{
    struct lock k;
    isize n = 0;
    if (!lock_read(&k, lock_path(a, conf), a, ds)) return false;
    for (isize i = 0; i < l->n; i++) {
        struct wanted w = l->v[i];
        const struct locked *one = lock_find(&k, w.key);
        if (one) {
            w.sum = one->sum;
            l->v[n++] = w;
        } else {
            l->unlocked++;
            diag(ds, DIAG_FETCH_UNLOCKED, w.at, "%.*s", STR(w.url));
        }
    }
    l->n = n;
    check_kept(l, &k, a, ds);
    return true;
}

/* --- writing --- */

static int by_url(const void *x, const void *y)
{
    const struct fetched *a = x, *b = y;
    return str_cmp(a->url, b->url);
}

static bool is_got(const struct wanted *w)
{
    return w->outcome == OUTCOME_NEW || w->outcome == OUTCOME_SAME || w->outcome == OUTCOME_HAD;
}

/* "bytes w x h" of a file of the cache; nothing for one that is not there. */
static bool put_measures(struct buf *b, str path, arena scratch)
{
    str bytes, why;
    struct image_info is = {0};
    if (!os_read_quiet(&scratch, path, PICTURE_MAX, &bytes)) return false;
    const struct codec *codec = codec_of(bytes);
    if (codec && codec->info) codec->info(bytes, &is, &why);
    buf_printf(b, "\t%td", bytes.len);
    if (is.w) buf_printf(b, "\t%dx%d", is.w, is.h);
    else buf_add(b, S("\t-"));
    return true;
}

bool lock_write(const struct wanted_list *l, const struct conf *conf, arena scratch,
                struct diags *ds)
{
    arena text = arena_reserve((isize)1 << 30);
    u8 *start = text.at;
    struct fetched *v = make_n(&scratch, struct fetched, l->n + l->nkept + 1);
    struct buf b = {.mem = &text};
    isize n = 0;
    for (isize i = 0; i < l->n; i++)
        if (is_got(&l->v[i])) v[n++] = (struct fetched){l->v[i].url, l->v[i].got};
    for (isize i = 0; i < l->nkept; i++) v[n++] = l->kept[i].is;
    if (n) qsort(v, (size_t)n, sizeof *v, by_url);
    buf_add(&b, S("# Pictures that this book has from the web, by `zhbook fetch --lock`.\n"));
    for (isize i = 0; i < n; i++) {
        isize before = b.len;
        if (i && str_eq(v[i].url, v[i - 1].url)) continue;
        arena temp = scratch;
        buf_printf(&b, "%.*s\t%.*s", STR(v[i].url), STR(v[i].sum));
        if (put_measures(&b, cache_file(&temp, l->dir, v[i].sum), temp)) buf_byte(&b, '\n');
        else b.len = before;
    }
    str path = lock_path(&scratch, conf);
    bool ok = os_write(path, buf_str(&b), true, scratch, ds);
    arena_release(start, text.end);
    return ok;
}
