/* svg_tree.c - the tables of svg.def, and the tree that an SVG file becomes. */
#include "svg_local.h"

static const struct svg_tag tags[] = {
#define E(name, flags, as) {LIT(name), flags, as},
#include "svg.def"
};

static const struct svg_name names[] = {
#define A(name, kind, refs) {LIT(name), kind, refs},
#include "svg.def"
};

const struct svg_tag *svg_tag(str name)
{
    isize from = 0, to = COUNT(tags);
    while (from < to) {
        isize mid = (from + to) / 2;
        int d = str_cmp(name, tags[mid].name);
        if (!d) return &tags[mid];
        if (d < 0) to = mid;
        else from = mid + 1;
    }
    return NULL;
}

const struct svg_name *svg_name(str name)
{
    isize from = 0, to = COUNT(names);
    while (from < to) {
        isize mid = (from + to) / 2;
        int d = str_cmp(name, names[mid].name);
        if (!d) return &names[mid];
        if (d < 0) to = mid;
        else from = mid + 1;
    }
    return NULL;
}

struct svg_node *svg_node_add(struct svg *v, struct svg_node *up, const struct svg_tag *tag)
{
    struct svg_node *n = make(v->mem, struct svg_node);
    n->tag = tag;
    n->up = up;
    if (up) n->prev = up->last;
    if (up && up->last) up->last->next = n;
    else if (up) up->first = n;
    if (up) up->last = n;
    v->nodes++;
    return n;
}

struct svg_attr *svg_attr_of(const struct svg_node *n, str name)
{
    for (isize i = 0; i < n->nattrs; i++)
        if (str_eq(n->attrs[i].name->name, name) && n->attrs[i].value.p) return &n->attrs[i];
    return NULL;
}

void svg_attr_add(struct svg *v, struct svg_node *n, str name, str value)
{
    struct svg_attr *have = svg_attr_of(n, name);
    if (have) {
        have->value = value;
        return;
    }
    n->attrs = make_room(v->mem, n->attrs, n->nattrs);
    n->attrs[n->nattrs++] = (struct svg_attr){svg_name(name), value};
}
