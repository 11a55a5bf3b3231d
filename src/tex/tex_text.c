/* tex_text.c - words among formulas, and formulas among words. */
#include "tex_local.h"

struct words {
    struct tex *p;
    struct node *row;
    struct buf b;
    enum tex_font font;
};

static void flush(struct words *w)
{
    str s = buf_str(&w->b);
    w->b = (struct buf){.mem = w->p->a};
    if (!s.len) return;
    /* Blanks at the ends of a token element are not shown. */
    struct buf out = {.mem = w->p->a};
    isize from = 0, to = s.len;
    while (from < to && is_space(s.p[from])) from++;
    while (to > from && is_space(s.p[to - 1])) to--;
    if (from) buf_rune(&out, 0xA0);
    buf_add(&out, str_skip(str_head(s, to), from));
    if (to < s.len && to > from) buf_rune(&out, 0xA0);
    node_append(w->row, tex_leaf(w->p, TAG_MTEXT, buf_str(&out)));
}

/* "$…$" */
static void formula(struct words *w)
{
    struct tex *p = w->p;
    bool dollars = p->in_dollars, brackets = p->in_brackets;
    enum tex_font font = p->font;
    flush(w);
    p->in_dollars = true;
    p->in_brackets = false;
    p->font = FONT_PLAIN;
    struct node *n = tex_cells(p);
    if (!tex_at(p, '$')) tex_fail(p, "missing $");
    else tex_take(p);
    p->in_dollars = dollars;
    p->in_brackets = brackets;
    p->font = font;
    node_append(w->row, n);
}

static void command(struct words *w)
{
    struct tex *p = w->p;
    enum token tok = tex_peek(p);
    const struct tex_row *r = tok == TOK_CMD ? tex_find(p->name) : NULL;
    tex_take(p);
    if (tok == TOK_CR) {
        buf_byte(&w->b, ' ');
    } else if (!r) {
        tex_fail(p, "\\%.*s", STR(p->name));
    } else if (r->kind == TEX_TEXT || r->kind == TEX_SWITCH || r->kind == TEX_FONT) {
        return; /* its braces are counted with the others */
    } else if (r->kind == TEX_SPACE) {
        buf_rune(&w->b, str_eq(r->text, S("1em")) ? 0x2003 : ' ');
    } else if (r->text.len && r->kind <= TEX_PUNCT) {
        buf_add(&w->b, r->text);
    } else {
        tex_fail(p, "\\%.*s in text", STR(p->name));
    }
}

static void one(struct words *w)
{
    struct tex *p = w->p;
    isize len;
    u32 c = utf8_get(str_skip(p->s, p->i), &len);
    p->i += len;
    if (c == '~') c = 0xA0;
    if (c < ' ' || c == 0x7F || c == 0xFEFF) c = ' ';
    buf_rune(&w->b, w->font == FONT_RM ? c : tex_letter(w->font, c));
}

struct node *tex_text(struct tex *p, enum tex_font font)
{
    struct words w = {p, tex_node(p, TAG_MROW), {.mem = p->a}, font};
    if (tex_peek(p) == TOK_END) return tex_fail(p, "text without a text"), w.row;
    if (!tex_enter(p)) return w.row;
    bool group = p->tok == TOK_OPEN;
    if (group) tex_take(p);
    else one(&w);
    for (int depth = 1; group && !p->failed;) {
        if (p->i >= p->s.len) {
            tex_fail(p, "missing }");
            break;
        }
        u8 c = p->s.p[p->i];
        if (c == '\\') {
            command(&w);
            continue;
        }
        if (c == '{' || c == '}') depth += c == '{' ? 1 : -1;
        if (c != '{' && c != '}' && c != '$') one(&w);
        else p->i++;
        if (c == '$') formula(&w);
        if (!depth) break;
    }
    flush(&w);
    p->depth--;
    return tex_tidy(w.row);
}
