/*
 * rule_anchor.c - the sign beside a heading that a page's reader can copy a link from.
 */
#include "shape_local.h"

static bool is_sign(str s)
{
    static const str signs[] = {LIT("#"), LIT("¶"), LIT("§"),         LIT("🔗"),
                                LIT("⚓"), LIT("∞"), LIT("permalink"), LIT("Permalink")};
    for (isize i = 0; i < COUNT(signs); i++)
        if (str_eq(s, signs[i])) return true;
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    const struct node *h = n->parent;
    while (h && shape_inline(h)) h = h->parent;
    bool own = str_byte(node_attr(n, ATTR_HREF), '#', 0) >= 0;
    if (!shape_heading(h) || !own || !is_sign(str_trim(node_text_all(cx->mem, n))))
        return node_next(n, cx->root);
    rule_lose(cx, n, DIAG_NOISE_GONE, "");
    return node_remove(n, cx->root);
}

const struct rule rule_anchor = {
    .name = "anchor",
    .help = "signs beside headings that lead to themselves go",
    .on = TAG_A,
    .apply = apply,
};
