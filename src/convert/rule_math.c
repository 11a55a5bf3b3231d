/*
 * rule_math.c - of a formula's many shapes on a page, its TeX stays: what a
 * script has drawn from it is a twin.
 */
#include "shape_local.h"

/* The TeX an element carries; false if it carries none. */
static bool tex_of(struct rule_ctx *cx, const struct node *n, str *tex)
{
    if (n->tag < TAG_UNKNOWN) return false;
    if (node_is(n, TAG_SCRIPT)) {
        *tex = node_text_all(cx->mem, n);
        return str_istarts(node_attr(n, ATTR_TYPE), S("math/tex"));
    }
    if (node_is(n, TAG_IMG)) return false;
    *tex = node_attr(n, ATTR_DATA_TEX);
    if (!tex->len) *tex = node_attr(n, ATTR_DATA_FORMULA);
    if (tex->len) return true;
    if (!node_has_class(n, S("katex"))) return false;
    for (const struct node *k = node_next(n, n); k; k = node_next(k, n)) {
        if (k->tag != TAG_ANNOTATION) continue;
        *tex = node_text_all(cx->mem, k);
        return true;
    }
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    str tex;
    if (!tex_of(cx, n, &tex)) return node_next(n, cx->root);
    if (!str_trim(tex).len) return node_next(n, cx->root);
    struct node *code = node_make(cx->mem, TAG_CODE);
    code->line = n->line;
    node_set(cx->mem, code, ATTR_CLASS, S("tex"));
    node_append(code, shape_words(cx->mem, str_trim(tex)));
    node_before(n, code);
    rule_lose(cx, n, DIAG_TWIN_GONE, "formula");
    struct node *on = node_remove(n, cx->root);
    while (on && node_is(on, TAG_SCRIPT) && str_istarts(node_attr(on, ATTR_TYPE), S("math/tex")) &&
           str_eq(str_trim(node_text_all(cx->mem, on)), str_trim(tex)))
        on = node_remove(on, cx->root);
    return on;
}

const struct rule rule_math = {
    .name = "math",
    .help = "a formula is its TeX once; what scripts drew from it goes",
    .apply = apply,
};
