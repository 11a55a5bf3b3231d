/*
 * rule_listing.c - code that a highlighter laid out as a table, its numbers in one column
 * and the lines in the other, or as a list, is one pre again.
 */
#include "shape_local.h"

/* Hugo's column of numbers has the class of the code's. */
static bool all_numbers(const struct node *td)
{
    bool any = false;
    for (const struct node *n = node_next(td, td); n; n = node_next(n, td)) {
        if (n->tag == TAG_TEXT && !shape_space(n) && !node_has_class(n->parent, S("lnt")))
            return false;
        any |= node_has_class(n, S("lnt"));
    }
    return any;
}

static bool is_numbers(const struct node *n)
{
    static const str names[] = {LIT("gutter"),       LIT("hljs-ln-numbers"), LIT("linenos"),
                                LIT("lineno"),       LIT("rouge-gutter"),    LIT("blob-num"),
                                LIT("line-numbers"), LIT("crayon-nums")};
    if (!node_is(n, TAG_TD)) return false;
    for (isize i = 0; i < COUNT(names); i++)
        if (node_has_class(n, names[i])) return true;
    return node_has_class(n, S("lntd")) && all_numbers(n);
}

/* A list or a box whose every child is a line of code. */
static bool is_lines(const struct node *n)
{
    if (node_is(n, TAG_OL))
        return str_starts(node_attr(n, ATTR_CLASS), S("dp-")) || node_has_class(n, S("linenums")) ||
               node_has_class(n->parent, S("dp-highlighter"));
    return node_is(n, TAG_DIV) && node_has_class(n, S("enlighter"));
}

/* The language that is said in the table (by the code of the first cells, which may be
 * that of its numbers) or around it. */
static str language(arena *a, const struct node *table)
{
    int codes = 0;
    for (const struct node *n = node_next(table, table); n; n = node_next(n, table)) {
        if (!node_is(n, TAG_CODE)) continue;
        str name = code_language(a, n);
        if (name.len) return name;
        if (++codes == 2) break; /* the next is more of the same */
    }
    return code_language(a, table);
}

static void add_line(struct rule_ctx *cx, struct node *to, struct node *from)
{
    node_move_kids(to, from);
    const struct node *last = to->last;
    bool ended = last && last->tag == TAG_TEXT && str_ends(last->text, S("\n"));
    if (!ended) node_append(to, node_text(cx->mem, S("\n")));
}

/* Move what stands in each child of `from`, a line each. */
static void take_lines(struct rule_ctx *cx, struct node *to, struct node *from)
{
    for (struct node *n = from->first, *next; n; n = next) {
        next = n->next;
        if (n->tag >= TAG_UNKNOWN) add_line(cx, to, n);
    }
}

/* What is no line of a list of them, a picture or a stray word, stands in a box behind it. */
static void leave_rest(struct node *list)
{
    list->tag = TAG_DIV;
    node_unset(list, ATTR_CLASS);
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
        if (node_has_class(n, S("line")) || node_has_class(n, S("crayon-line"))) {
            lines = n->parent;
            break;
        }
    }
    if (lines == td) {
        add_line(cx, to, td);
        return;
    }
    take_lines(cx, to, lines);
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
    bool table = node_is(n, TAG_TABLE) && has_numbers(n);
    if (!table && !(is_lines(n) && !shape_in_pre(n))) return node_next(n, cx->root);
    struct node *code = node_make(cx->mem, TAG_CODE);
    str lang = language(cx->mem, n);
    code->line = n->line;
    if (table) take_rows(cx, n, code);
    else take_lines(cx, code, n);
    if (!table) leave_rest(n);
    rule_say(cx, n, table ? "a table of code is a pre" : "a list of lines of code is a pre");
    if (lang.len)
        node_set(cx->mem, code, ATTR_CLASS, str_printf(cx->mem, "language-%.*s", STR(lang)));
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
    .help = "code in a table with line numbers, or in a list of lines, becomes pre",
    .apply = apply,
};
