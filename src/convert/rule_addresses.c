/*
 * rule_addresses.c - links out of the book, for those who read without a net or on paper.
 *
 * content.links: endnotes keeps the words of a link, puts a number behind them, and lists
 * the addresses at the end of the chapter:
 *
 *   words<small>[1]</small>
 *
 *   <p class="bold">链接</p>
 *   <ol class="link-list"><li>words <a href="https://…">https://…</a></li></ol>
 *
 * The marks lead nowhere, so nothing pops up at them; notes (R18) have lists and numbers of their
 * own.  strip keeps the words alone.  Links within the book, to mailboxes and of
 * pictures are left as they are, and so is one whose words are its address.
 */
#include "address_local.h"
#include "shape_local.h"
#include "table.h"
#include "url.h"

struct listing {
    struct rule_ctx *cx;
    struct node *items; /* NULL: none is listed yet */
    struct table known; /* number of an address that is listed, by its hash */
    isize n, stripped;
    where first;
};

/* --- words ------------------------------------------------------------------------------ */

/* The link's words on one line, without the arrow of a card. */
static str words_of(arena *mem, const struct node *a)
{
    enum { LONGEST = 80 /* code points */ };
    struct buf b = {.mem = mem};
    buf_even(&b, node_text_all(mem, a));
    str s = str_trim(buf_str(&b));
    if (str_starts(s, S("↗"))) s = str_trim(str_skip(s, S("↗").len));
    str head = utf8_head(s, LONGEST);
    return head.len < s.len ? str_printf(mem, "%.*s…", STR(head)) : s;
}

/* The words are a part of the address, however cut short. */
static bool repeats(str words, str shown)
{
    str w = address_short(words), s = address_short(shown);
    if (str_ends(w, S("…"))) w.len -= S("…").len;
    else if (str_ends(w, S("..."))) w.len -= 3;
    return w.len && str_istarts(s, w);
}

/* --- the list --------------------------------------------------------------------------- */

static struct node *own(struct rule_ctx *cx, struct node *parent, enum tag t)
{
    struct node *n = node_add(cx->mem, parent, t);
    n->made = 1;
    return n;
}

static void open_list(struct listing *l)
{
    struct rule_ctx *cx = l->cx;
    l->items = node_make(cx->mem, TAG_OL);
    l->items->made = 1;
    node_set(cx->mem, l->items, ATTR_CLASS, S("link-list"));
}

/* The list, below a line that says what it is, last in the chapter. */
static void place_list(struct listing *l, struct node *root)
{
    struct rule_ctx *cx = l->cx;
    struct node *head = own(cx, root, TAG_P);
    node_set(cx->mem, head, ATTR_CLASS, S("bold"));
    node_append(head, shape_words(cx->mem, rule_is_cjk(cx) ? S("链接") : S("Links")));
    node_append(root, l->items);
}

static void add_item(struct listing *l, str words, str url)
{
    struct rule_ctx *cx = l->cx;
    str shown = address_shown(cx->mem, url);
    if (!l->items) open_list(l);
    struct node *item = own(cx, l->items, TAG_LI);
    if (words.len && !repeats(words, shown))
        node_append(item, shape_words(cx->mem, str_printf(cx->mem, "%.*s ", STR(words))));
    struct node *link = own(cx, item, TAG_A);
    node_set(cx->mem, link, ATTR_HREF, url);
    node_append(link, shape_words(cx->mem, shown));
}

/* --- links ------------------------------------------------------------------------------ */

static bool leads_out(const struct node *n)
{
    str href = node_attr(n, ATTR_HREF);
    return node_is(n, TAG_A) && (str_starts(href, S("http://")) ||
                                 str_starts(href, S("https://")) || str_starts(href, S("ftp://")));
}

static struct node *free_words(struct rule_ctx *cx, struct node *a)
{
    if (!node_has(a, ATTR_ID)) return node_unwrap(a, cx->root);
    node_unset(a, ATTR_HREF); /* something leads here */
    return node_next(a, cx->root);
}

static struct node *strip(struct listing *l, struct node *a)
{
    if (!l->stripped++) l->first = rule_at(l->cx, a);
    return free_words(l->cx, a);
}

static struct node *number(struct listing *l, struct node *a)
{
    struct rule_ctx *cx = l->cx;
    str url = node_attr(a, ATTR_HREF), words = words_of(cx->mem, a);
    str shown = address_shown(cx->mem, url);
    if (str_ieq(address_short(words), address_short(shown)) || shape_image(a) || shape_in_pre(a))
        return node_next(a, cx->root);
    isize *known = table_at(&l->known, hash64(url));
    if (*known < 0) {
        *known = ++l->n;
        add_item(l, words, url);
    }
    struct node *mark = node_make(cx->mem, TAG_SMALL);
    mark->made = 1;
    node_append(mark, shape_words(cx->mem, str_printf(cx->mem, "[%td]", *known)));
    node_after(a, mark);
    return free_words(cx, a);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct listing l = {.cx = cx, .known = {.mem = cx->mem}};
    int wish = cx->conf ? cx->conf->links : LINKS_INLINE;
    if (wish == LINKS_INLINE) return NULL;
    for (struct node *n = node_next(root, root); n;) {
        if (node_has_class(n, S("link-list"))) n = node_skip(n, root);
        else if (!leads_out(n)) n = node_next(n, root);
        else n = wish == LINKS_STRIP ? strip(&l, n) : number(&l, n);
    }
    if (l.items) place_list(&l, root);
    if (l.stripped) diag(cx->ds, DIAG_LINKS_STRIPPED, l.first, "%td", l.stripped);
    return NULL;
}

const struct rule rule_addresses = {
    .name = "addresses",
    .help = "links out of the book stay, are numbered and listed, or are text",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
