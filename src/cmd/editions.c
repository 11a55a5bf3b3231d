/* editions.c - a file for each device and format.  See editions_local.h. */
#include "editions_local.h"
#include "collect.h"
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

/* Add what one print has to say; what another one has said already is not said again. */
static void say(struct run *run, const struct diags *said, isize print)
{
    for (const struct diag *d = said->first; d; d = d->next) {
        isize *first = table_at(&run->first, key_of(d, *run->first.mem));
        if (*first < 0) *first = print;
        if (*first == print) diag(&run->r->said, d->id, d->at, "%.*s", STR(d->detail));
    }
}

/* All that is said of one print, in reading order; then which posts are not in the book. */
static void say_all(struct run *run, struct print *p, isize print)
{
    const isize n = p->book.nposts;
    memcpy(p->said, run->before, sizeof p->said);
    for (isize i = -1; i <= n; i++) {
        const struct diags *said = i < 0 ? &p->about : i < n ? &p->book.posts[i].said : &run->rest;
        for (int k = 0; k < DIAG_LEVELS; k++) p->said[k] += said->count[k];
        say(run, said, print);
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

/* --- files --- */

static str path_of(const struct run *run, const struct print *p, bool kepub)
{
    const struct book *b = &run->pj->book;
    arena *a = run->a;
    struct file_name name = {
        .pattern = b->conf->output_name,
        .slug = book_slug(a, b->issue.number ? b->issue.name : b->conf->title),
        .title = b->issue.number ? b->issue.name : b->conf->title,
        .issue = &b->issue,
        .date = date_of(b->date, b->date_zone),
        .device = str_of(p->device->name),
        .many = b->conf->devices.n > 1,
        .volume = p->volume,
        .volumes = p->volumes,
        .kepub = kepub,
    };
    if (run->file.len && !p->volume) return run->file;
    if (run->file.len) {
        name = (struct file_name){
            .pattern = run->file, .plain = true, .volume = p->volume, .volumes = p->volumes};
        return file_name(a, &name);
    }
    str dir = run->dir.len ? run->dir : conf_path(a, b->conf, b->conf->output_dir);
    return str_printf(a, "%.*s%s%.*s", STR(dir), str_ends(dir, S("/")) ? "" : "/",
                      STR(file_name(a, &name)));
}

/* False: it could not be written, and the old one, if there is one, is as it was. */
static bool write_file(const struct run *run, const struct print *p, struct made_file *f, str path,
                       struct diags *ds)
{
    struct edition ed = {.path = path,
                         .store = run->store,
                         .version = ZHBOOK_VERSION,
                         .kepub = f->kepub,
                         .device = str_of(p->device->name),
                         .volume = p->volume};
    if (run->o->dry_run) return true;
    if (!os_mkdir(path_dir(path), *run->a, ds)) return false;
    return book_package(&p->book, &ed, run->a, &f->bytes, ds);
}

/* Volumes are of use together only: all are there before the first takes its place. */
static bool write_volumes(const struct run *run, const struct prints *all, struct made_file *f,
                          struct diags *ds)
{
    str *beside = make_n(run->a, str, all->n);
    bool ok = true;
    for (isize i = 0; i < all->n && ok; i++) {
        beside[i] = os_beside(run->a, f[i].at);
        ok = write_file(run, all->v[i], &f[i], beside[i], ds);
    }
    for (isize i = 0; i < all->n && ok && !run->o->dry_run; i++)
        ok = os_commit(beside[i], f[i].at, *run->a, ds);
    for (isize i = 0; i < all->n && !ok; i++)
        if (beside[i].len) os_remove(beside[i], *run->a);
    return ok;
}

/* The file of one format, or its volumes: -1, or the exit status of what went wrong. */
static int make_format(struct run *run, const struct prints *all, bool kepub)
{
    struct diags said = {.mem = run->r->said.mem};
    struct made_file *f = make_n(run->a, struct made_file, all->n);
    for (isize i = 0; i < all->n; i++) {
        const struct print *p = all->v[i];
        f[i] = (struct made_file){.path = path_of(run, p, kepub),
                                  .device = p->device,
                                  .kepub = kepub,
                                  .volume = p->volume,
                                  .volumes = p->volumes};
        f[i].at = run->staged ? issue_stage(run->a, run->pj, f[i].path) : f[i].path;
    }
    bool ok = all->n > 1 ? write_volumes(run, all, f, &said)
                         : write_file(run, all->v[0], f, f->at, &said);
    int status = ok ? -1 : status_of_said(&said, EXIT_CONTENT);
    say(run, &said, run->nprints++);
    for (isize i = 0; i < all->n && ok; i++) {
        for (int k = 0; k < DIAG_LEVELS; k++) f[i].said[k] = all->v[i]->said[k] + said.count[k];
        run->files = make_room(run->a, run->files, run->nfiles);
        run->files[run->nfiles++] = f[i];
        tally_say(run, all->v[i], &f[i]);
    }
    return status;
}

/* --- all of them --- */

/* What is said of the prints of one device; false if there must not be a book of them. */
static bool say_prints(struct run *run, const struct prints *all)
{
    bool missing = false;
    for (isize i = 0; i < all->n; i++) {
        say_all(run, all->v[i], run->nprints++);
        missing |= all->v[i]->tally.missing > 0;
    }
    run->missing |= missing;
    return !missing || run->pj->conf.missing != MISSING_FAIL;
}

/* The files of a device: -1, or the first exit status that is not good. */
static int make_for(struct run *run, const struct device *d)
{
    struct print *p = make(run->a, struct print);
    struct prints all;
    p->device = d;
    conf_for(run->a, &run->pj->conf, d, &p->conf);
    print_make(run, p, &run->pj->book, NULL);
    issue_look(run->pj, &p->book, run->finder);
    int status = budget_fit(run, p, &all);
    if (status >= 0) return status;
    bool allowed = say_prints(run, &all);
    for (isize i = 0; i < all.n && allowed; i++)
        pictures_report(run->o, run->r, &all.v[i]->book, &all.v[i]->pictures,
                        run->pj->crew.w[0].scratch);
    for (isize k = 0; k < p->conf.formats.n && allowed; k++) {
        int one = make_format(run, &all, str_eq(p->conf.formats.v[k], S("kepub")));
        if (status < 0) status = one;
    }
    for (isize i = 0; i < all.n; i++) print_close(run, all.v[i]);
    return allowed ? status : EXIT_CONTENT;
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
        int one = make_for(run, device_of(conf->devices.v[i]));
        if (status < 0) status = one;
    }
    run->whole = status < 0;
    return status < 0 ? status_of(run) : status;
}
