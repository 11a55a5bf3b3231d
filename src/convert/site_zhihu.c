/*
 * site_zhihu.c - answers, columns and thoughts of zhihu.com, as pages and as its own
 * programs deliver them, and the Daily made from them.
 */
#include "site_local.h"
#include "site.h"

extern const struct rule rule_zhihu_line, rule_zhihu_video, rule_zhihu_card;

/* --- who wrote it ------------------------------------------------------------- */

/* The element that names the author of an answer: in the Daily, and on a page. */
static bool is_name(const struct node *n)
{
    if (n->tag < TAG_UNKNOWN) return false;
    if (node_has_class(n, S("AuthorInfo-name"))) return true;
    if (!node_has_class(n, S("author"))) return false;
    for (const struct node *up = n->parent; up; up = up->parent)
        if (node_has_class(up, S("answer"))) return true;
    return false;
}

/* What stands between the name and the words about its bearer. */
static str without_comma(str s)
{
    static const str ends[] = {LIT("，"), LIT(","), LIT("：")};
    s = shape_trim(s);
    for (isize i = 0; i < COUNT(ends); i++)
        if (str_ends(s, ends[i])) return shape_trim(str_head(s, s.len - ends[i].len));
    return s;
}

/* Several answers need their names; the only one has it in the chapter's head. */
static struct node *drop_name(struct rule_ctx *cx, struct node *root)
{
    struct node *name = NULL;
    if (!cx->post || !cx->post->author.len) return NULL;
    for (struct node *n = node_next(root, root); n;) {
        if (!is_name(n)) {
            n = node_next(n, root);
            continue;
        }
        if (name) return NULL;
        name = n;
        n = node_skip(n, root);
    }
    if (!name) return NULL;
    str said = without_comma(shape_line(cx->mem, name, SITE_LINE));
    if (!str_eq(said, cx->post->author)) return NULL;
    rule_lose(cx, name, DIAG_BYLINE_GONE, "");
    node_detach(name);
    return NULL;
}

static const struct rule rule_name = {
    .name = "zhihu-name",
    .help = "the name over an only answer goes; the chapter's head has it",
    .on = TAG_DOCUMENT,
    .apply = drop_name,
};

/* "<a>Name</a>：" before a thought. */
static struct node *drop_lead(struct rule_ctx *cx, struct node *root)
{
    const str colon = S("：");
    struct node *a = node_next(root, root);
    while (a && (shape_space(a) || node_is(a, TAG_DIV))) a = node_next(a, root);
    if (!node_is(a, TAG_A) || !cx->post || !cx->post->author.len) return NULL;
    struct node *text = a->next;
    bool person = str_has(node_attr(a, ATTR_HREF), S("zhihu.com/people/")) ||
                  str_has(node_attr(a, ATTR_HREF), S("zhihu.com/org/"));
    if (!person || !text || text->tag != TAG_TEXT || !str_starts(text->text, colon)) return NULL;
    if (!str_eq(shape_line(cx->mem, a, SITE_LINE), cx->post->author)) return NULL;
    rule_lose(cx, a, DIAG_BYLINE_GONE, "");
    rule_lose_text(cx, text, colon, DIAG_BYLINE_GONE);
    text->text = str_skip(text->text, colon.len);
    node_detach(a);
    return NULL;
}

static const struct rule rule_lead = {
    .name = "zhihu-lead",
    .help = "the name before a thought goes; the chapter's head has it",
    .on = TAG_DOCUMENT,
    .apply = drop_lead,
};

/* --- when it was changed -------------------------------------------------------- */

/* "编辑于 2021-08-14 07:37・IP 属地北京" */
static bool is_when(str s)
{
    static const str words[] = {LIT("编辑于"), LIT("发布于")};
    static const str dots[] = {LIT("・"), LIT("·"), LIT("•")};
    for (isize i = 0; i < COUNT(words); i++) {
        if (!str_starts(s, words[i])) continue;
        s = shape_trim(str_skip(s, words[i].len));
        for (isize k = 0; k < COUNT(dots); k++) {
            isize at = str_find(s, dots[k], 0);
            if (at < 0) continue;
            str place = shape_trim(str_skip(s, at + dots[k].len));
            if (!str_starts(place, S("IP 属地")) || utf8_len(place) > 16) return false;
            s = shape_trim(str_head(s, at));
            break;
        }
        return site_is_time(s);
    }
    return false;
}

static bool says_when(struct rule_ctx *cx, const struct node *last)
{
    return is_when(shape_line(cx->mem, last, SITE_LINE));
}

static struct node *drop_when(struct rule_ctx *cx, struct node *root)
{
    site_drop_tail(cx, root, says_when);
    return NULL;
}

static const struct rule rule_when = {
    .name = "zhihu-when",
    .help = "a last line that says when and where an answer was changed goes",
    .on = TAG_DOCUMENT,
    .apply = drop_when,
};

/* An object that was not copied left its place. */
static struct node *drop_object(struct rule_ctx *cx, struct node *p)
{
    if (shape_only(p) != p->first || !p->first || p->first->tag != TAG_TEXT ||
        !str_eq(shape_trim(p->first->text), S("\xEF\xBF\xBC")))
        return node_next(p, cx->root);
    rule_lose(cx, p, DIAG_NOISE_GONE, "");
    return node_remove(p, cx->root);
}

