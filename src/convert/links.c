/*
 * links.c - which addresses are chapters of this book.
 *
 * A table of open addressing, twice as large as needed, filled in reading
 * order.  A post is known by
 *
 *   example.org/a         url_key of its address and of its aliases
 *   zhihu:answer/1        the article's number, whatever the address (url_article)
 *   file:a/b              its file, without the extension; of a/index.md also file:a
 *   day:2020-01-02/slug   day and name, as permalinks of generators have them
 *   any:2020-01-02/slug   the same, if nobody knows the post's address
 *   name:slug             its file's name with and without the day; its title
 *   loose:slug            the name without the day, if nobody knows the post's address
 *   path:/a/b             where its generator puts it, or the last part of that
 *   chapter:c0001.xhtml   where it is in the book
 *
 * Of two posts with one address or file the first has it; a day, a name or a place that
 * two posts have means neither.
 */
#include "convert_local.h"
#include "date.h"
#include "path.h"
#include "url.h"

struct row {
    u64 hash;
    str key;
    const struct post *to; /* NULL: more than one has it */
    bool used;
};

struct links {
    struct row *v;
    isize size; /* a power of two */
};

enum { KEYS = 12 /* at most, of one post, without its aliases */ };

static struct row *slot(const struct links *l, str key)
{
    u64 h = hash64(key);
    for (isize i = (isize)(h & (u64)(l->size - 1));; i = (i + 1) & (l->size - 1)) {
        struct row *r = &l->v[i];
        if (!r->used || (r->hash == h && str_eq(r->key, key))) return r;
    }
}

static void put(struct links *l, const struct post *p, str key)
{
    struct row *r = key.len ? slot(l, key) : NULL;
    if (r && !r->used) *r = (struct row){hash64(key), key, p, true};
}

/* A key that means nobody as soon as a second post has it. */
static void put_single(struct links *l, const struct post *p, str key)
{
    struct row *r = slot(l, key);
    if (!r->used) *r = (struct row){hash64(key), key, p, true};
    else if (r->to != p) r->to = NULL;
}

/* --- names ------------------------------------------------------------------------------- */

str link_stem(str path)
{
    static const str ends[] = {LIT(".md"), LIT(".markdown"), LIT(".html"), LIT(".htm"),
                               LIT(".txt")};
    for (isize i = 0; i < COUNT(ends); i++)
        if (str_iends(path, ends[i]) && path.len > ends[i].len)
            return str_head(path, path.len - ends[i].len);
    return path;
}

/* "2020-01-02-" at the start of a file's name: 11, or 0. */
static isize day_len(str name)
{
    static const char form[] = "9999-99-99-";
    isize n = (isize)sizeof form - 1;
    if (name.len <= n) return 0;
    for (isize i = 0; i < n; i++)
        if (form[i] == '9' ? !is_digit(name.p[i]) : name.p[i] != form[i]) return 0;
    return n;
}

static void put_day(arena *a, struct links *l, const struct post *p, str day, str name)
{
    put_single(l, p, str_printf(a, "day:%.*s/%.*s", STR(day), STR(name)));
    if (!p->url.len) put_single(l, p, str_printf(a, "any:%.*s/%.*s", STR(day), STR(name)));
}

static void put_file(arena *a, struct links *l, const struct post *p)
{
    str path = link_stem(path_plain(a, p->path));
    put(l, p, str_printf(a, "file:%.*s", STR(path)));
    if (str_eq(path_name(path), S("index"))) {
        path = path_dir(path);
        put(l, p, str_printf(a, "file:%.*s", STR(path)));
    }
    str full = str_lower(a, path_name(path)), name = str_skip(full, day_len(full));
    if (!name.len || str_eq(name, S("."))) return;
    put_single(l, p, str_printf(a, "name:%.*s", STR(full)));
    put_single(l, p, str_printf(a, "name:%.*s", STR(name)));
    put_single(l, p, str_printf(a, "name:%.*s", STR(str_lower(a, str_trim(p->title)))));
    if (!p->url.len) put_single(l, p, str_printf(a, "loose:%.*s", STR(name)));
    str day = str_head(full, name.len < full.len ? 10 : 0), dated = {0};
    if (p->dated) dated = date_iso(a, date_of(p->published, p->zone));
    if (day.len) put_day(a, l, p, day, name);
    if (dated.len && !str_eq(day, dated)) put_day(a, l, p, dated, name);
}

static void put_address(arena *a, struct links *l, const struct post *p, str address)
{
    if (str_starts(address, S("/")))
        put_single(l, p, str_printf(a, "path:%.*s", STR(str_lower(a, address))));
    if (!address.len || address.p[0] == '/') return;
    put(l, p, url_key(a, address));
    put(l, p, url_article(a, address));
}

struct links *links_make(arena *a, const struct book *b)
{
    isize keys = 1;
    for (isize i = 0; i < b->nposts; i++) keys += KEYS + 2 * b->posts[i].aliases.n;
    struct links *l = make(a, struct links);
    for (l->size = 16; l->size < keys * 2;) l->size *= 2;
    l->v = make_n(a, struct row, l->size);
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        put(l, p, str_printf(a, "chapter:%.*s", STR(link_name(p))));
        put_address(a, l, p, p->url);
        for (isize k = 0; k < p->aliases.n; k++) put_address(a, l, p, p->aliases.v[k]);
        put_file(a, l, p);
    }
    return l;
}

const struct post *links_find(const struct links *l, str key)
{
    return key.len ? slot(l, key)->to : NULL;
}

str link_name(const struct post *p)
{
    /* Chapters stand in one folder, so a link between them is a bare name. */
    return p ? str_skip(p->href, str_find(p->href, S("/"), 0) + 1) : (str){0};
}
