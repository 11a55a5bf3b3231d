/*
 * markdown_inline.c - what stands within lines: code, and what CommonMark does not know, variables
 * of Liquid, pictures of Obsidian, ==marks==, formulas in back-slashed brackets, attributes of
 * kramdown.
 */
#include "markdown_local.h"
#include "shape_local.h"

/* --- code --------------------------------------------------------------------------------- */

isize code_span(str s, isize i)
{
    enum { LONGEST = 1 << 14 }; /* bytes: runs of all lengths must not be sought to the end */
    isize n = 0;
    if (s.len - i > LONGEST) s = str_head(s, i + LONGEST);
    while (i + n < s.len && s.p[i + n] == '`') n++;
    for (isize at = i + n; at < s.len;) {
        at = str_byte(s, '`', at);
        if (at < 0) break;
        isize k = 0;
        while (at + k < s.len && s.p[at + k] == '`') k++;
        if (k == n) return at + k - i;
        at += k;
    }
    return n;
}

/* --- {{ variables }} -------------------------------------------------------------------- */

/* Is it the root of a site, which is the empty address here? */
static bool is_root(str s)
{
    static const str roots[] = {LIT("site.baseurl"), LIT("site.url"),  LIT("site.github.url"),
                                LIT("site.root"),    LIT("page.root"), LIT("BASE_PATH"),
                                LIT("ASSET_PATH"),   LIT("root"),      LIT("site.production_url")};
    for (isize i = 0; i < COUNT(roots); i++)
        if (str_eq(s, roots[i])) return true;
    return false;
}

isize tag_variable(str s, isize i, str *value)
{
    enum { LONGEST = 300 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    isize end = str_find(near, S("}}"), i + 2);
    if (end < 0) return 0;
    str inside = str_trim(str_skip(str_head(s, end), i + 2));
    struct cut c = str_cut(inside, '|');
    str first = str_trim(c.head), filter = str_trim(c.tail);
    *value = (str){0};
    if (is_root(first)) return end + 2 - i;
    bool path = str_starts(filter, S("relative_url")) || str_starts(filter, S("absolute_url")) ||
                str_starts(filter, S("prepend:"));
    if (!path || tag_unquoted(first).len == first.len) return 0;
    *value = tag_unquoted(first);
    return end + 2 - i;
}

/* --- {: attributes} ----------------------------------------------------------------------- */

/* "{: .class}" behind a span, "{#id}" and "{.class #id}" behind a heading. */
isize inline_attributes(struct mender *m, str s, isize i)
{
    enum { LONGEST = 200 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    isize end = str_byte(near, '}', i);
    if (end < 0 || !i) return 0;
    str inside = str_skip(str_head(s, end), i + 1);
    bool list = str_starts(inside, S(":")) && inside.len > 1;
    bool heading = s.p[0] == '#' && end + 1 == str_trim(s).len && s.p[i - 1] == ' ';
    if (list) inside = str_trim(str_skip(inside, 1));
    if (!inside.len || (!list && !heading)) return 0;
    if (inside.p[0] != '.' && inside.p[0] != '#' && !(list && str_byte(inside, '=', 0) > 0))
        return 0;
    if (heading && inside.p[0] == '#') {
        isize n = 1;
        while (n < inside.len && inside.p[n] != ' ') n++;
        str id = str_skip(str_head(inside, n), 1);
        for (isize k = 0; k < id.len; k++)
            if (id.p[k] == '"' || id.p[k] == '<' || id.p[k] == '&') return 0;
        buf_printf(m->out, "<a id=\"%.*s\"></a>", STR(id));
    }
    str whole = str_skip(str_head(s, end + 1), i);
    mender_order(m, whole);
    return whole.len;
}

/* --- pictures and marks -------------------------------------------------------------------- */

/* "![[name.png|300]]" */
isize inline_embed(struct mender *m, str s, isize i)
{
    enum { LONGEST = 500 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    isize end = str_starts(str_skip(s, i), S("![[")) ? str_find(near, S("]]"), i) : -1;
    if (end < 0) return 0;
    struct cut c = str_cut(str_skip(str_head(s, end), i + 3), '|');
    str name = str_trim(c.head), words = str_trim(c.tail);
    if (!picture_named(name) || str_byte(name, '<', 0) >= 0 || str_byte(name, '>', 0) >= 0)
        return 0;
    bool size = words.len > 0;
    for (isize k = 0; k < words.len; k++) size &= is_digit(words.p[k]) || words.p[k] == 'x';
    if (size || str_byte(words, ']', 0) >= 0 || str_byte(words, '[', 0) >= 0) words.len = 0;
    buf_printf(m->out, "![%.*s](<%.*s>)", STR(words), STR(name));
    return end + 2 - i;
}

/* May a mark open or close beside this byte of the line?  "a==b" is a comparison. */
static bool is_beside(str s, isize i)
{
    if (i < 0 || i >= s.len) return true;
    u8 c = s.p[i];
    return c >= 0x80 || is_space(c) || c == ',' || c == '.' || c == ';' || c == ':' || c == '*';
}

/* "==words==" */
isize inline_mark(struct mender *m, str s, isize i)
{
    enum { LONGEST = 1000 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    str rest = str_skip(s, i);
    if (!str_starts(rest, S("==")) || rest.len < 5 || rest.p[2] == '=' || is_space(rest.p[2]))
        return 0;
    isize end = str_find(near, S("=="), i + 2);
    if (end < 0 || is_space(s.p[end - 1]) || (end + 2 < s.len && s.p[end + 2] == '=')) return 0;
    if (!is_beside(s, i - 1) || !is_beside(s, end + 2)) return 0;
    str words = str_skip(str_head(s, end), i + 2);
    if (str_byte(words, '`', 0) >= 0 || str_byte(words, '$', 0) >= 0) return 0;
    buf_printf(m->out, "<mark>%.*s</mark>", STR(words));
    return end + 2 - i;
}

/* "\\\\(x\\\\)": what MathJax is left with is "\\(x\\)". */
isize inline_tex(struct mender *m, str s, isize i)
{
    enum { LONGEST = 2000 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    str rest = str_skip(s, i);
    bool block = str_starts(rest, S("\\\\["));
    if (!block && !str_starts(rest, S("\\\\("))) return 0;
    isize end = str_find(near, block ? S("\\\\]") : S("\\\\)"), i + 3);
    if (end < 0) return 0;
    str tex = str_trim(str_skip(str_head(s, end), i + 3));
    if (!tex.len || str_byte(tex, '$', 0) >= 0) return 0;
    str sign = block ? S("$$") : S("$");
    buf_printf(m->out, "%.*s%.*s%.*s", STR(sign), STR(tex), STR(sign));
    return end + 3 - i;
}
