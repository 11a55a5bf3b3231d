/*
 * rule_title.c - the title stands above the chapter already: when the content begins with it
 * again, as a heading or as a line, it goes.
 *
 * Before headings are judged: one that goes is none that an article has.
 */
#include "shape_local.h"
#include "audit.h"

/* What the first words of the chapter stand in: a heading at any depth, or a block of the
 * chapter's own; pictures may stand before them. */
static struct node *first_words(const struct node *root)
{
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        if (shape_heading(n) && !shape_blank(n)) return n;
        if (n->tag != TAG_TEXT || shape_space(n)) continue;
        while (n->parent != root) n = n->parent;
        return n;
    }
    return NULL;
}

/* Words, bold or not, and nothing else. */
static bool is_line(const struct node *p, bool *bold)
{
    *bold = true;
    for (const struct node *k = node_next(p, p); k; k = node_next(k, p)) {
        bool strong = node_is(k, TAG_B) || node_is(k, TAG_STRONG);
        if (k->tag != TAG_TEXT && !strong) return false;
        *bold &= strong || shape_space(k) || node_up(k, TAG_B) || node_up(k, TAG_STRONG);
    }
    return true;
}

/* n is the title again; a line of the text if it is all there is, or a short question. */
static bool is_again(struct rule_ctx *cx, const struct node *n, str title)
{
    enum { SHORTEST = 4 /* code points: "Why?" may be a question of the text */ };
    bool bold, heading = shape_heading(n);
    if (!heading && (!node_is(n, TAG_P) || !is_line(n, &bold) || !shape_next(n))) return false;
    if (!heading && !bold && (utf8_len(title) <= SHORTEST || shape_prev(n))) return false;
    return str_eq(audit_core(cx->mem, node_text_all(cx->mem, n)), title);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    str title = cx->post ? audit_core(cx->mem, cx->post->title) : (str){0};
    if (!title.len) return NULL;
    for (struct node *n; (n = first_words(root)) && is_again(cx, n, title);) {
        rule_lose(cx, n, DIAG_TITLE_AGAIN, "");
        node_detach(n);
    }
    return NULL;
}

const struct rule rule_title = {
    .name = "title",
    .help = "the title again at the top goes",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
