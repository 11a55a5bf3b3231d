/*
 * fuzz_parse.c - any text becomes a sound tree.
 *
 * Claim: whatever the input, links between nodes agree both ways, the tree is less than HTML_DEPTH
 * deep, attributes are there once, lines do not leave the text, memory is linear in the input, a
 * second parse gives the same tree, and what was UTF-8 stays so.  The first byte chooses the
 * context.
 */
#include "html.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void claim(bool so)
{
    if (!so) abort();
}

static const struct html_opts ways[] = {
    {0},
    {.scripting = true},
    {.srcdoc = true},
    {.context = TAG_BODY},
    {.context = TAG_DIV, .scripting = true},
    {.context = TAG_TABLE},
    {.context = TAG_TR},
    {.context = TAG_TD},
    {.context = TAG_TEMPLATE},
    {.context = TAG_SELECT},
    {.context = TAG_HTML},
    {.context = TAG_FORM},
    {.context = TAG_COLGROUP},
    {.context = TAG_FRAMESET},
    {.context = TAG_TEXTAREA},
    {.context = TAG_SCRIPT},
    {.context = TAG_SVG, .context_ns = NS_SVG},
    {.context = TAG_FOREIGNOBJECT, .context_ns = NS_SVG},
    {.context = TAG_MATH, .context_ns = NS_MATHML},
    {.context = TAG_ANNOTATION_XML, .context_ns = NS_MATHML},
};

static void check_attrs(const struct node *n, bool utf8)
{
    int i = 0;
    for (const struct attr *a = n->attrs; a; a = a->next) {
        claim(a->name.len > 0 && a->id != ATTR_NONE);
        claim(!utf8 || (utf8_ok(a->name) && utf8_ok(a->value)));
        if (i++ > 16) continue;
        for (const struct attr *b = a->next; b; b = b->next) claim(!str_eq(a->name, b->name));
    }
}

static void check_node(const struct node *n, int lines, bool utf8)
{
    claim(n->first ? !n->first->prev && n->last && !n->last->next : !n->last);
    claim(!n->next || (n->next->prev == n && n->next->parent == n->parent));
    claim(!n->prev || n->prev->next == n);
    claim(!n->first || n->first->parent == n);
    claim(n->line >= 1 && n->line <= lines);
    claim(!utf8 || utf8_ok(n->text));
    if (n->tag == TAG_TEXT || n->tag == TAG_COMMENT) claim(!n->first && !n->attrs);
    if (n->tag == TAG_TEXT) claim(n->text.len > 0);
    if (n->tag > TAG_TEXT) claim(node_name(n).len > 0);
    check_attrs(n, utf8);
}

static void check_tree(const struct node *root, int lines, bool utf8)
{
    int depth = 0;
    for (const struct node *n = root; n;) {
        check_node(n, lines, utf8);
        claim(depth < HTML_DEPTH);
        if (n->first) {
            n = n->first;
            depth++;
            continue;
        }
        for (; n != root && !n->next; n = n->parent) depth--;
        n = n == root ? NULL : n->next;
    }
}

static void check_same(const struct node *a, const struct node *b)
{
    const struct node *x = a, *y = b;
    for (; x && y; x = node_next(x, a), y = node_next(y, b)) {
        claim(x->tag == y->tag && x->ns == y->ns && x->line == y->line && str_eq(x->text, y->text));
        const struct attr *p = x->attrs, *q = y->attrs;
        for (; p && q; p = p->next, q = q->next)
            claim(p->id == q->id && p->ns == q->ns && str_eq(p->name, q->name) &&
                  str_eq(p->value, q->value));
        claim(!p && !q);
    }
    claim(!x && !y);
}

static int lines_of(str s)
{
    int n = 1;
    for (isize i = 0; i < s.len; i++) n += s.p[i] == '\n' || s.p[i] == '\r';
    return n;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve(512 << 20);
    if (!size) return 0;
    arena mem = all;
    const struct html_opts opts = ways[data[0] % COUNT(ways)];
    const size_t len = size - 1;
    u8 *copy = malloc(len ? len : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    memcpy(copy, data + 1, len);

    str text = {copy, (isize)len};
    const struct node *root = html_parse(&mem, text, opts);
#ifndef __SANITIZE_ADDRESS__
    claim(mem.at - all.at < 128 * text.len + (4 << 20));
#endif
    check_tree(root, lines_of(text), utf8_ok(text));
    check_same(root, html_parse(&mem, text, opts));
    free(copy);
    return 0;
}
