/*
 * opds2.c - the catalogue as JSON.
 *
 * Spec: OPDS Catalog 2.0 on the Readium Web Publication Manifest.
 */
#include "publish_local.h"

/* A writer of JSON: `open` says that a comma is due before what comes next. */
struct json {
    struct buf *out;
    bool due;
};

static void key(struct json *j, const char *name)
{
    if (j->due) buf_add(j->out, S(","));
    j->due = false;
    if (name) buf_printf(j->out, "\"%s\":", name);
}

static void text(struct json *j, const char *name, str value)
{
    struct buf clean = {.mem = j->out->mem};
    key(j, name);
    /* As XML has it: what is no character, and no control, goes. */
    isize len;
    for (isize i = 0; i < value.len; i += len) {
        u32 c = utf8_get(str_skip(value, i), &len);
        if (xml_is_char(c)) buf_rune(&clean, c);
    }
    buf_byte(j->out, '"');
    json_text(j->out, buf_str(&clean));
    buf_byte(j->out, '"');
    j->due = true;
}

static void number(struct json *j, const char *name, long long value)
{
    key(j, name);
    buf_printf(j->out, "%lld", value);
    j->due = true;
}

static void begin(struct json *j, const char *name, const char *bracket)
{
    key(j, name);
    buf_add(j->out, str_of(bracket));
}

static void finish(struct json *j, const char *bracket)
{
    buf_add(j->out, str_of(bracket));
    j->due = true;
}

static void refer(struct json *j, const char *rel, const char *type, str href)
{
    begin(j, NULL, "{");
    if (rel) text(j, "rel", str_of(rel));
    text(j, "href", href);
    text(j, "type", str_of(type));
    finish(j, "}");
}

static void names(struct json *j, const char *name, const struct strs *list, isize most)
{
    if (!list->n) return;
    begin(j, name, "[");
    for (isize i = 0; i < list->n && i < most; i++) text(j, NULL, list->v[i]);
    finish(j, "]");
}

static void metadata(struct json *j, const struct site *s, const struct issue *is)
{
    arena *a = s->mem;
    long long position;
    begin(j, "metadata", "{");
    text(j, "@type", S("http://schema.org/PublicationIssue"));
    text(j, "identifier", issue_urn(a, is));
    text(j, "title", is->title);
    names(j, "author", &is->creators, 20);
    text(j, "language", is->lang);
    text(j, "modified", is->modified);
    text(j, "published", str_printf(a, "%.*sT00:00:00Z", STR(is->date)));
    if (is->publisher.len) text(j, "publisher", is->publisher);
    text(j, "description", issue_summary(a, s, is));
    names(j, "subject", &is->subjects, 50);
    if (is->series.len) {
        begin(j, "belongsTo", "{");
        begin(j, "series", "{");
        text(j, "name", is->series);
        if (str_int(str_cut(is->position, '.').head, &position)) number(j, "position", position);
        finish(j, "}");
        finish(j, "}");
    }
    finish(j, "}");
}

static void image(struct json *j, str href, str type, int w, int h)
{
    begin(j, NULL, "{");
    text(j, "href", href);
    text(j, "type", type);
    number(j, "width", w);
    number(j, "height", h);
    finish(j, "}");
}

static void publication(struct json *j, const struct site *s, const struct issue *is)
{
    arena *a = s->mem;
    begin(j, NULL, "{");
    metadata(j, s, is);
    begin(j, "links", "[");
    for (isize i = 0; i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        begin(j, NULL, "{");
        text(j, "rel", S("http://opds-spec.org/acquisition/open-access"));
        text(j, "href", site_href(s, a, "", str_printf(a, "issues/%.*s", STR(e->name))));
        text(j, "type", S(EPUB_TYPE));
        text(j, "title", edition_label(a, s, is, e));
        finish(j, "}");
    }
    refer(j, "alternate", "text/html",
          site_href(s, a, "", str_printf(a, "issues/%.*s/index.html", STR(is->slug))));
    finish(j, "]");
    begin(j, "images", "[");
    if (is->cover.len) {
        image(j, site_href(s, a, "", is->cover), is->cover_type, is->cover_w, is->cover_h);
        image(j, site_href(s, a, "", is->thumb), S("image/jpeg"), is->thumb_w, is->thumb_h);
    }
    finish(j, "]");
    finish(j, "}");
    buf_byte(j->out, '\n');
}

void opds2_make(struct site *s)
{
    struct buf out = {.mem = s->mem};
    struct json j = {.out = &out};
    begin(&j, NULL, "{");
    begin(&j, "metadata", "{");
    text(&j, "title", s->title);
    text(&j, "modified", site_updated(s));
    number(&j, "numberOfItems", s->n);
    finish(&j, "}");
    begin(&j, "links", "[");
    refer(&j, "self", "application/opds+json", site_href(s, s->mem, "", S("opds.json")));
    refer(&j, "alternate", "text/html", site_href(s, s->mem, "", S("index.html")));
    finish(&j, "]");
    begin(&j, "publications", "[");
    buf_byte(&out, '\n');
    for (isize i = 0; i < s->n; i++) publication(&j, s, &s->v[i]);
    finish(&j, "]");
    finish(&j, "}");
    buf_byte(&out, '\n');
    site_bytes(s, RANK_FEED, S("opds.json"), buf_str(&out));
}
