/*
 * site_cnblogs.c - blogs of cnblogs.com: code in boxes that open on a click, between bars of
 * buttons.
 */
#include "site.h"

static const struct edit edits[] = {
    BUTTON(".cnblogs_code_toolbar, .cnblogs_code_copy, .cnblogs_code_collapse, "
           ".cnblogs-markdown .cnblogs-toolbar"),
    ICON("img.code_img_closed, img.code_img_opened"),
    ICON(".cnblogs_code img[src*='OutliningIndicators']"),
    UNWRAP(".cnblogs_code_hide"), /* a click opens it; until then its style says hidden */
    NOISE("#blog_post_info_block, #blog_post_info, #green_channel, #div_digg, "
          "#author_profile, #author_profile_follow, #post_next_prev, #BlogPostCategory, "
          "#EntryTag, .postDesc"),
    EDITS_END,
};

const struct site site_cnblogs = {
    .name = "cnblogs",
    .help = "blogs of cnblogs.com",
    .hosts = "cnblogs.com",
    .pictures = "cnblogs.com",
    .marks = "#cnblogs_post_body, .cnblogs_code, .cnblogs-markdown",
    .labels = "博客园",
    .edits = edits,
};
