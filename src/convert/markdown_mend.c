/*
 * markdown_mend.c - real Markdown, brought to where CommonMark can read it.
 *
 * Works line by line and never adds or takes a line.  Code is left alone:
 * fences are followed from line to line, code spans within one.
 */
#include "markdown_local.h"

enum { BROKEN_MAX = 50 };

struct mender {
    arena *mem;
    struct buf *out;
    struct asides *asides;
    int line; /* 0-based */
    struct fence fence;
    bool raw;     /* between {% raw %} and its end */
    bool strong;  /* "**" is open in this paragraph */
    bool wide;    /* ... and there is more than ASCII in it */
    bool listing; /* between {% codeblock %} and its end */
    bool paired;  /* all "**" of this line come in pairs */
    str above;    /* the line before, if it has a "|" */
    isize broken; /* lines "[x]: <" so far */
};

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

/* "{{ site.baseurl }}/x" is "/x". */
static str cut_variable(str s)
{
    if (!str_starts(s, S("{{"))) return s;
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
    str to = markdown_post_address(m->mem, cut_variable(cut_variable(inside)));
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

/* --- tags of site generators: {% name arguments %} ------------------------------------ */

static void add_escaped(struct buf *out, str s)
{
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '[' || s.p[i] == ']' || s.p[i] == '<' || s.p[i] == '>') buf_byte(out, '\\');
        buf_byte(out, s.p[i]);
    }
}

static bool is_picture(str s)
{
    return str_iends(s, S(".png")) || str_iends(s, S(".jpg")) || str_iends(s, S(".jpeg")) ||
           str_iends(s, S(".gif")) || str_iends(s, S(".webp")) || str_iends(s, S(".svg")) ||
           str_iends(s, S(".bmp")) || str_istarts(s, S("http"));
}

/* {% asset_img class name.png 300 200 "title 'alt'" %}; {% img … %} */
static void tag_image(struct buf *out, str args)
{
    str name = {0};
    while (args.len && !name.len) {
        struct cut c = str_cut(args, ' ');
        if (is_picture(c.head) || !c.tail.len) name = c.head;
        args = str_trim(c.tail);
    }
    for (struct cut c; args.len && is_digit(args.p[0]); args = str_trim(c.tail))
        c = str_cut(args, ' ');
    isize n = args.len;
    if (n > 1 && args.p[0] == '"' && args.p[n - 1] == '"')
        args = str_skip(str_head(args, n - 1), 1);
    isize quoted = str_find(args, S(" '"), 0);
    if (quoted > 0) args = str_head(args, quoted);
    buf_add(out, S("!["));
    add_escaped(out, str_trim(args));
    buf_add(out, S("](<"));
    add_escaped(out, name);
    buf_add(out, S(">)"));
}

static str unquoted(str s)
{
    s = str_trim(s);
    bool quoted = s.len > 1 && s.p[0] == '"' && s.p[s.len - 1] == '"';
    return quoted ? str_skip(str_head(s, s.len - 1), 1) : s;
}

static bool is_setting(str word)
{
    static const str names[] = {LIT("lang:"),       LIT("line_number:"), LIT("line_threshold:"),
                                LIT("first_line:"), LIT("highlight:"),   LIT("mark:"),
                                LIT("wrap:"),       LIT("caption:")};
    for (isize i = 0; i < COUNT(names); i++)
        if (str_starts(word, names[i])) return true;
    return false;
}

/* Of "[title] [lang:x] [url] [link text] [other:settings]" the title and the link, a line. */
static void listing_title(struct buf *out, str args)
{
    str url = {0};
    isize begin = out->len;
    for (struct cut c = {.tail = args}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len || is_setting(c.head)) continue;
        if (!url.len && (str_starts(c.head, S("http://")) || str_starts(c.head, S("https://")))) {
            url = c.head;
            buf_add(out, S("["));
        } else {
            buf_printf(out, "%.*s ", STR(c.head));
        }
    }
    if (out->len > begin && out->p[out->len - 1] == ' ') out->len--;
    bool bare = url.len && out->p[out->len - 1] == '[';
    if (url.len) buf_printf(out, "%.*s](<%.*s>)", STR(bare ? url : S("")), STR(url));
    if (out->len > begin) buf_byte(out, '\n');
}

