/*
 * site_wechat.c - articles of mp.weixin.qq.com, from their pages or from archives that carry
 * their markup; what a line of them may be is in wechat_line.c.
 *
 * Most of what an account's editors leave (sections in sections, styles) is nothing to a book
 * and goes with the common rules.  Here are WeChat's own elements: cards for accounts, sounds,
 * films, mini programs and goods, which say in attributes what they show.
 */
#include "html.h"
#include "shape_local.h"
#include "site.h"
#include "url.h"

extern const struct rule rule_wechat_breaks, rule_wechat_head, rule_wechat_tail;

/* --- cards --------------------------------------------------------------------- */

enum card { NO_CARD, ACCOUNT, VOICE, MUSIC, CHANNEL, VIDEO, PLACE, PROGRAM, VOTE };

static enum card kind_of(const struct node *n)
{
    static const struct {
        str name;
        enum card kind;
    } names[] = {
        {LIT("mp-common-profile"), ACCOUNT},
        {LIT("mpprofile"), ACCOUNT},
        {LIT("mpvoice"), VOICE},
        {LIT("mp-common-mpaudio"), VOICE},
        {LIT("mp-common-voice"), VOICE},
        {LIT("qqmusic"), MUSIC},
        {LIT("mp-common-qqmusic"), MUSIC},
        {LIT("mpvideosnap"), CHANNEL},
        {LIT("mp-common-videosnap"), CHANNEL},
        {LIT("mpvideo"), VIDEO},
        {LIT("mppoi"), PLACE},
        {LIT("mp-common-poi"), PLACE},
        {LIT("mp-miniprogram"), PROGRAM},
        {LIT("mp-common-miniprogram"), PROGRAM},
        {LIT("mp-weapp"), PROGRAM},
        {LIT("mp-common-vote"), VOTE},
        {LIT("mpvote"), VOTE},
    };
    if (n->tag == TAG_UNKNOWN)
        for (isize i = 0; i < COUNT(names); i++)
            if (str_eq(n->text, names[i].name)) return names[i].kind;
    if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML) return NO_CARD;
    if (node_has_class(n, S("video_iframe"))) return VIDEO;
    if (!node_is(n, TAG_IFRAME)) return NO_CARD;
    if (node_has_class(n, S("vote_iframe")) || node_has_class(n, S("js_editor_vote_card")))
        return VOTE;
    if (node_has_class(n, S("js_editor_audio"))) return VOICE;
    return node_has_class(n, S("js_editor_qqmusic")) ? MUSIC : NO_CARD;
}

/* A value that was escaped twice: "Day&nbsp;15", and white space made even. */
static str plain(arena *mem, str s)
{
    struct buf b = {.mem = mem};
    s = str_byte(s, '&', 0) < 0
            ? s
            : node_text_all(mem, html_parse(mem, s, (struct html_opts){.context = TAG_DIV}));
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool space = c <= ' ' || c == 0xA0;
        if (!space) buf_rune(&b, c);
        else if (b.len && b.p[b.len - 1] != ' ') buf_byte(&b, ' ');
    }
    return str_trim(buf_str(&b));
}

static str say(struct rule_ctx *cx, const struct node *n, const char *name)
{
    str s = node_attr_str(n, str_of(name));
    if (str_eq(s, S("undefined")) || str_eq(s, S("null"))) return (str){0};
    return plain(cx->mem, s);
}

/* The same for a value that is percent-encoded. */
static str decoded(struct rule_ctx *cx, const struct node *n, const char *name)
{
    str s = url_decode(cx->mem, say(cx, n, name), false);
    return utf8_ok(s) ? s : (str){0};
}

struct line {
    str mark, title, by, url, poster;
};

static struct line voice(struct rule_ctx *cx, const struct node *n)
{
    str id = say(cx, n, "voice_encode_fileid");
    struct line l = {.mark = S("▶ "), .title = say(cx, n, "name"), .by = say(cx, n, "author")};
    if (id.len)
        l.url = str_printf(cx->mem, "https://res.wx.qq.com/voice/getvoice?mediaid=%.*s", STR(id));
    if (!l.title.len) l.title = S("音频");
    return l;
}

static struct line music(struct rule_ctx *cx, const struct node *n)
{
    struct line l = {.mark = S("▶ "),
                     .title = say(cx, n, "music_name"),
                     .by = say(cx, n, "singer"),
                     .url = say(cx, n, "audiourl")};
    str id = say(cx, n, "mid");
    if (id.len) l.url = str_printf(cx->mem, "https://y.qq.com/n/ryqq/songDetail/%.*s", STR(id));
    if (!l.title.len) l.title = S("音乐");
    return l;
}

