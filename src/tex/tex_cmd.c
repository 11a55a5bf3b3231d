/* tex_cmd.c - what commands do that are more than a sign. */
#include "tex_local.h"

static struct atom plain(struct node *n)
{
    return (struct atom){.n = n, .kind = TEX_SIGN};
}

static struct node *stretched(struct tex *p, str sign, bool really)
{
    struct node *n = tex_op(p, sign);
    node_set(p->a, n, ATTR_STRETCHY, really ? S("true") : S("false"));
    return n;
}

/* A sign above or below an argument. */
static struct atom mark(struct tex *p, const struct tex_row *r)
{
    bool below = r->kind == TEX_BELOW || r->kind == TEX_BRACE_UNDER;
    struct node *base = tex_arg(p);
    struct node *sign = stretched(p, r->text, r->kind != TEX_ACCENT);
    struct node *n = tex_pair(p, below ? TAG_MUNDER : TAG_MOVER, base, sign);
    node_set(p->a, n, below ? ATTR_ACCENTUNDER : ATTR_ACCENT, S("true"));
    struct atom x = plain(n);
    if (r->kind == TEX_BRACE_OVER || r->kind == TEX_BRACE_UNDER) x.limits = LIMITS_ALWAYS;
    return x;
}

static struct atom stack(struct tex *p, const struct tex_row *r)
{
    struct node *small = tex_arg(p);
    struct node *base = tex_arg(p);
    if (base->tag == TAG_MO) node_set(p->a, base, ATTR_MOVABLELIMITS, S("false"));
    struct atom x =
        plain(tex_pair(p, r->kind == TEX_STACK_OVER ? TAG_MOVER : TAG_MUNDER, base, small));
    if (base->tag == TAG_MO || r->more) x.kind = TEX_REL;
    return x;
}

static struct node *style(struct tex *p, struct node *n, u8 how)
{
    if (!how) return n;
    struct node *st = tex_node(p, TAG_MSTYLE);
    node_set(p->a, st, ATTR_DISPLAYSTYLE, how == 'd' ? S("true") : S("false"));
    node_set(p->a, st, ATTR_SCRIPTLEVEL, S("0"));
    node_append(st, n);
    return st;
}

static struct atom fraction(struct tex *p, const struct tex_row *r)
{
    str side;
    if (r->more == 'c') tex_optional(p, &side); /* \cfrac[l] */
    struct node *above = tex_arg(p);
    struct node *frac = tex_pair(p, TAG_MFRAC, above, tex_arg(p));
    u8 how = r->more == 'c' ? 'd' : r->more;
    if (r->kind == TEX_FRAC) return plain(style(p, frac, how));
    node_set(p->a, frac, ATTR_LINETHICKNESS, S("0em"));
    struct node *row = tex_node(p, TAG_MROW);
    node_append(row, tex_op(p, S("(")));
    node_append(row, frac);
    node_append(row, tex_op(p, S(")")));
    return plain(style(p, row, how));
}

static struct atom root(struct tex *p)
{
    struct node *index = NULL;
    if (tex_at(p, '[')) {
        bool brackets = p->in_brackets;
        tex_take(p);
        p->in_brackets = true;
        index = tex_cells(p);
        p->in_brackets = brackets;
        if (!tex_at(p, ']')) tex_fail(p, "missing ]");
        else tex_take(p);
    }
    struct node *of = tex_arg(p);
    if (index && (index->first || index->tag != TAG_MROW))
        return plain(tex_pair(p, TAG_MROOT, of, index));
    struct node *n = tex_node(p, TAG_MSQRT);
    node_append(n, of);
    return plain(n);
}

/* --- delimiters --------------------------------------------------------------- */

static struct node *fence(struct tex *p, str sign, str form)
{
    struct node *n = tex_op(p, sign);
    node_set(p->a, n, ATTR_FORM, form);
    node_set(p->a, n, ATTR_FENCE, S("true"));
    node_set(p->a, n, ATTR_STRETCHY, S("true"));
    return n;
}

