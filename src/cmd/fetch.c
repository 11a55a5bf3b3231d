/* fetch.c - `zhbook fetch`: collect, convert, and let zhbook-net fetch what is missing. */
#include "convert.h"
#include "os.h"
#include "store.h"
#include "wanted_local.h"

struct tally_of_fetch {
    isize by[OUTCOMES];
    long long bytes; /* that are new */
    double seconds;
};

/* --- what is said --- */

static void report_one(struct diags *ds, const struct wanted *w)
{
    str more = w->shown > 1 ? str_printf(ds->mem, " (shown %td times)", w->shown) : (str){0};
    switch (w->outcome) {
    case OUTCOME_FAILED:
    case OUTCOME_LATELY:
        diag(ds, w->outcome == OUTCOME_FAILED ? DIAG_FETCH_FAILED : DIAG_FETCH_LATELY, w->at,
             "%.*s: %.*s%.*s", STR(w->why), STR(w->url), STR(more));
        break;
    case OUTCOME_DIFFERS:
        diag(ds, DIAG_FETCH_DIFFERS, w->at, "%.*s: %.*s", STR(w->got), STR(w->url));
        break;
    case OUTCOME_NONE:
    case OUTCOME_NEW:
    case OUTCOME_SAME:
    case OUTCOME_HAD:
    case OUTCOME_LEFT:
    case OUTCOMES: break;
    }
}

static struct tally_of_fetch tally(const struct wanted_list *l, struct diags *ds)
{
    struct tally_of_fetch t = {0};
    for (isize i = 0; i < l->n; i++) {
        const struct wanted *w = &l->v[i];
        t.by[w->outcome]++;
        if (w->outcome == OUTCOME_NEW) t.bytes += w->bytes;
        report_one(ds, w);
    }
    if (t.by[OUTCOME_NONE])
        diag(ds, DIAG_FETCH_STOPPED, (where){0}, "%td left", t.by[OUTCOME_NONE]);
    return t;
}

static void put_json(struct buf *out, const char *key, str value)
{
    buf_printf(out, ",\"%s\":\"", key);
    json_text(out, value);
    buf_byte(out, '"');
}

static void record(struct buf *out, const struct wanted *w, const char *result)
{
    buf_add(out, S("{\"url\":\""));
    json_text(out, w->url);
    buf_printf(out, "\",\"result\":\"%s\"", result);
    put_json(out, "post", w->at.file);
    buf_printf(out, ",\"line\":%d,\"shown\":%td,\"http\":%lld,\"bytes\":%lld", w->at.line, w->shown,
               w->http, w->bytes);
    put_json(out, "sha256", w->got);
    put_json(out, "type", w->type);
    put_json(out, "why", w->why);
    buf_add(out, S("}\n"));
}

static void last_record(struct buf *out, const struct wanted_list *l,
                        const struct tally_of_fetch *t)
{
    buf_printf(out, "{\"wanted\":%td", l->n);
    for (int i = 0; i < OUTCOMES; i++) buf_printf(out, ",\"%s\":%td", outcome_names[i], t->by[i]);
    buf_printf(out, ",\"cached\":%td,\"new_bytes\":%lld,\"seconds\":%.3f,\"net_peak_bytes\":%lld",
               l->nkept, t->bytes, t->seconds, l->peak);
    buf_add(out, S("}\n"));
}

static void last_line(struct buf *out, const struct wanted_list *l, const struct tally_of_fetch *t)
{
    isize failed = t->by[OUTCOME_FAILED] + t->by[OUTCOME_LATELY] + t->by[OUTCOME_DIFFERS];
    text_shown(out, l->dir);
    buf_printf(out, "  %td fetched", t->by[OUTCOME_NEW]);
    if (t->bytes) buf_printf(out, " (%.1f MB)", (double)t->bytes / 1e6);
    if (t->by[OUTCOME_SAME]) buf_printf(out, "  %td unchanged", t->by[OUTCOME_SAME]);
    buf_printf(out, "  %td failed  %td cached", failed, l->nkept + t->by[OUTCOME_HAD]);
    if (t->by[OUTCOME_LEFT]) buf_printf(out, "  %td left", t->by[OUTCOME_LEFT]);
    buf_printf(out, "  %.2f s\n", t->seconds);
}

