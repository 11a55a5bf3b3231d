/* language.c - what language is this code in?  Every highlighter says it elsewhere. */
#include "shape_local.h"

static const str names[] = {
#define L(name) LIT(name),
#include "language.def"
#undef L
};

static bool is_name(str word)
{
    for (isize i = 0; i < COUNT(names); i++)
        if (str_ieq(names[i], word)) return true;
    return false;
}

/* A word behind which the language stands. */
static str behind_prefix(str word)
{
    static const str prefixes[] = {LIT("language-"), LIT("lang-"), LIT("highlight-source-"),
                                   LIT("brush:"), LIT("code-snippet__")};
    for (isize i = 0; i < COUNT(prefixes); i++)
        if (str_istarts(word, prefixes[i]) && word.len > prefixes[i].len &&
            (i < 4 || is_name(str_skip(word, prefixes[i].len))))
            return str_skip(word, prefixes[i].len);
    return (str){0};
}

/* The language that an element's class says, if its words are about code at all. */
static str in_class(const struct node *n)
{
    bool code = node_is(n, TAG_CODE) || node_is(n, TAG_PRE) ||
                node_has_class(n, S("syntaxhighlighter")) || node_has_class(n, S("hljs")) ||
                node_has_class(n, S("highlight")) || node_has_class(n, S("sourceCode"));
    bool figure = node_is(n, TAG_FIGURE) && node_has_class(n, S("highlight"));
    bool brush = false;
    for (struct cut c = {.tail = node_attr(n, ATTR_CLASS)}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        str word = str_trim(c.head), found = behind_prefix(word);
        if (brush && word.len && found.len == 0) found = word;
        brush = str_ieq(word, S("brush:"));
        isize end = str_byte(found, ';', 0);
        if (end >= 0) found = str_head(found, end);
        if (!found.len && ((code && is_name(word)) ||
                           (figure && !str_eq(word, S("highlight")) && !str_eq(word, S("hljs")))))
            found = word;
        if (found.len) return found;
    }
    return (str){0};
}

static str said_by(const struct node *n)
{
    static const str attrs[] = {LIT("data-lang"), LIT("data-language"),
                                LIT("data-enlighter-language"), LIT("lang")};
    str found = in_class(n);
    for (isize i = 0; i < COUNT(attrs) && !found.len; i++) {
        found = str_trim(node_attr_str(n, attrs[i]));
        if (i == 3 && !(node_is(n, TAG_PRE) && is_name(found))) found = (str){0};
    }
    return found;
}

/* Words for no language, and what cannot be a class. */
static bool is_none(str word)
{
    static const str none[] = {LIT("plain"),  LIT("text"),        LIT("plaintext"), LIT("txt"),
                               LIT("none"),   LIT("nohighlight"), LIT("raw"),       LIT("auto"),
                               LIT("code"),   LIT("default"),     LIT("undefined"), LIT("null"),
                               LIT("generic")};
    for (isize i = 0; i < COUNT(none); i++)
        if (str_ieq(word, none[i])) return true;
    return false;
}

str code_language(arena *a, const struct node *code)
{
    enum { HEIGHT = 5 /* elements that a highlighter puts around code */ };
    str found = {0};
    for (int up = 0; code && up < HEIGHT && !found.len; up++, code = code->parent)
        if (code->tag >= TAG_UNKNOWN) found = said_by(code);
    return is_none(found) ? (str){0} : str_lower(a, found);
}
