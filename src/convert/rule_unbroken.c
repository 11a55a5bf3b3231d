/*
 * rule_unbroken.c - the dash and the ellipsis of Chinese are two characters wide and one
 * mark: no line ends in the middle of them (Requirements for Chinese Text Layout 3.1.5).
 *
 * Engines that know Unicode's line breaking do so by themselves.  For the others a span
 * keeps them together; a word joiner would, too, but nobody could search for them then.
 */
#include "shape_local.h"

enum { SHORTEST = 2, LONGEST = 4 /* characters; more of them are a line that is drawn */ };

/* Bytes of the characters of a mark at i that are all alike; *n is how many. */
static isize mark_at(str s, isize i, isize *n)
{
    isize at = i, len;
    *n = 0;
    u32 first = utf8_get(str_skip(s, i), &len);
    if (first != 0x2014 && first != 0x2026 && first != 0x22EF) return 0; /* —, …, ⋯ */
    for (; at < s.len && utf8_get(str_skip(s, at), &len) == first; at += len) ++*n;
    return at - i;
}

/* Cut n at its marks, each of which gets a span. */
static void cut(struct rule_ctx *cx, struct node *n)
{
    isize from = 0, len, count = 0;
    str s = n->text;
    for (isize i = 0; i < s.len; i += len) {
        isize mark = s.p[i] == 0xE2 ? mark_at(s, i, &count) : 0;
        len = mark ? mark : 1;
        if (!mark || count < SHORTEST || count > LONGEST) continue;
        shape_text_before(cx->mem, n, str_head(str_skip(s, from), i - from));
        shape_span_before(cx->mem, n, S("unbroken"), str_head(str_skip(s, i), mark));
        from = i + mark;
    }
    n->text = str_skip(s, from);
    if (from && !n->text.len) node_detach(n);
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    struct node *next = node_next(n, cx->root);
    bool running = n->parent->ns == NS_HTML && !shape_in_code(n->parent);
    bool kept = node_has_class(n->parent, S("unbroken")) || node_has_class(n->parent, S("missing"));
    if (running && !kept && rule_is_cjk(cx)) cut(cx, n);
    return next;
}

const struct rule rule_unbroken = {
    .name = "unbroken",
    .help = "no line ends within a dash or an ellipsis of two characters",
    .on = TAG_TEXT,
    .apply = apply,
};