static struct line channel(struct rule_ctx *cx, const struct node *n)
{
    str live = say(cx, n, "data-intro"), about = say(cx, n, "data-desc");
    struct line l = {.mark = S("▶ "),
                     .title = live.len ? live : about,
                     .by = say(cx, n, "data-nickname"),
                     .poster = say(cx, n, "data-url")};
    if (!l.title.len) l.title = S("视频号");
    if (!str_istarts(l.poster, S("http"))) l.poster = say(cx, n, "data-poster");
    return l;
}

static struct line video(struct rule_ctx *cx, const struct node *n)
{
    struct line l = {.mark = S("▶ "), .title = S("视频"), .poster = decoded(cx, n, "data-cover")};
    str src = say(cx, n, "data-src"), id;
    if (!src.len) src = say(cx, n, "src");
    struct url u = url_split(src);
    if (str_eq(u.host, S("v.qq.com")) && url_param(cx->mem, u.query, S("vid"), &id) && id.len) {
        l.title = S("腾讯视频");
        l.url = str_printf(cx->mem, "https://v.qq.com/x/page/%.*s.html", STR(id));
    } else if (u.host.len && !url_host_in(u.host, "weixin.qq.com")) {
        l.url = src; /* WeChat's own player shows nothing outside of its page */
    }
    return l;
}

static struct line place(struct rule_ctx *cx, const struct node *n)
{
    return (struct line){.mark = S("地点："),
                         .title = decoded(cx, n, "data-name"),
                         .by = decoded(cx, n, "data-address")};
}

static struct line program(struct rule_ctx *cx, const struct node *n)
{
    struct line l = {.mark = S("小程序："),
                     .title = say(cx, n, "data-miniprogram-title"),
                     .by = say(cx, n, "data-miniprogram-nickname")};
    if (!l.title.len) l.title = say(cx, n, "data-weui-title");
    if (!l.title.len || str_eq(l.title, l.by)) {
        l.title = l.title.len ? l.title : l.by;
        l.by = (str){0};
    }
    return l;
}

static struct line line_of(struct rule_ctx *cx, const struct node *n, enum card kind)
{
    switch (kind) {
    case NO_CARD: break;
    case ACCOUNT: return (struct line){.mark = S("公众号："), .title = say(cx, n, "data-nickname")};
    case VOICE: return voice(cx, n);
    case MUSIC: return music(cx, n);
    case CHANNEL: return channel(cx, n);
    case VIDEO: return video(cx, n);
    case PLACE: return place(cx, n);
    case PROGRAM: return program(cx, n);
    case VOTE: return (struct line){.mark = S("▶ "), .title = S("投票")};
    }
    return (struct line){0};
}

static void put(struct rule_ctx *cx, struct node *n, const struct line *l)
{
    struct node *p = node_make(cx->mem, TAG_P);
    p->line = n->line;
    bool media = str_starts(l->mark, S("▶"));
    if (media) node_set(cx->mem, p, ATTR_CLASS, S("media"));
    node_before(n, p);
    struct node *in = l->url.len ? node_add(cx->mem, p, TAG_A) : p;
    if (l->url.len) node_set(cx->mem, in, ATTR_HREF, l->url);
    if (l->poster.len) {
        struct node *img = node_add(cx->mem, in, TAG_IMG);
        img->made = 1;
        node_set(cx->mem, img, ATTR_SRC, l->poster);
        node_set(cx->mem, img, ATTR_ALT, S(""));
    }
    const char *between = !l->by.len ? "" : media ? " · " : "，";
    str words =
        str_printf(cx->mem, "%.*s%.*s%s%.*s", STR(l->mark), STR(l->title), between, STR(l->by));
    node_append(in, shape_words(cx->mem, words));
}

/* The account's own card asks to be followed; another one's is what the author speaks of. */
static bool is_own(const struct rule_ctx *cx, const struct line *l, enum card kind)
{
    return kind == ACCOUNT && cx->post && l->title.len && str_eq(l->title, cx->post->author);
}

static struct node *card(struct rule_ctx *cx, struct node *n)
{
    enum card kind = kind_of(n);
    if (!kind) return node_next(n, cx->root);
    struct line l = line_of(cx, n, kind);
    bool own = is_own(cx, &l, kind);
    rule_lose(cx, n, DIAG_TWIN_GONE, ""); /* what a browser drew into it */
    if (own) diag(cx->ds, DIAG_NOISE_GONE, rule_at(cx, n), "公众号：%.*s", STR(l.title));
    else if (l.title.len) put(cx, n, &l);
    rule_say(cx, n, own ? "the account's own card, removed" : "a card becomes a line");
    return node_remove(n, cx->root);
}

