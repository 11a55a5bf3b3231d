/*
 * rule_stack.c - a table that is too wide for a page becomes a small list for each of its
 * rows, each cell behind the head of its column.
 *
 * The head stands in the first list as the post has it; in the others it is repeated in
 * zhbook's own words, and so is a cell that spans several rows.  Where it cannot be known what a
 * row would be without its columns, the table stays.
 */
#include "shape_local.h"
#include "audit.h"
#include "letter_local.h"

enum {
    COLS_MAX = 64, /* more than that is no table to be read */
    CELLS_MAX = 1 << 16,
    COLS_WIDE = 4,      /* columns that are still read well */
    WIDTH_WIDE = 2 * 30 /* half em: of the page */
};

struct slot {
    struct node *cell;
    bool again; /* it spans further than where it stands */
};

struct grid {
    int rows, cols, heads; /* heads: rows that are the head */
    struct slot *v;        /* rows × cols; {0} where no cell is */
};

static struct slot *slot(const struct grid *g, int row, int col)
{
    return &g->v[(isize)row * g->cols + col];
}

static bool is_cell(const struct node *n)
{
    return node_is(n, TAG_TD) || node_is(n, TAG_TH);
}

/* --- reading ------------------------------------------------------------------------- */

static int span(const struct node *cell, enum attr_id id)
{
    long long n;
    if (!str_int(str_trim(node_attr(cell, id)), &n) || n < 1) return 1;
    return n > COLS_MAX ? COLS_MAX : (int)n;
}

/* The table's rows in the order in which they are shown; NULL if there are none or too many. */
static struct node **rows_of(arena *a, const struct node *table, int *count, int *heads)
{
    struct node **v = NULL;
    isize n = 0;
    static const enum tag parts[] = {TAG_THEAD, TAG_TBODY, TAG_TFOOT};
    *heads = 0;
    for (isize part = 0; part < COUNT(parts); part++) {
        for (struct node *k = table->first; k; k = k->next) {
            if (!node_is(k, parts[part])) continue;
            for (struct node *tr = k->first; tr; tr = tr->next) {
                if (!node_is(tr, TAG_TR)) continue;
                v = make_room(a, v, n);
                v[n++] = tr;
            }
        }
        if (part == 0) *heads = n > COLS_MAX ? COLS_MAX : (int)n;
    }
    *count = n > CELLS_MAX ? 0 : (int)n;
    return v;
}

static int widest(struct node **rows, int count)
{
    int most = 0;
    for (int i = 0; i < count; i++) {
        int cols = 0;
        for (const struct node *k = rows[i]->first; k; k = k->next)
            if (is_cell(k) && cols <= COLS_MAX) cols += span(k, ATTR_COLSPAN);
        most = cols > most ? cols : most;
    }
    return most;
}

/* Put a cell where it belongs, as far as it reaches. */
static void place(const struct grid *g, struct node *cell, int row, int col)
{
    int high = span(cell, ATTR_ROWSPAN), wide = span(cell, ATTR_COLSPAN);
    for (int r = row; r < row + high && r < g->rows; r++)
        for (int c = col; c < col + wide && c < g->cols; c++)
            if (!slot(g, r, c)->cell) *slot(g, r, c) = (struct slot){cell, r != row || c != col};
}

/* False if the table cannot be seen as rows and columns. */
static bool read_grid(arena *a, const struct node *table, struct grid *g)
{
    *g = (struct grid){0};
    struct node **rows = rows_of(a, table, &g->rows, &g->heads);
    if (!g->rows || g->heads >= g->rows) return false;
    g->cols = widest(rows, g->rows);
    if (g->cols < 2 || g->cols > COLS_MAX || g->rows > CELLS_MAX / g->cols) return false;
    g->v = make_n(a, struct slot, (isize)g->rows * g->cols);
    for (int r = 0; r < g->rows; r++) {
        int col = 0;
        for (struct node *k = rows[r]->first; k; k = k->next) {
            if (!is_cell(k)) continue;
            while (col < g->cols && slot(g, r, col)->cell) col++;
            if (col == g->cols) return false; /* spans that run into each other */
            place(g, k, r, col);
        }
    }
    return true;
}

