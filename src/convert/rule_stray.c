/*
 * rule_stray.c - parts away from their whole, before lines become paragraphs: items and terms
 * without a list begin one, a caption without a table is a line, and so are words that
 * stand in a figure beside its picture.
 */
#include "shape_local.h"

/* A term outside of a list of definitions begins one, as far as there are definitions. */
static void mend_term(struct rule_ctx *cx, struct node *n)
{
    if (node_is(n->parent, TAG_DL) || node_is(n->parent, TAG_DIV)) return;
    const struct node *next = shape_next(n);
    if (!node_is(n, TAG_DT) || !next || !(node_is(next, TAG_DD) || node_is(next, TAG_DT))) {
        n->tag = TAG_DIV;
        return;
    }
    struct node *dl = node_make(cx->mem, TAG_DL);
    dl->line = n->line;
    node_before(n, dl);
    for (struct node *k = n; k; k = n) {
        n = shape_next(k);
        node_detach(k);
        node_append(dl, k);
        if (!node_is(n, TAG_DT) && !node_is(n, TAG_DD)) break;
    }
}

/* What holds blocks and is no list. */
static bool is_box(const struct node *n)
{
    static const bool is[TAGS] = {[TAG_BLOCKQUOTE] = true,
                                  [TAG_ASIDE] = true,
                                  [TAG_DETAILS] = true,
                                  [TAG_SECTION] = true,
                                  [TAG_BODY] = true};
    return n->ns == NS_HTML && (is[n->tag] || (node_is(n, TAG_DIV) && node_has(n, ATTR_EPUB_TYPE)));
}

/* Items without a list begin one. */
static void mend_item(struct rule_ctx *cx, struct node *n)
{
    const struct node *in = n->parent;
    if (node_is(in, TAG_UL) || node_is(in, TAG_OL) || node_is(in, TAG_MENU)) return;
    if (in != cx->root && !is_box(in)) return; /* one may be around its box */
    struct node *ul = node_make(cx->mem, TAG_UL);
    ul->line = n->line;
    node_before(n, ul);
    for (struct node *k = n; node_is(k, TAG_LI); k = n) {
        n = shape_next(k);
        node_detach(k);
        node_append(ul, k);
        if (!n) break;
    }
}

/* A picture, or the box for one, at or below n. */
static bool shows(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (node_is(k, TAG_IMG) || (k->tag >= TAG_UNKNOWN && node_has_class(k, S("missing"))))
            return true;
    return false;
}

/* Words in a figure beside its picture are a line of their own, which may be the caption. */
static void mend_figure(struct rule_ctx *cx, struct node *figure)
{
    struct node *p = NULL;
    for (struct node *k = figure->first, *next; k; k = next) {
        next = k->next;
        bool word = (k->tag == TAG_TEXT || shape_inline(k)) && !shows(k);
        if (!word || (!p && (shape_space(k) || node_is(k, TAG_BR)))) {
            if (!word) p = NULL;
            continue;
        }
        if (!p) {
            p = node_make(cx->mem, TAG_P);
            p->line = k->line;
            node_before(k, p);
        }
        node_detach(k);
        node_append(p, k);
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    if (node_is(n, TAG_DT) || node_is(n, TAG_DD)) mend_term(cx, n);
    if (node_is(n, TAG_LI)) mend_item(cx, n);
    if (node_is(n, TAG_FIGURE)) mend_figure(cx, n);
    if (node_is(n, TAG_CAPTION) && !node_is(n->parent, TAG_TABLE)) n->tag = TAG_DIV;
    return node_next(n, cx->root);
}

const struct rule rule_stray = {
    .name = "stray",
    .help = "items, terms and captions that stand alone are lists and lines",
    .apply = apply,
};
