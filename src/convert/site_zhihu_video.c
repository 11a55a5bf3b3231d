/*
 * site_zhihu_video.c - a player: the film, the still in front of it and its length; or a
 * card with the player in a frame and the film's title.
 *
 * The film's own address is signed and dead within a day, so nothing leads there.
 */
#include "site_local.h"
#include "url.h"

static bool is_ours(str src)
{
    return url_host_in(url_split(src).host, "vzuu.com zhihu.com zhimg.com");
}

/* "07:46" */
static bool is_length(str s)
{
    s = shape_trim(s);
    bool colon = false;
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] != ':' && !is_digit(s.p[i])) return false;
        colon |= s.p[i] == ':';
    }
    return colon && s.len <= 8;
}

/* What stands beside n in its parent belongs to a player: nothing to read but a length,
 * nothing to see but one still. */
static bool beside(const struct node *n, const struct node **still)
{
    enum { MOST = 200 /* nodes; a player has few */ };
    int count = 0;
    for (const struct node *k = n->parent->first; k; k = k->next) {
        if (++count > MOST) return false;
        if (k == n) continue;
        for (const struct node *in = k; in; in = node_next(in, k)) {
            if (++count > MOST) return false;
            if (node_is(in, TAG_IMG) && *still) return false;
            if (node_is(in, TAG_IMG)) *still = in;
            bool words = in->tag == TAG_TEXT && !shape_space(in) && !is_length(in->text);
            if (words || node_is(in, TAG_P) || node_is(in, TAG_VIDEO) || node_is(in, TAG_FIGURE))
                return false;
        }
    }
    return true;
}

static struct node *mend_player(struct rule_ctx *cx, struct node *video)
{
    str src = node_attr(video, ATTR_SRC);
    if (!is_ours(src)) return node_next(video, cx->root);
    const struct node *still = NULL;
    struct node *box = video;
    while (box->parent && node_is(box->parent, TAG_DIV)) {
        const struct node *found = still;
        if (!beside(box, &found)) break;
        still = found;
        box = box->parent;
    }
    str poster = still ? picture_source(still) : (str){0};
    if (poster.len && !node_has(video, ATTR_POSTER)) node_set(cx->mem, video, ATTR_POSTER, poster);
    if (node_attr(video, ATTR_POSTER).len && str_has(src, S("auth_key=")))
        node_unset(video, ATTR_SRC);
    if (box == video) return node_skip(video, cx->root);
    node_detach(video);
    node_before(box, video);
    rule_lose(cx, box, DIAG_TWIN_GONE, "");
    rule_say(cx, video, "the player's still is the film's poster");
    return node_remove(box, cx->root);
}

const struct rule rule_zhihu_video = {
    .name = "zhihu-video",
    .help = "a player becomes its film, with the still as its poster",
    .on = TAG_VIDEO,
    .apply = mend_player,
};

/* --- cards ------------------------------------------------------------------------ */

/* Everything in a card says one thing; the element that rule_media.c knows says it. */
static struct node *mend_card(struct rule_ctx *cx, struct node *card)
{
    enum { TITLE = 300 /* bytes */ };
    str url = {0}, poster = {0}, title = {0};
    if (!node_has_class(card, S("VideoCard"))) return node_next(card, cx->root);
    for (const struct node *k = node_next(card, card); k; k = node_next(k, card)) {
        bool film = node_is(k, TAG_IFRAME) || node_is(k, TAG_VIDEO);
        if (film && !url.len) url = str_cut(node_attr(k, ATTR_SRC), '?').head;
        if (node_is(k, TAG_IMG) && !poster.len) poster = picture_source(k);
        if (k->tag >= TAG_UNKNOWN && node_has_class(k, S("VideoCard-title")) && !title.len)
            title = shape_line(cx->mem, k, TITLE);
    }
    if (!url.len) return node_next(card, cx->root);
    node_add_class(cx->mem, card, S("video-box"));
    node_set(cx->mem, card, ATTR_HREF, url);
    if (poster.len) node_set(cx->mem, card, ATTR_POSTER, poster);
    if (title.len) node_set(cx->mem, card, ATTR_TITLE, title);
    return node_skip(card, cx->root);
}

const struct rule rule_zhihu_card = {
    .name = "zhihu-video-card",
    .help = "a card with a player becomes its film",
    .on = TAG_DIV,
    .apply = mend_card,
};
