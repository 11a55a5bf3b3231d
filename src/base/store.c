/*
 * store.c - see store.h.
 *
 * A pack, DIR/000012.pack:
 *
 *   offset  bytes  what
 *        0      8  "ZHPACK2\n"
 *        8     32  SHA-256 of the program that wrote it
 *       40         records, one behind the other:
 *        0      8  "ZHRECORD"
 *        8      8  length n, as the machine has it
 *       16     32  key
 *       48     32  SHA-256 of the bytes
 *       80      n  the bytes
 *
 * A pack is read up to the first place that is no record, so one that a killed run
 * left is good as far as it goes.  Workers write side by side: each takes
 * its room from the end of the pack first.
 */
#include "store.h"
#include "date.h"
#include "diag.h"
#include "os.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    PACK_HEAD = 40,
    RECORD_HEAD = 80,
    LARGEST = 1 << 30, /* bytes of a record */
    WINDOW = 1 << 16,  /* bytes read at once when a pack is listed */
    JOIN = 16,         /* so many old packs become one */
};
#define MOST ((long long)1 << 30) /* bytes of old packs that are worth joining */

struct pack {
    str path;
    int fd;
    long long size;
    bool old, ours;
};

struct record {
    struct sha256 key, sum;
    int pack; /* index in packs; the table's slot is empty if from is 0 */
    long long from, len;
};

struct store {
    str dir;
    struct sha256 salt;
    struct pack *packs; /* oldest first; the last is this run's */
    int npacks;
    bool passing;          /* its pack has no name */
    struct record *table;  /* by key, open addressing */
    isize size, n;         /* a power of two; in use */
    _Atomic long long end; /* of this run's pack */
};

/* --- the table --------------------------------------------------------------- */

static struct record *slot(const struct store *s, struct sha256 key)
{
    u64 h;
    memcpy(&h, key.b, sizeof h);
    for (isize i = (isize)(h & (u64)(s->size - 1));; i = (i + 1) & (s->size - 1)) {
        struct record *r = &s->table[i];
        if (!r->from || !memcmp(r->key.b, key.b, sizeof key.b)) return r;
    }
}

static void grow(struct store *s, arena *a)
{
    struct store bigger = *s;
    bigger.size = s->size * 2;
    bigger.table = make_n(a, struct record, bigger.size);
    for (isize i = 0; i < s->size; i++)
        if (s->table[i].from) *slot(&bigger, s->table[i].key) = s->table[i];
    s->size = bigger.size;
    s->table = bigger.table;
}

static void add(struct store *s, arena *a, struct record r)
{
    if (s->n * 2 >= s->size) grow(s, a);
    struct record *at = slot(s, r.key);
    s->n += !at->from;
    *at = r; /* a later pack has it better */
}

/* --- reading a pack ------------------------------------------------------------ */

static bool parse_head(const u8 *p, struct record *r)
{
    u64 len;
    if (memcmp(p, "ZHRECORD", 8) != 0) return false;
    memcpy(&len, p + 8, sizeof len);
    memcpy(r->key.b, p + 16, sizeof r->key.b);
    memcpy(r->sum.b, p + 48, sizeof r->sum.b);
    r->len = (long long)len;
    return len <= LARGEST;
}

static void list_records(struct store *s, arena *a, int pack, long long at, u8 *window)
{
    const struct pack *p = &s->packs[pack];
    long long have = 0, start = 0; /* the window holds [start, start + have) */
    while (at + RECORD_HEAD <= p->size) {
        struct record r = {.pack = pack};
        if (at < start || at + RECORD_HEAD > start + have) {
            start = at;
            have = p->size - at < WINDOW ? p->size - at : WINDOW;
            if (!os_pread(p->fd, start, window, (isize)have)) return;
        }
        if (!parse_head(window + (at - start), &r)) return;
        r.from = at + RECORD_HEAD;
        at = r.from + r.len;
        if (at <= p->size) add(s, a, r);
    }
}

static bool is_ours(const struct store *s, const struct pack *p)
{
    u8 head[PACK_HEAD];
    return p->size >= PACK_HEAD && os_pread(p->fd, 0, head, PACK_HEAD) &&
           !memcmp(head, "ZHPACK2\n", 8) && !memcmp(head + 8, s->salt.b, sizeof s->salt.b);
}

/* --- opening and closing -------------------------------------------------------- */

static long long number_of(str name)
{
    long long n;
    if (!str_ends(name, S(".pack")) || !str_int(str_head(name, name.len - 5), &n)) return -1;
    return n < 1000000000 ? n : -1;
}

static void open_packs(struct store *s, arena *a, const struct strs *names)
{
    s->packs = make_n(a, struct pack, names->n + 1);
    for (isize i = 0; i < names->n; i++) {
        if (number_of(names->v[i]) < 0) continue;
        struct pack p = {.path = str_printf(a, "%.*s/%.*s", STR(s->dir), STR(names->v[i]))};
        arena scratch = *a;
        struct os_info info = os_stat(p.path, scratch);
        p.fd = os_open(p.path, scratch);
        if (p.fd < 0) continue;
        p.size = info.size;
        p.old = info.mtime_ns / 1000000000 + DAY < os_now(); /* no run still reads it */
        p.ours = is_ours(s, &p);
        s->packs[s->npacks++] = p;
    }
}

