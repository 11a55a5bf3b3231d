/*
 * rule_lines.c - several lines in one paragraph, which the author broke.
 *
 * Short ones are a poem, an address, a list of names: they stand as a block, or the first of them
 * alone would be indented.  Long ones are paragraphs of an editor that knew no others.
 */
#include "manner_local.h"
#include "shape_local.h"

/* Each br that stands directly in p begins a paragraph. */
static void split(struct rule_ctx *cx, struct node *p)
{
    struct node *to = p;
    for (struct node *k = p->first, *next; k; k = next) {
        next = k->next;
        if (node_is(k, TAG_BR)) {
            node_detach(k);
            struct node *fresh = node_make(cx->mem, TAG_P);
            fresh->line = k->line;
            node_after(to, fresh);
            to = fresh;
        } else if (to != p) {
            node_detach(k);
            node_append(to, k);
        }
    }
    for (struct node *k = p, *next; k; k = k == to ? NULL : next) {
        next = k->next;
        if (k != p && shape_blank(k)) node_detach(k);
    }
}

static bool has_inner_break(const struct node *p)
{
    for (const struct node *k = p; k; k = node_next(k, p))
        if (node_is(k, TAG_BR) && k->parent != p) return true;
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    enum { LEAST = 3, WIDEST = 2 * 22 /* halves of an em */ };
    struct node *next = node_next(n, cx->root);
    bool free = n->parent == cx->root || node_is(n->parent, TAG_BLOCKQUOTE) ||
                node_is(n->parent, TAG_SECTION);
    if (!free || node_has(n, ATTR_CLASS) || shape_image(n)) return next;
    struct lines l = manner_lines(n);
    if (l.n < LEAST) return next;
    if (l.widest > WIDEST && has_inner_break(n)) return next;
    if (l.widest > WIDEST) {
        rule_say(cx, n, "%td lines become paragraphs", l.n);
        split(cx, n);
        return node_next(n, cx->root);
    }
    rule_say(cx, n, "%td short lines stand as a block", l.n);
    node_add_class(cx->mem, n, S("lines"));
    return next;
}

const struct rule rule_lines = {
    .name = "lines",
    .help =
        "short lines of one paragraph, as of a poem, stand as a block; long ones are paragraphs",
    .on = TAG_P,
    .apply = apply,
};
