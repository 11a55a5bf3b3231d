/*
 * package.c - see package.h.
 *
 *   mimetype
 *   META-INF/container.xml
 *   EPUB/package.opf            what all that follows is
 *   EPUB/text/cover.xhtml  title.xhtml
 *   EPUB/text/contents.xhtml
 *   EPUB/nav.xhtml              the contents for readers' menus
 *   EPUB/text/t001.xhtml  c0001.xhtml …  authors.xhtml  sources.xhtml  colophon.xhtml
 *   EPUB/toc.ncx
 *   EPUB/styles/base.css …
 *   EPUB/images/cover.jpg  3f9a0c2177aa01bd.jpg …
 */
#include "package_local.h"
#include "hash.h"
#include "kobo.h"
#include "os.h"
#include "styles.h"
#include "zip.h"

static const char xhtml[] = "application/xhtml+xml";

/* --- what is in the book --- */

static void count_parts(struct making *m)
{
    const struct book *b = m->b;
    m->live = make_n(m->mem, isize, b->nparts);
    for (isize i = 0; i < b->nparts; i++)
        for (isize k = b->parts[i].first; k < b->parts[i].first + b->parts[i].count; k++)
            m->live[i] += post_is_in(&b->posts[k]);
    m->topics = b->nparts > 1 || (b->nparts == 1 && b->parts[0].intro.len);
}

static void count_post(struct making *m, const struct post *p)
{
    struct totals *t = &m->totals;
    if (!post_is_in(p)) {
        t->dropped++;
        return;
    }
    t->articles++;
    t->chars += p->chars_out;
    t->minutes += words_minutes(p->chars_out, p->lang.len ? p->lang : m->conf->lang);
    t->removed += p->chars_removed;
    t->lost += p->nlost;
    for (isize i = 0; i < p->ndocs; i++) {
        t->math |= p->docs[i].math;
        t->pages += p->docs[i].pages;
    }
    if (p->nimages && !p->has_alt) t->all_alt = false;
}

/* First and last day, each as its own post's zone has it. */
static void count_dates(struct making *m)
{
    const struct post *first = NULL, *last = NULL;
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        if (!p->dated || !post_is_in(p)) continue;
        if (!first || p->published < first->published) first = p;
        if (!last || p->published > last->published) last = p;
    }
    m->totals.made = date_of(m->b->date, m->b->date_zone);
    if (!first) return;
    m->totals.dated = true;
    m->totals.first = date_of(first->published, first->zone);
    m->totals.last = date_of(last->published, last->zone);
}

static void count_all(struct making *m)
{
    m->totals = (struct totals){.all_alt = true, .pictures = m->b->nimages};
    for (isize i = 0; i < m->b->nposts; i++) count_post(m, &m->b->posts[i]);
    for (isize i = 0; i < m->b->nimages; i++) {
        m->totals.adapted += m->b->images[i]->adapted;
        m->totals.sliced += m->b->images[i]->slices > 1;
    }
    count_dates(m);
    count_parts(m);
}

/* --- resources --- */

static struct entry *add(struct making *m, struct item item)
{
    assert(m->nitems < m->room);
    struct entry *e = &m->entries[m->nitems];
    m->items[m->nitems++] = item;
    e->name = str_printf(m->mem, "EPUB/%.*s", STR(item.href));
    return e;
}

static void add_text(struct making *m, struct item item, str text)
{
    bool page = str_eq(item.mime, str_of(xhtml));
    if (m->fonts.n && page) used_document(&m->fonts.seen, text);
    if (m->ed->kepub && page) text = kobo_document(m->mem, text);
    zip_deflate(m->mem, text, add(m, item));
}

static void add_page(struct making *m, const char *id, const char *href, str text)
{
    add_text(m, (struct item){str_of(id), str_of(href), str_of(xhtml), NULL, true}, text);
}

static const char *props_of(const struct document *d)
{
    return d->math && d->svg ? "mathml svg" : d->math ? "mathml" : d->svg ? "svg" : NULL;
}

/* All documents of an article: its first has the id "c0001", the next "c0001-2". */
static void add_chapter(struct making *m, const struct post *p)
{
    for (isize i = 0; i < p->ndocs; i++) {
        const struct document *d = &p->docs[i];
        str id = str_printf(m->mem, "c%04d", p->number);
        if (i) id = str_printf(m->mem, "%.*s-%td", STR(id), i + 1);
        struct entry *e = add(m, (struct item){id, d->href, str_of(xhtml), props_of(d), true});
        str name = e->name;
        *e = m->ed->kepub && d->kepub.name.len ? d->kepub : d->epub;
        e->name = name;
    }
}

