/* rule_upright.c - see upright.h: of a post's text, what does not run across already. */
#include "shape_local.h"
#include "upright.h"

/* Notes' numbers, and text whose line runs across. */
static bool is_across(const struct node *n)
{
    for (; n; n = n->parent) {
        if (n->ns != NS_HTML || node_is(n, TAG_SUP) || node_is(n, TAG_SUB) || node_is(n, TAG_RT) ||
            node_is(n, TAG_TABLE) || node_has_class(n, S("tcy")) || node_has_class(n, S("tex")))
            return true;
    }
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    struct node *next = node_next(n, cx->root);
    bool vertical = cx->conf && cx->conf->writing_mode == WRITING_VERTICAL;
    if (vertical && !shape_in_code(n->parent) && !is_across(n->parent)) upright_text(cx->mem, n);
    return next;
}

const struct rule rule_upright = {
    .name = "upright",
    .help = "in vertical writing one or two digits, and pairs as !?, stand upright in one square",
    .on = TAG_TEXT,
    .apply = apply,
};
