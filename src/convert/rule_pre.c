/*
 * rule_pre.c - the edges of pre: no empty lines at its ends, no tabs (a reader cannot be
 * told how wide they are), and the language said where books say it.
 */
#include "shape_local.h"

enum { TAB = 4 /* columns */ };

/* The text with its tabs and no-break spaces as blanks; *column is where it begins and ends, Han
 * being two columns wide. */
static str widen(arena *a, str s, isize *column)
{
    struct buf b = {.mem = a};
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (c == '\t') {
            isize width = TAB - *column % TAB;
            buf_add(&b, str_head(S("    "), width));
            *column += width;
            continue;
        }
        if (c == 0xA0) buf_byte(&b, ' ');
        else buf_add(&b, str_head(str_skip(s, i), len));
        *column = c == '\n' ? 0 : *column + (c >= 0x2E80 && c < 0x20000 ? 2 : 1);
    }
    return buf_str(&b);
}

static void widen_all(arena *a, struct node *pre)
{
    bool any = false;
    isize column = 0;
    for (const struct node *n = node_next(pre, pre); n && !any; n = node_next(n, pre))
        any = n->tag == TAG_TEXT &&
              (str_byte(n->text, '\t', 0) >= 0 || str_has(n->text, S("\xC2\xA0")));
    if (!any) return;
    for (struct node *n = node_next(pre, pre); n; n = node_next(n, pre))
        if (n->tag == TAG_TEXT) n->text = widen(a, n->text, &column);
}

/* Cut white lines before the first line that has something on it. */
static void trim_start(struct node *pre)
{
    for (struct node *n = node_next(pre, pre); n;) {
        if (n->tag != TAG_TEXT) {
            n = node_next(n, pre);
            continue;
        }
        isize keep = 0, i = 0;
        while (i < n->text.len && is_space(n->text.p[i]))
            if (n->text.p[i++] == '\n') keep = i;
        bool ended = i < n->text.len;
        n->text = str_skip(n->text, keep);
        if (ended) return;
        n = n->text.len ? node_next(n, pre) : node_remove(n, pre);
    }
}

/* An element of the line with nothing in it. */
static bool is_husk(const struct node *n)
{
    return shape_inline(n) && shape_blank(n) && !node_has(n, ATTR_ID);
}

static void trim_end(struct node *pre)
{
    for (struct node *n = pre->last; n; n = pre->last) {
        while (n->last) n = n->last;
        if (n->tag != TAG_TEXT && !is_husk(n)) return;
        while (n->tag == TAG_TEXT && n->text.len && is_space(n->text.p[n->text.len - 1]))
            n->text.len--;
        if (n->tag == TAG_TEXT && n->text.len) return;
        node_detach(n);
    }
}

/* The language on code, if it is known and stands there not yet. */
static void mark(struct rule_ctx *cx, struct node *pre)
{
    struct node *code = shape_only(pre);
    if (code && !node_is(code, TAG_CODE)) code = NULL;
    str lang = code_language(cx->mem, code ? code : pre);
    if (!lang.len || (!code && !pre->first)) return;
    if (str_ieq(node_attr(pre, ATTR_LANG), lang)) node_unset(pre, ATTR_LANG);
    if (!code) {
        code = node_make(cx->mem, TAG_CODE);
        code->line = pre->line;
        node_move_kids(code, pre);
        node_append(pre, code);
        for (struct node *n = node_next(code, code); n;)
            n = node_is(n, TAG_CODE) ? node_unwrap(n, code) : node_next(n, code);
    }
    node_set(cx->mem, code, ATTR_CLASS, str_printf(cx->mem, "language-%.*s", STR(lang)));
}

/* WeChat: each line its own code element. */
static void join_lines(arena *a, struct node *pre)
{
    for (struct node *k = pre->first, *next; k; k = next) {
        next = shape_next(k);
        if (!node_is(k, TAG_CODE) || !node_is(next, TAG_CODE)) continue;
        const struct node *last = k->last;
        bool ended = last && last->tag == TAG_TEXT && str_ends(last->text, S("\n"));
        if (!ended) node_add_text(a, k, S("\n"));
        node_move_kids(k, next);
        while (k->next != next) node_detach(k->next);
        node_detach(next);
        next = k; /* the line after the next may be one too */
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *pre)
{
    join_lines(cx->mem, pre);
    widen_all(cx->mem, pre);
    trim_start(pre);
    trim_end(pre);
    mark(cx, pre);
    return node_skip(pre, cx->root);
}

const struct rule rule_pre = {
    .name = "pre",
    .help = "tabs of code become spaces, empty lines at its ends go, its language is its class",
    .on = TAG_PRE,
    .apply = apply,
};
