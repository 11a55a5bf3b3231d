/*
 * opf.c - the package document: what the book is, what is in it, in what order.
 *
 * EPUB 3.3 #sec-package-doc; EPUB Accessibility 1.1 #sec-discovery; a few
 * `meta name` beside, for readers that look for them.
 */
#include "package_local.h"

enum { AUTHORS_MAX = 20 };

/* --- metadata --- */

static void write_dc(struct xml *x, const char *name, str id, str text)
{
    if (!text.len) return;
    xml_open(x, name);
    if (id.len) xml_attr(x, "id", id);
    xml_text(x, text);
    xml_close(x);
    xml_line(x);
}

static void write_meta(struct xml *x, const char *property, str text)
{
    xml_leaf_attr(x, "meta", "property", str_of(property), text);
    xml_line(x);
}

static void write_refines(struct xml *x, str ref, const char *property, const char *scheme,
                          str text)
{
    xml_open(x, "meta");
    xml_attr(x, "refines", ref);
    xml_attr(x, "property", str_of(property));
    if (scheme) xml_attr(x, "scheme", str_of(scheme));
    xml_text(x, text);
    xml_close(x);
    xml_line(x);
}

static void write_named(struct xml *x, const char *name, str content)
{
    xml_open(x, "meta");
    xml_attr(x, "name", str_of(name));
    xml_attr(x, "content", content);
    xml_close_void(x);
    xml_line(x);
}

static void write_creator(struct xml *x, const struct making *m, isize i, struct creator c)
{
    str ref = str_printf(m->mem, "#creator%td", i + 1);
    write_dc(x, "dc:creator", str_skip(ref, 1), c.text);
    if (c.role.len) write_refines(x, ref, "role", "marc:relators", c.role);
    if (c.file_as.len) write_refines(x, ref, "file-as", NULL, c.file_as);
}

/* Who wrote the posts, each once, in reading order. */
static struct strs authors_of(const struct making *m)
{
    struct strs list = {0};
    for (isize i = 0; i < m->b->nposts && list.n <= AUTHORS_MAX; i++) {
        const struct post *p = &m->b->posts[i];
        if (!post_is_in(p) || !p->author.len) continue;
        str name = words_label(m->mem, p->author, m->words);
        if (!strs_has(&list, name)) strs_add(m->mem, &list, name);
    }
    return list;
}

static void write_creators(struct xml *x, const struct making *m)
{
    isize n = 0;
    for (; n < m->conf->creators.n; n++) write_creator(x, m, n, m->conf->creators.v[n]);
    struct strs authors = authors_of(m);
    isize named = authors.n < AUTHORS_MAX ? authors.n : AUTHORS_MAX;
    for (isize i = 0; i < named; i++)
        write_creator(x, m, n++, (struct creator){.text = authors.v[i], .role = S("aut")});
    if (authors.n > named)
        write_creator(x, m, n, (struct creator){.text = str_of(m->words->and_others)});
}

static void write_subjects(struct xml *x, const struct making *m)
{
    const struct strs *given = &m->conf->subject;
    for (isize i = 0; i < given->n; i++) write_dc(x, "dc:subject", (str){0}, given->v[i]);
    for (isize i = 0; !given->n && i < m->b->nparts; i++)
        if (!m->b->parts[i].level && m->live[i])
            write_dc(x, "dc:subject", (str){0},
                     words_label(m->mem, m->b->parts[i].title, m->words));
}

static void write_series(struct xml *x, const struct making *m)
{
    if (!m->conf->series.len) return;
    xml_open(x, "meta");
    xml_attr(x, "property", S("belongs-to-collection"));
    xml_attr(x, "id", S("series"));
    xml_text(x, m->conf->series);
    xml_close(x);
    xml_line(x);
    write_refines(x, S("#series"), "collection-type", NULL, S("series"));
    write_named(x, "calibre:series", m->conf->series);
    int issue = m->b->issue.number, volume = m->ed->volume;
    if (!issue && !volume) return;
    str number = str_printf(m->mem, "%d", issue ? issue : volume);
    if (issue && volume) number = str_printf(m->mem, "%d.%d", issue, volume);
    write_refines(x, S("#series"), "group-position", NULL, number);
    write_named(x, "calibre:series_index", number);
}

