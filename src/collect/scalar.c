/*
 * scalar.c - the values that need no YAML library: quoted and plain scalars,
 * flow lists of them.  Every function is sure of what it accepts; the rest is
 * front.c's to settle.
 */
#include "scalar_local.h"

static bool is_rest_silent(str s)
{
    str bare = str_trim(s);
    return !bare.len || (bare.p[0] == '#' && is_space(s.p[0]));
}

/* "…" from s.p[0] on; *used is the length with both quotes. */
static bool read_double(arena *a, str s, str *out, isize *used)
{
    static const char from[] = "0abtnvfre \"/\\", to[] = "\0\a\b\t\n\v\f\r\033 \"/\\";
    struct buf b = {.mem = a};
    for (isize i = 1; i < s.len; i++) {
        u8 c = s.p[i];
        if (c == '"') {
            *out = buf_str(&b);
            *used = i + 1;
            return true;
        }
        if (c != '\\') {
            buf_byte(&b, c);
            continue;
        }
        if (++i == s.len) return false;
        int digits = s.p[i] == 'x' ? 2 : s.p[i] == 'u' ? 4 : s.p[i] == 'U' ? 8 : 0;
        u32 rune = 0;
        for (int d = 0; d < digits; d++, i++) {
            int v = i + 1 < s.len ? hex_value(s.p[i + 1]) : -1;
            if (v < 0 || rune > 0x10FFFF) return false;
            rune = rune * 16 + (u32)v;
        }
        isize k = 0;
        while (!digits && k < COUNT(from) - 1 && (u8)from[k] != s.p[i]) k++;
        if (!digits && k == COUNT(from) - 1) return false; /* "C:\path" */
        if (digits && (rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000))) return false;
        buf_rune(&b, digits ? rune : (u32)(u8)to[k]);
    }
    return false;
}

static bool read_single(arena *a, str s, str *out, isize *used)
{
    struct buf b = {.mem = a};
    for (isize i = 1; i < s.len; i++) {
        if (s.p[i] != '\'') {
            buf_byte(&b, s.p[i]);
        } else if (i + 1 < s.len && s.p[i + 1] == '\'') {
            buf_byte(&b, s.p[i++]);
        } else {
            *out = buf_str(&b);
            *used = i + 1;
            return true;
        }
    }
    return false;
}

static bool read_quoted(arena *a, str s, str *out, isize *used)
{
    return s.p[0] == '"' ? read_double(a, s, out, used) : read_single(a, s, out, used);
}

/* Where a plain scalar's comment starts, or its length. */
static isize comment_at(str s)
{
    for (isize i = 1; i < s.len; i++)
        if (s.p[i] == '#' && (s.p[i - 1] == ' ' || s.p[i - 1] == '\t')) return i;
    return s.len;
}

/* Would YAML read `s`, without its comment, as this very text? */
static bool is_plain(str s)
{
    static const char first[] = "[]{}&*!|>%@`\"'#,";
    for (isize i = 0; i < COUNT(first) - 1; i++)
        if (s.p[0] == (u8)first[i]) return false;
    if ((s.p[0] == '-' || s.p[0] == '?' || s.p[0] == ':') && (s.len == 1 || is_space(s.p[1])))
        return false;
    return s.p[s.len - 1] != ':' && !str_has(s, S(": "));
}

bool scalar_read(arena *a, str s, str *out)
{
    isize used = 0;
    s = str_trim(s);
    *out = (str){0};
    if (is_rest_silent(s) || s.p[0] == '#') return true;
    if (s.p[0] == '"' || s.p[0] == '\'')
        return read_quoted(a, s, out, &used) && is_rest_silent(str_skip(s, used));
    str bare = str_trim(str_head(s, comment_at(s)));
    if (!is_plain(bare)) return false;
    if (!str_eq(bare, S("~")) && !str_eq(bare, S("null"))) *out = bare;
    return true;
}

str scalar_loose(str s)
{
    s = str_trim(s);
    bool quoted = s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.len - 1] == s.p[0];
    if (quoted) return str_trim((str){s.p + 1, s.len - 2});
    bool unclosed = s.len && (s.p[0] == '"' || s.p[0] == '\'') && str_byte(s, s.p[0], 1) < 0;
    return unclosed ? str_trim(str_skip(s, 1)) : s;
}

/* --- flow lists ------------------------------------------------------------ */

enum { FLOW_DEPTH = 8 };

struct flow {
    arena *a;
    str s;
    isize at;
    struct field **end[FLOW_DEPTH]; /* where the next item of each open list goes */
    int depth;
};

static struct field *add(struct flow *w, enum field_kind kind, str text)
{
    struct field *f = make(w->a, struct field);
    f->kind = kind;
    f->text = text;
    *w->end[w->depth - 1] = f;
    w->end[w->depth - 1] = &f->next;
    return f;
}

static bool read_item(struct flow *w)
{
    str rest = str_skip(w->s, w->at), text;
    isize used = 0;
    if (rest.p[0] == '"' || rest.p[0] == '\'') {
        if (!read_quoted(w->a, rest, &text, &used)) return false;
    } else {
        while (used < rest.len && rest.p[used] != ',' && rest.p[used] != ']' &&
               rest.p[used] != '[' && rest.p[used] != '{')
            used++;
        text = str_trim(str_head(rest, used));
        if (!text.len || !is_plain(text) || comment_at(text) < text.len) return false;
    }
    w->at += used;
    add(w, FIELD_TEXT, text);
    return true;
}

static void skip_space(struct flow *w)
{
    while (w->at < w->s.len && is_space(w->s.p[w->at])) w->at++;
}

bool scalar_flow(arena *a, str s, struct field **kids)
{
    struct flow w = {.a = a, .s = str_trim(s)};
    *kids = NULL;
    if (!w.s.len || w.s.p[0] != '[') return false;
    w.end[w.depth++] = kids;
    w.at = 1;
    for (bool want_item = true; w.depth;) {
        skip_space(&w);
        if (w.at == w.s.len) return false;
        u8 c = w.s.p[w.at];
        if (c == ']') {
            w.at++;
            w.depth--;
            want_item = false;
        } else if (c == ',') {
            if (want_item) return false;
            w.at++;
            want_item = true;
        } else if (!want_item) {
            return false;
        } else if (c == '[') {
            if (w.depth == FLOW_DEPTH) return false;
            struct field *list = add(&w, FIELD_LIST, (str){0});
            w.end[w.depth++] = &list->kids;
            w.at++;
        } else {
            if (!read_item(&w)) return false;
            want_item = false;
        }
    }
    return is_rest_silent(str_skip(w.s, w.at));
}
