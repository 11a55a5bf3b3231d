/*
 * twins.c - posts that are there twice.
 *
 * Sheets are taken best first (pinned, then longest, newest, first by path)
 * and each is compared with those kept before it, so that what is kept does
 * not depend on chains of likeness.  Look-ups are by table; a simhash within
 * DISTANCE bits of another agrees with it in one of its four quarters.
 *
 * Two answers to one question share a title, perhaps even an author that is
 * only the site's name: without like texts they are two posts.  Short texts are
 * alike by chance, so they must be the same.
 */
#include "hash.h"
#include "order_local.h"
#include "twins_local.h"
#include "url.h"

enum {
    DISTANCE = 3,         /* bits: the same text, touched up */
    DISTANCE_TITLED = 12, /* bits: enough if title and author agree */
    SHORT = 200,          /* characters: below, only the same text counts */
    TINY = 20,            /* characters: below, the text tells nothing */
    LOOK = 256,           /* sheets of one table entry that are compared at most */
};

static int best_first(void *ctx, isize a, isize b)
{
    const struct twins *t = ctx;
    const struct post *p = &t->d->sheets[a].p, *q = &t->d->sheets[b].p;
    if ((p->verdict == IN_PINNED) != (q->verdict == IN_PINNED))
        return p->verdict == IN_PINNED ? -1 : 1;
    if (p->chars != q->chars) return p->chars > q->chars ? -1 : 1;
    if (p->published != q->published) return p->published > q->published ? -1 : 1;
    return a < b ? -1 : 1;
}

static void put(struct twins *t, struct table *to, u64 key, isize sheet)
{
    isize *head = table_at(to, key);
    t->links[t->nlinks] = (struct link){sheet, *head};
    *head = t->nlinks++;
}

static int distance(u64 a, u64 b)
{
    return __builtin_popcountll(a ^ b);
}

static bool near(const struct sheet *a, const struct sheet *b, int most)
{
    const struct post *p = &a->p, *q = &b->p;
    if (a->raw == b->raw && (p->chars || p->pictures)) return true;
    if (a->exact == b->exact && p->chars == q->chars)
        return p->chars >= TINY && p->pictures == q->pictures;
    if (p->chars < SHORT || q->chars < SHORT) return false;
    long long less = p->chars < q->chars ? p->chars : q->chars;
    long long more = p->chars + q->chars - less;
    return less * 5 >= more * 4 && distance(p->simhash, q->simhash) <= most;
}

str twins_address(arena *a, str address)
{
    if (str_starts(address, S("/"))) return (str){0}; /* every site has such a place */
    if (!str_has(address, S("://"))) return address;
    struct url u = url_split(address);
    if (u.path.len < 2 && !u.query.len) return (str){0};
    if (url_host_in(u.host, "zhihu.com") && !url_article(a, address).len) return (str){0};
    return url_key(a, address);
}

/* The address as a key of a table; 0 if it names no single post. */
static u64 address_key(const struct twins *t, str address)
{
    arena tmp = *t->d->a;
    str key = twins_address(&tmp, address);
    return key.len ? hash64(key) : 0;
}

static isize find_by_url(struct twins *t, const struct sheet *s)
{
    for (isize i = -1; i < s->p.aliases.n; i++) {
        u64 key = address_key(t, i < 0 ? s->p.url : s->p.aliases.v[i]);
        isize *head = key ? table_at(&t->urls, key) : NULL;
        if (head && *head >= 0) return t->links[*head].sheet;
    }
    return -1;
}

static u64 title_key(const struct twins *t, const struct post *p)
{
    arena tmp = *t->d->a;
    return hash64(str_printf(&tmp, "%.*s\n%.*s", STR(p->title), STR(p->author)));
}

/* The first of a chain that is near enough. */
static isize find_near(const struct twins *t, isize link, const struct sheet *s, int most)
{
    for (int n = 0; link >= 0 && n < LOOK; n++, link = t->links[link].next) {
        const struct sheet *other = &t->d->sheets[t->links[link].sheet];
        if (near(s, other, most)) return t->links[link].sheet;
    }
    return -1;
}

static u64 band(const struct sheet *s, int i)
{
    return s->p.simhash >> (16 * i) & 0xFFFF;
}

static isize find_by_text(struct twins *t, const struct sheet *s)
{
    isize found = find_near(t, *table_at(&t->exact, s->exact), s, 0);
    for (int i = 0; found < 0 && s->p.chars >= SHORT && i < BANDS; i++)
        found = find_near(t, *table_at(&t->bands[i], band(s, i)), s, DISTANCE);
    return found;
}

void copies_keep(struct twins *t, isize sheet)
{
    const struct sheet *s = &t->d->sheets[sheet];
    for (isize i = -1; i < s->p.aliases.n; i++) {
        u64 key = address_key(t, i < 0 ? s->p.url : s->p.aliases.v[i]);
        if (key && *table_at(&t->urls, key) < 0) put(t, &t->urls, key, sheet);
    }
    put(t, &t->titles, title_key(t, &s->p), sheet);
    put(t, &t->exact, s->exact, sheet);
    for (int i = 0; i < BANDS; i++) put(t, &t->bands[i], band(s, i), sheet);
}

isize copies_find(struct twins *t, const struct sheet *s, const char **by)
{
    isize other = t->by_url ? find_by_url(t, s) : -1;
    *by = "its address";
    if (other < 0 && t->by_title) {
        other = find_near(t, *table_at(&t->titles, title_key(t, &s->p)), s, DISTANCE_TITLED);
        *by = "title, author and text";
    }
    if (other < 0 && t->by_text) {
        other = find_by_text(t, s);
        *by = "its text";
    }
    return other;
}

static void meet(struct twins *t, isize sheet)
{
    struct sheet *s = &t->d->sheets[sheet];
    const char *by;
    isize other = copies_find(t, s, &by);
    if (other < 0 || s->p.verdict == IN_PINNED) {
        copies_keep(t, sheet);
        return;
    }
    s->p.verdict = OUT_DUPLICATE;
    s->p.why = str_printf(t->d->a, "of %.*s by %s", STR(t->d->sheets[other].p.path), by);
}

void copies_open(struct twins *t, struct draft *d)
{
    isize room = 0;
    *t = (struct twins){.d = d, .by_url = true, .by_title = true, .by_text = true};
    t->urls.mem = t->titles.mem = t->exact.mem = d->a;
    for (int i = 0; i < BANDS; i++) t->bands[i].mem = d->a;
    for (isize i = 0; i < d->nsheets; i++) room += 3 + BANDS + d->sheets[i].p.aliases.n;
    t->links = make_n(d->a, struct link, room + 1);
}

void twins_drop(struct draft *d)
{
    const struct strs *by = &d->conf->ignore_duplicates;
    struct twins t;
    isize *v = make_n(d->a, isize, d->nsheets + 1), n = 0;
    copies_open(&t, d);
    t.by_url = strs_has(by, S("url"));
    t.by_title = strs_has(by, S("title"));
    t.by_text = strs_has(by, S("text"));
    for (isize i = 0; i < d->nsheets; i++)
        if (sheet_in(&d->sheets[i])) v[n++] = i;
    numbers_sort(v, n, best_first, &t, make_n(d->a, isize, n + 1));
    for (isize i = 0; i < n; i++) meet(&t, v[i]);
}