/* --- what is done --- */

static int dry_run(const struct options *o, const struct wanted_list *l, struct reply *r)
{
    for (isize i = 0; i < l->n; i++) {
        const struct wanted *w = &l->v[i];
        if (o->json) record(&r->out, w, "wanted");
        else buf_printf(&r->out, "%.*s\n", STR(w->url));
    }
    return EXIT_DONE;
}

/* Not a single server said anything: rather our line is down than all their pictures are gone. */
static bool nobody_answered(const struct wanted_list *l, const struct tally_of_fetch *t)
{
    for (isize i = 0; i < l->n; i++)
        if (l->v[i].outcome == OUTCOME_FAILED && l->v[i].http) return false;
    return t->by[OUTCOME_FAILED] && !t->by[OUTCOME_NEW] && !t->by[OUTCOME_SAME];
}

static int status_of(const struct options *o, const struct wanted_list *l,
                     const struct tally_of_fetch *t)
{
    if (l->unlocked || t->by[OUTCOME_DIFFERS]) return EXIT_CONTENT;
    if (o->tolerate && !t->by[OUTCOME_NONE])
        return nobody_answered(l, t) ? EXIT_NETWORK : EXIT_DONE;
    if (t->by[OUTCOME_FAILED] || t->by[OUTCOME_LATELY] || t->by[OUTCOME_NONE]) return EXIT_NETWORK;
    return EXIT_DONE;
}

static int fetch(const struct options *o, arena *a, struct reply *r, struct project *pj,
                 struct wanted_list *l, double began)
{
    struct buf *out = &r->out;
    const struct conf *conf = &pj->conf;
    arena scratch = pj->crew.w[0].scratch;
    if (o->locked && !lock_apply(l, conf, a, &r->said))
        return status_of_said(&r->said, EXIT_CONFIG);
    if (o->dry_run) return dry_run(o, l, r);
    bool asked = !l->n || wanted_ask(l, o, conf, scratch, &r->said);
    struct tally_of_fetch t = tally(l, &r->said);
    bool locked = !o->lock || lock_write(l, conf, scratch, &r->said);
    t.seconds = os_clock() - began;
    for (isize i = 0; i < l->n && o->json; i++)
        record(out, &l->v[i], outcome_names[l->v[i].outcome]);
    if (o->json) last_record(out, l, &t);
    else if (!o->quiet) last_line(out, l, &t);
    if (!asked || !locked) return status_of_said(&r->said, EXIT_NETWORK);
    return r->said.count[DIAG_ERROR] ? EXIT_CONTENT : status_of(o, l, &t);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    double began = os_clock();
    struct project *pj = make(a, struct project);
    struct wanted_list list = {.mem = a};
    int status = project_open(o, a, r, pj);
    if (status >= 0) return status;
    if (!pj->conf.cache.len) {
        diag(&r->said, DIAG_CONF_VALUE, (where){.file = pj->conf.file}, "%s",
             "images.cache: without a folder nothing can be fetched");
        return EXIT_CONFIG;
    }
    if (!pj->book.nposts) {
        if (o->allow_empty) return EXIT_DONE;
        diag(&r->said, DIAG_NO_POSTS, (where){.file = pj->conf.file}, "%td looked at",
             pj->book.nrest);
        return EXIT_NOTHING;
    }
    if (conf_shows_formulas(&pj->conf)) pj->conf.math = MATH_IMAGE;
    struct store *store = project_store(o, a);
    struct finder *finder = finder_open(a, &pj->conf, store, &r->said);
    progress_on(o, &pj->crew, "convert", a);
    book_convert(&pj->book, a, &pj->crew, finder, store);
    progress_off(&pj->crew);
    wanted_find(&list, finder, &pj->book, o->refresh, pj->crew.w[0].scratch);
    store_close(store, *a);
    return fetch(o, a, r, pj, &list, began);
}

const struct cmd cmd_fetch = {
    .name = "fetch",
    .args = "[book.yaml]",
    .help = "fetch the pictures that the book needs into the cache",
    .options =
        "jobs dry-run allow-empty no-cache refresh retry-failed limit lock locked date tolerate",
    .run = run,
};