static struct atom left(struct tex *p)
{
    str sign;
    struct node *row = tex_node(p, TAG_MROW);
    if (!tex_delimiter(p, &sign)) return tex_fail(p, "\\left without a bracket"), plain(row);
    if (sign.len) node_append(row, fence(p, sign, S("prefix")));
    bool brackets = p->in_brackets;
    p->in_brackets = false;
    struct node *inner = tex_cells(p);
    p->in_brackets = brackets;
    if (inner->tag == TAG_MROW && !inner->attrs) node_move_kids(row, inner);
    else node_append(row, inner);
    if (!tex_is(p, TEX_RIGHT)) return tex_fail(p, "\\left without \\right"), plain(row);
    tex_take(p);
    if (!tex_delimiter(p, &sign)) tex_fail(p, "\\right without a bracket");
    if (sign.len) node_append(row, fence(p, sign, S("postfix")));
    return plain(row);
}

static struct atom middle(struct tex *p)
{
    str sign;
    if (!tex_delimiter(p, &sign)) tex_fail(p, "\\middle without a bracket");
    struct node *n = fence(p, sign, S("infix"));
    node_set(p->a, n, ATTR_LSPACE, S("0.167em"));
    node_set(p->a, n, ATTR_RSPACE, S("0.167em"));
    return (struct atom){.n = n, .kind = TEX_OPEN};
}

/* \big and its like: `more` is their height in tenths of an em. */
static struct atom sized(struct tex *p, const struct tex_row *r)
{
    str sign;
    if (!tex_delimiter(p, &sign)) {
        tex_fail(p, "\\%.*s without a bracket", STR(r->name));
        return plain(NULL);
    }
    if (!sign.len) return plain(NULL);
    bool opens = str_ends(r->name, S("l")), closes = str_ends(r->name, S("r"));
    str height = str_printf(p->a, "%d.%dem", r->more / 10, r->more % 10);
    struct node *n = fence(p, sign, opens ? S("prefix") : closes ? S("postfix") : S("infix"));
    node_set(p->a, n, ATTR_SYMMETRIC, S("true"));
    node_set(p->a, n, ATTR_LSPACE, S("0em"));
    node_set(p->a, n, ATTR_RSPACE, S("0em"));
    node_set(p->a, n, ATTR_MINSIZE, height);
    node_set(p->a, n, ATTR_MAXSIZE, height);
    return (struct atom){.n = n, .kind = opens ? TEX_OPEN : closes ? TEX_CLOSE : TEX_SIGN};
}

/* --- names -------------------------------------------------------------------- */

static struct atom name(struct tex *p, str word, bool limits)
{
    struct atom x = {.kind = TEX_FUN, .limits = limits ? LIMITS_MOVABLE : LIMITS_NONE};
    x.n = tex_leaf(p, limits ? TAG_MO : TAG_MI, word);
    if (!limits && word.len == 1) node_set(p->a, x.n, ATTR_MATHVARIANT, S("normal"));
    if (!limits) return x;
    node_set(p->a, x.n, ATTR_MOVABLELIMITS, S("true"));
    node_set(p->a, x.n, ATTR_LSPACE, S("0em"));
    node_set(p->a, x.n, ATTR_RSPACE, S("0em"));
    return x;
}

/* \operatorname{…}, \mathop{…} */
static struct atom named(struct tex *p, const struct tex_row *r)
{
    bool limits = r->more == 'l';
    if (tex_at(p, '*')) {
        tex_take(p);
        limits = true;
    }
    enum tex_font font = p->font;
    if (!r->more) p->font = FONT_RM;
    struct node *n = tex_arg(p);
    p->font = font;
    bool word = n->tag == TAG_MI && n->first && !n->first->next;
    if (word && !r->more) return name(p, n->first->text, limits);
    return (struct atom){.n = n, .kind = TEX_FUN, .limits = limits ? LIMITS_ALWAYS : LIMITS_NONE};
}

