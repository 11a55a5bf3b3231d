/*
 * kind.c - HTML, Markdown or text.
 *
 * The extension lies: archives put HTML into .md files, and a Markdown parser
 * would tear it apart.  So the body decides: how many lines open with a block
 * of HTML, and how many with a mark that only Markdown has.
 */
#include "collect_local.h"
#include "html.h"

static bool has_extension(str path, const char *const *list)
{
    for (; *list; list++)
        if (str_iends(path, str_of(*list))) return true;
    return false;
}

/* Does a tag of a block element (or a picture, or a break) start at s.p[0]? */
static bool is_block_tag(str s)
{
    static const str names[] = {
        LIT("p"),       LIT("div"),    LIT("br"),      LIT("h1"),      LIT("h2"),
        LIT("h3"),      LIT("h4"),     LIT("h5"),      LIT("h6"),      LIT("ul"),
        LIT("ol"),      LIT("li"),     LIT("table"),   LIT("tr"),      LIT("td"),
        LIT("section"), LIT("figure"), LIT("article"), LIT("pre"),     LIT("blockquote"),
        LIT("center"),  LIT("hr"),     LIT("img"),     LIT("header"),  LIT("main"),
        LIT("dl"),      LIT("aside"),  LIT("span"),    LIT("details"), LIT("iframe")};
    if (s.len < 3 || s.p[0] != '<') return false;
    s = str_skip(s, s.p[1] == '/' ? 2 : 1);
    isize n = 0;
    while (n < s.len && (is_alpha(s.p[n]) || is_digit(s.p[n]))) n++;
    if (n < s.len && s.p[n] != '>' && s.p[n] != '/' && !is_space(s.p[n])) return false;
    for (isize i = 0; i < COUNT(names); i++)
        if (str_ieq(str_head(s, n), names[i])) return true;
    return false;
}

/* A line that says Markdown: a heading, a fence, a list, a quotation, a table, a
 * link or emphasis that HTML would write otherwise. */
static bool is_marked(str s)
{
    isize n = 0;
    while (n < s.len && s.p[n] == '#') n++;
    if (n > 0 && n <= 6 && n < s.len && s.p[n] == ' ') return true;
    if (str_starts(s, S("```")) || str_starts(s, S("~~~")) || str_starts(s, S("> "))) return true;
    if (str_starts(s, S("- ")) || str_starts(s, S("* ")) || str_starts(s, S("|"))) return true;
    if (str_starts(s, S("![")) || str_starts(s, S("$$")) || str_starts(s, S("{% "))) return true;
    n = 0;
    while (n < s.len && is_digit(s.p[n])) n++;
    if (n > 0 && str_starts(str_skip(s, n), S(". "))) return true;
    isize link = str_find(s, S("]("), 0);
    return (link > 0 && str_byte(s, '[', 0) < link) || str_has(s, S("**"));
}

struct tally {
    long long tags;  /* of blocks */
    long long lines; /* that have such tags */
    long long marks; /* lines that only Markdown has */
    long long bare;  /* lines of text outside of pre that start with no tag */
    bool headed;     /* the first line says Markdown */
};

static struct tally count(str body)
{
    struct tally t = {0};
    bool pre = false;
    for (struct cut c = {.tail = body}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (!line.len) continue;
        bool tagged = false;
        for (isize i = 0; (i = str_byte(line, '<', i)) >= 0; i++) {
            str at = str_skip(line, i);
            if (is_block_tag(at)) t.tags++, tagged = true;
            if (str_istarts(at, S("<pre"))) pre = true;
            if (str_istarts(at, S("</pre"))) pre = false;
        }
        t.lines += tagged;
        if (pre || tagged) continue;
        t.bare++;
        t.marks += is_marked(line);
        if (t.bare == 1 && !t.lines) t.headed = is_marked(line);
    }
    return t;
}

/* The body is HTML if it opens with a tag of it or is full of them, and hardly
 * a line is marked as Markdown. */
static bool is_html(str body)
{
    str s = str_trim(body);
    struct tally t = count(s);
    bool opens = is_block_tag(s);
    bool closes = s.len && s.p[s.len - 1] == '>';
    if (opens && closes) return t.marks * 3 <= t.tags;
    if (opens) return t.marks * 10 <= t.lines && t.bare <= t.tags;
    return !t.headed && t.tags >= 3 && t.marks * 10 <= t.lines && t.bare <= t.tags;
}

enum body_kind body_judge(const struct conf *conf, str path, str body)
{
    static const char *const html[] = {".html", ".htm", ".xhtml", ".shtml", NULL};
    static const char *const text[] = {".txt", ".text", NULL};
    switch (conf->format) {
    case FORMAT_HTML: return BODY_HTML;
    case FORMAT_MARKDOWN: return BODY_MARKDOWN;
    case FORMAT_TEXT: return BODY_TEXT;
    default: break;
    }
    if (has_extension(path, html) || html_is_page(body) || is_html(body)) return BODY_HTML;
    return has_extension(path, text) ? BODY_TEXT : BODY_MARKDOWN;
}
