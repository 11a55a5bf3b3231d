/* mode_table.c - tables (sections 13.2.6.4.9 to 13.2.6.4.15). */
#include "tree_local.h"

static void clear_to(struct builder *b, enum tag x, enum tag y, enum tag z)
{
    while (b->n > 1 && !tree_at(b, x) && !tree_at(b, y) && !tree_at(b, z) &&
           !tree_at(b, TAG_TEMPLATE) && !tree_at(b, TAG_HTML))
        tree_pop(b);
}

static void clear_to_table(struct builder *b)
{
    clear_to(b, TAG_TABLE, TAG_TABLE, TAG_TABLE);
}

static void clear_to_body(struct builder *b)
{
    clear_to(b, TAG_TBODY, TAG_TFOOT, TAG_THEAD);
}

static void clear_to_row(struct builder *b)
{
    clear_to(b, TAG_TR, TAG_TR, TAG_TR);
}

static bool is_section(int tag)
{
    return tag == TAG_TBODY || tag == TAG_TFOOT || tag == TAG_THEAD;
}

static bool is_cell(int tag)
{
    return tag == TAG_TD || tag == TAG_TH;
}

/* caption, col, colgroup, tbody, tfoot, thead */
static bool is_table_child(int tag)
{
    return tag == TAG_CAPTION || tag == TAG_COL || tag == TAG_COLGROUP || is_section(tag);
}

/* --- in table -------------------------------------------------------------- */

/* Not at home in a table: into the page before it. */
static enum next foster(struct builder *b, struct token *t)
{
    b->foster = true;
    enum next next = mode_body(b, t);
    b->foster = false;
    return next;
}

static bool close_table(struct builder *b)
{
    if (!tree_scope(b, TAG_TABLE, SCOPE_TABLE)) return false;
    tree_pop_to(b, TAG_TABLE);
    mode_reset(b);
    return true;
}

static enum next table_part(struct builder *b, struct token *t)
{
    clear_to_table(b);
    switch (t->tag) {
    case TAG_CAPTION:
        format_mark(b);
        tree_insert(b, t);
        b->mode = MODE_CAPTION;
        return DONE;
    case TAG_COLGROUP:
        tree_insert(b, t);
        b->mode = MODE_COLGROUP;
        return DONE;
    case TAG_COL:
        tree_insert_tag(b, TAG_COLGROUP, t->at);
        b->mode = MODE_COLGROUP;
        return AGAIN;
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD:
        tree_insert(b, t);
        b->mode = MODE_TABLE_BODY;
        return DONE;
    default: /* td, th, tr */
        tree_insert_tag(b, TAG_TBODY, t->at);
        b->mode = MODE_TABLE_BODY;
        return AGAIN;
    }
}

static bool is_hidden(const struct token *t)
{
    for (const struct attr *a = t->attrs; a; a = a->next)
        if (a->id == ATTR_TYPE) return str_ieq(a->value, S("hidden"));
    return false;
}

static enum next table_start(struct builder *b, struct token *t)
{
    switch (t->tag) {
    case TAG_CAPTION:
    case TAG_COL:
    case TAG_COLGROUP:
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD:
    case TAG_TD:
    case TAG_TH:
    case TAG_TR: return table_part(b, t);
    case TAG_TABLE: return close_table(b) ? AGAIN : DONE;
    case TAG_STYLE:
    case TAG_SCRIPT:
    case TAG_TEMPLATE: return mode_head(b, t);
    case TAG_INPUT:
        if (!is_hidden(t)) break;
        tree_insert_void(b, t);
        return DONE;
    case TAG_FORM:
        if (b->opened[TAG_TEMPLATE] || b->form) return DONE;
        b->form = tree_insert(b, t);
        tree_pop(b);
        return DONE;
    }
    return foster(b, t);
}

static enum next table_end(struct builder *b, struct token *t)
{
    switch (t->tag) {
    case TAG_TABLE: close_table(b); return DONE;
    case TAG_BODY:
    case TAG_HTML:
    case TAG_CAPTION:
    case TAG_COL:
    case TAG_COLGROUP:
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD:
    case TAG_TD:
    case TAG_TH:
    case TAG_TR: return DONE;
    case TAG_TEMPLATE: return mode_head(b, t);
    }
    return foster(b, t);
}

