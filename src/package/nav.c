/* nav.c - the contents: one tree, and the navigation document written from it. */
#include "package_local.h"
#include "styles.h"

static struct row *add(struct making *m, str title, str href, int level)
{
    struct row *r = &m->toc[m->ntoc++];
    *r = (struct row){.label = words_label(m->mem, title, m->words), .href = href, .level = level};
    return r;
}

static void add_topic(struct making *m, isize part)
{
    const struct part *p = &m->b->parts[part];
    struct row *r = add(m, p->title, topic_href(m, part), p->level);
    r->topic = true;
    if (topic_has_page(m, part)) r->beside = words_count(m->mem, m->live[part], m->words->pieces);
}

static void add_article(struct making *m, const struct post *p, int level)
{
    struct row *r = add(m, p->title, p->href, level);
    if (m->authors && p->author.len) r->beside = words_label(m->mem, p->author, m->words);
}

/* --- an article's own headings --- */

/* Those of level `deepest` and above, or, if `first`, of each document the first one. */
static isize pick(struct making *m, const struct post *p, int level, int deepest, bool first,
                  bool write)
{
    isize n = 0;
    str file = {0};
    for (isize i = 0; i < p->nheadings; i++) {
        const struct heading *h = &p->headings[i];
        str own = str_cut(h->href, '#').head;
        if (h->level > deepest || (!n && h->level > 2) || (first && str_eq(own, file))) continue;
        file = own;
        if (write) add(m, h->label, h->href, level + h->level - 2);
        n++;
    }
    return n;
}

/*
 * One heading is no choice, and says what the title says.  More lines than two pages of a
 * reader's list hide the next article from who looks for that: deeper ones go first, and of an
 * article with as many sections only each file's first is left, so that it can be entered.
 */
static void add_headings(struct making *m, const struct post *p, int level, int levels)
{
    enum { LEAST = 2, MOST = 24 };
    int deepest = levels - level > 1 ? 3 : 2;
    if (level >= levels) return;
    isize n = pick(m, p, level, deepest, false, false);
    if (n > MOST && deepest > 2) n = pick(m, p, level, deepest = 2, false, false);
    bool first = n > MOST;
    if (first) n = pick(m, p, level, deepest = 2, first, false);
    if (n >= LEAST) pick(m, p, level, deepest, first, true);
}

/* --- all of it --- */

static isize rows_most(const struct book *b)
{
    isize n = b->nparts + b->nposts + 3;
    for (isize i = 0; i < b->nposts; i++) n += b->posts[i].nheadings;
    return n;
}

void toc_make(struct making *m)
{
    const struct book *b = m->b;
    int levels = (int)m->conf->toc_depth, topic_levels = m->topics ? levels - 1 : 0;
    m->toc = make_n(m->mem, struct row, rows_most(b));
    for (isize i = 0; i < b->nparts; i++) {
        const struct part *part = &b->parts[i];
        if (!m->live[i]) continue;
        if (part->level < topic_levels) add_topic(m, i);
        int level = part->level + 1 < topic_levels ? part->level + 1 : topic_levels;
        for (isize k = part->first; k < part->first + part->count; k++) {
            const struct post *p = &b->posts[k];
            if (p->part != i || !post_is_in(p)) continue;
            add_article(m, p, level);
            add_headings(m, p, level + 1, levels);
        }
    }
    if (m->authors) add(m, str_of(m->words->by_author), S(INDEX_AUTHORS), 0);
    if (m->sources) add(m, str_of(m->words->by_source), S(INDEX_SOURCES), 0);
    add(m, str_of(m->words->about), S("text/colophon.xhtml"), 0);
}

