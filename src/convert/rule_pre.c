/*
 * rule_pre.c - the edges of pre: no empty lines at its ends, no tabs (a reader
 * cannot be told how wide they are), and one code element inside.
 */
#include "shape_local.h"

static str widen(arena *a, str s)
{
    struct buf b = {.mem = a};
    if (str_byte(s, '\t', 0) < 0) return s;
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '\t') buf_add(&b, S("    "));
        else buf_byte(&b, s.p[i]);
    }
    return buf_str(&b);
}

/* Cut white lines before the first line that has something on it. */
static void trim_start(struct node *pre)
{
    for (struct node *n = node_next(pre, pre); n;) {
        if (n->tag != TAG_TEXT) {
            n = node_next(n, pre);
            continue;
        }
        isize keep = 0, i = 0;
        while (i < n->text.len && is_space(n->text.p[i]))
            if (n->text.p[i++] == '\n') keep = i;
        bool ended = i < n->text.len;
        n->text = str_skip(n->text, keep);
        if (ended) return;
        n = n->text.len ? node_next(n, pre) : node_remove(n, pre);
    }
}

static void trim_end(struct node *pre)
{
    struct node *n = pre;
    for (;;) {
        while (n->last) n = n->last;
        if (n == pre || n->tag != TAG_TEXT) return;
        while (n->text.len && is_space(n->text.p[n->text.len - 1])) n->text.len--;
        if (n->text.len) return;
        struct node *parent = n->parent;
        node_detach(n);
        n = parent;
        if (!n->first && n != pre) n->text = (str){0};
        if (!n->first) return; /* an empty element is another rule's */
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *pre)
{
    for (struct node *n = node_next(pre, pre); n; n = node_next(n, pre))
        if (n->tag == TAG_TEXT) n->text = widen(cx->mem, n->text);
    trim_start(pre);
    trim_end(pre);
    return node_skip(pre, cx->root);
}

const struct rule rule_pre = {
    .name = "pre",
    .help = "tabs of code become spaces, empty lines at its ends go",
    .on = TAG_PRE,
    .apply = apply,
};
