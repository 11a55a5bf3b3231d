/*
 * rule_flow.c - text stands in paragraphs, blocks stand in blocks.
 *
 * From the leaves up: an element of the line that holds a block gives way to it, text
 * directly in a container becomes paragraphs, and wrappers that say nothing
 * vanish.  When a node is looked at, everything below it is already in order,
 * so each step sees one level only.
 */
#include "shape_local.h"

/* Wrappers without a meaning of their own. */
static bool is_wrapper(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_DIV] = true,    [TAG_SECTION] = true, [TAG_ARTICLE] = true,  [TAG_MAIN] = true,
        [TAG_HEADER] = true, [TAG_FOOTER] = true,  [TAG_NAV] = true,      [TAG_ADDRESS] = true,
        [TAG_CENTER] = true, [TAG_FORM] = true,    [TAG_FIELDSET] = true, [TAG_LEGEND] = true,
        [TAG_HGROUP] = true, [TAG_SEARCH] = true,  [TAG_DIALOG] = true,   [TAG_HTML] = true,
        [TAG_BODY] = true};
    return n->ns == NS_HTML && is[n->tag] && !node_has(n, ATTR_EPUB_TYPE);
}

/* Blocks that hold either a line of text or blocks, as it comes. */
static bool is_either(const struct node *n)
{
    static const bool is[TAGS] = {[TAG_LI] = true,
                                  [TAG_DD] = true,
                                  [TAG_TD] = true,
                                  [TAG_TH] = true,
                                  [TAG_FIGCAPTION] = true};
    return n->ns == NS_HTML && is[n->tag];
}

/* Blocks that hold blocks. */
static bool is_container(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_BLOCKQUOTE] = true, [TAG_ASIDE] = true,   [TAG_DETAILS] = true,
        [TAG_DOCUMENT] = true,   [TAG_SECTION] = true, [TAG_BODY] = true};
    bool note = node_is(n, TAG_DIV) && node_has(n, ATTR_EPUB_TYPE);
    return n->ns == NS_HTML && (is[n->tag] || note);
}

/* Two line breaks in a row, or more, starting at n. */
static bool is_break(const struct node *n)
{
    const struct node *next = node_is(n, TAG_BR) ? shape_next(n) : NULL;
    return next && node_is(next, TAG_BR);
}

static bool has_break(const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (is_break(k)) return true;
    return false;
}

/* The outermost leaf of p's line, at its end or its start; NULL if p is empty. */
static struct node *edge(const struct node *p, bool end)
{
    struct node *k = end ? p->last : p->first;
    while (k && shape_inline(k) && (end ? k->last : k->first)) k = end ? k->last : k->first;
    return k;
}

/* Breaks and blanks at the ends of a line, in whatever stands there; what they leave empty
 * goes with them. */
static void trim_breaks(struct node *p)
{
    for (int end = 1; end >= 0; end--) {
        for (struct node *k; (k = edge(p, end)) && (node_is(k, TAG_BR) || shape_space(k));) {
            struct node *in = k->parent;
            node_detach(k);
            for (; in != p && !in->first && !node_has(in, ATTR_ID); in = k) {
                k = in->parent;
                node_detach(in);
            }
        }
    }
}

/* The picture that is all there is in n; NULL for what belongs among letters. */
static const struct node *picture_in(const struct node *n)
{
    while (n && !node_is(n, TAG_IMG) && shape_inline(n)) n = shape_only(n);
    if (!n || !node_is(n, TAG_IMG) || node_has_class(n, S("emoji")) ||
        node_has_class(n, S("formula")))
        return NULL;
    return n;
}

/* True if the page itself says that the picture is too large for a line of text. */
static bool is_large(const struct node *img)
{
    enum { LARGE = 100 /* px */ };
    static const enum attr_id from[] = {ATTR_WIDTH, ATTR_DATA_RAWWIDTH};
    for (isize i = 0; i < COUNT(from); i++) {
        long long px;
        str s = node_attr(img, from[i]);
        if (str_iends(s, S("px"))) s.len -= 2;
        if (str_int(s, &px) && px >= LARGE) return true;
    }
    return false;
}

/* True if the line ends beside n: there is a break or nothing, or in Markdown the
 * author has begun a new line. */
