/* tex.c - see tex.h. */
#include "tex_local.h"

enum {
    MOST_SOURCE = 60000, /* bytes */
    MOST_LEVELS = 90,    /* of elements: what model_math.c and readers bear */
    LONG = 1700,         /* hundredths of an em: what a small page has … */
    LONGER = 2100        /* … and what it has of somewhat smaller letters */
};

static int levels(const struct node *root)
{
    int deepest = 0, depth = 0;
    for (const struct node *n = root; n;) {
        if (n->first) {
            n = n->first;
            if (++depth > deepest) deepest = depth;
            continue;
        }
        while (n != root && !n->next) {
            n = n->parent;
            depth--;
        }
        n = n == root ? NULL : n->next;
    }
    return deepest;
}

static bool peel(str *tex, str open, str close)
{
    if (tex->len < open.len + close.len || !str_starts(*tex, open) || !str_ends(*tex, close))
        return false;
    str inner = str_skip(str_head(*tex, tex->len - close.len), open.len);
    if (str_has(inner, open)) return false; /* two formulas */
    *tex = str_trim(inner);
    return true;
}

bool tex_strip(str *tex)
{
    *tex = str_trim(*tex);
    bool display = peel(tex, S("$$"), S("$$")) || peel(tex, S("\\["), S("\\]"));
    if (!display && !peel(tex, S("$"), S("$"))) peel(tex, S("\\("), S("\\)"));
    while (str_ends(*tex, S("\\\\"))) {
        *tex = str_trim(str_head(*tex, tex->len - 2));
        display = true;
    }
    return display;
}

bool tex_mathml(arena *a, str tex, bool display, struct node **out, str *why)
{
    struct tex p = {.a = a, .s = tex};
    *out = NULL;
    if (tex.len > MOST_SOURCE) return *why = S("a formula this long"), false;
    struct node *math = tex_node(&p, TAG_MATH);
    struct node *row = tex_cells(&p);
    if (tex_peek(&p) == TOK_CLOSE) tex_fail(&p, "a } too many");
    else if (p.tok == TOK_CMD) tex_fail(&p, "\\%.*s", STR(p.name));
    else if (p.tok != TOK_END) tex_fail(&p, "what is no formula");
    node_append(math, row);
    if (!p.failed && levels(math) > MOST_LEVELS) tex_fail(&p, "a formula this deep");
    if (!p.failed && !row->first && row->tag == TAG_MROW) tex_fail(&p, "an empty formula");
    *why = p.why;
    if (p.failed) return false;
    if (row->tag == TAG_MROW && !row->attrs) {
        node_move_kids(math, row);
        node_detach(row);
    }
    if (display) {
        int w = tex_width(math);
        node_set(a, math, ATTR_DISPLAY, S("block"));
        if (w > LONG) node_add_class(a, math, w > LONGER ? S("longer") : S("long"));
    }
    node_set(a, math, ATTR_ALTTEXT, tex);
    *out = math;
    return true;
}
