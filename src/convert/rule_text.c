/*
 * rule_text.c - hygiene of running text, code and formulas apart: no unseen
 * letters, no blanks as indents, no line breaks between characters that take none.
 *
 * A line is what stands between two places where a new one begins: the ends of blocks,
 * and breaks.  It runs through the elements in it, so what a blank becomes is
 * known when the next letter comes, which may stand in another text.
 */
#include "shape_local.h"
#include "audit.h"
#include "letter_local.h"

/* The blanks between two letters. */
struct gap {
    bool any, newline, plain;
    isize wides;
    u32 kept;            /* the last wide one */
    struct node *within; /* the text that it begins in */
};

/* Code points of private use, as many as a message names. */
struct found {
    u32 v[8];
    isize n, all;
    struct node *first;
};

struct line {
    struct rule_ctx *cx;
    bool begun; /* something visible stands on it */
    u32 last;   /* the last letter; 0: something that is none */
    struct gap gap;
    struct found private;
    isize objects; /* U+FFFC that were taken out */
    struct node *object;
};

static bool is_newline(u32 c)
{
    return c == '\n' || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_wide_blank(u32 c) /* blanks that are used as indents */
{
    return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3164 || c == 0xFFA0;
}

static bool is_blank(u32 c)
{
    return (c < 0x80 && is_space((int)c)) || is_newline(c) || is_wide_blank(c);
}

/* True if lines that end and begin with these were one before they were wrapped. */
static bool takes_no_blank(u32 before, u32 after)
{
    bool wide = letter_wide(before), next = letter_wide(after);
    return (wide && (next || letter_shared(after))) || (letter_shared(before) && next);
}

/* What a gap between two letters becomes; 0: nothing. */
static u32 blank_of(const struct gap *g, u32 before, u32 after)
{
    if (g->newline) return takes_no_blank(before, after) ? 0 : '\n';
    if (g->plain || !g->wides) return ' ';
    if (g->kept == 0x3000) return 0x3000; /* a name, a verse: a blank on purpose */
    bool latin = before && after && !letter_wide(before) && !letter_wide(after);
    return g->wides == 1 && latin && g->kept < 0x3000 ? g->kept : ' '; /* 10 km */
}

/* The line goes on with `after`: what stands in the gap is known.  `b` is what `at` will be. */
static void fill(struct line *l, struct buf *b, const struct node *at, u32 after)
{
    struct gap g = l->gap;
    l->gap = (struct gap){0};
    u32 c = g.any && l->begun ? blank_of(&g, l->last, after) : 0;
    l->begun = true;
    if (g.within && g.within != at) {
        struct buf more = {.mem = l->cx->mem};
        buf_add(&more, g.within->text);
        if (c) buf_rune(&more, c);
        g.within->text = buf_str(&more);
        if (!more.len) node_detach(g.within);
    } else if (c) {
        buf_rune(b, c);
    }
}

static void end_line(struct line *l)
{
    if (l->gap.within && !l->gap.within->text.len) node_detach(l->gap.within);
    l->gap = (struct gap){0};
    l->begun = false;
    l->last = 0;
}

static void add_blank(struct line *l, struct node *n, u32 c)
{
    struct gap *g = &l->gap;
    if (!g->any) g->within = n;
    g->any = true;
    g->newline |= is_newline(c);
    if (is_wide_blank(c)) {
        g->wides++;
        g->kept = c;
    } else {
        g->plain |= !is_newline(c);
    }
}

static void note_private(struct found *f, u32 c, struct node *n)
{
    isize i = 0;
    while (i < f->n && f->v[i] != c) i++;
    if (i == f->n && f->n < COUNT(f->v)) f->v[f->n++] = c;
    if (!f->all++) f->first = n;
}

static bool runs_left(str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len)
        if (letter_rtl(utf8_get(str_skip(s, i), &len))) return true;
    return false;
}

static u32 peek(str s, isize i)
{
    isize len;
    return i < s.len ? utf8_get(str_skip(s, i), &len) : 0;
}

/* What opens a stretch of another direction and what closes it stay only together. */
static str pair_bidi(arena *a, str s)
{
    enum { DEPTH = 60 };
    isize open[DEPTH], n = 0, len, from = 0;
    bool isolate[DEPTH];
    u8 *idle = make_n(a, u8, s.len + 1);
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool opens = (c >= 0x202A && c <= 0x202E && c != 0x202C) || (c >= 0x2066 && c <= 0x2068);
        bool closes = c == 0x202C || c == 0x2069;
        if (opens || closes) idle[i] = 1;
        if (opens && n < DEPTH) {
            isolate[n] = c >= 0x2066;
            open[n++] = i;
        } else if (closes && n && isolate[n - 1] == (c == 0x2069)) {
            idle[open[--n]] = idle[i] = 0;
        }
    }
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++) {
        if (!idle[i]) continue;
        buf_add(&b, str_head(str_skip(s, from), i - from));
        from = i + 3; /* each of them has three bytes */
    }
    buf_add(&b, str_skip(s, from));
    return buf_str(&b);
}

