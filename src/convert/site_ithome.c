/*
 * site_ithome.c - news of ithome.com.
 */
#include "site.h"
#include "site_local.h"

/* The last paragraph says of every article that its links may be advertising. */
static bool is_notice(struct rule_ctx *cx, const struct node *last)
{
    enum { NOTICE = 600 /* bytes */ };
    str line = shape_line(cx->mem, last, NOTICE);
    return str_starts(line, S("广告声明：")) &&
           (str_has(line, S("对外跳转链接")) || str_ends(line, S("均包含本声明。")));
}

static struct node *drop_notice(struct rule_ctx *cx, struct node *root)
{
    site_drop_tail(cx, root, is_notice);
    return NULL;
}

static const struct rule rule_notice = {
    .name = "ithome-notice",
    .help = "the notice about links that ends every article goes",
    .on = TAG_DOCUMENT,
    .apply = drop_notice,
};

static const struct rule *const rules[] = {&rule_notice, NULL};

static const struct edit edits[] = {
    /* words that lead to the site's own shelves */
    UNWRAP("a.s_tag"),
    NOISE("p.ad-tips, .newserror, .newsgrade, .shareto, .related_post, #grade, .topic-bar"),
    EDITS_END,
};

const struct site site_ithome = {
    .name = "ithome",
    .help = "news of ithome.com",
    .hosts = "ithome.com",
    .pictures = "img.ithome.com",
    .labels = "IT 之家|IT之家",
    .marks = "p[data-vmark], a.s_tag[href*='ithome.com'], p.ad-tips, .accentTextColor",
    .rules = rules,
    .edits = edits,
};
