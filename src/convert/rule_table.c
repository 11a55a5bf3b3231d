/*
 * rule_table.c - tables that are tables: a frame around one cell, a column of boxes and a grid of
 * pictures are unwrapped; empty rows and columns go; a first row of nothing but headings
 * is the table's head.
 */
#include "shape_local.h"

static bool is_cell(const struct node *n)
{
    return node_is(n, TAG_TD) || node_is(n, TAG_TH);
}

/* The node after n among the table's own rows and cells; what is in a cell is not asked. */
static struct node *next_own(const struct node *n, const struct node *table)
{
    return is_cell(n) || node_is(n, TAG_CAPTION) ? node_skip(n, table) : node_next(n, table);
}

struct facts {
    int cells, heads, rows, longest;         /* longest: cells in a row */
    bool spans, nested, captioned, pictures; /* pictures: every cell that is not blank has one */
};

static bool holds(const struct node *cell, enum tag t)
{
    for (const struct node *n = node_next(cell, cell); n; n = node_next(n, cell))
        if (node_is(n, t) && !node_has_class(n, S("emoji")) && !node_has_class(n, S("formula")))
            return true;
    return false;
}

static struct facts look(const struct node *table)
{
    struct facts f = {.pictures = true};
    int row = 0;
    for (const struct node *n = next_own(table, table); n; n = next_own(n, table)) {
        f.captioned |= node_is(n, TAG_CAPTION);
        if (node_is(n, TAG_TR)) f.rows++, row = 0;
        if (!is_cell(n)) continue;
        f.cells++;
        if (++row > f.longest) f.longest = row;
        f.heads += node_is(n, TAG_TH);
        f.spans |= node_has(n, ATTR_COLSPAN) || node_has(n, ATTR_ROWSPAN);
        f.nested |= holds(n, TAG_TABLE);
        f.pictures = f.pictures && (shape_blank(n) || holds(n, TAG_IMG));
    }
    return f;
}

/* A table that only places things on the page. */
static bool is_layout(const struct node *table, const struct facts *f)
{
    str role = node_attr(table, ATTR_ROLE);
    if (!f->cells) return f->captioned; /* what stood in it has gone */
    if (str_eq(role, S("presentation")) || str_eq(role, S("none")) || f->longest == 1) return true;
    return !f->heads && !f->captioned && (f->nested || f->pictures);
}

/* Cells become boxes, in their order; returns the first. */
static struct node *take_apart(struct rule_ctx *cx, struct node *table)
{
    struct node *on = NULL;
    for (struct node *n = next_own(table, table), *next; n; n = next) {
        next = next_own(n, table);
        if (!is_cell(n) && !node_is(n, TAG_CAPTION)) continue;
        bool head = node_is(n, TAG_TH);
        if (!on) on = n;
        node_detach(n);
        node_before(table, n);
        n->tag = TAG_DIV;
        if (!head || shape_blank(n)) continue;
        struct node *b = node_make(cx->mem, TAG_B);
        node_move_kids(b, n);
        node_append(n, b);
    }
    if (shape_blank(table)) node_detach(table);
    return on;
}

/* A page that makes every cell a heading means none by it. */
static void unhead(struct node *table, const struct facts *f)
{
    if (f->heads != f->cells || f->rows < 2) return;
    int row = 0;
    for (struct node *n = next_own(table, table); n; n = next_own(n, table)) {
        if (node_is(n, TAG_TR)) row++;
        if (node_is(n, TAG_TH) && row > 1) n->tag = TAG_TD;
    }
}

static bool is_empty_row(const struct node *n)
{
    return node_is(n, TAG_TR) && shape_blank(n) && !node_has(n, ATTR_ID);
}

/* Rows with nothing in them, where no cell reaches into them. */
static void drop_rows(struct node *table)
{
    for (struct node *n = next_own(table, table); n;)
        n = is_empty_row(n) ? node_remove(n, table) : next_own(n, table);
}

/* Columns with nothing in them, where each row has all of its cells. */
static void drop_columns(struct rule_ctx *cx, struct node *table, int cols)
{
    bool *used = make_n(cx->mem, bool, cols);
    for (int pass = 0; pass < 2; pass++) {
        int col = 0;
        for (struct node *n = next_own(table, table); n;) {
            if (node_is(n, TAG_TR)) col = 0;
            if (!is_cell(n)) {
                n = next_own(n, table);
                continue;
            }
            if (!pass) used[col] |= !shape_blank(n);
            bool goes = pass && !used[col];
            n = goes ? node_remove(n, table) : next_own(n, table);
            col++;
        }
    }
}

static struct node *first_child(const struct node *n, enum tag t)
{
    struct node *k = n->first;
    while (k && shape_space(k)) k = k->next;
    return k && node_is(k, t) ? k : NULL;
}

static void make_head(struct rule_ctx *cx, struct node *table)
{
    struct node *body = first_child(table, TAG_TBODY);
    struct node *row = body ? first_child(body, TAG_TR) : NULL;
    if (!row || !shape_next(row)) return;
    bool headings = false;
    for (const struct node *k = row->first; k; k = k->next) {
        if (shape_space(k)) continue;
        if (!node_is(k, TAG_TH) || node_has(k, ATTR_ROWSPAN)) return;
        headings = true;
    }
    if (!headings) return;
    struct node *head = node_make(cx->mem, TAG_THEAD);
    head->line = row->line;
    node_detach(row);
    node_before(body, head);
    node_append(head, row);
}

static struct node *apply(struct rule_ctx *cx, struct node *table)
{
    struct facts f = look(table);
    if (!f.spans && f.cells) { /* what is left may only place things */
        drop_rows(table);
        drop_columns(cx, table, f.longest);
        f = look(table);
    }
    if (is_layout(table, &f)) {
        rule_say(cx, table, "a table that only places things, unwrapped");
        return take_apart(cx, table);
    }
    unhead(table, &f);
    make_head(cx, table);
    return node_next(table, cx->root);
}

const struct rule rule_table = {
    .name = "table",
    .help = "tables that only place things go; a first row of headings is the table's head",
    .on = TAG_TABLE,
    .apply = apply,
};