/* --- how wide it is ------------------------------------------------------------------ */

/* What a cell wants, in half em: its text on one line, but not much more than a line can be
 * broken to, and at least its longest word. */
static int width(const struct node *cell)
{
    enum { LINE = 2 * 12, WORD = 2 * 15, HAN = 0x2E80 };
    int all = 0, word = 0, longest = 0;
    isize len;
    for (const struct node *n = node_next(cell, cell); n; n = node_next(n, cell)) {
        str s = n->tag == TAG_TEXT ? n->text : (str){0};
        for (isize i = 0; i < s.len && longest < WORD; i += len) {
            u32 c = utf8_get(str_skip(s, i), &len);
            bool visible = audit_visible(c);
            word = visible && c < HAN ? word + 1 : 0;
            longest = word > longest ? word : longest;
            if (visible) all += c < HAN ? 1 : 2;
            if (all > LINE) all = LINE;
        }
    }
    return all > longest ? all : longest;
}

static bool is_wide(const struct grid *g)
{
    int all = 0;
    for (int c = 0; c < g->cols; c++) {
        int most = 0;
        for (int r = 0; r < g->rows; r++) {
            const struct slot *s = slot(g, r, c);
            bool alone = s->cell && !s->again && span(s->cell, ATTR_COLSPAN) == 1;
            int w = alone ? width(s->cell) : 0;
            most = w > most ? w : most;
        }
        all += most;
    }
    return all > WIDTH_WIDE;
}

/* --- heads ---------------------------------------------------------------------------- */

/* All there is in the cell is bold and short: what a head looks like where nobody said so. */
static bool looks_like_head(const struct node *cell)
{
    enum { LONGEST = 2 * 12 /* half em */ };
    const struct node *n = node_next(cell, cell);
    if (shape_blank(cell) || width(cell) >= LONGEST) return false;
    while (n) {
        bool bold = node_is(n, TAG_B) || node_is(n, TAG_STRONG);
        if (n->tag == TAG_TEXT && !shape_space(n)) return false;
        n = bold ? node_skip(n, cell) : node_next(n, cell);
    }
    return true;
}

static void find_head(struct grid *g)
{
    if (g->heads || g->rows < 2) return;
    for (int c = 0; c < g->cols; c++) {
        const struct slot *s = slot(g, 0, c);
        if (!s->cell || s->again || span(s->cell, ATTR_ROWSPAN) > 1) return;
        bool corner = c == 0 && shape_blank(s->cell);
        if (!corner && !node_is(s->cell, TAG_TH) && !looks_like_head(s->cell)) return;
    }
    g->heads = 1;
}

/* The first row behind the head without a cell that spans columns: the head goes there.
 * -1 if there is none. */
static int row_for_head(const struct grid *g)
{
    for (int r = g->heads; r < g->rows; r++) {
        int c = 0;
        while (c < g->cols) {
            const struct slot *s = slot(g, r, c);
            if (!s->cell || span(s->cell, ATTR_COLSPAN) > 1) break;
            c++;
        }
        if (c == g->cols) return r;
    }
    return -1;
}

/* --- writing --------------------------------------------------------------------------- */

struct writer {
    struct rule_ctx *cx;
    const struct grid *g;
    str *said;  /* by each slot of the head */
    str *heads; /* by all over a column: what is repeated */
    bool han;   /* they are Chinese, and so is what parts them from the cells */
};

