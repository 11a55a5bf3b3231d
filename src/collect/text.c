/*
 * text.c - what posts say about themselves without front matter: the first lines of texts, and
 * their addresses.
 */
#include "collect_local.h"
#include "said.h"
#include "url.h"

/* --- texts ------------------------------------------------------------------ */

/* "10,772" */
static long long count_of(str s)
{
    long long n = 0;
    for (isize i = 0; i < s.len; i++)
        if (is_digit(s.p[i])) n = n * 10 + s.p[i] - '0';
    return n;
}

static void said_apply(struct intake *in, const struct said *s)
{
    struct post *p = &in->to->p;
    where at = {.file = p->path};
    switch (s->kind) {
    case SAID_AUTHOR:
        if (!p->author.len) p->author = str_dup(in->keep, plain_line(in->tmp, s->value));
        break;
    case SAID_DATE:
        if (!p->dated) date_apply(in, s->value, at, false);
        break;
    case SAID_UPDATED:
        if (!p->updated) date_apply(in, s->value, at, true);
        break;
    case SAID_URL: url_apply(in, s->value); break;
    case SAID_VOTES:
        if (!p->votes) p->votes = count_of(s->value);
        break;
    case SAID_NOTHING:
    case SAID_CREDIT: break;
    }
}

/* " Name  Account   2025-01-19 20:35  ": who and when, below a WeChat title. */
static void read_account(struct intake *in, str line)
{
    struct post *p = &in->to->p;
    isize at = line.len;
    while (at > 0 && (is_digit(line.p[at - 1]) || line.p[at - 1] == '-' || line.p[at - 1] == ':' ||
                      line.p[at - 1] == ' '))
        at--;
    str date = str_trim(str_skip(line, at)), names = str_trim(str_head(line, at));
    struct when d;
    if (date.len < 8 || when_read(date, &in->cx->zone, &d) != WHEN_OK || !d.timed) return;
    if (!p->dated) date_apply(in, date, (where){.file = p->path}, false);
    isize gap = str_find(names, S("  "), 0);
    if (gap > 0) names = str_head(names, gap);
    if (!p->author.len && utf8_len(names) <= NAME_LONGEST)
        p->author = str_dup(in->keep, plain_line(in->tmp, names));
}

/* The line below the title, if it is one of who and when. */
static void read_below_title(struct intake *in)
{
    enum { LINES = 24 };
    bool heading = false;
    struct cut c = {.tail = in->body};
    for (int n = 0; n < LINES && c.tail.len; n++) {
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (!line.len || str_starts(line, S("[#]:"))) continue;
        if (heading) {
            read_account(in, line);
            return;
        }
        if (!str_starts(line, S("# "))) return;
        heading = true;
    }
}

void text_apply(struct intake *in)
{
    struct saids list = said_find(in->tmp, in->body);
    for (isize i = 0; i < list.n; i++) said_apply(in, &list.v[i]);
    read_below_title(in);
    in->to->p.title = str_dup(in->keep, heading_find(in->tmp, in->body));
}

/* --- addresses ---------------------------------------------------------------- */

void place_apply(struct intake *in, str place)
{
    struct post *p = &in->to->p;
    while (str_starts(place, S("/"))) place = str_skip(place, 1);
    if (str_ends(place, S("index.html"))) place.len -= S("index.html").len;
    if (str_iends(place, S(".html"))) place.len -= S(".html").len;
    while (str_ends(place, S("/"))) place.len--;
    if (!place.len || str_byte(place, ':', 0) >= 0 || str_byte(place, ' ', 0) >= 0) return;
    place = str_printf(in->keep, "/%.*s", STR(place));
    if (!strs_has(&p->aliases, place)) strs_add(in->keep, &p->aliases, place);
}

void url_apply(struct intake *in, str url)
{
    struct post *p = &in->to->p;
    str clean, none = {0};
    if (str_starts(url, S("//"))) url = str_printf(in->tmp, "https:%.*s", STR(url));
    if (!str_istarts(url, S("http")) || !url_clean(in->tmp, url, none, &clean)) return;
    str id = url_article(in->tmp, clean);
    if (!p->url.len) p->url = str_dup(in->keep, clean);
    else if (!str_eq(p->url, clean) && !strs_has(&p->aliases, clean))
        strs_add(in->keep, &p->aliases, str_dup(in->keep, clean));
    if (id.len && !strs_has(&p->aliases, id))
        strs_add(in->keep, &p->aliases, str_dup(in->keep, id));
}
