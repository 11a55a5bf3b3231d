/*
 * model_attr.c - names, attributes, ids and fragments, before the walk.
 *
 * What goes as a whole is taken out, names are changed, and every attribute
 * that attr.def does not allow, or whose value is not of its type, is left out.
 * An id is kept by the first that has it; a link to a fragment that is nowhere
 * becomes its text.
 */
#include "model_local.h"

#include <stdlib.h>

/* Take out what is not for a book, name the rest as the model does.  What is in zhbook's own words
 * is its own too, wherever it may come to stand. */
static void name_all(struct rule_ctx *cx, struct node *root)
{
    for (struct node *n = node_next(root, root); n;) {
        if (n->parent != root) n->made |= n->parent->made;
        const struct model_tag *r = model_row(n);
        if (r->fate == FATE_LOSE || r->fate == FATE_DROP) {
            if (r->fate == FATE_LOSE) rule_lose(cx, n, DIAG_MODEL_LOST, "element");
            n = node_remove(n, root);
            continue;
        }
        if (r->fate == FATE_RENAME) {
            rule_say(cx, n, "%.*s became %.*s", STR(node_name(n)), STR(tag_name((enum tag)r->as)));
            n->tag = r->as;
            if (r->class[0]) node_add_class(cx->mem, n, str_of(r->class));
        }
        n = node_next(n, root);
    }
}

static bool is_math(const struct node *n)
{
    return n->ns == NS_MATHML && n->tag == TAG_MATH;
}

bool model_attr_ok(arena *a, const struct node *n, struct attr *at)
{
    const struct model_tag *r = model_row(n);
    const struct model_attr *row = &model_attrs[at->id];
    if (at->ns != NS_HTML && at->ns != NS_XML) return false;
    bool math = n->ns == NS_MATHML;
    if (!((math ? row->math_on : row->on) & (math ? r->attrs : r->attrs | ON_ALL))) return false;
    return model_value(a, n, (enum value)(math ? row->math_type : row->type), at->name, &at->value);
}

/* xml:lang is written beside every lang (xhtml.c). */
static void one_lang(arena *a, struct node *n)
{
    str xml = node_attr(n, ATTR_XML_LANG);
    if (!node_has(n, ATTR_XML_LANG)) return;
    if (!node_has(n, ATTR_LANG)) node_set(a, n, ATTR_LANG, xml);
    node_unset(n, ATTR_XML_LANG);
}

/* Words of the template that stands around the post's own, where class.def does not know them. */
static bool keep_classes(struct rule_ctx *cx, str all, struct attr *at, bool ok)
{
    if (at->id != ATTR_CLASS || !cx->classes.n) return ok;
    struct buf b = {.mem = cx->mem};
    if (ok) buf_add(&b, at->value);
    for (struct cut c = {.tail = all}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len || !strs_has(&cx->classes, c.head) || model_knows_class(c.head)) continue;
        if (b.len) buf_byte(&b, ' ');
        buf_add(&b, c.head);
    }
    at->value = buf_str(&b);
    return b.len > 0;
}

static void clean(struct rule_ctx *cx, struct node *n)
{
    u64 seen[(ATTRS + 63) / 64] = {0};
    for (struct attr **at = &n->attrs; *at;) {
        int id = (*at)->id;
        bool twice = seen[id / 64] >> (id % 64) & 1;
        str all = (*at)->value;
        if (twice || !keep_classes(cx, all, *at, model_attr_ok(cx->mem, n, *at))) {
            *at = (*at)->next;
            continue;
        }
        seen[id / 64] |= (u64)1 << (id % 64);
        at = &(*at)->next;
    }
    one_lang(cx->mem, n);
}

/* A link that leads nowhere. */
static void cut_link(struct node *n)
{
    n->tag = TAG_SPAN;
    node_unset(n, ATTR_HREF);
    node_unset(n, ATTR_ROLE);
    node_unset(n, ATTR_EPUB_TYPE);
}

