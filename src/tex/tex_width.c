/* tex_width.c - about how wide a formula is: a guess, for which no font is asked. */
#include "tex_local.h"

enum { DEEPEST = 100 }; /* more than tex.c lets pass */

/* What stands in an element: its children's widths, in hundredths of an em. */
struct span {
    int n, sum, first, most;
};

static bool is_token(const struct node *n)
{
    return n->tag == TAG_MI || n->tag == TAG_MO || n->tag == TAG_MN || n->tag == TAG_MTEXT;
}

/* Operators have room around them; brackets, marks and what is not seen have not. */
static int operator_width(u32 c)
{
    static const char narrow[] = "()[]{}|,.;:!'/";
    if (c >= 0x2061 && c <= 0x2064) return 0;
    if (c < 0x80 && str_byte(str_of(narrow), (u8)c, 0) >= 0) return 45;
    return c == 0x27E8 || c == 0x27E9 || c == 0x2016 || c == 0x2032 ? 45 : 130;
}

static int text_width(const struct node *token)
{
    int w = 0;
    for (const struct node *t = token->first; t; t = t->next) {
        isize len;
        for (isize i = 0; i < t->text.len; i += len) {
            u32 c = utf8_get(str_skip(t->text, i), &len);
            bool wide = c >= 0x2E80 && c < 0x1D000;
            w += wide ? 100 : token->tag == TAG_MO ? operator_width(c) : 52;
        }
    }
    return w;
}

static int width_of(const struct node *n, const struct span *s)
{
    switch (n->tag) {
    case TAG_MSPACE: return 50;
    case TAG_MFRAC:
    case TAG_MUNDER:
    case TAG_MOVER:
    case TAG_MUNDEROVER:
    case TAG_MTABLE: return s->most;
    case TAG_MSUB:
    case TAG_MSUP:
    case TAG_MSUBSUP: return s->first + (s->sum - s->first) * 7 / (s->n > 2 ? 20 : 10);
    case TAG_MSQRT:
    case TAG_MROOT:
    case TAG_MTD: return s->sum + 80;
    }
    return is_token(n) ? text_width(n) : s->sum;
}

static void add(struct span *s, int w)
{
    if (!s->n++) s->first = w;
    s->sum += w;
    if (w > s->most) s->most = w;
}

int tex_width(const struct node *math)
{
    static const struct span none;
    struct span at[DEEPEST] = {0}; /* of the elements that are open, what is in them so far */
    int depth = 0;
    for (const struct node *n = math;; n = n->next) {
        while (!is_token(n) && n->first && depth + 1 < DEEPEST) {
            at[++depth] = none;
            n = n->first;
        }
        add(&at[depth], width_of(n, &none));
        while (n != math && !n->next) {
            int w = width_of(n = n->parent, &at[depth]);
            add(&at[--depth], w);
        }
        if (n == math) return at[0].sum;
    }
}
