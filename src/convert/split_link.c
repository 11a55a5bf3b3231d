/* split_link.c - places of a chapter that is split, and what leads to them. */
#include "split_local.h"

#include "hash.h"

/* A copy of a note has the id of its original, so a place may be in several parts. */
static u64 key_in(str id, isize part)
{
    return hash64(id) + (u64)(part + 1) * 0x9E3779B97F4A7C15u;
}

static void find_places(struct split *s, struct table *first, struct table *own)
{
    for (isize p = 0; p < s->nparts; p++) {
        const struct node *root = s->part[p].root;
        for (const struct node *n = root; n; n = node_next(n, root)) {
            str id = node_attr(n, ATTR_ID);
            if (!id.len) continue;
            isize *at = table_at(first, hash64(id));
            if (*at < 0) *at = p;
            *table_at(own, key_in(id, p)) = p;
        }
    }
}

/* A note's link back to a mark of a part that has the note, too. */
static bool is_needless(struct table *own, const struct node *a, isize part)
{
    const struct node *note = a;
    if (!str_eq(node_attr(a, ATTR_ROLE), S("doc-backlink"))) return false;
    while (note && !str_eq(node_attr(note, ATTR_EPUB_TYPE), S("footnote"))) note = note->parent;
    return note && *table_at(own, key_in(node_attr(note, ATTR_ID), part)) >= 0;
}

static struct node *lead(struct split *s, struct node *a, isize part, struct table *own, isize to)
{
    str href = node_attr(a, ATTR_HREF);
    struct node *root = s->part[part].root, *gap = a->prev;
    if (is_needless(own, a, to)) {
        if (gap && gap->made && str_eq(gap->text, S(" "))) node_detach(gap);
        return node_remove(a, root);
    }
    str file = document_name(s->mem, s->c->post, to);
    node_set(s->mem, a, ATTR_HREF, str_printf(s->mem, "%.*s%.*s", STR(file), STR(href)));
    return node_next(a, root);
}

void split_links(struct split *s)
{
    struct table first = {.mem = s->mem}, own = {.mem = s->mem};
    find_places(s, &first, &own);
    for (isize p = 0; p < s->nparts; p++) {
        struct node *root = s->part[p].root;
        for (struct node *n = root; n;) {
            str href = node_attr(n, ATTR_HREF), id = str_skip(href, href.len > 0);
            bool here = node_is(n, TAG_A) && str_starts(href, S("#"));
            bool away = here && *table_at(&own, key_in(id, p)) < 0;
            isize to = away ? *table_at(&first, hash64(id)) : -1;
            n = to < 0 ? node_next(n, root) : lead(s, n, p, &own, to);
        }
    }
}
