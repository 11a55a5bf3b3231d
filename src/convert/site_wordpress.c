/*
 * site_wordpress.c - bodies as WordPress and its plugins write them, in a page or a feed.
 *
 * Plugins for code keep the lines in tables or lists of their own: rule_listing.c knows
 * these, here only their bars of buttons go.
 */
#include "shape_local.h"
#include "site.h"

/* --- shortcodes that nobody expanded --------------------------------------------- */

/* The end of a shortcode that starts at s.p[at]: "[caption id="…" width="300"]", "[/caption]",
 * "[gallery ids="1,2"]", "[embed]"; 0 if none does. */
static isize shortcode(str s, isize at)
{
    static const str bare[] = {LIT("[/caption]"), LIT("[/embed]"), LIT("[embed]"), LIT("[gallery]"),
                               LIT("[/gallery]")};
    static const str open[] = {LIT("[caption id=\"attachment_"), LIT("[caption align=\"align"),
                               LIT("[caption width=\""),         LIT("[caption id=”attachment_"),
                               LIT("[gallery ids=\""),           LIT("[gallery link=\""),
                               LIT("[gallery columns=\""),       LIT("[embed width=\""),
                               LIT("[caption id=“attachment_"),  LIT("[gallery order=\"")};
    str here = str_skip(s, at);
    for (isize i = 0; i < COUNT(bare); i++)
        if (str_starts(here, bare[i])) return at + bare[i].len;
    for (isize i = 0; i < COUNT(open); i++) {
        if (!str_starts(here, open[i])) continue;
        isize end = str_byte(s, ']', at);
        return end > 0 && end - at < 300 ? end + 1 : 0;
    }
    return 0;
}

/* "[caption …]<img> words[/caption]" was all of a paragraph: a figure. */
static void make_figure(struct rule_ctx *cx, struct node *words)
{
    struct node *p = words->parent, *picture = shape_prev(words);
    while (picture && !node_is(picture, TAG_IMG)) picture = picture->first;
    if (!picture || !node_is(p, TAG_P) || shape_next(words) || shape_prev(shape_prev(words)))
        return;
    p->tag = TAG_FIGURE;
    if (!shape_space(words)) node_wrap(words, node_make(cx->mem, TAG_FIGCAPTION));
}

static struct node *shortcodes(struct rule_ctx *cx, struct node *n)
{
    isize from = 0;
    bool closes = false;
    if (str_byte(n->text, '[', 0) < 0 || shape_in_code(n)) return node_next(n, cx->root);
    struct buf out = {.mem = cx->mem};
    for (isize at = 0; (at = str_byte(n->text, '[', at)) >= 0;) {
        isize end = shortcode(n->text, at);
        if (!end) {
            at++;
            continue;
        }
        str code = str_head(str_skip(n->text, at), end - at);
        rule_lose_text(cx, n, code, DIAG_NOISE_GONE);
        closes = str_eq(code, S("[/caption]"));
        buf_add(&out, str_head(str_skip(n->text, from), at - from));
        at = from = end;
    }
    if (from) {
        buf_add(&out, str_skip(n->text, from));
        n->text = buf_str(&out);
        if (closes) make_figure(cx, n);
    }
    return node_next(n, cx->root);
}

static const struct rule rule_shortcodes = {
    .name = "wordpress-shortcode",
    .help = "[caption], [gallery] and [embed] that nobody expanded go; what they hold stays",
    .on = TAG_TEXT,
    .apply = shortcodes,
};

/* --- the feed's last line ---------------------------------------------------------- */

