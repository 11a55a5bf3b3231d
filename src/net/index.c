/* index.c - the index of the cache, which other programs read and write meanwhile.  See cache.h. */
#include "cache.h"
#include "hash.h"
#include "net_local.h"
#include "os.h"
#include "path.h"

enum { LOCK_INDEX = 0, TIDY_LEAST = 1000 /* dead lines worth the work */ };

static void take_line(struct index *x, str line)
{
    struct cache_line l;
    if (!line.len || line.p[0] == '#') return;
    x->lines++;
    if (!cache_line_read(line, &l)) return;
    str key = cache_key(x->mem, l.url);
    isize *at = table_at(&x->at, hash64(key));
    if (*at < 0) {
        *at = x->n;
        x->v = make_room(x->mem, x->v, x->n);
        x->n++;
    }
    x->v[*at] = (struct known){key, l};
}

/* What is there from x->from on, as far as its last whole line. */
static void take_rest(struct index *x, long long size)
{
    isize n = (isize)(size - x->from);
    u8 *bytes = arena_raw(x->mem, 1, 1, n);
    if (!bytes || !os_read_at(x->path, x->from, bytes, n, *x->mem)) return;
    str text = {bytes, n};
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (!c.ok) break;
        take_line(x, c.head);
        x->from += c.head.len + 1;
    }
}

void index_follow(struct index *x)
{
    struct os_info is = os_stat(x->path, *x->mem);
    if (is.kind != OS_FILE || is.size > CACHE_INDEX_MAX) return;
    if (is.inode != x->inode || is.size < x->from) { /* another one stands there now */
        x->from = x->n = x->lines = 0;
        x->at = (struct table){.mem = x->mem};
        x->inode = is.inode;
    }
    if (is.size > x->from) take_rest(x, is.size);
}

bool index_open(struct index *x, arena *a, str dir, struct diags *ds)
{
    *x = (struct index){.mem = a, .dir = dir, .path = cache_index(a, dir), .at = {.mem = a}};
    if (!os_mkdir(dir, *a, ds)) return false;
    str lock = path_join(a, dir, S("lock"));
    x->lock = os_open_shared(lock, *a);
    if (x->lock < 0) diag(ds, DIAG_WRITE, (where){.file = lock}, "%s", "the lock of the cache");
    index_follow(x);
    return x->lock >= 0;
}

const struct cache_line *index_find(struct index *x, str key)
{
    isize i = *table_at(&x->at, hash64(key));
    return i >= 0 && str_eq(x->v[i].key, key) ? &x->v[i].line : NULL;
}

bool index_add(struct index *x, const struct cache_line *line, arena scratch, struct diags *ds)
{
    struct buf b = {.mem = &scratch};
    cache_line_write(&b, line);
    if (!os_lock(x->lock, LOCK_INDEX, true)) return false;
    arena rest = scratch;
    bool ok = os_append(x->path, buf_str(&b), rest, ds);
    os_unlock(x->lock, LOCK_INDEX);
    return ok;
}

void index_tidy(struct index *x, arena scratch, struct diags *ds)
{
    if (!os_lock(x->lock, LOCK_INDEX, true)) return;
    index_follow(x);
    isize dead = x->lines - x->n;
    if (dead >= TIDY_LEAST && dead > x->n) {
        struct buf b = {.mem = &scratch};
        for (isize i = 0; i < x->n; i++) cache_line_write(&b, &x->v[i].line);
        arena rest = scratch;
        os_write(x->path, buf_str(&b), true, rest, ds);
    }
    os_unlock(x->lock, LOCK_INDEX);
}

bool index_holds(const struct index *x, const struct cache_line *line, arena scratch)
{
    if (!line || !line->sum.len) return false;
    str path = cache_file(&scratch, x->dir, line->sum);
    struct os_info is = os_stat(path, scratch);
    if (is.kind != OS_FILE || (line->bytes && is.size != line->bytes)) return false;
    return str_eq(sha256_hex(&scratch, sha256_file(path, scratch), 32), line->sum);
}
