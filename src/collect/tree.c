/* tree.c - the category paths of all posts as a tree of topics. */
#include "hash.h"
#include "table.h"
#include "topics_local.h"

struct branch {
    str name;
    isize up;   /* branch above; 0 is the root, which has no name */
    isize kids; /* branches right below */
    isize last; /* of them, the latest */
    isize own;  /* posts that end here */
    /* what it becomes */
    str title;
    isize over; /* branch that its part stands below */
    int level;  /* 0: outermost; -1: the root */
    bool gone;  /* joined with its only child, or the lone root */
    isize part;
};

struct tree {
    struct draft *d;
    struct branch *v;
    isize n, cap;
    struct table names; /* of (branch, name) */
    isize *end;         /* of each sheet: its branch; 0 none */
    int depth;          /* levels wanted */
};

static isize child(struct tree *t, isize up, str name)
{
    isize *found = table_at(&t->names, hash64(name) + (u64)up * 0x9E3779B97F4A7C15u);
    if (*found >= 0) return *found;
    *found = t->n;
    t->v[up].kids++;
    t->v[up].last = t->n;
    t->v[t->n] = (struct branch){.name = name, .up = up};
    return t->n++;
}

static void grow(struct tree *t, const isize *v, isize n)
{
    isize room = 1;
    for (isize i = 0; i < n; i++) room += t->d->sheets[v[i]].p.categories.n;
    t->v = make_n(t->d->a, struct branch, room);
    t->v[0] = (struct branch){.level = -1};
    t->n = 1;
    for (isize i = 0; i < n; i++) {
        const struct strs *path = &t->d->sheets[v[i]].p.categories;
        isize at = 0;
        for (isize k = 0; k < path->n; k++) at = child(t, at, path->v[k]);
        t->v[at].own += at > 0;
        t->end[v[i]] = at;
    }
}

/* Titles and levels, from above: branches stand behind the one they grow on. */
static int settle(struct tree *t, isize lone)
{
    int height = 0;
    for (isize i = 1; i < t->n; i++) {
        struct branch *b = &t->v[i];
        const struct branch *up = &t->v[b->up];
        bool joined = b->up && !up->own && up->kids == 1;
        b->title =
            joined ? str_printf(t->d->a, "%.*s / %.*s", STR(up->title), STR(b->name)) : b->name;
        b->over = joined ? up->over : b->up;
        if (b->over == lone) b->over = 0;
        b->level = t->v[b->over].level + 1;
        b->gone = (!b->own && b->kids == 1) || (i == lone && !b->own);
        if (i == lone && b->kids == 1 && !b->own) b->gone = true;
        if (!b->gone && b->level >= height) height = b->level + 1;
    }
    return height;
}

/* The branch that is alone on the outermost level and has others below it; 0. */
static isize lone_root(const struct tree *t)
{
    isize found = 0;
    for (isize i = 1; i < t->n; i++) {
        if (t->v[i].gone || t->v[i].level) continue;
        if (found) return 0;
        found = i;
    }
    return found && t->v[found].kids ? found : 0;
}

/* Parts in preorder.  Each branch knows its next sibling by order of growth. */
static void write_parts(struct tree *t, struct part *parts, isize *nparts)
{
    isize *first = make_n(t->d->a, isize, t->n), *next = make_n(t->d->a, isize, t->n);
    for (isize i = t->n - 1; i > 0; i--) {
        if (t->v[i].gone || t->v[i].level >= t->depth) continue;
        next[i] = first[t->v[i].over];
        first[t->v[i].over] = i;
    }
    for (isize i = first[0]; i;) {
        struct branch *b = &t->v[i];
        b->part = *nparts;
        parts[(*nparts)++] = (struct part){
            .title = b->title, .level = b->level, .parent = b->over ? t->v[b->over].part : -1};
        isize up = i;
        i = first[i];
        while (!i && up) {
            i = next[up];
            up = t->v[up].over;
        }
    }
}

void tree_make(struct draft *d, const isize *v, isize n, isize *to, struct part **parts,
               isize *nparts)
{
    struct tree t = {.d = d, .end = make_n(d->a, isize, d->nsheets + 1), .names = {.mem = d->a}};
    t.depth = (int)d->conf->toc_depth - 1;
    grow(&t, v, n);
    if (settle(&t, 0) > t.depth) {
        isize lone = lone_root(&t);
        if (lone) settle(&t, lone);
    }
    *parts = make_n(d->a, struct part, t.n + 1);
    *nparts = 0;
    write_parts(&t, *parts, nparts);
    for (isize i = 0; i < n; i++) {
        isize b = t.end[v[i]];
        while (b && t.v[b].level >= t.depth) b = t.v[b].over;
        to[v[i]] = b ? t.v[b].part : -1;
    }
}