/* {% codeblock title lang:js url %}, {% highlight js linenos %}: a fence. */
static void tag_listing(struct mender *m, str name, str args)
{
    str lang = {0};
    isize at = str_find(args, S("lang:"), 0);
    if (at >= 0) lang = str_cut(str_skip(args, at + 5), ' ').head;
    else if (str_eq(name, S("highlight"))) lang = str_cut(args, ' ').head;
    if (!str_eq(name, S("highlight"))) listing_title(m->out, args);
    buf_add(m->out, S("``````````"));
    buf_add(m->out, lang);
    m->listing = true;
}

/* {% include_code [title] [lang:x] path %}: the file is not here, its name is. */
static void tag_include(struct buf *out, str args)
{
    for (struct cut c = {.tail = args}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len || str_starts(c.head, S("lang:"))) continue;
        if (c.tail.len) buf_printf(out, "%.*s ", STR(c.head));
        else buf_printf(out, "`%.*s`", STR(c.head));
    }
}

/* A word of {% note info no-icon A title %} that says how the box looks. */
static bool is_look(str word)
{
    static const str looks[] = {LIT("default"), LIT("primary"),  LIT("success"), LIT("info"),
                                LIT("warning"), LIT("danger"),   LIT("error"),   LIT("secondary"),
                                LIT("light"),   LIT("no-icon"),  LIT("simple"),  LIT("modern"),
                                LIT("flat"),    LIT("disabled"), LIT("blue"),    LIT("pink"),
                                LIT("red"),     LIT("purple"),   LIT("orange"),  LIT("green")};
    for (isize i = 0; i < COUNT(looks); i++)
        if (str_eq(word, looks[i])) return true;
    return false;
}

static str note_title(str args)
{
    struct cut c = str_cut(args, ' ');
    while (c.head.len && is_look(c.head)) {
        args = str_trim(c.tail);
        c = str_cut(args, ' ');
    }
    return args;
}

/* Boxes of themes: of {% spoiler Title %} the title stays, of {% note info Title %}, too. */
static bool tag_box(struct buf *out, str name, str args)
{
    static const str titled[] = {LIT("spoiler"), LIT("fold"),       LIT("folding"),
                                 LIT("details"), LIT("hideToggle"), LIT("hideBlock")};
    if (str_starts(name, S("end"))) name = str_skip(name, 3), args = (str){0};
    if (str_eq(name, S("note"))) {
        str title = unquoted(note_title(args));
        if (title.len) buf_printf(out, "**%.*s**\n", STR(title));
        return true;
    }
    for (isize i = 0; i < COUNT(titled); i++) {
        if (!str_eq(name, titled[i])) continue;
        str title = unquoted(args);
        if (title.len) buf_printf(out, "**%.*s**\n", STR(title));
        return true;
    }
    return false;
}

/* {% pdf path %}, {% youtube id %}: links. */
static bool tag_link(struct buf *out, str name, str args)
{
    str what = unquoted(str_cut(args, ' ').head);
    if (!what.len) return false;
    if (str_eq(name, S("pdf"))) buf_printf(out, "[%.*s](<%.*s>)", STR(what), STR(what));
    else if (str_eq(name, S("youtube")))
        buf_printf(out, "<https://www.youtube.com/watch?v=%.*s>", STR(what));
    else if (str_eq(name, S("vimeo"))) buf_printf(out, "<https://vimeo.com/%.*s>", STR(what));
    else return false;
    return true;
}

/* Write what the tag stands for; false if it is none we know. */
static bool tag(struct mender *m, str name, str args)
{
    if (str_eq(name, S("asset_img")) || str_eq(name, S("img")) || str_eq(name, S("image"))) {
        tag_image(m->out, args);
    } else if (markdown_post(m->out, name, args)) {
        return true;
    } else if (str_eq(name, S("asset_link"))) {
        struct cut c = str_cut(args, ' ');
        str title = unquoted(c.tail);
        buf_add(m->out, title.len ? title : c.head);
    } else if (str_eq(name, S("asset_path"))) {
        buf_add(m->out, args);
    } else if (str_eq(name, S("highlight")) || str_eq(name, S("codeblock")) ||
               str_eq(name, S("code"))) {
        tag_listing(m, name, args);
    } else if (str_eq(name, S("include_code"))) {
        tag_include(m->out, args);
    } else if (!tag_box(m->out, name, args) && !tag_link(m->out, name, args)) {
        return str_eq(name, S("raw")) || str_eq(name, S("endraw"));
    }
    return true;
}