/* What an element needs to be one; without it, it becomes less. */
static void require(struct rule_ctx *cx, struct node *n)
{
    switch (n->tag) {
    case TAG_A:
        if (!node_has(n, ATTR_HREF)) cut_link(n);
        break;
    case TAG_IMG:
        if (!node_has(n, ATTR_ALT)) node_set(cx->mem, n, ATTR_ALT, (str){0});
        break;
    case TAG_TIME:
        if (!node_has(n, ATTR_DATETIME)) n->tag = TAG_SPAN;
        break;
    case TAG_BDO:
        if (!node_has(n, ATTR_DIR) || str_eq(node_attr(n, ATTR_DIR), S("auto"))) n->tag = TAG_SPAN;
        break;
    default: break;
    }
}

/* A picture without a file.  Only a tree made by hand has put something into it; that stays, and
 * the id. */
static void lose_picture(struct rule_ctx *cx, struct node *n)
{
    for (struct node *k; (k = n->last);) {
        node_detach(k);
        node_after(n, k);
    }
    rule_lose(cx, n, DIAG_MODEL_LOST, "picture without a file");
    n->tag = TAG_UNKNOWN;
}

static void clean_all(struct rule_ctx *cx, struct node *root)
{
    for (struct node *n = node_next(root, root); n;) {
        if (n->tag == TAG_TEXT) {
            n = node_next(n, root);
            continue;
        }
        if (is_math(n)) model_math(cx->mem, n);
        clean(cx, n);
        if (n->ns == NS_HTML) require(cx, n);
        if (node_is(n, TAG_IMG) && !node_has(n, ATTR_SRC)) lose_picture(cx, n);
        n = node_next(n, root);
    }
}

/* --- ids --- */

struct id {
    str name;
    struct node *n;
    isize at; /* in document order */
};

struct ids {
    struct id *v;
    isize n;
};

static int by_name(const void *a, const void *b)
{
    const struct id *x = a, *y = b;
    int c = str_cmp(x->name, y->name);
    return c ? c : (x->at > y->at) - (x->at < y->at);
}

static struct ids collect(arena *a, struct node *root)
{
    struct ids ids = {0};
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        ids.n += node_has(n, ATTR_ID);
    ids.v = make_n(a, struct id, ids.n);
    isize i = 0;
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        if (!node_has(n, ATTR_ID)) continue;
        ids.v[i] = (struct id){node_attr(n, ATTR_ID), n, i};
        i++;
    }
    if (ids.n) qsort(ids.v, (size_t)ids.n, sizeof(ids.v[0]), by_name);
    return ids;
}

static bool is_there(const struct ids *ids, str name)
{
    isize low = 0, high = ids->n;
    while (low < high) {
        isize mid = (low + high) / 2;
        if (str_cmp(ids->v[mid].name, name) < 0) low = mid + 1;
        else high = mid;
    }
    return low < ids->n && str_eq(ids->v[low].name, name);
}

static void settle_ids(arena scratch, struct node *root)
{
    struct ids ids = collect(&scratch, root);
    str root_id = node_attr(root, ATTR_ID);
    for (isize i = 0; i < ids.n; i++) {
        bool twice = i && str_eq(ids.v[i].name, ids.v[i - 1].name);
        if (twice || str_eq(ids.v[i].name, root_id)) node_unset(ids.v[i].n, ATTR_ID);
    }
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        str href = node_is(n, TAG_A) ? node_attr(n, ATTR_HREF) : (str){0};
        if (!str_starts(href, S("#"))) continue;
        str to = str_skip(href, 1);
        if (!is_there(&ids, to) && !str_eq(to, root_id)) cut_link(n);
    }
}

void model_prepare(struct rule_ctx *cx, struct node *root)
{
    name_all(cx, root);
    clean_all(cx, root);
    settle_ids(*cx->mem, root);
}