static bool line_ends(const struct node *n, bool ahead, bool typed)
{
    const struct node *k = ahead ? n->next : n->prev;
    while (k && shape_space(k)) {
        if (typed && str_byte(k->text, '\n', 0) >= 0) return true;
        k = ahead ? k->next : k->prev;
    }
    if (!k || node_is(k, TAG_BR)) return true;
    if (!typed || k->tag != TAG_TEXT) return false;
    return ahead ? str_starts(k->text, S("\n")) : str_ends(k->text, S("\n"));
}

/* A picture on a line of its own, or a large one where a paragraph begins or ends. */
static bool stands_alone(struct rule_ctx *cx, const struct node *n)
{
    bool typed = cx->post && cx->post->kind == BODY_MARKDOWN;
    const struct node *img = n->tag < TAG_UNKNOWN ? NULL : picture_in(n);
    if (!img || (!shape_prev(n) && !shape_next(n))) return false;
    bool before = line_ends(n, false, typed), behind = line_ends(n, true, typed);
    return (before && behind) || ((before || behind) && is_large(img));
}

/* An item of text that a picture stands in, on a line of its own. */
static bool has_picture_line(struct rule_ctx *cx, const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (stands_alone(cx, k)) return true;
    return false;
}

/* Cut p (which holds lines only) into paragraphs where lines are blank; p is the first. */
static void cut(struct rule_ctx *cx, struct node *p)
{
    struct node *to = p;
    for (struct node *k = p->first, *next; k; k = next) {
        next = k->next;
        bool alone = stands_alone(cx, k);
        bool split = alone || is_break(k);
        if (split && to->first && k != p->first) {
            struct node *fresh = shape_clone(cx->mem, p);
            node_after(to, fresh);
            to = fresh;
        }
        if (to != p) {
            node_detach(k);
            node_append(to, k);
        }
        if (!alone || !next) continue;
        struct node *fresh = shape_clone(cx->mem, p);
        node_after(to, fresh);
        to = fresh;
    }
}

/* Texts and their like directly in n become paragraphs. */
static void make_paragraphs(struct rule_ctx *cx, struct node *n)
{
    struct node *p = NULL;
    bool only = !shape_has_block(n);
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        if (shape_block(k)) {
            p = NULL;
            continue;
        }
        if (!p && (shape_space(k) || node_is(k, TAG_BR))) {
            node_detach(k);
            continue;
        }
        if (!p) {
            p = node_make(cx->mem, TAG_P);
            p->line = k->line;
            str list = node_attr(n, ATTR_CLASS);
            if (only && list.len && is_wrapper(n)) node_set(cx->mem, p, ATTR_CLASS, list);
            node_before(k, p);
        }
        node_detach(k);
        node_append(p, k);
    }
}

/* Paragraphs in n are cut at blank lines and trimmed; those with nothing left go. */
static void mend_paragraphs(struct rule_ctx *cx, struct node *n)
{
    for (struct node *k = n->first, *next; k; k = next) {
        if (node_is(k, TAG_P)) cut(cx, k);
        next = k->next;
        if (!node_is(k, TAG_P)) continue;
        trim_breaks(k);
        if (!k->first && !node_has(k, ATTR_ID)) node_detach(k);
    }
}

/* What a wrapper says about its blocks, each of them must now say itself. */
static void hand_down(struct rule_ctx *cx, struct node *n)
{
    str align = node_has_class(n, S("center"))  ? S("center")
                : node_has_class(n, S("right")) ? S("right")
                                                : (str){0};
    struct node *heir = n->first;
    while (heir && heir->tag < TAG_UNKNOWN) heir = heir->next;
    if (node_has(n, ATTR_ID) && heir && !node_has(heir, ATTR_ID))
        node_set(cx->mem, heir, ATTR_ID, node_attr(n, ATTR_ID));
    if (!align.len) return;
    for (struct node *k = n->first; k; k = k->next)
        if (shape_block(k) && !node_is(k, TAG_UL) && !node_is(k, TAG_OL) &&
            !node_has_class(k, S("center")) && !node_has_class(k, S("right")))
            node_add_class(cx->mem, k, align);
}

/* <b>one<p>two</p></b> becomes <b>one</b><p><b>two</b></p>. */
static void push_down(struct rule_ctx *cx, struct node *n)
{
    struct node *run = NULL;
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        if (shape_block(k)) {
            bool takes = node_is(k, TAG_P) || shape_heading(k);
            run = NULL;
            if (!takes || !k->first) continue;
            struct node *w = shape_clone(cx->mem, n);
            node_move_kids(w, k);
            node_append(k, w);
            continue;
        }
        if (shape_space(k)) continue;
        if (!run) {
            run = shape_clone(cx->mem, n);
            node_before(k, run);
        }
        node_detach(k);
        node_append(run, k);
    }
    node_unwrap(n, cx->root);
}

