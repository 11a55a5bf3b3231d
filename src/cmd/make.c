/* make.c - `zhbook make`: collect, then make the editions. */
#include "issuing_local.h"
#include "os.h"
#include "store.h"

/* Posts that could not be read are errors in the content; to have none is not one. */
static int without_posts(const struct options *o, struct reply *r, struct project *pj)
{
    posts_say_rest(&pj->book, &r->said);
    if (r->said.count[DIAG_ERROR]) return EXIT_CONTENT;
    if (o->allow_empty) return EXIT_DONE;
    diag(&r->said, DIAG_NO_POSTS, (where){.file = pj->conf.file}, "%td looked at", pj->book.nrest);
    return EXIT_NOTHING;
}

/* A list of words of the command line in place of that of a key. */
static void override(arena *a, struct strs *set, const char *key, const struct strs *words)
{
    struct buf b = {.mem = a};
    if (!words->n) return;
    buf_printf(&b, "%s=[", key);
    for (isize i = 0; i < words->n; i++) buf_printf(&b, "%s%.*s", i ? ", " : "", STR(words->v[i]));
    buf_byte(&b, ']');
    strs_add(a, set, buf_str(&b));
}

/* The options with what --device and --format say as the --set that it means. */
static struct options with_overrides(const struct options *o, arena *a)
{
    struct options all = *o;
    all.set = (struct strs){0};
    for (isize i = 0; i < o->set.n; i++) strs_add(a, &all.set, o->set.v[i]);
    override(a, &all.set, "output.devices", &o->device);
    override(a, &all.set, "output.formats", &o->form);
    if (o->max_mb) strs_add(a, &all.set, str_printf(a, "limits.max_mb=%d", o->max_mb));
    return all;
}

/* "1-52", "7" */
static bool read_range(str s, long long *from, long long *to)
{
    struct cut c = str_cut(s, '-');
    if (!str_int(str_trim(c.head), from)) return false;
    *to = *from;
    return (!c.ok || str_int(str_trim(c.tail), to)) && *from >= 1 && *to >= *from && *to <= 999999;
}

/* One book of several issues. */
static int make_from_issues(const struct options *o, arena *a, struct reply *r)
{
    long long from, to;
    struct replay p = {.o = o, .a = a, .r = r};
    if (read_range(o->issues, &from, &to)) return replay_book(&p, (int)from, (int)to);
    diag(&r->said, DIAG_USAGE, (where){0}, "--issues %.*s: issues are named as in 1-52",
         STR(o->issues));
    return EXIT_USAGE;
}

/* All behind the reading of posts. */
static int make_all(struct run *run)
{
    struct project *pj = run->pj;
    const struct options *o = run->o;
    if (!pj->book.nposts) return without_posts(o, run->r, pj);
    int status = issue_name(o, run->a, run->r, pj);
    if (status >= 0) return status;
    run->store = project_store(o, run->a);
    /* Editions find in it what they have in common. */
    bool several = pj->conf.devices.n > 1 || budget_of(&pj->conf);
    if (!run->store && several) run->store = store_passing(run->a);
    run->staged = pj->issue && pj->issue->writes;
    status = issue_record(run, editions_make(run));
    store_close(run->store, *run->a); /* not before: the packager reads chapters from it */
    return status;
}

static int run(const struct options *given, arena *a, struct reply *r)
{
    struct options o = with_overrides(given, a);
    if (o.issues.len) return make_from_issues(&o, a, r);
    struct project *pj = make(a, struct project);
    struct run run = {.o = &o, .a = a, .r = r, .pj = pj, .began = os_clock()};
    pj->writes = true;
    int status = project_open(&o, a, r, pj);
    if (status < 0) status = make_all(&run);
    if (status == EXIT_NOTHING && issue_finished(pj)) status = EXIT_DONE;
    issue_close(pj);
    return status;
}

const struct cmd cmd_make = {
    .name = "make",
    .args = "[book.yaml]",
    .help = "make the book",
    .options =
        "output device format max-mb jobs strict dry-run allow-empty no-cache cover date issue "
        "issues no-state",
    .run = run,
};
