/*
 * run.c - `zhbook run`: fetch, make, send and publish, once, as a timer does it.
 *
 * Each step is this very program, started by its path and its arguments.  So a step is the
 * command, with nothing to go wrong between the two; it takes the state's lock and lets it go;
 * its memory and threads end with it; and one that dies is named and takes no other with it.
 * What happened is in the state alone: a run that was cut off anywhere is gone on with by the
 * next, and two at once are as two commands at once.
 *
 * What a step says is held back until something has happened, so that a run with nothing to do
 * is silent.
 */
#include "cmd_local.h"
#include "digest.h"
#include "hash.h"
#include "os.h"
#include "path.h"

struct chain {
    const struct options *o;
    arena *mem;
    struct reply *r;
    struct conf *conf;
    str program, file;
    struct buf out, err; /* held back */
};

/* --- what is said --- */

/* Lines with the step's name before them; records as they are. */
static void hold(struct chain *c, const char *step, const struct os_ran *ran)
{
    buf_add(&c->err, ran->err);
    if (c->o->json) buf_add(&c->out, ran->out);
    for (struct cut l = {.tail = ran->out}; !c->o->json && l.tail.len;) {
        l = str_cut(l.tail, '\n');
        buf_printf(&c->out, "%-8s %.*s\n", step, STR(l.head));
    }
}

static bool let_go(struct chain *c)
{
    bool ok = os_say(2, buf_str(&c->err)) && os_say(1, buf_str(&c->out));
    c->err.len = c->out.len = 0;
    return ok;
}

/* --- one step --- */

static void add(struct chain *c, struct strs *argv, const char *word)
{
    strs_add(c->mem, argv, str_of(word));
}

static void add_common(struct chain *c, struct strs *argv)
{
    const struct options *o = c->o;
    if (o->quiet) add(c, argv, "-q");
    if (o->verbose) add(c, argv, "-v");
    if (o->json) add(c, argv, "--json");
    if (o->colour.len) {
        add(c, argv, "--color");
        strs_add(c->mem, argv, o->colour);
    }
    for (isize i = 0; i < o->set.n; i++) {
        add(c, argv, "--set");
        strs_add(c->mem, argv, o->set.v[i]);
    }
}

/* Options of those that read posts. */
static void add_posts(struct chain *c, struct strs *argv)
{
    const struct options *o = c->o;
    if (o->jobs) {
        add(c, argv, "--jobs");
        strs_add(c->mem, argv, str_printf(c->mem, "%d", o->jobs));
    }
    if (o->day.len) {
        add(c, argv, "--date");
        strs_add(c->mem, argv, o->day);
    }
    if (o->no_cache) add(c, argv, "--no-cache");
}

static int step(struct chain *c, const char *name, bool reads, const char *more)
{
    struct strs argv = {0};
    struct os_ran ran;
    strs_add(c->mem, &argv, c->program);
    add(c, &argv, name);
    add_common(c, &argv);
    if (reads) add_posts(c, &argv);
    if (more) add(c, &argv, more);
    strs_add(c->mem, &argv, c->file);
    if (!os_run_whole(c->mem, &argv, &ran, &c->r->said)) return EXIT_SYSTEM;
    if (ran.status == EXIT_NOTHING && !c->o->verbose) return EXIT_NOTHING;
    hold(c, name, &ran);
    if (ran.status >= 0) return ran.status;
    diag(&c->r->said, DIAG_RUN, (where){.file = c->program}, "%s was killed", name);
    return EXIT_SYSTEM;
}

static int stop(struct chain *c, const char *name, int status)
{
    where at = {.file = c->conf->file};
    diag(&c->r->said, DIAG_RUN_STOPPED, at, "%s: exit status %d", name, status);
    let_go(c);
    return status;
}

/* --- pictures that did not come --- */

/* It stands beside the state while an issue waits for its pictures. */
static str waits(struct chain *c)
{
    str series = digest_series(c->mem, c->conf), state = conf_path(c->mem, c->conf, c->conf->state);
    str name = str_printf(c->mem, "waits-%.*s", STR(sha256_hex(c->mem, sha256(series), 4)));
    return path_join(c->mem, path_dir(state), name);
}

/* Single pictures that are missing stop nothing: the issue says where they are not.  That nobody
 * answers may be an outage of ours, which is worth one run's patience, and no more. */
static bool goes_on(struct chain *c, int status)
{
    str mark = waits(c);
    where at = {.file = c->conf->file};
    bool waited = os_stat(mark, *c->mem).kind != OS_NONE;
    if (status != EXIT_NETWORK || c->conf->run_tolerate == TOLERATE_ALL) {
        if (waited) os_remove(mark, *c->mem);
        return status == EXIT_DONE || status == EXIT_NOTHING || status == EXIT_NETWORK;
    }
    if (c->conf->run_tolerate == TOLERATE_NONE) return false;
    if (waited) {
        os_remove(mark, *c->mem);
        diag(&c->r->said, DIAG_RUN_GOES_ON, at, "%s", "");
        return true;
    }
    diag(&c->r->said, DIAG_RUN_WAITS, at, "%s", "");
    if (os_mkdir(path_dir(mark), *c->mem, &c->r->said))
        os_write(mark, S("for pictures\n"), true, *c->mem, &c->r->said);
    return false;
}

/* --- all of them --- */

static int chain(struct chain *c)
{
    const struct conf *conf = c->conf;
    bool tolerant = conf->run_tolerate != TOLERATE_NONE, something = false;
    const struct {
        const char *name, *more;
        bool wanted, reads;
    } steps[] = {
        {"fetch", tolerant ? "--tolerate" : NULL, !c->o->no_fetch && conf->cache.len, true},
        {"make", NULL, true, true},
        {"send", "--due", conf->send_to.n > 0, false},
        {"publish", "--due", conf->publishes, false},
    };
    for (isize i = 0; i < COUNT(steps); i++) {
        if (!steps[i].wanted) continue;
        int status = step(c, steps[i].name, steps[i].reads, steps[i].more);
        if (i == 0 && goes_on(c, status)) continue;
        if (status == EXIT_NOTHING) continue;
        if (status != EXIT_DONE) return stop(c, steps[i].name, status);
        something = true;
        if (!let_go(c)) return EXIT_SYSTEM;
    }
    if (c->o->verbose) let_go(c);
    return something || c->o->allow_empty ? EXIT_DONE : EXIT_NOTHING;
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct chain c = {.o = o, .mem = a, .r = r, .conf = make(a, struct conf)};
    int status = project_conf(o, a, r, c.conf);
    if (status >= 0) return status;
    arena out = arena_reserve((isize)1 << 30), err = arena_reserve((isize)1 << 30);
    c.out.mem = &out;
    c.err.mem = &err;
    c.file = c.conf->file;
    c.program = os_program(a);
    if (!c.program.len) c.program = S("/proc/self/exe"); /* it was replaced meanwhile */
    return chain(&c);
}

const struct cmd cmd_run = {
    .name = "run",
    .args = "[book.yaml]",
    .help = "fetch, make, send and publish what is due, once, without a question",
    .options = "jobs date no-cache no-fetch allow-empty",
    .run = run,
};
