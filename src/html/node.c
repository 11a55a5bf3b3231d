/* node.c - see node.h. */
#include "node.h"

struct node *node_make(arena *a, enum tag t)
{
    struct node *n = make(a, struct node);
    n->tag = (u16)t;
    return n;
}

struct node *node_text(arena *a, str text)
{
    struct node *n = node_make(a, TAG_TEXT);
    n->text = text;
    return n;
}

/* Put n between prev and next (either may be NULL) below parent. */
static void link_in(struct node *parent, struct node *prev, struct node *next, struct node *n)
{
    assert(!n->parent && !n->prev && !n->next);
    n->parent = parent;
    n->prev = prev;
    n->next = next;
    *(prev ? &prev->next : &parent->first) = n;
    *(next ? &next->prev : &parent->last) = n;
}

void node_append(struct node *parent, struct node *n)
{
    link_in(parent, parent->last, NULL, n);
}

void node_prepend(struct node *parent, struct node *n)
{
    link_in(parent, NULL, parent->first, n);
}

void node_before(struct node *ref, struct node *n)
{
    link_in(ref->parent, ref->prev, ref, n);
}

void node_after(struct node *ref, struct node *n)
{
    link_in(ref->parent, ref, ref->next, n);
}

struct node *node_add(arena *a, struct node *parent, enum tag t)
{
    struct node *n = node_make(a, t);
    n->line = parent->line;
    node_append(parent, n);
    return n;
}

struct node *node_add_text(arena *a, struct node *parent, str text)
{
    struct node *n = node_add(a, parent, TAG_TEXT);
    n->text = text;
    return n;
}

void node_detach(struct node *n)
{
    if (!n->parent) return;
    *(n->prev ? &n->prev->next : &n->parent->first) = n->next;
    *(n->next ? &n->next->prev : &n->parent->last) = n->prev;
    n->parent = n->prev = n->next = NULL;
}

void node_move_kids(struct node *to, struct node *from)
{
    if (!from->first) return;
    for (struct node *k = from->first; k; k = k->next) k->parent = to;
    from->first->prev = to->last;
    *(to->last ? &to->last->next : &to->first) = from->first;
    to->last = from->last;
    from->first = from->last = NULL;
}

void node_wrap(struct node *n, struct node *w)
{
    assert(!w->first);
    node_before(n, w);
    node_detach(n);
    node_append(w, n);
}

static struct attr *find(const struct node *n, enum attr_id id)
{
    for (struct attr *at = n->attrs; at; at = at->next)
        if (at->id == id) return at;
    return NULL;
}

str node_attr(const struct node *n, enum attr_id id)
{
    const struct attr *at = find(n, id);
    return at ? at->value : (str){0};
}

bool node_has(const struct node *n, enum attr_id id)
{
    return find(n, id) != NULL;
}

str node_attr_str(const struct node *n, str name)
{
    for (const struct attr *at = n->attrs; at; at = at->next)
        if (str_eq(at->name, name)) return at->value;
    return (str){0};
}

bool node_has_str(const struct node *n, str name)
{
    for (const struct attr *at = n->attrs; at; at = at->next)
        if (str_eq(at->name, name)) return true;
    return false;
}

void node_set(arena *a, struct node *n, enum attr_id id, str value)
{
    struct attr *at = find(n, id);
    if (!at) {
        struct attr **end = &n->attrs;
        while (*end) end = &(*end)->next;
        at = *end = make(a, struct attr);
        at->id = (u16)id;
        at->name = attr_name(id);
    }
    at->value = value;
}

void node_unset(struct node *n, enum attr_id id)
{
    for (struct attr **at = &n->attrs; *at; at = &(*at)->next)
        if ((*at)->id == id) {
            *at = (*at)->next;
            return;
        }
}

static bool has_word(str list, str word)
{
    while (list.len) {
        isize n = 0;
        while (n < list.len && !is_space(list.p[n])) n++;
        if (str_eq(str_head(list, n), word)) return true;
        while (n < list.len && is_space(list.p[n])) n++;
        list = str_skip(list, n);
    }
    return false;
}

bool node_has_class(const struct node *n, str class_name)
{
    return has_word(node_attr(n, ATTR_CLASS), class_name);
}

void node_add_class(arena *a, struct node *n, str class_name)
{
    str old = node_attr(n, ATTR_CLASS);
    if (has_word(old, class_name)) return;
    node_set(a, n, ATTR_CLASS,
             old.len ? str_printf(a, "%.*s %.*s", STR(old), STR(class_name)) : class_name);
}

struct node *node_skip(const struct node *n, const struct node *root)
{
    for (; n != root; n = n->parent)
        if (n->next) return n->next;
    return NULL;
}

struct node *node_next(const struct node *n, const struct node *root)
{
    return n->first ? n->first : node_skip(n, root);
}

struct node *node_remove(struct node *n, const struct node *root)
{
    struct node *on = node_skip(n, root);
    node_detach(n);
    return on;
}

struct node *node_unwrap(struct node *n, const struct node *root)
{
    struct node *on = node_next(n, root);
    struct node *parent = n->parent, *prev = n->prev, *next = n->next;
    if (n->first) {
        for (struct node *k = n->first; k; k = k->next) k->parent = parent;
        n->first->prev = prev;
        n->last->next = next;
        *(prev ? &prev->next : &parent->first) = n->first;
        *(next ? &next->prev : &parent->last) = n->last;
        n->first = n->last = n->parent = n->prev = n->next = NULL;
    } else {
        node_detach(n);
    }
    return on;
}

void node_text_add(struct buf *out, const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (k->tag == TAG_TEXT) buf_add(out, k->text);
}

str node_text_all(arena *a, const struct node *n)
{
    struct buf out = {.mem = a};
    node_text_add(&out, n);
    return buf_str(&out);
}

struct node *node_up(const struct node *n, enum tag t)
{
    for (; n; n = n->parent)
        if (node_is(n, t)) return (struct node *)n;
    return NULL;
}
