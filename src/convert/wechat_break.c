/*
 * wechat_break.c - breaks in the middle of a sentence, in archives of WeChat's articles.
 *
 * A converter to Markdown wrote each span of an editor on a line of its own, and lost the
 * breaks that were there: a name in the middle of a sentence has one before it and one behind.
 * Lines are joined where no author ends one: at a bracket or a full stop, at a single
 * no-break blank, at a note's number, and between Latin and Chinese in a sentence.
 */
#include "audit.h"
#include "letter_local.h"
#include "shape_local.h"

struct piece {
    struct node *br;   /* that ends it; NULL for a paragraph's last */
    u32 head[3], last; /* visible characters; 0 for none */
    isize n;           /* how many are visible */
    isize lead, tail;  /* no-break blanks before the first and behind the last */
    bool han;          /* some of them are Chinese */
};

static bool is_one_of(u32 c, const char *set)
{
    str s = str_of(set);
    isize len;
    for (isize i = 0; c && i < s.len; i += len)
        if (utf8_get(str_skip(s, i), &len) == c) return true;
    return false;
}

static void add_text(struct piece *p, str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool visible = audit_visible(c);
        if (!visible && c == 0xA0) ++*(p->n ? &p->tail : &p->lead);
        if (!visible) continue;
        if (p->n < COUNT(p->head)) p->head[p->n] = c;
        p->n++;
        p->han |= letter_han(c);
        p->last = c;
        p->tail = 0;
    }
}

/* "2、", "3:", "4.": an item begins. */
static bool is_numbered(const struct piece *p)
{
    bool two = is_digit((int)(p->head[1] < 0x80 ? p->head[1] : 0));
    u32 behind = p->head[two ? 2 : 1];
    return p->head[0] < 0x80 && is_digit((int)p->head[0]) && is_one_of(behind, "、.:：)）．");
}

static bool ends_sentence(const struct piece *p)
{
    return is_one_of(p->last, "。！？；：.!?;:");
}

/* What the lines of a paragraph say together. */
struct run {
    bool archive; /* the converter's */
    bool prose;   /* it ends as sentences do */
    bool flows;   /* a line ends with a comma, as no label does */
};

/* A name of Latin letters within a sentence: its Chinese side is no mere label, nor is the name
 * what the paragraph goes on to explain. */
static bool switches(const struct piece *a, const struct piece *b, bool first, bool flows)
{
    enum { LABEL = 8 /* characters a label may have */ };
    bool out = letter_latin(a->last) && letter_han(b->head[0]) && (a->han || !first);
    bool in = letter_han(a->last) && letter_latin(b->head[0]) && !is_numbered(b);
    return (out && (flows || b->n >= LABEL)) || (in && (flows || a->n >= LABEL));
}

static bool belong(const struct piece *a, const struct piece *b, struct run run, bool first)
{
    if (!a->n || !b->n) return false;
    if (is_one_of(b->head[0], "，。、；：？！）】」』”’》")) return true;
    if (is_one_of(a->last, "（【「『“‘《")) return true;
    if (!run.archive || ends_sentence(a)) return false;
    bool note = b->head[0] == '[' && b->head[1] < 0x80 && is_digit((int)b->head[1]);
    if (note || b->lead == 1 || (a->tail == 1 && !is_numbered(b))) return true;
    return run.prose && switches(a, b, first, run.flows);
}

/* The lines of a paragraph that has breaks. */
struct pieces {
    struct piece *v;
    isize n;
};

static struct pieces pieces_of(arena *mem, struct node *p)
{
    struct pieces list = {make_room(mem, (struct piece *)NULL, 0), 1};
    list.v[0] = (struct piece){0};
    for (struct node *k = node_next(p, p); k; k = node_next(k, p)) {
        struct piece *now = &list.v[list.n - 1];
        if (k->tag == TAG_TEXT) {
            add_text(now, k->text);
        } else if (node_is(k, TAG_IMG)) {
            add_text(now, S("\xEF\xBF\xBC")); /* an object: it joins nothing */
        } else if (node_is(k, TAG_BR)) {
            now->br = k;
            list.v = make_room(mem, list.v, list.n);
            list.v[list.n++] = (struct piece){0};
        }
    }
    return list;
}

/* The break, and the new line that Markdown has behind it. */
static void drop(struct rule_ctx *cx, struct node *br)
{
    struct node *next = br->next;
    if (next && next->tag == TAG_TEXT)
        while (next->text.len && is_space(next->text.p[0])) next->text = str_skip(next->text, 1);
    rule_say(cx, br, "a break in a sentence, removed");
    node_detach(br);
}

static void join(struct rule_ctx *cx, struct node *n, bool archive)
{
    struct pieces list = pieces_of(cx->mem, n);
    if (list.n < 2) return;
    const struct piece *end = &list.v[list.n - 1];
    if (!end->n) end--;
    struct run run = {.archive = archive, .prose = is_one_of(end->last, "。！？；：）")};
    for (const struct piece *p = list.v; p < end; p++) run.flows |= is_one_of(p->last, "，、");
    for (isize i = 0; i + 1 < list.n; i++) {
        if (belong(&list.v[i], &list.v[i + 1], run, !i)) drop(cx, list.v[i].br);
    }
}

/* The converter ends every line with a break: no paragraph of its has a bare new line. */
static bool is_archive(const struct rule_ctx *cx, const struct node *root)
{
    if (!cx->post || cx->post->kind != BODY_MARKDOWN) return false;
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (n->tag == TAG_TEXT && node_is(n->parent, TAG_P) && !shape_space(n) &&
            str_byte(str_trim(n->text), '\n', 0) >= 0)
            return false;
    return true;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    bool archive = is_archive(cx, root);
    for (struct node *n = node_next(root, root); n;) {
        if (node_is(n, TAG_P) && !shape_in_pre(n)) join(cx, n, archive);
        n = node_next(n, root);
    }
    return NULL;
}

const struct rule rule_wechat_breaks = {
    .name = "wechat-breaks",
    .help = "breaks in the middle of a sentence go",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
