/* select.c - which posts are in, and why the others are not. */
#include "collect.h"
#include "collect_local.h"
#include "glob_local.h"
#include "hash.h"
#include "history.h"
#include "os.h"
#include "url.h"

static const char *const texts[] = {
    [IN] = "in",
    [IN_PINNED] = "in, as select.pin wishes",
    [OUT_DROPPED] = "out, as select.drop wishes",
    [OUT_DRAFT] = "a draft or hidden",
    [OUT_EMPTY] = "neither title nor text",
    [OUT_UNREADABLE] = "cannot be read",
    [OUT_EARLY] = "before select.from",
    [OUT_LATE] = "after select.to",
    [OUT_OLD] = "older than select.oldest_article",
    [OUT_UNDATED] = "no date, so in no window",
    [OUT_CATEGORY] = "not in select.categories",
    [OUT_TAG] = "not in select.tags",
    [OUT_AUTHOR] = "not in select.authors",
    [OUT_SHORT] = "shorter than select.min_chars",
    [OUT_LONG] = "longer than select.max_chars",
    [OUT_TOPIC] = "of no topic",
    [OUT_DUPLICATE] = "a duplicate",
    [OUT_TOPIC_FULL] = "beyond select.max_per_topic",
    [OUT_FULL] = "beyond select.max_articles",
    [OUT_DELIVERED] = "in an issue already",
};

str verdict_text(arena *a, const struct post *p)
{
    if (!p->why.len) return str_of(texts[p->verdict]);
    return str_printf(a, "%s: %.*s", texts[p->verdict], STR(p->why));
}

bool sheet_named(const struct draft *d, const struct sheet *s, str name)
{
    arena tmp = *d->a;
    struct glob g;
    if (str_has(name, S("://"))) {
        str key = url_key(&tmp, name), id = url_article(&tmp, name);
        if (s->p.url.len && str_eq(key, url_key(&tmp, s->p.url))) return true;
        for (isize i = 0; i < s->p.aliases.n; i++) {
            str alias = s->p.aliases.v[i];
            if (id.len ? str_eq(alias, id) : str_eq(key, url_key(&tmp, alias))) return true;
        }
        return false;
    }
    if (str_eq(name, s->rel) || str_eq(name, s->p.path)) return true;
    return glob_compile(&tmp, name, &g) &&
           (glob_match(&g, s->rel, tmp) || glob_match(&g, s->p.path, tmp));
}

static bool named_by(const struct draft *d, const struct sheet *s, const struct strs *names)
{
    for (isize i = 0; i < names->n; i++)
        if (sheet_named(d, s, names->v[i])) return true;
    return false;
}

static void warn_unknown(struct draft *d, const struct strs *names)
{
    for (isize i = 0; i < names->n; i++) {
        isize k = 0;
        while (k < d->nsheets && !sheet_named(d, &d->sheets[k], names->v[i])) k++;
        if (k == d->nsheets)
            diag(d->ds, DIAG_PIN_UNKNOWN, (where){.file = d->conf->file}, "%.*s", STR(names->v[i]));
    }
}

static void drop(struct sheet *s, enum verdict v, str why)
{
    s->p.verdict = v;
    s->p.why = why;
}

/* Is one of `have` wished for?  "!x" refuses; with nothing but refusals all else is. */
static bool wished(const struct strs *wishes, const struct strs *have)
{
    bool any = false, hit = false;
    for (isize i = 0; i < wishes->n; i++) {
        str w = str_trim(wishes->v[i]);
        bool no = w.len && w.p[0] == '!';
        if (no) w = str_trim(str_skip(w, 1));
        bool has = false;
        for (isize k = 0; k < have->n; k++) has |= str_ieq(have->v[k], w);
        if (no && has) return false;
        any |= !no;
        hit |= !no && has;
    }
    return hit || !any;
}

/* "甲、乙" is two authors. */
static struct strs authors_of(arena *a, str author)
{
    struct strs list = {0};
    const str comma = S("、");
    for (isize at; (at = str_find(author, comma, 0)) >= 0;) {
        strs_add(a, &list, str_head(author, at));
        author = str_skip(author, at + comma.len);
    }
    if (author.len) strs_add(a, &list, author);
    return list;
}

/* Before the window: it came too late for its issue, or is older than the series. */
static void late(struct draft *d, struct sheet *s, str day)
{
    const struct history *h = d->b->history;
    const struct span *w = &d->b->span;
    bool carried = h && h->any && d->conf->carry_over &&
                   !(h->bounded && s->p.published < h->first) && !(w->to && w->first >= w->after) &&
                   !(w->oldest && s->p.published < w->age);
    if (!carried) drop(s, OUT_EARLY, day);
    else s->p.why = str_printf(d->a, "late, of %.*s", STR(day));
}

static void judge_date(struct draft *d, struct sheet *s, const struct span *w)
{
    struct post *p = &s->p;
    const struct history *h = d->b->history;
    if (!w->from && !w->to && !w->oldest) return;
    if (!p->dated) {
        if (h) p->why = S("undated, so in the first issue after it came");
        else drop(s, OUT_UNDATED, (str){0});
        return;
    }
    str day = date_iso(d->a, date_of(p->published, p->zone));
    if (w->from && p->published < w->first) late(d, s, day);
    else if (w->to && p->published >= w->after) drop(s, OUT_LATE, day);
    else if (w->oldest && p->published < w->age) drop(s, OUT_OLD, day);
}

static void judge(struct draft *d, struct sheet *s, const struct span *w)
{
    const struct conf *c = d->conf;
    struct post *p = &s->p;
    arena tmp = *d->a;
    struct strs authors = authors_of(&tmp, p->author);
    if (!wished(&c->categories, &p->labels)) drop(s, OUT_CATEGORY, (str){0});
    else if (!wished(&c->tags, &p->tags)) drop(s, OUT_TAG, (str){0});
    else if (!wished(&c->authors, &authors)) drop(s, OUT_AUTHOR, (str){0});
    else if (p->chars < c->min_chars) drop(s, OUT_SHORT, str_printf(d->a, "%lld", p->chars));
    else if (c->max_chars && p->chars > c->max_chars)
        drop(s, OUT_LONG, str_printf(d->a, "%lld", p->chars));
    else judge_date(d, s, w);
}

bool book_select(struct draft *d)
{
    const struct conf *c = d->conf;
    for (isize i = 0; i < d->nsheets; i++) {
        struct sheet *s = &d->sheets[i];
        if (s->p.verdict == OUT_UNREADABLE) continue;
        if (named_by(d, s, &c->pin)) s->p.verdict = IN_PINNED;
        else if (named_by(d, s, &c->drop)) s->p.verdict = OUT_DROPPED;
        else if (s->p.verdict == IN && s->draft && !c->drafts) s->p.verdict = OUT_DRAFT;
    }
    warn_unknown(d, &c->pin);
    warn_unknown(d, &c->drop);
    if (!window_open(d)) return false;
    for (isize i = 0; i < d->nsheets; i++)
        if (d->sheets[i].p.verdict == IN) judge(d, &d->sheets[i], &d->b->span);
    return true;
}
