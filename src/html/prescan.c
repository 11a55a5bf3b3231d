/*
 * prescan.c - what a page says about its own encoding.
 *
 * https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
 * and the XML declaration of XHTML and feeds.  The standard looks at 1024 bytes here and has the
 * parser start again when it meets a meta element later; looking further at once
 * comes to the same.
 */
#include "html.h"

enum { PRESCAN = 1 << 14 };

/* The bytes, and where we are in them. */
struct scan {
    str s;
    isize i;
};

static int peek(const struct scan *sc)
{
    assert(sc->s.p);
    return sc->i < sc->s.len ? sc->s.p[sc->i] : -1;
}

static bool at_ignored(const struct scan *sc, bool slash)
{
    int c = peek(sc);
    return c >= 0 && (is_space(c) || (slash && c == '/'));
}

struct field {
    str name, value;
};

/* One quoted value; the scan stands on the quote. */
static str quoted(struct scan *sc)
{
    u8 quote = sc->s.p[sc->i++];
    isize end = str_byte(sc->s, quote, sc->i);
    if (end < 0) end = sc->s.len;
    str value = str_head(str_skip(sc->s, sc->i), end - sc->i);
    sc->i = end < sc->s.len ? end + 1 : end;
    return value;
}

static str unquoted(struct scan *sc)
{
    isize from = sc->i;
    while (peek(sc) >= 0 && !at_ignored(sc, false) && peek(sc) != '>') sc->i++;
    return str_head(str_skip(sc->s, from), sc->i - from);
}

/* "Get an attribute"; false at the end of the tag. */
static bool field_next(struct scan *sc, struct field *out)
{
    while (at_ignored(sc, true)) sc->i++;
    *out = (struct field){0};
    if (peek(sc) < 0 || peek(sc) == '>') return false;
    isize from = sc->i;
    while (peek(sc) >= 0 && !at_ignored(sc, true) && peek(sc) != '>' &&
           (peek(sc) != '=' || sc->i == from))
        sc->i++;
    out->name = str_head(str_skip(sc->s, from), sc->i - from);
    while (at_ignored(sc, false)) sc->i++;
    if (peek(sc) != '=') return true;
    sc->i++;
    while (at_ignored(sc, false)) sc->i++;
    bool has_quote = peek(sc) == '"' || peek(sc) == '\'';
    out->value = has_quote ? quoted(sc) : unquoted(sc);
    return true;
}

/* "Extracting a character encoding from a meta element": text/html; charset=gbk. */
static str charset_of(str content)
{
    for (isize i = 0; (i = str_ifind(content, S("charset"), i)) >= 0;) {
        struct scan sc = {content, i + 7};
        i = sc.i;
        while (at_ignored(&sc, false)) sc.i++;
        if (peek(&sc) != '=') continue;
        sc.i++;
        while (at_ignored(&sc, false)) sc.i++;
        int c = peek(&sc);
        if (c == '"' || c == '\'')
            return str_byte(content, (u8)c, sc.i + 1) < 0 ? (str){0} : quoted(&sc);
        isize from = sc.i;
        while (peek(&sc) >= 0 && !at_ignored(&sc, false) && peek(&sc) != ';') sc.i++;
        return str_head(str_skip(content, from), sc.i - from);
    }
    return (str){0};
}

/* A page whose first kilobyte reads as ASCII is not in UTF-16, whatever it says. */
static const char *known(str label)
{
    if (str_ieq(str_trim(label), S("x-user-defined"))) return "windows-1252";
    const char *name = html_encoding(label);
    return name && str_starts(str_of(name), S("UTF-16")) ? "UTF-8" : name;
}

/* The fields of a meta tag; NULL if they name no encoding. */
static const char *meta(struct scan *sc)
{
    enum { UNKNOWN, NEEDED, NOT_NEEDED } pragma = UNKNOWN;
    bool got_pragma = false, has_charset = false, seen_equiv = false, seen_content = false;
    str charset = {0};
    for (struct field f; field_next(sc, &f);) {
        if (str_ieq(f.name, S("http-equiv")) && !seen_equiv) {
            seen_equiv = true;
            got_pragma = str_ieq(f.value, S("content-type"));
        } else if (str_ieq(f.name, S("content")) && !seen_content) {
            seen_content = true;
            str found = charset_of(f.value);
            if (!known(found) || charset.len) continue;
            charset = found;
            pragma = NEEDED;
        } else if (str_ieq(f.name, S("charset")) && !has_charset) {
            has_charset = true;
            charset = f.value;
            pragma = NOT_NEEDED;
        }
    }
    if (peek(sc) < 0) return NULL; /* cut off: its end might have said more */
    if (pragma == UNKNOWN || (pragma == NEEDED && !got_pragma)) return NULL;
    return known(charset);
}

/* <?xml version="1.0" encoding="gbk"?> */
static const char *declaration(str s)
{
    if (!str_starts(s, S("<?xml"))) return NULL;
    str head = str_cut(s, '>').head;
    isize i = str_find(head, S("encoding"), 0);
    if (i < 0) return NULL;
    struct scan sc = {head, i + 8};
    while (at_ignored(&sc, false)) sc.i++;
    if (peek(&sc) != '=') return NULL;
    sc.i++;
    while (at_ignored(&sc, false)) sc.i++;
    return peek(&sc) == '"' || peek(&sc) == '\'' ? known(quoted(&sc)) : NULL;
}

/* Behind a comment, or at the end if it is open. */
static isize skip_comment(str s, isize i)
{
    isize end = str_find(s, S("-->"), i + 2); /* "<!-->" is whole */
    return end < 0 ? s.len : end + 3;
}

static isize skip_to(str s, isize i)
{
    isize end = str_byte(s, '>', i);
    return end < 0 ? s.len : end + 1;
}

/* A tag that is no meta: its fields are read so that a ">" in a value does not end it. */
static void skip_tag(struct scan *sc)
{
    while (peek(sc) >= 0 && !at_ignored(sc, false) && peek(sc) != '>') sc->i++;
    for (struct field f; field_next(sc, &f);) {
    }
    if (peek(sc) == '>') sc->i++;
}

const char *html_prescan(str bytes)
{
    struct scan sc = {bytes.len > PRESCAN ? str_head(bytes, PRESCAN) : bytes, 0};
    if (!sc.s.p) return NULL;
    const char *found = declaration(sc.s);
    while (!found && (sc.i = str_byte(sc.s, '<', sc.i)) >= 0) {
        str rest = str_skip(sc.s, sc.i);
        int after = rest.len > 1 ? rest.p[1] : 0;
        bool closing = after == '/' && rest.len > 2 && is_alpha(rest.p[2]);
        if (str_starts(rest, S("<!--"))) {
            sc.i = skip_comment(sc.s, sc.i);
        } else if (str_istarts(rest, S("<meta")) && rest.len > 5 &&
                   (is_space(rest.p[5]) || rest.p[5] == '/')) {
            sc.i += 6;
            found = meta(&sc);
        } else if (is_alpha(after) || closing) {
            sc.i += 1 + closing;
            skip_tag(&sc);
        } else if (after == '!' || after == '/' || after == '?') {
            sc.i = skip_to(sc.s, sc.i);
        } else {
            sc.i++;
        }
    }
    return found;
}