static const struct rule rule_object = {
    .name = "zhihu-object",
    .help = "a paragraph that only marks where an object stood goes",
    .on = TAG_P,
    .apply = drop_object,
};

/* The old editor took a picture before a heading into it. */
static struct node *lift_figure(struct rule_ctx *cx, struct node *figure)
{
    struct node *on = node_skip(figure, cx->root), *h = figure->parent;
    while (h && (shape_inline(h) || node_is(h, TAG_DIV))) h = h->parent;
    if (!shape_heading(h)) return on;
    bool words = false;
    for (const struct node *k = node_next(h, h); k != figure; k = node_next(k, h))
        words |= k->tag == TAG_TEXT && !shape_space(k);
    node_detach(figure);
    if (words) node_after(h, figure);
    else node_before(h, figure);
    rule_say(cx, figure, "a picture leaves the heading");
    return on;
}

static const struct rule rule_figure = {
    .name = "zhihu-figure",
    .help = "a picture in a heading stands beside it",
    .on = TAG_FIGURE,
    .apply = lift_figure,
};

/* --- the table -------------------------------------------------------------------- */

static const struct rule *const rules[] = {
    &rule_name,       &rule_lead,        &rule_when,   &rule_object, &rule_zhihu_line,
    &rule_zhihu_card, &rule_zhihu_video, &rule_figure, NULL,
};

static const struct edit edits[] = {
    /* containers that are elements of the line, one of them with a name */
    UNWRAP("span#content, span.RichText, #VirtualCatalogAnchorPoint"),
    /* searches that the site itself put on words */
    UNWRAP("a.RichContent-EntityWord, a[href^='https://zhida.zhihu.com/']"),
    ICON("img.avatar, img.Avatar, img.AuthorInfo-avatar, .UserLink-badge, .AuthorInfo-badge img"),

    /* A card is its title: what else it shows are its address and counters. */
    NOISE("a.tag.type_a, .LinkCard-desc, .LinkCard-meta, .LinkCard-tag, .LinkCard-backdrop"),

    /* what is sold */
    NOISE(".GoodsRecommendCard, .MCNLinkCard, .CPSLinkCard, .CPSCommonCard, .FeeConsultCard, "
          ".EduCard, .ecommerce-ad-box, .RichText-MCNLinkCardContainer, "
          ".RichText-ADLinkCardContainer, .RichText-EduCardContainer, .Pc-word, "
          ".Pc-card, .AdvertImg"),
    NOISE("[data-draft-type=mcn-link-card], [data-draft-type=cps-link-card], "
          "[data-draft-type=ad-link-card], [data-draft-type=edu-card]"),
    NOISE("[class*=KfeCollection-IntroCard], [class*=KfeCollection-Purchase], "
          "[class*=KfeCollection-VipRecommendCard], [class*=KfeCollection-PcCollegeCard]"),

    /* what is around an answer */
    NOISE(".view-more, .ContentItem-actions, .RichContent-actions, .ContentItem-time, "
          ".ContentItem-statusContainer, .Reward, .Reward-wrapper, .Post-SideActions, "
          ".Post-topicsAndReviewer, .Post-NormalSub, .Post-Sub, .Post-Row-Content-right, "
          ".Catalog, .AuthorCard, .Question-sideColumn, .QuestionHeader-footer, "
          ".QuestionHeader-side, .QuestionHeader-topics, .Recommendations-Main, "
          ".Comments-container, .CommentListV2, .LabelContainer-wrapper, .AnswerItem-extraInfo, "
          ".AppHeader, .MobileAppHeader, .CornerButtons, .Voters, .headline-background"),
    BUTTON(".FollowButton, .VoteButton, .ContentItem-expandButton, .RichContent-collapsedText, "
           ".GifPlayer-icon, .OpenInAppButton, .Post-ActionMenu, .ContentItem-rightButton"),

    /* who answers and what he is: a line of its own */
    RENAME(".answer > .meta, .answer > strong, .AuthorInfo-head, .AuthorInfo-badgeText, "
           ".AuthorInfo-headline",
           "p.byline"),
    /* the Daily's picture, with its title once more and the one who took it */
    DROP(".headline .headline-title", DIAG_TITLE_AGAIN),
    RENAME(".headline .img-wrap", "figure"),
    RENAME(".headline .img-wrap > .img-source", "figcaption"),
    EDITS_END,
};

const struct site site_zhihu = {
    .name = "zhihu",
    .help = "answers and columns of zhihu.com, and digests made from them",
    .hosts = "zhihu.com",
    .pictures = "zhimg.com",
    .labels = "知乎|知乎日报|知乎热榜",
    .marks =
        "a.RichContent-EntityWord, .ztext, .RichText, .CopyrightRichText-richText, p[data-pid], "
        "[data-draft-type], [data-draft-node], img.content_image, img.origin_image, "
        "a[href*='//link.zhihu.com/?'], a.member_mention, a.UserLink-link, .LinkCard, "
        ".question-title, .img-place-holder, .view-more a[href*='zhihu.com'], "
        "a.video-box[data-lens-id], img[src*='zhihu.com/equation'], "
        "a[href^='https://zhida.zhihu.com/']",
    .rules = rules,
    .edits = edits,
};
