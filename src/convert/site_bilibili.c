/* site_bilibili.c - articles of bilibili.com/read and /opus. */
#include "site.h"

static const struct edit edits[] = {
    ICON("img[class*='cut-off-']"), /* lines to part an article with */
    NOISE(".opus-module-top, .opus-module-extend, .opus-module-copyright, .opus-module-bottom, "
          ".opus-module-stat, .opus-module-blocked, .article-action, .interaction-info, "
          ".up-info-holder, .fixed-top-header"),
    RENAME("div.opus-para-pic", "figure"),
    EDITS_END,
};

const struct site site_bilibili = {
    .name = "bilibili",
    .help = "articles of bilibili.com",
    .hosts = "bilibili.com",
    .pictures = "hdslb.com",
    .marks = ".opus-module-content",
    .labels = "哔哩哔哩|bilibili",
    .edits = edits,
};
