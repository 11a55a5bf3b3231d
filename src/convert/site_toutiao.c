/* site_toutiao.c - articles of toutiao.com. */
#include "site.h"

static const struct edit edits[] = {
    RENAME("div.pgc-img", "figure"),
    RENAME("p.pgc-img-caption", "figcaption"),
    EDITS_END,
};

const struct site site_toutiao = {
    .name = "toutiao",
    .help = "articles of toutiao.com",
    .hosts = "toutiao.com",
    .pictures = "toutiaoimg.com pstatp.com",
    .marks = "div.pgc-img",
    .labels = "今日头条",
    .edits = edits,
};
