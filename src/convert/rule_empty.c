/* rule_empty.c - husks that other rules leave, and that pages come with. */
#include "shape_local.h"

static bool may_be_empty(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_IMG] = true,   [TAG_BR] = true,  [TAG_HR] = true,       [TAG_TD] = true,
        [TAG_TH] = true,    [TAG_COL] = true, [TAG_COLGROUP] = true, [TAG_WBR] = true,
        [TAG_INPUT] = true, [TAG_TR] = true,  [TAG_RT] = true,       [TAG_RP] = true,
        [TAG_RB] = true,    [TAG_DD] = true,  [TAG_UNKNOWN] = true};
    return n->ns != NS_HTML || is[n->tag] || node_has(n, ATTR_ID);
}

static bool is_hollow(const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (!shape_space(k) && !(node_is(k, TAG_BR) && shape_block(n))) return false;
    return true;
}

/* A rule between nothing and something, or another one, parts nothing. */
static bool is_idle_rule(const struct node *n, const struct node *root)
{
    const struct node *prev = shape_prev(n), *next = shape_next(n);
    if (next && node_is(next, TAG_HR)) return true;
    return n->parent == root && (!prev || !next);
}

/* One quotation all around another says nothing more. */
static void mend_quote(struct node *n, const struct node *root)
{
    struct node *inner = node_is(n, TAG_BLOCKQUOTE) ? shape_only(n) : NULL;
    if (node_is(inner, TAG_BLOCKQUOTE) && !node_has(inner, ATTR_ID)) node_unwrap(inner, root);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct shape_list all = shape_leaves_first(cx->mem, root);
    for (isize i = 0; i < all.n; i++) {
        struct node *n = all.v[i];
        if (node_is(n, TAG_HR) && is_idle_rule(n, root)) {
            node_detach(n);
            continue;
        }
        mend_quote(n, root);
        if (n->tag < TAG_UNKNOWN || may_be_empty(n) || !is_hollow(n)) continue;
        if (shape_inline(n)) node_unwrap(n, root); /* a blank in it may part two words */
        else node_detach(n);
    }
    return NULL;
}

const struct rule rule_empty = {
    .name = "empty",
    .help = "elements with nothing in them go",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
