/* ncx.c - the contents once more, for readers older than EPUB 3. */
#include "package_local.h"

static void write_meta(struct xml *x, const char *name, str content)
{
    xml_open(x, "meta");
    xml_attr(x, "name", str_of(name));
    xml_attr(x, "content", content);
    xml_close_void(x);
    xml_line(x);
}

static void write_text(struct xml *x, const char *name, str text)
{
    xml_open(x, name);
    xml_leaf(x, "text", text);
    xml_close(x);
}

static void write_rows(struct xml *x, const struct making *m)
{
    int open = 0; /* points that are open */
    isize order = 0;
    for (isize i = 0; i < m->ntoc; i++) {
        const struct row *r = &m->toc[i];
        for (; open > r->level; open--) xml_close(x);
        /* A topic without a page leads to its article: one place, one number. */
        order += !i || !str_eq(r->href, r[-1].href);
        xml_line(x);
        xml_open(x, "navPoint");
        xml_attr(x, "id", str_printf(m->mem, "n%04td", i + 1));
        xml_attr(x, "playOrder", str_printf(m->mem, "%td", order));
        write_text(x, "navLabel", r->label);
        xml_open(x, "content");
        xml_attr(x, "src", r->href);
        xml_close_void(x);
        open++;
    }
    for (; open > 0; open--) xml_close(x);
    xml_line(x);
}

str ncx_write(const struct making *m)
{
    struct buf out = {.mem = m->mem};
    struct xml writer = {.out = &out}, *x = &writer;
    int depth = 0;
    for (isize i = 0; i < m->ntoc; i++)
        if (m->toc[i].level >= depth) depth = m->toc[i].level + 1;
    xml_declare(x);
    xml_open(x, "ncx");
    xml_attr(x, "xmlns", S("http://www.daisy.org/z3986/2005/ncx/"));
    xml_attr(x, "version", S("2005-1"));
    xml_attr(x, "xml:lang", m->conf->lang);
    xml_line(x);
    xml_open(x, "head");
    xml_line(x);
    write_meta(x, "dtb:uid", m->identifier);
    write_meta(x, "dtb:depth", str_printf(m->mem, "%d", depth));
    write_meta(x, "dtb:totalPageCount", str_printf(m->mem, "%d", m->totals.pages));
    write_meta(x, "dtb:maxPageNumber", str_printf(m->mem, "%d", m->totals.pages));
    xml_close(x);
    xml_line(x);
    write_text(x, "docTitle", words_label(m->mem, m->conf->title, m->words));
    xml_line(x);
    xml_open(x, "navMap");
    write_rows(x, m);
    xml_close(x);
    xml_line(x);
    page_list_ncx(x, m);
    xml_close(x);
    xml_line(x);
    return buf_str(&out);
}
