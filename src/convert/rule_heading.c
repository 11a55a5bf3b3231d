/*
 * rule_heading.c - headings as a chapter has them: its own title is h1, so the
 * first level below is h2, and no level is skipped.
 */
#include "shape_local.h"

static bool is_bold(const struct node *n)
{
    return node_is(n, TAG_B) || node_is(n, TAG_STRONG);
}

/* A heading that is bold as a whole is only that: headings are. */
static void unbold(struct node *h)
{
    for (const struct node *k = node_next(h, h); k;) {
        if (k->tag == TAG_TEXT && !shape_space(k)) return;
        k = is_bold(k) ? node_skip(k, h) : node_next(k, h);
    }
    for (struct node *k = node_next(h, h); k;) k = is_bold(k) ? node_unwrap(k, h) : node_next(k, h);
}

struct levels {
    int from[7], to[7], n; /* what is open, as written and as it becomes */
};

static int level(struct levels *l, int written)
{
    while (l->n && l->from[l->n - 1] > written) l->n--;
    if (l->n && l->from[l->n - 1] == written) return l->to[l->n - 1];
    int to = l->n ? l->to[l->n - 1] + 1 : 2;
    l->from[l->n] = written;
    l->to[l->n++] = to > 6 ? 6 : to;
    return l->to[l->n - 1];
}

/* A heading without words holds a picture or nothing. */
static bool has_words(const struct node *h)
{
    for (const struct node *k = node_next(h, h); k; k = node_next(k, h))
        if (k->tag == TAG_TEXT && !shape_space(k)) return true;
    return false;
}

static struct node *mend(struct rule_ctx *cx, struct node *h, struct levels *l)
{
    if (shape_blank(h) && !node_has(h, ATTR_ID)) return node_remove(h, cx->root);
    if (!has_words(h)) {
        h->tag = TAG_P;
        return h;
    }
    unbold(h);
    int to = level(l, h->tag - TAG_H1 + 1);
    if (to != h->tag - TAG_H1 + 1) rule_say(cx, h, "h%d becomes h%d", h->tag - TAG_H1 + 1, to);
    h->tag = (u16)(TAG_H1 + to - 1);
    return node_skip(h, cx->root);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct levels l = {0};
    for (struct node *n = node_next(root, root); n;)
        n = shape_heading(n) ? mend(cx, n, &l) : node_next(n, root);
    return NULL;
}

const struct rule rule_heading = {
    .name = "heading",
    .help = "headings start at h2 and skip no level; empty ones go",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
