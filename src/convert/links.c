/*
 * links.c - which addresses are chapters of this book.
 *
 * A table of open addressing, twice as large as needed, filled in reading
 * order: of two posts with one address the first has it.
 */
#include "convert_local.h"
#include "url.h"

struct row {
    u64 hash;
    str key, href;
};

struct links {
    struct row *v;
    isize size; /* a power of two */
};

static struct row *slot(const struct links *l, str key)
{
    u64 h = hash64(key);
    for (isize i = (isize)(h & (u64)(l->size - 1));; i = (i + 1) & (l->size - 1)) {
        struct row *r = &l->v[i];
        if (!r->href.len || (r->hash == h && str_eq(r->key, key))) return r;
    }
}

static void put(arena *a, struct links *l, const struct post *p, str address)
{
    str key = url_key(a, address);
    if (!key.len) return;
    struct row *r = slot(l, key);
    if (r->href.len) return;
    /* Chapters stand in one folder, so a link between them is a bare name. */
    *r = (struct row){hash64(key), key, str_skip(p->href, str_find(p->href, S("/"), 0) + 1)};
}

struct links *links_make(arena *a, const struct book *b)
{
    isize addresses = 1;
    for (isize i = 0; i < b->nposts; i++) addresses += 1 + b->posts[i].aliases.n;
    struct links *l = make(a, struct links);
    for (l->size = 16; l->size < addresses * 2;) l->size *= 2;
    l->v = make_n(a, struct row, l->size);
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        if (p->url.len) put(a, l, p, p->url);
        for (isize k = 0; k < p->aliases.n; k++) put(a, l, p, p->aliases.v[k]);
    }
    return l;
}

str links_find(const struct links *l, str key)
{
    return key.len ? slot(l, key)->href : (str){0};
}
