/* markdown.c - see markdown.h.  The only file that knows md4c. */
#include "markdown.h"
#include "markdown_local.h"
#include "html.h"
#include "os.h"

#include <string.h>

#include <md4c.h>

struct writer {
    struct buf out;
    str text;     /* what is parsed */
    isize seen;   /* up to here its lines are counted */
    int line;     /* of text[seen], 0-based */
    int written;  /* newlines in out */
    isize gap;    /* where blank lines may go: before the block that begins; -1 nowhere */
    int in_image; /* alt text is collected: no tags */
    bool tex;     /* in a block of display TeX */
    bool head;    /* in a table's head */
    bool code;    /* in a code block: nothing but text */
    bool cell;    /* in a table's cell: a bar is escaped even in code */
    bool pre;     /* in a pre of the post's own HTML: every line break shows */
};

static void add(struct writer *w, str s)
{
    for (isize i = 0; (i = str_byte(s, '\n', i)) >= 0; i++) w->written++;
    buf_add(&w->out, s);
}

static void escape(struct writer *w, str s)
{
    for (isize i = 0; i < s.len; i++) {
        switch (s.p[i]) {
        case '&': add(w, S("&amp;")); break;
        case '<': add(w, S("&lt;")); break;
        case '>': add(w, S("&gt;")); break;
        case '"': add(w, S("&quot;")); break;
        default: add(w, (str){s.p + i, 1}); break;
        }
    }
}

/* Blank lines before the block that begins, so that it stands on the post's own line. */
static void keep_place(struct writer *w, str s)
{
    isize at = s.p - w->text.p;
    if (s.p < w->text.p || at > w->text.len || at < w->seen) return;
    for (; w->seen < at; w->seen++) w->line += w->text.p[w->seen] == '\n';
    isize missing = w->line - w->written;
    if (w->gap < 0 || missing <= 0 || w->pre) return;
    buf_room(&w->out, missing);
    memmove(w->out.p + w->gap + missing, w->out.p + w->gap, (size_t)(w->out.len - w->gap));
    memset(w->out.p + w->gap, '\n', (size_t)missing);
    w->out.len += missing;
    w->written = w->line;
}

static str of(const MD_CHAR *p, MD_SIZE n)
{
    return (str){(const u8 *)p, (isize)n};
}

static void value(struct writer *w, const MD_ATTRIBUTE *at)
{
    for (int i = 0; at->text && at->substr_offsets[i] < at->size; i++) {
        MD_OFFSET from = at->substr_offsets[i], to = at->substr_offsets[i + 1];
        str part = of(at->text + from, to - from);
        if (at->substr_types[i] == MD_TEXT_ENTITY) add(w, part);
        else if (at->substr_types[i] == MD_TEXT_NULLCHAR) add(w, S("\xEF\xBF\xBD"));
        else escape(w, part);
    }
}

static void attribute(struct writer *w, const char *name, const MD_ATTRIBUTE *at)
{
    add(w, S(" "));
    add(w, str_of(name));
    add(w, S("=\""));
    value(w, at);
    add(w, S("\""));
}

/* --- blocks ------------------------------------------------------------------- */

static void open_list(struct writer *w, MD_BLOCKTYPE type, void *detail)
{
    const MD_BLOCK_OL_DETAIL *ol = detail;
    if (type == MD_BLOCK_UL || ol->start == 1) {
        add(w, type == MD_BLOCK_UL ? S("<ul>") : S("<ol>"));
        return;
    }
    add(w, str_printf(w->out.mem, "<ol start=\"%u\">", ol->start));
}

static void open_item(struct writer *w, const MD_BLOCK_LI_DETAIL *li)
{
    add(w, S("<li>"));
    if (li->is_task) add(w, li->task_mark == ' ' ? S("☐ ") : S("☑ "));
}

static void open_code(struct writer *w, const MD_BLOCK_CODE_DETAIL *code)
{
    w->code = true;
    if (!code->lang.text || !code->lang.size) {
        add(w, S("<pre><code>"));
        return;
    }
    /* "js{1,3}" and "js:title" are settings of some generators. */
    str lang = of(code->lang.text, code->lang.size);
    isize end = 0;
    while (end < lang.len && lang.p[end] != '{' && lang.p[end] != ':') end++;
    add(w, S("<pre><code class=\"language-"));
    if (end < lang.len) escape(w, str_head(lang, end));
    else value(w, &code->lang);
    add(w, S("\">"));
}

