/* says.c - what a cover says: title, issue, dates, and the headlines that come first. */
#include "cover_local.h"
#include "date.h"
#include "lang.h"

/* --- dates --- */

static bool is_live(const struct post *p)
{
    return p->ndocs > 0;
}

/* "2021年8月7日—14日": of the last day only what differs. */
static str span_of(arena *a, struct date first, struct date last, str lang)
{
    if (first.year == last.year && first.month == last.month && first.day == last.day)
        return date_shown(a, first, lang);
    if (!lang_is_cjk(lang))
        return str_printf(a, "%.*s – %.*s", STR(date_iso(a, first)), STR(date_iso(a, last)));
    str from = date_shown(a, first, lang);
    if (first.year != last.year)
        return str_printf(a, "%.*s—%.*s", STR(from), STR(date_shown(a, last, lang)));
    if (first.month != last.month)
        return str_printf(a, "%.*s—%d月%d日", STR(from), last.month, last.day);
    return str_printf(a, "%.*s—%d日", STR(from), last.day);
}

static str dates_of(const struct book *b, arena *a)
{
    const struct post *first = NULL, *last = NULL;
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        if (!p->dated || !is_live(p)) continue;
        if (!first || p->published < first->published) first = p;
        if (!last || p->published > last->published) last = p;
    }
    if (!first) return (str){0};
    return span_of(a, date_of(first->published, first->zone), date_of(last->published, last->zone),
                   b->conf->lang);
}

/* --- headlines --- */

/* Whom the reader should see first: what the user has set above others, then what readers have. */
static bool is_before(const struct post *p, const struct post *q)
{
    bool pinned = p->verdict == IN_PINNED;
    if (pinned != (q->verdict == IN_PINNED)) return pinned;
    if (p->weight != q->weight) return p->weight > q->weight;
    return p->votes > q->votes;
}

static isize topic_of(const struct book *b, const struct post *p)
{
    isize i = p->part;
    while (b->parts[i].level > 0) i = b->parts[i].parent;
    return i;
}

/* The best of topic `part` that is not taken; NULL if there is none. */
static const struct post *best_of(const struct book *b, isize part, const bool *taken)
{
    const struct part *t = &b->parts[part];
    const struct post *best = NULL;
    for (isize i = t->first; i < t->first + t->count; i++) {
        const struct post *p = &b->posts[i];
        if (taken[i] || !is_live(p) || !p->title.len) continue;
        if (!best || is_before(p, best)) best = p;
    }
    return best;
}

static bool is_marked(const struct post *p)
{
    return p->verdict == IN_PINNED || p->weight > 0;
}

/* Those that the user has marked come first; then each topic in turn gives its best. */
isize leaders_of(const struct book *b, const struct post **out, isize most, arena scratch)
{
    bool *taken = make_n(&scratch, bool, b->nposts + 1);
    isize n = 0;
    while (n < most) {
        const struct post *best = NULL;
        for (isize i = 0; i < b->nposts; i++) {
            const struct post *p = &b->posts[i];
            if (taken[i] || !is_live(p) || !p->title.len || !is_marked(p)) continue;
            if (!best || is_before(p, best)) best = p;
        }
        if (!best) break;
        out[n++] = best;
        taken[best - b->posts] = true;
    }
    for (bool more = true; more && n < most;) {
        more = false;
        for (isize i = 0; i < b->nparts && n < most; i++) {
            const struct post *p = b->parts[i].level ? NULL : best_of(b, i, taken);
            if (!p) continue;
            out[n++] = p;
            taken[p - b->posts] = more = true;
        }
    }
    return n;
}

struct cover_text cover_says(const struct book *b, arena *a)
{
    const struct post *leaders[HEADLINES];
    struct cover_text t = {.title = b->conf->title, .subtitle = b->conf->subtitle};
    isize most = b->conf->cover_headlines < HEADLINES ? (isize)b->conf->cover_headlines : HEADLINES;
    t.dates = dates_of(b, a);
    if (b->issue.number) {
        t.number = str_printf(a, "%d", b->issue.number);
        t.issue = lang_is_cjk(b->conf->lang) ? str_printf(a, "第 %d 期", b->issue.number)
                                             : str_printf(a, "No. %d", b->issue.number);
        if (b->issue.name.len) t.title = b->issue.name;
        if (b->issue.dated) t.dates = span_of(a, b->issue.from, b->issue.to, b->conf->lang);
    }
    t.n = (int)leaders_of(b, leaders, most, *a);
    for (int i = 0; i < t.n; i++) {
        const struct part *topic = &b->parts[topic_of(b, leaders[i])];
        t.v[i] = (struct headline){leaders[i]->title, b->nparts > 1 ? topic->title : (str){0}};
    }
    return t;
}
