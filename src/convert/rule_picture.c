/* rule_picture.c - what is left of <picture> when its img has been chosen. */
#include "shape_local.h"

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        if (node_is(k, TAG_SOURCE)) node_detach(k);
    }
    return node_unwrap(n, cx->root);
}

const struct rule rule_picture = {
    .name = "picture",
    .help = "picture elements are unwrapped around their img",
    .on = TAG_PICTURE,
    .apply = apply,
};
