/*
 * format.c - active formatting elements and the adoption agency.
 *
 * The list holds FORMAT_MAX; the oldest is forgotten when it is full.  Copies
 * of elements are counted: a page may not ask for more of them than it has
 * bytes to show for, and when they are used up formatting is not carried on.
 */
#include "tree_local.h"

#include <string.h>

/* A hash of name and value, mixed well enough that a sum of them means a set. */
static u64 attr_hash(const struct attr *a)
{
    u64 h = 0x9E3779B97F4A7C15u;
    for (isize i = 0; i < a->name.len; i++) h = (h ^ a->name.p[i]) * 0x100000001B3u;
    h = (h ^ 0x100) * 0x100000001B3u;
    for (isize i = 0; i < a->value.len; i++) h = (h ^ a->value.p[i]) * 0x100000001B3u;
    return h ^ h >> 29;
}

static u64 attrs_hash(const struct node *n)
{
    u64 sum = 0;
    for (const struct attr *a = n->attrs; a; a = a->next) sum += attr_hash(a);
    return sum;
}

static void remove_at(struct builder *b, int i)
{
    b->nformat--;
    memmove(&b->format[i], &b->format[i + 1], (size_t)(b->nformat - i) * sizeof b->format[0]);
}

static void insert_at(struct builder *b, int i, struct format f)
{
    if (b->nformat == FORMAT_MAX) {
        remove_at(b, 0);
        i -= i > 0;
    }
    memmove(&b->format[i + 1], &b->format[i], (size_t)(b->nformat - i) * sizeof b->format[0]);
    b->format[i] = f;
    b->nformat++;
}

static int index_of(const struct builder *b, const struct node *n)
{
    int i = b->nformat - 1;
    while (i >= 0 && b->format[i].n != n) i--;
    return i;
}

void format_push(struct builder *b, struct node *n)
{
    if (b->copies <= 0) return;
    const u64 hash = attrs_hash(n);
    int same = 0, first = 0;
    for (int i = b->nformat - 1; i >= 0 && b->format[i].n; i--) {
        if (b->format[i].n->tag != n->tag || b->format[i].hash != hash) continue;
        same++;
        first = i;
    }
    if (same >= 3) remove_at(b, first);
    insert_at(b, b->nformat, (struct format){n, hash});
}

void format_mark(struct builder *b)
{
    insert_at(b, b->nformat, (struct format){0});
}

void format_clear(struct builder *b)
{
    while (b->nformat && b->format[--b->nformat].n) {
    }
}

void format_drop(struct builder *b, const struct node *n)
{
    int i = index_of(b, n);
    if (i >= 0) remove_at(b, i);
}

struct node *format_find(const struct builder *b, const struct token *t)
{
    for (int i = b->nformat - 1; i >= 0 && b->format[i].n; i--)
        if (b->format[i].n->tag == t->tag) return b->format[i].n;
    return NULL;
}

struct node *node_copy(struct builder *b, const struct node *n)
{
    struct node *c = make(b->mem, struct node);
    struct attr **last = &c->attrs;
    c->tag = n->tag;
    c->ns = n->ns;
    c->line = n->line;
    c->text = n->text;
    b->copies--;
    for (const struct attr *a = n->attrs; a; a = a->next) {
        *last = make(b->mem, struct attr);
        **last = *a;
        last = &(*last)->next;
        b->copies--;
    }
    *last = NULL;
    return c;
}

/* Give up carrying formatting on. */
static bool spent(struct builder *b)
{
    if (b->copies > 0) return false;
    while (b->nformat && b->format[b->nformat - 1].n) b->nformat--;
    return true;
}

/* Open a copy of entry i, which may move: room in the tree is made by forgetting formatting. */
static void reopen(struct builder *b, int i)
{
    struct node *n = node_copy(b, b->format[i].n);
    b->format[i].n = n;
    tree_enter(b, n);
}