static void clean(struct line *l, struct node *n)
{
    struct buf b = {.mem = l->cx->mem};
    str s = n->text;
    u32 before = 0; /* the last code point, seen or not */
    isize len;
    bool rtl = runs_left(s);
    if (rtl) s = pair_bidi(l->cx->mem, s);
    n->text = (str){0};
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (is_blank(c)) {
            add_blank(l, n, c);
            before = 0;
            continue;
        }
        if (letter_idle(before, c, peek(s, i + len), rtl)) continue;
        if (c == 0xFFFC) {
            if (!l->objects++) l->object = n;
            rule_swap(l->cx, n, str_head(str_skip(s, i), len), (str){0});
            continue;
        }
        if (letter_private(c)) note_private(&l->private, c, n);
        bool seen = audit_visible(c);
        if (seen || (l->begun && l->gap.any)) fill(l, &b, n, c);
        if (seen) l->last = c;
        buf_rune(&b, c);
        before = c;
    }
    n->text = buf_str(&b);
}

/* In code, only what no XML may hold and what nobody can see or type. */
static void clean_code(struct line *l, struct node *n)
{
    struct buf b = {.mem = l->cx->mem};
    str s = n->text;
    u32 before = 0;
    isize len;
    bool rtl = runs_left(s);
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool typed = c == '\n' || c == '\t' || c == '\r' || c == '\f';
        if (!typed && letter_idle(before, c, peek(s, i + len), rtl)) continue;
        if (c == '\r' || c == '\f') c = '\n';
        if (c == 0xA0) c = ' ';
        if (letter_private(c)) note_private(&l->private, c, n);
        buf_rune(&b, c);
        before = c;
        if (!audit_visible(c)) continue;
        if (!l->begun || l->gap.any) fill(l, &b, n, c);
        l->last = c;
    }
    n->text = buf_str(&b);
}

/* Texts that stand side by side are one. */
static void gather(arena *a, struct node *n)
{
    if (!n->next || n->next->tag != TAG_TEXT || n->next->made != n->made) return;
    struct buf b = {.mem = a};
    buf_add(&b, n->text);
    for (struct node *k; (k = n->next) && k->tag == TAG_TEXT && k->made == n->made;) {
        buf_add(&b, k->text);
        node_detach(k);
    }
    n->text = buf_str(&b);
}

/* A picture, a formula. */
static void pass_object(struct line *l)
{
    fill(l, NULL, NULL, 0);
    l->last = 0;
}

/* Come to n; returns false if nothing below it is to be looked at. */
static bool enter(struct line *l, struct node *n)
{
    if (n->tag < TAG_UNKNOWN) return false;
    if (n->ns != NS_HTML || (node_is(n, TAG_SPAN) && node_has_class(n, S("missing")))) {
        pass_object(l); /* a formula; words that pictures.c put there for a picture */
        return false;
    }
    if (shape_block(n) || node_is(n, TAG_BR)) end_line(l);
    else if (!n->first && !shape_blank(n)) pass_object(l);
    return true;
}

static void text(struct line *l, struct node *n)
{
    gather(l->cx->mem, n);
    if (shape_in_code(n->parent)) clean_code(l, n);
    else clean(l, n);
}

/* The node behind n and all in it; lines end where blocks do. */
static struct node *leave(struct line *l, struct node *n, const struct node *root)
{
    while (n != root && !n->next) {
        n = n->parent;
        if (n == root || shape_block(n)) end_line(l);
    }
    return n == root ? NULL : n->next;
}

static void report(const struct line *l)
{
    struct rule_ctx *cx = l->cx;
    struct buf b = {.mem = cx->mem};
    const struct found *f = &l->private;
    for (isize i = 0; i < f->n; i++) buf_printf(&b, "%sU+%04X", i ? " " : "", (unsigned)f->v[i]);
    if (f->all)
        diag(cx->ds, DIAG_PRIVATE_USE, rule_at(cx, f->first), "%td: %.*s", f->all,
             STR(buf_str(&b)));
    if (l->objects) diag(cx->ds, DIAG_OBJECT_GONE, rule_at(cx, l->object), "%td", l->objects);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct line l = {.cx = cx};
    for (struct node *n = root->first; n;) {
        if (n->tag == TAG_TEXT) text(&l, n);
        bool in = enter(&l, n) && n->first;
        struct node *done = n->tag == TAG_TEXT && !n->text.len && l.gap.within != n ? n : NULL;
        n = in ? n->first : leave(&l, n, root);
        if (done && done->parent) node_detach(done);
    }
    end_line(&l);
    report(&l);
    return NULL;
}

const struct rule rule_text = {
    .name = "text",
    .help = "no unseen letters, no blanks as indents, no breaks between Han",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