/* Elements of the line that say nothing, or what a book says otherwise. */
static bool is_idle(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_SPAN] = true, [TAG_FONT] = true, [TAG_U] = true,     [TAG_UNKNOWN] = true,
        [TAG_NOBR] = true, [TAG_WBR] = true,  [TAG_LABEL] = true, [TAG_SLOT] = true,
        [TAG_DATA] = true, [TAG_BIG] = true,  [TAG_BLINK] = true, [TAG_SPACER] = true};
    if (n->ns != NS_HTML || !is[n->tag] || node_has(n, ATTR_ID)) return false;
    if (node_has_class(n, S("missing"))) return false; /* what pictures.c left there */
    return !node_has(n, ATTR_DATA_TEX) && !node_has(n, ATTR_LANG) && !node_has(n, ATTR_EPUB_TYPE) &&
           !node_has(n, ATTR_DATA_FORMULA);
}

/* The same again inside of itself, as broken pages nest them a hundredfold. */
static bool is_double(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_B] = true,      [TAG_STRONG] = true, [TAG_I] = true,    [TAG_EM] = true,
        [TAG_SMALL] = true,  [TAG_BIG] = true,    [TAG_CODE] = true, [TAG_S] = true,
        [TAG_DEL] = true,    [TAG_INS] = true,    [TAG_MARK] = true, [TAG_TT] = true,
        [TAG_STRIKE] = true, [TAG_CITE] = true,   [TAG_A] = true};
    return n->ns == NS_HTML && is[n->tag] && n->parent &&
           node_up(n->parent, (enum tag)n->tag) != NULL;
}

/* Nothing but blanks and breaks in an element that has a meaning only around words. */
static bool is_hollow(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_B] = true,    [TAG_STRONG] = true, [TAG_I] = true,   [TAG_EM] = true,
        [TAG_A] = true,    [TAG_SMALL] = true,  [TAG_S] = true,   [TAG_DEL] = true,
        [TAG_INS] = true,  [TAG_SUB] = true,    [TAG_SUP] = true, [TAG_CODE] = true,
        [TAG_MARK] = true, [TAG_ABBR] = true,   [TAG_CITE] = true};
    if (n->ns != NS_HTML || !is[n->tag] || node_has(n, ATTR_ID) || node_has(n, ATTR_NAME))
        return false;
    for (const struct node *k = n->first; k; k = k->next)
        if (!shape_space(k) && !node_is(k, TAG_BR)) return false;
    return true;
}

/* A reader puts marks around q; one that has its own is only words. */
static bool is_marked(const struct node *q)
{
    static const str marks[] = {LIT("“"), LIT("\""), LIT("「"), LIT("『"), LIT("‘"), LIT("«")};
    const struct node *k = q->first;
    if (!node_is(q, TAG_Q) || !k || k->tag != TAG_TEXT) return false;
    for (isize i = 0; i < COUNT(marks); i++)
        if (str_starts(str_trim(k->text), marks[i])) return true;
    return false;
}

static void mend_line(struct rule_ctx *cx, struct node *n)
{
    if (is_marked(n) || is_idle(n) || is_double(n) || is_hollow(n)) {
        node_unwrap(n, cx->root);
        return;
    }
    if (shape_has_block(n)) push_down(cx, n);
}

static void mend_filled(struct rule_ctx *cx, struct node *item)
{
    if (!item || !(shape_has_block(item) || has_break(item))) return;
    make_paragraphs(cx, item);
    mend_paragraphs(cx, item);
}

/* What stands between the items of a list is an item, and a list there belongs to the item
 * before it. */
static void mend_list(struct rule_ctx *cx, struct node *list)
{
    struct node *item = NULL, *filled = NULL; /* the last one; one that was added to */
    for (struct node *k = list->first, *next; k; k = next) {
        next = k->next;
        if (node_is(k, TAG_LI)) {
            mend_filled(cx, filled);
            item = k;
            filled = NULL;
            continue;
        }
        bool inner = item && (node_is(k, TAG_UL) || node_is(k, TAG_OL));
        if (!filled && shape_space(k)) continue;
        if (!inner && !filled) {
            item = node_make(cx->mem, TAG_LI);
            item->line = k->line;
            node_before(k, item);
        }
        filled = item;
        node_detach(k);
        node_append(item, k);
    }
    mend_filled(cx, filled);
}

