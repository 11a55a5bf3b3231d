/*
 * rule_emoji.c - emoji as the book wants them: as they are, in words for screens
 * whose fonts have none, or not at all.  In code they stay: there they are what a program reads.
 */
#include "shape_local.h"
#include "audit.h"
#include "emoji_local.h"
#include "icon_local.h"

struct count {
    isize n;
    where first;
};

static void count(struct count *c, where at, isize n)
{
    if (n && !c->n) c->first = at;
    c->n += n;
}

static str brackets(arena *a, str name)
{
    return str_printf(a, "[%.*s]", STR(name));
}

/* What stands for an emoji, before n; nothing if they are not wanted. */
static void put(struct rule_ctx *cx, struct node *n, str words)
{
    if (cx->conf->emoji == EMOJI_DROP) return;
    struct node *w = shape_words(cx->mem, words);
    w->line = n->line;
    node_before(n, w);
}

/* Cut a text at its emoji; returns how many there were. */
static isize cut(struct rule_ctx *cx, struct node *n)
{
    isize found = 0, from = 0, len;
    str s = n->text, name;
    for (isize i = 0; i < s.len; i += len) {
        isize emoji = emoji_at(str_skip(s, i), &name);
        utf8_get(str_skip(s, i), &len);
        if (!emoji) continue;
        len = emoji;
        found++;
        rule_swap(cx, n, str_head(str_skip(s, i), len), (str){0});
        if (cx->conf->emoji == EMOJI_DROP) continue; /* below */
        shape_text_before(cx->mem, n, str_head(str_skip(s, from), i - from));
        put(cx, n, brackets(cx->mem, name));
        from = i + len;
    }
    n->text = str_skip(s, from);
    return found;
}

/* A text without its emoji, in one piece. */
static str without(arena *a, str s)
{
    struct buf b = {.mem = a};
    str name;
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        isize emoji = emoji_at(str_skip(s, i), &name);
        utf8_get(str_skip(s, i), &len);
        if (emoji) len = emoji;
        else buf_add(&b, str_head(str_skip(s, i), len));
    }
    return buf_str(&b);
}

static struct node *text(struct rule_ctx *cx, struct node *n, struct count *c)
{
    struct node *next = node_next(n, cx->root);
    if (n->made || n->parent->ns != NS_HTML || shape_in_code(n->parent)) return next;
    isize found = cut(cx, n);
    count(c, rule_at(cx, n), found);
    if (!found) return next;
    if (cx->conf->emoji == EMOJI_DROP) n->text = without(cx->mem, n->text);
    if (!n->text.len) node_detach(n);
    return next;
}

/* One that nothing names stays a picture where words are wanted. */
static struct node *picture(struct rule_ctx *cx, struct node *n, struct count *c)
{
    struct node *next = node_skip(n, cx->root);
    str name, means = icon_means(cx->mem, n);
    bool drop = cx->conf->emoji == EMOJI_DROP;
    if (!node_has_class(n, S("emoji")) || (!drop && !means.len)) return next;
    count(c, rule_at(cx, n), 1);
    if (cx->audit && !audit_within_hidden(n)) {
        cx->audit->pictures_removed += drop;
        cx->audit->pictures_held += !drop;
    }
    bool emoji = means.len && emoji_at(means, &name) == means.len;
    put(cx, n, emoji ? brackets(cx->mem, name) : icon_words(cx->mem, means));
    node_detach(n);
    return next;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct count c = {0};
    if (!cx->conf || cx->conf->emoji == EMOJI_AUTO || cx->conf->emoji == EMOJI_KEEP) return NULL;
    for (struct node *n = node_next(root, root); n;) {
        if (n->tag == TAG_TEXT) n = text(cx, n, &c);
        else if (node_is(n, TAG_IMG)) n = picture(cx, n, &c);
        else n = node_next(n, root);
    }
    enum diag_id id = cx->conf->emoji == EMOJI_DROP ? DIAG_EMOJI_GONE : DIAG_EMOJI_WORDS;
    if (c.n) diag(cx->ds, id, c.first, "%td", c.n);
    return NULL;
}

const struct rule rule_emoji = {
    .name = "emoji",
    .help = "emoji become words or go, as content.emoji wishes",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
