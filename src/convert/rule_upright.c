/*
 * rule_upright.c - in vertical writing one or two digits, and a pair of marks, stand upright
 * in one square (Requirements for Chinese Text Layout 2.3; tate-chu-yoko in Japanese).
 *
 * Longer numbers, and digits that belong to a Latin word, lie on their side with it.
 */
#include "letter_local.h"
#include "shape_local.h"

static bool is_plain(u32 c) /* what digits would belong to */
{
    return c > 0x20 && c < 0x2000;
}

static bool is_pair(str s)
{
    return s.len == 2 && (s.p[0] == '!' || s.p[0] == '?') && (s.p[1] == '!' || s.p[1] == '?');
}

/* A run of letters, digits and marks that stands between Chinese, or at an end. */
static bool is_upright(str run)
{
    bool digits = run.len >= 1 && run.len <= 2;
    for (isize i = 0; i < run.len; i++) digits = digits && is_digit(run.p[i]);
    return digits || is_pair(run);
}

static void cut(struct rule_ctx *cx, struct node *n)
{
    str s = n->text;
    isize done = 0, len;
    for (isize i = 0; i < s.len;) {
        isize from = i;
        while (i < s.len && is_plain(utf8_get(str_skip(s, i), &len))) i += len;
        str run = str_head(str_skip(s, from), i - from);
        if (is_upright(run)) {
            shape_text_before(cx->mem, n, str_head(str_skip(s, done), from - done));
            shape_span_before(cx->mem, n, S("tcy"), run);
            done = i;
        }
        if (i == from) {
            utf8_get(str_skip(s, i), &len);
            i += len;
        }
    }
    if (!done) return;
    n->text = str_skip(s, done);
    if (!n->text.len) node_detach(n);
}

/* Notes' numbers, and text whose line runs across. */
static bool is_across(const struct node *n)
{
    for (; n; n = n->parent) {
        if (n->ns != NS_HTML || node_is(n, TAG_SUP) || node_is(n, TAG_SUB) || node_is(n, TAG_RT) ||
            node_is(n, TAG_TABLE) || node_has_class(n, S("tcy")) || node_has_class(n, S("tex")))
            return true;
    }
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    struct node *next = node_next(n, cx->root);
    bool vertical = cx->conf && cx->conf->writing_mode == WRITING_VERTICAL;
    if (vertical && !shape_in_code(n->parent) && !is_across(n->parent)) cut(cx, n);
    return next;
}

const struct rule rule_upright = {
    .name = "upright",
    .help = "in vertical writing one or two digits, and pairs as !?, stand upright in one square",
    .on = TAG_TEXT,
    .apply = apply,
};
