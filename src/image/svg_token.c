/* svg_token.c - names and attributes in the text of an SVG file: see svg_local.h. */
#include "svg_local.h"

isize svg_name_len(str s)
{
    isize n = 0;
    while (n < s.len && !is_space(s.p[n]) && s.p[n] != '/' && s.p[n] != '>' && s.p[n] != '=' &&
           s.p[n] != '<' && s.p[n] != '"' && s.p[n] != '\'')
        n++;
    return n;
}

str svg_skip_space(str s)
{
    while (s.len && is_space(s.p[0])) s = str_skip(s, 1);
    return s;
}

static str value_of(str *rest, bool *broken)
{
    str s = *rest;
    isize n = 0;
    if (s.len && (s.p[0] == '"' || s.p[0] == '\'')) {
        isize end = str_byte(s, s.p[0], 1);
        *broken |= end < 0;
        *rest = str_skip(s, end < 0 ? s.len : end + 1);
        return str_skip(str_head(s, end < 0 ? s.len : end), 1);
    }
    *broken = true;
    while (n < s.len && !is_space(s.p[n]) && s.p[n] != '>') n++;
    *rest = str_skip(s, n);
    return str_head(s, n);
}

bool svg_attr_next(str *rest, str *name, str *value, bool *broken)
{
    str s = svg_skip_space(*rest);
    isize n;
    while (s.len && !(n = svg_name_len(s))) {
        if (s.p[0] == '>' || s.p[0] == '<' || str_starts(s, S("/>"))) break;
        *broken = true;
        s = svg_skip_space(str_skip(s, 1));
    }
    *rest = s;
    if (!s.len || !(n = svg_name_len(s))) return false;
    *name = str_head(s, n);
    *value = (str){0};
    s = svg_skip_space(str_skip(s, n));
    if (s.len && s.p[0] == '=') {
        s = svg_skip_space(str_skip(s, 1));
        *value = value_of(&s, broken);
    } else {
        *broken = true;
    }
    *rest = s;
    return true;
}