/* The book's, then those of articles in others: a reader's voice needs them all. */
static void write_languages(struct xml *x, const struct making *m)
{
    struct strs list = {0};
    strs_add(m->mem, &list, m->conf->lang);
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        if (post_is_in(p) && p->lang_out.len && !strs_has(&list, p->lang_out))
            strs_add(m->mem, &list, p->lang_out);
    }
    for (isize i = 0; i < list.n; i++) write_dc(x, "dc:language", (str){0}, list.v[i]);
}

static void write_metadata(struct xml *x, const struct making *m)
{
    const struct conf *conf = m->conf;
    xml_open(x, "metadata");
    xml_attr(x, "xmlns:dc", S("http://purl.org/dc/elements/1.1/"));
    xml_line(x);
    write_dc(x, "dc:identifier", S("uid"), m->identifier);
    /* One title: with two, some readers show the second.  The subtitle has its pages. */
    write_dc(x, "dc:title", (str){0}, words_label(m->mem, m->conf->title, m->words));
    write_languages(x, m);
    write_dc(x, "dc:date", (str){0}, date_iso(m->mem, m->totals.made));
    write_meta(x, "dcterms:modified", date_utc(m->mem, m->b->date));
    write_creators(x, m);
    write_dc(x, "dc:publisher", (str){0}, conf->publisher);
    write_dc(x, "dc:rights", (str){0}, conf->rights);
    write_dc(x, "dc:description", (str){0}, conf->description);
    write_subjects(x, m);
    write_series(x, m);
    access_write(x, m);
    write_named(x, "cover", S("cover-image"));
    write_named(x, "generator", str_printf(m->mem, "zhbook %s", m->ed->version));
    xml_close(x);
    xml_line(x);
}

/* --- manifest and spine --- */

static void write_manifest(struct xml *x, const struct making *m)
{
    xml_open(x, "manifest");
    xml_line(x);
    for (isize i = 0; i < m->nitems; i++) {
        const struct item *it = &m->items[i];
        xml_open(x, "item");
        xml_attr(x, "id", it->id);
        xml_attr(x, "href", it->href);
        xml_attr(x, "media-type", it->mime);
        if (it->props) xml_attr(x, "properties", str_of(it->props));
        xml_close_void(x);
        xml_line(x);
    }
    xml_close(x);
    xml_line(x);
}

static void write_spine(struct xml *x, const struct making *m)
{
    xml_open(x, "spine");
    xml_attr(x, "toc", S("ncx"));
    if (m->conf->writing_mode == WRITING_VERTICAL)
        xml_attr(x, "page-progression-direction", S("rtl"));
    xml_line(x);
    for (isize i = 0; i < m->nitems; i++) {
        if (!m->items[i].in_spine) continue;
        xml_open(x, "itemref");
        xml_attr(x, "idref", m->items[i].id);
        xml_close_void(x);
        xml_line(x);
    }
    xml_close(x);
    xml_line(x);
}

str opf_write(const struct making *m)
{
    struct buf out = {.mem = m->mem};
    struct xml writer = {.out = &out}, *x = &writer;
    xml_declare(x);
    xml_open(x, "package");
    xml_attr(x, "xmlns", S("http://www.idpf.org/2007/opf"));
    xml_attr(x, "version", S("3.0"));
    xml_attr(x, "unique-identifier", S("uid"));
    xml_attr(x, "xml:lang", m->conf->lang);
    xml_line(x);
    write_metadata(x, m);
    write_manifest(x, m);
    write_spine(x, m);
    xml_close(x);
    xml_line(x);
    return buf_str(&out);
}
