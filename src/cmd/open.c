/* open.c - see cmd_local.h: from a command line to a collected book. */
#include "cmd_local.h"
#include "collect.h"
#include "os.h"
#include "store.h"
#include "template.h"

/* Bytes of addresses, of which a build commits what it uses: for what a worker
 * finds out, and for the post it works on. */
#define KEEP ((isize)16 << 30)
#define SCRATCH ((isize)64 << 30)

str project_file(const struct options *o, arena *a)
{
    str first = o->args.n ? o->args.v[0] : (str){0};
    if (is_book_name(first)) return first;
    return conf_search(a, S("."));
}

int status_of_said(const struct diags *said, int other)
{
    for (const struct diag *d = said->first; d; d = d->next)
        if (diag_level(d->id) == DIAG_ERROR && str_starts(str_of(diag_code(d->id)), S("ZHB-80")))
            return EXIT_STATE;
    for (const struct diag *d = said->first; d; d = d->next)
        if (diag_level(d->id) == DIAG_ERROR && str_starts(str_of(diag_code(d->id)), S("ZHB-1")))
            return EXIT_SYSTEM;
    return other;
}

int project_conf(const struct options *o, arena *a, struct reply *r, struct conf *conf)
{
    str file = project_file(o, a);
    if (!file.len) {
        diag(&r->said, DIAG_NO_BOOK, (where){0}, "%s", "");
        return EXIT_CONFIG;
    }
    return conf_load(a, file, &o->set, conf, &r->said) ? -1 : status_of_said(&r->said, EXIT_CONFIG);
}

int project_open(const struct options *o, arena *a, struct reply *r, struct project *pj)
{
    int status = project_conf(o, a, r, &pj->conf);
    if (status >= 0) return status;
    pj->book.conf = &pj->conf;
    const struct templates *templates = templates_load(a, &pj->conf, &r->said);
    if (!templates) return status_of_said(&r->said, EXIT_CONFIG);
    status = issue_open(o, a, r, pj);
    if (status >= 0) return status;
    crew_hire(&pj->crew, o->jobs ? o->jobs : os_cpus(), KEEP, SCRATCH);
    progress_on(o, &pj->crew, "read", a);
    bool ok = book_collect(&pj->book, a, &pj->crew, &r->said);
    progress_off(&pj->crew);
    pj->book.templates = templates;
    return ok ? -1 : status_of_said(&r->said, EXIT_CONFIG);
}

struct store *project_store(const struct options *o, arena *a)
{
    str cache = os_env(a, "XDG_CACHE_HOME"), home = os_env(a, "HOME");
    if (o->no_cache || (!cache.len && !home.len)) return NULL;
    return store_open(a, cache.len ? str_printf(a, "%.*s/zhbook", STR(cache))
                                   : str_printf(a, "%.*s/.cache/zhbook", STR(home)));
}
