/* wanted.c - which pictures of the web a book needs and does not have. */
#include "cache.h"
#include "convert.h"
#include "hash.h"
#include "path.h"
#include "url.h"
#include "wanted_local.h"

/* The one of the key, or a new one at the end of the list. */
static struct wanted *entry(struct wanted_list *l, str url)
{
    str key = cache_key(l->mem, url);
    isize *at = table_at(&l->at, hash64(key));
    if (*at >= 0) return &l->v[*at];
    *at = l->n;
    l->v = make_room(l->mem, l->v, l->n);
    l->v[l->n] = (struct wanted){.url = url, .key = key};
    return &l->v[l->n++];
}

/* False: it is not of the web. */
static bool add(struct wanted_list *l, const struct post *p, str ref, int line,
                const struct strs *bare)
{
    str url;
    if (!image_address(l->mem, p, ref, &url)) return false;
    struct wanted *w = entry(l, str_cut(url, '#').head);
    if (!w->shown++) {
        w->at = (where){.file = p->path, .line = line};
        w->page = p->url;
    }
    w->bare |= strs_has(bare, url);
    return true;
}

/* A post's own picture is one of the book, too, though no chapter shows it.  `scratch` is what
 * the result lies in. */
static struct sought head_of(struct finder *f, const struct book *b, const struct post *p,
                             arena *scratch)
{
    if (!p->headimg.len || b->conf->images_mode == IMAGES_NONE)
        return (struct sought){.found = FOUND_REFUSED};
    arena rest = *scratch;
    rest.at += arena_left(&rest) / 2;
    scratch->end = rest.at;
    return image_find(f, p, p->headimg, scratch, rest);
}

/* Of a picture that has many addresses one is enough: that of the size which the policy asks
 * for, if it is among them; if it is not, that is tried first. */
static void without_twins(struct wanted_list *l, const struct conf *conf, arena scratch)
{
    struct table best = {.mem = &scratch};
    arena words = arena_reserve((isize)1 << 30);
    u8 *start = words.at;
    str *family = make_n(&words, str, l->n + 1);
    bool *wanted = make_n(&words, bool, l->n + 1);
    for (isize i = 0; i < l->n; i++) {
        family[i] = image_family(&words, conf, l->v[i].url, &wanted[i]);
        if (wanted[i]) *table_at(&best, hash64(family[i])) = i;
    }
    isize n = 0;
    for (isize i = 0; i < l->n; i++) {
        isize at = family[i].len ? *table_at(&best, hash64(family[i])) : -1;
        if (at < 0 || at == i) l->v[n++] = l->v[i];
        else l->v[at].shown += at > i ? l->v[i].shown : 0;
    }
    l->n = n;
    for (isize i = 0; i < n; i++) image_rather(l->mem, conf, l->v[i].url, &l->v[i].rather);
    arena_release(start, words.end);
}

static void find_again(struct wanted_list *l)
{
    l->at = (struct table){.mem = l->mem};
    for (isize i = 0; i < l->n; i++) *table_at(&l->at, hash64(l->v[i].key)) = i;
}

/* --- what the book has --- */

/* Note that post i shows the file, if it is one of the cache. */
static void note_file(struct table *posts, str dir, str path, isize i)
{
    if (!path_below(path, dir)) return;
    isize *at = table_at(posts, hash64(path_name(path)));
    if (*at < 0) *at = i;
}

/* Of the cache, what the book shows; heads are the files of the posts' own pictures. */
static void find_kept(struct wanted_list *l, struct finder *f, const struct book *b,
                      const str *heads, arena scratch)
{
    struct fetched_list all = finder_fetched(f, l->mem);
    struct table posts = {.mem = &scratch}; /* hash of a sum → number of the post */
    for (isize i = 0; i < b->nposts && all.dir.len; i++) {
        const struct post *p = &b->posts[i];
        for (isize k = 0; k < p->nimages; k++) note_file(&posts, all.dir, p->images[k].path, i);
        note_file(&posts, all.dir, heads[i], i);
    }
    l->kept = make_n(l->mem, struct holding, all.n + 1);
    for (isize i = 0; i < all.n; i++) {
        isize post = *table_at(&posts, hash64(all.v[i].sum));
        if (post < 0) continue;
        const struct post *p = &b->posts[post];
        l->kept[l->nkept++] = (struct holding){all.v[i], {.file = p->path}, p->url};
    }
}

void wanted_find(struct wanted_list *l, struct finder *f, struct book *b, bool refresh,
                 arena scratch)
{
    l->at = (struct table){.mem = l->mem};
    str *heads = make_n(l->mem, str, b->nposts + 1);
    l->dir = path_plain(l->mem, conf_path(&scratch, b->conf, b->conf->cache));
    for (isize i = 0; i < b->nposts; i++) {
        struct post *p = &b->posts[i];
        arena temp = scratch;
        struct strs bare = {0};
        if (p->nlost) bare = post_unreferred(&temp, p);
        for (isize k = 0; k < p->nlost; k++) add(l, p, p->lost[k].url, p->lost[k].line, &bare);
        struct sought head = head_of(f, b, p, &temp);
        if (head.found != FOUND && head.found != FOUND_REFUSED)
            add(l, p, p->headimg, 0, &(struct strs){0});
        if (head.found == FOUND) heads[i] = str_dup(l->mem, head.image.path);
    }
    without_twins(l, b->conf, scratch);
    find_again(l);
    find_kept(l, f, b, heads, scratch);
    for (isize i = 0; i < l->nkept && refresh; i++) {
        struct wanted *w = entry(l, l->kept[i].is.url);
        if (w->shown++) continue;
        w->at = l->kept[i].at;
        w->page = l->kept[i].page;
    }
}