/* A tag at s.p[i]; 0 if there is none to take away. */
static isize site_tag(struct mender *m, str s, isize i)
{
    enum { LONGEST = 500 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    isize end = str_find(near, S("%}"), i + 2);
    if (end < 0) return 0;
    str inside = str_trim(str_skip(str_head(s, end), i + 2));
    struct cut c = str_cut(inside, ' ');
    if (m->raw && !str_eq(c.head, S("endraw"))) return 0;
    if (!tag(m, c.head, str_trim(c.tail))) return 0;
    if (str_eq(c.head, S("raw"))) m->raw = true;
    if (str_eq(c.head, S("endraw"))) m->raw = false;
    return end + 2 - i;
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
 * columns, too, and forgets cells. */
static void ruler(struct mender *m, str head, str s)
{
    isize n = cells(s, false);
    head = str_trim(head);
    if (str_starts(head, S("- ")) || str_starts(head, S("* "))) head = str_skip(head, 2);
    bool fits = n == cells(head, false) || n == cells(head, true);
    for (isize i = 0; i < s.len; i++) {
        buf_byte(m->out, s.p[i]);
        bool lone = s.p[i] == '-' && (!i || s.p[i - 1] != '-');
        if (fits && lone && !str_starts(str_skip(s, i), S("---"))) buf_add(m->out, S("--"));
    }
    if (!fits) buf_add(m->out, S(MARKDOWN_JOINT));
}

/* --- lines ----------------------------------------------------------------------------- */

static isize one(struct mender *m, str s, isize i, bool *image)
{
    switch (s.p[i]) {
    case '`': {
        isize n = code_span(s, i);
        buf_add(m->out, str_head(str_skip(s, i), n));
        return n;
    }
    case '\\':
        if (i + 1 >= s.len) break;
        buf_add(m->out, str_head(str_skip(s, i), 2));
        return 2;
    case '*': return strong(m, s, i);
    case '[': *image = i > 0 && s.p[i - 1] == '!'; break;
    case ']':
        if (i + 1 < s.len && s.p[i + 1] == '(') return destination(m, s, i, *image);
        break;
    case '{':
        if (i + 1 < s.len && s.p[i + 1] == '%') {
            isize n = site_tag(m, s, i);
            if (n) return n;
        }
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

/* Where the "<" of a line "[x]: <y" is that no ">" ends; -1 if it is another line. */
static isize broken_definition(str s)
{
    isize i = 0;
    while (i < s.len && i < 3 && s.p[i] == ' ') i++;
    if (i == s.len || s.p[i] != '[') return -1;
    i = str_find(s, S("]:"), i);
    for (i = i < 0 ? s.len : i + 2; i < s.len && is_space(s.p[i]);) i++;
    return i < s.len && s.p[i] == '<' && str_byte(s, '>', i) < 0 ? i : -1;
}

static void line(struct mender *m, str s)
{
    bool image = false;
    if (m->listing) {
        bool end = str_has(s, S("{% endhighlight")) || str_has(s, S("{% endcode"));
        buf_add(m->out, end ? S("``````````") : s);
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
    if (str_starts(bare, S("{:")) && str_ends(bare, S("}"))) return; /* kramdown's attributes */
    isize broken = broken_definition(s);
    if (broken >= 0 && m->broken++ >= BROKEN_MAX) { /* md4c takes quadratic time over them */
        buf_add(m->out, str_head(s, broken));
        buf_add(m->out, S("&lt;"));
        s = str_skip(s, broken + 1);
    }
    s = heading(m, s);
    m->paired = str_find(s, S("****"), 0) >= 0 && is_paired(s);
    for (isize i = 0; i < s.len;) i += one(m, s, i, &image);
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
    struct mender m = {.mem = a, .out = &out, .asides = out_asides};
    while (text.len) {
        struct cut c = str_cut(text, '\n');
        isize n = 0;
        if (!m.fence.mark && !m.listing && str_starts(c.head, S("$$"))) n = display(text);
        if (n) {
            buf_add(&out, S(MARKDOWN_TEX));
            buf_add(&out, str_skip(str_head(text, n - 2), 2));
            buf_add(&out, S("?>"));
            text = str_skip(text, n);
            continue;
        }
        line(&m, c.head);
        if (c.ok) buf_byte(&out, '\n');
        text = c.tail;
    }
    return buf_str(&out);
}
