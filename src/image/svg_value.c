/*
 * svg_value.c - values of an SVG file: lengths, properties, style sheets.
 *
 * A property keeps its value if every character, every function and every address in it is
 * known to be harmless; nothing is mended in a value.  The one address that stays is that of
 * an element of the same file.
 */
#include "svg_local.h"

#include <math.h>

/* --- lengths ------------------------------------------------------------------- */

static str skip_space(str s)
{
    while (s.len && is_space(s.p[0])) s = str_skip(s, 1);
    return s;
}

/* A number off the start of *s. */
static bool number(str *s, double *out)
{
    str t = skip_space(*s);
    double sign = t.len && t.p[0] == '-' ? -1 : 1, value = 0, scale = 1;
    int digits = 0;
    bool dot = false;
    if (t.len && (t.p[0] == '-' || t.p[0] == '+')) t = str_skip(t, 1);
    for (; t.len && (is_digit(t.p[0]) || (t.p[0] == '.' && !dot)); t = str_skip(t, 1)) {
        if (t.p[0] == '.') {
            dot = true;
            continue;
        }
        value = value * 10 + (t.p[0] - '0');
        if (dot) scale *= 10;
        digits++;
    }
    if (t.len > 1 && to_lower(t.p[0]) == 'e' &&
        (is_digit(t.p[1]) || (t.len > 2 && is_digit(t.p[2])))) {
        int power = 0;
        bool down = t.p[1] == '-';
        t = str_skip(t, is_digit(t.p[1]) ? 1 : 2);
        for (; t.len && is_digit(t.p[0]); t = str_skip(t, 1))
            if (power < 400) power = power * 10 + (t.p[0] - '0');
        value *= pow(10, down ? -power : power);
    }
    *s = t;
    *out = sign * value / scale;
    return digits > 0 && isfinite(*out);
}

bool svg_px(str s, double *px)
{
    static const struct {
        str unit;
        double px;
    } units[] = {{LIT(""), 1},           {LIT("px"), 1},   {LIT("pt"), 4.0 / 3},
                 {LIT("pc"), 16},        {LIT("in"), 96},  {LIT("em"), 16},
                 {LIT("ex"), 8},         {LIT("rem"), 16}, {LIT("cm"), 96 / 2.54},
                 {LIT("mm"), 9.6 / 2.54}};
    if (!number(&s, px)) return false;
    s = str_trim(s);
    for (isize i = 0; i < COUNT(units); i++)
        if (str_ieq(s, units[i].unit)) {
            *px *= units[i].px;
            return *px > 0;
        }
    return false;
}

bool svg_box(str s, double *w, double *h)
{
    double n[4];
    for (int i = 0; i < 4; i++) {
        if (!number(&s, &n[i])) return false;
        s = skip_space(s);
        if (i < 3 && s.len && s.p[0] == ',') s = str_skip(s, 1);
    }
    *w = n[2];
    *h = n[3];
    return !s.len && *w > 0 && *h > 0;
}

static int whole(double px)
{
    return px < 1 ? 1 : px > SVG_SIDE_MAX ? SVG_SIDE_MAX : (int)floor(px + 0.5);
}

void svg_size(str width, str height, str box, int *w, int *h)
{
    enum { WIDE = 300, HIGH = 150, UNITS = 16 }; /* CSS 2.2, section 10.3.2 */
    double x, y, bw = 0, bh = 0;
    bool wide = svg_px(width, &x), high = svg_px(height, &y);
    bool boxed = svg_box(box, &bw, &bh);
    if (!wide && !high) {
        /* In a box of its own small units the numbers are no px. */
        double times = boxed && bw < UNITS && bh < UNITS ? WIDE / (bw > bh ? bw : bh) : 1;
        x = boxed ? bw * times : WIDE;
        y = boxed ? bh * times : HIGH;
    } else if (!wide) {
        x = boxed ? y / bh * bw : WIDE;
    } else if (!high) {
        y = boxed ? x / bw * bh : HIGH;
    }
    double longer = x > y ? x : y;
    if (longer > SVG_SIDE_MAX) {
        x *= SVG_SIDE_MAX / longer;
        y *= SVG_SIDE_MAX / longer;
    }
    *w = whole(x);
    *h = whole(y);
}

/* --- properties ---------------------------------------------------------------- */

static bool is_ident(u8 c)
{
    return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c >= 0x80;
}

static bool is_harmless(str function)
{
    static const str known[] = {
        LIT("rgb"),        LIT("rgba"),       LIT("hsl"),      LIT("hsla"),
        LIT("rect"),       LIT("calc"),       LIT("matrix"),   LIT("translate"),
        LIT("translatex"), LIT("translatey"), LIT("scale"),    LIT("scalex"),
        LIT("scaley"),     LIT("rotate"),     LIT("skewx"),    LIT("skewy"),
        LIT("blur"),       LIT("brightness"), LIT("contrast"), LIT("drop-shadow"),
        LIT("grayscale"),  LIT("hue-rotate"), LIT("invert"),   LIT("opacity"),
        LIT("saturate"),   LIT("sepia"),
    };
    for (isize i = 0; i < COUNT(known); i++)
        if (str_ieq(function, known[i])) return true;
    return false;
}

