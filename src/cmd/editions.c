/* editions.c - a file for each device and format.  See editions_local.h. */
#include "editions_local.h"
#include "collect.h"
#include "convert.h"
#include "cover.h"
#include "date.h"
#include "os.h"
#include "package.h"
#include "path.h"
#include "store.h"

#include <string.h>

/* --- what is said --- */

static u64 key_of(const struct diag *d, arena scratch)
{
    return hash64(str_printf(&scratch, "%d %d %d %.*s\n%.*s", (int)d->id, d->at.line, d->at.col,
                             STR(d->at.file), STR(d->detail)));
}

/* Add what one edition has to say; what another one has said already is not said again. */
static void say(struct run *run, const struct diags *said, isize edition)
{
    for (const struct diag *d = said->first; d; d = d->next) {
        isize *first = table_at(&run->first, key_of(d, *run->first.mem));
        if (*first < 0) *first = edition;
        if (*first == edition) diag(&run->r->said, d->id, d->at, "%.*s", STR(d->detail));
    }
}

/* All that is said of one edition, in reading order; then which posts are not in the book. */
static void say_all(struct run *run, struct print *p, isize edition)
{
    const isize n = p->book.nposts;
    memcpy(p->said, run->before, sizeof p->said);
    for (isize i = -1; i <= n; i++) {
        const struct diags *said = i < 0 ? &p->about : i < n ? &p->book.posts[i].said : &run->rest;
        for (int k = 0; k < DIAG_LEVELS; k++) p->said[k] += said->count[k];
        say(run, said, edition);
    }
}

void posts_say_rest(const struct book *b, struct diags *to)
{
    for (isize i = 0; i < b->nrest; i++) {
        struct post *p = &b->rest[i];
        if (p->verdict == OUT_UNREADABLE) diags_join(to, &p->said);
        str why = verdict_text(to->mem, p);
        diag(to, DIAG_LEFT_OUT, (where){.file = p->path}, "%.*s", STR(why));
    }
}

/* --- one device --- */

/* The posts as they were collected: what converting adds to them is this edition's. */
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

static void print_make(struct run *run, struct print *p)
{
    struct crew *crew = &run->pj->crew;
    struct finder *finder = finder_for(run->a, run->finder, &p->conf);
    p->book = run->pj->book;
    p->book.conf = &p->conf;
    p->book.posts = posts_copy(&run->pj->book, run->a, run->r->said.mem);
    progress_on(run->o, crew, "convert", run->a);
    book_convert(&p->book, run->a, crew, finder, run->store);
    progress_off(crew);
    progress_on(run->o, crew, "pictures", run->a);
    p->pictures = book_images(&p->book, run->a, crew, run->store);
    progress_off(crew);
    store_turn(run->store, run->a);
    struct cover_want cover = {.file = run->o->cover, .finder = finder, .store = run->store};
    book_cover(&p->book, &cover, run->a, &p->about);
    p->tally = tally_print(&p->book);
}

/* --- one file --- */

static str path_of(const struct run *run, const struct print *p, bool kepub)
{
    const struct book *b = &run->pj->book;
    arena *a = run->a;
    if (run->file.len) return run->file;
    struct file_name name = {
        .pattern = b->conf->output_name,
        .slug = book_slug(a, b->issue.number ? b->issue.name : b->conf->title),
        .title = b->issue.number ? b->issue.name : b->conf->title,
        .date = date_of(b->date, b->date_zone),
        .issue = &b->issue,
        .device = str_of(p->device->name),
        .many = b->conf->devices.n > 1,
        .kepub = kepub,
    };
    str dir = run->dir.len ? run->dir : conf_path(a, b->conf, b->conf->output_dir);
    return str_printf(a, "%.*s%s%.*s", STR(dir), str_ends(dir, S("/")) ? "" : "/",
                      STR(file_name(a, &name)));
}

