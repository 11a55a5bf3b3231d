/* tex_parse.c - rows, scripts and arguments. */
#include "tex_local.h"

enum { MOST_DEPTH = 64 };

bool tex_enter(struct tex *p)
{
    if (++p->depth > MOST_DEPTH) tex_fail(p, "a formula this deep");
    return !p->failed || (p->depth--, false);
}

/* Nothing of a row can begin here. */
static bool at_end(struct tex *p)
{
    switch (tex_peek(p)) {
    case TOK_END:
    case TOK_CLOSE:
    case TOK_AMP:
    case TOK_CR: return true;
    case TOK_CHAR: return (p->c == ']' && p->in_brackets) || (p->c == '$' && p->in_dollars);
    case TOK_CMD: return tex_is(p, TEX_RIGHT) || tex_is(p, TEX_END);
    default: return false;
    }
}

/* --- scripts ----------------------------------------------------------------- */

struct scripts {
    struct node *sub, *sup;
    int primes;
};

static struct node *primes(struct tex *p, int n)
{
    static const str sign[] = {LIT("′"), LIT("″"), LIT("‴"), LIT("⁗")};
    struct buf b = {.mem = p->a};
    for (; n > 4; n -= 4) buf_add(&b, sign[3]);
    buf_add(&b, sign[n - 1]);
    return tex_op(p, buf_str(&b));
}

/* Read one more of them; false: there is none, or a second of its kind. */
static bool script(struct tex *p, struct scripts *s)
{
    enum token tok = tex_peek(p);
    if (tok == TOK_CHAR && (p->c == '\'' || p->c == 0x2019) && !s->sup) {
        s->primes++;
        tex_take(p);
        return true;
    }
    struct node **to = tok == TOK_SUB ? &s->sub : tok == TOK_SUP ? &s->sup : NULL;
    if (!to || *to) return false;
    tex_take(p);
    *to = tex_arg(p);
    return *to != NULL;
}

static struct node *attach(struct tex *p, struct atom base, struct scripts *s)
{
    static const enum tag beside[] = {TAG_NONE, TAG_MSUB, TAG_MSUP, TAG_MSUBSUP};
    static const enum tag around[] = {TAG_NONE, TAG_MUNDER, TAG_MOVER, TAG_MUNDEROVER};
    if (s->primes && !base.n && !s->sub && !s->sup) return primes(p, s->primes); /* x^{'} */
    if (s->primes) {
        struct node *row = tex_node(p, TAG_MROW);
        node_append(row, primes(p, s->primes));
        if (s->sup) node_append(row, s->sup);
        s->sup = tex_tidy(row);
    }
    int which = (s->sub != NULL) + 2 * (s->sup != NULL);
    struct node *n = tex_node(p, base.limits ? around[which] : beside[which]);
    tex_put(p, n, base.n);
    if (s->sub) node_append(n, s->sub);
    if (s->sup) node_append(n, s->sup);
    return n;
}

/* \limits and \nolimits. */
static void place_scripts(struct tex *p, struct atom *base)
{
    for (; tex_is(p, TEX_LIMITS) || tex_is(p, TEX_NOLIMITS); tex_take(p)) {
        base->limits = tex_is(p, TEX_LIMITS) ? LIMITS_ALWAYS : LIMITS_NONE;
        bool op = base->n && base->n->tag == TAG_MO;
        if (op && base->limits) node_set(p->a, base->n, ATTR_MOVABLELIMITS, S("false"));
    }
}

static struct atom with_scripts(struct tex *p, struct atom base)
{
    for (;;) {
        struct scripts s = {0};
        place_scripts(p, &base);
        while (script(p, &s)) {
        }
        if (p->failed || (!s.sub && !s.sup && !s.primes)) return base;
        base.n = attach(p, base, &s);
        base.limits = LIMITS_NONE;
        if (base.kind != TEX_FUN && base.kind != TEX_REL && base.kind != TEX_BIN)
            base.kind = base.kind == TEX_BIG || base.kind == TEX_INT ? TEX_BIG : TEX_SIGN;
    }
}

/* --- rows --------------------------------------------------------------------- */

static const struct node *core(const struct node *n)
{
    while (n && n->ns == NS_MATHML && n->tag >= TAG_MSUB && n->tag <= TAG_MUNDEROVER) n = n->first;
    return n;
}

/* A binary sign with nothing to its left is the sign of what follows. */
static void settle(struct tex *p, struct atom *x, u8 before)
{
    if (x->kind != TEX_BIN) return;
    if (before != TEX_NONE && before != TEX_BIN && before != TEX_REL && before != TEX_OPEN &&
        before != TEX_PUNCT && before != TEX_BIG && before != TEX_FUN)
        return;
    struct node *op = (struct node *)core(x->n);
    x->kind = TEX_SIGN;
    if (!op || op->tag != TAG_MO) return;
    node_set(p->a, op, ATTR_FORM, S("prefix"));
    node_set(p->a, op, ATTR_LSPACE, S("0em"));
    node_set(p->a, op, ATTR_RSPACE, S("0em"));
}