/* This run's pack: the first free number behind all others. */
static bool begin_pack(struct store *s, arena *a, const struct strs *names)
{
    enum { TRIES = 100 };
    long long next = 1;
    for (isize i = 0; i < names->n; i++)
        if (number_of(names->v[i]) >= next) next = number_of(names->v[i]) + 1;
    for (int i = 0; i < TRIES; i++, next++) {
        struct pack p = {.path = str_printf(a, "%.*s/%09lld.pack", STR(s->dir), next)};
        p.fd = os_create(p.path, *a);
        if (p.fd < 0) continue;
        u8 head[PACK_HEAD] = "ZHPACK2\n";
        memcpy(head + 8, s->salt.b, sizeof s->salt.b);
        s->packs[s->npacks++] = p;
        s->end = PACK_HEAD;
        return os_pwrite(p.fd, 0, (str){head, PACK_HEAD});
    }
    return false;
}

struct store *store_open(arena *a, str dir)
{
    struct store *s = make(a, struct store);
    struct strs names = {0};
    arena scratch = *a;
    struct diags quiet = {.mem = &scratch};
    s->salt = sha256(os_self(&scratch));
    if (!os_mkdir(dir, scratch, &quiet)) return NULL;
    s->dir = str_dup(a, dir);
    struct diags unheard = {.mem = a};
    if (!os_list(a, s->dir, &names, &unheard)) return NULL;
    open_packs(s, a, &names);
    s->size = 1024;
    s->table = make_n(a, struct record, s->size);
    u8 *window = make_n(a, u8, WINDOW);
    for (int i = 0; i < s->npacks; i++)
        if (s->packs[i].ours) list_records(s, a, i, PACK_HEAD, window);
    return begin_pack(s, a, &names) ? s : NULL;
}

struct store *store_passing(arena *a)
{
    struct store *s = make(a, struct store);
    s->packs = make(a, struct pack);
    s->packs[0].fd = os_nameless(a, &s->packs[0].path);
    s->npacks = 1;
    s->passing = true;
    s->size = 2;
    s->table = make_n(a, struct record, s->size);
    s->end = PACK_HEAD;
    return s->packs[0].fd < 0 ? NULL : s;
}

/* Old packs that still serve become part of this run's; the rest go. */
static void tidy(struct store *s, arena scratch)
{
    int count = 0;
    long long bytes = 0;
    for (int i = 0; i < s->npacks - 1; i++) {
        count += s->packs[i].old;
        bytes += s->packs[i].old ? s->packs[i].size : 0;
    }
    if (count < JOIN && bytes < MOST) return;
    for (isize i = 0; i < s->size && bytes < MOST; i++) {
        const struct record *r = &s->table[i];
        arena each = scratch;
        str found;
        if (!r->from || !s->packs[r->pack].old) continue;
        if (store_find(s, &each, r->key, &found, NULL)) store_keep(s, r->key, found, NULL, each);
    }
    for (int i = 0; i < s->npacks - 1; i++)
        if (s->packs[i].old) os_remove(s->packs[i].path, scratch);
}

void store_close(struct store *s, arena scratch)
{
    if (!s) return;
    tidy(s, scratch);
    if (s->end == PACK_HEAD && !s->passing) os_remove(s->packs[s->npacks - 1].path, scratch);
    for (int i = 0; i < s->npacks; i++) os_close(s->packs[i].fd);
}

/* --- finding and keeping ----------------------------------------------------------- */

bool store_find(const struct store *s, arena *a, struct sha256 key, str *out, struct place *at)
{
    const struct record *r = s ? slot(s, key) : NULL;
    if (!r || !r->from || r->len >= arena_left(a)) return false;
    const struct pack *p = &s->packs[r->pack];
    u8 *bytes = make_n(a, u8, r->len + 1);
    if (!os_pread(p->fd, r->from, bytes, (isize)r->len)) return false;
    *out = (str){bytes, (isize)r->len};
    struct sha256 sum = sha256(*out);
    if (at) *at = (struct place){p->path, r->from};
    return !memcmp(r->sum.b, sum.b, sizeof sum.b);
}

void store_turn(struct store *s, arena *a)
{
    if (!s) return;
    struct pack *mine = &s->packs[s->npacks - 1];
    long long end = s->end, before = mine->size > PACK_HEAD ? mine->size : PACK_HEAD;
    arena scratch = arena_reserve((isize)4 * WINDOW);
    u8 *start = scratch.at, *window = make_n(&scratch, u8, WINDOW);
    mine->size = end;
    list_records(s, a, s->npacks - 1, before, window);
    arena_release(start, scratch.end);
}

bool store_keep(struct store *s, struct sha256 key, str bytes, struct place *at, arena scratch)
{
    if (!s || bytes.len > LARGEST) return false;
    struct sha256 sum = sha256(bytes);
    struct buf b = {.mem = &scratch};
    u64 len = (u64)bytes.len;
    buf_add(&b, S("ZHRECORD"));
    buf_add(&b, (str){(const u8 *)&len, sizeof len});
    buf_add(&b, (str){key.b, sizeof key.b});
    buf_add(&b, (str){sum.b, sizeof sum.b});
    buf_add(&b, bytes);
    const struct pack *mine = &s->packs[s->npacks - 1];
    long long from = atomic_fetch_add(&s->end, (long long)b.len);
    if (!os_pwrite(mine->fd, from, buf_str(&b))) return false;
    if (at) *at = (struct place){mine->path, from + RECORD_HEAD};
    return true;
}
