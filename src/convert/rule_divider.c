/*
 * rule_divider.c - a paragraph of nothing but one sign, repeated, that divides what is before it
 * from what is behind it is a rule.
 *
 * Dots and stars may be an omission or a verdict, and stay.
 */
#include "shape_local.h"
#include "audit.h"

static bool is_stroke(u32 c)
{
    static const u32 strokes[] = {'-',    '=',    '*',    '_',    '~',    '#',    0x2010,
                                  0x2012, 0x2013, 0x2014, 0x2015, 0x2500, 0x2501, 0x2504,
                                  0x2505, 0x2550, 0x2581, 0x25C6, 0x25C7, 0x30FC, 0xFF0A,
                                  0xFF0D, 0xFF1D, 0xFF3F, 0xFF5E, 0x2E3A, 0x2E3B};
    for (isize i = 0; i < COUNT(strokes); i++)
        if (c == strokes[i]) return true;
    return false;
}

/* Three or more of one sign, and blanks; of "#", which has other uses, more. */
static bool is_line(str s)
{
    enum { LEAST = 3, HASHES = 5 };
    isize count = 0, len;
    u32 sign = 0;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (!audit_visible(c)) continue;
        if (!is_stroke(c) || (sign && c != sign)) return false;
        sign = c;
        count++;
    }
    return count >= LEAST && (sign != '#' || count >= HASHES);
}

static struct node *apply(struct rule_ctx *cx, struct node *p)
{
    struct node *on = node_next(p, cx->root);
    const struct node *before = shape_prev(p), *behind = shape_next(p);
    bool between = before && behind && shape_block(before) && shape_block(behind);
    if (!between || !p->first) return on;
    for (const struct node *k = node_next(p, p); k; k = node_next(k, p))
        if (k->tag != TAG_TEXT && !node_is(k, TAG_B) && !node_is(k, TAG_STRONG)) return on;
    if (!is_line(node_text_all(cx->mem, p))) return on;
    rule_lose(cx, p, DIAG_DIVIDER, "");
    while (p->first) node_detach(p->first);
    p->tag = TAG_HR;
    node_unset(p, ATTR_CLASS);
    return node_skip(p, cx->root);
}

const struct rule rule_divider = {
    .name = "divider",
    .help = "a paragraph of one repeated stroke is a rule",
    .on = TAG_P,
    .apply = apply,
};
