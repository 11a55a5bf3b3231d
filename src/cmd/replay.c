/*
 * replay.c - issues of before, made again.  See issuing_local.h.
 *
 * What was kept is put into a folder as it lay when the issue was made: the paths of book.yaml
 * lead to the same files, absolute ones below a folder of their own, and nothing else is there.
 * Then the book is made as ever, and compared.
 */
#include "issuing_local.h"
#include "collect.h"
#include "os.h"
#include "path.h"
#include "store.h"

enum { DEEP = 8 /* folders that a path may go up from book.yaml */ };

/* --- the tree --- */

static str base_of(arena *a, const struct replay *p)
{
    struct buf b = {.mem = a};
    buf_add(&b, p->dir);
    for (int i = 0; i < DEEP; i++) buf_add(&b, S("/b"));
    return buf_str(&b);
}

static str root_of(arena *a, const struct replay *p)
{
    return str_printf(a, "%.*s/root", STR(p->dir));
}

/* Where a kept path is in the tree; {0} if it leads out. */
static str place_of(arena *a, const struct replay *p, str path)
{
    if (str_starts(path, S("/")))
        return str_printf(a, "%.*s%.*s", STR(root_of(a, p)), STR(path_plain(a, path)));
    str to = path_plain(a, path_join(a, base_of(a, p), path));
    return path_below(to, path_plain(a, p->dir)) ? to : (str){0};
}

/* Folders are taken down from the inside: those found last go first. */
static void take_down(str dir, arena *a)
{
    struct strs dirs = {0};
    struct diags quiet = {.mem = a};
    strs_add(a, &dirs, dir);
    for (isize i = 0; i < dirs.n; i++) {
        struct strs names = {0};
        if (os_stat(dirs.v[i], *a).kind != OS_DIR || !os_list(a, dirs.v[i], &names, &quiet))
            continue;
        for (isize k = 0; k < names.n; k++) {
            str path = path_join(a, dirs.v[i], names.v[k]);
            if (!os_is_link(path, *a) && os_stat(path, *a).kind == OS_DIR) strs_add(a, &dirs, path);
            else os_remove(path, *a);
        }
    }
    for (isize i = dirs.n; i-- > 0;) os_rmdir(dirs.v[i], *a);
}

/* The bytes of an input: kept, or as they are now if nothing has changed. */
static bool fetch_input(const struct replay *p, const struct issue_row *w,
                        const struct issue_input *in, arena *tmp, str *bytes)
{
    struct diags quiet = {.mem = p->r->said.mem};
    struct diags *ds = &p->r->said;
    str dir = digest_inputs(p->a, p->conf), now = issue_path(p->a, p->conf, in->path);
    if (w->kept && input_read(dir, in, tmp, bytes, &quiet)) return true;
    bool is_file = !str_eq(in->kind, S("set")) && !str_eq(in->kind, S("index"));
    if (str_eq(in->kind, S("conf"))) now = p->conf->file;
    if (!is_file || !os_read_quiet(tmp, now, 1 << 30, bytes)) {
        if (w->kept) diags_join(ds, &quiet);
        else diag(ds, DIAG_INPUT_LOST, (where){.file = now}, "number %d", w->number);
        return false;
    }
    if (str_eq(sha256_hex(p->a, sha256(*bytes), 32), in->sum)) return true;
    diag(ds, DIAG_ISSUE_INPUT, (where){.file = now}, "number %d", w->number);
    return !p->as_it_was;
}

static bool put(const struct replay *p, const struct issue_row *w, const struct issue_input *in)
{
    arena tmp = arena_reserve((isize)4 << 30);
    u8 *start = tmp.at;
    str bytes, to = place_of(p->a, p, in->path);
    bool ok = fetch_input(p, w, in, &tmp, &bytes) && to.len &&
              os_mkdir(path_dir(to), *p->a, &p->r->said) &&
              os_write(to, bytes, false, tmp, &p->r->said);
    arena_release(start, tmp.end);
    return ok;
}

/* Posts are dated by their files where book.yaml allows it. */
static void date_posts(const struct replay *p, const struct issue_row *w)
{
    for (isize i = 0; i < w->narticles; i++)
        if (w->articles[i].dated)
            os_touch(place_of(p->a, p, w->articles[i].path), w->articles[i].published, *p->a);
}

static bool plant(const struct replay *p)
{
    bool ok = true;
    take_down(p->dir, p->a);
    for (isize i = 0; i < p->n; i++) {
        for (isize k = 0; k < p->v[i].ninputs; k++) {
            const struct issue_input *in = &p->v[i].inputs[k];
            bool here = str_eq(in->kind, S("post")) || str_eq(in->kind, S("picture")) ||
                        str_eq(in->kind, S("index")) || str_eq(in->kind, S("file")) ||
                        str_eq(in->kind, S("cover"));
            if (here) ok = put(p, &p->v[i], in) && ok;
        }
        if (ok) date_posts(p, &p->v[i]);
    }
    return ok;
}

