/* model_value.c - what the values of attributes may be. */
#include "model_local.h"

#include "date.h"
#include "lang.h"
#include "xml.h"

static const str classes[] = {
#define C(name) LIT(name),
#include "class.def"
#undef C
};

bool model_knows_class(str word)
{
    for (isize i = 0; i < COUNT(classes); i++)
        if (str_eq(classes[i], word)) return true;
    if (!str_starts(word, S("language-")) || word.len > 30) return false;
    for (isize i = 9; i < word.len; i++) {
        int c = word.p[i];
        if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '#' && c != '-') return false;
    }
    return word.len > 9;
}

/* A word that a style sheet can name without escapes. */
static bool is_class(str word)
{
    for (isize i = 0; i < word.len; i++) {
        int c = word.p[i];
        bool letter = is_alpha(c) || c == '_' || (c == '-' && word.len > 1);
        if (!letter && (!i || !is_digit(c))) return false;
    }
    return word.len <= 60;
}

/* The next word of *s, or {0}. */
static str next_word(str *s)
{
    isize from = 0;
    while (from < s->len && is_space(s->p[from])) from++;
    isize to = from;
    while (to < s->len && !is_space(s->p[to])) to++;
    str word = str_head(str_skip(*s, from), to - from);
    *s = str_skip(*s, to);
    return word;
}

static bool is_one_of(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_eq(s, str_of(*list))) return true;
    return false;
}

/* Of a list, the words that pass, each once. */
static str keep_words(arena *a, str s, bool (*pass)(str))
{
    struct strs kept = {0};
    for (str w; (w = next_word(&s)).len && kept.n < 16;)
        if (pass(w) && !strs_has(&kept, w)) strs_add(a, &kept, w);
    if (kept.n == 1) return kept.v[0];
    struct buf out = {.mem = a};
    for (isize i = 0; i < kept.n; i++) {
        if (i) buf_byte(&out, ' ');
        buf_add(&out, kept.v[i]);
    }
    return buf_str(&out);
}

static bool is_epub_type(str s)
{
    static const char *const known[] = {
        "abstract",     "acknowledgments",
        "afterword",    "appendix",
        "backlink",     "backmatter",
        "bibliography", "biblioref",
        "bodymatter",   "chapter",
        "colophon",     "conclusion",
        "contributors", "copyright-page",
        "cover",        "credits",
        "dedication",   "endnote",
        "endnotes",     "epigraph",
        "epilogue",     "errata",
        "footnote",     "footnotes",
        "foreword",     "frontmatter",
        "fulltitle",    "glossary",
        "glossref",     "halftitlepage",
        "index",        "introduction",
        "landmarks",    "noteref",
        "notice",       "pagebreak",
        "part",         "preamble",
        "preface",      "prologue",
        "pullquote",    "qna",
        "subtitle",     "table",
        "title",        "titlepage",
        "toc",          "volume",
        "tip",          NULL,
    };
    return is_one_of(s, known);
}