static const struct rule rule_card = {
    .name = "wechat-card",
    .help = "cards for accounts, sounds, films, places and mini programs become a line",
    .apply = card,
};

/* --- emoji ---------------------------------------------------------------------- */

/* An emoji of old pages: <span class="emoji emoji1f604"></span>. */
static struct node *emoji(struct rule_ctx *cx, struct node *n)
{
    if (!node_has_class(n, S("emoji")) || !shape_blank(n)) return node_next(n, cx->root);
    for (struct cut c = {.tail = node_attr(n, ATTR_CLASS)}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        u32 rune = 0;
        if (!str_starts(c.head, S("emoji")) || c.head.len < 9 || c.head.len > 10) continue;
        for (isize i = 5; i < c.head.len && rune != (u32)-1; i++) {
            int digit = hex_value(c.head.p[i]);
            rune = digit < 0 ? (u32)-1 : rune << 4 | (u32)digit;
        }
        if (rune < 0x2000 || rune > 0x1FFFF) continue;
        struct buf b = {.mem = cx->mem};
        buf_rune(&b, rune);
        node_append(n, shape_words(cx->mem, buf_str(&b)));
        return node_unwrap(n, cx->root);
    }
    return node_next(n, cx->root);
}

static const struct rule rule_emoji = {
    .name = "wechat-emoji",
    .help = "an emoji that a style sheet draws becomes its character",
    .on = TAG_SPAN,
    .apply = emoji,
};

static const struct rule *const rules[] = {
    &rule_card, &rule_emoji, &rule_wechat_breaks, &rule_wechat_head, &rule_wechat_tail, NULL};

static const struct edit edits[] = {
    GUTTER(".code-snippet__line-index"),
    /* goods, advertisements, presents, stickers */
    NOISE("mp-common-product, mpproduct, mpcps, mp-common-cpsad, mp-common-cpslink, mp-shop, "
          "mpshop, redpacketcover, mp-common-redpacketcover, mp-common-ad, mp-style-type, "
          "mp-common-sticker, .js_product_container, .js_product_err_container, "
          "iframe.js_editor_product, .js_editor_cps, .js_cpc_area, .red_package_cover_wrp"),
    /* the page around the article */
    NOISE("#js_pc_qr_code, .qr_code_pc_outer, .qr_code_pc, #js_tags, .article-tag__list, "
          "#js_tags_preview_toast, .article-tag-card__title, .album_read_nav, .js_album_prev_next, "
          ".rich_media_tool, .rich_media_tool_area, #js_view_source, #js_share_source, "
          ".reward_area, .reward_qrcode_area, #js_reward_area, #js_preview_reward_author, "
          ".wx_profile_card, .wx_follow_context, #js_profile_qrcode, .profile_container, "
          ".original_primary_card_tips, .original_area_primary, "
          ".weui-hidden_abs, .weui-a11y_ref, #js_novel_card, .novel-card, "
          "#js_article_bottom_bar, .interaction_bar__wrap, .comment_primary_emotion_panel_wrp, "
          ".wx_expand_article_slide_tip, .wx_stream_article_slide_tip, "
          ".wx_expand_article_button_wrap, #js_ad_area, "
          "#js_bottom_ad_area, .mpda_bottom_container, .rich_media_area_extra, "
          ".video_tail_module, .video_quick_play_context, .js_unloading_background, "
          "[class*='video_poster__'], [class*='video_full-screen__']"),
    NOISE("#meta_content, .rich_media_meta_list"),
    /* stickers of the client, from its own host or of a letter's size */
    RENAME("img[src*='//res.wx.qq.com/'], img[data-src*='//res.wx.qq.com/'], img[data-w='20'], "
           "img.wx_emotion",
           "img.emoji"),
    UNWRAP("sup > code"), /* a note's number, so set by an editor */
    UNWRAP("a.wx_topic_link, a.weapp_image_link, a.weapp_text_link"),
    EDITS_END,
};

const struct site site_wechat = {
    .name = "wechat",
    .help = "articles of mp.weixin.qq.com",
    .hosts = "mp.weixin.qq.com",
    .pictures = "mmbiz.qpic.cn mmbiz.qlogo.cn mmecoa.qpic.cn mpcdn.weixin.qq.com",
    .marks = "#js_content, .js_underline_content, mp-common-profile, mp-common-mpaudio, "
             "mpvoice, mpvideosnap, qqmusic, mp-miniprogram, mp-style-type, "
             "section.code-snippet__fix, [data-tools='135编辑器'], [powered-by='xiumi.us']",
    .labels = "微信|微信公众号",
    .rules = rules,
    .edits = edits,
};
