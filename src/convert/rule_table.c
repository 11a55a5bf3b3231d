/*
 * rule_table.c - a table of one cell is a frame around it and goes; a first row of
 * nothing but headings is the table's head.
 */
#include "shape_local.h"

/* The cell of a table that has only one; NULL if there is more to it. */
static struct node *lone_cell(const struct node *table)
{
    struct node *n = shape_only(table);
    if (n && (node_is(n, TAG_TBODY) || node_is(n, TAG_THEAD))) n = shape_only(n);
    if (n && node_is(n, TAG_TR)) n = shape_only(n);
    return n && (node_is(n, TAG_TD) || node_is(n, TAG_TH)) ? n : NULL;
}

static void take_out(struct node *table, struct node *cell, const struct node *root)
{
    node_detach(cell);
    node_before(table, cell);
    cell->tag = TAG_DIV;
    node_remove(table, root);
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
    struct node *cell = lone_cell(table);
    if (!cell) {
        make_head(cx, table);
        return node_next(table, cx->root);
    }
    rule_say(cx, table, "a table of one cell, unwrapped");
    take_out(table, cell, cx->root);
    return node_next(cell, cx->root);
}

const struct rule rule_table = {
    .name = "table",
    .help = "a table of one cell goes, a first row of headings is the table's head",
    .on = TAG_TABLE,
    .apply = apply,
};