/* Where a role of DPUB-ARIA may stand, and a few of ARIA. */
enum {
    ROLE_A = 1,
    ROLE_SECTION = 2,
    ROLE_ASIDE = 4,
    ROLE_PLAIN = 8,
    ROLE_HEADING = 16,
    ROLE_IMG = 32,
    ROLE_HR = 64,
    ROLE_NAV = 128,
    ROLE_MARGIN = 256
};
static const struct {
    str name;
    u16 on;
} roles[] = {
    {LIT("doc-abstract"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-acknowledgments"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-afterword"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-appendix"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-backlink"), ROLE_A},
    {LIT("doc-bibliography"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-biblioref"), ROLE_A},
    {LIT("doc-chapter"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-colophon"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-conclusion"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-cover"), ROLE_IMG},
    {LIT("doc-credit"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-credits"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-dedication"), ROLE_SECTION | ROLE_ASIDE | ROLE_PLAIN},
    {LIT("doc-endnotes"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-epigraph"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-epilogue"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-errata"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-example"), ROLE_SECTION | ROLE_ASIDE | ROLE_PLAIN},
    {LIT("doc-footnote"), ROLE_ASIDE | ROLE_MARGIN | ROLE_PLAIN},
    {LIT("doc-foreword"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-glossary"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-glossref"), ROLE_A},
    {LIT("doc-index"), ROLE_SECTION | ROLE_NAV | ROLE_PLAIN},
    {LIT("doc-introduction"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-noteref"), ROLE_A},
    {LIT("doc-notice"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-pagebreak"), ROLE_HR | ROLE_PLAIN},
    {LIT("doc-part"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-preface"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-prologue"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-pullquote"), ROLE_SECTION | ROLE_ASIDE | ROLE_PLAIN},
    {LIT("doc-qna"), ROLE_SECTION | ROLE_PLAIN},
    {LIT("doc-subtitle"), ROLE_HEADING | ROLE_PLAIN},
    {LIT("doc-tip"), ROLE_ASIDE | ROLE_PLAIN},
    {LIT("doc-toc"), ROLE_SECTION | ROLE_NAV | ROLE_PLAIN},
    {LIT("note"), ROLE_SECTION | ROLE_ASIDE | ROLE_PLAIN},
    {LIT("presentation"), ROLE_SECTION | ROLE_PLAIN | ROLE_IMG | ROLE_HR},
};

static int role_place(const struct node *n)
{
    switch (n->tag) {
    case TAG_A: return node_has(n, ATTR_HREF) ? ROLE_A : 0;
    case TAG_SECTION: return ROLE_SECTION;
    case TAG_ASIDE: return ROLE_ASIDE;
    case TAG_NAV: return ROLE_NAV;
    case TAG_HEADER:
    case TAG_FOOTER: return ROLE_MARGIN;
    case TAG_IMG: return ROLE_IMG;
    case TAG_HR: return ROLE_HR;
    case TAG_P:
    case TAG_DIV:
    case TAG_SPAN:
    case TAG_BLOCKQUOTE: return ROLE_PLAIN;
    default: return model_row(n)->holds == HOLD_HEADING ? ROLE_HEADING : 0;
    }
}

static bool may_play(const struct node *n, str role)
{
    for (isize i = 0; i < COUNT(roles); i++)
        if (str_eq(roles[i].name, role)) return roles[i].on & role_place(n);
    return false;
}

/* --- numbers and dates --- */

static bool is_integer(str s, long long least, long long most)
{
    bool minus = str_starts(s, S("-"));
    long long n;
    if (!str_int(str_skip(s, minus), &n)) return false;
    if (minus) n = -n;
    return n >= least && n <= most && s.len <= 6;
}

/* n digits and what is behind them; -1 if they are not there. */
static int digits(str *s, isize n)
{
    int value = 0;
    if (s->len < n) return -1;
    for (isize i = 0; i < n; i++) {
        if (!is_digit(s->p[i])) return -1;
        value = value * 10 + s->p[i] - '0';
    }
    *s = str_skip(*s, n);
    return value;
}

static bool take(str *s, u8 c)
{
    if (!s->len || s->p[0] != c) return false;
    *s = str_skip(*s, 1);
    return true;
}

static bool take_day(str *s)
{
    int y = digits(s, 4);
    if (y < 0 || !take(s, '-')) return false;
    int m = digits(s, 2);
    if (m < 0 || !take(s, '-')) return false;
    return date_exists(y, m, digits(s, 2));
}

static bool take_clock(str *s)
{
    int h = digits(s, 2);
    if (h < 0 || h > 23 || !take(s, ':')) return false;
    int m = digits(s, 2);
    if (m < 0 || m > 59) return false;
    if (!take(s, ':')) return true;
    int sec = digits(s, 2);
    if (sec < 0 || sec > 59) return false;
    if (!take(s, '.')) return true;
    isize n = 0;
    while (n < s->len && is_digit(s->p[n])) n++;
    *s = str_skip(*s, n);
    return n >= 1 && n <= 3;
}

static bool take_zone(str *s)
{
    if (take(s, 'Z')) return true;
    if (!take(s, '+') && !take(s, '-')) return false;
    int h = digits(s, 2);
    take(s, ':');
    int m = digits(s, 2);
    return h >= 0 && h < 24 && m >= 0 && m < 60;
}

/* A day, or a day, clock and zone: what both time and ins may say. */
static bool is_date(str s)
{
    if (!take_day(&s)) return false;
    if (!s.len) return true;
    return (take(&s, 'T') || take(&s, ' ')) && take_clock(&s) && take_zone(&s) && !s.len;
}

/* --- addresses --- */

/* Characters of RFC 3986; everything else has been percent-encoded by an earlier rule. */
static bool is_uri_text(str s)
{
    for (isize i = 0; i < s.len; i++) {
        int c = s.p[i];
        if (c == '%') {
            if (i + 2 >= s.len || hex_value(s.p[i + 1]) < 0 || hex_value(s.p[i + 2]) < 0)
                return false;
        } else if (!is_alpha(c) && !is_digit(c) &&
                   !str_has(S("-._~:/?#[]@!$&'()*+,;="), (str){s.p + i, 1})) {
            return false;
        }
    }
    return s.len > 0;
}

/* Of those a book may lead to. */
static bool is_absolute(str s)
{
    static const char *const schemes[] = {"http", "https", "ftp", "mailto", "tel", NULL};
    struct cut c = str_cut(s, ':');
    if (!c.ok || !is_one_of(c.head, schemes) || !is_uri_text(s)) return false;
    struct cut frag = str_cut(c.tail, '#');
    if (str_has(frag.tail, S("#")) || str_has(c.tail, S("[")) || str_has(c.tail, S("]")))
        return false;
    if (str_eq(c.head, S("mailto")) || str_eq(c.head, S("tel"))) return c.tail.len > 0;
    if (!str_starts(c.tail, S("//"))) return false;
    str host = str_skip(c.tail, 2);
    for (isize i = 0; i < host.len; i++)
        if (str_has(S("/?#"), (str){host.p + i, 1})) host = str_head(host, i);
    struct cut at = str_cut(host, '@');
    if (at.ok) host = at.tail;
    struct cut port = str_cut(host, ':');
    if (port.ok && port.tail.len && !is_integer(port.tail, 0, 65535)) return false;
    return port.head.len && !str_has(port.head, S("%")) && port.head.p[0] != '-' &&
           port.head.p[0] != '.';
}

/* A path below this or another folder of the book.  What a post left relative has no such end, or
 * one of a page. */
static bool is_file(str s, const char *const *ends)
{
    isize dot = s.len;
    while (dot > 0 && s.p[dot - 1] != '.') dot--;
    if (dot < 2 || !is_one_of(str_skip(s, dot), ends)) return false;
    if (!is_uri_text(s) || str_starts(s, S("/"))) return false;
    isize colon = str_byte(s, ':', 0);
    return colon < 0 && str_byte(s, '?', 0) < 0 && !str_has(s, S("[")) && !str_has(s, S("]")) &&
           !str_has(s, S("//"));
}

static bool is_link(str s)
{
    static const char *const pages[] = {"xhtml", NULL};
    if (is_absolute(s)) return true;
    if (str_starts(s, S("#"))) return s.len > 1; /* looked up by the caller */
    struct cut c = str_cut(s, '#');
    return is_file(c.head, pages) && (!c.ok || xml_is_ncname(c.tail));
}

static bool is_picture(str s)
{
    static const char *const pictures[] = {"jpg", "png", "gif", "svg", "webp", "jpeg", NULL};
    return is_file(s, pictures) && str_byte(s, '#', 0) < 0;
}

/* --- MathML --- */

static bool is_length(str s)
{
    static const char *const units[] = {"em", "ex", "in", "cm", "mm", "pt",
                                        "px", "pc", "%",  "",   NULL};
    take(&s, '-');
    isize n = 0, figures = 0, dots = 0;
    for (; n < s.len && (is_digit(s.p[n]) || s.p[n] == '.'); n++)
        *(s.p[n] == '.' ? &dots : &figures) += 1;
    return figures && dots <= 1 && n < 12 && is_one_of(str_skip(s, n), units);
}

static bool is_each(str s, bool (*is)(str))
{
    isize n = 0;
    for (str w; (w = next_word(&s)).len; n++)
        if (!is(w)) return false;
    return n > 0;
}

static bool is_align(str s)
{
    static const char *const known[] = {"left", "center", "right", NULL};
    return is_one_of(s, known);
}

static bool is_keyword(enum value type, str s)
{
    static const char *const dir[] = {"ltr", "rtl", "auto", NULL};
    static const char *const numbering[] = {"1", "a", "A", "i", "I", NULL};
    static const char *const scope[] = {"row", "col", "rowgroup", "colgroup", NULL};
    static const char *const yes_no[] = {"true", "false", NULL};
    static const char *const display[] = {"block", "inline", NULL};
    static const char *const form[] = {"prefix", "infix", "postfix", NULL};
    static const char *const variant[] = {
        "normal",
        "bold",
        "italic",
        "bold-italic",
        "double-struck",
        "bold-fraktur",
        "script",
        "bold-script",
        "fraktur",
        "sans-serif",
        "bold-sans-serif",
        "sans-serif-italic",
        "sans-serif-bold-italic",
        "monospace",
        NULL,
    };
    switch (type) {
    case VALUE_DIR: return is_one_of(s, dir);
    case VALUE_MATH_DIR: return is_one_of(s, dir) && !str_eq(s, S("auto"));
    case VALUE_NUMBERING: return is_one_of(s, numbering);
    case VALUE_SCOPE: return is_one_of(s, scope);
    case VALUE_BOOL: return is_one_of(s, yes_no);
    case VALUE_DISPLAY: return is_one_of(s, display);
    case VALUE_FORM: return is_one_of(s, form);
    case VALUE_VARIANT: return is_one_of(s, variant);
    default: return false;
    }
}

bool model_value(arena *a, const struct node *n, enum value type, str name, str *v)
{
    switch (type) {
    case VALUE_NEVER: return false;
    case VALUE_TEXT: return true;
    case VALUE_ID: return xml_is_ncname(*v);
    case VALUE_CLASS:
        *v = keep_words(a, *v, n->made ? is_class : model_knows_class);
        return v->len > 0;
    case VALUE_EPUB_TYPE: *v = keep_words(a, *v, is_epub_type); return v->len > 0;
    case VALUE_LANG: return lang_ok(*v);
    case VALUE_LINK: return is_link(*v);
    case VALUE_FILE: return is_picture(*v);
    case VALUE_URL: return str_starts(*v, S("https:")) && is_absolute(*v);
    case VALUE_COUNT: return is_integer(*v, 0, 99999);
    case VALUE_INTEGER: return is_integer(*v, -99999, 99999);
    case VALUE_SPAN: return is_integer(*v, 2, 1000);
    case VALUE_SWITCH: *v = name; return true;
    case VALUE_DATE: return is_date(*v);
    case VALUE_ROLE: return may_play(n, *v);
    case VALUE_LENGTH: return is_length(*v);
    case VALUE_LENGTHS: return is_each(*v, is_length);
    case VALUE_ALIGN: return is_each(*v, is_align);
    case VALUE_DIR:
    case VALUE_MATH_DIR:
    case VALUE_NUMBERING:
    case VALUE_SCOPE:
    case VALUE_BOOL:
    case VALUE_DISPLAY:
    case VALUE_FORM:
    case VALUE_VARIANT: return is_keyword(type, *v);
    }
    return false;
}