enum next mode_table(struct builder *b, struct token *t)
{
    const struct node *n = tree_current(b);
    switch (t->kind) {
    case TOK_TEXT:
    case TOK_NUL:
        if (!(open_is(n) & IS_TABLE_PART) && !node_is(n, TAG_TEMPLATE)) break;
        b->back = b->mode;
        b->mode = MODE_TABLE_TEXT;
        b->pending.n = 0;
        b->pending_visible = false;
        b->pending_at = t->at;
        return AGAIN;
    case TOK_COMMENT: tree_comment(b, t, NULL); return DONE;
    case TOK_DOCTYPE: return DONE;
    case TOK_START: return table_start(b, t);
    case TOK_END: return table_end(b, t);
    case TOK_EOF: return mode_body(b, t);
    }
    return foster(b, t);
}

enum next mode_table_text(struct builder *b, struct token *t)
{
    if (t->kind == TOK_NUL) return DONE;
    if (t->kind == TOK_TEXT) {
        const bool rune = t->text.p == b->tk.rune; /* good for one token only */
        strs_add(b->mem, &b->pending, rune ? str_dup(b->mem, t->text) : t->text);
        b->pending_visible |= text_visible(t->text);
        return DONE;
    }
    struct token text = {.kind = TOK_TEXT, .at = b->pending_at};
    b->mode = b->back;
    for (isize i = 0; i < b->pending.n; i++) {
        text.text = b->pending.v[i];
        if (b->pending_visible) foster(b, &text);
        else tree_text(b, text.text, text.at);
    }
    return AGAIN;
}

/* --- in caption, in column group ------------------------------------------- */

static bool close_caption(struct builder *b)
{
    if (!tree_scope(b, TAG_CAPTION, SCOPE_TABLE)) return false;
    tree_imply(b, TAG_NONE);
    tree_pop_to(b, TAG_CAPTION);
    format_clear(b);
    b->mode = MODE_TABLE;
    return true;
}

enum next mode_caption(struct builder *b, struct token *t)
{
    if (t->kind == TOK_START && (is_table_child(t->tag) || is_cell(t->tag) || t->tag == TAG_TR))
        return close_caption(b) ? AGAIN : DONE;
    if (t->kind == TOK_END) {
        if (t->tag == TAG_CAPTION || t->tag == TAG_TABLE)
            return close_caption(b) && t->tag == TAG_TABLE ? AGAIN : DONE;
        if (t->tag == TAG_BODY || t->tag == TAG_HTML || is_table_child(t->tag) || is_cell(t->tag) ||
            t->tag == TAG_TR)
            return DONE;
    }
    return mode_body(b, t);
}

enum next mode_colgroup(struct builder *b, struct token *t)
{
    const u8 *at = t->at;
    switch (t->kind) {
    case TOK_TEXT:
        tree_text(b, token_space(t), at);
        if (!t->text.len) return DONE;
        break;
    case TOK_COMMENT: tree_comment(b, t, NULL); return DONE;
    case TOK_DOCTYPE: return DONE;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        if (t->tag == TAG_TEMPLATE) return mode_head(b, t);
        if (t->tag != TAG_COL) break;
        tree_insert_void(b, t);
        return DONE;
    case TOK_END:
        if (t->tag == TAG_COL) return DONE;
        if (t->tag == TAG_TEMPLATE) return mode_head(b, t);
        break;
    case TOK_EOF: return mode_body(b, t);
    }
    if (!tree_at(b, TAG_COLGROUP)) return DONE;
    tree_pop(b);
    b->mode = MODE_TABLE;
    return t->kind == TOK_END && t->tag == TAG_COLGROUP ? DONE : AGAIN;
}

/* --- in table body, row, cell ---------------------------------------------- */

