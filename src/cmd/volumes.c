/* volumes.c - a book too large for one file, divided.  See editions_local.h. */
#include "editions_local.h"
#include "package.h"

/* --- where to cut --- */

struct cutting {
    const struct loads *l;
    isize *seen; /* of each picture: the count that has it */
    isize count;
    long long room;
};

/* The first article, from `from` on, that does not go into a volume which begins there; before
 * `to`.  *bytes is what those before it have. */
static isize fill(struct cutting *c, isize from, isize to, long long *bytes)
{
    *bytes = 0;
    c->count++;
    for (isize i = from; i < to; i++) {
        long long more = c->l->v[i].bytes;
        for (isize k = 0; k < c->l->v[i].npictures; k++) {
            isize picture = c->l->v[i].pictures[k];
            if (c->seen[picture] == c->count) continue;
            c->seen[picture] = c->count;
            more += c->l->picture[picture];
        }
        if (*bytes + more > c->room) return i;
        *bytes += more;
    }
    return to;
}

/* Does all that begins at `at` fit a volume of its own, up to the next border like it? */
static bool fits_whole(struct cutting *c, isize at)
{
    long long bytes;
    isize end = at + 1;
    while (end < c->l->n && c->l->v[end].border > c->l->v[at].border) end++;
    return fill(c, at, end, &bytes) == end;
}

/* The best place in (from, end] to begin the next volume: the last topic, if the volume is half
 * full with what is before it or if what it opens would not have to be cut anyway. */
static isize choose(struct cutting *c, isize from, isize end)
{
    for (int border = 0; border < 2; border++)
        for (isize i = end; i > from; i--) {
            long long bytes;
            if (c->l->v[i].border > border) continue;
            if (fits_whole(c, i)) return i;
            fill(c, from, i, &bytes);
            if (bytes * 2 >= c->room) return i;
            break;
        }
    return end;
}

isize volumes_cut(const struct loads *l, long long room, isize *starts, isize *heavy, arena scratch)
{
    struct cutting c = {.l = l, .room = room};
    isize volumes = 0;
    c.seen = make_n(&scratch, isize, l->npictures + 1);
    for (isize at = 0; at < l->n;) {
        long long bytes;
        isize end = fill(&c, at, l->n, &bytes);
        if (end == at) {
            *heavy = at;
            return 0;
        }
        starts[volumes++] = at;
        at = end < l->n ? choose(&c, at, end) : l->n;
    }
    return volumes;
}

/* --- what is to be cut --- */

static long long bytes_of(const struct post *p)
{
    enum { HEADS = 200 }; /* of an entry of the container, its name twice */
    long long epub = 0, kepub = 0;
    for (isize i = 0; i < p->ndocs; i++) {
        epub += p->docs[i].epub.size + HEADS;
        kepub += p->docs[i].kepub.size + HEADS;
    }
    return epub > kepub ? epub : kepub;
}

/* Indices of the pictures of a post in book.images, by their names. */
static const isize *pictures_of(arena *a, const struct post *p, struct table *at)
{
    isize *all = make_n(a, isize, p->nimages + 1);
    for (isize i = 0; i < p->nimages; i++) all[i] = *table_at(at, hash64(p->images[i].href));
    return all;
}

/* The outermost topic of a post. */
static isize top_of(const struct book *b, const struct post *p)
{
    isize part = p->part;
    while (b->parts[part].parent >= 0) part = b->parts[part].parent;
    return part;
}

struct loads volumes_load(arena *a, const struct print *p)
{
    const struct book *b = &p->book;
    struct loads l = {.n = b->nposts, .npictures = b->nimages};
    struct table at = {.mem = a};
    l.v = make_n(a, struct load, l.n + 1);
    l.picture = make_n(a, long long, l.npictures + 1);
    for (isize i = 0; i < b->nimages; i++) {
        const struct image *im = b->images[i];
        *table_at(&at, hash64(im->href)) = i;
        l.picture[i] = im->plan ? p->pictures.v[i].after : im->size;
    }
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *post = &b->posts[i], *last = i ? post - 1 : NULL;
        l.v[i].bytes = bytes_of(post);
        l.v[i].border = !last || top_of(b, post) != top_of(b, last) ? 0
                        : post->part != last->part                  ? 1
                                                                    : 2;
        l.v[i].pictures = pictures_of(a, post, &at);
        l.v[i].npictures = post->nimages;
    }
    return l;
}

/* --- one of them --- */

struct book volume_book(arena *a, const struct book *b, isize first, isize n)
{
    struct book v = *b;
    v.posts = b->posts + first;
    v.nposts = n;
    v.parts = make_n(a, struct part, b->nparts);
    for (isize i = 0; i < b->nparts; i++) {
        struct part *t = &v.parts[i];
        *t = b->parts[i];
        isize from = t->first > first ? t->first : first;
        isize end = t->first + t->count < first + n ? t->first + t->count : first + n;
        t->first = from < end ? from - first : 0;
        t->count = from < end ? end - from : 0;
    }
    return v;
}

void volume_conf(arena *a, struct conf *conf, int volume)
{
    str whole = book_identifier(a, conf);
    str name = volume_name(a, conf->lang, volume);
    conf->identifier = uuid5(a, str_printf(a, "%.*s\nvolume %d", STR(whole), volume));
    if (!conf->series.len) conf->series = conf->title;
    conf->title = str_printf(a, "%.*s %.*s", STR(conf->title), STR(name));
}
