/*
 * site_ithome.c - news of ithome.com.
 */
#include "site.h"
#include "site_local.h"

/* The last paragraph says of every article that its links may be advertising. */
static struct node *drop_notice(struct rule_ctx *cx, struct node *root)
{
    enum { NOTICE = 600 /* bytes */ };
    struct node *last;
    if (!site_tail(root, &last, 1)) return NULL;
    str line = shape_line(cx->mem, last, NOTICE);
    bool notice = str_starts(line, S("广告声明：")) &&
                  (str_has(line, S("对外跳转链接")) || str_ends(line, S("均包含本声明。")));
    if (!notice) return NULL;
    rule_lose(cx, last, DIAG_NOISE_GONE, "");
    node_detach(last);
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
