/*
 * headings.c - what the contents may name of a chapter.
 *
 * Its own h2 and h3, with their words as a reader sees them: without numbers of notes, readings
 * of ruby, and what stands in a quotation, which is another text's.  Each gets a name unless it
 * has one: "h1", "h2" …, which no other name in a chapter looks like.
 */
#include "split_local.h"

static bool is_listed(const struct node *n)
{
    return node_is(n, TAG_H2) || node_is(n, TAG_H3);
}

/* Where headings are no steps of the article. */
static bool is_aside(const struct node *n)
{
    return n->made || node_is(n, TAG_BLOCKQUOTE) || node_is(n, TAG_TABLE) ||
           node_is(n, TAG_ASIDE) || node_is(n, TAG_DETAILS) || node_is(n, TAG_FIGURE) ||
           node_is(n, TAG_LI) || node_is(n, TAG_DL);
}

/* The next heading that counts, at n or behind it. */
static struct node *find(struct node *n, const struct node *root)
{
    while (n && !is_listed(n)) n = is_aside(n) ? node_skip(n, root) : node_next(n, root);
    return n;
}

static bool is_unread(const struct node *n)
{
    return node_is(n, TAG_RT) || node_is(n, TAG_RP) ||
           str_eq(node_attr(n, ATTR_EPUB_TYPE), S("noteref"));
}

static str label(arena *a, const struct node *h)
{
    struct buf b = {.mem = a};
    for (const struct node *n = h; n;) {
        if (is_unread(n)) {
            n = node_skip(n, h);
            continue;
        }
        if (n->tag == TAG_TEXT) buf_add(&b, n->text);
        else if (node_is(n, TAG_BR)) buf_byte(&b, ' ');
        else if (node_is(n, TAG_IMG)) buf_add(&b, node_attr(n, ATTR_ALT));
        n = node_next(n, h);
    }
    return buf_str(&b);
}

void headings_name(struct chapter *c, struct node *root)
{
    int n = 0;
    for (struct node *h = find(root, root); h; h = find(node_skip(h, root), root)) {
        n++;
        if (!node_has(h, ATTR_ID)) node_set(c->mem, h, ATTR_ID, str_printf(c->mem, "h%d", n));
    }
}

static void list_part(struct chapter *c, struct node *root, isize part)
{
    struct post *p = c->post;
    for (struct node *h = find(root, root); h; h = find(node_skip(h, root), root)) {
        str id = node_attr(h, ATTR_ID), words = label(c->mem, h);
        if (!id.len || !audit_text(words).chars) continue;
        str file = document_href(c->mem, p, part);
        p->headings = make_room(c->keep, p->headings, p->nheadings);
        p->headings[p->nheadings++] = (struct heading){
            .label = str_dup(c->keep, words),
            .href = str_printf(c->keep, "%.*s#%.*s", STR(file), STR(id)),
            .level = h->tag - TAG_H1 + 1,
        };
    }
}

void headings_list(struct chapter *c, struct parts parts)
{
    for (isize i = 0; i < parts.n; i++) list_part(c, parts.v[i], i);
}
