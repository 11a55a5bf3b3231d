/* asking.c - the job for zhbook-net, and its answers: see job.c and net_local.h there. */
#include "os.h"
#include "wanted_local.h"
#include "wire.h"

enum { LONGEST = 1 << 20, PIECE = 1 << 14 };

const char *const outcome_names[OUTCOMES] = {
    [OUTCOME_NONE] = "stopped",    [OUTCOME_NEW] = "new",       [OUTCOME_SAME] = "same",
    [OUTCOME_HAD] = "had",         [OUTCOME_FAILED] = "failed", [OUTCOME_LATELY] = "lately",
    [OUTCOME_DIFFERS] = "differs", [OUTCOME_LEFT] = "left",
};

/* --- the job --- */

static void put_text(struct buf *b, const char *name, str value)
{
    wire_put(b, str_of(name));
    wire_put(b, value);
    wire_end(b);
}

static void put_number(struct buf *b, const char *name, long long n)
{
    wire_put(b, str_of(name));
    wire_number(b, n);
    wire_end(b);
}

long long thousandths(str seconds)
{
    long long whole = 0, part = 0, unit = 1000;
    struct cut c = str_cut(seconds, '.');
    str_int(c.head, &whole);
    str_int(c.tail, &part);
    for (isize i = 0; i < c.tail.len; i++) unit /= 10;
    return whole * 1000 + part * unit;
}

static void put_policy(struct buf *b, const struct options *o, const struct conf *conf)
{
    put_number(b, "timeout", conf->fetch_timeout);
    put_number(b, "retries", conf->fetch_retries);
    put_number(b, "per_host", conf->fetch_per_host);
    put_number(b, "delay", thousandths(conf->fetch_delay));
    put_number(b, "limit", o->limit);
    if (o->refresh) put_text(b, "refresh", (str){0});
    if (o->retry_failed) put_text(b, "again", (str){0});
    if (conf->fetch_proxy == PROXY_ENVIRONMENT) put_text(b, "proxy", (str){0});
    for (isize i = 0; i < conf->fetch_allow_private.n; i++)
        put_text(b, "allow", conf->fetch_allow_private.v[i]);
    for (isize i = 0; i < conf->fetch_referer.n; i++) {
        wire_put(b, S("referer"));
        wire_put(b, conf->fetch_referer.v[i].from);
        wire_put(b, conf->fetch_referer.v[i].to);
        wire_end(b);
    }
}

static str job_text(const struct wanted_list *l, const struct options *o, const struct conf *conf,
                    arena *a)
{
    struct buf b = {.mem = a};
    wire_open(&b);
    put_text(&b, "cache", l->dir);
    put_policy(&b, o, conf);
    for (isize i = 0; i < l->n; i++) {
        const struct wanted *w = &l->v[i];
        wire_put(&b, S("want"));
        wire_put(&b, w->url);
        wire_put(&b, w->page);
        wire_put(&b, w->sum);
        wire_put(&b, w->bare ? S("bare") : S("-"));
        wire_put(&b, w->sum.len ? (str){0} : w->rather);
        wire_end(&b);
    }
    return buf_str(&b);
}

/* --- the answers --- */

struct listening {
    struct wanted_list *list;
    struct diags *ds;
    struct progress progress;
    isize done;
    bool ended; /* the last line has come */
};

static enum outcome outcome_of(str name)
{
    for (int i = 0; i < OUTCOMES; i++)
        if (str_eq(str_of(outcome_names[i]), name)) return (enum outcome)i;
    return OUTCOME_NONE;
}

static void take_done(struct listening *in, str line)
{
    struct wanted_list *l = in->list;
    long long i = wire_take_number(&line);
    if (i < 0 || i >= l->n) return;
    struct wanted *w = &l->v[i];
    w->outcome = outcome_of(wire_take(l->mem, &line));
    w->http = wire_take_number(&line);
    w->got = str_dup(l->mem, wire_take(l->mem, &line));
    w->bytes = wire_take_number(&line);
    wire_take_number(&line); /* w and h */
    wire_take_number(&line);
    w->type = str_dup(l->mem, wire_take(l->mem, &line));
    w->why = str_dup(l->mem, wire_take(l->mem, &line));
    str url = str_dup(l->mem, wire_take(l->mem, &line));
    if (url.len) w->url = url;
    progress_draw(&in->progress, ++in->done, l->n);
}

static void take_line(struct listening *in, str line)
{
    arena *a = in->list->mem;
    str name = wire_take(a, &line);
    if (str_eq(name, S("done"))) {
        take_done(in, line);
    } else if (str_eq(name, S("said"))) {
        long long id = wire_take_number(&line);
        str file = str_dup(in->ds->mem, wire_take(a, &line));
        str detail = wire_take(a, &line);
        if (id >= 0 && id < DIAG_IDS)
            diag(in->ds, (enum diag_id)id, (where){.file = file}, "%.*s", STR(detail));
    } else if (str_eq(name, S("end"))) {
        in->list->stopped = (isize)wire_take_number(&line);
        in->list->peak = wire_take_number(&line);
        in->ended = true;
    }
}

/* Lines as they come.  `room` holds the one that is not whole yet. */
static void listen(struct listening *in, struct os_run *c, arena scratch)
{
    u8 *room = make_n(&scratch, u8, LONGEST + PIECE);
    isize have = 0, got;
    while ((got = os_run_read(c, room + have, PIECE)) > 0) {
        str text = {room, have + got};
        struct cut line = str_cut(text, '\n');
        for (; line.ok; line = str_cut(text, '\n')) {
            take_line(in, line.head);
            text = line.tail;
        }
        have = text.len;
        if (have > LONGEST) break; /* no line of ours */
        for (isize i = 0; i < have && text.p != room; i++) room[i] = text.p[i];
    }
}

bool wanted_ask(struct wanted_list *l, const struct options *o, const struct conf *conf,
                arena scratch, struct diags *ds)
{
    struct os_run child;
    struct strs argv = {0};
    int errors = ds->count[DIAG_ERROR];
    str program = os_neighbour(&scratch, "zhbook-net");
    if (!program.len) {
        diag(ds, DIAG_NET_NONE, (where){0}, "%s", "");
        return false;
    }
    strs_add(&scratch, &argv, program);
    strs_add(&scratch, &argv, S("fetch"));
    str job = job_text(l, o, conf, &scratch);
    if (!os_run_start(&child, &argv, job, scratch, ds)) return false;
    struct listening in = {l, ds, progress_begin(o, "fetch"), 0, false};
    listen(&in, &child, scratch);
    progress_end(&in.progress);
    int status = os_run_end(&child);
    if (!in.ended) diag(ds, DIAG_NET_ENDED, (where){0}, "exit status %d", status);
    return ds->count[DIAG_ERROR] == errors;
}
