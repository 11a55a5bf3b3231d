/*
 * rule_listing.c - code that a highlighter laid out as a table, its numbers in
 * one column and the lines in the other, is one pre again.
 */
#include "shape_local.h"

static bool is_numbers(const struct node *n)
{
    return node_is(n, TAG_TD) &&
           (node_has_class(n, S("gutter")) || node_has_class(n, S("hljs-ln-numbers")) ||
            node_has_class(n, S("linenos")) || node_has_class(n, S("lineno")) ||
            node_has_class(n, S("rouge-gutter")) || node_has_class(n, S("blob-num")) ||
            node_has_class(n, S("line-numbers")) || node_has_class(n, S("lntd-num")));
}

/* The words after which "language-" or a language's own name comes. */
static str language(arena *a, const struct node *n)
{
    for (int up = 0; n && up < 4; up++, n = n->parent) {
        str list = node_attr(n, ATTR_CLASS);
        for (struct cut c = {.tail = list}; c.tail.len;) {
            c = str_cut(c.tail, ' ');
            if (str_starts(c.head, S("language-"))) return c.head;
            bool name = node_is(n, TAG_FIGURE) && c.head.len && !str_eq(c.head, S("highlight")) &&
                        !str_eq(c.head, S("plain")) && !str_eq(c.head, S("hljs"));
            if (name) return str_printf(a, "language-%.*s", STR(c.head));
        }
    }
    return (str){0};
}

static void add_line(struct rule_ctx *cx, struct node *to, struct node *from)
{
    node_move_kids(to, from);
    const struct node *last = to->last;
    bool ended = last && last->tag == TAG_TEXT && str_ends(last->text, S("\n"));
    if (!ended) node_append(to, node_text(cx->mem, S("\n")));
}

/* Move the code of one cell to the end of `to`. */
static void take_cell(struct rule_ctx *cx, struct node *to, struct node *td)
{
    struct node *lines = td;
    for (struct node *n = td->first; n; n = node_next(n, td)) {
        if (node_is(n, TAG_PRE)) {
            add_line(cx, to, n);
            return;
        }
        if (node_has_class(n, S("line"))) {
            lines = n->parent;
            break;
        }
    }
    if (lines == td) {
        add_line(cx, to, td);
        return;
    }
    for (struct node *n = lines->first, *next; n; n = next) {
        next = n->next;
        if (n->tag >= TAG_UNKNOWN) add_line(cx, to, n);
    }
}

/* The node after n in the table's own cells and rows: tables inside have their own turn. */
static struct node *next_own(const struct node *n, const struct node *table)
{
    return n != table && node_is(n, TAG_TABLE) ? node_skip(n, table) : node_next(n, table);
}

static bool has_numbers(const struct node *table)
{
    for (const struct node *n = next_own(table, table); n; n = next_own(n, table))
        if (is_numbers(n)) return true;
    return false;
}

/* Move the code of a table to `to`, its numbers away; what is neither stays in the table. */
static void take_rows(struct rule_ctx *cx, struct node *table, struct node *to)
{
    for (struct node *n = next_own(table, table); n;) {
        if (is_numbers(n)) {
            rule_lose(cx, n, DIAG_GUTTER_GONE, "");
            n = node_remove(n, table);
        } else if (node_is(n, TAG_TD)) {
            take_cell(cx, to, n);
            n = node_skip(n, table);
        } else {
            n = next_own(n, table);
        }
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    if (!has_numbers(n)) return node_next(n, cx->root);
    struct node *code = node_make(cx->mem, TAG_CODE);
    str lang = language(cx->mem, n->parent);
    code->line = n->line;
    take_rows(cx, n, code);
    rule_say(cx, n, "a table of code is a pre");
    if (lang.len) node_set(cx->mem, code, ATTR_CLASS, lang);
    node_before(n, code);
    /* A table or a line of words may have stood beside the code. */
    if (shape_blank(n)) node_detach(n);
    if (shape_in_pre(code->parent)) /* then the lines are enough */
        return node_unwrap(code, cx->root);
    struct node *pre = node_make(cx->mem, TAG_PRE);
    pre->line = code->line;
    node_wrap(code, pre);
    return node_next(code, cx->root);
}

const struct rule rule_listing = {
    .name = "listing",
    .help = "code in a table with line numbers becomes pre",
    .on = TAG_TABLE,
    .apply = apply,
};
