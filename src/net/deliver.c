/* deliver.c - each delivery, tried as often as it may help.  See mail_local.h. */
#include "mail_local.h"
#include "net_local.h"
#include "os.h"
#include "wire.h"

enum { TEXT_OUT = 8192 };

static const char *const names[] = {[LANDED] = "sent",
                                    [LANDED_NOT] = "refused",
                                    [LANDED_LATER] = "later",
                                    [LANDED_UNKNOWN] = "unknown"};

bool marker_put(const struct delivery *d, arena scratch)
{
    if (!d->marker.len) return true;
    os_remove(d->marker, scratch);
    int file = os_create(d->marker, scratch);
    if (file < 0) return false;
    bool ok = os_sync(file);
    os_close(file);
    return ok;
}

static void marker_remove(const struct delivery *d, arena scratch)
{
    if (d->marker.len) os_remove(d->marker, scratch);
}

/* --- ways that need no server --- */

/* The whole message in memory: for a program, whose input it is. */
static str all_of(arena *a, struct message *m)
{
    u8 *p = arena_raw(a, 1, 1, (isize)m->size);
    message_rewind(m);
    isize n = p ? message_read(m, p, (isize)m->size) : 0;
    return n == m->size ? (str){p, n} : (str){0};
}

/* sendmail's own way to be called; what it cannot deliver now it keeps. */
static struct landing to_program(arena *a, const struct delivery *d, struct message *m)
{
    struct diags ds = {.mem = a};
    struct os_run run;
    u8 said[512];
    struct strs argv = {0};
    str all = all_of(a, m);
    if (!all.len) return (struct landing){LANDED_NOT, 0, S("the book's file could not be read")};
    for (isize i = 0; i < d->program.n; i++) strs_add(a, &argv, d->program.v[i]);
    strs_add(a, &argv, S("-i"));
    strs_add(a, &argv, S("-f"));
    strs_add(a, &argv, d->from);
    strs_add(a, &argv, S("--"));
    strs_add(a, &argv, d->to);
    if (!marker_put(d, *a))
        return (struct landing){LANDED_NOT, 0,
                                S("no room for the note that a message is under way")};
    if (!os_run_start(&run, &argv, all, *a, &ds))
        return (struct landing){LANDED_NOT, 0, str_printf(a, "%.*s cannot be run", STR(argv.v[0]))};
    while (os_run_read(&run, said, sizeof said) > 0) {
    }
    int status = os_run_end(&run);
    enum { EX_TEMPFAIL = 75 }; /* sysexits.h */
    str why = str_printf(a, "%.*s exits with %d", STR(argv.v[0]), status);
    return (struct landing){status ? status == EX_TEMPFAIL ? LANDED_LATER : LANDED_NOT : LANDED,
                            status, why};
}

static struct landing to_file(arena *a, const struct delivery *d, struct message *m)
{
    struct diags ds = {.mem = a};
    str all = all_of(a, m);
    if (!all.len) return (struct landing){LANDED_NOT, 0, S("the book's file could not be read")};
    if (os_write(d->marker, all, true, *a, &ds)) return (struct landing){LANDED, 0, d->marker};
    return (struct landing){LANDED_NOT, 0, S("the message cannot be written")};
}

/* --- one delivery --- */

static struct landing once(arena *a, const struct order *o, const struct delivery *d)
{
    struct message m;
    if (d->way == WAY_DAV) return dav_deliver(a, o, d);
    if (!message_open(&m, a, d, os_now()))
        return (struct landing){LANDED_NOT, 0, S("the book's file could not be read")};
    struct landing l = d->way == WAY_SMTP      ? smtp_deliver(a, o, d, &m)
                       : d->way == WAY_PROGRAM ? to_program(a, d, &m)
                                               : to_file(a, d, &m);
    message_close(&m);
    return l;
}

static void say(const struct delivery *d, struct landing l, arena scratch)
{
    struct buf b = {.mem = &scratch};
    wire_put(&b, S("done"));
    wire_number(&b, d->number);
    wire_put(&b, str_of(names[l.how]));
    wire_number(&b, l.code);
    wire_put(&b, l.why.len < TEXT_OUT ? l.why : str_head(l.why, TEXT_OUT));
    wire_end(&b);
    os_say(1, buf_str(&b));
}

/* False: somebody wants us to end. */
static bool deliver(const struct order *o, const struct delivery *d, int stop, arena scratch)
{
    double pause = o->pause;
    for (int tried = 1;; tried++, pause *= 4) {
        arena mem = scratch;
        struct landing l = once(&mem, o, d);
        if (l.how == LANDED_LATER && tried < o->tries) {
            if (os_wait(stop, pause)) return false;
            continue;
        }
        /* An answer came, so nothing is in doubt. */
        bool open = l.how == LANDED || l.how == LANDED_UNKNOWN || d->way == WAY_FILE;
        if (!open) marker_remove(d, mem);
        say(d, l, mem);
        return true;
    }
}

int deliver_run(const struct order *o, arena *a)
{
    int stop = os_stop_signals();
    os_no_core();
    for (isize i = 0; i < o->n; i++)
        if (!deliver(o, &o->v[i], stop, *a)) return 1;
    os_say(1, S("end\n"));
    return 0;
}
