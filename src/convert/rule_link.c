/*
 * rule_link.c - a link leads somewhere a book can follow, directly, or it is text.
 */
#include "shape_local.h"
#include "redirect_local.h"
#include "url.h"

static bool is_picture_url(str url)
{
    static const str ends[] = {LIT(".jpg"),  LIT(".jpeg"), LIT(".png"), LIT(".gif"),
                               LIT(".webp"), LIT(".bmp"),  LIT(".svg")};
    str path = str_cut(str_cut(url, '#').head, '?').head;
    for (isize i = 0; i < COUNT(ends); i++)
        if (str_iends(path, ends[i])) return true;
    return str_has(url, S("?wx_fmt=")) || str_has(url, S("imageView2"));
}

/* The link holds pictures only, and leads to one: a reader sees it already. */
static bool shows_itself(struct rule_ctx *cx, const struct node *a, str href)
{
    bool picture = false;
    for (const struct node *k = node_next(a, a); k; k = node_next(k, a)) {
        if (k->tag == TAG_TEXT && !shape_space(k)) return false;
        if (!node_is(k, TAG_IMG)) continue;
        picture = true;
        str src;
        str base = cx->post ? cx->post->url : (str){0};
        if (url_clean(cx->mem, node_attr(k, ATTR_SRC), base, &src) &&
            str_eq(url_key(cx->mem, src), url_key(cx->mem, href)))
            return true;
    }
    return picture && is_picture_url(href);
}

/* "#place" of the post's own address: a link inside of the chapter. */
static bool leads_inside(struct rule_ctx *cx, str url, str *fragment)
{
    struct url u = url_split(url);
    if (!cx->post || !cx->post->url.len || !u.fragment.len) return false;
    *fragment = str_printf(cx->mem, "#%.*s", STR(u.fragment));
    return str_eq(url_key(cx->mem, url), url_key(cx->mem, cx->post->url));
}

static bool resolve(struct rule_ctx *cx, str href, str *url)
{
    str base = cx->post ? cx->post->url : (str){0};
    if (str_istarts(href, S("www."))) href = str_printf(cx->mem, "http://%.*s", STR(href));
    if (!url_clean(cx->mem, href, base, url)) return false;
    if (!cx->conf || cx->conf->unwrap_redirects) {
        str to = redirect_target(cx->mem, *url);
        if (!str_eq(to, *url)) *url = to;
    }
    *url = url_untrack(cx->mem, *url);
    return true;
}

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

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    str url, href = str_trim(node_attr(n, ATTR_HREF));
    str name = node_attr(n, ATTR_NAME);
    if (name.len && !node_has(n, ATTR_ID)) node_set(cx->mem, n, ATTR_ID, name);
    strip(n);
    if (!href.len) {
        node_unset(n, ATTR_HREF);
        if (node_has(n, ATTR_ID)) return node_next(n, cx->root);
        return node_unwrap(n, cx->root);
    }
    if (shape_blank(n)) {
        if (!node_has(n, ATTR_ID)) return node_unwrap(n, cx->root);
        node_unset(n, ATTR_HREF);
        return node_next(n, cx->root);
    }
    if (href.p[0] == '#') return node_next(n, cx->root); /* see rule_ids.c */
    if (!resolve(cx, href, &url)) {
        diag(cx->ds, DIAG_LINK_BAD, rule_at(cx, n), "%.*s", STR(utf8_head(href, 200)));
        return node_unwrap(n, cx->root);
    }
    if (shows_itself(cx, n, url)) return node_unwrap(n, cx->root);
    if (!str_eq(url, href)) rule_say(cx, n, "leads to %.*s", STR(url));
    str inside;
    node_set(cx->mem, n, ATTR_HREF, leads_inside(cx, url, &inside) ? inside : url);
    return node_next(n, cx->root);
}

const struct rule rule_link = {
    .name = "link",
    .help = "links lead where they mean to, in valid addresses, or are text",
    .on = TAG_A,
    .apply = apply,
};
