/*
 * rule_noscript.c - pictures that a page has twice: one for readers without
 * scripts, one that a script would load.  One of them stays.
 */
#include "shape_local.h"

/* What stands beside n, some white space apart: pages put no more between twins,
 * and looking for more would cost time where many have gone. */
static struct node *beside(const struct node *n, bool ahead)
{
    enum { NEAR = 4 };
    struct node *k = ahead ? n->next : n->prev;
    for (int i = 0; k && shape_space(k); i++) {
        if (i == NEAR) return NULL;
        k = ahead ? k->next : k->prev;
    }
    return k;
}

/* The picture that is all there is in a block; NULL if there is more. */
static struct node *lone_image(struct node *k)
{
    enum { DEEP = 4 };
    for (int i = 0; k && i < DEEP; i++) {
        if (node_is(k, TAG_IMG)) return k;
        struct node *first = k->first;
        if (first && shape_space(first)) first = beside(first, true);
        if (!first || beside(first, true)) return NULL;
        k = first;
    }
    return NULL;
}

/* The twin of what is in n: the picture beside it.  One in a block of its own is it
 * only within the same figure, or if it is the same picture. */
static struct node *twin(const struct node *n, const struct node *inside)
{
    for (int ahead = 1; ahead >= 0; ahead--) {
        struct node *k = beside(n, ahead);
        if (!k || k->tag < TAG_UNKNOWN || node_is(k, TAG_NOSCRIPT)) continue;
        bool block = shape_block(k);
        struct node *img = block ? lone_image(k) : (struct node *)shape_image(k);
        if (!img) continue;
        bool same = str_eq(picture_source(img), picture_source(inside));
        if (!block || same || node_is(n->parent, TAG_FIGURE)) return img;
    }
    return NULL;
}

static bool asks_for_scripts(arena *a, const struct node *n)
{
    str text = node_text_all(a, n);
    return str_ifind(text, S("javascript"), 0) >= 0 || str_has(text, S("脚本"));
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    const struct node *inside = shape_image(n);
    if (!inside) {
        if (!asks_for_scripts(cx->mem, n)) return node_unwrap(n, cx->root);
        rule_lose(cx, n, DIAG_NOISE_GONE, "");
        return node_remove(n, cx->root);
    }
    struct node *other = twin(n, inside);
    if (other && picture_source(other).len) {
        rule_lose(cx, n, DIAG_IMG_TWIN, "");
        rule_say(cx, n, "its twin has a source, removed");
        return node_remove(n, cx->root);
    }
    if (other) {
        rule_lose(cx, other, DIAG_IMG_TWIN, "");
        node_detach(other);
    }
    return node_unwrap(n, cx->root);
}

const struct rule rule_noscript = {
    .name = "noscript",
    .help = "a picture and its twin for readers without scripts are shown once",
    .on = TAG_NOSCRIPT,
    .apply = apply,
};
