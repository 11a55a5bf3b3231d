/* nav.c - the contents: one tree, and the navigation document written from it. */
#include "package_local.h"

enum { LABEL_MAX = 120 }; /* code points */

/* Seen as nothing or as a gap: white space of any kind, controls, zero-width marks. */
static bool is_blank(u32 c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || !xml_is_char(c);
}

str label_of(arena *a, str title, const struct words *w)
{
    struct buf b = {.mem = a};
    isize len, shown = 0;
    bool gap = false;
    for (isize i = 0; i < title.len; i += len) {
        u32 c = utf8_get(str_skip(title, i), &len);
        if (is_blank(c)) {
            gap = shown > 0;
            continue;
        }
        if (shown + gap + 1 >= LABEL_MAX) {
            buf_add(&b, S("…"));
            break;
        }
        if (gap) buf_byte(&b, ' ');
        buf_rune(&b, c);
        shown += 1 + gap;
        gap = false;
    }
    return b.len ? buf_str(&b) : str_of(w->untitled);
}

static void add(struct making *m, str title, str href, int level, bool topic)
{
    m->toc[m->ntoc++] = (struct row){label_of(m->mem, title, m->words), href, level, topic};
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
        if (write) add(m, h->label, h->href, level + h->level - 2, false);
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
    isize n = b->nparts + b->nposts + 1;
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
        if (part->level < topic_levels) add(m, part->title, part->href, part->level, true);
        int level = part->level + 1 < topic_levels ? part->level + 1 : topic_levels;
        for (isize k = part->first; k < part->first + part->count; k++) {
            const struct post *p = &b->posts[k];
            if (p->part != i || !post_is_in(p)) continue;
            add(m, p->title, p->href, level, false);
            add_headings(m, p, level + 1, levels);
        }
    }
    add(m, str_of(m->words->about), S("text/colophon.xhtml"), 0, false);
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
    str title = label_of(m->mem, m->conf->toc_title, m->words);
    /* A landmark must be a page of the book (RSC-011). */
    if (m->conf->toc_in_spine) write_landmark(x, "toc", str_z(m->mem, title), S("nav.xhtml#toc"));
    /* The first row is a topic or an article: a book without one is not made. */
    write_landmark(x, "bodymatter", m->words->start, m->toc[0].href);
    xml_close(x);
    xml_close(x);
    xml_line(x);
}

str nav_write(const struct making *m)
{
    struct page pg = {0};
    struct xml *x = &pg.x;
    str title = label_of(m->mem, m->conf->toc_title, m->words);
    page_begin(&pg, m, title, NULL, "");
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
    return page_end(&pg);
}
