/* topics.c - see topics_local.h. */
#include "topics_local.h"

static bool is_flat(const struct draft *d, const isize *v, isize n)
{
    if (d->conf->toc_depth < 2) return true;
    if (d->conf->topics.n) return false;
    for (isize i = 0; i < n; i++)
        if (d->sheets[v[i]].p.categories.n) return false;
    return true;
}

/* Parts for the rules that somebody met, in the order of book.yaml; `to` has the
 * rule of each sheet, and then its part. */
static struct part *list_parts(struct draft *d, const isize *v, isize n, isize *to, isize *nparts)
{
    const struct topics *ts = &d->conf->topics;
    struct part *parts = make_n(d->a, struct part, ts->n + 2);
    isize *part = make_n(d->a, isize, ts->n + 1);
    bool *met = make_n(d->a, bool, ts->n + 1);
    for (isize i = 0; i < n; i++)
        if (to[v[i]] >= 0) met[to[v[i]]] = true;
    for (isize i = 0; i < ts->n; i++) {
        if (!met[i]) continue;
        part[i] = (*nparts)++;
        parts[part[i]] =
            (struct part){.title = ts->v[i].title, .intro = ts->v[i].intro, .parent = -1};
    }
    for (isize i = 0; i < n; i++) to[v[i]] = to[v[i]] < 0 ? -1 : part[to[v[i]]];
    return parts;
}

/* The posts of no topic stand last, under a heading of their own. */
static void add_unlisted(struct draft *d, const isize *v, isize n, isize *to, struct part *parts,
                         isize *nparts)
{
    bool drop = str_eq(d->conf->unlisted, S("drop"));
    isize rest = -1;
    for (isize i = 0; i < n; i++) {
        if (to[v[i]] >= 0 || (drop && d->sheets[v[i]].p.verdict != IN_PINNED)) continue;
        if (rest < 0) {
            rest = (*nparts)++;
            parts[rest] =
                (struct part){.title = drop ? S("其他") : d->conf->unlisted, .parent = -1};
        }
        to[v[i]] = rest;
    }
}

bool topics_make(struct draft *d, const isize *v, isize n, isize *to, struct part **parts,
                 isize *nparts)
{
    *nparts = 0;
    if (d->conf->topics.n && !topics_judge(d, to)) return false;
    if (is_flat(d, v, n)) {
        bool drop = d->conf->topics.n && str_eq(d->conf->unlisted, S("drop"));
        *parts = make_n(d->a, struct part, 1);
        (*parts)[(*nparts)++].parent = -1;
        for (isize i = 0; i < n; i++)
            to[v[i]] = drop && to[v[i]] < 0 && d->sheets[v[i]].p.verdict != IN_PINNED ? -1 : 0;
        return true;
    }
    if (d->conf->topics.n) *parts = list_parts(d, v, n, to, nparts);
    else tree_make(d, v, n, to, parts, nparts);
    add_unlisted(d, v, n, to, *parts, nparts);
    return true;
}
