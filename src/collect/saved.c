/*
 * saved.c - what a saved page says of itself without front matter, and how much of it is article.
 */
#include "collect_local.h"
#include "html.h"
#include "lang.h"
#include "saved_local.h"
#include "url.h"

void saved_read(struct intake *in, struct saved *out)
{
    const struct reading *cx = in->cx;
    struct html_opts opts = {.line = in->to->p.body_line};
    struct node *doc = html_parse(in->tmp, in->body, opts);
    out->page = page_read(in->tmp, cx->pages, doc, in->to->p.url);
    out->articles = cx->conf->extract == EXTRACT_SITE;
}

/* --- what there is to read --------------------------------------------------------- */

static bool is_unread(const struct node *n)
{
    switch (n->ns == NS_HTML ? n->tag : TAG_NONE) {
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_NOSCRIPT:
    case TAG_TEMPLATE:
    case TAG_TITLE:
    case TAG_TEXTAREA:
    case TAG_IFRAME: return true;
    default: return n->ns == NS_SVG;
    }
}

/* The text below n; its pictures are counted. */
static void read_text(struct buf *b, const struct node *n, int *pictures)
{
    for (const struct node *k = n; k;) {
        if (is_unread(k)) {
            k = node_skip(k, n);
            continue;
        }
        *pictures += node_is(k, TAG_IMG);
        if (k->tag == TAG_TEXT) buf_add(b, k->text);
        k = node_next(k, n);
    }
}

bool saved_measure(struct intake *in, const struct saved *s, struct measure *out)
{
    struct buf text = {.mem = in->tmp};
    int pictures = 0;
    if (!s->articles || !s->page.n) return false;
    for (isize i = 0; i < s->page.n; i++) read_text(&text, s->page.articles[i].node, &pictures);
    *out = body_measure(buf_str(&text), BODY_TEXT);
    out->pictures = pictures;
    out->any = true;
    return true;
}

/* --- the lead picture ---------------------------------------------------------------- */

static bool shows(arena *a, const struct node *root, str key, str base)
{
    static const enum attr_id names[] = {ATTR_SRC, ATTR_DATA_SRC, ATTR_DATA_ORIGINAL,
                                         ATTR_DATA_ACTUALSRC};
    str url;
    for (const struct node *n = root; n; n = node_next(n, root)) {
        for (isize i = 0; node_is(n, TAG_IMG) && i < COUNT(names); i++) {
            str src = node_attr(n, names[i]);
            if (!src.len || str_istarts(src, S("data:"))) continue;
            if (url_clean(a, src, base, &url) && str_eq(page_picture_key(a, url), key)) return true;
        }
    }
    return false;
}

/* The page's picture, unless the article shows it anyway. */
static void apply_picture(struct intake *in, const struct saved *s, str picture)
{
    struct post *p = &in->to->p;
    str url;
    if (p->headimg.len || !picture.len || !url_clean(in->tmp, picture, p->url, &url)) return;
    str key = page_picture_key(in->tmp, url);
    bool articles = s->articles && s->page.n;
    for (isize i = 0; articles && i < s->page.n; i++)
        if (shows(in->tmp, s->page.articles[i].node, key, p->url)) return;
    if (!articles && shows(in->tmp, s->page.doc, key, p->url)) return;
    p->headimg = str_dup(in->keep, url);
}

/* --- fields ---------------------------------------------------------------------------- */

static void apply(struct intake *in, str *field, str text)
{
    if (!field->len) *field = str_dup(in->keep, line_even(in->tmp, text));
}

void saved_apply(struct intake *in, const struct saved *s)
{
    struct post *p = &in->to->p;
    struct page_says says = page_says(in->tmp, &s->page);
    where at = {.file = p->path};
    apply(in, &p->title, says.title);
    if (!p->title.len) p->title = str_dup(in->keep, heading_find(in->tmp, in->body));
    apply(in, &p->author, says.author);
    apply(in, &p->site, says.site);
    for (isize i = 0; i < says.nurls; i++) url_apply(in, says.url[i]);
    if (!p->lang.len) p->lang = str_dup(in->keep, lang_mend(in->tmp, says.lang));
    if (!p->dated && says.date.len) date_apply(in, says.date, at, false);
    if (!p->updated && says.updated.len) date_apply(in, says.updated, at, true);
    apply_picture(in, s, says.picture);
}
