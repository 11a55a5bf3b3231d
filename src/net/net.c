/*
 * net.c - zhbook-net: what zhbook does on the network, in a program of its own.
 *
 * `zhbook fetch` and `zhbook send` run it with the job on standard input.  `zhbook make` does
 * not know it, and cannot open a socket itself.
 */
#include "mail_local.h"
#include "net_local.h"
#include "os.h"
#include "serve_local.h"

enum { DONE = 0, USAGE = 2, JOB_MAX = 1 << 30 };

static int no_job(void)
{
    os_say(2, S("zhbook-net: this is no job of zhbook " ZHBOOK_VERSION "\n"));
    return USAGE;
}

static int fetch(arena *a)
{
    str text;
    struct job job;
    bool ok = os_input(a, JOB_MAX, &text) && job_read(a, text, &job);
    return ok ? fetch_run(&job, a) : no_job();
}

static int deliver(arena *a)
{
    str text;
    struct order order;
    bool ok = os_input(a, JOB_MAX, &text) && order_read(a, text, &order);
    return ok ? deliver_run(&order, a) : no_job();
}

static int serve(arena *a)
{
    str text;
    struct show show;
    bool ok = os_input(a, JOB_MAX, &text) && show_read(a, text, &show);
    return ok ? serve_run(&show, a) : no_job();
}

int main(int argc, char **argv)
{
    arena mem = arena_reserve((isize)16 << 30);
    str word = argc == 2 ? str_of(argv[1]) : (str){0};
    if (str_eq(word, S("fetch"))) return fetch(&mem);
    if (str_eq(word, S("deliver"))) return deliver(&mem);
    if (str_eq(word, S("serve"))) return serve(&mem);
    if (str_eq(word, S("version"))) {
        struct buf b = {.mem = &mem};
        web_library(&b);
        return os_say(1, buf_str(&b)) ? DONE : USAGE;
    }
    os_say(2, S("zhbook-net is run by zhbook; see `zhbook help fetch`\n"));
    return USAGE;
}
