/*
 * history.c - what earlier issues had, and how an article is known again.
 *
 * The articles that were delivered stand as sheets of a draft of their own, and every post is
 * looked for among them as duplicates are among the posts.  A post is edited if its text is that of
 * none of the times it was delivered.
 */
#include "history.h"
#include "collect.h"
#include "hash.h"
#include "lang.h"
#include "twins_local.h"
#include "url.h"

struct past {
    struct draft *d;
    struct draft ghosts;
    struct twins known;
};

static void open_past(struct past *past, struct draft *d)
{
    const struct history *h = d->b->history;
    past->d = d;
    past->ghosts = (struct draft){.conf = d->conf, .a = d->a, .nsheets = h->n};
    past->ghosts.sheets = make_n(d->a, struct sheet, h->n + 1);
    for (isize i = 0; i < h->n; i++) {
        const struct delivered *one = &h->v[i];
        past->ghosts.sheets[i] = (struct sheet){.exact = one->exact,
                                                .raw = one->raw,
                                                .p = {.url = one->url,
                                                      .aliases = one->aliases,
                                                      .title = one->title,
                                                      .author = one->author,
                                                      .chars = one->chars,
                                                      .pictures = one->pictures,
                                                      .simhash = one->simhash}};
    }
    copies_open(&past->known, &past->ghosts);
    for (isize i = 0; i < h->n; i++) copies_keep(&past->known, i);
}

/* A name for an article that was in no issue: its number on its site, its address, or what it
 * says.  It is kept for ever, so it has to be the same on any machine. */
static str key_of(arena *a, const struct sheet *s)
{
    str id = s->p.url.len ? url_article(a, s->p.url) : (str){0};
    for (isize i = 0; !id.len && i < s->p.aliases.n; i++) {
        str alias = s->p.aliases.v[i];
        if (!str_has(alias, S("://"))) id = twins_address(a, alias);
    }
    if (!id.len && s->p.url.len) id = twins_address(a, s->p.url);
    if (id.len) return id;
    str text =
        str_printf(a, "%.*s\n%.*s\n%016llx %lld %d", STR(s->p.title), STR(s->p.author),
                   (unsigned long long)(s->p.chars ? s->exact : s->raw), s->p.chars, s->p.pictures);
    return str_printf(a, "text:%.*s", STR(sha256_hex(a, sha256(text), 8)));
}

str article_key(arena *a, str address)
{
    str id = url_article(a, address);
    if (!id.len && str_has(address, S("://"))) id = twins_address(a, address);
    return id.len ? id : address;
}

/* The text is as it was in none of the issues that had the article; `at` is one of them.  *last
 * gets the last issue that had it. */
static bool is_edited(const struct history *h, isize at, const struct sheet *s, int *last)
{
    isize i = at;
    bool known = false;
    while (i > 0 && str_eq(h->v[i - 1].key, h->v[at].key)) i--;
    *last = 0;
    for (; i < h->n && str_eq(h->v[i].key, h->v[at].key); i++) {
        const struct delivered *one = &h->v[i];
        if (one->issue > *last) *last = one->issue;
        known |= (one->exact == s->exact && one->chars == s->p.chars) || one->raw == s->raw;
        known |= !one->exact && !one->raw; /* nobody can tell */
    }
    return !known;
}

static void meet(struct past *past, struct sheet *s)
{
    struct draft *d = past->d;
    const struct history *h = d->b->history;
    struct post *p = &s->p;
    const char *by;
    int last;
    isize at = copies_find(&past->known, s, &by);
    if (at < 0) return;
    bool edited = is_edited(h, at, s, &last);
    p->key = h->v[at].key;
    if (!edited || d->conf->on_update == UPDATE_SKIP) {
        p->verdict = OUT_DELIVERED;
        p->why = str_printf(d->a, "number %d, by %s%s", last, by, edited ? "; edited since" : "");
        return;
    }
    if (p->verdict == OUT_EARLY) p->verdict = IN;
    p->marked = d->conf->on_update == UPDATE_NOTE;
    p->why = str_printf(d->a, "again, edited since number %d", last);
}

/* The reader sees that it is an article of before. */
static void mark(struct draft *d, struct post *p)
{
    if (p->marked)
        p->title = str_printf(d->a, "%.*s%s", STR(p->title), history_mark(d->conf->lang));
}

const char *history_mark(str lang)
{
    return lang_is_cjk(lang) ? "（更新）" : " (updated)";
}

void history_apply(struct draft *d)
{
    const struct history *h = d->b->history;
    const struct span *w = &d->b->span;
    struct past past;
    bool due = h->replay || !(w->from && w->to && w->first >= w->after);
    open_past(&past, d);
    for (isize i = 0; i < d->nsheets; i++) {
        struct sheet *s = &d->sheets[i];
        struct post *p = &s->p;
        p->exact = s->exact;
        p->raw = s->raw;
        p->marked = h->replay && strs_has(&h->marked, p->path);
        bool may = sheet_in(s) || (due && p->verdict == OUT_EARLY);
        if (may && !h->replay) meet(&past, s);
        if (sheet_in(s) && !due) {
            p->verdict = OUT_LATE;
            p->why = S("the next issue's time has not come");
        }
        if (!sheet_in(s)) continue;
        if (!p->key.len) p->key = key_of(d->a, s);
        mark(d, p);
    }
}
