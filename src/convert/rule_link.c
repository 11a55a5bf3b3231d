/*
 * rule_link.c - a link leads somewhere a book can follow, directly, or it is text.
 */
#include "convert_local.h"
#include "redirect_local.h"
#include "shape_local.h"
#include "url.h"

static bool is_picture_url(str url)
{
    if (picture_named(str_cut(str_cut(url, '#').head, '?').head)) return true;
    return str_has(url, S("?wx_fmt=")) || str_has(url, S("imageView2"));
}

/* The link holds pictures and no words. */
static bool is_picture(const struct node *a)
{
    bool picture = false;
    for (const struct node *k = node_next(a, a); k; k = node_next(k, a)) {
        if (k->tag == TAG_TEXT && !shape_space(k)) return false;
        picture |= node_is(k, TAG_IMG);
    }
    return picture;
}

/* What a chapter's links are compared with, and those that lead nowhere. */
struct walk {
    struct rule_ctx *cx;
    struct table pictures; /* url_keys of those that are shown, hashed */
    struct table places;   /* ids and names, hashed */
    where at;              /* of the first that leads nowhere */
    str lost;
    isize nlost;
};

static void note_all(struct walk *w, const struct node *root)
{
    str url, base = w->cx->post ? w->cx->post->url : (str){0};
    arena *mem = w->cx->mem;
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        if (n->tag < TAG_UNKNOWN) continue;
        str id = node_attr(n, ATTR_ID), name = node_attr(n, ATTR_NAME);
        if (id.len) *table_at(&w->places, hash64(id)) = 1;
        if (name.len && node_is(n, TAG_A)) *table_at(&w->places, hash64(name)) = 1;
        if (node_is(n, TAG_IMG) && url_clean(mem, node_attr(n, ATTR_SRC), base, &url))
            *table_at(&w->pictures, hash64(url_key(mem, url))) = 1;
    }
}

/* A reader sees already what the link leads to. */
static bool is_shown(struct walk *w, const struct node *a, str url)
{
    if (is_picture(a) && is_picture_url(url)) return true;
    return *table_at(&w->pictures, hash64(url_key(w->cx->mem, url))) == 1;
}

static bool is_place(struct walk *w, str fragment)
{
    str name = url_decode(w->cx->mem, fragment, false);
    return name.len && *table_at(&w->places, hash64(name)) == 1;
}

/* The address of the post itself. */
static bool is_own(struct rule_ctx *cx, str url)
{
    return cx->post && cx->post->url.len &&
           str_eq(url_key(cx->mem, url), url_key(cx->mem, cx->post->url));
}

/* The model's part of the standard has no addresses in brackets, nor names like options. */
static bool may_lead(str url)
{
    str host = url_split(url).host;
    return !str_starts(host, S("[")) && !str_starts(host, S("-"));
}

static bool resolve(struct rule_ctx *cx, str href, str *url)
{
    str base = cx->post ? cx->post->url : (str){0};
    if (!url_clean(cx->mem, href, base, url) || !may_lead(*url)) return false;
    if (!cx->conf || cx->conf->unwrap_redirects) *url = redirect_target(cx->mem, *url);
    *url = url_untrack(cx->mem, *url);
    return true;
}

/* --- addresses that run into the text behind them ---------------------------------------- */

static bool ends_address(u32 c)
{
    return c == 0x3001 || c == 0x3002 || (c >= 0x3008 && c <= 0x3011) || c == 0xFF01 ||
           c == 0xFF08 || c == 0xFF09 || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF1F ||
           c == 0x201C || c == 0x201D || c == 0x2026;
}

/*
 * "https://a.example/x）。然后" all in one link whose address it is: whatever made it a link did
 * not see where Chinese goes on.  What is behind the address leaves the link.
 */
static void cut_tail(struct rule_ctx *cx, struct node *n, str *href)
{
    struct node *t = n->first;
    str url, shown, none = {0};
    isize end = 0, len;
    if (!t || t->next || t->tag != TAG_TEXT || !str_istarts(t->text, S("http"))) return;
    while (end < t->text.len && !ends_address(utf8_get(str_skip(t->text, end), &len))) end += len;
    if (end == t->text.len || !url_clean(cx->mem, t->text, none, &shown)) return;
    if (!resolve(cx, *href, &url) || !str_eq(url, url_untrack(cx->mem, shown))) return;
    struct node *rest = node_text(cx->mem, str_skip(t->text, end));
    rest->line = t->line;
    t->text = str_head(t->text, end);
    *href = t->text;
    node_after(n, rest);
}

