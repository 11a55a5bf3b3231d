/*
 * markdown_mend.c - real Markdown, brought to where CommonMark can read it.
 *
 * Works line by line and never adds or takes a line.  Code is left alone:
 * fences are followed from line to line, code spans within one.
 */
#include "markdown_local.h"

enum { BROKEN_MAX = 50 };

/* --- characters around emphasis ---------------------------------------------------- */

static bool is_cjk_letter(u32 c)
{
    return (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0) ||
           (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x32000);
}

static bool is_punctuation(u32 c)
{
    if (c < 0x80) return c > 0x20 && !is_digit((int)c) && !is_alpha((int)c);
    return (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x205F) ||
           (c >= 0x3001 && c < 0x3004) || (c >= 0x3008 && c < 0x3012) ||
           (c >= 0x3014 && c < 0x3020) || c == 0x30FB || c == 0xB7 || c == 0xAB || c == 0xBB ||
           (c >= 0xFE30 && c < 0xFE6C) || (c >= 0xFF01 && c < 0xFF10) ||
           (c >= 0xFF1A && c < 0xFF21) || (c >= 0xFF3B && c < 0xFF41) ||
           (c >= 0xFF5B && c < 0xFF66);
}

static bool is_white(u32 c)
{
    return !c || c == ' ' || c == '\t' || c == '\n' || c == 0x3000 || c == 0xA0;
}

static u32 before(str s, isize i)
{
    isize from = i, len;
    if (!i) return 0;
    do from--;
    while (from > 0 && i - from < 4 && (s.p[from] & 0xC0) == 0x80);
    return utf8_get(str_skip(str_head(s, i), from), &len);
}

static u32 after(str s, isize i)
{
    isize len;
    return i < s.len ? utf8_get(str_skip(s, i), &len) : 0;
}

/* True if every "**" of a line opens or closes, and a run of more is some of them: so
 * editors write it that turn each letter bold and back, "**a****b**", or nothing, "****". */
static bool is_paired(str s)
{
    isize marks = 0;
    bool runs = false, single = false, open = false;
    for (isize i = 0, n; i < s.len; i += n ? n : 1) {
        for (n = 0; i + n < s.len && s.p[i + n] == '*';) n++;
        if (n % 2) return false;
        if (n == 2 && is_white(open ? before(s, i) : after(s, i + n))) return false;
        open ^= n % 4 == 2;
        marks += n;
        single |= n == 2;
        runs |= n > 3;
    }
    /* Without one of two the line may be CommonMark's own, unless it ends as such editors
     * end all of theirs. */
    bool theirs = str_ends(s, S("  ")) || str_starts(s, S("****<"));
    return runs && (single || theirs) && marks % 4 == 0;
}

/*
 * "**" opens and closes words, says CommonMark, and finds none in "**句。**后".
 * A joint beside it, which is punctuation to the parser, makes it open or close.
 */
static isize strong(struct mender *m, str s, isize i)
{
    isize n = 0;
    while (i + n < s.len && s.p[i + n] == '*') n++;
    str marks = str_head(str_skip(s, i), n);
    if (m->paired && n > 3) { /* empty ones, or one that ends where the next begins */
        if (n % 4 == 0) return n;
        marks.len = 2;
    }
    u32 b = before(s, i), a = after(s, i + n);
    bool blank_side = m->strong ? is_white(b) : is_white(a);
    if (marks.len < 2 || marks.len > 3 || blank_side) {
        buf_add(m->out, marks);
        return n;
    }
    bool opens = !m->strong && is_punctuation(a) && !is_white(b) && !is_punctuation(b);
    bool closes = m->strong && is_punctuation(b) && !is_white(a) && !is_punctuation(a);
    bool foreign = b >= 0x80 || a >= 0x80 || (m->strong && m->wide);
    if (opens && foreign) buf_add(m->out, S(MARKDOWN_JOINT));
    buf_add(m->out, marks);
    if (closes && foreign) buf_add(m->out, S(MARKDOWN_JOINT));
    m->strong = !m->strong;
    m->wide = false;
    return n;
}

/* --- destinations ------------------------------------------------------------------ */

/* Where the parenthesis opened before s.p[i] closes; -1 if not in this line. */
static isize closing(str s, isize i)
{
    enum { LONGEST = 4000 };
    int depth = 0;
    for (isize end = i + LONGEST < s.len ? i + LONGEST : s.len; i < end; i++) {
        if (s.p[i] == '(') depth++;
        if (s.p[i] == ')' && !depth--) return i;
    }
    return -1;
}

/* Cut a title, "…", '…' or (…), from the end of what stands in the parentheses. */
static str cut_title(str *inside)
{
    str s = str_trim(*inside);
    if (s.len < 3) return (str){0};
    u8 quote = s.p[s.len - 1] == ')' ? '(' : s.p[s.len - 1];
    if (quote != '"' && quote != '\'' && quote != '(') return (str){0};
    for (isize i = 0; i + 2 < s.len; i++) {
        if (!is_space(s.p[i]) || s.p[i + 1] != quote) continue;
        *inside = str_trim(str_head(s, i));
        return str_skip(s, i + 1);
    }
    return (str){0};
}