static bool close_section(struct builder *b)
{
    if (!tree_scope(b, TAG_TBODY, SCOPE_TABLE) && !tree_scope(b, TAG_THEAD, SCOPE_TABLE) &&
        !tree_scope(b, TAG_TFOOT, SCOPE_TABLE))
        return false;
    clear_to_body(b);
    tree_pop(b);
    b->mode = MODE_TABLE;
    return true;
}

enum next mode_table_body(struct builder *b, struct token *t)
{
    if (t->kind == TOK_START) {
        if (t->tag == TAG_TR || is_cell(t->tag)) {
            clear_to_body(b);
            b->mode = MODE_ROW;
            if (t->tag == TAG_TR) tree_insert(b, t);
            else tree_insert_tag(b, TAG_TR, t->at);
            return t->tag == TAG_TR ? DONE : AGAIN;
        }
        if (is_table_child(t->tag)) return close_section(b) ? AGAIN : DONE;
    } else if (t->kind == TOK_END) {
        if (is_section(t->tag)) {
            if (tree_scope(b, (enum tag)t->tag, SCOPE_TABLE)) close_section(b);
            return DONE;
        }
        if (t->tag == TAG_TABLE) return close_section(b) ? AGAIN : DONE;
        if (t->tag == TAG_BODY || t->tag == TAG_HTML || is_table_child(t->tag) || is_cell(t->tag) ||
            t->tag == TAG_TR)
            return DONE;
    }
    return mode_table(b, t);
}

static bool close_row(struct builder *b)
{
    if (!tree_scope(b, TAG_TR, SCOPE_TABLE)) return false;
    clear_to_row(b);
    tree_pop(b);
    b->mode = MODE_TABLE_BODY;
    return true;
}

enum next mode_row(struct builder *b, struct token *t)
{
    if (t->kind == TOK_START) {
        if (is_cell(t->tag)) {
            clear_to_row(b);
            tree_insert(b, t);
            b->mode = MODE_CELL;
            format_mark(b);
            return DONE;
        }
        if (is_table_child(t->tag) || t->tag == TAG_TR) return close_row(b) ? AGAIN : DONE;
    } else if (t->kind == TOK_END) {
        if (t->tag == TAG_TR) {
            close_row(b);
            return DONE;
        }
        if (t->tag == TAG_TABLE) return close_row(b) ? AGAIN : DONE;
        if (is_section(t->tag))
            return tree_scope(b, (enum tag)t->tag, SCOPE_TABLE) && close_row(b) ? AGAIN : DONE;
        if (t->tag == TAG_BODY || t->tag == TAG_HTML || is_table_child(t->tag) || is_cell(t->tag))
            return DONE;
    }
    return mode_table(b, t);
}

static void close_cell(struct builder *b)
{
    tree_imply(b, TAG_NONE);
    while (b->n > 1) {
        const bool cell = tree_at(b, TAG_TD) || tree_at(b, TAG_TH);
        tree_pop(b);
        if (cell) break;
    }
    format_clear(b);
    b->mode = MODE_ROW;
}

enum next mode_cell(struct builder *b, struct token *t)
{
    const enum tag tag = (enum tag)t->tag;
    if (t->kind == TOK_START && (is_table_child(tag) || is_cell(tag) || tag == TAG_TR)) {
        if (!tree_scope(b, TAG_TD, SCOPE_TABLE) && !tree_scope(b, TAG_TH, SCOPE_TABLE)) return DONE;
        close_cell(b);
        return AGAIN;
    }
    if (t->kind == TOK_END) {
        if (is_cell(tag)) {
            if (!tree_scope(b, tag, SCOPE_TABLE)) return DONE;
            tree_imply(b, TAG_NONE);
            tree_pop_to(b, tag);
            format_clear(b);
            b->mode = MODE_ROW;
            return DONE;
        }
        if (tag == TAG_BODY || tag == TAG_HTML || tag == TAG_CAPTION || tag == TAG_COL ||
            tag == TAG_COLGROUP)
            return DONE;
        if (tag == TAG_TABLE || tag == TAG_TR || is_section(tag)) {
            if (!tree_scope(b, tag, SCOPE_TABLE)) return DONE;
            close_cell(b);
            return AGAIN;
        }
    }
    return mode_body(b, t);
}