/* What is in the parentheses of a url() that s goes on with; *s moves behind it. */
static bool address(str *s, str *id)
{
    isize end = str_byte(*s, ')', 0);
    if (end < 0) return false;
    str in = str_trim(str_head(*s, end));
    *s = str_skip(*s, end + 1);
    if (in.len > 1 && (in.p[0] == '"' || in.p[0] == '\'') && in.p[in.len - 1] == in.p[0])
        in = str_trim(str_head(str_skip(in, 1), in.len - 2));
    *id = str_starts(in, S("#")) ? str_skip(in, 1) : (str){0};
    return true;
}

static void lead(struct svg *v, struct svg_node *n, struct svg_node *to, struct svg_attr *by)
{
    if (!n) return;
    struct svg_edge *e = make(v->mem, struct svg_edge);
    *e = (struct svg_edge){to, by, n->edges};
    n->edges = e;
}

/* A text in quotes that s begins with; its length, 0 if it is none. */
static isize quoted(str s)
{
    isize end = str_byte(s, s.p[0], 1);
    if (end < 0) return 0;
    for (isize i = 1; i < end; i++)
        if (s.p[i] < ' ' || str_has(S("\"':(\\<{};"), str_head(str_skip(s, i), 1))) return 0;
    return end + 1;
}

bool svg_value(struct svg *v, struct svg_node *n, struct svg_attr *by, const struct svg_name *name,
               str s, struct buf *out)
{
    bool strings = name->kind == FONT || name->kind == STYLE_FONT;
    isize start = out->len, deep = 0;
    s = str_trim(s);
    bool empty = !s.len || str_has(s, S("/*"));
    while (s.len && !empty) {
        u8 c = s.p[0];
        isize len = 0;
        while (len < s.len && is_ident(s.p[len])) len++;
        if (len && len < s.len && s.p[len] == '(') {
            str function = str_head(s, len), id;
            s = str_skip(s, len + 1);
            if (str_ieq(function, S("url"))) {
                if (!name->refs || !address(&s, &id)) goto no;
                struct svg_node *to = svg_target(v, id, name->refs);
                if (to) buf_printf(out, "url(#%.*s)", STR(to->id));
                else if (!skip_space(s).len) buf_add(out, S("none"));
                else if (out->len == start) s = skip_space(s); /* the next is there for this */
                else goto no;
                if (to) lead(v, n, to, by);
                continue;
            }
            if (!is_harmless(function)) goto no;
            deep++;
            buf_printf(out, "%.*s(", STR(function));
            continue;
        }
        if (!len && (c == '"' || c == '\'') && strings && (len = quoted(s))) {
            buf_printf(out, "'%.*s'", STR(str_skip(str_head(s, len - 1), 1)));
            s = str_skip(s, len);
            continue;
        }
        if (!len) {
            if (c == '(') goto no;
            if (c == ')' && --deep < 0) goto no;
            if (!is_space(c) && (c < ' ' || !str_has(S(").,%#+*/!"), str_head(s, 1)))) goto no;
            len = 1;
        }
        if (is_space(c)) buf_byte(out, ' ');
        else buf_add(out, str_head(s, len));
        s = str_skip(s, len);
    }
    if (deep == 0 && !empty) return true;
no:
    out->len = start;
    return false;
}

/* Where one of `what` stands outside of quotes and brackets, at or after `at`; the end if nowhere.
 */
static isize outside(str s, isize at, const char *what)
{
    isize deep = 0;
    for (; at < s.len; at++) {
        u8 c = s.p[at];
        if ((c == what[0] || (what[1] && c == what[1])) && deep <= 0) return at;
        if (c == '"' || c == '\'') {
            isize end = str_byte(s, c, at + 1);
            if (end < 0) return s.len;
            at = end;
        } else if (c == '(' || c == '[' || c == '{') {
            deep++;
        } else if (c == ')' || c == ']' || c == '}') {
            deep--;
        }
    }
    return s.len;
}

/* Without comments; quotes are looked through, since no text of ours has them. */
static str without_comments(arena *a, str s)
{
    if (str_find(s, S("/*"), 0) < 0) return s;
    struct buf b = {.mem = a};
    for (isize at = 0; at < s.len;) {
        isize from = str_find(s, S("/*"), at);
        buf_add(&b, str_skip(str_head(s, from < 0 ? s.len : from), at));
        isize to = from < 0 ? -1 : str_find(s, S("*/"), from + 2);
        at = to < 0 ? s.len : to + 2;
    }
    return buf_str(&b);
}

