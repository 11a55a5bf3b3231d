/*
 * page.c - what posts say about themselves without front matter: the first lines of texts, and
 * their addresses.
 */
#include "collect_local.h"
#include "url.h"

/* --- texts ------------------------------------------------------------------ */

/* "[#]: author: (A Name https://…)" as translators' drafts have it. */
static void read_note(struct intake *in, str line)
{
    struct post *p = &in->to->p;
    str rest = str_trim(str_skip(line, 4));
    struct cut c = str_cut(rest, ':');
    str key = str_trim(c.head), value = str_trim(c.tail);
    if (value.len >= 2 && (value.p[0] == '(' || value.p[0] == '"'))
        value = str_trim((str){value.p + 1, value.len - 2});
    if (str_eq(key, S("url")) || str_eq(key, S("via"))) url_apply(in, value);
    if (!str_eq(key, S("author")) || p->author.len) return;
    isize link = str_find(value, S("http"), 0);
    if (link >= 0) value = str_trim(str_head(value, link));
    p->author = str_dup(in->keep, plain_line(in->tmp, value));
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
    if (!p->author.len && utf8_len(names) <= 40)
        p->author = str_dup(in->keep, plain_line(in->tmp, names));
}

void text_apply(struct intake *in)
{
    enum { LINES = 24 };
    bool heading = false;
    struct cut c = {.tail = in->body};
    for (int n = 0; n < LINES && c.tail.len; n++) {
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (!line.len) continue;
        if (str_starts(line, S("[#]:"))) {
            read_note(in, line);
            continue;
        }
        if (heading) {
            read_account(in, line);
            break;
        }
        if (!str_starts(line, S("# "))) break;
        heading = true;
    }
    in->to->p.title = str_dup(in->keep, heading_find(in->tmp, in->body));
}

/* --- addresses ---------------------------------------------------------------- */

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
