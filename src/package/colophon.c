/* colophon.c - the last page: what the book is made of, and what it lacks. */
#include "package_local.h"
#include "url.h"

/* "label：text" */
static void write_fact(struct page *pg, const struct making *m, const char *label, str text)
{
    if (text.len)
        page_line(pg, NULL, str_printf(m->mem, "%s%s%.*s", label, m->words->colon, STR(text)));
}

static void open_list(struct page *pg, const char *heading, const char *intro)
{
    xml_leaf(&pg->x, "h2", str_of(heading));
    xml_line(&pg->x);
    page_line(pg, NULL, str_of(intro));
    xml_open(&pg->x, "ol");
    xml_line(&pg->x);
}

static void close_list(struct page *pg)
{
    xml_close(&pg->x);
    xml_line(&pg->x);
}

static void open_entry(struct page *pg, const struct making *m, const struct post *p)
{
    str label = label_of(m->mem, p->title, m->words);
    xml_open(&pg->x, "li");
    if (post_is_in(p)) xml_leaf_attr(&pg->x, "a", "href", str_skip(p->href, 5), label);
    else xml_text(&pg->x, label);
}

static void close_entry(struct page *pg)
{
    xml_close(&pg->x);
    xml_line(&pg->x);
}

static void write_source(struct page *pg, const struct making *m, const struct post *p)
{
    str url;
    bool known = url_clean(m->mem, p->url, (str){0}, &url);
    open_entry(pg, m, p);
    xml_text(&pg->x, str_of(m->words->open));
    if (p->author.len) {
        xml_text(&pg->x, label_of(m->mem, p->author, m->words));
        xml_text(&pg->x, S(" · "));
    }
    if (known) {
        str host = url_split(url).host;
        xml_leaf_attr(&pg->x, "a", "href", url, host.len ? host : url);
    } else {
        xml_text(&pg->x, str_of(m->words->no_source));
    }
    xml_text(&pg->x, str_of(m->words->close));
    close_entry(pg);
}

static void write_sources(struct page *pg, const struct making *m)
{
    open_list(pg, m->words->sources, m->words->sources_intro);
    for (isize i = 0; i < m->b->nposts; i++)
        if (post_is_in(&m->b->posts[i])) write_source(pg, m, &m->b->posts[i]);
    close_list(pg);
}

static void write_lost(struct page *pg, const struct making *m)
{
    if (!m->totals.lost) return;
    open_list(pg, m->words->lost, m->words->lost_intro);
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        if (!post_is_in(p) || !p->nlost) continue;
        open_entry(pg, m, p);
        str n = words_count(m->mem, p->nlost, m->words->lost_unit);
        xml_text(&pg->x, str_printf(m->mem, "%s%.*s%s", m->words->open, STR(n), m->words->close));
        close_entry(pg);
    }
    close_list(pg);
}

static void write_dropped(struct page *pg, const struct making *m)
{
    if (!m->totals.dropped) return;
    open_list(pg, m->words->dropped, m->words->dropped_intro);
    for (isize i = 0; i < m->b->nposts; i++) {
        if (post_is_in(&m->b->posts[i])) continue;
        open_entry(pg, m, &m->b->posts[i]);
        close_entry(pg);
    }
    close_list(pg);
}

static void write_facts(struct page *pg, const struct making *m)
{
    const struct words *w = m->words;
    const struct totals *t = &m->totals;
    str contains = words_count(m->mem, t->articles, w->articles);
    str chars = words_chars(m->mem, w, t->chars);
    contains = str_printf(m->mem, "%.*s · %.*s", STR(contains), STR(chars));
    if (t->pictures) {
        str pictures = words_count(m->mem, t->pictures, w->pictures);
        contains = str_printf(m->mem, "%.*s · %.*s", STR(contains), STR(pictures));
    }
    write_fact(pg, m, w->contains, contains);
    write_fact(pg, m, w->dates, dates_text(m));
    write_fact(pg, m, w->made_on, date_shown(m->mem, t->made, m->conf->lang));
    write_fact(pg, m, w->made_with, str_printf(m->mem, "zhbook %s", m->ed->version));
    write_fact(pg, m, w->rights, m->conf->rights);
    if (t->removed)
        page_line(pg, NULL, str_printf(m->mem, "%s%lld%s", w->removed, t->removed, w->removed_end));
    if (t->adapted)
        page_line(pg, NULL, str_printf(m->mem, "%s%td%s", w->adapted, t->adapted, w->adapted_end));
}

str page_colophon(const struct making *m)
{
    struct page pg = {0};
    page_begin(&pg, m, str_of(m->words->about), "colophon", "../");
    xml_open(&pg.x, "section");
    xml_attr(&pg.x, "epub:type", S("colophon"));
    xml_attr(&pg.x, "role", S("doc-colophon"));
    xml_line(&pg.x);
    xml_leaf(&pg.x, "h1", str_of(m->words->about));
    xml_line(&pg.x);
    write_facts(&pg, m);
    write_lost(&pg, m);
    write_dropped(&pg, m);
    write_sources(&pg, m);
    xml_close(&pg.x);
    xml_line(&pg.x);
    return page_end(&pg);
}
