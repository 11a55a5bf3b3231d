/*
 * budget.c - a book that is too large is made smaller.  See editions_local.h.
 *
 * What a file weighs is known before it is written, so that none is ever there which is too
 * large.  Steps are taken in their order, and no more of them than it takes: pictures lose
 * quality, size, colours; then articles lose pictures; then the book is divided.  Text is
 * never cut.
 */
#include "editions_local.h"
#include "limit.h"

struct fit {
    struct run *run;
    struct print *print; /* what there is so far, whole */
    long long most, weight;
    struct rung rungs[RUNGS_MAX];
    isize nrungs, next;
    struct diags *said;
};

/* --- the ladder --- */

static void add(struct rung *out, isize *n, struct thrift t, str what)
{
    assert(*n < RUNGS_MAX);
    out[(*n)++] = (struct rung){t, what};
}

isize budget_rungs(arena *a, const struct conf *conf, const struct device *d, struct rung *out)
{
    enum { QUALITY = 75, PERCENT = 75 };
    static const int few[] = {20, 10, 5, 2, 0};
    bool divided = conf->volumes == VOLUMES_AUTO;
    bool coloured = conf->grayscale == GRAYSCALE_AUTO && !d->greys;
    isize n = 0;
    struct thrift t = {.quality = QUALITY};
    if (conf->images_mode == IMAGES_NONE) return 0;
    add(out, &n, t, str_printf(a, "JPEG of quality %d", QUALITY));
    t.percent = PERCENT;
    add(out, &n, t, str_printf(a, "pictures on %d %% of the page", PERCENT));
    t.grey = coloured;
    if (coloured) add(out, &n, t, S("no colours"));
    t.few = true;
    /* Who can have volumes need not do without most pictures. */
    for (isize i = 0; i < (divided ? 3 : COUNT(few)); i++) {
        t.pictures = few[i];
        add(out, &n, t, str_printf(a, "at most %d pictures in an article", few[i]));
    }
    return n;
}

long long budget_of(const struct conf *conf)
{
    const struct limit *l = limit_of(conf->service);
    long long most = conf->max_mb * MEGABYTE, file = l ? limit_file(l) : 0;
    return most && file ? most < file ? most : file : most + file;
}

/* --- steps --- */

static str megabytes(arena *a, long long bytes)
{
    return str_printf(a, "%.2f MB", (double)bytes / 1e6);
}

static void tell(struct fit *f, enum diag_id id, where at, str what)
{
    arena *a = f->run->a;
    diag(f->said, id, at, "%s: %.*s, at most %.*s: %.*s", f->print->device->name,
         STR(megabytes(a, f->weight)), STR(megabytes(a, f->most)), STR(what));
}

static where at_conf(const struct fit *f)
{
    return (where){.file = f->run->pj->conf.file};
}

/* A copy of the print, not yet made. */
static struct print *sibling(const struct fit *f, int volume, int volumes)
{
    struct print *p = make(f->run->a, struct print);
    p->device = f->print->device;
    p->conf = f->print->conf;
    p->volume = volume;
    p->volumes = volumes;
    if (volume) volume_conf(f->run->a, &p->conf, volume);
    return p;
}

/* A step that takes from no article any of its pictures is none. */
static bool is_idle(const struct print *p, const struct thrift *t)
{
    for (isize i = 0; i < p->book.nposts && t->few; i++)
        if (p->book.posts[i].nimages > t->pictures) return false;
    return t->few;
}

/* Take the next step; false if there is none, or what there is cannot be written. */
static bool step(struct fit *f)
{
    while (f->next < f->nrungs && is_idle(f->print, &f->rungs[f->next].thrift)) f->next++;
    if (f->next == f->nrungs) return false;
    const struct rung *r = &f->rungs[f->next++];
    tell(f, DIAG_BUDGET, at_conf(f), r->what);
    struct print *p = sibling(f, 0, 0);
    struct print *old = f->print;
    p->conf.thrift = r->thrift;
    print_make(f->run, p, &f->run->pj->book, &old->book.cover);
    diags_join(&p->about, &old->about);
    print_close(f->run, old);
    f->print = p;
    f->weight = print_weigh(f->run, p, f->said);
    return f->weight >= 0;
}

static long long pictures_weigh(const struct print *p)
{
    long long bytes = 0;
    for (isize i = 0; i < p->book.nimages; i++)
        bytes += p->book.images[i]->plan ? p->pictures.v[i].after : p->book.images[i]->size;
    return bytes;
}

/* --- volumes --- */

static void close_all(struct fit *f, struct prints *all)
{
    for (isize i = 0; i < all->n; i++) print_close(f->run, all->v[i]);
    all->n = 0;
}

/* Make the volumes that begin at `starts`; how much the heaviest has too much, or -1: one
 * cannot be written. */