/* The thin space of TeX between the name of a function and its neighbours. */
static bool wants_space(u8 left, u8 right)
{
    bool solid = right == TEX_SIGN || right == TEX_FUN || right == TEX_BIG;
    if (left == TEX_FUN) return solid;
    return right == TEX_FUN && (left == TEX_SIGN || left == TEX_CLOSE);
}

static struct node *infix(struct tex *p, struct node *num)
{
    const struct tex_row *r = tex_find(p->name);
    tex_take(p);
    struct node *frac = tex_pair(p, TAG_MFRAC, tex_tidy(num), tex_tidy(tex_row(p)));
    if (str_eq(r->name, S("over"))) return frac;
    node_set(p->a, frac, ATTR_LINETHICKNESS, S("0em"));
    if (!r->text.len) return frac;
    struct node *row = tex_node(p, TAG_MROW);
    node_append(row, tex_op(p, S("(")));
    node_append(row, frac);
    node_append(row, tex_op(p, S(")")));
    return row;
}

/* \displaystyle and its like hold to the end of the row. */
static struct node *styled(struct tex *p)
{
    const struct tex_row *r = tex_find(p->name);
    struct node *n = tex_node(p, TAG_MSTYLE);
    tex_take(p);
    node_set(p->a, n, ATTR_DISPLAYSTYLE, r->more ? S("false") : S("true"));
    node_set(p->a, n, ATTR_SCRIPTLEVEL, r->more > 1 ? tex_rune(p, '0' + r->more - 1u) : S("0"));
    node_move_kids(n, tex_row(p));
    return n;
}

static struct node *read_row(struct tex *p)
{
    struct node *row = tex_node(p, TAG_MROW);
    u8 before = TEX_NONE;
    while (!at_end(p)) {
        if (tex_is(p, TEX_INFIX)) {
            struct node *all = tex_node(p, TAG_MROW);
            node_append(all, infix(p, row));
            return all;
        }
        if (tex_is(p, TEX_STYLE)) {
            node_append(row, styled(p));
            break;
        }
        if (tex_is(p, TEX_SWITCH)) {
            p->font = tex_find(p->name)->more;
            tex_take(p);
            continue;
        }
        struct atom x = {0};
        if (p->tok != TOK_SUP && p->tok != TOK_SUB && !(p->tok == TOK_CHAR && p->c == '\''))
            x = tex_atom(p, false);
        x = with_scripts(p, x);
        if (p->failed) break;
        if (!x.n) continue;
        if (!x.kind) { /* a space */
            node_append(row, x.n);
            continue;
        }
        settle(p, &x, before);
        if (wants_space(before, x.kind)) node_append(row, tex_space(p, S("0.167em")));
        node_append(row, x.n);
        before = x.kind;
    }
    return row;
}

struct node *tex_row(struct tex *p)
{
    enum tex_font font = p->font;
    if (!tex_enter(p)) return tex_node(p, TAG_MROW);
    struct node *row = read_row(p);
    p->depth--;
    p->font = font;
    return row;
}

struct node *tex_cells(struct tex *p)
{
    struct node *row = tex_row(p);
    tex_peek(p);
    if (p->tok != TOK_AMP && p->tok != TOK_CR) return tex_tidy(row);
    return tex_aligned(p, row);
}

/* --- arguments ------------------------------------------------------------------ */

static struct node *group(struct tex *p)
{
    bool brackets = p->in_brackets, dollars = p->in_dollars;
    tex_take(p);
    p->in_brackets = p->in_dollars = false;
    struct node *n = tex_cells(p);
    p->in_brackets = brackets;
    p->in_dollars = dollars;
    if (tex_peek(p) != TOK_CLOSE) tex_fail(p, "missing }");
    else tex_take(p);
    return n;
}

struct node *tex_arg(struct tex *p)
{
    struct node *n = NULL;
    if (!tex_enter(p)) return tex_node(p, TAG_MROW);
    if (tex_peek(p) == TOK_OPEN) {
        n = group(p);
    } else if (at_end(p) || p->tok == TOK_SUP || p->tok == TOK_SUB) {
        tex_fail(p, "an argument is missing");
    } else {
        struct atom x = tex_atom(p, true);
        settle(p, &x, TEX_NONE);
        n = x.n;
    }
    p->depth--;
    return n ? n : tex_node(p, TAG_MROW);
}
