/* pages.c - the book's own pages: cover, title page, a page for each topic. */
#include "package_local.h"
#include "styles.h"

void page_begin(struct page *pg, const struct making *m, str title, const char *class_name,
                const char *up)
{
    struct xml *x = &pg->x;
    struct strs sheets = styles_hrefs(m->mem, m->conf);
    pg->out = (struct buf){.mem = m->mem};
    x->out = &pg->out;
    xml_declare(x);
    xml_doctype_html(x);
    xml_open(x, "html");
    xml_attr(x, "xmlns", S("http://www.w3.org/1999/xhtml"));
    xml_attr(x, "xmlns:epub", S("http://www.idpf.org/2007/ops"));
    xml_attr(x, "lang", m->conf->lang);
    xml_attr(x, "xml:lang", m->conf->lang);
    xml_line(x);
    xml_open(x, "head");
    xml_line(x);
    xml_leaf(x, "title", title);
    for (isize i = 0; i < sheets.n; i++) {
        xml_line(x);
        xml_open(x, "link");
        xml_attr(x, "rel", S("stylesheet"));
        xml_attr(x, "type", S("text/css"));
        xml_attr(x, "href", str_printf(m->mem, "%s%.*s", up, STR(sheets.v[i])));
        xml_close_void(x);
    }
    xml_line(x);
    xml_close(x);
    xml_line(x);
    xml_open(x, "body");
    if (class_name) xml_attr(x, "class", str_of(class_name));
    xml_line(x);
}

str page_end(struct page *pg)
{
    xml_close(&pg->x); /* body */
    xml_line(&pg->x);
    xml_close(&pg->x); /* html */
    xml_line(&pg->x);
    assert(!pg->x.depth);
    return buf_str(&pg->out);
}

void page_line(struct page *pg, const char *class_name, str text)
{
    if (!text.len) return;
    xml_open(&pg->x, "p");
    if (class_name) xml_attr(&pg->x, "class", str_of(class_name));
    xml_text(&pg->x, text);
    xml_close(&pg->x);
    xml_line(&pg->x);
}

static void open_section(struct page *pg, const char *type, const char *role)
{
    xml_open(&pg->x, "section");
    xml_attr(&pg->x, "epub:type", str_of(type));
    if (role) xml_attr(&pg->x, "role", str_of(role));
    xml_line(&pg->x);
}

static void close_section(struct page *pg)
{
    xml_close(&pg->x);
    xml_line(&pg->x);
}

/* "2021年8月7日至8月14日" would be nicer, but is not what every language does. */
str dates_text(const struct making *m)
{
    const struct totals *t = &m->totals;
    if (!t->dated) return (str){0};
    str first = date_shown(m->mem, t->first, m->conf->lang);
    str last = date_shown(m->mem, t->last, m->conf->lang);
    if (str_eq(first, last)) return first;
    const char *gap = lang_is_cjk(m->conf->lang) ? "" : " ";
    return str_printf(m->mem, "%.*s%s%s%s%.*s", STR(first), gap, m->words->to, gap, STR(last));
}

/* "41 篇文章 · 12.3 万字 · 118 幅图片" */
static str counts_text(const struct making *m)
{
    struct buf b = {.mem = m->mem};
    buf_add(&b, words_count(m->mem, m->totals.articles, m->words->articles));
    buf_add(&b, S(" · "));
    buf_add(&b, words_chars(m->mem, m->words, m->totals.chars));
    if (m->totals.pictures) {
        buf_add(&b, S(" · "));
        buf_add(&b, words_count(m->mem, m->totals.pictures, m->words->pictures));
    }
    return buf_str(&b);
}

str page_cover(const struct making *m)
{
    struct page pg = {0};
    struct xml *x = &pg.x;
    str title = label_of(m->mem, m->conf->title, m->words);
    page_begin(&pg, m, str_of(m->words->cover), "cover", "../");
    open_section(&pg, "cover", NULL);
    xml_open(x, "p");
    xml_open(x, "img");
    xml_attr(x, "role", S("doc-cover"));
    xml_attr(x, "src", S("../images/cover.jpg"));
    xml_attr(x, "alt",
             str_printf(m->mem, "%s%s%.*s", m->words->cover, m->words->colon,
                        STR(m->b->cover.alt.len ? m->b->cover.alt : title)));
    xml_close_void(x);
    xml_close(x);
    xml_line(x);
    page_line(&pg, "cover-title", title);
    page_line(&pg, "cover-date",
              m->conf->subtitle.len ? label_of(m->mem, m->conf->subtitle, m->words)
                                    : dates_text(m));
    close_section(&pg);
    return page_end(&pg);
}

