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
static void flatten(struct node *link)
{
    for (struct node *k = node_next(link, link); k;)
        k = node_is(k, TAG_DIV) ? node_unwrap(k, link) : node_next(k, link);
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

/* What is known of a paragraph while it grows: each text is looked at once. */
struct line {
    const struct node *p; /* NULL: nothing yet */
    enum place first, last;
    int open[5]; /* brackets of each kind that have not closed */
    bool words;
};

static void count_brackets(struct line *l, str c)
{
    static const str opens[] = {LIT("（"), LIT("《"), LIT("【"), LIT("「"), LIT("『")};
    static const str closes[] = {LIT("）"), LIT("》"), LIT("】"), LIT("」"), LIT("』")};
    for (isize b = 0; b < COUNT(opens); b++) {
        if (str_eq(c, opens[b])) l->open[b]++;
        if (str_eq(c, closes[b]) && l->open[b]) l->open[b]--;
    }
}

/* What stands in n is behind what the line had. */
static void line_add(struct line *l, const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n)) {
        str s = k->tag == TAG_TEXT ? k->text : (str){0};
        isize len;
        for (isize i = 0; i < s.len; i += len) {
            u32 c = utf8_get(str_skip(s, i), &len);
            if (!audit_visible(c)) continue;
            l->last = place_of(c);
            if (!l->words) l->first = l->last;
            l->words = true;
            count_brackets(l, str_head(str_skip(s, i), len));
        }
    }
}

static bool is_open(const struct line *l)
{
    for (isize b = 0; b < COUNT(l->open); b++)
        if (l->open[b]) return true;
    return false;
}

/* A link that is no card, of the kinds that the site makes from words. */
static bool is_word(const struct node *a)
{
    return node_is(a, TAG_A) && !node_has(a, ATTR_DATA_DRAFT_TYPE) &&
           (node_has_class(a, S("wrap")) || node_has_class(a, S("external")) ||
            node_has_class(a, S("internal")) || node_has_class(a, S("member_mention")));
}

/* Brackets and commas say to which paragraph the link between two belongs.  *line is the
 * last paragraph that was looked at. */
static struct node *rejoin(struct rule_ctx *cx, struct node *a, struct line *line)
{
    struct node *p = shape_prev(a), *q = shape_next(a);
    struct line behind_a = {.p = q};
    if (!node_is(p, TAG_P)) p = NULL;
    if (!node_is(q, TAG_P)) q = NULL;
    if (line->p != p || !p) {
        *line = (struct line){.p = p};
        if (p) line_add(line, p);
    }
    if (q) line_add(&behind_a, q);
    bool torn = behind_a.words && behind_a.first != LETTER && behind_a.first != OPENS;
    bool open = p && is_open(line);
    bool left = p && line->words && (open || line->last == GOES_ON || (torn && line->last != ENDS));
    bool right = q && (torn || open);
    if (left) {
        take(p, a);
        line_add(line, a);
    }
    if (left && right) {
        line_add(line, q);
        node_move_kids(p, q);
        node_detach(q);
    } else if (right) {
        node_detach(a);
        node_prepend(q, a);
    }
    if (left || right) rule_say(cx, a, "a link stands in its line again");
    return a;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct line line = {0};
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (n->tag >= TAG_UNKNOWN && node_has_class(n, S("UserLink"))) flatten(n);
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        struct node *p = is_mention(n) ? shape_prev(n) : NULL;
        if (node_is(p, TAG_P) && waits(p)) {
            n = heal(cx, p, n);
            line = (struct line){0};
        } else if (is_word(n)) {
            n = rejoin(cx, n, &line);
        }
    }
    return NULL;
}

const struct rule rule_zhihu_line = {
    .name = "zhihu-line",
    .help = "mentions and links that were torn out of their line go back",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
