/* kobo.c - see kobo.h.  One walk over the bytes of a document. */
#include "kobo.h"
#include "model.h"

static const char style[] = "<style type=\"text/css\" id=\"kobostylehacks\">"
                            "div#book-inner { margin-top: 0; margin-bottom: 0; }</style>\n";
static const char wrap[] = "<div id=\"book-columns\"><div id=\"book-inner\">";

struct kobo {
    struct buf out;
    int paragraph, sentence;
    bool begins; /* the next span begins a paragraph */
    isize skip;  /* elements open in which there are no spans, from the outermost of them on */
};

/* --- spans --- */

static void span_open(struct kobo *k)
{
    if (k->begins) {
        k->paragraph++;
        k->sentence = 0;
        k->begins = false;
    }
    k->sentence++;
    buf_printf(&k->out, "<span class=\"koboSpan\" id=\"kobo.%d.%d\">", k->paragraph, k->sentence);
}

static void span(struct kobo *k, str inside)
{
    span_open(k);
    buf_add(&k->out, inside);
    buf_add(&k->out, S("</span>"));
}

/* --- sentences --- */

/* The character at the head of s, or what its reference stands for; *len gets its bytes. */
static u32 take(str s, isize *len)
{
    static const struct {
        str text;
        u32 c;
    } known[] = {{LIT("&amp;"), '&'},
                 {LIT("&lt;"), '<'},
                 {LIT("&gt;"), '>'},
                 {LIT("&quot;"), '"'},
                 {LIT("&#13;"), '\r'}};
    for (isize i = 0; s.p[0] == '&' && i < COUNT(known); i++) {
        if (!str_starts(s, known[i].text)) continue;
        *len = known[i].text.len;
        return known[i].c;
    }
    return utf8_get(s, len);
}

static bool is_gap(u32 c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200B);
}

/* Ends a sentence wherever it stands. */
static bool is_full_stop(u32 c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x2026 || c == 0xFF0E || c == 0xFF61;
}

/* Ends one before a gap. */
static bool is_stop(u32 c)
{
    return c == '.' || c == '!' || c == '?';
}

static bool is_closing(u32 c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D ||
           c == 0x300D || c == 0x300F || c == 0xFF09 || c == 0x3011 || c == 0x300B || c == 0x3009;
}

/* Bytes of the first sentence of s, which is not empty. */
static isize sentence(str s)
{
    isize i = 0, len;
    while (i < s.len) {
        u32 c = take(str_skip(s, i), &len);
        i += len;
        if (!is_full_stop(c) && !is_stop(c)) continue;
        bool full = is_full_stop(c), gap = false;
        for (; i < s.len; i += len) {
            c = take(str_skip(s, i), &len);
            if (!is_full_stop(c) && !is_stop(c)) break;
            full |= is_full_stop(c);
        }
        for (; i < s.len && is_closing(c = take(str_skip(s, i), &len)); i += len) continue;
        for (; i < s.len && is_gap(c = take(str_skip(s, i), &len)); i += len) gap = true;
        if (full || gap) return i;
    }
    return i;
}

static bool is_blank(str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len)
        if (!is_gap(take(str_skip(s, i), &len))) return false;
    return true;
}

static void text(struct kobo *k, str s)
{
    if (k->skip || is_blank(s)) {
        buf_add(&k->out, s);
        return;
    }
    while (s.len) {
        isize n = sentence(s);
        /* What is left is no sentence if nobody sees it. */
        if (is_blank(str_head(s, n))) buf_add(&k->out, str_head(s, n));
        else span(k, str_head(s, n));
        s = str_skip(s, n);
    }
}

/* --- tags --- */

static str name_of(str tag)
{
    isize i = 1, from;
    if (i < tag.len && tag.p[i] == '/') i++;
    from = i;
    while (i < tag.len && tag.p[i] > ' ' && tag.p[i] != '>' && tag.p[i] != '/') i++;
    return str_skip(str_head(tag, i), from);
}

static bool is_one_of(str name, const str *list, isize n)
{
    for (isize i = 0; i < n; i++)
        if (str_eq(name, list[i])) return true;
    return false;
}

static bool is_paragraph(str name)
{
    static const str some[] = {LIT("p"),  LIT("ol"), LIT("ul"), LIT("table"), LIT("h1"),
                               LIT("h2"), LIT("h3"), LIT("h4"), LIT("h5"),    LIT("h6")};
    return is_one_of(name, some, COUNT(some));
}

/* By the content model, and Kobo marks no code.  Elements that are in no chapter may come with a
 * template. */
static bool may_hold_span(enum tag t)
{
    switch ((enum hold)model_tags[t].holds) {
    case HOLD_NOTHING:
    case HOLD_PRE:
    case HOLD_TEXT: return false;
    default: return model_tags[t].cat != CAT_MATH && model_tags[t].cat != CAT_SVG;
    }
}

/* Kobo's own list, and what HTML lets hold no span. */
static bool is_skipped(str name)
{
    return str_eq(name, S("audio")) || str_eq(name, S("video")) || !may_hold_span(tag_find(name));
}

static void tag(struct kobo *k, str s)
{
    str name = name_of(s);
    bool end = s.len > 1 && s.p[1] == '/', alone = s.len > 2 && s.p[s.len - 2] == '/';
    if (!end && !k->skip && str_eq(name, S("img"))) {
        k->begins = true;
        span(k, s);
        return;
    }
    buf_add(&k->out, s);
    if (k->skip || (!end && is_skipped(name))) {
        if (!alone) k->skip += end ? -1 : 1;
        return;
    }
    if (!end && is_paragraph(name)) k->begins = true;
}

static void body(struct kobo *k, str s)
{
    while (s.len) {
        isize n = str_byte(s, '<', 0);
        if (n < 0) n = s.len;
        if (n) text(k, str_head(s, n));
        s = str_skip(s, n);
        if (!s.len) return;
        n = str_byte(s, '>', 0) + 1;
        assert(n > 0);
        tag(k, str_head(s, n));
        s = str_skip(s, n);
    }
}

/* The head, less the sheet that says where pages break: Kobo's readers want no such rules. */
static void put_head(struct kobo *k, str s)
{
    isize sheet = str_find(s, S("styles/page.css\""), 0), from = sheet, end;
    while (from > 0 && s.p[from] != '<') from--;
    if (sheet < 0 || (end = str_byte(s, '>', sheet)) < 0) {
        buf_add(&k->out, s);
        return;
    }
    end++;
    if (end < s.len && s.p[end] == '\n') end++;
    buf_add(&k->out, str_head(s, from));
    buf_add(&k->out, str_skip(s, end));
}

str kobo_document(arena *a, str s)
{
    struct kobo k = {.out = {.mem = a}, .begins = true};
    isize head = str_find(s, S("</head>"), 0), from = str_find(s, S("<body"), 0);
    isize open = from < 0 ? -1 : str_byte(s, '>', from) + 1, end = s.len;
    while (end > 0 && !str_starts(str_skip(s, end), S("</body>"))) end--;
    if (head < 0 || open <= 0 || end < open) return s;
    if (str_find(s, S("class=\"koboSpan\" id=\"kobo."), open) >= 0) return s;
    put_head(&k, str_head(s, head));
    buf_add(&k.out, str_of(style));
    buf_add(&k.out, str_skip(str_head(s, open), head));
    buf_add(&k.out, str_of(wrap));
    body(&k, str_skip(str_head(s, end), open));
    buf_add(&k.out, S("</div></div>"));
    buf_add(&k.out, str_skip(s, end));
    return buf_str(&k.out);
}
