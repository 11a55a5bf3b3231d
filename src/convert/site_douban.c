/*
 * site_douban.c - reviews, diaries and topics of douban.com.
 */
#include "site.h"

static const struct edit edits[] = {
    NOISE(".copyright, .main-panel-useful, .review-more, .sharing-button, "
          ".rec-sec, .action-react, .note-ft, .topic-opt, .sns-bar, .taboola"),
    BUTTON(".lnk-fav, .lnk-doulist-add, .btn-useful, .useful_count, .unfold, .a_unfolder"),
    ICON("img.pil, .user-face > img, .avatar > img, img.avatar"),
    EDITS_END,
};

const struct site site_douban = {
    .name = "douban",
    .help = "reviews, diaries and topics of douban.com",
    .hosts = "douban.com",
    .labels = "豆瓣|豆瓣电影|豆瓣读书",
    .marks = ".review-content, .main-panel-useful, .image-container > .image-wrapper > "
             "img[src*='doubanio.com'], .rich-content.topic-richtext",
    .edits = edits,
};
