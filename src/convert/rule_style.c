/*
 * rule_style.c - of inline styles, what carries meaning becomes an element or
 * a class: bold, italic, struck out, centred, to the right.  The rest is the
 * book's own business.
 */
#include "shape_local.h"

struct look {
    bool bold, italic, strike;
    str align; /* "center" or "right" */
};

static str align_of(str value)
{
    if (str_istarts(value, S("center")) || str_istarts(value, S("-webkit-center")) ||
        str_ieq(value, S("middle")))
        return S("center");
    if (str_istarts(value, S("right")) || str_ieq(value, S("end"))) return S("right");
    return (str){0};
}

static void declaration(struct look *l, str name, str value)
{
    long long weight = 0;
    if (str_ieq(name, S("text-align"))) {
        l->align = align_of(value);
    } else if (str_ieq(name, S("font-weight"))) {
        isize digits = 0;
        while (digits < value.len && is_digit(value.p[digits])) digits++;
        str_int(str_head(value, digits), &weight);
        l->bold = str_istarts(value, S("bold")) || weight >= 600;
    } else if (str_ieq(name, S("font-style"))) {
        l->italic = str_istarts(value, S("italic")) || str_istarts(value, S("oblique"));
    } else if (str_istarts(name, S("text-decoration"))) {
        l->strike = str_ifind(value, S("line-through"), 0) >= 0;
    }
}

static struct look read_look(const struct node *n)
{
    struct look l = {0};
    for (struct cut c = {.tail = node_attr(n, ATTR_STYLE)}; c.tail.len;) {
        c = str_cut(c.tail, ';');
        struct cut kv = str_cut(c.head, ':');
        declaration(&l, str_trim(kv.head), str_trim(kv.tail));
    }
    if (!l.align.len) l.align = align_of(str_trim(node_attr(n, ATTR_ALIGN)));
    if (node_is(n, TAG_CENTER)) l.align = S("center");
    return l;
}

/* Put everything in n into one element of tag t. */
static void surround(struct rule_ctx *cx, struct node *n, enum tag t)
{
    struct node *w = node_make(cx->mem, t);
    w->line = n->line;
    node_move_kids(w, n);
    node_append(n, w);
}

static bool is_heading(const struct node *n)
{
    return n->tag >= TAG_H1 && n->tag <= TAG_H6;
}

/* Elements on which weight and slant mean their own words, not a whole page's. */
static bool takes_marks(const struct node *n)
{
    return node_is(n, TAG_SPAN) || node_is(n, TAG_FONT) || node_is(n, TAG_P) || node_is(n, TAG_A) ||
           node_is(n, TAG_LI) || node_is(n, TAG_TD);
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    bool styled = node_has(n, ATTR_STYLE) || node_has(n, ATTR_ALIGN) || node_is(n, TAG_CENTER);
    if (!styled || n->ns != NS_HTML) return node_next(n, cx->root);
    struct look l = read_look(n);
    node_unset(n, ATTR_STYLE);
    node_unset(n, ATTR_ALIGN);
    if (node_is(n, TAG_CENTER)) n->tag = TAG_DIV;
    if (l.align.len && shape_block(n)) node_add_class(cx->mem, n, l.align);
    if (!takes_marks(n) || shape_blank(n) || shape_in_pre(n)) return node_next(n, cx->root);
    if (l.bold && !is_heading(n) && !node_up(n, TAG_B) && !node_up(n, TAG_STRONG))
        surround(cx, n, TAG_B);
    if (l.italic && !node_up(n, TAG_I) && !node_up(n, TAG_EM)) surround(cx, n, TAG_I);
    if (l.strike && !node_up(n, TAG_S) && !node_up(n, TAG_DEL)) surround(cx, n, TAG_S);
    return node_next(n, cx->root);
}

const struct rule rule_style = {
    .name = "style",
    .help = "bold, italic, struck out, centred and right of inline styles stay; the rest goes",
    .apply = apply,
};
