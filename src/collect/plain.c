/* plain.c - plain text out of marked-up lines: titles, headings, bylines. */
#include "collect_local.h"
#include "said.h"
#include "html.h"

enum { LOOK = 64 << 10 }; /* bytes of a body in which its heading is looked for */

/* What a browser would show for `s`; "<" stays a character unless it is markup. */
static str unmark(arena *a, str s, bool markup)
{
    struct buf b = {.mem = a};
    if (!markup && str_byte(s, '&', 0) < 0) return s;
    for (isize i = 0; !markup && i < s.len; i++) {
        if (s.p[i] == '<') buf_add(&b, S("&lt;"));
        else buf_byte(&b, s.p[i]);
    }
    struct html_opts opts = {.context = TAG_SPAN};
    return node_text_all(a, html_parse(a, markup ? s : buf_str(&b), opts));
}

static bool is_wide_space(u32 c)
{
    return c <= ' ' || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static bool is_nothing(u32 c)
{
    return (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
           c == 0xAD || (c >= 0x202A && c <= 0x202E) || (c & 0xFFFE) == 0xFFFE;
}

str line_even(arena *a, str s)
{
    struct buf b = {.mem = a};
    bool gap = false;
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (is_wide_space(c)) {
            gap = b.len > 0;
        } else if (!is_nothing(c)) {
            if (gap) buf_byte(&b, ' ');
            gap = false;
            buf_rune(&b, c);
        }
    }
    return buf_str(&b);
}

str plain_line(arena *a, str s)
{
    return line_even(a, unmark(a, s, false));
}

/* "# **A** [b](c)" without its marks. */
static str unmark_line(arena *a, str s)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (c == '\\' && i + 1 < s.len) {
            buf_byte(&b, s.p[++i]);
        } else if (c == ']' && i + 1 < s.len && s.p[i + 1] == '(') {
            while (i + 1 < s.len && s.p[i] != ')') i++;
        } else if (c != '*' && c != '`' && c != '[' && c != ']') {
            buf_byte(&b, c);
        }
    }
    return line_even(a, unmark(a, buf_str(&b), true));
}

/* "## Title ##" → level and text. */
static int atx(str line, str *text)
{
    int level = 0;
    while (level < line.len && line.p[level] == '#') level++;
    if (level < 1 || level > 6 || (level < line.len && !is_space(line.p[level]))) return 0;
    *text = str_trim(str_skip(line, level));
    while (text->len && text->p[text->len - 1] == '#') text->len--;
    *text = str_trim(*text);
    return text->len ? level : 0;
}

static bool is_underline(str line)
{
    isize n = 0;
    while (n < line.len && line.p[n] == '=') n++;
    return n >= 2 && n == line.len;
}

static str html_heading(arena *a, str body, isize at)
{
    isize open = str_byte(body, '>', at);
    isize close = open < 0 ? -1 : str_ifind(body, S("</h"), open);
    if (close < 0) return (str){0};
    return line_even(a, unmark(a, (str){body.p + open + 1, close - open - 1}, true));
}

str heading_find(arena *a, str body)
{
    str last = {0}, text;
    bool code = false, first = true;
    body = str_head(body, body.len < LOOK ? body.len : LOOK);
    for (struct cut c = {.tail = body}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (str_starts(line, S("```")) || str_starts(line, S("~~~"))) code = !code;
        if (code || str_starts(line, S("[#]:"))) continue;
        isize h1 = str_ifind(line, S("<h1"), 0);
        if (h1 >= 0 && h1 + 3 < line.len && !is_alpha(line.p[h1 + 3])) {
            text = html_heading(a, body, line.p + h1 - body.p);
            if (text.len) return text;
        }
        if (is_underline(line) && last.len) return unmark_line(a, last);
        int level = atx(line, &text);
        if (level == 1 || (level && first)) return unmark_line(a, text);
        if (line.len) first = false;
        last = line;
    }
    return (str){0};
}

/* Behind wrappers, comments and white space: where the first text is. */
static isize first_text(str body)
{
    for (isize i = 0; i < body.len;) {
        if (is_space(body.p[i])) {
            i++;
        } else if (body.p[i] == '<') {
            bool comment = str_starts(str_skip(body, i), S("<!--"));
            isize end = comment ? str_find(body, S("-->"), i) : str_byte(body, '>', i);
            if (end < 0) return -1;
            i = end + (comment ? 3 : 1);
        } else {
            return i;
        }
    }
    return -1;
}

static bool ends_line(str rest)
{
    static const str ends[] = {LIT("<br"),  LIT("</p"), LIT("</div"), LIT("</h"), LIT("<p"),
                               LIT("<div"), LIT("<a"),  LIT("\n"),    LIT("\r")};
    for (isize i = 0; i < COUNT(ends); i++)
        if (str_istarts(rest, ends[i])) return true;
    return !rest.len;
}

/* Not part of a sentence, and short enough for a name. */
static bool is_name(str name)
{
    static const str sentence[] = {LIT("，"), LIT("。"), LIT("？"), LIT("！"),
                                   LIT("："), LIT("；"), LIT("|"),  LIT("｜")};
    for (isize i = 0; i < COUNT(sentence); i++)
        if (str_has(name, sentence[i])) return false;
    return name.len && utf8_len(name) <= NAME_LONGEST;
}

/* The name in a first line "Name的回答" or "作者：Name". */
static str name_in_line(arena *a, str line)
{
    static const str lead[] = {LIT("作者："), LIT("作者:")};
    const str mark = S("的回答");
    str name = {0};
    if (str_ends(line, mark)) name = str_head(line, line.len - mark.len);
    for (isize i = 0; i < COUNT(lead); i++)
        if (str_starts(line, lead[i])) name = str_skip(line, lead[i].len);
    name = plain_line(a, name);
    return is_name(name) ? name : (str){0};
}

/* What Zhihu's Daily puts before its only answer: <span class="author">Name，</span>. */
static str name_of_answer(arena *a, str body)
{
    enum { NEAR = 200 /* bytes in which the name ends */ };
    const str answer = S("class=\"answer\""), author = S("<span class=\"author\">");
    isize at = str_find(body, answer, 0);
    if (at < 0 || str_find(body, author, 0) < at) return (str){0};
    at = str_find(body, author, at) + author.len;
    if (str_find(body, author, at) >= 0) return (str){0};
    str near = str_skip(body, at);
    str name = plain_line(a, str_cut(near.len > NEAR ? str_head(near, NEAR) : near, '<').head);
    if (str_ends(name, S("，"))) name.len -= S("，").len;
    return is_name(name) ? name : (str){0};
}

str byline_find(arena *a, str body)
{
    enum { NAME_BYTES = 160 };
    isize at = first_text(body);
    if (at < 0) return (str){0};
    str rest = str_skip(body, at);
    rest = str_head(rest, rest.len < NAME_BYTES ? rest.len : NAME_BYTES);
    isize end = 0;
    while (end < rest.len && rest.p[end] != '<' && rest.p[end] != '\n' && rest.p[end] != '\r')
        end++;
    str name = {0};
    if (ends_line(str_skip(rest, end))) name = name_in_line(a, str_trim(str_head(rest, end)));
    return name.len ? name : name_of_answer(a, body);
}
