/*
 * site_csdn.c - blogs of csdn.net, saved from the page or carried elsewhere with its markup:
 * line numbers, buttons, bars and the contents that a page makes of an article's headings.
 */
#include "site.h"

static const struct edit edits[] = {
    GUTTER(".pre-numbering, .hljs-ln-numbers"),
    BUTTON(".hljs-button, .opt-box"),
    NOISE(".hide-article-box, .hide-preCode-box, .look-more-preCode, .article-copyright, "
          ".article-info-box, .article-bar-top, .article-header-box, .recommend-box, "
          ".recommend-item-box, .blog-tags-box, .more-toolbox, .more-toolbox-new, .left-toolbox, "
          ".blog-extension-box, .blog_extension, .passport-login-container, .tool-box, "
          ".csdn-side-toolbar, .column-group, .blog-slide-ad-box, .blog-footer-bottom"),
    NOISE("#content_views .toc, .htmledit_views .toc, .markdown_views .toc, "
          "#article_content .toc"),
    EDITS_END,
};

const struct site site_csdn = {
    .name = "csdn",
    .help = "blogs of csdn.net",
    .hosts = "csdn.net",
    .pictures = "csdn.net csdnimg.cn",
    .marks = ".htmledit_views, .markdown_views, #content_views, .hljs-button, .pre-numbering, "
             ".article-copyright, code.has-numbering",
    .labels = "CSDN|csdn",
    .edits = edits,
};
