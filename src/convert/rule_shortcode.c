/*
 * rule_shortcode.c - "[php]…[/php]", which a blog's plugin would have made a block of code
 * of, is one.
 *
 * WordPress has by then put its own hand to the code: lines end in br, blank lines are
 * paragraphs, and straight quotation marks are round.  That is undone.
 *
 * A mark opens only where a line begins, and only what is closed again is code, so a
 * sentence about "[c]" stays one.
 */
#include "shape_local.h"

static const str names[] = {
    LIT("code"), LIT("sourcecode"), LIT("source"), LIT("highlight"), LIT("crayon"),
    LIT("cc"),   LIT("prettify"),   LIT("plain"),  LIT("text"),
#define L(name) LIT(name),
#include "language.def"
#undef L
};
enum { FIRST_LANGUAGE = 9, MARK_MAX = 200 /* bytes of "[php title=…]" */ };

/* A mark at the start of s, its name's number in *name; its length, 0 if there is none. */
static isize mark(str s, bool closing, isize *name)
{
    isize from = closing ? 2 : 1;
    if (s.len <= from || s.p[0] != '[' || (closing && s.p[1] != '/')) return 0;
    isize end = str_byte(str_head(s, s.len < MARK_MAX ? s.len : MARK_MAX), ']', 0);
    if (end < 0) return 0;
    str word = str_head(str_skip(s, from), end - from);
    isize n = 0;
    while (n < word.len && !is_space(word.p[n]) && word.p[n] != '=') n++;
    if (closing && n < word.len) return 0;
    for (isize i = 0; i < COUNT(names); i++)
        if (str_ieq(names[i], str_head(word, n))) return *name = i, end + 1;
    return 0;
}

/* The language that a mark names, by its own name or as "lang=php"; {0} if it does not. */
static str language(str mark_text, isize name)
{
    if (name >= FIRST_LANGUAGE) return names[name];
    isize at = str_ifind(mark_text, S("lang"), 0);
    at = at < 0 ? at : str_byte(mark_text, '=', at);
    if (at < 0) return (str){0};
    str s = str_skip(mark_text, at + 1);
    while (s.len && !is_alpha(s.p[0])) s = str_skip(s, 1); /* any kind of quotation mark */
    isize n = 0;
    while (n < s.len && (is_alpha(s.p[n]) || is_digit(s.p[n]) || s.p[n] == '+' || s.p[n] == '#'))
        n++;
    return str_head(s, n);
}

/* The block that n's line stands in: never a paragraph, so that those of one code share it. */
static struct node *home(const struct node *n)
{
    struct node *k = n->parent;
    while (k->parent && (node_is(k, TAG_P) || !shape_block(k))) k = k->parent;
    return k;
}

/* True if nothing stands before n on its line. */
static bool begins_line(const struct node *n, const struct node *root)
{
    for (; n && n != root; n = n->parent) {
        const struct node *prev = shape_prev(n);
        if (prev) return node_is(prev, TAG_BR) || (shape_block(prev));
        if (!n->parent || shape_block(n->parent)) return true;
    }
    return true;
}

/* --- what stands between two marks --------------------------------------------- */

static bool may_hold(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_TEXT] = true,   [TAG_COMMENT] = true, [TAG_BR] = true, [TAG_P] = true,
        [TAG_DIV] = true,    [TAG_SPAN] = true,    [TAG_A] = true,  [TAG_B] = true,
        [TAG_STRONG] = true, [TAG_EM] = true,      [TAG_I] = true,  [TAG_CODE] = true,
        [TAG_FONT] = true,   [TAG_UNKNOWN] = true};
    return n->ns == NS_HTML && is[n->tag] && !n->made && !node_has_class(n, S("missing"));
}

static bool in_heading(const struct node *n)
{
    for (; n; n = n->parent)
        if (shape_heading(n)) return true;
    return false;
}

/* Two line breaks at the end of b, as paragraphs stand apart. */
static void part(struct buf *b)
{
    isize have = 0;
    while (have < b->len && b->p[b->len - 1 - have] == '\n') have++;
    for (; have < 2; have++) buf_byte(b, '\n');
}

static bool beside_block(const struct node *n)
{
    return (n->prev && shape_block(n->prev)) || (n->next && shape_block(n->next));
}

/* A text with the line breaks of its source, which br has already made. */
static void add_text(struct buf *b, const struct node *n)
{
    str s = n->text;
    bool after_br = n->prev && node_is(n->prev, TAG_BR);
    if (after_br && str_starts(s, S("\r\n"))) s = str_skip(s, 2);
    else if (after_br && str_starts(s, S("\n"))) s = str_skip(s, 1);
    if (str_trim(s).len || !beside_block(n)) buf_add(b, s);
}

/* All text from `open` to `close`, both texts of marks; false if it is no code. */
static bool gather(const struct node *open, const struct node *close, struct buf *out,
                   const struct node *root)
{
    for (const struct node *n = node_next(open, root); n != close; n = node_next(n, root)) {
        if (!may_hold(n)) return false;
        if (n->tag == TAG_TEXT) add_text(out, n);
        if (node_is(n, TAG_BR)) buf_byte(out, '\n');
        bool block = node_is(n, TAG_P) || node_is(n, TAG_DIV);
        if (block && out->len) part(out);
    }
    return true;
}

/* What is code now no longer stands between the marks; husks are for other rules. */
static void empty(struct rule_ctx *cx, struct node *open, const struct node *close)
{
    for (struct node *n = node_next(open, cx->root); n != close;) {
        bool goes = n->tag < TAG_UNKNOWN || node_is(n, TAG_BR);
        n = goes ? node_remove(n, cx->root) : node_next(n, cx->root);
    }
}

/* --- what was typed -------------------------------------------------------------- */

