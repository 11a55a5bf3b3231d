/* tex_atom.c - letters, figures and signs. */
#include "tex_local.h"

static struct node *letters(struct tex *p, bool alone)
{
    struct buf b = {.mem = p->a};
    isize n = 0;
    /* An upright word is one name; of italic letters each is. */
    bool word = p->font != FONT_PLAIN && p->font != FONT_BI && p->font != FONT_BB;
    do {
        buf_rune(&b, tex_letter(p->font, p->c));
        tex_take(p);
        n++;
        word &= p->i < p->s.len && is_alpha(p->s.p[p->i]);
    } while (!alone && word && tex_peek(p) == TOK_CHAR && is_alpha((int)p->c));
    struct node *mi = tex_leaf(p, TAG_MI, buf_str(&b));
    if (p->font == FONT_RM && n == 1) node_set(p->a, mi, ATTR_MATHVARIANT, S("normal"));
    return mi;
}

static struct node *figures(struct tex *p, bool alone)
{
    struct buf b = {.mem = p->a};
    isize i = p->i;
    for (; i < p->s.len; i++) {
        u8 c = p->s.p[i];
        bool point = c == '.' && i + 1 < p->s.len && is_digit(p->s.p[i + 1]);
        if (!is_digit(c) && !point) break;
        buf_rune(&b, tex_letter(p->font, c));
        if (!alone) continue;
        i++;
        break;
    }
    p->i = i;
    return tex_leaf(p, TAG_MN, buf_str(&b));
}

static bool is_greek(u32 c)
{
    return (c >= 0x391 && c <= 0x3C9) || (c >= 0x3D0 && c <= 0x3F6);
}

/* Chinese and everything else that is no mathematics, as long as it goes on. */
static struct node *words(struct tex *p)
{
    isize from = p->i, len;
    do {
        p->i = p->next;
        if (p->i >= p->s.len) break;
        p->c = utf8_get(str_skip(p->s, p->i), &len);
        p->next = p->i + len;
    } while (p->c > 0x2E7F && p->c != 0x3000 && p->c != 0xFEFF && p->c != 0xFFFD);
    return tex_leaf(p, TAG_MTEXT, str_skip(str_head(p->s, p->i), from));
}

bool tex_delimiter(struct tex *p, str *out)
{
    enum token tok = tex_peek(p);
    *out = (str){0};
    if (tok == TOK_CMD) {
        const struct tex_row *r = tex_find(p->name);
        if (!r || !r->text.len || r->kind > TEX_PUNCT) return false;
        *out = r->text;
    } else if (tok == TOK_CHAR) {
        if (is_alpha((int)p->c) || is_digit((int)p->c)) return false;
        if (p->c == '<') *out = S("⟨");
        else if (p->c == '>') *out = S("⟩");
        else if (p->c != '.') *out = tex_rune(p, p->c);
    } else {
        return false;
    }
    tex_take(p);
    return true;
}

static struct node *sign(struct tex *p, const struct tex_row *r)
{
    struct node *n = tex_op(p, r->text);
    bool fence = r->kind == TEX_OPEN || r->kind == TEX_CLOSE;
    if (fence || r->more == 's') node_set(p->a, n, ATTR_STRETCHY, S("false"));
    if (fence && r->more != 'f')
        node_set(p->a, n, ATTR_FORM, r->kind == TEX_OPEN ? S("prefix") : S("postfix"));
    if (fence || r->kind == TEX_SIGN) { /* no dictionary knows them all */
        node_set(p->a, n, ATTR_LSPACE, S("0em"));
        node_set(p->a, n, ATTR_RSPACE, S("0em"));
    }
    if (r->kind == TEX_REL && r->more == 'r') {
        node_set(p->a, n, ATTR_LSPACE, S("0.278em"));
        node_set(p->a, n, ATTR_RSPACE, S("0.278em"));
    }
    if (r->kind == TEX_PUNCT) {
        node_set(p->a, n, ATTR_LSPACE, S("0em"));
        node_set(p->a, n, ATTR_RSPACE, S("0.167em"));
    }
    return n;
}

struct atom tex_sign_atom(struct tex *p, const struct tex_row *r)
{
    struct atom x = {.kind = r->kind};
    bool id = r->kind == TEX_ID || r->kind == TEX_UP;
    if (id) {
        isize len;
        u32 c = utf8_get(r->text, &len);
        u32 other = tex_letter(p->font, c);
        x.n = tex_leaf(p, TAG_MI, other == c ? r->text : tex_rune(p, other));
        x.kind = TEX_SIGN;
        if ((r->kind == TEX_UP || p->font == FONT_RM) && len == r->text.len && other == c)
            node_set(p->a, x.n, ATTR_MATHVARIANT, S("normal"));
        return x;
    }
    x.n = sign(p, r);
    if (r->kind == TEX_BIG) x.limits = LIMITS_MOVABLE;
    if (r->kind == TEX_INT) x.kind = TEX_BIG;
    return x;
}

struct atom tex_atom(struct tex *p, bool alone)
{
    enum token tok = tex_peek(p);
    if (tok == TOK_OPEN) return (struct atom){.n = tex_arg(p), .kind = TEX_SIGN};
    if (tok == TOK_CMD) {
        const struct tex_row *r = tex_find(p->name);
        if (!r) tex_fail(p, "\\%.*s", STR(p->name));
        if (p->failed || !tex_enter(p)) return (struct atom){0};
        struct atom x = tex_command(p, r);
        p->depth--;
        return x;
    }
    u32 c = p->c;
    if (c == '$' || c == '~') {
        tex_take(p);
        return (struct atom){.n = c == '~' ? tex_space(p, S("0.333em")) : NULL};
    }
    if (is_alpha((int)c)) return (struct atom){.n = letters(p, alone), .kind = TEX_SIGN};
    if (is_digit((int)c)) return (struct atom){.n = figures(p, alone), .kind = TEX_SIGN};
    const struct tex_row *r = c < 0x2E80 ? tex_sign(c) : NULL;
    if (!r && c > 0x2E7F) return (struct atom){.n = words(p), .kind = TEX_SIGN};
    tex_take(p);
    if (r) return tex_sign_atom(p, r);
    bool greek = is_greek(c) || (c >= 0x1D400 && c <= 0x1D7FF);
    return (struct atom){.n = tex_leaf(p, greek ? TAG_MI : TAG_MTEXT, tex_rune(p, c)),
                         .kind = TEX_SIGN};
}
