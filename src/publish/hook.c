/* hook.c - the user's program, behind a run that went well: no shell, no words of a post. */
#include "os.h"
#include "path.h"
#include "publish.h"

/* As a shell finds it: a name with "/" is a path, another one is in a folder of PATH. */
static str find(arena *a, const struct conf *conf, str name)
{
    if (str_has(name, S("/"))) return conf_path(a, conf, name);
    str path = os_env(a, "PATH");
    for (struct cut c = {.tail = path}; c.tail.len;) {
        c = str_cut(c.tail, ':');
        str at = path_join(a, c.head, name);
        if (c.head.len && c.head.p[0] == '/' && os_stat(at, *a).kind == OS_FILE) return at;
    }
    return (str){0};
}

bool publish_hook(const struct conf *conf, str dir, struct buf *out, arena *a, struct diags *ds)
{
    const struct strs *hook = &conf->publish_hook;
    struct strs argv = {0};
    struct os_run run;
    isize got;
    if (!hook->n) return true;
    str program = find(a, conf, hook->v[0]), real = os_real(a, dir), here = os_real(a, S("."));
    where at = {.file = hook->v[0]};
    if (program.len) program = os_real(a, program);
    if (!program.len) {
        diag(ds, DIAG_PUBLISH_HOOK, at, "there is no such program");
        return false;
    }
    strs_add(a, &argv, program);
    for (isize i = 1; i < hook->n; i++) strs_add(a, &argv, hook->v[i]);
    strs_add(a, &argv, real);
    if (!os_chdir(real, *a, ds) || !os_run_start(&run, &argv, (str){0}, *a, ds)) return false;
    u8 room[4096];
    while ((got = os_run_read(&run, room, (isize)sizeof room)) > 0) buf_add(out, (str){room, got});
    int status = os_run_end(&run);
    if (!os_chdir(here, *a, ds)) return false;
    if (status) diag(ds, DIAG_PUBLISH_HOOK, at, status < 0 ? "killed" : "exit status %d", status);
    return !status;
}