/* The sign that is another's denial, or that with a stroke through it. */
static struct atom denied(struct tex *p)
{
    static const str pairs[][2] = {
        {LIT("="), LIT("≠")}, {LIT("∈"), LIT("∉")}, {LIT("⊂"), LIT("⊄")}, {LIT("⊆"), LIT("⊈")},
        {LIT("≡"), LIT("≢")}, {LIT("∼"), LIT("≁")}, {LIT("∃"), LIT("∄")}, {LIT("<"), LIT("≮")},
        {LIT(">"), LIT("≯")}, {LIT("≤"), LIT("≰")}, {LIT("≥"), LIT("≱")}, {LIT("∣"), LIT("∤")},
        {LIT("∥"), LIT("∦")}, {LIT("≈"), LIT("≉")}, {LIT("⇒"), LIT("⇏")}, {LIT("→"), LIT("↛")},
        {LIT("≅"), LIT("≇")}, {LIT("⊃"), LIT("⊅")}, {LIT("∋"), LIT("∌")}, {LIT("⇔"), LIT("⇎")},
    };
    struct node *n = tex_arg(p);
    struct atom x = {.n = n, .kind = TEX_REL};
    if (!n->first || n->first->tag != TAG_TEXT) return x;
    str *text = &n->first->text;
    for (isize i = 0; i < COUNT(pairs); i++) {
        if (!str_eq(*text, pairs[i][0])) continue;
        *text = pairs[i][1];
        return x;
    }
    *text = str_printf(p->a, "%.*s\xCC\xB8", STR(*text));
    return x;
}

static struct atom phantom(struct tex *p, const struct tex_row *r)
{
    struct node *n = tex_node(p, TAG_MPHANTOM), *pad = tex_node(p, TAG_MPADDED);
    node_append(n, tex_arg(p));
    if (!r->more) return plain(n);
    node_append(pad, n);
    if (r->more == 'v') node_set(p->a, pad, ATTR_WIDTH, S("0em"));
    if (r->more == 'h') {
        node_set(p->a, pad, ATTR_HEIGHT, S("0em"));
        node_set(p->a, pad, ATTR_DEPTH, S("0em"));
    }
    return plain(pad);
}

/* \xrightarrow[below]{above} */
static struct atom arrow(struct tex *p, const struct tex_row *r)
{
    struct node *below = NULL;
    if (tex_at(p, '[')) {
        bool brackets = p->in_brackets;
        tex_take(p);
        p->in_brackets = true;
        below = tex_cells(p);
        p->in_brackets = brackets;
        if (!tex_at(p, ']')) tex_fail(p, "missing ]");
        else tex_take(p);
    }
    struct node *above = tex_node(p, TAG_MROW);
    node_append(above, tex_space(p, S("0.5em")));
    node_append(above, tex_arg(p));
    node_append(above, tex_space(p, S("0.5em")));
    struct node *n = tex_node(p, below ? TAG_MUNDEROVER : TAG_MOVER);
    node_append(n, stretched(p, r->text, true));
    if (below) node_append(n, below);
    node_append(n, above);
    return (struct atom){.n = n, .kind = TEX_REL};
}

static struct atom modulo(struct tex *p, const struct tex_row *r)
{
    struct node *row = tex_node(p, TAG_MROW);
    node_append(row, tex_space(p, S("1em")));
    if (r->more != 'm') node_append(row, tex_op(p, S("(")));
    if (r->more != 'p') {
        node_append(row, tex_leaf(p, TAG_MI, S("mod")));
        node_append(row, tex_space(p, S("0.333em")));
    }
    if (r->more == 'm') return plain(row);
    node_append(row, tex_arg(p));
    node_append(row, tex_op(p, S(")")));
    return plain(row);
}

static struct atom tag(struct tex *p)
{
    struct node *row = tex_node(p, TAG_MROW);
    bool star = tex_at(p, '*');
    if (star) tex_take(p);
    node_append(row, tex_space(p, S("2em")));
    if (!star) node_append(row, tex_leaf(p, TAG_MTEXT, S("(")));
    node_append(row, tex_text(p, FONT_RM));
    if (!star) node_append(row, tex_leaf(p, TAG_MTEXT, S(")")));
    return plain(row);
}

static struct atom enclosed(struct tex *p, const struct tex_row *r)
{
    struct node *n = tex_node(p, TAG_MENCLOSE);
    node_set(p->a, n, ATTR_NOTATION, r->text);
    node_append(n, tex_arg(p));
    return plain(n);
}