static const struct issue_input *input_of(const struct issue_row *w, str kind)
{
    for (isize i = 0; i < w->ninputs; i++)
        if (str_eq(w->inputs[i].kind, kind)) return &w->inputs[i];
    return NULL;
}

static bool text_of(const struct replay *p, str kind, str *out)
{
    const struct issue_input *in = input_of(p->v, kind);
    *out = (str){0};
    return in && fetch_input(p, p->v, in, p->a, out);
}

/* Folders that nothing was taken from are there nevertheless. */
static void plant_folders(const struct replay *p, const struct conf *conf)
{
    struct diags quiet = {.mem = p->a};
    const struct strs *lists[] = {&conf->source_dir, &conf->mirror};
    for (isize i = 0; i < COUNT(lists); i++)
        for (isize k = 0; k < lists[i]->n; k++) {
            str path = conf_path(p->a, conf, lists[i]->v[k]);
            if (os_stat(path, *p->a).kind == OS_NONE) os_mkdir(path, *p->a, &quiet);
        }
}

/* --- the book --- */

static struct date day_of(str iso)
{
    long long y = 1970, m = 1, d = 1;
    if (iso.len == 10) {
        str_int(str_head(iso, 4), &y);
        str_int((str){iso.p + 5, 2}, &m);
        str_int(str_skip(iso, 8), &d);
    }
    return date_of(date_days(y, (int)m, (int)d) * DAY, 0);
}

/* The project in the tree, collected; its configuration is as it was. */
static bool open_tree(struct replay *p, struct project *pj, struct options *o, str text,
                      struct history *history)
{
    arena *a = p->a;
    struct reply *r = p->r;
    str file = path_join(a, base_of(a, p), path_name(p->conf->file));
    pj->conf.root = root_of(a, p);
    if (!conf_parse_moved(a, text, file, &o->set, &pj->conf, &r->said)) return false;
    plant_folders(p, &pj->conf);
    pj->book.conf = &pj->conf;
    pj->book.history = history;
    history->replay = true;
    if (p->as_it_was) pj->conf.date = str_printf(a, "%lld", p->v->date);
    crew_hire(&pj->crew, o->jobs ? o->jobs : os_cpus(), (isize)16 << 30, (isize)64 << 30);
    return book_collect(&pj->book, a, &pj->crew, &r->said);
}

/* Make the files in the tree's folder "out"; they are all there if true is returned. */
static bool build(struct replay *p, struct project *pj, struct options *o, struct run *run)
{
    *run = (struct run){.o = o, .a = p->a, .r = p->r, .pj = pj, .began = os_clock()};
    run->store = project_store(o, p->a);
    bool several = pj->conf.devices.n > 1 || budget_of(&pj->conf);
    if (!run->store && several) run->store = store_passing(p->a);
    editions_make(run);
    store_close(run->store, *p->a);
    return run->whole;
}

static struct strs sets_of(arena *a, str text)
{
    struct strs set = {0};
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, 0);
        strs_add(a, &set, c.head);
    }
    return set;
}

/* --- one, as it was --- */

static void name_again(struct replay *p, struct project *pj)
{
    struct issue_info *is = &pj->book.issue;
    is->dated = p->v->dated;
    is->from = day_of(p->v->from);
    is->to = day_of(p->v->to);
}

/* Every file has the bytes that it had; what differs is said. */
static bool compare(struct replay *p, const struct run *run)
{
    bool ok = run->nfiles == p->v->nfiles;
    for (isize i = 0; ok && i < run->nfiles; i++) {
        const struct issue_file *f = &p->v->files[i];
        struct sha256 sum = sha256_file(run->files[i].at, *p->a);
        if (str_eq(sha256_hex(p->a, sum, 32), f->sum)) continue;
        bool other = !str_eq(p->v->version, S(ZHBOOK_VERSION));
        diag(&p->r->said, DIAG_ISSUE_DIFFERS, (where){.file = issue_path(p->a, p->conf, f->path)},
             "number %d: %lld bytes, not %lld%s%.*s%s", p->v->number, run->files[i].bytes, f->bytes,
             other ? "; it was made by zhbook " : "", STR(other ? p->v->version : S("")),
             other ? ", this is " ZHBOOK_VERSION : "");
        ok = false;
    }
    return ok;
}

