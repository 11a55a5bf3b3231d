/*
 * rule_card.c - links that hold more than a line.
 *
 * A card left open swallows the article behind it: the article is set free and
 * the card becomes one line before it.  Other cards become one line too.  A link around
 * one block moves inside of that block.  A link in a link: the inner one wins.
 */
#include "address_local.h"
#include "convert_local.h"
#include "redirect_local.h"
#include "shape_local.h"
#include "url.h"

enum { CARD_TEXT = 120 /* code points a card may have */ };

struct inside {
    isize blocks, chars;
    bool article; /* headings, figures, lists, tables: not what a card has */
};

static struct inside look(const struct node *a)
{
    struct inside in = {0};
    for (const struct node *k = node_next(a, a); k; k = node_next(k, a)) {
        if (k->tag == TAG_TEXT) in.chars += utf8_len(k->text);
        if (k->tag < TAG_UNKNOWN || !shape_block(k)) continue;
        in.blocks += !node_is(k, TAG_DIV);
        in.article |= node_is(k, TAG_FIGURE) || node_is(k, TAG_UL) || node_is(k, TAG_OL) ||
                      node_is(k, TAG_TABLE) || node_is(k, TAG_PRE) || node_is(k, TAG_BLOCKQUOTE) ||
                      shape_heading(k);
    }
    return in;
}

static bool has_block(const struct node *a)
{
    for (const struct node *k = node_next(a, a); k; k = node_next(k, a))
        if (shape_block(k)) return true;
    return false;
}

static bool is_card(const struct node *a)
{
    return str_eq(node_attr(a, ATTR_DATA_DRAFT_TYPE), S("link-card")) ||
           shape_class_has(a, S("linkcard")) || node_has_class(a, S("link-card"));
}

/* White space made even; a card's line is one line. */
static str one_line(arena *mem, str s)
{
    struct buf b = {.mem = mem};
    buf_even(&b, s);
    return str_trim(buf_str(&b));
}

/* Without an address at its end: the link has it. */
static str no_address(str title)
{
    isize at = -1;
    for (isize i = 0; (i = str_find(title, S(" http"), i)) >= 0; i++) at = i;
    str last = at < 0 ? title : str_skip(title, at + 1);
    bool is = str_istarts(last, S("http://")) || str_istarts(last, S("https://"));
    if (!is || str_byte(last, ' ', 0) >= 0) return title;
    return str_trim(str_head(title, at < 0 ? 0 : at));
}

/* The words for a link that has none: what the post says elsewhere; the title of the post
 * it leads to, if that is in the book; else what its address tells. */
static str title_of(struct rule_ctx *cx, const struct node *a)
{
    str given = one_line(cx->mem, node_attr(a, ATTR_DATA_TEXT)), title = no_address(given);
    if (title.len) return title;
    str href = node_attr(a, ATTR_HREF), url = {0};
    str base = cx->post ? cx->post->url : (str){0};
    if (url_clean(cx->mem, href, base, &url))
        url = url_untrack(cx->mem, redirect_target(cx->mem, url));
    const struct post *to = link_inside(cx->chapter, href, url);
    if (to) title = one_line(cx->mem, link_title(cx->chapter, to));
    if (title.len) return title;
    return url.len ? address_title(cx->mem, url) : one_line(cx->mem, href);
}

/* A link that a generator's tag left without words gets the post's title, or its name. */
static void name_post(struct rule_ctx *cx, struct node *a)
{
    str href = node_attr(a, ATTR_HREF), mark = S(LINK_POST ":");
    if (!str_starts(href, mark) || !shape_blank(a)) return;
    const struct post *to = link_inside(cx->chapter, href, (str){0});
    str words = to ? link_title(cx->chapter, to) : (str){0};
    if (!words.len) words = url_decode(cx->mem, str_skip(href, mark.len), false);
    node_append(a, shape_words(cx->mem, words));
}

