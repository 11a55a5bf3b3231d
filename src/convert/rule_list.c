/*
 * rule_list.c - what numbers and boxes of lists say.
 *
 * A list of one item, some paragraphs, and a list of one item again is one list that an editor has
 * broken: the second goes on counting.  A box that can be ticked is a sign that shows whether it
 * is.
 */
#include "shape_local.h"

static bool is_tick(const struct node *n)
{
    return node_is(n, TAG_INPUT) && str_ieq(node_attr_str(n, S("type")), S("checkbox"));
}

static struct node *show_tick(struct rule_ctx *cx, struct node *n)
{
    bool ticked = node_has_str(n, S("checked"));
    struct node *sign = shape_words(cx->mem, ticked ? S("☑ ") : S("☐ "));
    sign->line = n->line;
    node_before(n, sign);
    return node_remove(n, cx->root);
}

static bool begins_with_box(const struct node *li)
{
    enum { FAR = 8 /* nodes before an item's first word */ };
    const struct node *k = li;
    for (int i = 0; k && i < FAR && (k->tag != TAG_TEXT || shape_space(k)); i++)
        k = node_next(k, li);
    return k && k->tag == TAG_TEXT &&
           (str_starts(k->text, S("☐ ")) || str_starts(k->text, S("☑ ")));
}

/* A list of boxes needs no bullets before them. */
static void mark_boxes(struct rule_ctx *cx, struct node *ul)
{
    isize items = 0;
    for (const struct node *k = ul->first; k; k = k->next) {
        if (shape_space(k)) continue;
        if (!begins_with_box(k)) return;
        items++;
    }
    if (items) node_add_class(cx->mem, ul, S("boxes"));
}

/* --- lists that an editor has broken --------------------------------------------------- */

static bool has_one_item(const struct node *list)
{
    const struct node *li = shape_only(list);
    return li && node_is(li, TAG_LI) && !node_has(li, ATTR_VALUE);
}

static bool is_bold_line(const struct node *p)
{
    const struct node *k = node_is(p, TAG_P) ? shape_only(p) : NULL;
    return node_is(k, TAG_B) || node_is(k, TAG_STRONG);
}

/* What does not end a list: what an item may have below it. */
static bool may_stand_between(const struct node *n)
{
    static const bool is[TAGS] = {[TAG_P] = true,   [TAG_PRE] = true,    [TAG_BLOCKQUOTE] = true,
                                  [TAG_UL] = true,  [TAG_FIGURE] = true, [TAG_TABLE] = true,
                                  [TAG_IMG] = true, [TAG_DL] = true,     [TAG_DETAILS] = true};
    return n->ns == NS_HTML && is[n->tag] && !is_bold_line(n);
}

static long long number_of(const struct node *list)
{
    long long n;
    return str_int(node_attr(list, ATTR_START), &n) && n < 1000000 ? n : 1;
}

static void go_on(struct rule_ctx *cx, struct node *list, long long number)
{
    node_set(cx->mem, list, ATTR_START, str_printf(cx->mem, "%lld", number));
    rule_say(cx, list, "a list goes on with number %lld", number);
}

/* "- 1. text" is a numbered item to its author, and a list in a list to Markdown: the number
 * of the one item that n holds, with nothing beside it; 0 if it does not. */
static long long number_in(const struct node *li)
{
    const struct node *ol = node_is(li, TAG_LI) ? shape_only(li) : NULL;
    bool plain = node_is(ol, TAG_OL) && !node_has(ol, ATTR_REVERSED) && !node_has(ol, ATTR_TYPE);
    return plain && has_one_item(ol) ? number_of(ol) : 0;
}

static bool is_numbered(const struct node *ul)
{
    long long want = 0;
    for (const struct node *k = ul->first; k; k = k->next) {
        if (shape_space(k)) continue;
        long long have = number_in(k);
        if (have < 1 || (want && have != want)) return false;
        want = have + 1;
    }
    return want > 0;
}

/* A list of such items is a numbered list. */
static void number_list(struct rule_ctx *cx, struct node *ul)
{
    if (!is_numbered(ul)) return;
    long long first = 0;
    for (struct node *k = ul->first; k; k = k->next) {
        if (shape_space(k)) continue;
        struct node *ol = shape_only(k), *li = shape_only(ol);
        if (!first) first = number_of(ol);
        node_unwrap(li, cx->root);
        node_unwrap(ol, cx->root);
    }
    ul->tag = TAG_OL;
    if (first != 1) node_set(cx->mem, ul, ATTR_START, str_printf(cx->mem, "%lld", first));
    rule_say(cx, ul, "points with numbers are a numbered list");
}

/* Numbers for the broken lists among the children of n. */
static void number_kids(struct rule_ctx *cx, struct node *n)
{
    enum { FARTHEST = 12 /* blocks between two items */ };
    const struct node *last = NULL;
    int away = 0;
    for (struct node *k = n->first; k; k = k->next) {
        if (shape_space(k)) continue;
        if (!node_is(k, TAG_OL)) {
            if (!may_stand_between(k) || ++away > FARTHEST) last = NULL;
            continue;
        }
        bool plain = !node_has(k, ATTR_REVERSED) && !node_has(k, ATTR_TYPE) && has_one_item(k);
        if (plain && last && away && !node_has(k, ATTR_START)) go_on(cx, k, number_of(last) + 1);
        last = plain ? k : NULL;
        away = 0;
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (node_is(n, TAG_UL)) number_list(cx, n);
    number_kids(cx, root);
    for (struct node *n = node_next(root, root); n;) {
        bool holds_lists = node_is(n, TAG_BLOCKQUOTE) || node_is(n, TAG_LI);
        if (holds_lists) number_kids(cx, n);
        n = is_tick(n) ? show_tick(cx, n) : node_next(n, root);
    }
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (node_is(n, TAG_UL)) mark_boxes(cx, n);
    return NULL;
}

const struct rule rule_list = {
    .name = "list",
    .help = "a list that was broken goes on counting, boxes show whether they are ticked",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