/* "{{ site.baseurl }}/x" is "/x", and so is "{{ '/x' | relative_url }}". */
static str cut_variable(arena *a, str s)
{
    str value;
    if (!str_starts(s, S("{{"))) return s;
    isize n = tag_variable(s, 0, &value);
    if (n) return str_printf(a, "%.*s%.*s", STR(value), STR(str_skip(s, n)));
    isize end = str_find(s, S("}}"), 0);
    return end < 0 ? s : str_skip(s, end + 2);
}

/* "](destination)" at s.p[i], mended where it has blanks or back-slashes. */
static isize destination(struct mender *m, str s, isize i, bool image)
{
    isize end = closing(s, i + 2);
    buf_add(m->out, S("]("));
    if (end < 0) return 2;
    str inside = str_trim(str_skip(str_head(s, end), i + 2));
    str title = cut_title(&inside);
    str to = markdown_post_address(m->mem, cut_variable(m->mem, cut_variable(m->mem, inside)));
    bool cut = to.p != inside.p;
    bool blank = str_byte(to, ' ', 0) >= 0, slash = image && str_byte(to, '\\', 0) >= 0;
    if ((!blank && !slash && !cut) || !to.len || to.p[0] == '<' || str_byte(to, '>', 0) >= 0)
        return 2;
    buf_byte(m->out, '<');
    for (isize k = 0; k < to.len; k++) buf_byte(m->out, image && to.p[k] == '\\' ? '/' : to.p[k]);
    buf_byte(m->out, '>');
    if (title.len) buf_byte(m->out, ' ');
    buf_add(m->out, title);
    buf_byte(m->out, ')');
    return end + 1 - i;
}

/* --- tables ---------------------------------------------------------------------------- */

/* "|-|:-:|": what parts a table's head from its rows. */
static bool is_ruler(str s)
{
    isize dashes = 0, bars = 0, indent = 0;
    while (indent < s.len && s.p[indent] == ' ') indent++;
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '-') dashes++;
        else if (s.p[i] == '|') bars++;
        else if (s.p[i] != ':' && s.p[i] != '>' && !is_space(s.p[i])) return false;
    }
    return dashes && bars && indent < 4;
}

/* Cells of a table's row, code being one thing or not. */
static isize cells(str s, bool whole_code)
{
    isize n = 1, last = -1;
    s = str_trim(s);
    for (isize i = 0, step; i < s.len; i += step) {
        step = s.p[i] == '\\' && i + 1 < s.len ? 2 : 1;
        if (s.p[i] == '`' && whole_code) step = code_span(s, i);
        if (s.p[i] != '|') continue;
        n++;
        last = i;
    }
    isize from = 0;
    while (from < s.len && (s.p[from] == ' ' || s.p[from] == '>')) from++;
    bool opens = from < s.len && s.p[from] == '|';
    return n - opens - (last == s.len - 1 && last > 0);
}

/* The parser wants three dashes a column and people write one; it takes a ruler of too few
 * columns, too, and forgets cells.  What has too many is no table. */
static void ruler(struct mender *m, str head, str s)
{
    enum { COLUMNS = 128 }; /* each row gets all of them, however short it is written */
    isize n = cells(s, false);
    head = str_trim(head);
    if (str_starts(head, S("- ")) || str_starts(head, S("* "))) head = str_skip(head, 2);
    bool fits = n <= COLUMNS && (n == cells(head, false) || n == cells(head, true));
    for (isize i = 0; i < s.len; i++) {
        buf_byte(m->out, s.p[i]);
        bool lone = s.p[i] == '-' && (!i || s.p[i - 1] != '-');
        if (fits && lone && !str_starts(str_skip(s, i), S("---"))) buf_add(m->out, S("--"));
    }
    if (!fits) buf_add(m->out, S(MARKDOWN_JOINT));
}

/* --- lines ----------------------------------------------------------------------------- */

void mender_order(struct mender *m, str text)
{
    aside_add(m->mem, m->asides, (struct aside){ASIDE_ORDER, m->line, str_trim(text)});
}

static isize one(struct mender *m, str s, isize i, bool *image)
{
    isize n;
    switch (s.p[i]) {
    case '`':
        n = code_span(s, i);
        buf_add(m->out, str_head(str_skip(s, i), n));
        return n;
    case '\\':
        if (i + 1 >= s.len) break;
        if ((n = inline_tex(m, s, i))) return n;
        buf_add(m->out, str_head(str_skip(s, i), 2));
        return 2;
    case '*': return strong(m, s, i);
    case '[': *image = i > 0 && s.p[i - 1] == '!'; break;
    case ']':
        if (i + 1 < s.len && s.p[i + 1] == '(') return destination(m, s, i, *image);
        break;
    case '{':
        if (i + 1 < s.len && (s.p[i + 1] == '%' || s.p[i + 1] == '{')) {
            if ((n = tag_mend(m, s, i))) return n;
        }
        if ((n = inline_attributes(m, s, i))) return n;
        break;
    case '!':
        if ((n = inline_embed(m, s, i))) return n;
        break;
    case '=':
        if ((n = inline_mark(m, s, i))) return n;
        break;
    default: m->wide |= s.p[i] >= 0x80; break;
    }
    buf_byte(m->out, s.p[i]);
    return 1;
}

