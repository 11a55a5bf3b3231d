/*
 * site_zhihu_line.c - lines that Zhihu's own markup tears.
 *
 * A mention of somebody is a div, and a div ends the paragraph it stands in.  In answers
 * of before 2016 links came out of their paragraphs when the site changed its editor.
 */
#include "audit.h"
#include "site_local.h"

/* --- mentions ------------------------------------------------------------------- */

/* <span class="UserLink"><div><a>: the div says nothing. */
static void flatten(struct rule_ctx *cx, struct node *link)
{
    for (struct node *k = link->first, *next; k; k = next) {
        next = k->next;
        if (!node_is(k, TAG_DIV)) continue;
        node_unwrap(k, cx->root);
        next = link->first; /* what came up may be a div again */
        while (next && !node_is(next, TAG_DIV)) next = next->next;
    }
}

/* The div n holds a mention and nothing else. */
static bool is_mention(const struct node *n)
{
    const struct node *k = node_is(n, TAG_DIV) ? shape_only(n) : NULL;
    while (k && !node_is(k, TAG_A) && shape_inline(k)) k = shape_only(k);
    return k && node_has_class(k, S("UserLink-link"));
}

/* The paragraph ends with an empty place for a mention. */
static bool waits(const struct node *p)
{
    const struct node *k = p->last;
    while (k && k->tag >= TAG_UNKNOWN && !node_has_class(k, S("UserLink"))) k = k->last;
    return k && k->tag >= TAG_UNKNOWN && !k->first;
}

static void take(struct node *p, struct node *k)
{
    node_detach(k);
    node_append(p, k);
}

/* What is read next behind p: the ends of the mention's spans may have ended those around p. */
static struct node *behind(struct node *p)
{
    struct node *k = p;
    while (!k->next && k->parent && node_is(k->parent, TAG_SPAN)) k = k->parent;
    return k->next;
}

static bool is_of_line(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (k->tag >= TAG_UNKNOWN && !shape_inline(k)) return false;
    return true;
}

/* Put the mention back, and what of the line was left outside. */
static struct node *heal(struct rule_ctx *cx, struct node *p, struct node *box)
{
    struct node *k;
    node_move_kids(p, box);
    node_detach(box);
    while ((k = behind(p)) && is_of_line(k)) take(p, k);
    if (k && node_is(k, TAG_P) && shape_blank(k)) node_detach(k);
    rule_say(cx, p, "a mention stands in its line again");
    return p;
}

/* --- links between paragraphs ------------------------------------------------------ */

enum place { LETTER, OPENS, GOES_ON, CLOSES, ENDS };

static enum place place_of(u32 c)
{
    switch (c) {
    case '(':
    case 0xFF08: /* （ */
    case 0x300A: /* 《 */
    case 0x3010: /* 【 */
    case 0x300C: /* 「 */
    case 0x300E: /* 『 */
    case 0x201C: return OPENS;
    case 0xFF0C: /* ， */
    case 0x3001: /* 、 */
    case ',': return GOES_ON;
    case ')':
    case 0xFF09: /* ） */
    case 0x300B: /* 》 */
    case 0x3011: /* 】 */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
    case 0x201D: return CLOSES;
    case 0x3002: /* 。 */
    case 0xFF1B: /* ； */
    case 0xFF1A: /* ： */
    case 0xFF01: /* ！ */
    case 0xFF1F: /* ？ */
    case 0x2026: /* … */
    case '.':
    case ':':
    case ';':
    case '!':
    case '?': return ENDS;
    default: return LETTER;
    }
}

/* What the first and the last visible character of n are; LETTER if there is none. */
static void borders(const struct node *n, enum place *first, enum place *last)
{
    bool any = false;
    *first = *last = LETTER;
    for (const struct node *k = n; k; k = node_next(k, n)) {
        str s = k->tag == TAG_TEXT ? site_trim(k->text) : (str){0};
        isize len, end = s.len - 1;
        if (!s.len) continue;
        while (end > 0 && (s.p[end] & 0xC0) == 0x80) end--;
        if (!any) *first = place_of(utf8_get(s, &len));
        *last = place_of(utf8_get(str_skip(s, end), &len));
        any = true;
    }
}

/* A link that is no card, of the kinds that the site makes from words. */
static bool is_word(const struct node *a)
{
    return node_is(a, TAG_A) && !node_has(a, ATTR_DATA_DRAFT_TYPE) &&
           (node_has_class(a, S("wrap")) || node_has_class(a, S("external")) ||
            node_has_class(a, S("internal")) || node_has_class(a, S("member_mention")));
}

/* Brackets and commas say to which paragraph the link between two belongs. */
static struct node *rejoin(struct rule_ctx *cx, struct node *a)
{
    struct node *p = shape_prev(a), *q = shape_next(a);
    enum place p_first = LETTER, p_last = LETTER, q_first = LETTER, q_last = LETTER;
    if (node_is(p, TAG_P)) borders(p, &p_first, &p_last);
    if (node_is(q, TAG_P)) borders(q, &q_first, &q_last);
    bool torn = node_is(q, TAG_P) && (q_first == CLOSES || q_first == GOES_ON || q_first == ENDS);
    bool left = node_is(p, TAG_P) && !shape_blank(p) &&
                (p_last == OPENS || p_last == GOES_ON || (torn && p_last == LETTER));
    bool right = torn || (left && p_last == OPENS && node_is(q, TAG_P));
    if (!left && !right) return a;
    if (left) take(p, a);
    if (left && right) {
        node_move_kids(p, q);
        node_detach(q);
    } else if (right) {
        node_detach(a);
        node_prepend(q, a);
    }
    rule_say(cx, a, "a link stands in its line again");
    return a;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (n->tag >= TAG_UNKNOWN && node_has_class(n, S("UserLink"))) flatten(cx, n);
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        struct node *p = is_mention(n) ? shape_prev(n) : NULL;
        if (node_is(p, TAG_P) && waits(p)) n = heal(cx, p, n);
        else if (is_word(n) && n->parent && !shape_inline(n->parent) && !node_is(n->parent, TAG_P))
            n = rejoin(cx, n);
    }
    return NULL;
}

const struct rule rule_zhihu_line = {
    .name = "zhihu-line",
    .help = "mentions and links that were torn out of their line go back",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
