/*
 * rule_breaks.c - where a long address or a name of code may be broken.
 *
 * A line of Chinese that ends before a word of forty letters is stretched until its characters
 * stand apart like islands.  So such a word gets places where it may end a line: behind a slash
 * or a colon, before other punctuation (as the Chicago Manual has it), between the words of
 * aCamelName, and in what has none of these, every few letters.  They are wbr elements: nobody
 * sees, copies or searches them.
 */
#include "letter_local.h"
#include "shape_local.h"

enum {
    LEAST = 18,   /* letters of a word that is long */
    MOST = 2000,  /* more of them are no word that anybody reads */
    PIECE = 7,    /* letters that fit where a line ends without stretching it much */
    STRETCH = 22, /* more of them without a place are cut */
    NEAR = 3,     /* letters that stay with the word's ends, or between two places */
};

static bool is_wordly(u8 c)
{
    return c > ' ' && c < 0x7F;
}

static bool breaks_behind(u8 c)
{
    return c == '/' || c == ':' || c == ';' || c == ',' || c == '-' || c == '|' || c == '(' ||
           c == '>' || c == '@';
}

static bool breaks_before(u8 c)
{
    return c == '.' || c == '_' || c == '?' || c == '#' || c == '%' || c == '&' || c == '=' ||
           c == '~' || c == '+' || c == '\\' || c == '<' || c == ')';
}

static bool is_lower(u8 c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(u8 c)
{
    return c >= 'A' && c <= 'Z';
}

/* May a line end before letter i of this word? */
static bool may_break(str w, isize i)
{
    u8 before = w.p[i - 1], c = w.p[i];
    if (breaks_behind(before)) return !breaks_behind(c) && c != ')';
    if (breaks_before(c)) return before != c && !breaks_before(before);
    return is_lower(before) && is_upper(c);
}

/* The next place behind `from` where the word w is cut, the last one that makes no long piece;
 * w.len if there is none. */
static isize next_break(str w, isize from)
{
    isize end = w.len - NEAR, best = 0, i = from + NEAR;
    for (; i <= end && (i - from <= PIECE || !best); i++)
        if (may_break(w, i)) best = i;
    if (!best) best = w.len;
    return best - from > STRETCH ? from + PIECE : best;
}

static void put_break(struct rule_ctx *cx, struct node *n, str text)
{
    shape_text_before(cx->mem, n, text);
    struct node *wbr = node_make(cx->mem, TAG_WBR);
    wbr->line = n->line;
    node_before(n, wbr);
}

static void cut(struct rule_ctx *cx, struct node *n)
{
    str s = n->text;
    isize done = 0;
    for (isize i = 0; i < s.len;) {
        isize from = i;
        while (i < s.len && is_wordly(s.p[i])) i++;
        str w = str_head(str_skip(s, from), i - from);
        for (isize at = 0; w.len >= LEAST && w.len <= MOST && (at = next_break(w, at)) < w.len;) {
            put_break(cx, n, str_head(str_skip(s, done), from + at - done));
            done = from + at;
        }
        if (i == from) i++;
    }
    n->text = str_skip(s, done);
}

/* A wbr beside it says that this was done. */
static bool is_done(const struct node *n)
{
    return node_is(n->prev, TAG_WBR) || node_is(n->next, TAG_WBR);
}

/* Lines with a ragged edge: nothing is stretched there. */
static bool is_ragged(const struct node *n)
{
    static const str names[] = {LIT("link-card"), LIT("link-list"), LIT("media"),
                                LIT("missing"),   LIT("byline"),    LIT("duokan-footnote-item")};
    for (; n; n = n->parent)
        for (isize i = 0; i < COUNT(names); i++)
            if (node_has_class(n, names[i])) return true;
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    struct node *next = node_next(n, cx->root);
    if (n->text.len < LEAST || !rule_is_cjk(cx)) return next;
    if (n->parent->ns == NS_HTML && !shape_in_pre(n->parent) && !is_done(n) &&
        !node_is(n->parent, TAG_RT) && !is_ragged(n->parent))
        cut(cx, n);
    return next;
}

const struct rule rule_breaks = {
    .name = "breaks",
    .help = "long addresses and names of code may end a line between their parts",
    .on = TAG_TEXT,
    .apply = apply,
};
