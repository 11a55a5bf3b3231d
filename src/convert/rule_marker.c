/*
 * rule_marker.c - the number of a note does not begin a line: it stays with the character that it
 * stands behind.  (Behind letters no line ends anyway.)
 */
#include "audit.h"
#include "letter_local.h"
#include "shape_local.h"

/* Bytes of the last character of s, if a line could end behind it: of Chinese, not of a word. */
static isize tail_of(str s)
{
    isize at = s.len - 1, len;
    while (at > 0 && (s.p[at] & 0xC0) == 0x80) at--;
    if (at < 0) return 0;
    u32 c = utf8_get(str_skip(s, at), &len);
    return audit_visible(c) && (letter_wide(c) || letter_shared(c)) ? s.len - at : 0;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    struct node *next = node_next(n, cx->root), *text = n->prev;
    if (!node_has_class(n, S("duokan-footnote")) || !text || text->tag != TAG_TEXT || text->made ||
        !rule_is_cjk(cx) || node_has_class(n->parent, S("unbroken")))
        return next;
    isize tail = tail_of(text->text);
    if (!tail) return next;
    struct node *span = node_make(cx->mem, TAG_SPAN);
    span->line = n->line;
    node_add_class(cx->mem, span, S("unbroken"));
    node_wrap(n, span);
    struct node *kept = node_text(cx->mem, str_skip(text->text, text->text.len - tail));
    kept->line = text->line;
    node_prepend(span, kept);
    text->text = str_head(text->text, text->text.len - tail);
    if (!text->text.len) node_detach(text);
    return next;
}

const struct rule rule_marker = {
    .name = "marker",
    .help = "the number of a note stays with the character before it",
    .on = TAG_A,
    .apply = apply,
};
