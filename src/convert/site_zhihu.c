/*
 * site_zhihu.c - answers and columns of zhihu.com and the digests made from them.
 */
#include "shape_local.h"
#include "site.h"
#include "url.h"

static bool is_zhihu_url(str s)
{
    str host = url_split(s).host;
    return str_ends(host, S("zhihu.com")) || str_ends(host, S("zhimg.com"));
}

static bool owns(const struct post *p, const struct node *root)
{
    if (p && p->url.len) return is_zhihu_url(p->url);
    for (const struct node *n = root; n; n = node_next(n, root)) {
        if (node_is(n, TAG_A) && is_zhihu_url(node_attr(n, ATTR_HREF))) return true;
        if (!node_is(n, TAG_IMG)) continue;
        if (is_zhihu_url(node_attr(n, ATTR_SRC)) ||
            is_zhihu_url(node_attr(n, ATTR_DATA_ORIGINAL)) ||
            is_zhihu_url(node_attr(n, ATTR_DATA_ACTUALSRC)))
            return true;
    }
    return false;
}

/* --- the byline --------------------------------------------------------------- */

static struct node *byline(struct rule_ctx *cx, struct node *root)
{
    struct node *n = node_next(root, root);
    while (n && (n->tag != TAG_TEXT || shape_space(n))) {
        if (node_is(n, TAG_IMG)) return NULL;
        n = node_next(n, root);
    }
    if (!n || !cx->post || !cx->post->author.len) return NULL;
    str want = str_printf(cx->mem, "%.*s的回答", STR(cx->post->author));
    if (!str_eq(str_trim(n->text), want)) return NULL;
    rule_lose(cx, n, DIAG_BYLINE_GONE, "");
    node_detach(n);
    return NULL;
}

static const struct rule rule_byline = {
    .name = "zhihu-byline",
    .help = "the line that says whose answer it is stands in the chapter's head",
    .on = TAG_DOCUMENT,
    .apply = byline,
};

/* --- links that the site itself put on words ----------------------------------- */

static struct node *entity(struct rule_ctx *cx, struct node *n)
{
    bool search = node_has_class(n, S("RichContent-EntityWord")) ||
                  str_eq(url_split(node_attr(n, ATTR_HREF)).host, S("zhida.zhihu.com"));
    if (!search) return node_next(n, cx->root);
    rule_say(cx, n, "a search for a word, unwrapped");
    return node_unwrap(n, cx->root);
}

static const struct rule rule_entity = {
    .name = "zhihu-entity",
    .help = "links that search for a word of the text are unwrapped",
    .on = TAG_A,
    .apply = entity,
};

/* --- parts of the page ------------------------------------------------------------ */

static bool is_noise(const struct node *n)
{
    static const str names[] = {LIT("view-more"),           LIT("GoodsRecommendCard"),
                                LIT("MCNLinkCard"),         LIT("CPSLinkCard"),
                                LIT("ecommerce-ad-box"),    LIT("RichText-MCNLinkCardContainer"),
                                LIT("ContentItem-actions"), LIT("Reward"),
                                LIT("GifPlayer-icon")};
    for (isize i = 0; i < COUNT(names); i++)
        if (node_has_class(n, names[i])) return true;
    str type = node_attr(n, ATTR_DATA_DRAFT_TYPE);
    return str_eq(type, S("mcn-link-card")) || str_eq(type, S("cps-link-card")) ||
           str_eq(type, S("ad-link-card"));
}

static struct node *noise(struct rule_ctx *cx, struct node *n)
{
    if (n->tag < TAG_UNKNOWN) return node_next(n, cx->root);
    bool avatar =
        node_is(n, TAG_IMG) && (node_has_class(n, S("avatar")) || node_has_class(n, S("Avatar")));
    if (!avatar && !is_noise(n)) return node_next(n, cx->root);
    rule_lose(cx, n, avatar ? DIAG_IMG_DECOR : DIAG_NOISE_GONE, "");
    return node_remove(n, cx->root);
}

static const struct rule rule_noise = {
    .name = "zhihu-noise",
    .help = "avatars, advertisements and buttons of the page go",
    .apply = noise,
};

static const struct rule *const rules[] = {&rule_byline, &rule_entity, &rule_noise, NULL};

const struct site site_zhihu = {
    .name = "zhihu",
    .help = "answers and columns of zhihu.com",
    .owns = owns,
    .rules = rules,
};
