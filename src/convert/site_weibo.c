/*
 * site_weibo.c - posts of weibo.com and m.weibo.cn, mostly as feeds have them.
 */
#include "site.h"
#include "site_local.h"

/* "全文" leads to the rest of a post that is cut off; the link is the page's, not the author's. */
static struct node *drop_more(struct rule_ctx *cx, struct node *a)
{
    static const str words[] = {LIT("全文"), LIT("...全文"), LIT("展开全文"), LIT("展开"),
                                LIT("收起"), LIT("展开c"),   LIT("收起d")};
    static const str places[] = {LIT("/status/"), LIT("weibo.com/"), LIT("weibo.cn/"),
                                 LIT("javascript:")};
    str href = node_attr(a, ATTR_HREF), said = shape_line(cx->mem, a, SITE_LINE);
    bool word = false, place = node_attr_str(a, S("action-type")).len > 0;
    for (isize i = 0; i < COUNT(words); i++) word |= str_eq(said, words[i]);
    for (isize i = 0; i < COUNT(places); i++) place |= str_has(href, places[i]);
    if (!word || !place) return node_next(a, cx->root);
    rule_lose(cx, a, DIAG_BUTTON_GONE, "");
    return node_remove(a, cx->root);
}

static const struct rule rule_more = {
    .name = "weibo-more",
    .help = "the link to the rest of a post goes",
    .on = TAG_A,
    .apply = drop_more,
};

/* A film's own address is dead within hours; the one that is said for readers
 * without films lives. */
static struct node *lead_to_page(struct rule_ctx *cx, struct node *video)
{
    for (const struct node *k = node_next(video, video); k; k = node_next(k, video)) {
        str href = node_is(k, TAG_A) ? node_attr(k, ATTR_HREF) : (str){0};
        if (!href.len) continue;
        node_set(cx->mem, video, ATTR_HREF, href);
        break;
    }
    return node_skip(video, cx->root);
}

static const struct rule rule_video = {
    .name = "weibo-video",
    .help = "a film leads to the page where it can be seen",
    .on = TAG_VIDEO,
    .apply = lead_to_page,
};

static const struct rule *const rules[] = {&rule_more, &rule_video, NULL};

static const struct edit edits[] = {
    /* the icon before a link, which its words explain */
    ICON(".url-icon > img[src*='/timeline_card_'], .iconimg > img[src*='/timeline_card_'], "
         "img.bk-icon-link, img[src*='/timeline_card_small_']"),
    ICON("img.W_img_face[src*='/avatar'], .woo-avatar-img, .wbpro-avatar, .W_face_radius"),
    /* emoticons stand among letters */
    RENAME(".url-icon > img, img.W_img_face, img[src*='face.t.sinajs.cn'], "
           "img[src*='/appstyle/expression/']",
           "img.emoji"),
    NOISE(".wbpro-feed-toolbar, .toolbar_main, .WB_handle, .WB_from, .weibo-og > .card-extra, "
          ".lite-page-comment"),
    EDITS_END,
};

const struct site site_weibo = {
    .name = "weibo",
    .help = "posts of weibo.com",
    .hosts = "weibo.com weibo.cn",
    .labels = "微博|新浪微博",
    .marks = ".url-icon > img, .surl-text, a[href*='//weibo.cn/sinaurl'], .weibo-text, .WB_text, "
             "a[href*='//m.weibo.cn/search?containerid='], img[src*='/timeline_card_'], "
             "img[src*='face.t.sinajs.cn']",
    .rules = rules,
    .edits = edits,
};
