/*
 * rule_twin.c - a picture behind itself, with not a word between: pages repeat one for
 * another size or another device, and authors by mistake.
 */
#include "audit.h"
#include "rule.h"

/* Smileys in a row are meant. */
static bool is_picture(const struct node *n)
{
    const struct node *p = node_is(n, TAG_IMG) ? node_up(n, TAG_P) : NULL;
    if (p && node_has_class(p, S("media"))) return false; /* a poster */
    return node_is(n, TAG_IMG) && !node_attr(n, ATTR_CLASS).len;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    str last = {0};
    for (struct node *n = node_next(root, root); n;) {
        bool words = last.len && n->tag == TAG_TEXT && audit_text(n->text).chars;
        if (words || (node_is(n, TAG_IMG) && !is_picture(n))) last = (str){0};
        if (!is_picture(n)) {
            n = node_next(n, root);
            continue;
        }
        str src = node_attr(n, ATTR_SRC);
        bool again = src.len && str_eq(src, last);
        last = src;
        if (again) rule_lose(cx, n, DIAG_IMG_TWIN, "");
        n = again ? node_remove(n, root) : node_next(n, root);
    }
    return NULL;
}

const struct rule rule_twin = {
    .name = "twin",
    .help = "a picture that follows itself with nothing between is shown once",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
