/*
 * site_zhihu.c - answers and columns of zhihu.com and the digests made from them.
 */
#include "shape_local.h"
#include "site.h"

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

static const struct rule *const rules[] = {&rule_byline, NULL};

static const struct edit edits[] = {
    /* searches that the site itself put on words */
    UNWRAP("a.RichContent-EntityWord, a[href^='https://zhida.zhihu.com/']"),
    ICON("img.avatar, img.Avatar"),
    NOISE(".view-more, .GoodsRecommendCard, .MCNLinkCard, .CPSLinkCard, .ecommerce-ad-box, "
          ".RichText-MCNLinkCardContainer, .ContentItem-actions, .Reward, .GifPlayer-icon"),
    NOISE("[data-draft-type=mcn-link-card], [data-draft-type=cps-link-card], "
          "[data-draft-type=ad-link-card]"),
    EDITS_END,
};

const struct site site_zhihu = {
    .name = "zhihu",
    .help = "answers and columns of zhihu.com, and digests made from them",
    .hosts = "zhihu.com",
    .pictures = "zhihu.com zhimg.com",
    .marks = "a[href*='zhihu.com/']",
    .rules = rules,
    .edits = edits,
};