/* "##标题", "##　标题" and "##Title" are headings to everybody but CommonMark. */
static str heading(struct mender *m, str s)
{
    isize n = 0;
    while (n < s.len && n < 7 && s.p[n] == '#') n++;
    u32 c = after(s, n);
    bool wide = c == 0x3000 || c == 0xA0;
    bool latin = n > 1 && c < 0x80 && is_alpha((int)c); /* #tag is none */
    if (!n || n > 6 || !(is_cjk_letter(c) || wide || latin)) return s;
    if (n == 1 && str_byte(s, '#', 1) > 0) return s; /* #a topic# */
    buf_add(m->out, str_head(s, n));
    buf_byte(m->out, ' ');
    return str_skip(s, n + (c == 0x3000 ? 3 : wide ? 2 : 0));
}

/* A line "[x]: <y" that no ">" ends: where its "[" is, or -1. */
static isize broken_definition(str s)
{
    isize from = 0, i;
    while (from < s.len && from < 3 && s.p[from] == ' ') from++;
    if (from == s.len || s.p[from] != '[') return -1;
    i = str_find(s, S("]:"), from);
    for (i = i < 0 ? s.len : i + 2; i < s.len && is_space(s.p[i]);) i++;
    return i < s.len && s.p[i] == '<' && str_byte(s, '>', i) < 0 ? from : -1;
}

static void words(struct mender *m, str s)
{
    bool image = false;
    for (isize i = 0; i < s.len;) i += m->hidden ? tag_hidden(m, s, i) : one(m, s, i, &image);
}

static void line(struct mender *m, str s)
{
    if (m->hidden) {
        words(m, s);
        return;
    }
    if (m->listing) {
        bool end = str_has(s, S("{% endhighlight")) || str_has(s, S("{% endcode")) ||
                   str_has(s, S("{{< /highlight")) || str_has(s, S("{{</highlight")) ||
                   str_has(s, S("{%- endhighlight"));
        buf_add(m->out, end ? S(MARKDOWN_FENCE) : s);
        m->listing = !end;
        return;
    }
    if (fence_line(&m->fence, s)) {
        buf_add(m->out, s);
        return;
    }
    str bare = str_trim(s);
    str above = m->above;
    m->above = str_byte(s, '|', 0) >= 0 ? s : (str){0};
    if (above.len && is_ruler(s)) {
        ruler(m, above, s);
        return;
    }
    if (!bare.len) m->strong = false;
    bool done = line_mend(m, s);
    m->blank = !bare.len;
    if (done) return;
    isize broken = broken_definition(s);
    if (broken >= 0 && m->broken++ >= BROKEN_MAX) { /* md4c takes quadratic time over them */
        buf_add(m->out, str_head(s, broken));
        buf_add(m->out, S("\\["));
        s = str_skip(s, broken + 1);
    }
    s = heading(m, s);
    m->paired = str_find(s, S("****"), 0) >= 0 && is_paired(s);
    words(m, s);
}

/* The lines of display TeX from `text` on: how long they are with the closing
 * "$$"; 0 if there is none near. */
static isize display(str text)
{
    enum { LONGEST = 20000 };
    str near = text.len > LONGEST ? str_head(text, LONGEST) : text;
    isize end = str_find(near, S("$$"), 2);
    isize eol = str_byte(near, '\n', 0);
    if (end < 0 || eol < 0 || eol > end) return 0; /* on one line the parser sees it */
    str tex = str_head(near, end);
    isize stop = str_byte(near, '\n', end);
    if (stop < 0) stop = near.len;
    if (str_trim(str_skip(str_head(near, stop), end + 2)).len || str_has(tex, S("?>"))) return 0;
    return end + 2;
}

str markdown_mend(arena *a, str text, struct asides *out_asides)
{
    struct buf out = {.mem = a};
    struct mender m = {.mem = a, .out = &out, .asides = out_asides, .blank = true};
    while (text.len) {
        struct cut c = str_cut(text, '\n');
        isize n = 0;
        if (!m.fence.mark && !m.listing && str_starts(c.head, S("$$"))) n = display(text);
        if (n) {
            buf_add(&out, S(MARKDOWN_TEX));
            buf_add(&out, str_skip(str_head(text, n - 2), 2));
            buf_add(&out, S("?>"));
            for (isize i = 0; i < n; i++) m.line += text.p[i] == '\n';
            text = str_skip(text, n);
            continue;
        }
        m.rest = text;
        line(&m, c.head);
        m.line++;
        if (c.ok) buf_byte(&out, '\n');
        text = c.tail;
    }
    return buf_str(&out);
}