/* Rows as nested lists, by a loop: the level says which lists are open. */
static void write_rows(struct xml *x, const struct making *m)
{
    int open = -1; /* level of the innermost open list */
    for (isize i = 0; i < m->ntoc; i++) {
        const struct row *r = &m->toc[i];
        assert(r->level <= open + 1);
        if (r->level > open) {
            xml_open(x, "ol");
            open++;
        } else {
            xml_close(x); /* li */
        }
        for (; open > r->level; open--) {
            xml_close(x); /* ol */
            xml_close(x); /* li */
        }
        xml_line(x);
        xml_open(x, "li");
        xml_open(x, "a");
        if (r->topic) xml_attr(x, "class", S("topic"));
        xml_attr(x, "href", r->href);
        xml_text(x, r->label);
        xml_close(x);
    }
    for (; open >= 0; open--) {
        xml_close(x); /* li */
        xml_close(x); /* ol */
    }
    xml_line(x);
}

static void write_landmark(struct xml *x, const char *type, const char *label, str href)
{
    xml_open(x, "li");
    xml_open(x, "a");
    xml_attr(x, "epub:type", str_of(type));
    xml_attr(x, "href", href);
    xml_text(x, str_of(label));
    xml_close(x);
    xml_close(x);
    xml_line(x);
}

static void write_landmarks(struct xml *x, const struct making *m)
{
    xml_open(x, "nav");
    xml_attr(x, "epub:type", S("landmarks"));
    xml_attr(x, "hidden", S("hidden"));
    xml_line(x);
    xml_open(x, "ol");
    xml_line(x);
    write_landmark(x, "cover", m->words->cover, S("text/cover.xhtml"));
    write_landmark(x, "titlepage", m->words->title_page, S("text/title.xhtml"));
    str title = words_label(m->mem, m->conf->toc_title, m->words);
    /* A landmark must be a page of the book (RSC-011). */
    if (m->conf->toc_in_spine) write_landmark(x, "toc", str_z(m->mem, title), S(CONTENTS));
    /* The first row is a topic or an article: a book without one is not made. */
    write_landmark(x, "bodymatter", m->words->start, m->toc[0].href);
    if (m->authors) write_landmark(x, "index", m->words->by_author, S(INDEX_AUTHORS));
    else if (m->sources) write_landmark(x, "index", m->words->by_source, S(INDEX_SOURCES));
    write_landmark(x, "colophon", m->words->about, S("text/colophon.xhtml"));
    xml_close(x);
    xml_close(x);
    xml_line(x);
}

/* Links to the sheets are for readers that show this document as it is. */
static void write_head(struct xml *x, const struct making *m, str title)
{
    struct strs sheets = styles_hrefs(m->mem, m->conf);
    xml_open(x, "head");
    xml_line(x);
    xml_leaf(x, "title", title);
    for (isize i = 0; i < sheets.n; i++) {
        xml_line(x);
        xml_open(x, "link");
        xml_attr(x, "rel", S("stylesheet"));
        xml_attr(x, "type", S("text/css"));
        xml_attr(x, "href", sheets.v[i]);
        xml_close_void(x);
    }
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

/* No template: readers take it apart, and ask that it be just so. */
str nav_write(const struct making *m)
{
    struct buf out = {.mem = m->mem};
    struct xml writer = {.out = &out}, *x = &writer;
    str title = words_label(m->mem, m->conf->toc_title, m->words);
    xml_declare(x);
    xml_doctype_html(x);
    xml_open(x, "html");
    xml_attr(x, "xmlns", S("http://www.w3.org/1999/xhtml"));
    xml_attr(x, "xmlns:epub", S("http://www.idpf.org/2007/ops"));
    xml_attr(x, "lang", m->conf->lang);
    xml_attr(x, "xml:lang", m->conf->lang);
    xml_line(x);
    write_head(x, m, title);
    xml_open(x, "body");
    xml_line(x);
    xml_open(x, "nav");
    xml_attr(x, "epub:type", S("toc"));
    xml_attr(x, "role", S("doc-toc"));
    xml_attr(x, "id", S("toc"));
    xml_line(x);
    xml_leaf(x, "h1", title);
    xml_line(x);
    write_rows(x, m);
    xml_close(x);
    xml_line(x);
    write_landmarks(x, m);
    page_list_nav(x, m);
    xml_close(x); /* body */
    xml_line(x);
    xml_close(x); /* html */
    xml_line(x);
    assert(!x->depth);
    return buf_str(&out);
}
