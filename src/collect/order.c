/* order.c - see order_local.h. */
#include "order_local.h"
#include "collate.h"

#include <string.h>

enum order_key { BY_DATE, BY_TITLE, BY_AUTHOR, BY_VOTES, BY_WEIGHT, BY_PATH, BY_MANUAL };

enum { RULES_MAX = 8 };

struct order {
    struct draft *d;
    struct {
        enum order_key key;
        bool down;
    } rule[RULES_MAX];
    int nrules;
    struct collator *collator;   /* opened when the first two titles meet */
    str *titles, *authors; /* sort keys, made when needed */
    isize *ranks;          /* manual: place in select.pin */
};

void numbers_sort(isize *v, isize n, compare_fn *compare, void *ctx, isize *room)
{
    isize *from = v, *to = room;
    for (isize width = 1; width < n; width *= 2) {
        for (isize at = 0; at < n; at += 2 * width) {
            isize i = at, mid = at + width < n ? at + width : n;
            isize j = mid, end = at + 2 * width < n ? at + 2 * width : n;
            for (isize k = at; k < end; k++) {
                bool left = j == end || (i < mid && compare(ctx, from[i], from[j]) <= 0);
                to[k] = left ? from[i++] : from[j++];
            }
        }
        isize *swap = from;
        from = to;
        to = swap;
    }
    if (from != v) memcpy(v, from, (size_t)n * sizeof *v);
}

/* A text as bytes that sort like it. */
static str sort_key(struct order *o, str s)
{
    if (!o->collator) o->collator = collator_open();
    return collator_key(o->d->a, o->collator, s);
}

static int by_text(struct order *o, str *keys, isize a, isize b, bool author)
{
    const struct post *p = &o->d->sheets[a].p, *q = &o->d->sheets[b].p;
    if (str_eq(author ? p->author : p->title, author ? q->author : q->title)) return 0;
    if (!keys[a].p) keys[a] = sort_key(o, author ? p->author : p->title);
    if (!keys[b].p) keys[b] = sort_key(o, author ? q->author : q->title);
    return str_cmp(keys[a], keys[b]);
}

static int by_number(long long a, long long b)
{
    return (a > b) - (a < b);
}

static int by_rule(struct order *o, int rule, isize a, isize b)
{
    const struct post *p = &o->d->sheets[a].p, *q = &o->d->sheets[b].p;
    bool down = o->rule[rule].down;
    int c = 0;
    switch (o->rule[rule].key) {
    case BY_DATE:
        if (p->dated != q->dated) return p->dated ? -1 : 1;
        c = by_number(p->published, q->published);
        break;
    case BY_TITLE: c = by_text(o, o->titles, a, b, false); break;
    case BY_AUTHOR: c = by_text(o, o->authors, a, b, true); break;
    case BY_VOTES: c = by_number(p->votes, q->votes); break;
    case BY_WEIGHT: c = by_number(p->weight, q->weight); break;
    case BY_PATH: c = by_number(a, b); break; /* sheets stand in byte order of path */
    case BY_MANUAL: c = by_number(o->ranks[a], o->ranks[b]); break;
    }
    return down ? -c : c;
}

static int by_rules(void *ctx, isize a, isize b)
{
    struct order *o = ctx;
    for (int i = 0; i < o->nrules; i++) {
        int c = by_rule(o, i, a, b);
        if (c) return c;
    }
    return by_number(a, b);
}

static bool read_rule(struct order *o, str text)
{
    static const str names[] = {LIT("date"),   LIT("title"), LIT("author"), LIT("votes"),
                                LIT("weight"), LIT("path"),  LIT("manual")};
    str s = str_trim(text);
    bool down = false;
    if (s.len && s.p[0] == '-') {
        down = true;
        s = str_skip(s, 1);
    }
    struct cut c = str_cut(s, ' ');
    str way = str_trim(c.tail);
    if (str_ieq(way, S("desc"))) down = true;
    else if (way.len && !str_ieq(way, S("asc"))) return false;
    for (isize i = 0; i < COUNT(names); i++) {
        if (!str_ieq(c.head, names[i]) || o->nrules == RULES_MAX) continue;
        o->rule[o->nrules].key = (enum order_key)i;
        o->rule[o->nrules++].down = down;
        return true;
    }
    return false;
}

static void rank(struct order *o)
{
    const struct strs *pin = &o->d->conf->pin;
    bool wanted = false;
    for (int i = 0; i < o->nrules; i++) wanted |= o->rule[i].key == BY_MANUAL;
    for (isize s = 0; wanted && s < o->d->nsheets; s++) {
        isize i = 0;
        while (i < pin->n && !sheet_named(o->d, &o->d->sheets[s], pin->v[i])) i++;
        o->ranks[s] = i;
    }
}

bool sheets_order(struct draft *d, isize *v, isize n)
{
    struct order o = {.d = d};
    const struct strs *by = &d->conf->order_by;
    for (isize i = 0; i < by->n; i++) {
        if (read_rule(&o, by->v[i])) continue;
        diag(d->ds, DIAG_CONF_VALUE, (where){.file = d->conf->file}, "order.by: %.*s",
             STR(by->v[i]));
        return false;
    }
    o.titles = make_n(d->a, str, d->nsheets + 1);
    o.authors = make_n(d->a, str, d->nsheets + 1);
    o.ranks = make_n(d->a, isize, d->nsheets + 1);
    rank(&o);
    numbers_sort(v, n, by_rules, &o, make_n(d->a, isize, n + 1));
    collator_close(o.collator);
    return true;
}
