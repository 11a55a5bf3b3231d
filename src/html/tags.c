/* tags.c - names of elements and attributes.  See node.h. */
#include "node.h"

static const str tag_names[TAGS] = {
#define T(id, name, ...) [TAG_##id] = LIT(name),
#include "tag.def"
#undef T
};

static const str attr_names[ATTRS] = {
#define A(id, name, ...) [ATTR_##id] = LIT(name),
#include "attr.def"
#undef A
};

enum tag tag_find(str name)
{
    for (int t = 0; t < TAGS; t++)
        if (tag_names[t].len && str_eq(tag_names[t], name)) return (enum tag)t;
    return TAG_UNKNOWN;
}

str tag_name(enum tag t)
{
    return tag_names[t];
}

str node_name(const struct node *n)
{
    return n->tag == TAG_UNKNOWN ? n->text : tag_names[n->tag];
}

enum attr_id attr_find(str name)
{
    for (int i = 0; i < ATTRS; i++)
        if (attr_names[i].len && str_eq(attr_names[i], name)) return (enum attr_id)i;
    return ATTR_UNKNOWN;
}

str attr_name(enum attr_id id)
{
    return attr_names[id];
}
