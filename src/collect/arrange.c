/* arrange.c - the selected posts in reading order, numbered, in their topics. */
#include "hash.h"
#include "order_local.h"
#include "table.h"
#include "topics_local.h"
#include "url.h"

struct layout {
    struct draft *d;
    isize *v, n;   /* sheets that are in */
    isize *to;     /* part of each sheet */
    isize *places; /* place of each sheet by order.by */
    isize *groups; /* of each sheet, the place of the first answer to its question */
    struct part *parts;
    isize nparts;
};

/* Take those that are in again, in byte order of path. */
static void list_in(struct layout *l)
{
    l->n = 0;
    for (isize i = 0; i < l->d->nsheets; i++)
        if (sheet_in(&l->d->sheets[i])) l->v[l->n++] = i;
}

static bool make_topics(struct layout *l)
{
    list_in(l);
    if (!topics_make(l->d, l->v, l->n, l->to, &l->parts, &l->nparts)) return false;
    for (isize i = 0; i < l->n; i++)
        if (l->to[l->v[i]] < 0) l->d->sheets[l->v[i]].p.verdict = OUT_TOPIC;
    list_in(l);
    return true;
}

/* At most `most` posts of each group (a part, or all); pinned ones count, but
 * stay.  True if some had to go. */
static bool cap(struct layout *l, long long most, enum verdict v, bool by_part)
{
    long long *room = make_n(l->d->a, long long, l->nparts + 1);
    bool any = false;
    if (!most) return false;
    for (isize i = 0; i < l->nparts; i++) room[i] = most;
    for (isize i = 0; i < l->n; i++)
        room[by_part ? l->to[l->v[i]] : 0] -= l->d->sheets[l->v[i]].p.verdict == IN_PINNED;
    for (isize i = 0; i < l->n; i++) {
        struct post *p = &l->d->sheets[l->v[i]].p;
        if (p->verdict == IN_PINNED || --room[by_part ? l->to[l->v[i]] : 0] >= 0) continue;
        p->verdict = v;
        any = true;
    }
    return any;
}

/* The limits take the first posts by order.by. */
static bool cut_down(struct layout *l)
{
    if (!sheets_order(l->d, l->v, l->n)) return false;
    for (isize i = 0; i < l->n; i++) l->places[l->v[i]] = i;
    bool gone = cap(l, l->d->conf->max_per_topic, OUT_TOPIC_FULL, true);
    isize n = 0;
    for (isize i = 0; i < l->n; i++)
        if (sheet_in(&l->d->sheets[l->v[i]])) l->v[n++] = l->v[i];
    l->n = n;
    gone |= cap(l, l->d->conf->max_articles, OUT_FULL, false);
    return !gone || make_topics(l);
}

/* The question that the address is an answer to, as "/question/123"; {0} if it is none. */
static str question_of(str address)
{
    const str mark = S("/question/");
    struct url u = url_split(address);
    isize at = url_host_in(u.host, "zhihu.com") ? str_find(u.path, mark, 0) : -1, n = mark.len;
    if (at < 0 || !str_has(u.path, S("/answer/"))) return (str){0};
    str rest = str_skip(u.path, at);
    while (n < rest.len && is_digit(rest.p[n])) n++;
    return n > mark.len ? str_head(rest, n) : (str){0};
}

/* Answers to one question stand behind the first of them in their topic. */
static void group(struct layout *l)
{
    struct table first = {.mem = l->d->a};
    for (int pass = 0; pass < 2; pass++) {
        for (isize i = 0; i < l->n; i++) {
            isize k = l->v[i];
            str question = question_of(l->d->sheets[k].p.url);
            l->groups[k] = l->places[k];
            if (!question.len) continue;
            isize *at = table_at(&first, hash64(question) ^ (u64)l->to[k]);
            if (*at < 0 || l->places[k] < *at) *at = l->places[k];
            l->groups[k] = *at;
        }
    }
}

static int in_book(void *ctx, isize a, isize b)
{
    const struct layout *l = ctx;
    if (l->to[a] != l->to[b]) return l->to[a] < l->to[b] ? -1 : 1;
    if (l->groups[a] != l->groups[b]) return l->groups[a] < l->groups[b] ? -1 : 1;
    return l->places[a] < l->places[b] ? -1 : l->places[a] > l->places[b];
}

static void number(struct layout *l)
{
    struct book *b = l->d->b;
    arena *a = l->d->a;
    b->parts = l->parts;
    b->nparts = l->nparts;
    b->posts = make_n(a, struct post, l->n + 1);
    b->nposts = l->n;
    for (isize i = 0; i < l->nparts; i++)
        l->parts[i].href = str_printf(a, "text/t%03td.xhtml", i + 1);
    for (isize i = 0; i < l->n; i++) {
        struct post *p = &b->posts[i];
        *p = l->d->sheets[l->v[i]].p;
        p->part = l->to[l->v[i]];
        p->number = (int)i + 1;
        p->href = str_printf(a, "text/c%04d.xhtml", p->number);
        if (!l->parts[p->part].count++) l->parts[p->part].first = i;
    }
    /* From below: a part begins with its own posts or with its first sub-part. */
    for (isize i = l->nparts - 1; i >= 0; i--) {
        struct part *part = &l->parts[i], *up = part->parent < 0 ? NULL : &l->parts[part->parent];
        if (!up) continue;
        if (!up->count || part->first < up->first) up->first = part->first;
        up->count += part->count;
    }
}

static void keep_rest(struct draft *d)
{
    struct book *b = d->b;
    b->nrest = 0;
    b->rest = make_n(d->a, struct post, d->nsheets + 1);
    for (isize i = 0; i < d->nsheets; i++)
        if (!sheet_in(&d->sheets[i])) b->rest[b->nrest++] = d->sheets[i].p;
}

bool book_arrange(struct draft *d)
{
    struct layout l = {.d = d,
                       .v = make_n(d->a, isize, d->nsheets + 1),
                       .to = make_n(d->a, isize, d->nsheets + 1),
                       .places = make_n(d->a, isize, d->nsheets + 1),
                       .groups = make_n(d->a, isize, d->nsheets + 1)};
    if (!make_topics(&l) || !cut_down(&l)) return false;
    group(&l);
    numbers_sort(l.v, l.n, in_book, &l, make_n(d->a, isize, l.n + 1));
    number(&l);
    keep_rest(d);
    return true;
}