/* Topics and articles, in the order of the contents. */
static void add_body(struct making *m)
{
    const struct book *b = m->b;
    for (isize i = 0; i < b->nparts; i++) {
        const struct part *part = &b->parts[i];
        if (!m->live[i]) continue;
        str id = str_printf(m->mem, "t%03td", i + 1);
        if (m->topics && topic_has_page(m, i))
            add_text(m, (struct item){id, part->href, str_of(xhtml), NULL, true}, page_topic(m, i));
        for (isize k = part->first; k < part->first + part->count; k++)
            if (b->posts[k].part == i && post_is_in(&b->posts[k])) add_chapter(m, &b->posts[k]);
    }
}

/* Behind the last page and the sheets: now it is known which characters the book has. */
static void add_fonts(struct making *m)
{
    isize n = 0;
    if (!m->fonts.n) return;
    fonts_make(m->mem, &m->fonts, m->ds);
    for (isize i = 0; i < m->fonts.n; i++) {
        const struct font_file *f = &m->fonts.v[i];
        if (f->fate != FONT_SUBSET && f->fate != FONT_WHOLE) continue;
        str id = str_printf(m->mem, "f%02td", ++n);
        struct entry *e = add(m, (struct item){id, f->href, f->mime, NULL, false});
        str name = e->name;
        *e = f->entry;
        e->name = name;
    }
}

static bool add_styles(struct making *m)
{
    struct strs hrefs = styles_all(m->mem, m->b), texts = {0};
    if (!styles_read(m->mem, m->conf, hrefs, &texts, m->ds)) return false;
    for (isize i = 0; m->fonts.n && i < texts.n; i++) used_sheet(&m->fonts.seen, texts.v[i]);
    add_fonts(m);
    for (isize i = 0; i < hrefs.n; i++) {
        str id = str_printf(m->mem, "s%02td", i + 1);
        if (m->ed->kepub && str_eq(hrefs.v[i], S(PAGE_CSS))) continue; /* see kobo.h */
        str text = str_eq(hrefs.v[i], S(FONTS_CSS)) ? m->fonts.css : texts.v[i];
        add_text(m, (struct item){id, hrefs.v[i], S("text/css"), NULL, false}, text);
    }
    return true;
}

/* Pictures are as small as they get already: stored. */
static void add_image(struct making *m, struct item item, str path, str bytes, long long size)
{
    struct entry *e = add(m, item);
    if (bytes.p) e->bytes = bytes;
    else e->file = path;
    e->size = e->plain = size;
}

/* Those that were made lie in a store, each slice a file. */
static void add_made(struct making *m, const struct image *g, str id)
{
    for (int i = 0; i < g->slices; i++) {
        str own = g->slices < 2 ? id : str_printf(m->mem, "%.*s-%d", STR(id), i + 1);
        struct entry *e =
            add(m, (struct item){own, image_slice(m->mem, g, i), g->mime, NULL, false});
        e->file = g->made[i].file;
        e->from = g->made[i].from;
        e->size = e->plain = g->made[i].size;
    }
}

static void add_images(struct making *m)
{
    const struct cover *cover = &m->b->cover;
    const struct item item = {S("cover-image"), S("images/cover.jpg"), S("image/jpeg"),
                              "cover-image", false};
    assert(cover->jpeg.len);
    add_image(m, item, (str){0}, cover->jpeg, cover->jpeg.len);
    for (isize i = 0; i < m->b->nimages; i++) {
        const struct image *g = m->b->images[i];
        str id = str_printf(m->mem, "i%04td", i + 1);
        if (g->plan) add_made(m, g, id);
        else
            add_image(m, (struct item){id, g->href, g->mime, NULL, false}, g->path, g->bytes,
                      g->size);
    }
}

/* All but the pictures. */
static bool add_texts(struct making *m)
{
    const struct item nav = {S("nav"), S("nav.xhtml"), str_of(xhtml), "nav", false};
    const struct item ncx = {S("ncx"), S("toc.ncx"), S("application/x-dtbncx+xml"), NULL, false};
    add_page(m, "cover", "text/cover.xhtml", page_cover(m));
    add_page(m, "title", "text/title.xhtml", page_title(m));
    if (m->conf->toc_in_spine) add_page(m, "contents", CONTENTS, page_contents(m));
    add_text(m, nav, nav_write(m));
    add_body(m);
    if (m->authors) add_page(m, "authors", INDEX_AUTHORS, page_index(m, PAGE_authors));
    if (m->sources) add_page(m, "sources", INDEX_SOURCES, page_index(m, PAGE_sources));
    add_page(m, "colophon", "text/colophon.xhtml", page_colophon(m));
    add_text(m, ncx, ncx_write(m));
    return add_styles(m);
}