static long long make_volumes(struct fit *f, const isize *starts, isize n, struct prints *out)
{
    const struct book *whole = &f->run->pj->book;
    long long over = 0;
    *out = (struct prints){.v = make_n(f->run->a, struct print *, n)};
    for (isize i = 0; i < n; i++) {
        isize end = i + 1 < n ? starts[i + 1] : whole->nposts;
        struct book part = volume_book(f->run->a, whole, starts[i], end - starts[i]);
        struct print *p = out->v[out->n++] = sibling(f, (int)i + 1, (int)n);
        if (whole->issue.number) part.issue.title = p->conf.title;
        print_make(f->run, p, &part, NULL);
        long long weight = print_weigh(f->run, p, f->said);
        if (weight < 0) return -1;
        if (weight - f->most > over) over = weight - f->most;
    }
    return over;
}

enum divided { DIVIDED, TOO_HEAVY, CANNOT_WRITE };

/* Divide the print.  What a volume has beside articles and pictures is at most what the whole
 * has; where that was too little after all, again with less room. */
static enum divided divide(struct fit *f, struct prints *out, isize *heavy)
{
    enum { TRIES = 5 };
    arena *a = f->run->a;
    const struct print *p = f->print;
    long long frame = f->weight - pictures_weigh(p), over = 0;
    struct loads loads = volumes_load(a, p);
    isize *starts = make_n(a, isize, p->book.nposts + 1);
    for (isize i = 0; i < p->book.nposts; i++) frame -= loads.v[i].bytes;
    if (frame < 0) frame = 0;
    for (int i = 0; i < TRIES; i++) {
        isize n = volumes_cut(&loads, f->most - frame - over, starts, heavy, *a);
        if (!n) return TOO_HEAVY;
        long long more = make_volumes(f, starts, n, out);
        if (!more) return DIVIDED;
        close_all(f, out);
        if (more < 0) return CANNOT_WRITE;
        over += more;
    }
    *heavy = -1;
    return TOO_HEAVY;
}

/* --- all of it --- */

static int give_up(struct fit *f, isize heavy)
{
    const struct post *p = heavy >= 0 ? &f->print->book.posts[heavy] : NULL;
    str what = f->run->pj->conf.volumes == VOLUMES_NEVER
                   ? S("nothing is left to be done; limits.volumes is never")
               : p ? str_printf(f->run->a, "this article alone is too large: %.*s", STR(p->title))
                   : S("no way to divide it was found");
    tell(f, DIAG_BUDGET_FAILED, p ? (where){.file = p->path} : at_conf(f), what);
    print_close(f->run, f->print);
    diags_join(&f->run->r->said, f->said);
    return EXIT_LIMIT;
}

static int cannot_write(struct fit *f)
{
    int status = status_of_said(f->said, EXIT_CONTENT);
    print_close(f->run, f->print);
    diags_join(&f->run->r->said, f->said);
    return status;
}

static int done(struct fit *f, struct prints *out)
{
    if (out->n > 1) {
        diags_join(&out->v[0]->about, &f->print->about);
        print_close(f->run, f->print);
    }
    diags_join(&out->v[0]->about, f->said);
    return -1;
}

static int climb(struct fit *f, struct prints *out)
{
    const struct conf *conf = &f->run->pj->conf;
    isize heavy = -1;
    /* Where text alone is too much, fewer pictures are no help. */
    bool hopeless = f->weight - pictures_weigh(f->print) > f->most;
    while (!hopeless && f->weight > f->most && step(f)) continue;
    if (f->weight < 0) return cannot_write(f);
    *out = (struct prints){.v = make(f->run->a, struct print *), .n = 1};
    out->v[0] = f->print;
    if (f->weight <= f->most) return done(f, out);
    while (conf->volumes == VOLUMES_AUTO) {
        enum divided d = divide(f, out, &heavy);
        if (d == CANNOT_WRITE) return cannot_write(f);
        if (d == DIVIDED) {
            tell(f, DIAG_BUDGET, at_conf(f),
                 str_printf(f->run->a, "divided into %td volumes", out->n));
            return done(f, out);
        }
        if (!step(f)) break;
    }
    return f->weight < 0 ? cannot_write(f) : give_up(f, heavy);
}

int budget_fit(struct run *run, struct print *whole, struct prints *out)
{
    struct diags said = {.mem = run->r->said.mem};
    struct fit f = {.run = run, .print = whole, .most = budget_of(&run->pj->conf), .said = &said};
    *out = (struct prints){.v = make(run->a, struct print *), .n = 1};
    out->v[0] = whole;
    if (!f.most) return -1;
    f.weight = print_weigh(run, whole, &said);
    if (f.weight < 0) return cannot_write(&f);
    if (f.weight <= f.most) return -1;
    if (whole->book.nimages) f.nrungs = budget_rungs(run->a, &whole->conf, whole->device, f.rungs);
    return climb(&f, out);
}
