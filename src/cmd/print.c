/* print.c - the book as one device has it.  See editions_local.h. */
#include "convert.h"
#include "cover.h"
#include "editions_local.h"
#include "package.h"
#include "store.h"

/* The posts as they were collected: what converting adds to them is this print's. */
static struct post *posts_copy(const struct book *b, arena *a, arena *said)
{
    struct post *all = make_n(a, struct post, b->nposts);
    for (isize i = 0; i < b->nposts; i++) {
        all[i] = b->posts[i];
        all[i].said = (struct diags){.mem = said};
        for (const struct diag *d = b->posts[i].said.first; d; d = d->next)
            diag(&all[i].said, d->id, d->at, "%.*s", STR(d->detail));
    }
    return all;
}

void print_make(struct run *run, struct print *p, const struct book *from,
                const struct cover *cover)
{
    struct crew *crew = &run->pj->crew;
    arena *said = run->r->said.mem;
    struct finder *finder = finder_for(run->a, run->finder, &p->conf);
    p->about = (struct diags){.mem = said};
    p->book = *from;
    p->book.conf = &p->conf;
    p->book.posts = posts_copy(from, run->a, said);
    progress_on(run->o, crew, "convert", run->a);
    book_convert(&p->book, run->a, crew, finder, run->store);
    progress_off(crew);
    progress_on(run->o, crew, "pictures", run->a);
    p->pictures = book_images(&p->book, run->a, crew, run->store);
    progress_off(crew);
    store_turn(run->store, run->a);
    struct cover_want want = {.file = run->o->cover, .finder = finder, .store = run->store};
    if (cover) p->book.cover = *cover;
    else book_cover(&p->book, &want, run->a, &p->about);
    p->tally = tally_print(&p->book);
}

long long print_weigh(const struct run *run, const struct print *p, struct diags *ds)
{
    struct diags said = {.mem = ds->mem};
    long long most = -1;
    for (isize i = 0; i < p->conf.formats.n; i++) {
        struct edition ed = {.store = run->store,
                             .version = ZHBOOK_VERSION,
                             .kepub = str_eq(p->conf.formats.v[i], S("kepub")),
                             .device = str_of(p->device->name),
                             .volume = p->volume};
        long long bytes = book_weigh(&p->book, &ed, *run->a, &said);
        if (bytes > most) most = bytes;
        if (bytes >= 0) continue;
        diags_join(ds, &said); /* of one that can be written, writing says it */
        return -1;
    }
    return most;
}

void print_close(const struct run *run, struct print *p)
{
    store_close(p->pictures.passing, *run->a);
    p->pictures.passing = NULL;
}
