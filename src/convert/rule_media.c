/*
 * rule_media.c - films, sounds and frames cannot be in this book: a paragraph says what
 * there was, leads to it, and shows its poster.
 */
#include "shape_local.h"
#include "url.h"

struct media {
    str url, poster, title;
    const char *kind; /* said when there is no title */
};

static bool is_player(const struct node *n)
{
    static const str names[] = {
        LIT("mpvoice"),           LIT("qqmusic"),           LIT("mp-common-mpaudio"),
        LIT("mp-common-qqmusic"), LIT("mpvideo"),           LIT("mp-common-videosnap"),
        LIT("mp-common-sticker"), LIT("mp-common-profile"), LIT("mp-common-product"),
        LIT("mp-miniprogram"),    LIT("bilibili-player")};
    if (n->tag != TAG_UNKNOWN) return false;
    for (isize i = 0; i < COUNT(names); i++)
        if (str_eq(n->text, names[i])) return true;
    return false;
}

static const char *kind_of(const struct node *n)
{
    switch (n->tag) {
    case TAG_VIDEO: return "视频";
    case TAG_AUDIO: return "音频";
    case TAG_IFRAME:
    case TAG_EMBED:
    case TAG_OBJECT: return "嵌入内容";
    default: break;
    }
    if (is_player(n))
        return str_has(n->text, S("video")) ? "视频"
               : str_has(n->text, S("mus")) || str_has(n->text, S("voice")) ||
                       str_has(n->text, S("audio"))
                   ? "音频"
                   : "嵌入内容";
    if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML) return NULL;
    return node_has_class(n, S("video-box")) ? "视频" : NULL;
}

static str first_of(const struct node *n, const str *names, isize count)
{
    for (isize i = 0; i < count; i++) {
        str s = str_trim(node_attr_str(n, names[i]));
        if (s.len && !str_eq(s, S("about:blank"))) return s;
    }
    return (str){0};
}

/* What the elements inside say where n says nothing. */
static void look_inside(const struct node *n, struct media *m)
{
    static const str where_from[] = {LIT("src"), LIT("data-src"), LIT("data")};
    for (const struct node *k = node_next(n, n); k; k = node_next(k, n)) {
        str name = node_attr(k, ATTR_NAME);
        bool movie =
            node_is(k, TAG_PARAM) && (str_ieq(name, S("movie")) || str_ieq(name, S("src")));
        bool source = node_is(k, TAG_SOURCE) || node_is(k, TAG_EMBED) || node_is(k, TAG_IFRAME);
        if (!m->url.len && movie) m->url = node_attr(k, ATTR_VALUE);
        if (!m->url.len && source) m->url = first_of(k, where_from, COUNT(where_from));
        if (!m->url.len && node_is(k, TAG_A) && node_has_class(n, S("video-box")))
            m->url = node_attr(k, ATTR_HREF);
        if (!m->poster.len && node_is(k, TAG_IMG)) m->poster = picture_source(k);
        if (!m->title.len && node_has_class(k, S("title")) && k->first && k->first->tag == TAG_TEXT)
            m->title = str_trim(k->first->text);
    }
}

static struct media read_media(const struct node *n)
{
    static const str urls[] = {
        LIT("href"),          LIT("src"),      LIT("data-src"), LIT("data"),
        LIT("data-original"), LIT("data-url"), LIT("audiourl"), LIT("data-mpvid-url"),
        LIT("data-lens-url")};
    static const str titles[] = {
        LIT("data-name"),     LIT("title"),      LIT("name"),
        LIT("music_name"),    LIT("aria-label"), LIT("data-title"),
        LIT("data-nickname"), LIT("data-text"),  LIT("data-miniprogram-title"),
        LIT("data-desc")};
    static const str posters[] = {LIT("data-poster"), LIT("poster"), LIT("data-cover"),
                                  LIT("albumurl"), LIT("data-headimg")};
    struct media m = {
        .url = first_of(n, urls, COUNT(urls)),
        .poster = first_of(n, posters, COUNT(posters)),
        .title = first_of(n, titles, COUNT(titles)),
        .kind = kind_of(n),
    };
    if (node_is(n, TAG_IFRAME) && str_istarts(m.title, S("f")))
        m.title = (str){0}; /* a frame's name is no title */
    look_inside(n, &m);
    return m;
}

static struct node *paragraph(struct rule_ctx *cx, const struct node *n, const struct media *m)
{
    str url;
    bool linked =
        m->url.len && url_clean(cx->mem, m->url, cx->post ? cx->post->url : (str){0}, &url);
    struct node *p = node_make(cx->mem, TAG_P);
    p->line = n->line;
    node_set(cx->mem, p, ATTR_CLASS, S("media"));
    struct node *in = linked ? node_add(cx->mem, p, TAG_A) : p;
    if (linked) node_set(cx->mem, in, ATTR_HREF, url);
    if (m->poster.len) {
        struct node *img = node_add(cx->mem, in, TAG_IMG);
        img->made = 1;
        node_set(cx->mem, img, ATTR_SRC, m->poster);
        node_set(cx->mem, img, ATTR_ALT, S(""));
    }
    str host = linked ? url_split(url).host : (str){0};
    str label = m->title.len
                    ? m->title
                    : str_printf(cx->mem, "%s%s%.*s", m->kind, host.len ? " · " : "", STR(host));
    node_append(in, shape_words(cx->mem, str_printf(cx->mem, "▶ %.*s", STR(label))));
    return p;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    if (!kind_of(n)) return node_next(n, cx->root);
    struct media m = read_media(n);
    rule_lose(cx, n, DIAG_TWIN_GONE, m.kind);
    if (m.url.len || m.title.len || m.poster.len) {
        rule_say(cx, n, "%s becomes a paragraph", m.kind);
        node_before(n, paragraph(cx, n, &m));
    }
    return node_remove(n, cx->root);
}

const struct rule rule_media = {
    .name = "media",
    .help = "video, audio, frames and players become a paragraph with a link",
    .apply = apply,
};
