/*
 * site_cnbeta.c - news of cnbeta.com and cnbeta.com.tw.
 */
#include "site.h"
#include "site_local.h"
#include "url.h"

/* Where a click is sold. */
static bool is_shop(str href)
{
    return url_host_in(url_split(href).host,
                       "c.duomai.com pvxt.net union-click.jd.com u.jd.com s.click.taobao.com "
                       "dpbolvw.net");
}

/* All the words of n are links to shops. */
static bool sells(const struct node *n)
{
    bool any = false;
    for (const struct node *k = n; k;) {
        if (node_is(k, TAG_IMG)) return false;
        if (node_is(k, TAG_A) && is_shop(node_attr(k, ATTR_HREF))) {
            any = true;
            k = node_skip(k, n);
            continue;
        }
        if (k->tag == TAG_TEXT && !shape_space(k)) return false;
        k = node_next(k, n);
    }
    return any;
}

/* "访问购买页面：" and the links behind it. */
static struct node *drop_shops(struct rule_ctx *cx, struct node *p)
{
    const str lead = S("访问购买页面");
    str line = shape_line(cx->mem, p, SITE_LINE);
    if (!str_eq(line, lead) && !str_starts(line, S("访问购买页面：")) &&
        !str_starts(line, S("访问购买页面:")))
        return node_next(p, cx->root);
    for (struct node *next; (next = shape_next(p)) && node_is(next, TAG_P) && sells(next);) {
        rule_lose(cx, next, DIAG_NOISE_GONE, "");
        node_detach(next);
    }
    rule_lose(cx, p, DIAG_NOISE_GONE, "");
    return node_remove(p, cx->root);
}

static const struct rule rule_shops = {
    .name = "cnbeta-shops",
    .help = "lines that lead to shops go",
    .on = TAG_P,
    .apply = drop_shops,
};

static const struct rule *const rules[] = {&rule_shops, NULL};

static const struct edit edits[] = {
    /* words that lead to shops */
    UNWRAP("a[data-link='1']"),
    /* the topic's picture beside the summary, and what is around the article */
    ICON(".article-summary > .topic, .article-summary > a.topic"),
    NOISE(".article-topic, .article-global, .article-relation, .article-share, .article-vote, "
          ".cnbeta-article-toolbar"),
    EDITS_END,
};

const struct site site_cnbeta = {
    .name = "cnbeta",
    .help = "news of cnbeta.com",
    .hosts = "cnbeta.com cnbeta.com.tw",
    .pictures = "cnbetacdn.com cnbeta.com cnbeta.com.tw",
    .labels = "cnBeta",
    .marks = ".article-summary > .topic, .cnbeta-article",
    .rules = rules,
    .edits = edits,
};