/* A cell's text on one line, and not more of it than is worth repeating. */
static str line(arena *a, const struct node *cell)
{
    enum { LONGEST = 30 /* code points */, ENOUGH = 4 * LONGEST /* bytes */ };
    struct buf b = {.mem = a};
    for (const struct node *n = node_next(cell, cell); n && b.len < ENOUGH;
         n = node_next(n, cell)) {
        if (n->tag == TAG_TEXT) buf_even(&b, utf8_head(n->text, ENOUGH));
    }
    str all = str_trim(buf_str(&b)), head = utf8_head(all, LONGEST);
    return head.len < all.len ? str_printf(a, "%.*s…", STR(head)) : all;
}

static struct node *words(arena *a, struct node *to, str text)
{
    struct node *n = shape_words(a, text);
    node_append(to, n);
    return n;
}

/* What stands over a column, from all rows of the head, as one text. */
static str head_text(arena *a, const struct writer *w, int col)
{
    struct buf b = {.mem = a};
    const struct node *last = NULL;
    for (int r = 0; r < w->g->heads; r++) {
        const struct node *cell = slot(w->g, r, col)->cell;
        str s = cell && cell != last ? w->said[(isize)r * w->g->cols + col] : (str){0};
        if (s.len && b.len) buf_add(&b, S(" / "));
        buf_add(&b, s);
        last = cell;
    }
    return buf_str(&b);
}

static bool has_han(str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len)
        if (letter_han(utf8_get(str_skip(s, i), &len))) return true;
    return false;
}

/* Before anything is moved: what the head's cells say. */
static void read_heads(struct writer *w)
{
    const struct grid *g = w->g;
    arena *a = w->cx->mem;
    w->said = make_n(a, str, (isize)g->heads * g->cols);
    w->heads = make_n(a, str, g->cols);
    for (int r = 0; r < g->heads; r++)
        for (int c = 0; c < g->cols; c++)
            if (slot(g, r, c)->cell) w->said[(isize)r * g->cols + c] = line(a, slot(g, r, c)->cell);
    for (int c = 0; c < g->cols; c++) {
        w->heads[c] = head_text(a, w, c);
        w->han |= has_han(w->heads[c]);
    }
}

/* The head's own cells over a column, moved into b. */
static void move_head(struct writer *w, struct node *b, int col)
{
    const struct node *last = NULL;
    arena *a = w->cx->mem;
    for (int r = 0; r < w->g->heads; r++) {
        const struct slot *s = slot(w->g, r, col);
        if (!s->cell || s->cell == last) continue;
        last = s->cell;
        str text = w->said[(isize)r * w->g->cols + col];
        if (b->first && text.len) words(a, b, S(" / "));
        if (s->again) words(a, b, text); /* the column before has it */
        else node_move_kids(b, s->cell);
    }
}

static bool is_box(const struct node *n)
{
    return node_is(n, TAG_P) || node_is(n, TAG_DIV) || node_is(n, TAG_SECTION);
}

/* A box around all that is in a cell is no more than the cell was. */
static void unbox(struct node *cell)
{
    for (struct node *k; (k = shape_only(cell)) && is_box(k);) node_unwrap(k, cell);
}

/* Heads are one bold line. */
static void even_out(struct node *b)
{
    for (struct node *n = node_next(b, b); n;) {
        bool idle = is_box(n) || node_is(n, TAG_B) || node_is(n, TAG_STRONG);
        n = idle ? node_unwrap(n, b) : node_next(n, b);
    }
}

/* One item: the head of its column and what stands in the cell. */
static void add_item(struct writer *w, struct node *list, int row, int col, bool own_head)
{
    arena *a = w->cx->mem;
    const struct slot *s = slot(w->g, row, col);
    str head = w->heads[col];
    bool whole = s->cell && span(s->cell, ATTR_COLSPAN) >= w->g->cols;
    bool blank = !s->cell || shape_blank(s->cell);
    if (blank && !(own_head && w->g->heads)) return;
    struct node *li = node_add(a, list, TAG_LI);
    li->line = s->cell ? s->cell->line : list->line;
    if (own_head || (head.len && !whole)) {
        struct node *b = node_add(a, li, TAG_B);
        if (own_head) move_head(w, b, col);
        else words(a, b, head);
        even_out(b);
        if (!b->first) node_detach(b);
        else if (head.len) words(a, li, w->han ? S("：") : S(": "));
    }
    if (s->cell && s->again) words(a, li, line(a, s->cell));
    if (s->cell && !s->again) {
        unbox(s->cell);
        node_move_kids(li, s->cell);
    }
    if (!li->first) node_detach(li);
}

