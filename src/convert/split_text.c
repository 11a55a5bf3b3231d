/* split_text.c - a text that is too large for a file becomes several.  See split_local.h. */
#include "split_local.h"

/* What a character is as XHTML, bytes. */
static isize cost(u32 c, isize len)
{
    return c == '&' ? 5 : c == '<' || c == '>' ? 4 : c == '\r' ? 5 : len;
}

/* A cut behind c is no worse than any other: a sentence ends, or a word. */
static bool is_end(u32 c)
{
    return c == ' ' || c == '\n' || c == 0x3000 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

/* Where the first piece of s ends. */
static isize piece(str s, isize most, bool lines)
{
    isize end = 0, len, bytes = 0;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bytes += cost(c, len);
        if (bytes > most) return end ? end : i ? i : len;
        if (lines ? c == '\n' : bytes > most / 2 && is_end(c)) end = i + len;
    }
    /* Behind the last line there may be another cut. */
    return lines && end && end < s.len ? end : s.len;
}

void split_text(arena *a, struct node *text, isize most, bool lines)
{
    for (;;) {
        isize n = piece(text->text, most, lines);
        if (n >= text->text.len) return;
        struct node *rest = node_text(a, str_skip(text->text, n));
        rest->line = text->line;
        rest->made = text->made;
        text->text = str_head(text->text, n);
        node_after(text, rest);
        text = rest;
    }
}
