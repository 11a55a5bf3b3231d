/*
 * rule_text.c - hygiene of running text, code apart: no invisible letters, no
 * blanks as indents, no line breaks between characters that take none.
 */
#include "shape_local.h"

/* Letters that are not there. */
static bool is_unseen(u32 c)
{
    return (c < 0x20 && c != '\n' && c != '\t' && c != '\r' && c != '\f') ||
           (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFFF9 && c <= 0xFFFB);
}

/* Joiners hold emoji together and shape Arabic and Indic scripts; elsewhere
 * they are as invisible as the rest. */
static bool joins(u32 before)
{
    return before >= 0x1F000 || (before >= 0x600 && before < 0xE00) || before == 0xFE0F ||
           (before >= 0x2600 && before < 0x2800);
}

static bool is_wide_blank(u32 c) /* blanks that are used as indents */
{
    return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

/* Scripts written without blanks between words, with their punctuation. */
static bool is_cjk(u32 c)
{
    return (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFF61) ||
           (c >= 0x20000 && c < 0x32000) || c == 0x2014 || c == 0x2026 ||
           (c >= 0x2018 && c <= 0x201D);
}

/* True if nothing visible stands before n on its line. */
static bool starts_line(const struct node *n, const struct node *root)
{
    while (n && n != root) {
        struct node *prev = shape_prev(n);
        if (prev) return node_is(prev, TAG_BR) || (prev->tag >= TAG_UNKNOWN && shape_block(prev));
        n = n->parent;
        if (!n || n == root || shape_block(n)) return true;
    }
    return true;
}

struct run {
    bool blank, newline; /* what stands between two visible letters */
    isize wides;
    u32 kept; /* the one wide blank */
};

static void flush(struct buf *b, const struct run *r, u32 before, u32 after)
{
    if (!r->blank) return;
    if (r->wides == 1 && !r->newline && r->kept != 0x3000 && !is_cjk(before) && !is_cjk(after) &&
        before && after) {
        buf_rune(b, r->kept); /* 10 km */
        return;
    }
    if (r->wides == 1 && r->kept == 0x3000) {
        buf_rune(b, r->kept); /* a name, a verse: a blank on purpose */
        return;
    }
    if (r->newline && is_cjk(before) && is_cjk(after)) return;
    buf_byte(b, r->newline ? '\n' : ' ');
}

/* What a text knows of its line: is nothing before it, does a blank end that? */
struct place {
    bool start, blank;
};

static str clean(arena *a, str s, struct place at)
{
    struct buf b = {.mem = a};
    struct run run = {0};
    u32 before = 0;
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (is_unseen(c) || ((c == 0x200C || c == 0x200D) && !joins(before))) continue;
        bool wide = is_wide_blank(c);
        if (wide || (c < 0x80 && is_space((int)c)) || c == 0x2028 || c == 0x2029) {
            if ((at.start || at.blank) && !before) continue;
            run.blank = true;
            run.newline |= c == '\n' || c >= 0x2028;
            run.wides += wide;
            if (wide) run.kept = c;
            continue;
        }
        flush(&b, &run, before, c);
        run = (struct run){0};
        buf_rune(&b, c);
        before = c;
    }
    if (run.blank) buf_byte(&b, run.newline ? '\n' : ' ');
    return buf_str(&b);
}

/* In code, only what no XML may hold and what nobody can see or type. */
static str clean_code(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (is_unseen(c) && c != 0x200E && c != 0x200F) continue;
        if (c == '\r' || c == '\f') c = '\n';
        if (c == 0xA0) c = ' ';
        buf_rune(&b, c);
    }
    return buf_str(&b);
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

static bool ends_blank(str s)
{
    return s.len && is_space(s.p[s.len - 1]);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct place at = {.start = true};
    for (struct node *n = node_next(root, root); n;) {
        if (n->tag != TAG_TEXT) {
            if (!shape_inline(n) || !n->first) at.blank = false;
            n = node_next(n, root);
            continue;
        }
        gather(cx->mem, n);
        bool code = shape_in_code(n->parent);
        at.start = starts_line(n, root);
        if (at.start) at.blank = false;
        n->text = code ? clean_code(cx->mem, n->text) : clean(cx->mem, n->text, at);
        if (n->text.len) at.blank = ends_blank(n->text);
        n = n->text.len ? node_next(n, root) : node_remove(n, root);
    }
    return NULL;
}

const struct rule rule_text = {
    .name = "text",
    .help = "no invisible letters, no blanks as indents, no breaks between Han",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
