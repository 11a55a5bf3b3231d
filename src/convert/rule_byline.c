/*
 * rule_byline.c - a first line that says who and when: "Name  Account  2025-01-19 20:35".  The
 * chapter's head says it, too.
 */
#include "shape_local.h"

enum { LINE_MAX = 100 /* code points */ };

/* Cut "2025-01-19 20:35" from the end of *s; false if there is none. */
static bool cut_date(str *s)
{
    isize at = s->len;
    int dashes = 0, digits = 0;
    while (at > 0 && (is_digit(s->p[at - 1]) || s->p[at - 1] == '-' || s->p[at - 1] == ':' ||
                      s->p[at - 1] == ' ')) {
        at--;
        dashes += s->p[at] == '-';
        digits += is_digit(s->p[at]);
    }
    *s = str_head(*s, at);
    return dashes == 2 && digits >= 6 && digits <= 14;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct node *p = root->first;
    while (p && (shape_space(p) || node_is(p, TAG_IMG))) p = p->next;
    str author = cx->post ? cx->post->author : (str){0};
    if (!p || !node_is(p, TAG_P) || !author.len) return NULL;
    for (const struct node *k = node_next(p, p); k; k = node_next(k, p))
        if (k->tag != TAG_TEXT) return NULL;
    str line = str_trim(node_text_all(cx->mem, p));
    if (utf8_len(line) > LINE_MAX || !str_starts(line, author) || !cut_date(&line)) return NULL;
    rule_lose(cx, p, DIAG_BYLINE_GONE, "");
    node_detach(p);
    return NULL;
}

const struct rule rule_byline = {
    .name = "byline",
    .help = "a first line of author and date stands in the chapter's head",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