static void open_cell(struct writer *w, MD_BLOCKTYPE type, const MD_BLOCK_TD_DETAIL *td)
{
    w->cell = true;
    add(w, type == MD_BLOCK_TH ? S("<th") : S("<td"));
    if (td->align == MD_ALIGN_CENTER) add(w, S(" align=\"center\""));
    if (td->align == MD_ALIGN_RIGHT) add(w, S(" align=\"right\""));
    add(w, S(">"));
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;
    if (w->gap < 0) w->gap = w->out.len;
    switch (type) {
    case MD_BLOCK_DOC: break;
    case MD_BLOCK_QUOTE: add(w, S("<blockquote>")); break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: open_list(w, type, detail); break;
    case MD_BLOCK_LI: open_item(w, detail); break;
    case MD_BLOCK_HR: add(w, S("<hr>")); break;
    case MD_BLOCK_H:
        add(w, str_printf(w->out.mem, "<h%u>", ((MD_BLOCK_H_DETAIL *)detail)->level));
        break;
    case MD_BLOCK_CODE: open_code(w, detail); break;
    case MD_BLOCK_HTML: break;
    case MD_BLOCK_P: add(w, S("<p>")); break;
    case MD_BLOCK_TABLE: add(w, S("<table>")); break;
    case MD_BLOCK_THEAD: add(w, S("<thead>")); break;
    case MD_BLOCK_TBODY: add(w, S("<tbody>")); break;
    case MD_BLOCK_TR: add(w, S("<tr>")); break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: open_cell(w, type, detail); break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    static const char *const ends[] = {
        [MD_BLOCK_DOC] = "",
        [MD_BLOCK_QUOTE] = "</blockquote>",
        [MD_BLOCK_UL] = "</ul>",
        [MD_BLOCK_OL] = "</ol>",
        [MD_BLOCK_LI] = "</li>",
        [MD_BLOCK_HR] = "",
        [MD_BLOCK_H] = "",
        [MD_BLOCK_CODE] = "</code></pre>",
        [MD_BLOCK_HTML] = "",
        [MD_BLOCK_P] = "</p>",
        [MD_BLOCK_TABLE] = "</table>",
        [MD_BLOCK_THEAD] = "</thead>",
        [MD_BLOCK_TBODY] = "</tbody>",
        [MD_BLOCK_TR] = "</tr>",
        [MD_BLOCK_TH] = "</th>",
        [MD_BLOCK_TD] = "</td>",
    };
    struct writer *w = ctx;
    w->gap = -1;
    w->code = w->cell = false;
    if (type == MD_BLOCK_H)
        add(w, str_printf(w->out.mem, "</h%u>", ((MD_BLOCK_H_DETAIL *)detail)->level));
    add(w, str_of(ends[type]));
    if (w->tex) add(w, S("$$</span></p>")); /* the text ended in it */
    w->tex = false;
    return 0;
}

/* --- spans -------------------------------------------------------------------- */

static void open_link(struct writer *w, const MD_SPAN_A_DETAIL *a)
{
    add(w, S("<a"));
    attribute(w, "href", &a->href);
    if (a->title.size) attribute(w, "title", &a->title);
    add(w, S(">"));
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;
    bool tex = type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY;
    if (tex && !w->in_image) add(w, S(MARKDOWN_FORMULA));
    if (tex) add(w, type == MD_SPAN_LATEXMATH ? S("$") : S("$$"));
    if (type == MD_SPAN_IMG && !w->in_image++) {
        const MD_SPAN_IMG_DETAIL *img = detail;
        add(w, S("<img"));
        attribute(w, "src", &img->src);
        if (img->title.size) attribute(w, "title", &img->title);
        add(w, S(" alt=\""));
    }
    if (w->in_image) return 0;
    switch (type) {
    case MD_SPAN_EM: add(w, S("<em>")); break;
    case MD_SPAN_STRONG: add(w, S("<strong>")); break;
    case MD_SPAN_A: open_link(w, detail); break;
    case MD_SPAN_CODE: add(w, S("<code>")); break;
    case MD_SPAN_DEL: add(w, S("<del>")); break;
    case MD_SPAN_IMG:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U: break;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct writer *w = ctx;
    (void)detail;
    bool tex = type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY;
    if (tex) add(w, type == MD_SPAN_LATEXMATH ? S("$") : S("$$"));
    if (tex && !w->in_image) add(w, S("</span>"));
    if (type == MD_SPAN_IMG && !--w->in_image) add(w, S("\">"));
    if (w->in_image) return 0;
    switch (type) {
    case MD_SPAN_EM: add(w, S("</em>")); break;
    case MD_SPAN_STRONG: add(w, S("</strong>")); break;
    case MD_SPAN_A: add(w, S("</a>")); break;
    case MD_SPAN_CODE: add(w, S("</code>")); break;
    case MD_SPAN_DEL: add(w, S("</del>")); break;
    case MD_SPAN_IMG:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U: break;
    }
    return 0;
}

/* --- text ---------------------------------------------------------------------- */

/* Is a pre open behind this piece of HTML? */
static void follow_pre(struct writer *w, str s)
{
    for (isize i = 0; (i = str_byte(s, '<', i)) >= 0; i++) {
        if (str_istarts(str_skip(s, i), S("<pre"))) w->pre = true;
        if (str_istarts(str_skip(s, i), S("</pre"))) w->pre = false;
    }
}

/* Raw HTML, the marks of markdown_mend among it. */
static void html(struct writer *w, str s)
{
    if (str_eq(s, S(MARKDOWN_JOINT)) || w->in_image) return;
    if (str_starts(s, S(MARKDOWN_TEX))) {
        w->tex = true;
        add(w, S("<p>" MARKDOWN_FORMULA "$$"));
        s = str_skip(s, S(MARKDOWN_TEX).len);
    }
    if (!w->tex) {
        follow_pre(w, s);
        add(w, s);
        return;
    }
    isize end = str_find(s, S("?>"), 0);
    escape(w, end < 0 ? s : str_head(s, end));
    if (end < 0) return;
    w->tex = false;
    add(w, S("$$</span></p>"));
    add(w, str_skip(s, end + 2));
}

/* Code as it was typed: neither the joints were nor the marks that keep a bar from ending a cell.
 */
static void code(struct writer *w, str s)
{
    isize from = 0;
    for (isize i = 0, n; i < s.len; i += n) {
        str rest = str_skip(s, i);
        n = 1;
        if (w->cell && str_starts(rest, S("\\|"))) n = 1;
        else if (str_starts(rest, S(MARKDOWN_JOINT))) n = S(MARKDOWN_JOINT).len;
        else continue;
        escape(w, str_skip(str_head(s, i), from));
        from = i + n;
    }
    escape(w, str_skip(s, from));
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *ctx)
{
    struct writer *w = ctx;
    str s = of(p, n);
    keep_place(w, s);
    w->gap = -1;
    switch (type) {
    case MD_TEXT_NORMAL: escape(w, s); break;
    case MD_TEXT_LATEXMATH:
    case MD_TEXT_CODE: code(w, s); break;
    case MD_TEXT_NULLCHAR: add(w, S("\xEF\xBF\xBD")); break;
    case MD_TEXT_BR: add(w, w->in_image ? S(" ") : S("<br>\n")); break;
    case MD_TEXT_SOFTBR: add(w, S("\n")); break;
    case MD_TEXT_ENTITY: add(w, s); break;
    case MD_TEXT_HTML: html(w, s); break;
    }
    return 0;
}

/* md4c 0.4.8 looks past the end of its text: a last "2" was a paragraph or a
 * list, as the byte behind it happened to be. */
static str padded(arena *a, str text)
{
    enum { PAD = 16 };
    u8 *p = make_n(a, u8, text.len + PAD);
    if (text.len) memcpy(p, text.p, (size_t)text.len);
    return (str){p, text.len};
}

/* Bytes of the longest paragraph, or what may be one: lines without a blank one between. */
static isize longest_paragraph(str text)
{
    isize longest = 0, now = 0;
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        now = str_trim(c.head).len ? now + c.head.len : 0;
        if (now > longest) longest = now;
    }
    return longest;
}

str markdown_html_with(arena *a, str source, struct asides *out)
{
    /* md4c takes quadratic time over bare addresses in one paragraph; in one that
     * nobody writes they stay text. */
    enum { CROWDED = 1 << 17 /* bytes */ };
    MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                 MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_LATEXMATHSPANS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    struct writer w = {.out = {.mem = a}, .gap = -1};
    w.text = padded(a, markdown_mend(a, markdown_notes(a, source), out));
    if (longest_paragraph(w.text) > CROWDED) parser.flags &= ~(unsigned)MD_FLAG_PERMISSIVEAUTOLINKS;
    assert(w.text.len < (isize)UINT32_MAX);
    if (md_parse((const MD_CHAR *)w.text.p, (MD_SIZE)w.text.len, &parser, &w))
        os_die("out of memory: a post in Markdown does not fit");
    return buf_str(&w.out);
}

str markdown_html(arena *a, str source)
{
    struct asides unused = {0};
    return markdown_html_with(a, source, &unused);
}

struct node *markdown_parse(arena *a, str source, int line)
{
    return markdown_body(a, NULL, source, line);
}

struct node *plain_parse(arena *a, str source, int line)
{
    struct node *root = node_make(a, TAG_DOCUMENT);
    struct buf words = {.mem = a};
    int start = line;
    for (struct cut c = {.tail = source, .ok = true}; c.ok; line++) {
        c = str_cut(c.tail, '\n');
        str s = c.head;
        if (str_ends(s, S("\r"))) s.len--;
        bool blank = !str_trim(s).len;
        if (!blank) {
            if (words.len) buf_byte(&words, '\n');
            else start = line;
            buf_add(&words, s);
        }
        if (!words.len || (!blank && c.ok)) continue;
        struct node *p = node_add(a, root, TAG_P);
        p->line = start;
        node_add_text(a, p, buf_str(&words))->line = start;
        words = (struct buf){.mem = a};
    }
    return root;
}
