/*
 * site_hexo.c - posts as a theme of Hexo rendered them (NexT, Butterfly, Fluid, Icarus and
 * their kin), rather than as their authors typed them.
 *
 * A theme marks its own parts with classes that no author types: these are its evidence, each
 * for itself.  What a tag of the theme made of an author's words (notes, tabs, folded text) is
 * the author's.
 */
#include "shape_local.h"
#include "site.h"

static const struct edit edits[] = {
    /* the way back to a heading from itself */
    NOISE("a.headerlink, a.header-anchor, a.anchorjs-link, a.heading-anchor"),
    BUTTON(".highlight-tools, .code-expand-btn, .copy-notice, figure.highlight .copy-btn, "
           "figure.highlight .level-right a.copy, figure.highlight .fold, .code-area .copy-btn, "
           ".tab-to-top, .exturl i"),
    /* contents that a page makes of an article's headings */
    NOISE("ol.toc, .post-toc, .post-toc-wrap, .toc-article, #toc-div, #card-toc, "
          ".article-toc, .toc-container, .markdownIt-TOC"),
    /* who, when, how long: the chapter's head says what matters */
    NOISE(".post-meta, .post-metas, .article-meta, #post-meta, #post-info, .post-count, "
          ".post-wordcount, .post-outdate-notice, #post-outdate-notice, .busuanzi-count, "
          ".leancloud_visitors, #busuanzi_container_page_pv"),
    /* whose it is and what one may do with it, for the page alone; money; neighbours */
    NOISE(".post-copyright, .my_post_copyright, .article-licensing, .license-box, "
          ".license-wrap, ul.post-copyright-box"),
    NOISE(".reward-container, .post-reward, #reward, #reward-button, .reward-button, .donate, "
          ".post-donate, .followme, .post-qr-code, .social-share, .addthis_inline_share_toolbox, "
          ".tag_share, .post-tags, .article-tags, .post-nav, .post-navigation, .post-prevnext, "
          ".pagination-post, .popular-posts-header, .popular-posts, .relatedPosts, "
          ".article-more, .post-button, .ads-wrap, .post-eof, #article-nav"),
    UNWRAP("a.fancybox, a[data-fancybox], a.gallery-item, div.img-wrap-container"),
    RENAME("div.img-alt", "figcaption"),
    EDITS_END,
};

const struct site site_hexo = {
    .name = "hexo",
    .help = "posts as themes of Hexo render them",
    .marks = "a.headerlink, a.header-anchor, a.anchorjs-link, a.fancybox, a[data-fancybox], "
             ".highlight-tools, ol.toc, .post-toc, .toc-article, #article-container, "
             ".post-body[itemprop=articleBody], .article-entry[itemprop=articleBody], "
             ".post-copyright, .my_post_copyright, .article-licensing, .license-box, "
             ".reward-container, .post-reward, .post-outdate-notice, #post-outdate-notice, "
             ".post-prevnext, .pagination-post, .followme",
    .edits = edits,
};
