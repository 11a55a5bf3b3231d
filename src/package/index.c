/* index.c - the articles by author and by source, in the order of the names' sound. */
#include "package_local.h"
#include "collate.h"
#include "model.h"

#include <stdlib.h>

/* A name and one of its articles. */
struct entry_of {
    str name, key; /* key sorts as the name sounds */
    int letter;    /* 'A' to 'Z'; behind them what has none */
    isize post;
};
struct entries {
    struct entry_of *v;
    isize n, names;
};

enum { NO_LETTER = 'Z' + 1, FEW = 12 /* names without headings of letters */ };

static int by_name(const void *a, const void *b)
{
    const struct entry_of *x = a, *y = b;
    if (x->letter != y->letter) return x->letter - y->letter;
    int c = str_cmp(x->key, y->key);
    if (!c) c = str_cmp(x->name, y->name);
    return c ? c : (x->post > y->post) - (x->post < y->post);
}

static str name_of(const struct making *m, enum page_id id, const struct post *p)
{
    str url;
    if (id == PAGE_sources) return page_source(m, p, &url);
    return p->author.len ? words_label(m->mem, p->author, m->words) : (str){0};
}

static struct entries entries_of(const struct making *m, enum page_id id)
{
    struct entries all = {.v = make_n(m->mem, struct entry_of, m->b->nposts)};
    struct collator *order = collator_open();
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        str name = post_is_in(p) ? name_of(m, id, p) : (str){0};
        if (!name.len) continue;
        struct entry_of *e = &all.v[all.n++];
        *e = (struct entry_of){.name = name, .key = collator_key(m->mem, order, name), .post = i};
        e->letter = collator_letter(*m->mem, order, name);
        if (!e->letter) e->letter = NO_LETTER;
    }
    collator_close(order);
    if (all.n) qsort(all.v, (size_t)all.n, sizeof *all.v, by_name);
    for (isize i = 0; i < all.n; i++) all.names += !i || !str_eq(all.v[i].name, all.v[i - 1].name);
    return all;
}

bool index_useful(const struct making *m, enum page_id id)
{
    if (!strs_has(&m->conf->toc_index, id == PAGE_authors ? S("authors") : S("sources")))
        return false;
    str first = {0};
    isize named = 0;
    bool several = false;
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        str name = post_is_in(p) ? name_of(m, id, p) : (str){0};
        if (!name.len) continue;
        if (!named++) first = name;
        several |= !str_eq(name, first);
    }
    /* Where few have one, it is no way to find an article. */
    return several && named * 2 >= m->totals.articles;
}

static void put_count(const struct making *m, struct scope *name, isize n)
{
    if (n > 1) scope_text(name, SLOT_name_count, words_count(m->mem, n, m->words->pieces));
}

static void put_letters(const struct making *m, struct scope *s, enum slot_id list,
                        const struct entries *all)
{
    struct scope *letter = NULL, *name = NULL;
    isize first = 0; /* of the name */
    for (isize i = 0; i < all->n; i++) {
        const struct entry_of *e = &all->v[i];
        bool lettered = all->names > FEW;
        if (!letter || (lettered && e->letter != e[-1].letter)) {
            letter = scope_row(m->mem, s, list);
            str text = e->letter == NO_LETTER ? str_of(m->words->other_letters)
                                              : str_printf(m->mem, "%c", e->letter);
            if (lettered) scope_text(letter, SLOT_letter_letter, text);
        }
        if (!i || !str_eq(e->name, e[-1].name)) {
            if (name) put_count(m, name, i - first);
            name = scope_row(m->mem, letter, SLOT_letter_names);
            scope_text(name, SLOT_name_name, e->name);
            first = i;
        }
        page_article(m, scope_row(m->mem, name, SLOT_name_articles), &m->b->posts[e->post]);
    }
    if (name) put_count(m, name, all->n - first);
}

str page_index(const struct making *m, enum page_id id)
{
    bool authors = id == PAGE_authors;
    struct scope *s = scope_make(m->mem, authors ? SLOT_authors_title : SLOT_sources_title);
    struct entries all = entries_of(m, id);
    str title = str_of(authors ? m->words->by_author : m->words->by_source);
    scope_text(s, authors ? SLOT_authors_title : SLOT_sources_title, title);
    put_letters(m, s, authors ? SLOT_authors_letters : SLOT_sources_letters, &all);
    return page_write(m, id, title, s);
}
