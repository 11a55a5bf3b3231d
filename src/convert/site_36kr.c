/*
 * site_36kr.c - articles of 36kr.com.
 */
#include "site.h"

static const struct edit edits[] = {
    /* words that lead to the site's own lists of companies */
    UNWRAP("a.project-link"),
    DROP(".article-title-icon", DIAG_BYLINE_GONE),
    NOISE(".kr-share, .article-mobile-share, .article-detail-widget, .article-footer-share"),
    EDITS_END,
};

const struct site site_36kr = {
    .name = "36kr",
    .help = "articles of 36kr.com",
    .hosts = "36kr.com",
    .pictures = "36krcdn.com 36kr.com",
    .labels = "36kr|36氪",
    .marks =
        "a.project-link[data-refer-type], .kr-rich-text-wrapper, .article-title-icon.common-width",
    .edits = edits,
};
