/*
 * css.c - a style sheet of the user's, less what would lead out of the book.
 *
 * EPUB 3.3 #sec-resource-locations: all that a sheet names must be in the
 * container, and a sheet's own files are not carried along.
 */
#include "package_local.h"

isize css_quiet(str s, isize i)
{
    u8 c = s.p[i];
    if (c == '/' && i + 1 < s.len && s.p[i + 1] == '*') {
        isize end = str_find(s, S("*/"), i + 2);
        return end < 0 ? s.len : end + 2;
    }
    if (c != '"' && c != '\'') return i;
    for (i++; i < s.len && s.p[i] != c && s.p[i] != '\n'; i++)
        if (s.p[i] == '\\') i++;
    return i < s.len ? i + 1 : s.len;
}

/* The text up to and with the next ";", "{" or "}" that ends something. */
static isize piece_end(str s, isize i)
{
    int round = 0; /* open parentheses: "url(data:…;…)" has a ";" of its own */
    while (i < s.len) {
        isize behind = css_quiet(s, i);
        if (behind > i) {
            i = behind;
            continue;
        }
        u8 c = s.p[i++];
        if (c == '(') round++;
        if (c == ')' && round) round--;
        if (c == '{' || c == '}' || (c == ';' && !round)) return i;
    }
    return s.len;
}

/* A comment may say what it likes. */
static bool leads_out(str piece)
{
    isize behind;
    for (isize i = 0; i<piece.len; i = behind> i ? behind : i + 1) {
        behind = css_quiet(piece, i);
        str rest = str_skip(piece, i);
        if (str_istarts(rest, S("url(")) || str_istarts(rest, S("@import"))) return true;
    }
    return false;
}

static int lines_in(str s)
{
    int n = 0;
    for (isize i = 0; i < s.len; i++) n += s.p[i] == '\n';
    return n;
}

str css_clean(arena *a, str sheet, str file, struct diags *ds)
{
    struct buf b = {.mem = a};
    int line = 1;
    for (isize i = 0, end; i < sheet.len; i = end) {
        end = piece_end(sheet, i);
        str piece = str_head(str_skip(sheet, i), end - i), shown = str_trim(piece);
        int lines = lines_in(piece);
        if (leads_out(piece)) {
            where at = {.file = file, .line = line + lines - lines_in(shown)};
            diag(ds, DIAG_CSS_URL, at, "%.*s", STR(utf8_head(shown, 60)));
            /* Blocks must stay balanced. */
            piece = str_skip(piece, piece.len - 1);
            if (piece.p[0] != '{' && piece.p[0] != '}') piece = (str){0};
        }
        buf_add(&b, piece);
        line += lines;
    }
    return buf_str(&b);
}
