/*
 * model_math.c - formulas whose elements have as many arguments as they need.
 *
 * Spec: MathML 3 #presm.reqarg, as EPUBCheck's schema has it.
 */
#include "model_local.h"

enum { MATH_DEPTH = 100 };

static struct node *make_math(arena *a, enum tag t)
{
    struct node *n = node_make(a, t);
    n->ns = NS_MATHML;
    return n;
}

static enum hold holds(const struct node *n)
{
    return (enum hold)model_row(n)->holds;
}

static bool is_text(const struct node *n)
{
    return n->tag == TAG_TEXT;
}

/*
 * The texts below n become its only content: one of them, or a few where words of
 * zhbook's own stand among the post's.
 */
static void flatten(arena *a, struct node *n)
{
    if (!n->first || (!n->first->next && is_text(n->first))) return;
    struct node *all = node_make(a, TAG_MTEXT);
    struct buf text = {.mem = a};
    bool made = false;
    for (struct node *k = node_next(n, n); k; k = node_next(k, n)) {
        if (!is_text(k)) continue;
        if (text.len && k->made != made) {
            node_add_text(a, all, buf_str(&text))->made = made;
            text = (struct buf){.mem = a};
        }
        made = k->made;
        buf_add(&text, k->text);
    }
    if (text.len) node_add_text(a, all, buf_str(&text))->made = made;
    while (n->first) node_detach(n->first);
    node_move_kids(n, all);
}

static struct node *wrap_one(arena *a, struct node *n, enum tag t)
{
    struct node *w = make_math(a, t);
    w->line = n->line;
    node_wrap(n, w);
    return w;
}

/* All children from `from` on into one. */
static void gather(arena *a, struct node *from)
{
    struct node *row = make_math(a, TAG_MROW);
    node_before(from, row);
    for (struct node *k = from, *next; k; k = next) {
        next = k->next;
        node_detach(k);
        node_append(row, k);
    }
}

/* Exactly n children. */
static void want(arena *a, struct node *parent, int n)
{
    struct node *last = parent->first;
    int have = 0;
    for (; last && have < n - 1; last = last->next) have++;
    if (last && last->next) gather(a, last);
    for (have += last != NULL; have < n; have++) node_append(parent, make_math(a, TAG_MROW));
}

/* Base, pairs, and perhaps mprescripts and pairs. */
static bool scripts_are_sound(const struct node *n)
{
    int since = -1;
    bool pre = false;
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->tag == TAG_MPRESCRIPTS) {
            if (pre || since < 0 || since % 2) return false;
            pre = true;
            since = 0;
        } else {
            if (k->tag == TAG_MNONE && since < 0) return false;
            since++;
        }
    }
    return since >= 0 && since % 2 == 0;
}

static void want_scripts(struct node *n)
{
    if (scripts_are_sound(n)) return;
    n->tag = TAG_MROW;
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        if (k->tag == TAG_MPRESCRIPTS || k->tag == TAG_MNONE) node_detach(k);
    }
}

static void want_only(arena *a, struct node *n, enum tag t)
{
    for (struct node *k = n->first; k; k = k->next)
        if (k->tag != t) k = wrap_one(a, k, t);
}

static void want_rows(arena *a, struct node *n)
{
    for (struct node *k = n->first; k; k = k->next)
        if (k->tag != TAG_MTR) k = wrap_one(a, wrap_one(a, k, TAG_MTD), TAG_MTR);
}

/* One expression, then the annotations. */
static void want_semantics(arena *a, struct node *n)
{
    struct node *notes = make_math(a, TAG_MROW);
    isize expressions = 0;
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        if (k->tag != TAG_ANNOTATION) {
            expressions++;
            continue;
        }
        node_detach(k);
        node_append(notes, k);
    }
    if (expressions > 1) gather(a, n->first);
    if (expressions < 1) node_append(n, make_math(a, TAG_MROW));
    node_move_kids(n, notes);
}

/* n's children are sound; make their number and kind right. */
static void mend(arena *a, struct node *n)
{
    switch (holds(n)) {
    case HOLD_M_TWO: want(a, n, 2); break;
    case HOLD_M_THREE: want(a, n, 3); break;
    case HOLD_M_SCRIPTS: want_scripts(n); break;
    case HOLD_M_TABLE: want_rows(a, n); break;
    case HOLD_M_ROW: want_only(a, n, TAG_MTD); break;
    case HOLD_M_SEMANTICS: want_semantics(a, n); break;
    default: break;
    }
}

/* Before its content is looked at; returns where the walk goes on. */
static struct node *meet(arena *a, struct node *n, struct node *math)
{
    enum hold in = holds(n->parent);
    if (is_text(n)) {
        if (run_is_blank(n->text)) return node_remove(n, math);
        wrap_one(a, n, TAG_MTEXT);
        return node_skip(n, math);
    }
    const struct model_tag *r = model_row(n);
    if (r->fate == FATE_UNWRAP || n->ns != NS_MATHML || n->tag == TAG_MATH)
        return node_unwrap(n, math);
    if (n->tag == TAG_MTD && in != HOLD_M_ROW) n->tag = TAG_MROW;
    if (n->tag == TAG_MTR && in != HOLD_M_TABLE) n->tag = TAG_MROW;
    if (n->tag == TAG_MPRESCRIPTS || n->tag == TAG_MNONE) {
        if (in != HOLD_M_SCRIPTS) return node_unwrap(n, math);
    }
    if (n->tag == TAG_ANNOTATION && in != HOLD_M_SEMANTICS) n->tag = TAG_MTEXT;
    r = model_row(n);
    if (r->holds == HOLD_M_TEXT || r->holds == HOLD_M_NOTE) {
        flatten(a, n);
        return node_skip(n, math);
    }
    if (r->holds == HOLD_M_NOTHING && n->first) {
        struct node *text = make_math(a, TAG_MROW);
        node_move_kids(text, n);
        node_after(n, text);
        return text;
    }
    return node_next(n, math);
}

static int depth_of(const struct node *math)
{
    int deepest = 0, depth = 0;
    for (const struct node *n = math; n;) {
        if (n->first) {
            n = n->first;
            if (++depth > deepest) deepest = depth;
            continue;
        }
        while (n != math && !n->next) {
            n = n->parent;
            depth--;
        }
        n = n == math ? NULL : n->next;
    }
    return deepest;
}

/* Children before their parents. */
static void mend_all(arena *a, struct node *math)
{
    struct node *n = math;
    while (n->last) n = n->last;
    while (n != math) {
        struct node *before = n->prev, *up = n->parent;
        mend(a, n);
        n = before ? before : up;
        if (before)
            while (n->last) n = n->last;
    }
}

/* A formula holds no pictures: they stand behind it. */
static void free_pictures(struct node *math)
{
    struct node *at = math;
    for (struct node *n = node_next(math, math); n;) {
        struct node *img = n;
        n = node_is(n, TAG_IMG) ? node_skip(n, math) : node_next(n, math);
        if (!node_is(img, TAG_IMG)) continue;
        node_detach(img);
        node_after(at, img);
        at = img;
    }
}

void model_math(arena *a, struct node *math)
{
    free_pictures(math);
    for (struct node *n = math->first; n;) n = meet(a, n, math);
    mend_all(a, math);
    if (depth_of(math) <= MATH_DEPTH) return;
    flatten(a, math);
    struct node *text = make_math(a, TAG_MTEXT);
    node_move_kids(text, math);
    if (text->first) node_append(math, text);
}
