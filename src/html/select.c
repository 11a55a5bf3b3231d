/*
 * select.c - a selectedcontent element shows the option that is chosen.
 *
 * The standard copies whenever an option is popped; here it is done once, when
 * the select is, with the last option that would have been copied.  An option
 * that holds another select is not copied: copies of copies would double with every level.
 */
#include "tree_local.h"

static struct node *select_of(const struct node *n)
{
    return node_up(n->parent, TAG_SELECT);
}

static bool has(const struct node *n, str name)
{
    for (const struct attr *a = n->attrs; a; a = a->next)
        if (str_eq(a->name, name)) return true;
    return false;
}

void select_shown(struct builder *b, struct node *n)
{
    if (b->shown) return;
    struct node *select = select_of(n);
    if (!select || has(select, S("multiple"))) return;
    b->shown = n;
    b->select = select;
    b->option = NULL;
}

static bool holds(const struct node *n, const struct node *inner)
{
    for (; inner; inner = inner->parent)
        if (inner == n) return true;
    return false;
}

static int depth_of(const struct node *n)
{
    int depth = 0;
    for (; n->parent; n = n->parent) depth++;
    return depth;
}

/* Copies of what is in `from` go below `to`. */
static void copy_kids(struct builder *b, struct node *to, const struct node *from)
{
    int depth = depth_of(to) + 1;
    struct node *at = to;
    const struct node *n = from->first;
    while (n) {
        struct node *c = node_copy(b, n);
        node_append(at, c);
        if (n->first && depth < DEPTH_MAX) {
            at = c;
            depth++;
            n = n->first;
            continue;
        }
        for (; n != from && !n->next; n = n->parent, depth--)
            if (n->parent != from) at = at->parent;
        n = n == from ? NULL : n->next;
    }
}

static void show(struct builder *b)
{
    struct node *to = b->shown, *from = b->option;
    b->shown = b->select = b->option = NULL;
    if (!from || holds(from, to) || holds(to, from)) return;
    for (const struct node *n = from; n; n = node_next(n, from))
        if (node_is(n, TAG_SELECT)) return;
    while (to->first) node_detach(to->first);
    copy_kids(b, to, from);
}

void select_popped(struct builder *b, struct node *n)
{
    if (n == b->select) {
        show(b);
        return;
    }
    if (n->tag != TAG_OPTION || select_of(n) != b->select) return;
    if (has(n, S("selected")) || (!b->option && !has(n, S("disabled")))) b->option = n;
}
