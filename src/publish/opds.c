/*
 * opds.c - catalogues for reading programs.
 *
 * Spec: OPDS Catalog 1.2.  A navigation feed leads to one acquisition feed with every issue, which
 * is complete (RFC 5005).  zhbook serve searches its entries: they begin with a bare <entry>.
 */
#include "publish_local.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define NAVIGATION "application/atom+xml;profile=opds-catalog;kind=navigation"
#define ACQUISITION "application/atom+xml;profile=opds-catalog;kind=acquisition"

static void leaf(struct xml *x, const char *name, str text)
{
    xml_leaf(x, name, text);
    xml_line(x);
}

static void refer(struct xml *x, const char *rel, const char *type, str href)
{
    xml_open(x, "link");
    xml_attr(x, "rel", str_of(rel));
    xml_attr(x, "type", str_of(type));
    xml_attr(x, "href", href);
    xml_close_void(x);
    xml_line(x);
}

static void author(struct xml *x, str name)
{
    xml_open(x, "author");
    xml_leaf(x, "name", name);
    xml_close(x);
    xml_line(x);
}

struct feed {
    const char *name, *type;
    bool complete;
};

static void feed_begin(struct xml *x, const struct site *s, const struct feed *f)
{
    arena *a = s->mem;
    xml_declare(x);
    xml_open(x, "feed");
    xml_attr(x, "xmlns", S(ATOM));
    xml_attr(x, "xmlns:dc", S("http://purl.org/dc/terms/"));
    xml_attr(x, "xmlns:opds", S("http://opds-spec.org/2010/catalog"));
    if (f->complete) xml_attr(x, "xmlns:fh", S("http://purl.org/syndication/history/1.0"));
    xml_attr(x, "xml:lang", s->conf->lang);
    xml_line(x);
    leaf(x, "id", site_urn(a, s, f->name));
    leaf(x, "title", s->title);
    leaf(x, "updated", site_updated(s));
    author(x, s->authors.n             ? s->authors.v[0].text
              : s->conf->publisher.len ? s->conf->publisher
                                       : s->title);
    if (f->complete) {
        xml_open(x, "fh:complete");
        xml_close_void(x);
        xml_line(x);
    }
    refer(x, "self", f->type, site_href(s, a, "../", str_of(f->name)));
    refer(x, "start", NAVIGATION, site_href(s, a, "../", S("opds/index.xml")));
    if (f->complete) refer(x, "up", NAVIGATION, site_href(s, a, "../", S("opds/index.xml")));
    refer(x, "alternate", "text/html", site_href(s, a, "../", S("index.html")));
    refer(x, "alternate", "application/opds+json", site_href(s, a, "../", S("opds.json")));
}

static void feed_end(struct site *s, struct xml *x, const struct feed *f)
{
    xml_close(x);
    xml_line(x);
    site_bytes(s, RANK_FEED, str_of(f->name), buf_str(x->out));
}

static void navigation(struct site *s)
{
    static const struct feed f = {.name = "opds/index.xml", .type = NAVIGATION};
    arena *a = s->mem;
    struct buf out = {.mem = a};
    struct xml *x = make(a, struct xml);
    x->out = &out;
    feed_begin(x, s, &f);
    xml_open(x, "entry");
    xml_line(x);
    leaf(x, "title", str_of(s->words->web_all));
    leaf(x, "id", site_urn(a, s, "opds/all.xml"));
    leaf(x, "updated", site_updated(s));
    xml_open(x, "content");
    xml_attr(x, "type", S("text"));
    xml_text(x, s->conf->description.len ? s->conf->description : s->title);
    xml_close(x);
    xml_line(x);
    refer(x, "http://opds-spec.org/sort/new", ACQUISITION,
          site_href(s, a, "../", S("opds/all.xml")));
    xml_close(x);
    xml_line(x);
    feed_end(s, x, &f);
}

static void acquisitions(struct xml *x, const struct site *s, const struct issue *is)
{
    arena *a = s->mem;
    for (isize i = 0; i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        xml_open(x, "link");
        xml_attr(x, "rel", S("http://opds-spec.org/acquisition/open-access"));
        xml_attr(x, "type", S(EPUB_TYPE));
        xml_attr(x, "length", str_printf(a, "%lld", e->bytes));
        xml_attr(x, "title",
                 str_printf(a, "%.*s, %.*s", STR(edition_label(a, s, is, e)),
                            STR(size_shown(a, e->bytes))));
        xml_attr(x, "href", site_href(s, a, "../", str_printf(a, "issues/%.*s", STR(e->name))));
        xml_close_void(x);
        xml_line(x);
    }
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
    leaf(x, "dc:language", is->lang);
    leaf(x, "dc:issued", is->date);
    if (is->identifier.len) leaf(x, "dc:identifier", is->identifier);
    if (is->publisher.len) leaf(x, "dc:publisher", is->publisher);
    for (isize i = 0; i < is->subjects.n && i < 50; i++) {
        xml_open(x, "category");
        xml_attr(x, "term", is->subjects.v[i]);
        xml_attr(x, "label", is->subjects.v[i]);
        xml_close_void(x);
        xml_line(x);
    }
    if (is->rights.len) leaf(x, "rights", is->rights);
    xml_open(x, "summary");
    xml_attr(x, "type", S("text"));
    xml_text(x, issue_summary(a, s, is));
    xml_close(x);
    xml_line(x);
    if (is->cover.len) {
        refer(x, "http://opds-spec.org/image", str_z(a, is->cover_type),
              site_href(s, a, "../", is->cover));
        refer(x, "http://opds-spec.org/image/thumbnail", "image/jpeg",
              site_href(s, a, "../", is->thumb));
    }
    acquisitions(x, s, is);
    refer(x, "alternate", "text/html",
          site_href(s, a, "../", str_printf(a, "issues/%.*s/index.html", STR(is->slug))));
    xml_close(x);
    xml_line(x);
}

static void all(struct site *s)
{
    static const struct feed f = {.name = "opds/all.xml", .type = ACQUISITION, .complete = true};
    struct buf out = {.mem = s->mem};
    struct xml *x = make(s->mem, struct xml);
    x->out = &out;
    feed_begin(x, s, &f);
    for (isize i = 0; i < s->n; i++) entry(x, s, &s->v[i]);
    feed_end(s, x, &f);
}

void opds_make(struct site *s)
{
    all(s);
    navigation(s);
}
