/* site_oschina.c - news and blogs of oschina.net. */
#include "site.h"

static const struct edit edits[] = {
    NOISE(".ad-wrap, .article-box__header, .article-box__meta, .article-box__tags, "
          ".article-box__footer, .article-box__recommend, .article-box__comment, "
          ".article-operate, .article-collect, .extra.meta, .osc-collect-btn"),
    EDITS_END,
};

const struct site site_oschina = {
    .name = "oschina",
    .help = "news and blogs of oschina.net",
    .hosts = "oschina.net osc.cool",
    .pictures = "oschina.net",
    .marks = "a[href*='oschina.net/action/GoToLink'], .article-box__content",
    .labels = "开源中国",
    .edits = edits,
};
