/*
 * model_table.c - a table whose parts are in order and whose cells do not overlap.
 *
 * Spec: HTML #forming-a-table.
 */
#include "model_local.h"

enum { COLUMNS = 2000 }; /* cells farther right have no spans */

static void move_to_end(struct node *table, struct node *part)
{
    node_detach(part);
    node_append(table, part);
}

/* caption, thead, tbody …, tfoot; one of each but tbody.  Captions too many, and that of a table
 * without rows, stand before it. */
static void order_parts(struct fix *f, struct node *table)
{
    struct node *caption = NULL, *head = NULL, *foot = NULL;
    bool rows = false;
    for (const struct node *k = table->first; k; k = k->next) rows |= k->tag != TAG_CAPTION;
    for (struct node *k = table->first, *next; k; k = next) {
        next = k->next;
        if (k->tag == TAG_CAPTION && (caption || !rows)) {
            node_detach(k);
            node_before(table, k);
            k->tag = TAG_DIV;
            node_unset(k, ATTR_ROLE);
            box_wrap_runs(f, k);
        } else if (k->tag == TAG_CAPTION) {
            caption = k;
        } else if (k->tag == TAG_THEAD || k->tag == TAG_TFOOT) {
            struct node **one = k->tag == TAG_THEAD ? &head : &foot;
            if (*one) k->tag = TAG_TBODY;
            else *one = k;
        }
    }
    if (head && head->prev) {
        node_detach(head);
        node_prepend(table, head);
    }
    if (caption && caption->prev) {
        node_detach(caption);
        node_prepend(table, caption);
    }
    if (foot && foot->next) move_to_end(table, foot);
}

static int span_of(const struct node *cell, enum attr_id id)
{
    long long n;
    return str_int(node_attr(cell, id), &n) ? (int)n : 1;
}

static void set_span(struct fix *f, struct node *cell, enum attr_id id, int n)
{
    if (n == span_of(cell, id)) return;
    if (n < 2) node_unset(cell, id);
    else node_set(f->mem, cell, id, str_printf(f->mem, "%d", n));
}

/* The cells of one row, below those that hang into it: below[c] rows from here on are taken in
 * column c.  Returns the column behind the last. */
static int lay_row(struct fix *f, struct node *row, int left, u16 below[COLUMNS])
{
    int c = 0;
    for (struct node *cell = row->first; cell; cell = cell->next) {
        while (c < COLUMNS && below[c]) c++;
        int cols = span_of(cell, ATTR_COLSPAN), rows = span_of(cell, ATTR_ROWSPAN), n = 0;
        if (c == COLUMNS) rows = 1;
        if (rows > left) rows = left;
        for (; n < cols && c < COLUMNS && !below[c]; n++) below[c++] = (u16)rows;
        set_span(f, cell, ATTR_COLSPAN, n);
        set_span(f, cell, ATTR_ROWSPAN, rows);
    }
    return c;
}

static void lay_group(struct fix *f, struct node *group)
{
    u16 below[COLUMNS] = {0};
    int left = 0, width = 0;
    for (const struct node *row = group->first; row; row = row->next) left++;
    for (struct node *row = group->first; row; row = row->next) {
        int used = lay_row(f, row, left--, below);
        if (used > width) width = used;
        for (int c = 0; c < width; c++)
            if (below[c]) below[c]--;
    }
}

void model_table(struct fix *f, struct node *table)
{
    order_parts(f, table);
    for (struct node *k = table->first; k; k = k->next)
        if (k->tag != TAG_CAPTION) lay_group(f, k);
}
