/*
 * atom.c - feeds: the newest issues, and all of them.
 *
 * Spec: RFC 4287; RFC 5005, section 2, for the complete one.  Ids are those of the books, and of
 * the series: they stay what they are when the folder moves.
 */
#include "publish_local.h"
#include "hash.h"

/* --- what catalogues need, too --- */

str site_urn(arena *a, const struct site *s, const char *what)
{
    str name = str_printf(a, "%.*s %s", STR(s->id), what);
    return uuid5(a, name);
}

static bool is_urn(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] <= ' ' || s.p[i] >= 0x7F || str_has(S("<>\"{}|\\^`"), (str){s.p + i, 1}))
            return false;
    return str_starts(s, S("urn:")) || str_starts(s, S("http:")) || str_starts(s, S("https:"));
}

str issue_urn(arena *a, const struct issue *is)
{
    if (is_urn(is->identifier)) return is->identifier;
    return uuid5(a, is->identifier);
}

str issue_summary(arena *a, const struct site *s, const struct issue *is)
{
    struct buf b = {.mem = a};
    const struct words *w = s->words;
    bool behind = false; /* an article stands before */
    for (isize i = 0; i < is->nlines; i++) {
        const struct line *l = &is->lines[i];
        bool topic = i + 1 < is->nlines && is->lines[i + 1].level > l->level && l->level == 0 &&
                     !str_has(is->lines[i + 1].href, S("#"));
        if (l->back || str_has(l->href, S("#"))) continue;
        if (topic && b.len) buf_add(&b, str_of(w->stop));
        else if (behind) buf_add(&b, str_of(w->web_list));
        if (topic && b.len && str_eq(str_of(w->stop), S("."))) buf_byte(&b, ' ');
        buf_add(&b, l->label);
        if (topic) buf_add(&b, str_of(w->colon));
        behind = !topic;
    }
    if (b.len) buf_add(&b, str_of(w->stop));
    return buf_str(&b);
}

/* --- a feed --- */

static void refer(struct xml *x, const char *rel, const char *type, str href)
{
    xml_open(x, "link");
    xml_attr(x, "rel", str_of(rel));
    if (type) xml_attr(x, "type", str_of(type));
    xml_attr(x, "href", href);
    xml_close_void(x);
    xml_line(x);
}

static void leaf(struct xml *x, const char *name, str text)
{
    xml_leaf(x, name, text);
    xml_line(x);
}

static void author(struct xml *x, str name)
{
    xml_open(x, "author");
    xml_leaf(x, "name", name);
    xml_close(x);
    xml_line(x);
}

/* The contents as a list; addresses in it start at the feed. */
static void content(struct xml *x, const struct site *s, const struct issue *is)
{
    arena *a = s->mem;
    str folder = str_printf(a, "issues/%.*s/", STR(href_of(a, is->slug)));
    xml_open(x, "content");
    xml_attr(x, "type", S("xhtml"));
    xml_open(x, "div");
    xml_attr(x, "xmlns", S("http://www.w3.org/1999/xhtml"));
    if (is->description.len) xml_leaf(x, "p", is->description);
    xml_open(x, "ul");
    for (isize i = 0; i < is->nlines; i++) {
        const struct line *l = &is->lines[i];
        if (l->back || str_has(l->href, S("#"))) continue;
        xml_open(x, "li");
        if (l->href.len)
            web_link(x, NULL,
                     str_printf(a, "%.*s%.*s%.*s", STR(s->want->base), STR(folder), STR(l->href)),
                     l->label);
        else xml_text(x, l->label);
        if (l->author.len) xml_text(x, str_printf(a, " %.*s", STR(l->author)));
        xml_close(x);
    }
    if (!is->nlines) xml_leaf(x, "li", is->title);
    xml_close(x);
    xml_close(x);
    xml_close(x);
    xml_line(x);
}

static void entry(struct xml *x, const struct site *s, const struct issue *is)
{
    arena *a = s->mem;
    xml_open(x, "entry");
    xml_line(x);
    leaf(x, "title", is->title);
    leaf(x, "id", issue_urn(a, is));
    leaf(x, "updated", is->modified);
    leaf(x, "published", str_printf(a, "%.*sT00:00:00Z", STR(is->date)));
    for (isize i = 0; i < is->creators.n && i < 20; i++) author(x, is->creators.v[i]);
    refer(x, "alternate", "text/html",
          site_href(s, a, "", str_printf(a, "issues/%.*s/index.html", STR(is->slug))));
    for (isize i = 0; i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        xml_open(x, "link");
        xml_attr(x, "rel", S("enclosure"));
        xml_attr(x, "type", S(EPUB_TYPE));
        xml_attr(x, "length", str_printf(a, "%lld", e->bytes));
        xml_attr(x, "title", edition_label(a, s, is, e));
        xml_attr(x, "href", site_href(s, a, "", str_printf(a, "issues/%.*s", STR(e->name))));
        xml_close_void(x);
        xml_line(x);
    }
    for (isize i = 0; i < is->subjects.n && i < 50; i++) {
        xml_open(x, "category");
        xml_attr(x, "term", is->subjects.v[i]);
        xml_close_void(x);
        xml_line(x);
    }
    if (is->rights.len) leaf(x, "rights", is->rights);
    leaf(x, "summary", issue_summary(a, s, is));
    content(x, s, is);
    xml_close(x);
    xml_line(x);
}

static void feed(struct site *s, const char *name, isize most, bool complete)
{
    arena *a = s->mem;
    struct buf out = {.mem = a};
    struct xml *x = make(a, struct xml);
    x->out = &out;
    xml_declare(x);
    xml_open(x, "feed");
    xml_attr(x, "xmlns", S("http://www.w3.org/2005/Atom"));
    if (complete) xml_attr(x, "xmlns:fh", S("http://purl.org/syndication/history/1.0"));
    xml_attr(x, "xml:lang", s->conf->lang);
    xml_line(x);
    leaf(x, "title", s->title);
    if (s->conf->description.len) leaf(x, "subtitle", s->conf->description);
    leaf(x, "id", site_urn(a, s, name));
    leaf(x, "updated", site_updated(s));
    author(x, s->authors.n             ? s->authors.v[0].text
              : s->conf->publisher.len ? s->conf->publisher
                                       : s->title);
    xml_open(x, "generator");
    xml_attr(x, "version", S(ZHBOOK_VERSION));
    xml_text(x, S("zhbook"));
    xml_close(x);
    xml_line(x);
    if (complete) {
        xml_open(x, "fh:complete");
        xml_close_void(x);
        xml_line(x);
    }
    refer(x, "self", "application/atom+xml", site_href(s, a, "", str_of(name)));
    refer(x, "alternate", "text/html", site_href(s, a, "", S("index.html")));
    if (!complete)
        refer(x, "archives", "application/atom+xml", site_href(s, a, "", S("archive.xml")));
    for (isize i = 0; i < s->n && i < most; i++) entry(x, s, &s->v[i]);
    xml_close(x);
    xml_line(x);
    site_bytes(s, RANK_FEED, str_of(name), buf_str(&out));
}

void atom_make(struct site *s)
{
    feed(s, "feed.xml", (isize)s->conf->publish_items, false);
    feed(s, "archive.xml", s->n, true);
}