/* --- one link ------------------------------------------------------------------------------ */

/* Only what this program says of a link stays on it. */
static void strip(struct node *a)
{
    static const enum attr_id kept[] = {ATTR_HREF, ATTR_ID, ATTR_CLASS, ATTR_EPUB_TYPE, ATTR_ROLE};
    for (struct attr **at = &a->attrs; *at;) {
        bool keep = false;
        for (isize i = 0; i < COUNT(kept); i++) keep |= (*at)->id == kept[i];
        if (keep) at = &(*at)->next;
        else *at = (*at)->next;
    }
}

static struct node *lose(struct walk *w, struct node *n, str href)
{
    if (str_starts(href, S(LINK_POST ":"))) href = str_skip(href, S(LINK_POST ":").len);
    if (!w->nlost++) {
        w->at = rule_at(w->cx, n);
        w->lost = utf8_head(href, 200);
    }
    rule_say(w->cx, n, "leads nowhere a book can follow: %.*s", STR(utf8_head(href, 200)));
    return node_unwrap(n, w->cx->root);
}

static struct node *lead(struct rule_ctx *cx, struct node *n, str to)
{
    if (!str_eq(to, node_attr(n, ATTR_HREF))) rule_say(cx, n, "leads to %.*s", STR(to));
    node_set(cx->mem, n, ATTR_HREF, to);
    return node_next(n, cx->root);
}

static struct node *follow(struct walk *w, struct node *n, str href)
{
    struct rule_ctx *cx = w->cx;
    str url = {0}, place = str_cut(href, '#').tail;
    bool ok = resolve(cx, href, &url);
    const struct post *to = link_inside(cx->chapter, href, url);
    if (to && to->number != cx->post->number) return lead(cx, n, link_name(to));
    bool own = to || (ok && is_own(cx, url));
    if (own && is_place(w, place)) return lead(cx, n, str_printf(cx->mem, "#%.*s", STR(place)));
    if (!ok || link_is_local(url)) return lose(w, n, href);
    if ((own && is_picture(n)) || is_shown(w, n, url)) {
        rule_say(cx, n, "leads to what stands here already: %.*s", STR(url));
        return node_unwrap(n, cx->root);
    }
    return lead(cx, n, url);
}

/* A link without an address or without anything to tap on. */
static struct node *hollow(struct rule_ctx *cx, struct node *n)
{
    node_unset(n, ATTR_HREF);
    return node_has(n, ATTR_ID) ? node_next(n, cx->root) : node_unwrap(n, cx->root);
}

static struct node *one(struct walk *w, struct node *n)
{
    struct rule_ctx *cx = w->cx;
    str href = str_trim(node_attr(n, ATTR_HREF));
    str name = node_attr(n, ATTR_NAME);
    if (name.len && !node_has(n, ATTR_ID)) node_set(cx->mem, n, ATTR_ID, name);
    strip(n);
    if (!href.len || shape_blank(n)) return hollow(cx, n);
    if (href.p[0] == '#') return node_next(n, cx->root); /* see rule_ids.c */
    cut_tail(cx, n, &href);
    return follow(w, n, href);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct walk w = {.cx = cx, .pictures = {.mem = cx->mem}, .places = {.mem = cx->mem}};
    note_all(&w, root);
    for (struct node *n = node_next(root, root); n;)
        n = node_is(n, TAG_A) ? one(&w, n) : node_next(n, root);
    if (w.nlost == 1) diag(cx->ds, DIAG_LINK_BAD, w.at, "%.*s", STR(w.lost));
    else if (w.nlost)
        diag(cx->ds, DIAG_LINK_BAD, w.at, "%.*s, and %td more", STR(w.lost), w.nlost - 1);
    return NULL;
}

const struct rule rule_link = {
    .name = "link",
    .help = "links lead where they mean to, in valid addresses, or are text",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
