/*
 * markdown_line.c - lines of Markdown that are no text: fences of code, where a generator puts its
 * contents, attributes of kramdown, boxes of VuePress and of Obsidian, definitions.
 */
#include "markdown_local.h"

/* --- fences ------------------------------------------------------------------------------ */

bool fence_line(struct fence *f, str line)
{
    isize i = 0, n = 0;
    while (i < line.len && (line.p[i] == ' ' || line.p[i] == '>')) i++;
    u8 c = i < line.len ? line.p[i] : 0;
    if (c == '`' || c == '~')
        while (i + n < line.len && line.p[i + n] == c) n++;
    if (f->mark) {
        if (c == f->mark && n >= f->count && !str_trim(str_skip(line, i + n)).len) f->mark = 0;
        return true;
    }
    if (n < 3 || (c == '`' && str_byte(line, '`', i + n) >= 0)) return false;
    *f = (struct fence){c, n};
    return true;
}

/* --- contents and attributes -------------------------------------------------------------- */

/* The n-th line after this one. */
static str line_after(const struct mender *m, int n)
{
    struct cut c = str_cut(m->rest, '\n');
    for (; n > 0; n--) c = str_cut(c.tail, '\n');
    return c.head;
}

static str next_line(const struct mender *m)
{
    return str_trim(line_after(m, 1));
}

/* "{: .class}", "{:toc}": attributes of what stands beside, to kramdown. */
static bool is_attributes(str s)
{
    return str_starts(s, S("{:")) && str_ends(s, S("}"));
}

/* "[toc]" alone, "@[toc](Contents)", "* TOC" above "{:toc}". */
static bool is_contents(const struct mender *m, str s)
{
    static const str marks[] = {LIT("[toc]"),  LIT("[[toc]]"), LIT("[[_toc_]]"),
                                LIT("${toc}"), LIT("{{toc}}"), LIT("@[toc]")};
    for (isize i = 0; i < COUNT(marks); i++)
        if (str_ieq(s, marks[i])) return true;
    if (str_istarts(s, S("@[toc](")) && str_ends(s, S(")"))) return true;
    bool item = str_eq(s, S("* TOC")) || str_eq(s, S("- TOC")) || str_eq(s, S("1. TOC")) ||
                str_eq(s, S("* 目录")) || str_eq(s, S("- 目录"));
    return item && str_starts(next_line(m), S("{:toc"));
}

/* --- boxes -------------------------------------------------------------------------- */

static void bold(struct mender *m, str title)
{
    buf_printf(m->out, "**%.*s**\n", STR(title));
}

/* "::: tip Title" and the ":::" that ends it. */
static bool box(struct mender *m, str s)
{
    isize n = 0;
    while (n < s.len && s.p[n] == ':') n++;
    if (n < 3) return false;
    str rest = str_trim(str_skip(s, n));
    if (!rest.len) {
        if (!m->boxes) return false;
        m->boxes--;
        return true;
    }
    struct cut c = str_cut(rest, ' ');
    bool attributes = rest.p[0] == '{' && str_ends(rest, S("}"));
    if (!attributes && !is_alpha(rest.p[0])) return false;
    str title = attributes ? (str){0} : str_trim(c.tail);
    if (title.len && title.p[0] == '{') title.len = 0;
    mender_order(m, title.len ? str_head(s, c.head.p + c.head.len - s.p) : s);
    m->boxes++;
    if (title.len) bold(m, title);
    return true;
}

/* "> [!NOTE]", "> [!tip]- Title": the first line of a box to GitHub and Obsidian. */
static bool callout(struct mender *m, str s)
{
    isize i = 0;
    while (i < s.len && (s.p[i] == '>' || s.p[i] == ' ')) i++;
    if (!i || s.p[0] != '>' || !str_starts(str_skip(s, i), S("[!"))) return false;
    isize end = str_byte(s, ']', i);
    if (end < i + 3 || end > i + 30) return false;
    for (isize k = i + 2; k < end; k++)
        if (!is_alpha(s.p[k]) && s.p[k] != '-') return false;
    str title = str_skip(s, end + 1);
    if (title.len && (title.p[0] == '-' || title.p[0] == '+')) title = str_skip(title, 1);
    title = str_trim(title);
    mender_order(m, str_skip(str_head(s, end + 1), i));
    buf_add(m->out, str_head(s, i));
    if (title.len) buf_printf(m->out, "**%.*s**\n%.*s", STR(title), STR(str_head(s, i)));
    return true;
}

/* "<!-- tab Title@icon -->" of the theme NexT: the title, which its page shows on the tab. */
static bool tab(struct mender *m, str s)
{
    if (!str_starts(s, S("<!--")) || !str_ends(s, S("-->"))) return false;
    str inside = str_trim(str_skip(str_head(s, s.len - 3), 4));
    if (!str_starts(inside, S("tab "))) return false;
    str title = str_trim(str_cut(str_skip(inside, 4), '@').head);
    if (!title.len) return false;
    buf_add(m->out, S("\n"));
    bold(m, title);
    return true;
}

/* --- definitions ------------------------------------------------------------------------- */

static bool is_definition(str s)
{
    return s.len > 2 && s.p[0] == ':' && (s.p[1] == ' ' || s.p[1] == '\t');
}

/* Is this a term, and do definitions and nothing else follow in its paragraph?  A line that
 * breaks hard is one of text. */
static bool is_term(const struct mender *m, str s)
{
    str below = line_after(m, 1), after = line_after(m, 2);
    if (!m->blank || !str_trim(s).len || s.p[0] == ' ' || is_definition(s)) return false;
    if (!is_definition(below) || str_ends(s, S("  ")) || str_ends(below, S("  "))) return false;
    return !str_trim(after).len || is_definition(after);
}

/* A term, or a definition below one:
 *
 *   Term
 *   : definition
 */
static bool definition(struct mender *m, str s, str bare)
{
    bool list = m->defining;
    if (!list && is_term(m, s)) {
        buf_printf(m->out, "<dl>\n<dt>\n\n%.*s\n\n</dt>", STR(bare));
        m->defining = true;
        return true;
    }
    if (list && is_definition(bare)) {
        buf_printf(m->out, "<dd>\n\n%.*s\n\n</dd>", STR(str_trim(str_skip(bare, 1))));
        if (!is_definition(next_line(m))) {
            buf_add(m->out, S("\n</dl>\n"));
            m->defining = false;
        }
        return true;
    }
    return false;
}

/* "<div markdown="1">": what follows is Markdown to kramdown; here a blank line says so. */
static bool opens_markdown(struct mender *m, str s)
{
    if (!str_starts(s, S("<")) || !str_ends(s, S(">")) || str_byte(s, '>', 0) != s.len - 1)
        return false;
    isize at = str_find(s, S(" markdown="), 0);
    if (at < 0 || str_starts(str_skip(s, at + 10), S("\"0"))) return false;
    buf_add(m->out, s);
    buf_byte(m->out, '\n');
    return true;
}

bool line_mend(struct mender *m, str line)
{
    str s = str_trim(line);
    if (m->raw || (line.len > 3 && str_starts(line, S("    ")))) return false;
    if (is_attributes(s) || is_contents(m, s)) {
        mender_order(m, s);
        return true;
    }
    return opens_markdown(m, s) || box(m, s) || callout(m, s) || tab(m, s) ||
           definition(m, line, s);
}
