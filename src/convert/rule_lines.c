/*
 * rule_lines.c - several short lines in one paragraph, which the author broke: a poem, an address,
 * a list of names.  They stand as a block, or the first of them alone would be indented.
 */
#include "manner_local.h"
#include "shape_local.h"

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    enum { LEAST = 3, WIDEST = 2 * 22 /* halves of an em */ };
    struct node *next = node_next(n, cx->root);
    bool free = n->parent == cx->root || node_is(n->parent, TAG_BLOCKQUOTE) ||
                node_is(n->parent, TAG_SECTION);
    if (!free || node_has(n, ATTR_CLASS) || shape_image(n)) return next;
    struct lines l = manner_lines(n);
    if (l.n < LEAST || l.widest > WIDEST) return next;
    rule_say(cx, n, "%td short lines stand as a block", l.n);
    node_add_class(cx->mem, n, S("lines"));
    return next;
}

const struct rule rule_lines = {
    .name = "lines",
    .help = "short lines of one paragraph, as of a poem, stand as a block",
    .on = TAG_P,
    .apply = apply,
};
