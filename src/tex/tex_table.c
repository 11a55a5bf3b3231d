/* tex_table.c - environments: rows of cells, and what stands around them. */
#include "tex_local.h"

struct env {
    str name, left, right;
    const char *align;
    bool display; /* its cells are set as displays are */
    u8 args;      /* 1: a column specification; 2: an argument without meaning */
};

static const struct env envs[] = {
    {LIT("matrix"), {0}, {0}, NULL, false, 0},
    {LIT("pmatrix"), LIT("("), LIT(")"), NULL, false, 0},
    {LIT("bmatrix"), LIT("["), LIT("]"), NULL, false, 0},
    {LIT("Bmatrix"), LIT("{"), LIT("}"), NULL, false, 0},
    {LIT("vmatrix"), LIT("|"), LIT("|"), NULL, false, 0},
    {LIT("Vmatrix"), LIT("‖"), LIT("‖"), NULL, false, 0},
    {LIT("smallmatrix"), {0}, {0}, NULL, false, 0},
    {LIT("array"), {0}, {0}, NULL, false, 1},
    {LIT("darray"), {0}, {0}, NULL, true, 1},
    {LIT("subarray"), {0}, {0}, NULL, false, 1},
    {LIT("cases"), LIT("{"), {0}, "left", false, 0},
    {LIT("dcases"), LIT("{"), {0}, "left", true, 0},
    {LIT("rcases"), {0}, LIT("}"), "left", false, 0},
    {LIT("aligned"), {0}, {0}, "right left", true, 0},
    {LIT("align"), {0}, {0}, "right left", true, 0},
    {LIT("alignat"), {0}, {0}, "right left", true, 2},
    {LIT("alignedat"), {0}, {0}, "right left", true, 2},
    {LIT("flalign"), {0}, {0}, "right left", true, 0},
    {LIT("split"), {0}, {0}, "right left", true, 0},
    {LIT("eqnarray"), {0}, {0}, "right center left", true, 0},
    {LIT("gather"), {0}, {0}, NULL, true, 0},
    {LIT("gathered"), {0}, {0}, NULL, true, 0},
    {LIT("multline"), {0}, {0}, NULL, true, 0},
    {LIT("equation"), {0}, {0}, NULL, true, 0},
    {LIT("displaymath"), {0}, {0}, NULL, true, 0},
    {LIT("math"), {0}, {0}, NULL, false, 0},
};

static const struct env *find(str name)
{
    if (str_ends(name, S("*"))) name.len--;
    for (isize i = 0; i < COUNT(envs); i++)
        if (str_eq(envs[i].name, name)) return &envs[i];
    return NULL;
}

/* "{lc|r}" as columnalign wants it. */
static str columns(struct tex *p, str spec)
{
    struct buf b = {.mem = p->a};
    for (isize i = 0; i < spec.len && i < 64; i++) {
        str word = spec.p[i] == 'l'   ? S("left")
                   : spec.p[i] == 'c' ? S("center")
                   : spec.p[i] == 'r' ? S("right")
                                      : (str){0};
        if (!word.len) continue;
        if (b.len) buf_byte(&b, ' ');
        buf_add(&b, word);
    }
    return buf_str(&b);
}

static void close_cell(struct tex *p, struct node *row, struct node *content)
{
    struct node *cell = tex_node(p, TAG_MTD);
    node_move_kids(cell, content);
    node_append(row, cell);
}

/* Cells and rows until something else comes; `first` is the first cell, or NULL. */
static void fill(struct tex *p, struct node *table, struct node *first)
{
    struct node *row = tex_node(p, TAG_MTR);
    node_append(table, row);
    for (bool more = true; more && !p->failed;) {
        close_cell(p, row, first ? first : tex_row(p));
        first = NULL;
        tex_peek(p);
        more = p->tok == TOK_AMP || p->tok == TOK_CR;
        if (!more) break;
        tex_take(p);
        if (p->tok == TOK_AMP) continue;
        str gap;
        if (tex_at(p, '*')) tex_take(p);
        tex_optional(p, &gap);
        row = tex_node(p, TAG_MTR);
        node_append(table, row);
    }
    if (row->prev && row->first == row->last && (!row->first || !row->first->first))
        node_detach(row); /* a line break at the end begins no row */
}

