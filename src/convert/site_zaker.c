/*
 * site_zaker.c - what myzaker.com collects.
 */
#include "site.h"

static const struct edit edits[] = {
    NOISE("#recommend_bottom, #article_bottom, .article_more, .zaker_divider_no_line"),
    EDITS_END,
};

const struct site site_zaker = {
    .name = "zaker",
    .help = "articles collected by myzaker.com",
    .hosts = "myzaker.com zaker.com",
    .pictures = "myzaker.com zaker.com",
    .labels = "ZAKER",
    .marks = ".img_box > .content_img_div, #recommend_bottom, .perview_img_div",
    .edits = edits,
};