/* True if the slot is the first of its cell in this row. */
static bool begins(const struct grid *g, int row, int col)
{
    return !col || !slot(g, row, col)->cell ||
           slot(g, row, col)->cell != slot(g, row, col - 1)->cell;
}

/* What a later row repeats of a cell must be known before the cell is emptied: rows are
 * written from the last to the first. */
static void write_rows(struct writer *w, struct node *table, int with_head)
{
    struct node *behind = table;
    for (int r = w->g->rows - 1; r >= w->g->heads; r--) {
        struct node *list = node_make(w->cx->mem, TAG_UL);
        const struct node *first = slot(w->g, r, 0)->cell;
        list->line = first ? first->line : table->line;
        node_add_class(w->cx->mem, list, S("stack"));
        for (int c = 0; c < w->g->cols; c++)
            if (begins(w->g, r, c)) add_item(w, list, r, c, r == with_head);
        if (!list->first) continue;
        node_before(behind, list);
        behind = list;
    }
}

static void take_caption(struct rule_ctx *cx, struct node *table, struct node *before)
{
    for (struct node *k = table->first, *next; k; k = next) {
        next = k->next;
        if (!node_is(k, TAG_CAPTION)) continue;
        node_detach(k);
        k->tag = TAG_DIV;
        node_add_class(cx->mem, k, S("center"));
        struct node *b = node_make(cx->mem, TAG_B);
        node_move_kids(b, k);
        node_append(k, b);
        node_before(before, k);
    }
}

static struct node *stack(struct rule_ctx *cx, struct node *table, struct grid *g)
{
    struct writer w = {.cx = cx, .g = g};
    int with_head = row_for_head(g);
    if (g->heads && with_head < 0) return NULL;
    read_heads(&w);
    rule_say(cx, table, "a table of %d columns is a list for each row", g->cols);
    struct node *start = node_make(cx->mem, TAG_DIV), *end = node_make(cx->mem, TAG_DIV);
    node_before(table, start);
    node_before(table, end);
    take_caption(cx, table, end);
    write_rows(&w, end, g->heads ? with_head : -1);
    node_detach(end);
    if (shape_blank(table)) node_detach(table);
    else table->tag = TAG_DIV; /* words between its cells */
    struct node *on = node_next(start, cx->root);
    node_detach(start);
    return on;
}

/* Where the table says nothing about heads, a narrow one is read better as it is. */
static bool is_readable(const struct grid *g, bool wide)
{
    return g->cols <= COLS_WIDE ? !wide : !wide && !g->heads;
}

static struct node *apply(struct rule_ctx *cx, struct node *table)
{
    struct grid g;
    struct node *on = node_next(table, cx->root);
    if (shape_in_pre(table) || cx->conf->tables_wide == TABLES_KEEP ||
        !read_grid(cx->mem, table, &g))
        return on;
    find_head(&g);
    if (is_readable(&g, is_wide(&g))) return on;
    if (cx->conf->tables_wide == TABLES_SCROLL) {
        node_add_class(cx->mem, table, S("scroll"));
        return on;
    }
    struct node *stacked = stack(cx, table, &g);
    return stacked ? stacked : on;
}

const struct rule rule_stack = {
    .name = "stack",
    .help = "a table too wide for a page becomes a list for each row",
    .on = TAG_TABLE,
    .apply = apply,
};