/* An empty one; display: what its cells hold is set as displays are. */
static struct node *table_of(struct tex *p, str align, bool display)
{
    struct node *table = tex_node(p, TAG_MTABLE);
    if (align.len) node_set(p->a, table, ATTR_COLUMNALIGN, align);
    if (display) node_set(p->a, table, ATTR_DISPLAYSTYLE, S("true"));
    return table;
}

/* The pattern, once for each pair of columns there are. */
static void spread(struct tex *p, struct node *table, str align)
{
    isize widest = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        isize n = 0;
        for (const struct node *cell = row->first; cell; cell = cell->next) n++;
        if (n > widest) widest = n;
    }
    struct buf b = {.mem = p->a};
    buf_add(&b, align);
    for (isize n = 2; n < widest && n < 64; n += 2) {
        buf_byte(&b, ' ');
        buf_add(&b, align);
    }
    node_set(p->a, table, ATTR_COLUMNALIGN, buf_str(&b));
}

struct node *tex_aligned(struct tex *p, struct node *first)
{
    struct node *table = table_of(p, (str){0}, true);
    fill(p, table, first);
    struct node *only = table->first;
    if (!only->next && only->first && only->first == only->last) { /* "a \\" is a */
        struct node *row = tex_node(p, TAG_MROW);
        node_move_kids(row, only->first);
        return tex_tidy(row);
    }
    bool one = true; /* column */
    for (const struct node *row = table->first; row; row = row->next)
        one &= row->first == row->last;
    if (one) node_unset(table, ATTR_COLUMNALIGN);
    else spread(p, table, S("right left"));
    return table;
}

static struct node *fence(struct tex *p, str sign, bool left)
{
    struct node *n = tex_op(p, sign);
    node_set(p->a, n, ATTR_FORM, left ? S("prefix") : S("postfix"));
    node_set(p->a, n, ATTR_FENCE, S("true"));
    node_set(p->a, n, ATTR_STRETCHY, S("true"));
    return n;
}

static struct node *around(struct tex *p, const struct env *e, struct node *table)
{
    if (!e->left.len && !e->right.len) return table;
    struct node *row = tex_node(p, TAG_MROW);
    if (e->left.len) node_append(row, fence(p, e->left, true));
    node_append(row, table);
    if (e->right.len) node_append(row, fence(p, e->right, false));
    return row;
}

struct node *tex_environment(struct tex *p)
{
    str name, spec = {0}, end;
    if (!tex_raw(p, '{', '}', &name)) return tex_fail(p, "\\begin"), NULL;
    const struct env *e = find(str_trim(name));
    if (!e) return tex_fail(p, "\\begin{%.*s}", STR(str_trim(name))), NULL;
    str align = str_of(e->align);
    if (e->args || str_starts(str_skip(p->s, p->i), S("[t]")) ||
        str_starts(str_skip(p->s, p->i), S("[b]")) || str_starts(str_skip(p->s, p->i), S("[c]")))
        tex_optional(p, &spec);
    if (e->args && !tex_raw(p, '{', '}', &spec)) tex_fail(p, "\\begin{%.*s}", STR(name));
    if (e->args == 1) align = columns(p, spec);
    if (!tex_enter(p)) return NULL;
    struct node *table = table_of(p, align, e->display);
    bool brackets = p->in_brackets;
    p->in_brackets = false;
    fill(p, table, NULL);
    p->in_brackets = brackets;
    p->depth--;
    if (str_eq(align, S("right left"))) spread(p, table, align);
    if (!tex_is(p, TEX_END)) return tex_fail(p, "\\begin{%.*s}", STR(name)), NULL;
    tex_take(p);
    if (!tex_raw(p, '{', '}', &end) || !str_eq(str_trim(end), str_trim(name)))
        return tex_fail(p, "\\end{%.*s}", STR(name)), NULL;
    return around(p, e, table);
}