/* --- the container --- */

enum { FRONT = 3 }; /* mimetype, container.xml, package.opf */

static str container_write(arena *a)
{
    struct buf out = {.mem = a};
    struct xml writer = {.out = &out}, *x = &writer;
    xml_declare(x);
    xml_open(x, "container");
    xml_attr(x, "version", S("1.0"));
    xml_attr(x, "xmlns", S("urn:oasis:names:tc:opendocument:xmlns:container"));
    xml_open(x, "rootfiles");
    xml_open(x, "rootfile");
    xml_attr(x, "full-path", S("EPUB/package.opf"));
    xml_attr(x, "media-type", S("application/oebps-package+xml"));
    xml_close_void(x);
    xml_close(x);
    xml_close(x);
    xml_line(x);
    return buf_str(&out);
}

static void add_front(const struct making *m, struct entry *e)
{
    str type = S("application/epub+zip");
    e[0] =
        (struct entry){.name = S("mimetype"), .bytes = type, .size = type.len, .plain = type.len};
    e[1].name = S("META-INF/container.xml");
    zip_deflate(m->mem, container_write(m->mem), &e[1]);
    e[2].name = S("EPUB/package.opf");
    zip_deflate(m->mem, opf_write(m), &e[2]);
}

str book_identifier(arena *a, const struct conf *conf)
{
    if (conf->identifier.len) return conf->identifier;
    /* No title has a line feed: no two pairs of title and seed become one name. */
    return uuid5(a, str_printf(a, "%.*s\n%.*s", STR(conf->title), STR(conf->id_seed)));
}

/* All but the container itself. */
static void begin(struct making *m, const struct book *b, const struct edition *ed, arena *a,
                  struct diags *ds)
{
    *m = (struct making){.b = b, .conf = b->conf, .ed = ed, .mem = a, .ds = ds};
    m->templates = templates_of(a, b);
    m->words = m->templates->words;
    m->identifier = book_identifier(a, b->conf);
    count_all(m);
    assert(m->totals.articles > 0);
    m->room = 7 + styles_all(a, b).n + b->nparts + 3 + b->conf->fonts.n + b->nimages;
    for (isize i = 0; i < b->nposts; i++) m->room += b->posts[i].ndocs;
    for (isize i = 0; i < b->nimages; i++)
        if (b->images[i]->slices > 1) m->room += b->images[i]->slices - 1;
    m->items = make_n(a, struct item, m->room);
    m->entries = make_n(a, struct entry, FRONT + m->room) + FRONT;
    m->authors = index_useful(m, PAGE_authors);
    m->sources = index_useful(m, PAGE_sources);
    toc_make(m);
    fonts_open(a, b, ed->store, &m->fonts, ds);
}

/* All entries of the container, *n of them; NULL if a sheet cannot be read. */
static struct entry *entries_of(struct making *m, isize *n)
{
    struct entry *all = m->entries - FRONT;
    if (!add_texts(m)) return NULL;
    add_images(m);
    add_front(m, all);
    *n = FRONT + m->nitems;
    return all;
}

long long book_weigh(const struct book *b, const struct edition *ed, arena scratch,
                     struct diags *ds)
{
    struct making m;
    isize n;
    begin(&m, b, ed, &scratch, ds);
    const struct entry *all = entries_of(&m, &n);
    return all ? zip_size(all, n) : -1;
}

bool book_package(const struct book *b, const struct edition *ed, arena *a, long long *size,
                  struct diags *ds)
{
    struct making m;
    isize n;
    begin(&m, b, ed, a, ds);
    const struct entry *all = entries_of(&m, &n);
    if (!all || !zip_write(all, n, ed->path, b->date, a, ds)) return false;
    *size = os_stat(ed->path, *a).size;
    return true;
}

void book_fonts(const struct book *b, const struct edition *ed, arena *a, struct fonts_of_book *out,
                struct diags *ds)
{
    struct making m;
    begin(&m, b, ed, a, ds);
    if (!add_texts(&m)) m.fonts.n = 0;
    *out = m.fonts;
}

void package_libraries(struct buf *out)
{
    zip_libraries(out);
}
