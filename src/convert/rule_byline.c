/*
 * rule_byline.c - a first line that says who and when: "Name  Account  2025-01-19 20:35", or
 * who alone: "Name的回答", "作者：Name".  The chapter's head says it, too.
 */
#include "audit.h"
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

/* All that the line says is the author's name; both are cores. */
static bool says_name(str line, str author)
{
    static const str words[] = {LIT("作者："), LIT("作者:")};
    static const str behind[] = {LIT("的回答"), LIT("的回答：")};
    for (isize i = 0; i < COUNT(words); i++)
        if (str_starts(line, words[i]) && str_eq(str_trim(str_skip(line, words[i].len)), author))
            return true;
    for (isize i = 0; i < COUNT(behind); i++)
        if (line.len == author.len + behind[i].len && str_starts(line, author) &&
            str_ends(line, behind[i]))
            return true;
    return false;
}

/* "Name  Account  2025-01-19 20:35" */
static bool says_name_and_date(str line, str author)
{
    return str_starts(line, author) && cut_date(&line);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct node *p = root->first;
    while (p && (shape_space(p) || node_is(p, TAG_IMG))) p = p->next;
    str author = cx->post ? cx->post->author : (str){0};
    if (!p || !node_is(p, TAG_P) || !author.len) return NULL;
    for (const struct node *k = node_next(p, p); k; k = node_next(k, p))
        if (k->tag != TAG_TEXT && !node_is(k, TAG_SPAN)) return NULL;
    str line = str_trim(node_text_all(cx->mem, p));
    if (utf8_len(line) > LINE_MAX) return NULL;
    if (!says_name(audit_core(cx->mem, line), audit_core(cx->mem, author)) &&
        !says_name_and_date(line, author))
        return NULL;
    rule_lose(cx, p, DIAG_BYLINE_GONE, "");
    node_detach(p);
    return NULL;
}

const struct rule rule_byline = {
    .name = "byline",
    .help = "a first line of author and date goes; the chapter's head has it",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
