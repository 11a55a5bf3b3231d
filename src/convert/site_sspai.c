/* site_sspai.c - articles of sspai.com, whose column of buttons comes with the text. */
#include "site.h"

static const struct edit edits[] = {
    NOISE(".article-side, .download-guide-container, .el-popover, .ss-article-side, "
          ".articleWidth-content .update-wrap button"),
    EDITS_END,
};

const struct site site_sspai = {
    .name = "sspai",
    .help = "articles of sspai.com",
    .hosts = "sspai.com",
    .pictures = "sspai.com",
    .marks = ".ss-img-wrapper, .wangEditor-txt, .articleWidth-content",
    .labels = "少数派|少数派 sspai",
    .edits = edits,
};
