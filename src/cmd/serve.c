/* serve.c - `zhbook serve`: the published folder over HTTP, by zhbook-net. */
#include "cmd_local.h"
#include "os.h"
#include "wire.h"

static str job_text(const struct options *o, const struct conf *c, arena *a)
{
    struct buf b = {.mem = a};
    long long port = c->serve_port;
    if (o->port.len) str_int(o->port, &port);
    str dir = o->folder.len ? o->folder : conf_path(a, c, c->publish_dir);
    wire_open(&b);
    wire_put(&b, S("serve"));
    wire_put(&b, dir);
    wire_put(&b, o->bind.len ? o->bind : c->serve_bind);
    wire_number(&b, port);
    wire_end(&b);
    if (!c->serve_user.len) return buf_str(&b);
    bool command = c->serve_password_command.n, env = c->serve_password_env.len;
    wire_put(&b, S("login"));
    wire_put(&b, c->serve_user);
    wire_end(&b);
    wire_put(&b, S("secret"));
    wire_put(&b, command ? S("command") : env ? S("env") : S("file"));
    for (isize i = 0; i < c->serve_password_command.n; i++)
        wire_put(&b, c->serve_password_command.v[i]);
    if (!command && env) wire_put(&b, c->serve_password_env);
    if (!command && !env) wire_put(&b, conf_path(a, c, c->serve_password_file));
    wire_end(&b);
    return buf_str(&b);
}

static bool is_port(str s)
{
    long long n;
    return !s.len || (str_int(s, &n) && n < 65536);
}

/* False: said what is missing. */
static bool is_ready(const struct options *o, const struct conf *c, struct diags *said)
{
    arena scratch = arena_reserve(1 << 20);
    str dir = o->folder.len ? o->folder : conf_path(&scratch, c, c->publish_dir);
    bool there = os_stat(dir, scratch).kind == OS_DIR;
    bool secret =
        c->serve_password_command.n || c->serve_password_env.len || c->serve_password_file.len;
    if (!there) diag(said, DIAG_SERVE_NOTHING, (where){.file = str_dup(said->mem, dir)}, "%s", "");
    else if (c->serve_user.len && !secret)
        diag(said, DIAG_CONF_MISSING, (where){.file = c->file},
             "serve.password_env, serve.password_file or serve.password_command");
    return there && (secret || !c->serve_user.len);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct conf *conf = make(a, struct conf);
    struct strs argv = {0};
    if (!is_port(o->port)) {
        diag(&r->said, DIAG_USAGE, (where){0}, "--port takes a number from 0 to 65535");
        return EXIT_USAGE;
    }
    int status = project_conf(o, a, r, conf);
    if (status >= 0) return status;
    if (!is_ready(o, conf, &r->said)) return EXIT_CONFIG;
    str program = os_neighbour(a, "zhbook-net");
    if (!program.len) {
        diag(&r->said, DIAG_NET_NONE, (where){0}, "%s", "");
        return EXIT_SYSTEM;
    }
    strs_add(a, &argv, program);
    strs_add(a, &argv, S("serve"));
    str job = job_text(o, conf, a);
    os_become(&argv, job, *a, &r->said);
    return EXIT_SYSTEM;
}

const struct cmd cmd_serve = {
    .name = "serve",
    .args = "[book.yaml]",
    .help = "show the published folder to browsers and readers, until it is stopped",
    .options = "port bind dir",
    .run = run,
};