/* What was typed for the mark c; {0} if c was. */
static str typed(u32 c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x2032: return S("'");
    case 0x201C:
    case 0x201D:
    case 0x2033: return S("\"");
    case 0x2013: return S("--");
    case 0x2026: return S("...");
    default: return (str){0};
    }
}

/* A reference at the start of s that was escaped twice, and what it stands for. */
static str reference(str s, isize *len)
{
    static const struct {
        str from, to;
    } known[] = {{LIT("&lt;"), LIT("<")},
                 {LIT("&gt;"), LIT(">")},
                 {LIT("&amp;"), LIT("&")},
                 {LIT("&quot;"), LIT("\"")},
                 {LIT("&#039;"), LIT("'")}};
    for (isize i = 0; i < COUNT(known); i++)
        if (str_starts(s, known[i].from)) return *len = known[i].from.len, known[i].to;
    return (str){0};
}

/* Put the code into `to` as it was typed: straight quotation marks for round ones (Han
 * beside one means that it is a word of the author's), and no references if all
 * brackets are such. */
static void put_code(struct rule_ctx *cx, struct node *to, str s)
{
    enum { HAN = 0x2E80 };
    bool twice = str_byte(s, '<', 0) < 0 && str_byte(s, '>', 0) < 0 &&
                 (str_has(s, S("&lt;")) || str_has(s, S("&gt;")));
    struct buf gone = {.mem = cx->mem};
    u32 before = 0;
    isize from = 0, len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        isize skip;
        u32 after = i + len < s.len ? utf8_get(str_skip(s, i + len), &skip) : 0;
        str was = before < HAN && after < HAN ? typed(c) : (str){0};
        if (twice && c == '&') was = reference(str_skip(s, i), &len);
        before = c;
        if (!was.len) continue;
        if (i > from) node_add_text(cx->mem, to, str_head(str_skip(s, from), i - from));
        node_append(to, shape_words(cx->mem, was));
        buf_add(&gone, str_head(str_skip(s, i), len));
        from = i + len;
    }
    if (from < s.len) node_add_text(cx->mem, to, str_skip(s, from));
    if (gone.len) rule_lose_text(cx, to, buf_str(&gone), DIAG_CODE_TYPED);
}

/* --- the rule -------------------------------------------------------------------- */

/* Cut n at byte i; returns what begins there. */
static struct node *split(arena *a, struct node *n, isize i)
{
    if (!i) return n;
    struct node *tail = node_text(a, str_skip(n->text, i));
    tail->line = n->line;
    n->text = str_head(n->text, i);
    node_after(n, tail);
    return tail;
}

/* A mark that waits for its end. */
struct waiting {
    struct node *text; /* begins with it */
    isize len;
};

static void make_code(struct rule_ctx *cx, struct waiting w, struct node *close, isize name)
{
    struct node *open = w.text;
    str mark_text = str_head(open->text, w.len);
    struct node *code = node_make(cx->mem, TAG_CODE), *pre = node_make(cx->mem, TAG_PRE);
    struct buf b = {.mem = cx->mem};
    pre->line = code->line = open->line;
    split(cx->mem, open, w.len); /* what is behind it on its line */
    if (!gather(open, close, &b, cx->root) || !str_trim(buf_str(&b)).len) return;
    str lang = language(mark_text, name);
    if (lang.len)
        node_set(cx->mem, code, ATTR_CLASS,
                 str_printf(cx->mem, "language-%.*s", STR(str_lower(cx->mem, lang))));
    empty(cx, open, close);
    put_code(cx, code, buf_str(&b));
    node_append(pre, code);
    node_after(open, pre);
    rule_say(cx, open, "%.*s is code", STR(mark_text));
    rule_lose_text(cx, open, mark_text, DIAG_SHORTCODE_GONE);
    node_detach(open);
}

/* The mark's end is found. */
static void close_mark(struct rule_ctx *cx, struct waiting open[], isize name, struct node *end)
{
    make_code(cx, open[name], end, name);
    if (!open[name].text->parent) { /* it is code: both marks go */
        rule_lose_text(cx, end, end->text, DIAG_SHORTCODE_GONE);
        node_detach(end);
    }
    for (isize k = 0; k < COUNT(names); k++) open[k] = (struct waiting){0};
}

/* Look for marks in one text; it may be cut, and the walk goes on behind what is returned. */
static struct node *look(struct rule_ctx *cx, struct node *n, struct waiting open[])
{
    bool start = begins_line(n, cx->root);
    isize name;
    for (isize i = 0; i < n->text.len; i++) {
        u8 c = n->text.p[i];
        isize len = c == '[' ? mark(str_skip(n->text, i), true, &name) : 0;
        if (len && open[name].text && home(open[name].text) == home(n)) {
            struct node *end = split(cx->mem, n, i);
            struct node *tail = split(cx->mem, end, len);
            close_mark(cx, open, name, end);
            return tail;
        }
        len = c == '[' && start ? mark(str_skip(n->text, i), false, &name) : 0;
        if (len) {
            n = split(cx->mem, n, i);
            open[name] = (struct waiting){n, len};
            i = len - 1;
        }
        start = c == '\n' || (start && is_space(c));
    }
    return node_next(n, cx->root);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct waiting open[COUNT(names)] = {0};
    for (struct node *n = node_next(root, root); n;) {
        bool text = n->tag == TAG_TEXT && !n->made && str_byte(n->text, '[', 0) >= 0;
        n = text && !shape_in_code(n->parent) && !in_heading(n->parent) ? look(cx, n, open)
                                                                        : node_next(n, root);
    }
    return NULL;
}

const struct rule rule_shortcode = {
    .name = "shortcode",
    .help = "[php]…[/php] and its like are blocks of code",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