void format_reopen(struct builder *b)
{
    int i = b->nformat - 1;
    if (i < 0 || !b->format[i].n || tree_index(b, b->format[i].n) >= 0) return;
    while (i > 0 && b->format[i - 1].n && tree_index(b, b->format[i - 1].n) < 0) i--;
    for (int left = b->nformat - i; left > 0 && !spent(b); left--) reopen(b, b->nformat - left);
}

/* --- the adoption agency --------------------------------------------------- */

static bool element_in_scope(const struct builder *b, int at)
{
    for (int i = b->n - 1; i > at; i--)
        if (open_is(b->stack[i].n) & SCOPE) return false;
    return true;
}

struct adoption {
    int format, block; /* indices in the stack */
    int bookmark;      /* in the list */
};

/* The copy of an open element takes its place in stack and list. */
static struct node *replace(struct builder *b, int at, int entry)
{
    struct node *n = node_copy(b, b->stack[at].n);
    b->stack[at].n = n;
    b->format[entry].n = n;
    return n;
}

/* Steps 4.13: the elements between are copied above the furthest block, or left out.  Returns the
 * last node. */
static struct node *climb(struct builder *b, struct adoption *ad)
{
    struct node *last = b->stack[ad->block].n, *block = last;
    int at = ad->block;
    for (int inner = 1; --at > ad->format; inner++) {
        int entry = index_of(b, b->stack[at].n);
        if (inner > 3 && entry >= 0) {
            remove_at(b, entry);
            ad->bookmark -= entry < ad->bookmark;
            entry = -1;
        }
        if (entry < 0) {
            tree_close_at(b, at);
            ad->block--;
            continue;
        }
        struct node *n = replace(b, at, entry);
        if (last == block) ad->bookmark = entry + 1;
        node_detach(last);
        node_append(n, last);
        last = n;
    }
    return last;
}

/* One round of the outer loop. */
static void adopt(struct builder *b, struct adoption ad, int entry)
{
    struct node *fmt = b->stack[ad.format].n, *block = b->stack[ad.block].n;
    ad.bookmark = entry;
    struct node *last = climb(b, &ad);
    node_detach(last);
    tree_put(tree_place(b, ad.format - 1), last);

    struct node *copy = node_copy(b, fmt);
    node_move_kids(copy, block);
    node_append(block, copy);

    entry = index_of(b, fmt);
    struct format f = {copy, b->format[entry].hash};
    remove_at(b, entry);
    insert_at(b, ad.bookmark - (entry < ad.bookmark), f);

    const int depth = b->stack[ad.block].depth + 1;
    memmove(&b->stack[ad.format], &b->stack[ad.format + 1],
            (size_t)(ad.block - ad.format) * sizeof b->stack[0]);
    b->stack[ad.block] = (struct open){copy, depth > DEPTH_MAX ? DEPTH_MAX : depth};
}

/* One round: find the formatting element and the furthest block. */
static bool round_of(struct builder *b, const struct token *t)
{
    struct node *fmt = format_find(b, t);
    if (!fmt) {
        body_end_other(b, t);
        return false;
    }
    struct adoption ad = {.format = tree_index(b, fmt)};
    if (ad.format < 0) {
        format_drop(b, fmt);
        return false;
    }
    if (!element_in_scope(b, ad.format)) return false;
    ad.block = ad.format + 1;
    while (ad.block < b->n && !(open_is(b->stack[ad.block].n) & IS_SPECIAL)) ad.block++;
    if (ad.block == b->n || b->copies <= 0) {
        while (b->n > ad.format && b->n > 1) tree_pop(b);
        format_drop(b, fmt);
        return false;
    }
    adopt(b, ad, index_of(b, fmt));
    return true;
}

void format_close(struct builder *b, const struct token *t)
{
    if (tree_same(tree_current(b), t) && index_of(b, tree_current(b)) < 0) {
        tree_pop(b);
        return;
    }
    for (int i = 0; i < 8; i++)
        if (!round_of(b, t)) return;
}