/* An empty line for a card, before n. */
static struct node *line_before(struct rule_ctx *cx, struct node *n, const struct node *a)
{
    struct node *p = node_make(cx->mem, TAG_P);
    p->line = a->line;
    node_set(cx->mem, p, ATTR_CLASS, S("link-card"));
    node_before(n, p);
    struct node *link = node_add(cx->mem, p, TAG_A);
    node_set(cx->mem, link, ATTR_HREF, node_attr(a, ATTR_HREF));
    return link;
}

static bool drops_cards(const struct rule_ctx *cx)
{
    return cx->conf && cx->conf->link_cards == CARDS_DROP;
}

/* True if the link leads somewhere: a line for it would be worth reading. */
static bool leads(struct rule_ctx *cx, str href)
{
    str url;
    return href.len && url_clean(cx->mem, href, cx->post ? cx->post->url : (str){0}, &url);
}

/* The block in a that names what it leads to: the first one with words, if these are few. */
static struct node *name_in(struct node *a)
{
    isize chars = 0;
    struct node *in = NULL;
    for (struct node *k = node_next(a, a); k; k = node_next(k, a)) {
        if (k->tag != TAG_TEXT || shape_space(k)) continue;
        struct node *block = k->parent;
        while (!shape_block(block) && block != a) block = block->parent;
        if (in && block != in) break;
        in = block;
        chars += utf8_len(k->text);
        if (in == a || chars > CARD_TEXT) return NULL;
    }
    return in && !has_block(in) ? in : NULL;
}

/* The words of `block` lead where a leads. */
static void link_words(struct rule_ctx *cx, const struct node *a, struct node *block)
{
    struct node *link = shape_clone(cx->mem, a);
    node_move_kids(link, block);
    node_append(block, link);
}

/* The only picture of a link that holds no words. */
static struct node *picture_in(const struct node *a)
{
    struct node *img = NULL;
    for (const struct node *k = node_next(a, a); k; k = node_next(k, a)) {
        if (k->tag == TAG_TEXT && !shape_space(k)) return NULL;
        if (!node_is(k, TAG_IMG)) continue;
        if (img) return NULL;
        img = (struct node *)k;
    }
    return img;
}

/* Set free what the card swallowed. */
static struct node *free_article(struct rule_ctx *cx, struct node *a)
{
    str href = node_attr(a, ATTR_HREF);
    struct node *name = is_card(a) ? NULL : name_in(a), *img = picture_in(a);
    if (!leads(cx, href)) {
        if (href.len)
            diag(cx->ds, DIAG_LINK_BAD, rule_at(cx, a), "%.*s", STR(utf8_head(href, 200)));
    } else if (name) {
        link_words(cx, a, name);
    } else if (img) {
        node_wrap(img, shape_clone(cx->mem, a));
    } else if (!(is_card(a) && drops_cards(cx))) {
        struct node *link = line_before(cx, a, a);
        node_append(link,
                    shape_words(cx->mem, str_printf(cx->mem, "↗ %.*s", STR(title_of(cx, a)))));
    } else {
        diag(cx->ds, DIAG_CARD_GONE, rule_at(cx, a), "%.*s", STR(href));
    }
    rule_say(cx, a, "the card held an article, unwrapped");
    return node_unwrap(a, cx->root);
}

/* A card's address behind its title: the link has it. */
static bool is_address(const struct node *n)
{
    if (n->tag != TAG_TEXT) return false;
    str s = str_trim(n->text);
    return (str_istarts(s, S("http://")) || str_istarts(s, S("https://"))) &&
           str_byte(s, ' ', 0) < 0;
}

/* A text of a card on its line; an address behind its title is in the link. */
static void take_words(struct rule_ctx *cx, struct node *text, struct node *link)
{
    node_detach(text);
    text->text = one_line(cx->mem, text->text);
    str title = no_address(text->text);
    if (title.len) {
        rule_lose_text(cx, link, str_skip(text->text, title.len), DIAG_TWIN_GONE);
        text->text = title;
    }
    node_append(link, text);
}