/* A list of definitions without a term defines nothing: it only indents. */
static void mend_terms(struct rule_ctx *cx, struct node *dl)
{
    for (const struct node *k = node_next(dl, dl); k; k = node_next(k, dl))
        if (node_is(k, TAG_DT)) return;
    for (struct node *k = dl->first, *next; k; k = next) {
        next = k->next;
        if (!node_is(k, TAG_DD)) continue;
        make_paragraphs(cx, k);
        mend_paragraphs(cx, k);
        node_unwrap(k, cx->root);
    }
    dl->tag = TAG_DIV;
}

/* On paper nobody opens anything, and many readers cannot: details stand open.  Those that nothing
 * sums up are what they hold. */
static void open_details(struct rule_ctx *cx, struct node *details)
{
    for (const struct node *k = details->first; k; k = k->next) {
        if (!node_is(k, TAG_SUMMARY) || shape_blank(k)) continue;
        node_set(cx->mem, details, ATTR_OPEN, S("open"));
        return;
    }
    details->tag = TAG_DIV;
}

/* A heading that nothing closed holds what stands below it: its first line is the heading.
 * Some short lines are one. */
static void mend_heading(struct rule_ctx *cx, struct node *n)
{
    enum { LONGEST = 80 /* code points */ };
    isize chars = 0;
    bool lines = true;
    for (const struct node *k = n->first; k; k = k->next)
        lines &= k->tag < TAG_UNKNOWN || !shape_block(k) || node_is(k, TAG_P);
    for (const struct node *k = n; k && chars <= LONGEST; k = node_next(k, n))
        if (k->tag == TAG_TEXT) chars += utf8_len(k->text);
    if (!shape_has_block(n) || (lines && chars <= LONGEST)) return;
    make_paragraphs(cx, n);
    mend_paragraphs(cx, n);
    struct node *first = n->first;
    while (first && first->tag < TAG_UNKNOWN) first = first->next;
    if (node_is(first, TAG_P)) first->tag = n->tag;
    hand_down(cx, n);
    node_unwrap(n, cx->root);
}

static void mend_block(struct rule_ctx *cx, struct node *n)
{
    bool p = node_is(n, TAG_P);
    if (shape_heading(n)) {
        mend_heading(cx, n);
        if (!n->parent) return;
    }
    if (node_is(n, TAG_DETAILS)) open_details(cx, n);
    if (node_is(n, TAG_UL) || node_is(n, TAG_OL)) mend_list(cx, n);
    if (node_is(n, TAG_DL)) mend_terms(cx, n);
    if (p && !shape_has_block(n)) return; /* its container mends it */
    if (is_wrapper(n) || p || is_container(n) ||
        (is_either(n) && (shape_has_block(n) || has_break(n) || has_picture_line(cx, n)))) {
        make_paragraphs(cx, n);
        mend_paragraphs(cx, n);
    }
    if (is_either(n) || shape_heading(n)) trim_breaks(n);
    if (!p && !is_wrapper(n)) return;
    hand_down(cx, n);
    node_unwrap(n, cx->root);
}

/* Breaks deep in a line come up, so that paragraphs can be cut at them. */
static void lift_breaks(struct rule_ctx *cx, struct node *n)
{
    bool lifted = false;
    for (struct node *k = n->first; k; k = k->next) lifted |= is_break(k);
    if (!lifted) return;
    struct node *run = NULL, *after = n;
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        bool br = node_is(k, TAG_BR);
        if (br) run = NULL;
        if (!br && !run) {
            run = shape_clone(cx->mem, n);
            node_after(after, run);
            after = run;
        }
        node_detach(k);
        if (br) {
            node_after(after, k);
            after = k;
        } else {
            node_append(run, k);
        }
    }
    node_detach(n);
}

static bool is_pre_text(const struct node *n)
{
    return n->parent && shape_in_pre(n->parent);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct shape_list all = shape_leaves_first(cx->mem, root);
    for (isize i = 0; i < all.n; i++) {
        struct node *n = all.v[i];
        if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML || is_pre_text(n)) continue;
        if (shape_block(n)) {
            mend_block(cx, n);
        } else {
            mend_line(cx, n);
            if (n->parent && n->first && shape_inline(n)) lift_breaks(cx, n);
        }
    }
    make_paragraphs(cx, root);
    mend_paragraphs(cx, root);
    return NULL;
}

const struct rule rule_flow = {
    .name = "flow",
    .help = "text stands in paragraphs; wrappers without a meaning go",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
