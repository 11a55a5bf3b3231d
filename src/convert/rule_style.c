/*
 * rule_style.c - of inline styles, what carries meaning becomes an element or
 * a class: bold, italic, struck out, dots for stress, centred, to the right; and bold or
 * italic that a style takes back is taken back.  The rest is the book's own business.
 */
#include "shape_local.h"
#include "audit.h"

struct look {
    bool bold, italic, strike, dots;
    bool light, upright; /* bold and italic are taken back */
    bool small, grey;
    str align; /* "center" or "right" */
};

static str align_of(str value)
{
    if (str_istarts(value, S("center")) || str_istarts(value, S("-webkit-center")) ||
        str_ieq(value, S("middle")))
        return S("center");
    if (str_istarts(value, S("right")) || str_ieq(value, S("end"))) return S("right");
    return (str){0};
}

/* A number at the start of s, in hundredths; what stands behind it in *unit. */
static long long hundredths(str s, str *unit)
{
    long long n = 0, scale = 100;
    isize i = 0;
    bool point = false;
    for (; i < s.len && n < 1000000 && (is_digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
        if (s.p[i] == '.') point = true;
        else if (!point) n = n * 10 + (s.p[i] - '0') * 100;
        else n += (scale /= 10) * (s.p[i] - '0');
    }
    *unit = str_trim(str_skip(s, i));
    return n;
}

/* Letters that a page sets smaller than its text. */
static bool is_small(str value)
{
    str unit;
    long long n = hundredths(value, &unit);
    if (str_istarts(value, S("small")) || str_istarts(value, S("x-small"))) return true;
    if (!n) return false;
    if (str_ieq(unit, S("px"))) return n <= 1300;
    if (str_ieq(unit, S("pt"))) return n <= 1000;
    if (str_ieq(unit, S("em")) || str_ieq(unit, S("rem"))) return n <= 88;
    return str_eq(unit, S("%")) && n <= 8800;
}

/* The three parts of "#abc", "#aabbcc" or "rgb(1, 2, 3)"; false if s is none of them. */
static bool read_colour(str s, long long rgb[3])
{
    bool hex = s.len && s.p[0] == '#' && (s.len == 4 || s.len == 7);
    isize each = s.len == 4 ? 1 : 2;
    for (int i = 0; hex && i < 3; i++) {
        int high = hex_value(s.p[1 + i * each]), low = hex_value(s.p[i * each + each]);
        if (high < 0 || low < 0) return false;
        rgb[i] = high * 16 + low;
    }
    if (hex || !str_istarts(s, S("rgb"))) return hex;
    struct cut c = str_cut(s, '(');
    for (int i = 0; i < 3; i++) {
        str unit;
        c = str_cut(c.tail, ',');
        rgb[i] = hundredths(str_trim(c.head), &unit) / 100;
    }
    return true;
}

static bool is_grey(str value)
{
    enum { DARK = 0x60, BRIGHT = 0xD0, APART = 0x10 };
    static const str names[] = {LIT("gray"), LIT("grey"), LIT("darkgray"), LIT("silver")};
    for (isize i = 0; i < COUNT(names); i++)
        if (str_ieq(value, names[i])) return true;
    long long c[3];
    if (!read_colour(value, c)) return false;
    for (int i = 0; i < 3; i++)
        if (c[i] < DARK || c[i] > BRIGHT || c[i] - c[0] > APART || c[0] - c[i] > APART)
            return false;
    return true;
}

/* Stress by dots is what the property's value is for; none and its like are not. */
static bool is_dots(str name, str value)
{
    static const str none[] = {LIT("none"), LIT("initial"), LIT("inherit"), LIT("unset"),
                               LIT("revert")};
    if (str_starts(name, S("-webkit-"))) name = str_skip(name, 8);
    else if (str_starts(name, S("-epub-"))) name = str_skip(name, 6);
    if (!str_ieq(name, S("text-emphasis")) && !str_ieq(name, S("text-emphasis-style")))
        return false;
    for (isize i = 0; i < COUNT(none); i++)
        if (str_istarts(value, none[i])) return false;
    return value.len > 0;
}

static void declaration(struct look *l, str name, str value)
{
    str unit;
    if (str_ieq(name, S("text-align"))) {
        l->align = align_of(value);
    } else if (str_ieq(name, S("font-weight"))) {
        long long weight = hundredths(value, &unit) / 100;
        l->bold = str_istarts(value, S("bold")) || weight >= 600;
        l->light = str_istarts(value, S("normal")) || (weight > 0 && weight <= 400);
    } else if (str_ieq(name, S("font-style"))) {
        l->italic = str_istarts(value, S("italic")) || str_istarts(value, S("oblique"));
        l->upright = str_istarts(value, S("normal"));
    } else if (str_istarts(name, S("text-decoration"))) {
        l->strike = str_ifind(value, S("line-through"), 0) >= 0;
    } else if (str_ieq(name, S("font-size"))) {
        l->small = is_small(value);
    } else if (str_ieq(name, S("color"))) {
        l->grey = is_grey(value);
    }
    l->dots |= is_dots(name, value);
}

/* Words of a class that mean dots below characters. */
static bool has_dots(const struct node *n)
{
    static const str names[] = {LIT("dot"),          LIT("em-dot"),        LIT("emdot"),
                                LIT("emphasis-dot"), LIT("text-emphasis"), LIT("zhuozhong"),
                                LIT("dot-emphasis"), LIT("kenten")};
    if (!node_is(n, TAG_EM) && !node_is(n, TAG_SPAN) && !node_is(n, TAG_STRONG) &&
        !node_is(n, TAG_I) && !node_is(n, TAG_B))
        return false;
    for (isize i = 0; i < COUNT(names); i++)
        if (node_has_class(n, names[i])) return true;
    return false;
}

static struct look read_look(const struct node *n)
{
    struct look l = {0};
    for (struct cut c = {.tail = node_attr(n, ATTR_STYLE)}; c.tail.len;) {
        c = str_cut(c.tail, ';');
        struct cut kv = str_cut(c.head, ':');
        declaration(&l, str_trim(kv.head), str_trim(kv.tail));
    }
    if (!l.align.len) l.align = align_of(str_trim(node_attr(n, ATTR_ALIGN)));
    if (node_is(n, TAG_CENTER)) l.align = S("center");
    l.dots |= has_dots(n);
    return l;
}

/* Put everything in n into one element of tag t. */
static void surround(struct rule_ctx *cx, struct node *n, enum tag t)
{
    struct node *w = node_make(cx->mem, t);
    w->line = n->line;
    node_move_kids(w, n);
    node_append(n, w);
}

/* Elements on which weight and slant mean their own words, not a whole page's. */
static bool takes_marks(const struct node *n)
{
    if (node_is(n, TAG_SECTION) || node_is(n, TAG_DIV)) return !shape_has_block(n);
    return node_is(n, TAG_SPAN) || node_is(n, TAG_FONT) || node_is(n, TAG_P) || node_is(n, TAG_A) ||
           node_is(n, TAG_LI) || node_is(n, TAG_TD) || node_is(n, TAG_EM) ||
           node_is(n, TAG_STRONG) || node_is(n, TAG_U);
}

/* A short line in small grey letters: below a picture it is its caption, elsewhere it is text. */
static void mark_caption(struct rule_ctx *cx, struct node *n)
{
    enum { LONGEST = 100 /* code points */ };
    if (node_is(n->parent, TAG_P) && shape_only(n->parent) == n) n = n->parent;
    bool line = node_is(n, TAG_P) || node_is(n, TAG_DIV) || node_is(n, TAG_SECTION);
    if (!line || shape_has_block(n)) return;
    if (utf8_len(str_trim(node_text_all(cx->mem, n))) <= LONGEST)
        node_add_class(cx->mem, n, S("img-desc"));
}

/* Bold that is not bold, as some editors copy it from elsewhere. */
static bool is_taken_back(const struct node *n, const struct look *l)
{
    bool bold = node_is(n, TAG_B) || node_is(n, TAG_STRONG);
    bool slanted = node_is(n, TAG_I) || node_is(n, TAG_EM);
    return (bold && l->light) || (slanted && l->upright && !l->dots);
}

static void mark(struct rule_ctx *cx, struct node *n, const struct look *l)
{
    if (l->bold && !shape_heading(n) && !node_up(n, TAG_B) && !node_up(n, TAG_STRONG))
        surround(cx, n, TAG_B);
    if (l->italic && !node_up(n, TAG_I) && !node_up(n, TAG_EM)) surround(cx, n, TAG_I);
    if (l->strike && !node_up(n, TAG_S) && !node_up(n, TAG_DEL)) surround(cx, n, TAG_S);
    if (!l->dots) return;
    if (!node_is(n, TAG_EM)) surround(cx, n, TAG_EM);
    node_add_class(cx->mem, node_is(n, TAG_EM) ? n : n->first, S("em"));
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    bool styled = node_has(n, ATTR_STYLE) || node_has(n, ATTR_ALIGN) || node_is(n, TAG_CENTER) ||
                  (node_has(n, ATTR_CLASS) && has_dots(n));
    if (!styled || n->ns != NS_HTML) return node_next(n, cx->root);
    struct look l = read_look(n);
    node_unset(n, ATTR_STYLE);
    node_unset(n, ATTR_ALIGN);
    if (node_is(n, TAG_CENTER)) n->tag = TAG_DIV;
    if (l.align.len && shape_block(n)) node_add_class(cx->mem, n, l.align);
    if (is_taken_back(n, &l) && !node_has(n, ATTR_ID)) return node_unwrap(n, cx->root);
    if (is_taken_back(n, &l)) n->tag = TAG_SPAN;
    if (shape_blank(n) || shape_in_pre(n)) return node_next(n, cx->root);
    if (takes_marks(n)) mark(cx, n, &l);
    if (l.small && l.grey) mark_caption(cx, n);
    return node_next(n, cx->root);
}

const struct rule rule_style = {
    .name = "style",
    .help =
        "bold, italic, struck out, dots, centred and right of inline styles stay; the rest goes",
    .apply = apply,
};