/* A card as one line: its texts, with blanks between them; its pictures go. */
static struct node *flatten(struct rule_ctx *cx, struct node *a)
{
    if (drops_cards(cx)) {
        if (shape_blank(a))
            diag(cx->ds, DIAG_CARD_GONE, rule_at(cx, a), "%.*s", STR(node_attr(a, ATTR_HREF)));
        rule_lose(cx, a, DIAG_CARD_GONE, "");
        return node_remove(a, cx->root);
    }
    bool keep = cx->conf && cx->conf->link_cards == CARDS_KEEP, words = false;
    struct node *link = line_before(cx, a, a);
    if (!keep) node_append(link, shape_words(cx->mem, S("↗ ")));
    for (struct node *n = node_next(a, a); n;) {
        bool own = n->made && n->tag >= TAG_UNKNOWN; /* a formula: it stays whole */
        struct node *next = own ? node_skip(n, a) : node_next(n, a);
        if (own) {
            node_detach(n);
            node_append(link, n);
            words = true;
        } else if (words && is_address(n)) {
            rule_lose(cx, n, DIAG_TWIN_GONE, "");
        } else if (n->tag == TAG_TEXT && !shape_space(n)) {
            if (words) node_append(link, shape_words(cx->mem, S(" ")));
            take_words(cx, n, link);
            words = true;
        } else if (node_is(n, TAG_IMG)) {
            if (!keep) rule_lose(cx, n, DIAG_IMG_DECOR, "");
            node_detach(n);
            if (keep) node_append(link, n);
        }
        n = next;
    }
    if (!words && !leads(cx, node_attr(a, ATTR_HREF))) node_detach(link->parent);
    if (!words) node_append(link, shape_words(cx->mem, title_of(cx, a)));
    rule_say(cx, a, "a card becomes a line");
    return node_remove(a, cx->root);
}

/* <a><p>x</p></a> becomes <p><a>x</a></p>. */
static struct node *go_inside(struct rule_ctx *cx, struct node *a, struct node *block)
{
    link_words(cx, a, block);
    node_unwrap(a, cx->root);
    return block;
}

/* Split the outer link around the inner one. */
static void split_around(struct rule_ctx *cx, struct node *outer, struct node *inner)
{
    while (inner->parent != outer->parent) {
        struct node *parent = inner->parent;
        struct node *rest = shape_clone(cx->mem, parent);
        while (inner->next) {
            struct node *k = inner->next;
            node_detach(k);
            node_append(rest, k);
        }
        node_detach(inner);
        node_after(parent, inner);
        if (rest->first) node_after(inner, rest);
    }
}

static struct node *mend(struct rule_ctx *cx, struct node *a, bool card)
{
    struct inside in = look(a);
    struct node *only = has_block(a) ? shape_only(a) : NULL;
    bool one = only && shape_block(only) && !look(only).blocks;
    if (has_block(a)) {
        bool article = in.article || in.blocks >= 2 || in.chars > CARD_TEXT;
        if (card && !article) return flatten(cx, a);
        return !card && one ? go_inside(cx, a, only) : free_article(cx, a);
    }
    return card ? flatten(cx, a) : node_next(a, cx->root);
}

/*
 * A card that was never closed is opened again by the parser in every
 * paragraph behind it: such clones lead where the last card led.
 */
static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    str last = {0};
    for (struct node *n = node_next(root, root); n;) {
        if (!node_is(n, TAG_A)) {
            n = node_next(n, root);
            continue;
        }
        name_post(cx, n);
        struct node *outer = node_up(n->parent, TAG_A);
        if (outer) split_around(cx, outer, n);
        bool card = is_card(n);
        str href = node_attr(n, ATTR_HREF);
        if (card && last.len && str_eq(href, last)) {
            n = node_unwrap(n, root);
            continue;
        }
        if (card) last = href;
        n = mend(cx, n, card);
    }
    return NULL;
}

const struct rule rule_card = {
    .name = "link-card",
    .help = "link cards become one line; what an open one swallowed is set free",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
