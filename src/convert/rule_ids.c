/*
 * rule_ids.c - places that something leads to have a name of the book's own;
 * other names go, and so do links to places that are not there.
 */
#include "shape_local.h"
#include "url.h"

/* A table from names in the post to places. */
struct place {
    str name;
    struct node *at; /* NULL: no element has the name */
    str id;          /* as the book calls it */
};
struct places {
    struct place *v;
    isize size; /* a power of two, more than twice the number of names */
};

static struct place *look_up(struct places *t, str name)
{
    u64 i = hash64(name);
    for (;; i++) {
        struct place *p = &t->v[i & (u64)(t->size - 1)];
        if (!p->name.len || str_eq(p->name, name)) return p;
    }
}

static bool is_fragment_link(const struct node *n)
{
    str href = node_attr(n, ATTR_HREF);
    return node_is(n, TAG_A) && href.len && href.p[0] == '#';
}

static str target(arena *a, const struct node *link)
{
    return url_decode(a, str_skip(node_attr(link, ATTR_HREF), 1), false);
}

static struct places read_places(struct rule_ctx *cx, struct node *root)
{
    struct places t = {.size = 16};
    isize n = 0;
    for (const struct node *k = root; k; k = node_next(k, root)) n += is_fragment_link(k);
    while (t.size < 2 * n + 2) t.size *= 2;
    t.v = make_n(cx->mem, struct place, t.size);
    for (const struct node *k = root; k; k = node_next(k, root)) {
        if (!is_fragment_link(k)) continue;
        str name = target(cx->mem, k);
        if (name.len) look_up(&t, name)->name = name;
    }
    return t;
}

/* The first element of each wanted name gets it; all others lose theirs. */
static void name_places(struct rule_ctx *cx, struct places *t, struct node *root)
{
    int count = 0, number = cx->post ? cx->post->number : 0;
    for (struct node *k = node_next(root, root); k; k = node_next(k, root)) {
        if (k->tag < TAG_UNKNOWN || k->ns != NS_HTML) continue;
        str id = node_attr(k, ATTR_ID);
        node_unset(k, ATTR_ID);
        struct place *p = id.len ? look_up(t, id) : NULL;
        if (!p || !p->name.len || p->at) continue;
        p->at = k;
        p->id = str_printf(cx->mem, "a%d-%d", number, ++count);
        node_set(cx->mem, k, ATTR_ID, p->id);
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct places t = read_places(cx, root);
    name_places(cx, &t, root);
    for (struct node *n = node_next(root, root); n;) {
        if (!is_fragment_link(n)) {
            n = node_next(n, root);
            continue;
        }
        str name = target(cx->mem, n);
        struct place *p = name.len ? look_up(&t, name) : NULL;
        if (p && p->at) {
            node_set(cx->mem, n, ATTR_HREF, str_printf(cx->mem, "#%.*s", STR(p->id)));
            n = node_next(n, root);
            continue;
        }
        if (name.len && !str_ieq(name, S("top")))
            diag(cx->ds, DIAG_FRAGMENT_BAD, rule_at(cx, n), "#%.*s", STR(utf8_head(name, 80)));
        node_unset(n, ATTR_HREF);
        n = node_has(n, ATTR_ID) ? node_next(n, root) : node_unwrap(n, root);
    }
    return NULL;
}

const struct rule rule_ids = {
    .name = "ids",
    .help = "ids that something leads to get the book's own names; others go",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
