/* open.c - see cmd_local.h: from a command line to a collected book. */
#include "cmd_local.h"
#include "collect.h"
#include "os.h"

enum {
    KEEP = 1 << 30, /* bytes of addresses for what each worker finds out */
    SCRATCH = KEEP, /* … and for the post it works on, times SCRATCH_TIMES */
    SCRATCH_TIMES = 4,
};

static str book_file(const struct options *o, arena *a)
{
    str first = o->args.n ? o->args.v[0] : (str){0};
    if (str_iends(first, S(".yaml")) || str_iends(first, S(".yml"))) return first;
    return conf_search(a, S("."));
}

int project_open(const struct options *o, arena *a, struct reply *r, struct project *pj)
{
    str file = book_file(o, a);
    if (!file.len) {
        diag(&r->said, DIAG_NO_BOOK, (where){0}, "%s", "");
        return EXIT_CONFIG;
    }
    if (!conf_load(a, file, &o->set, &pj->conf, &r->said)) return EXIT_CONFIG;
    pj->book.conf = &pj->conf;
    crew_hire(&pj->crew, o->jobs ? o->jobs : os_cpus(), KEEP, (isize)SCRATCH * SCRATCH_TIMES);
    return book_collect(&pj->book, a, &pj->crew, &r->said) ? -1 : EXIT_SYSTEM;
}
