/*
 * page_list.c - the pages of toc.page_list: EPUB 3.3 #sec-nav-pagelist.
 *
 * Their marks are in the chapters, "page-1" … in each (page_break.c); here are the numbers.
 */
#include "package_local.h"

/* One page after the other, in reading order. */
struct turn {
    const struct making *m;
    isize post, doc;
    int in_doc, in_post; /* pages before this one */
};

/* The next page's place and number; false behind the last. */
static bool turn(struct turn *t, str *href, int *number)
{
    const struct book *b = t->m->b;
    for (; t->post < b->nposts; t->post++, t->doc = 0, t->in_post = 0) {
        const struct post *p = &b->posts[t->post];
        for (; t->doc < p->ndocs; t->doc++, t->in_doc = 0) {
            const struct document *d = &p->docs[t->doc];
            if (t->in_doc == d->pages) continue;
            t->in_doc++;
            *number = p->page + t->in_post++;
            *href = str_printf(t->m->mem, "%.*s#page-%d", STR(d->href), t->in_post);
            return true;
        }
    }
    return false;
}

void page_list_nav(struct xml *x, const struct making *m)
{
    struct turn at = {.m = m};
    str href;
    int number;
    if (!m->totals.pages) return;
    xml_open(x, "nav");
    xml_attr(x, "epub:type", S("page-list"));
    xml_attr(x, "role", S("doc-pagelist"));
    xml_attr(x, "hidden", S("hidden"));
    xml_line(x);
    xml_open(x, "ol");
    xml_line(x);
    while (turn(&at, &href, &number)) {
        xml_open(x, "li");
        xml_open(x, "a");
        xml_attr(x, "href", href);
        xml_text(x, str_printf(m->mem, "%d", number));
        xml_close(x);
        xml_close(x);
        xml_line(x);
    }
    xml_close(x);
    xml_close(x);
    xml_line(x);
}

void page_list_ncx(struct xml *x, const struct making *m)
{
    struct turn at = {.m = m};
    str href;
    int number;
    if (!m->totals.pages) return;
    xml_open(x, "pageList");
    while (turn(&at, &href, &number)) {
        str text = str_printf(m->mem, "%d", number);
        xml_line(x);
        xml_open(x, "pageTarget");
        xml_attr(x, "id", str_printf(m->mem, "p%d", number));
        xml_attr(x, "type", S("normal"));
        xml_attr(x, "value", text);
        /* What is in both lists has two places in this order: nothing asks that they be mixed. */
        xml_attr(x, "playOrder", str_printf(m->mem, "%td", m->ntoc + number));
        xml_open(x, "navLabel");
        xml_leaf(x, "text", text);
        xml_close(x);
        xml_open(x, "content");
        xml_attr(x, "src", href);
        xml_close_void(x);
        xml_close(x);
    }
    xml_line(x);
    xml_close(x);
    xml_line(x);
}
