/* tex_node.c - the elements that a formula is made of. */
#include "tex_local.h"

enum { MOST_NODES = 40000 };

struct node *tex_node(struct tex *p, enum tag t)
{
    struct node *n = node_make(p->a, t);
    n->ns = NS_MATHML;
    if (++p->nodes > MOST_NODES) tex_fail(p, "a formula this long");
    return n;
}

struct node *tex_leaf(struct tex *p, enum tag t, str text)
{
    struct node *n = tex_node(p, t);
    node_add_text(p->a, n, text);
    return n;
}

struct node *tex_op(struct tex *p, str text)
{
    return tex_leaf(p, TAG_MO, text);
}

struct node *tex_space(struct tex *p, str width)
{
    struct node *n = tex_node(p, TAG_MSPACE);
    node_set(p->a, n, ATTR_WIDTH, width);
    return n;
}

void tex_put(struct tex *p, struct node *parent, struct node *n)
{
    node_append(parent, n ? n : tex_node(p, TAG_MROW));
}

struct node *tex_pair(struct tex *p, enum tag t, struct node *one, struct node *two)
{
    struct node *n = tex_node(p, t);
    tex_put(p, n, one);
    tex_put(p, n, two);
    return n;
}

struct node *tex_tidy(struct node *row)
{
    struct node *one = row->first;
    if (row->tag != TAG_MROW || row->attrs || !one || one->next) return row;
    node_detach(one);
    return one;
}

str tex_rune(struct tex *p, u32 c)
{
    u8 *at = make_n(p->a, u8, 4);
    return (str){at, utf8_put(at, c)};
}