/* Text of book.yaml may have several paragraphs. */
static void write_paragraphs(struct page *pg, const char *class_name, str text)
{
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        page_line(pg, class_name, str_trim(c.head));
    }
}

str page_title(const struct making *m)
{
    struct page pg = {0};
    str title = label_of(m->mem, m->conf->title, m->words);
    page_begin(&pg, m, title, "title", "../");
    open_section(&pg, "titlepage", NULL);
    xml_leaf(&pg.x, "h1", title);
    xml_line(&pg.x);
    page_line(&pg, "subtitle", m->conf->subtitle);
    page_line(&pg, "dates", dates_text(m));
    xml_open(&pg.x, "hr");
    xml_attr(&pg.x, "class", S("ornament"));
    xml_close_void(&pg.x);
    xml_line(&pg.x);
    for (isize i = 0; i < m->conf->creators.n; i++)
        page_line(&pg, "creator", m->conf->creators.v[i].text);
    page_line(&pg, "counts", counts_text(m));
    write_paragraphs(&pg, "description", m->conf->description);
    page_line(&pg, "publisher", m->conf->publisher);
    close_section(&pg);
    return page_end(&pg);
}

/* --- a topic --- */

static void write_link(struct page *pg, const struct making *m, str title, str href)
{
    /* Topic pages stand in the same folder as what they list. */
    assert(str_starts(href, S("text/")));
    xml_leaf_attr(&pg->x, "a", "href", str_skip(href, 5), label_of(m->mem, title, m->words));
}

static void write_article(struct page *pg, const struct making *m, const struct post *p)
{
    struct buf by = {.mem = m->mem};
    xml_open(&pg->x, "li");
    write_link(pg, m, p->title, p->href);
    if (p->author.len) buf_add(&by, label_of(m->mem, p->author, m->words));
    if (p->author.len && p->dated) buf_add(&by, S(" · "));
    if (p->dated) buf_add(&by, date_shown(m->mem, date_of(p->published, p->zone), m->conf->lang));
    if (by.len) {
        xml_open(&pg->x, "br");
        xml_close_void(&pg->x);
        xml_leaf_attr(&pg->x, "span", "class", S("by"), buf_str(&by));
    }
    xml_close(&pg->x);
    xml_line(&pg->x);
}

static bool is_own(const struct making *m, isize part, isize post)
{
    return m->b->posts[post].part == part && post_is_in(&m->b->posts[post]);
}

static void write_articles(struct page *pg, const struct making *m, isize part)
{
    const struct part *t = &m->b->parts[part];
    bool any = false;
    for (isize i = t->first; i < t->first + t->count; i++) {
        if (!is_own(m, part, i)) continue;
        if (!any) {
            xml_open(&pg->x, "ol");
            xml_attr(&pg->x, "class", S("articles"));
            xml_line(&pg->x);
            any = true;
        }
        write_article(pg, m, &m->b->posts[i]);
    }
    if (!any) return;
    xml_close(&pg->x);
    xml_line(&pg->x);
}

static void write_subtopics(struct page *pg, const struct making *m, isize part)
{
    const struct book *b = m->b;
    bool any = false;
    for (isize i = part + 1; i < b->nparts && b->parts[i].level > b->parts[part].level; i++) {
        if (b->parts[i].parent != part || !m->live[i]) continue;
        if (!any) {
            xml_open(&pg->x, "ul");
            xml_attr(&pg->x, "class", S("articles subtopics"));
            xml_line(&pg->x);
            any = true;
        }
        xml_open(&pg->x, "li");
        write_link(pg, m, b->parts[i].title, b->parts[i].href);
        str n = words_count(m->mem, m->live[i], m->words->articles);
        xml_text(&pg->x, S(" "));
        xml_leaf_attr(&pg->x, "span", "class", S("by"), n);
        xml_close(&pg->x);
        xml_line(&pg->x);
    }
    if (!any) return;
    xml_close(&pg->x);
    xml_line(&pg->x);
}

str page_topic(const struct making *m, isize part)
{
    struct page pg = {0};
    const struct part *t = &m->b->parts[part];
    str title = label_of(m->mem, t->title, m->words);
    page_begin(&pg, m, title, "topic-page", "../");
    open_section(&pg, "part", "doc-part");
    xml_leaf(&pg.x, "h1", title);
    xml_line(&pg.x);
    page_line(&pg, "counts", words_count(m->mem, m->live[part], m->words->articles));
    xml_open(&pg.x, "hr");
    xml_close_void(&pg.x);
    xml_line(&pg.x);
    write_paragraphs(&pg, "intro", t->intro);
    write_articles(&pg, m, part);
    write_subtopics(&pg, m, part);
    close_section(&pg);
    return page_end(&pg);
}