/* \hspace{1em}, \kern 3mu */
static struct atom length(struct tex *p, const struct tex_row *r)
{
    str s = {0};
    if (r->more == 'g') {
        if (tex_at(p, '*')) tex_take(p);
        if (!tex_raw(p, '{', '}', &s)) tex_fail(p, "\\%.*s without a length", STR(r->name));
    } else {
        tex_peek(p);
        isize from = p->i, to = from;
        while (to < p->s.len && (is_digit(p->s.p[to]) || is_space(p->s.p[to]) ||
                                 p->s.p[to] == '.' || p->s.p[to] == '-'))
            to++;
        while (to < p->s.len && to - from < 20 && is_alpha(p->s.p[to]) &&
               !tex_length(p, str_skip(str_head(p->s, to), from)).len)
            to++;
        s = str_skip(str_head(p->s, to), from);
        p->i = to;
    }
    str em = tex_length(p, s);
    return (struct atom){.n = em.len ? tex_space(p, em) : NULL};
}

static struct atom in_font(struct tex *p, const struct tex_row *r)
{
    enum tex_font font = p->font;
    p->font = r->more;
    struct node *n = tex_arg(p);
    p->font = font;
    return plain(n);
}

/* Nothing to see; the argument may be. */
static struct atom dropped(struct tex *p, const struct tex_row *r)
{
    str ignored;
    if (r->kind == TEX_DROP) return (struct atom){0};
    tex_optional(p, &ignored);
    if (!tex_raw(p, '{', '}', &ignored)) tex_take(p);
    return r->kind == TEX_SKIP_ARG ? plain(tex_arg(p)) : (struct atom){0};
}

static struct atom classed(struct tex *p, const struct tex_row *r)
{
    return (struct atom){.n = tex_arg(p), .kind = r->more};
}

struct atom tex_command(struct tex *p, const struct tex_row *r)
{
    tex_take(p);
    if (r->kind <= TEX_INT) return tex_sign_atom(p, r);
    switch ((enum tex_kind)r->kind) {
    case TEX_FUN: return name(p, r->text, false);
    case TEX_LIM: return name(p, r->text, true);
    case TEX_MOD: {
        struct atom x = {.n = tex_op(p, r->text), .kind = TEX_BIN};
        node_set(p->a, x.n, ATTR_LSPACE, S("0.222em"));
        node_set(p->a, x.n, ATTR_RSPACE, S("0.222em"));
        return x;
    }
    case TEX_ACCENT:
    case TEX_WIDE:
    case TEX_BELOW:
    case TEX_BRACE_OVER:
    case TEX_BRACE_UNDER: return mark(p, r);
    case TEX_FONT: return in_font(p, r);
    case TEX_TEXT: return plain(tex_text(p, r->more));
    case TEX_SPACE: return (struct atom){.n = tex_space(p, r->text)};
    case TEX_LENGTH: return length(p, r);
    case TEX_FRAC:
    case TEX_BINOM: return fraction(p, r);
    case TEX_SQRT: return root(p);
    case TEX_STACK_OVER:
    case TEX_STACK_UNDER: return stack(p, r);
    case TEX_SIZE: return sized(p, r);
    case TEX_LEFT: return left(p);
    case TEX_MIDDLE: return middle(p);
    case TEX_BEGIN: return plain(tex_environment(p));
    case TEX_CLASS: return classed(p, r);
    case TEX_NOT: return denied(p);
    case TEX_NAME: return named(p, r);
    case TEX_PHANTOM: return phantom(p, r);
    case TEX_ENCLOSE: return enclosed(p, r);
    case TEX_ARROW: return arrow(p, r);
    case TEX_PMOD: return modulo(p, r);
    case TEX_TAG: return tag(p);
    case TEX_DROP:
    case TEX_DROP_ARG:
    case TEX_SKIP_ARG: return dropped(p, r);
    default: tex_fail(p, "\\%.*s here", STR(r->name)); return (struct atom){0};
    }
}