void svg_declarations(struct svg *v, struct svg_node *n, struct svg_attr *by, str s,
                      struct buf *out)
{
    isize start = out->len;
    s = without_comments(v->mem, s);
    for (isize at = 0; at < s.len;) {
        isize end = outside(s, at, ";");
        struct cut c = str_cut(str_skip(str_head(s, end), at), ':');
        at = end + 1;
        str name = str_lower(v->mem, str_trim(c.head));
        const struct svg_name *row = c.ok ? svg_name(name) : NULL;
        if (!row || row->kind < CSS || row->kind > STYLE_FONT || row->kind == CSS_NOT) continue;
        isize before = out->len;
        buf_printf(out, "%s%.*s:", out->len > start ? ";" : "", STR(name));
        if (!svg_value(v, n, by, row, c.tail, out)) out->len = before;
    }
}

/* --- style sheets -------------------------------------------------------------- */

/* Bytes of a name of CSS, without escapes, that s begins with; 0 if it is none. */
static isize css_name(str s)
{
    isize n = 0;
    if (s.len && s.p[0] == '-') n++;
    if (n >= s.len || is_digit(s.p[n]) || s.p[n] == '-' || !is_ident(s.p[n])) return 0;
    while (n < s.len && is_ident(s.p[n])) n++;
    return n;
}

/* Bytes of a simple selector; 0 if it is none that we know. */
static isize simple(str s)
{
    if (s.p[0] == '*') return 1;
    if (s.p[0] != '.' && s.p[0] != '#' && s.p[0] != ':') return css_name(s);
    isize n = css_name(str_skip(s, 1));
    if (!n || s.p[0] != ':') return n ? n + 1 : 0;
    n++;
    if (n == s.len || s.p[n] != '(') return n;
    if (!str_istarts(s, S(":nth-"))) return 0;
    while (++n < s.len && s.p[n] != ')')
        if (!is_ident(s.p[n]) && s.p[n] != '+' && !is_space(s.p[n])) return 0;
    return n < s.len ? n + 1 : 0;
}

static bool selectors(str s)
{
    bool wanted = true; /* a simple selector must come */
    for (s = str_trim(s); s.len;) {
        u8 c = s.p[0];
        if (is_space(c)) {
            s = str_skip(s, 1);
            continue;
        }
        if (c == ',' || c == '>' || c == '+' || c == '~') {
            if (wanted) return false;
            wanted = true;
            s = str_skip(s, 1);
            continue;
        }
        isize n = simple(s);
        if (!n) return false;
        wanted = false;
        s = str_skip(s, n);
        /* "rectcircle" cannot be, but "rect*" could. */
        if (s.len && (s.p[0] == '*' || is_ident(s.p[0]))) return false;
    }
    return !wanted;
}

static void add_selectors(struct buf *out, str s)
{
    s = str_trim(s);
    for (isize i = 0; i < s.len; i++) {
        if (!is_space(s.p[i])) buf_byte(out, s.p[i]);
        else if (!is_space(s.p[i - 1])) buf_byte(out, ' ');
    }
}

static bool is_for_all(str media)
{
    str m = str_trim(media);
    return str_ieq(m, S("all")) || str_ieq(m, S("screen")) || str_ieq(m, S("screen, print"));
}

/* Behind the "}" of the block that begins before `at`. */
static isize block_end(str s, isize at)
{
    isize end = outside(s, at, "}");
    return end < s.len ? end + 1 : s.len;
}

/* Behind an at-rule; its rules are looked at if they are for everybody. */
static isize at_rule(str s, isize at)
{
    isize open = outside(s, at, "{;");
    if (open == s.len || s.p[open] == ';') return open < s.len ? open + 1 : open;
    str head = str_skip(str_head(s, open), at);
    if (str_istarts(head, S("@media")) && is_for_all(str_skip(head, 6))) return open + 1;
    return block_end(s, open + 1);
}

void svg_sheet(struct svg *v, str text, struct buf *out)
{
    str s = without_comments(v->mem, text);
    for (isize at = 0; at < s.len;) {
        str rest = str_skip(s, at);
        if (is_space(s.p[at]) || s.p[at] == '}' || s.p[at] == ';') {
            at++; /* the end of an @media, or nothing */
        } else if (str_starts(rest, S("<!--")) || str_starts(rest, S("-->"))) {
            at += s.p[at] == '<' ? 4 : 3;
        } else if (s.p[at] == '@') {
            at = at_rule(s, at);
        } else {
            isize open = outside(s, at, "{"), before = out->len;
            str head = str_skip(str_head(s, open), at);
            if (open == s.len) break;
            isize end = block_end(s, open + 1);
            bool closed = s.p[end - 1] == '}';
            at = end;
            if (!selectors(head)) continue;
            add_selectors(out, head);
            buf_byte(out, '{');
            isize inside = out->len;
            svg_declarations(v, NULL, NULL, str_skip(str_head(s, end - closed), open + 1), out);
            if (out->len == inside) out->len = before;
            else buf_add(out, S("}\n"));
        }
    }
}