/* "The post X appeared first on Y.", with links on both. */
static bool is_tail(struct rule_ctx *cx, const struct node *p)
{
    static const str starts[] = {LIT("The post "), LIT("文章"), LIT("The article ")};
    static const str middles[] = {LIT(" appeared first on "), LIT("最先出现在"), LIT("最先發佈於"),
                                  LIT(" first appeared on "), LIT("首先出现在")};
    enum { LONGEST = 900 /* bytes */ };
    int links = 0;
    for (const struct node *k = node_next(p, p); k; k = node_next(k, p)) links += node_is(k, TAG_A);
    if (links != 2) return false;
    str line = str_trim(node_text_all(cx->mem, p));
    bool starts_so = false, goes_on = false;
    for (isize i = 0; i < COUNT(starts); i++) starts_so |= str_starts(line, starts[i]);
    for (isize i = 0; i < COUNT(middles); i++) goes_on |= str_has(line, middles[i]);
    return starts_so && goes_on && line.len < LONGEST;
}

static struct node *tail(struct rule_ctx *cx, struct node *root)
{
    struct node *n = root->last;
    while (n && (shape_space(n) || (node_is(n, TAG_DIV) && n->last)))
        n = shape_space(n) ? n->prev : n->last;
    if (!n || !node_is(n, TAG_P) || !is_tail(cx, n)) return NULL;
    rule_lose(cx, n, DIAG_NOISE_GONE, "");
    node_detach(n);
    return NULL;
}

static const struct rule rule_tail = {
    .name = "wordpress-tail",
    .help = "the line of a feed that says where the post appeared first goes",
    .on = TAG_DOCUMENT,
    .apply = tail,
};

static const struct rule *const rules[] = {&rule_shortcodes, &rule_tail, NULL};

static const struct edit edits[] = {
    /* plugins at the end of a post: related ones, sharing, votes */
    NOISE(".wp_rp_wrap, .wp_rp_content, .related_post, .related_post_title, .yarpp, "
          ".yarpp-related, .yarpp-related-none, #jp-relatedposts, .jp-relatedposts, "
          ".crp_related, .related-posts, .relatedposts, #related_posts, #related-posts, "
          ".wp-block-jetpack-related-posts"),
    NOISE(".sharedaddy, .sd-sharing, #jp-post-flair, .wp-block-jetpack-sharing-buttons, "
          ".addtoany_share_save_container, .addtoany_content, .heateor_sss_sharing_container, "
          ".wpulike, .post-ratings, .post-ratings-loading, .kksr-legacy, .kk-star-ratings, "
          ".jp-likes-widget-wrapper, .wpcnt, .wp-block-post-navigation-link"),
    /* contents that a plugin makes of an article's headings */
    NOISE("#ez-toc-container, #toc_container, .lwptoc, .post-series-nav"),
    NOISE("a.more-link, .wp-block-read-more, .page-links"),
    RENAME("div.wp-caption", "figure"),
    RENAME(".wp-caption p.wp-caption-text, .wp-caption p.wp-caption-dd", "figcaption"),
    RENAME("dl.gallery-item", "figure"),
    RENAME(".gallery-item dd.wp-caption-text", "figcaption"),
    UNWRAP(".gallery-item dt.gallery-icon"),
    /* figures in a list in a figure */
    UNWRAP(".wp-block-gallery, .blocks-gallery-grid, .blocks-gallery-item"),
    RENAME("p.has-text-align-center", "p.center"),
    RENAME("p.has-text-align-right", "p.right"),
    EDITS_END,
};

const struct site site_wordpress = {
    .name = "wordpress",
    .help = "bodies as WordPress and its plugins write them",
    .hosts = "coolshell.cn",
    .marks = "img[src*='/wp-content/'], img[data-src*='/wp-content/'], img[class*='wp-image-'], "
             ".wp-caption, .wp-smiley, .wp_rp_wrap, .yarpp-related, .sharedaddy, #jp-post-flair, "
             ".post-ratings, a.more-link, #ez-toc-container, #toc_container, .crayon-syntax, "
             ".EnlighterJSRAW, figure[class*='wp-block-'], div[class*='wp-block-'], "
             ".syntaxhighlighter",
    .rules = rules,
    .edits = edits,
};