/* They may go to another disk: copied, then renamed. */
static bool deliver(struct replay *p, const struct run *run)
{
    bool ok = true;
    for (isize i = 0; ok && i < run->nfiles; i++) {
        arena tmp = arena_reserve((isize)4 << 30);
        u8 *start = tmp.at;
        str bytes, to = issue_path(p->a, p->conf, p->v->files[i].path);
        if (p->o->output.len)
            to = run->nfiles > 1 || str_ends(p->o->output, S("/"))
                     ? path_join(p->a, p->o->output, path_name(to))
                     : p->o->output;
        ok = os_read(&tmp, run->files[i].path, (isize)2 << 30, &bytes, &p->r->said) &&
             os_mkdir(path_dir(to), tmp, &p->r->said) &&
             os_write(to, bytes, true, tmp, &p->r->said);
        arena_release(start, tmp.end);
    }
    return ok;
}

static void tree_at(struct replay *p)
{
    p->dir = str_printf(p->a, "%.*s/replay-%ld",
                        STR(path_dir(conf_path(p->a, p->conf, p->conf->state))), os_pid());
}

static bool again(struct replay *p)
{
    struct project *pj = make(p->a, struct project);
    struct history *history = make(p->a, struct history);
    struct options o = {.quiet = true, .jobs = p->o->jobs, .no_cache = p->o->no_cache};
    struct run run;
    str text, sets;
    if (!plant(p) || !text_of(p, S("conf"), &text) || !text_of(p, S("set"), &sets)) return false;
    o.set = sets_of(p->a, sets);
    o.output = str_printf(p->a, "%.*s/out/", STR(p->dir));
    const struct issue_input *cover = input_of(p->v, S("cover"));
    if (cover) o.cover = place_of(p->a, p, cover->path);
    for (isize i = 0; i < p->v->narticles; i++)
        if (p->v->articles[i].marked)
            strs_add(p->a, &history->marked, place_of(p->a, p, p->v->articles[i].path));
    if (!open_tree(p, pj, &o, text, history)) return false;
    name_again(p, pj);
    issue_take_names(p->a, pj, p->v->number);
    return build(p, pj, &o, &run) && compare(p, &run) && deliver(p, &run);
}

int replay_issue(struct replay *p)
{
    tree_at(p);
    bool ok = again(p);
    take_down(p->dir, p->a);
    return ok ? EXIT_DONE : EXIT_CONTENT;
}

/* --- several, as one book --- */

static bool choose(struct replay *p, struct digest *d, int from, int to)
{
    struct issue_list all;
    struct issue_row *v;
    if (!digest_list(d, p->a, &all)) return false;
    p->v = v = make_n(p->a, struct issue_row, all.n + 1);
    for (isize i = 0; i < all.n; i++)
        if (all.v[i].number >= from && all.v[i].number <= to && !all.v[i].pending)
            v[p->n++] = all.v[i];
    if (p->n) return true;
    diag(&p->r->said, DIAG_ISSUE_UNKNOWN, (where){.file = p->conf->file}, "%d to %d", from, to);
    return false;
}

static int book_of(struct replay *p, int from, int to)
{
    struct project *pj = make(p->a, struct project);
    struct history *history = make(p->a, struct history);
    struct options o = *p->o;
    struct run run;
    str text;
    if (!plant(p)) return EXIT_CONTENT;
    if (!os_read(p->a, p->conf->file, 1 << 20, &text, &p->r->said)) return EXIT_SYSTEM;
    bool placed = o.output.len > 0;
    if (!placed) {
        str dir = conf_path(p->a, p->conf, p->conf->output_dir);
        o.output = str_printf(p->a, "%.*s%s", STR(dir), str_ends(dir, S("/")) ? "" : "/");
    }
    if (!open_tree(p, pj, &o, text, history)) return EXIT_CONTENT;
    pj->conf.issue_on = false;
    if (!placed) pj->conf.output_name = str_printf(p->a, "{slug}-issues-%d-%d", from, to);
    if (!pj->book.nposts) return EXIT_NOTHING;
    return build(p, pj, &o, &run) ? EXIT_DONE : status_of_said(&p->r->said, EXIT_CONTENT);
}

int replay_book(struct replay *p, int from, int to)
{
    struct project *pj = make(p->a, struct project);
    struct reply *r = p->r;
    str file = project_file(p->o, p->a);
    if (!file.len || !conf_load(p->a, file, &p->o->set, &pj->conf, &r->said))
        return status_of_said(&r->said, EXIT_CONFIG);
    p->conf = &pj->conf;
    if (!pj->conf.issue_on) {
        diag(&r->said, DIAG_ISSUE_OFF, (where){.file = file}, "%s", "");
        return EXIT_USAGE;
    }
    struct digest *d =
        digest_open(p->a, p->conf, issue_series(p->a, p->o, p->conf), false, &r->said);
    if (!d) return EXIT_STATE;
    tree_at(p);
    bool ok = choose(p, d, from, to);
    int status = ok ? book_of(p, from, to) : EXIT_STATE;
    take_down(p->dir, p->a);
    digest_close(d);
    return status;
}