/* False: it could not be written, and the old one, if there is one, is as it was. */
static bool write_file(const struct run *run, const struct print *p, struct made_file *f,
                       struct diags *ds)
{
    struct edition ed = {.path = f->path,
                         .store = run->store,
                         .version = ZHBOOK_VERSION,
                         .kepub = f->kepub,
                         .device = str_of(p->device->name)};
    if (run->o->dry_run) return true;
    if (!os_mkdir(path_dir(f->path), *run->a, ds)) return false;
    if (!book_package(&p->book, &ed, run->a, &f->bytes, ds)) return false;
    f->sum = sha256_file(f->path, *run->a);
    return true;
}

/* -1, or the exit status of what went wrong. */
static int make_file(struct run *run, const struct print *p, bool kepub)
{
    struct made_file f = {.path = path_of(run, p, kepub), .device = p->device, .kepub = kepub};
    struct diags said = {.mem = run->r->said.mem};
    bool ok = write_file(run, p, &f, &said);
    int status = ok ? -1 : status_of_said(&said, EXIT_CONTENT);
    diags_join(&run->r->said, &said);
    if (!ok) return status;
    run->files = make_room(run->a, run->files, run->nfiles);
    run->files[run->nfiles++] = f;
    tally_say(run, p, &f);
    return -1;
}

/* --- all of them --- */

/* The files of device i: -1, or the first exit status that is not good. */
static int make_for(struct run *run, isize i)
{
    const struct conf *conf = &run->pj->conf;
    struct print *p = make(run->a, struct print);
    p->device = device_of(conf->devices.v[i]);
    p->about.mem = run->r->said.mem;
    conf_for(run->a, conf, p->device, &p->conf);
    print_make(run, p);
    say_all(run, p, i);
    run->missing |= p->tally.missing > 0;
    bool forbidden = conf->missing == MISSING_FAIL && p->tally.missing;
    int status = forbidden ? EXIT_CONTENT : -1;
    if (!forbidden)
        pictures_report(run->o, run->r, &p->book, &p->pictures, run->pj->crew.w[0].scratch);
    for (isize k = 0; k < p->conf.formats.n && !forbidden; k++) {
        int one = make_file(run, p, str_eq(p->conf.formats.v[k], S("kepub")));
        if (status < 0) status = one;
    }
    store_close(p->pictures.passing, *run->a);
    return status;
}

static int status_of(const struct run *run)
{
    const int *count = run->r->said.count;
    if (count[DIAG_ERROR]) return EXIT_CONTENT;
    return run->o->strict && (run->missing || count[DIAG_WARN]) ? EXIT_STRICT : EXIT_DONE;
}

/* Files of all devices: formats that a device does not take are none. */
static isize count_files(const struct conf *conf, arena scratch)
{
    isize n = 0;
    for (isize i = 0; i < conf->devices.n; i++) {
        struct conf its;
        conf_for(&scratch, conf, device_of(conf->devices.v[i]), &its);
        n += its.formats.n;
    }
    return n;
}

/* What -o says: a folder if it is to be one.  False: it names one file, and there are more. */
static bool place(struct run *run)
{
    str path = run->o->output;
    isize n = count_files(&run->pj->conf, *run->a);
    bool many = n > 1 && os_stat(path, *run->a).kind == OS_DIR;
    if (!path.len) return true;
    if (str_ends(path, S("/")) || many) run->dir = path;
    else run->file = path;
    if (n == 1 || run->dir.len) return true;
    diag(&run->r->said, DIAG_USAGE, (where){0},
         "-o %.*s names one file, and %td are made; name a folder: -o %.*s/", STR(path), n,
         STR(path));
    return false;
}

int editions_make(struct run *run)
{
    const struct conf *conf = &run->pj->conf;
    int status = -1;
    if (!place(run)) return EXIT_USAGE;
    run->finder = finder_open(run->a, conf, run->store, &run->r->said);
    run->first.mem = run->r->said.mem;
    run->rest.mem = run->r->said.mem;
    posts_say_rest(&run->pj->book, &run->rest);
    memcpy(run->before, run->r->said.count, sizeof run->before);
    for (isize i = 0; i < conf->devices.n; i++) {
        int one = make_for(run, i);
        if (status < 0) status = one;
    }
    return status < 0 ? status_of(run) : status;
}
