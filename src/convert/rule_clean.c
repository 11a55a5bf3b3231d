/*
 * rule_clean.c - a page's classes, data and styles mean nothing in a book.
 * Kept are the few classes that the book knows (class.def).
 */
#include "shape_local.h"
#include "model.h"

static void clean_class(struct rule_ctx *cx, struct node *n)
{
    struct buf b = {.mem = cx->mem};
    str list = node_attr(n, ATTR_CLASS);
    isize kept = 0;
    for (struct cut c = {.tail = list}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        str name = str_trim(c.head);
        if (!name.len || !model_knows_class(name)) continue;
        if (kept++) buf_byte(&b, ' ');
        buf_add(&b, name);
    }
    if (kept) node_set(cx->mem, n, ATTR_CLASS, buf_str(&b));
    else node_unset(n, ATTR_CLASS);
}

static bool is_data(const struct attr *at)
{
    if (at->id == ATTR_ROLE && !str_starts(at->value, S("doc-"))) return true;
    return str_starts(at->name, S("data-")) || str_starts(at->name, S("on")) ||
           str_starts(at->name, S("aria-")) || at->id == ATTR_STYLE || at->id == ATTR_EEIMG ||
           at->id == ATTR_LOADING || at->id == ATTR_DECODING || at->id == ATTR_REFERRERPOLICY ||
           at->id == ATTR_SRCSET || at->id == ATTR_SIZES || at->id == ATTR_TARGET ||
           at->id == ATTR_REL;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML) return node_next(n, cx->root);
    bool img = node_is(n, TAG_IMG);
    for (struct attr **at = &n->attrs; *at;) {
        bool picture = img && (*at)->id != ATTR_SRC && (*at)->id != ATTR_ALT &&
                       (*at)->id != ATTR_CLASS && (*at)->id != ATTR_ID;
        if (is_data(*at) || picture) *at = (*at)->next;
        else at = &(*at)->next;
    }
    clean_class(cx, n);
    bool bare = !n->attrs && (node_is(n, TAG_SPAN) || node_is(n, TAG_FONT));
    return bare ? node_unwrap(n, cx->root) : node_next(n, cx->root);
}

const struct rule rule_clean = {
    .name = "clean",
    .help = "classes, styles and data attributes of the page go",
    .apply = apply,
};
