/*
 * commonmark.c - Markdown against the examples of its specification.
 *
 *   commonmark [-v] SPEC.txt…
 *
 * Each file has examples between lines of 32 backticks: Markdown, ".", HTML; "→" is a tab.
 * Both sides become trees, and these must be the same but for white space that no reader
 * sees.  Some examples are read otherwise on purpose; `others` says why, and they fail when
 * the reason is gone.
 */
#include "html.h"
#include "markdown.h"
#include "os.h"
#include "shape_local.h"

#include <stdio.h>
#include <string.h>

enum { FILE_MAX = 16 << 20 };

/* Examples that are not read as the page says, and why.  A file's name, then the input. */
static const struct {
    const char *input, *why;
} others[] = {
    {"<textarea>\n\n*foo*\n\n_bar_\n\n</textarea>", "md4c 0.4.8 ends it at a blank line"},
    {"[a](url &quot;tit&quot;)", "addresses with blanks lead somewhere"},
    {"[link](/my uri)", "addresses with blanks lead somewhere"},
    {"[foo](not a link)\n\n[foo]: /url1", "addresses with blanks lead somewhere"},
    {"< http://foo.bar >", "bare addresses are links"},
    {"http://example.com", "bare addresses are links"},
    {"foo@bar.example.com", "bare addresses are links"},
    {NULL, NULL},
};

struct score {
    int good, bad, number;
    bool verbose;
    str file;
};

/* --- trees as text --------------------------------------------------------------- */

struct flat {
    struct buf out;
    bool gap;  /* white space was seen and not yet written */
    bool edge; /* nothing stands in this line yet */
};

static void put_text(struct flat *f, str s, bool pre)
{
    for (isize i = 0; i < s.len; i++) {
        bool space = is_space(s.p[i]);
        if (space && !pre) {
            f->gap = true;
            continue;
        }
        if (f->gap && !f->edge) buf_byte(&f->out, ' ');
        f->gap = f->edge = false;
        buf_byte(&f->out, s.p[i]);
    }
}

/* An address as browsers send it, whatever was escaped before. */
static void put_address(struct buf *out, str s)
{
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (c <= ' ' || c >= 0x7F || c == '"' || c == '<' || c == '>' || strchr("\\^`{|}[]", c))
            buf_printf(out, "%%%02X", c);
        else buf_byte(out, c);
    }
}

/* Attributes in the order of their names. */
static void put_attrs(struct flat *f, const struct node *n)
{
    str last = {0};
    for (bool more = true; more;) {
        const struct attr *next = NULL;
        for (const struct attr *at = n->attrs; at; at = at->next)
            if (str_cmp(at->name, last) > 0 && (!next || str_cmp(at->name, next->name) < 0))
                next = at;
        more = next != NULL;
        if (!more) break;
        buf_printf(&f->out, " %.*s=\"", STR(next->name));
        if (str_eq(next->name, S("href")) || str_eq(next->name, S("src")))
            put_address(&f->out, next->value);
        else buf_add(&f->out, next->value);
        buf_byte(&f->out, '"');
        last = next->name;
    }
}

static void put_tag(struct flat *f, const struct node *n, bool close)
{
    str name = node_name(n);
    bool block = shape_block(n) || node_is(n, TAG_BR);
    if (block) {
        f->gap = false;
        buf_byte(&f->out, '\n');
    } else if (f->gap && !f->edge) {
        buf_byte(&f->out, ' ');
        f->gap = false;
        f->edge = true;
    }
    buf_printf(&f->out, close ? "</%.*s" : "<%.*s", STR(name));
    if (!close) put_attrs(f, n);
    buf_byte(&f->out, '>');
    if (block) f->edge = true;
}

static str flatten(arena *a, const struct node *root)
{
    struct flat f = {.out = {.mem = a}, .edge = true};
    for (const struct node *n = root->first; n;) {
        if (n->tag == TAG_TEXT) put_text(&f, n->text, shape_in_pre(n));
        else if (n->tag == TAG_COMMENT) buf_printf(&f.out, "<!--%.*s-->", STR(n->text));
        else put_tag(&f, n, false);
        if (n->first) {
            n = n->first;
            continue;
        }
        if (n->tag != TAG_TEXT && n->tag != TAG_COMMENT) put_tag(&f, n, true);
        while (n && !n->next) {
            n = n->parent == root ? NULL : n->parent;
            if (n) put_tag(&f, n, true);
        }
        if (n) n = n->next;
    }
    return str_trim(buf_str(&f.out));
}

static str tree_of(arena *a, str html)
{
    html = str_trim(html); /* a last line break would repeat open formatting */
    return flatten(a, html_parse(a, html, (struct html_opts){.context = TAG_BODY}));
}

/* --- examples --------------------------------------------------------------------- */

static str with_tabs(arena *a, str s)
{
    struct buf b = {.mem = a};
    const str arrow = S("→");
    for (isize i = 0, at; i < s.len; i = at + arrow.len) {
        at = str_find(s, arrow, i);
        if (at < 0) at = s.len;
        buf_add(&b, str_skip(str_head(s, at), i));
        if (at == s.len) break;
        buf_byte(&b, '\t');
    }
    return buf_str(&b);
}

static const char *reason(str input)
{
    for (isize i = 0; others[i].input; i++)
        if (str_eq(str_trim(input), str_trim(str_of(others[i].input)))) return others[i].why;
    return NULL;
}

static void example(struct score *s, arena a, str input, str html)
{
    input = with_tabs(&a, input);
    str want = tree_of(&a, with_tabs(&a, html)), have = tree_of(&a, markdown_html(&a, input));
    bool same = str_eq(have, want);
    const char *why = reason(input);
    s->number++;
    *(same == !why ? &s->good : &s->bad) += 1;
    if (same == !why) return;
    printf("commonmark: %.*s: example %d %s\n", STR(s->file), s->number,
           why ? "is as the page says, though it should not be" : "is not as the page says");
    if (s->verbose)
        printf("%.*s\n--- wanted\n%.*s\n--- got\n%.*s\n\n", STR(input), STR(want), STR(have));
}

static void run(struct score *s, arena a, str text)
{
    const str fence = S("````````````````````````````````");
    str input = {0}, html = {0};
    str *now = NULL;
    while (text.len) {
        struct cut c = str_cut(text, '\n');
        if (str_starts(c.head, fence) && !now) {
            now = &input;
            input = html = str_head(c.tail, 0);
        } else if (str_starts(c.head, fence)) {
            example(s, a, input, html);
            now = NULL;
        } else if (now == &input && str_eq(c.head, S("."))) {
            now = &html;
            html = str_head(c.tail, 0);
        } else if (now) {
            now->len = c.tail.p - now->p;
        }
        text = c.tail;
    }
}

int main(int argc, char **argv)
{
    arena mem = arena_reserve((isize)1 << 30);
    struct score s = {0};
    for (int i = 1; i < argc; i++) {
        arena a = mem;
        str text;
        if (!strcmp(argv[i], "-v")) {
            s.verbose = true;
            continue;
        }
        s.file = str_of(argv[i]);
        s.number = 0;
        if (os_read_quiet(&a, s.file, FILE_MAX, &text)) {
            run(&s, a, text);
        } else {
            printf("commonmark: %s cannot be read\n", argv[i]);
            s.bad++;
        }
    }
    printf("commonmark: %d passed, %d failed\n", s.good, s.bad);
    return s.bad > 0;
}
