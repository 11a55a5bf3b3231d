/*
 * rule_stress.c - Chinese is not slanted.  What a post has in em is marked by dots if it is
 * short, and else in a regular script, as are titles and terms that other alphabets slant.
 */
#include "letter_local.h"
#include "shape_local.h"

enum { LONGEST = 24 /* ideographs that take dots */ };

static isize count_han(const struct node *n)
{
    isize han = 0, len;
    for (const struct node *k = n; k; k = node_next(k, n))
        for (isize i = 0; k->tag == TAG_TEXT && i < k->text.len && han <= LONGEST; i += len)
            han += letter_han(utf8_get(str_skip(k->text, i), &len));
    return han;
}

static bool is_slanted(const struct node *n)
{
    return node_is(n, TAG_EM) || node_is(n, TAG_I) || node_is(n, TAG_CITE) || node_is(n, TAG_DFN);
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    struct node *next = node_next(n, cx->root);
    if (!is_slanted(n) || !rule_is_cjk(cx) || node_has_class(n, S("em")) ||
        node_has_class(n, S("kai")) || shape_in_code(n))
        return next;
    isize han = count_han(n);
    bool outer =
        n->parent && (node_has_class(n->parent, S("em")) || node_has_class(n->parent, S("kai")));
    if (!han || outer) return next;
    node_add_class(cx->mem, n, node_is(n, TAG_EM) && han <= LONGEST ? S("em") : S("kai"));
    return next;
}

const struct rule rule_stress = {
    .name = "stress",
    .help = "Chinese in em has dots, in i, cite and dfn it is of a regular script",
    .apply = apply,
};
