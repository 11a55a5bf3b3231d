/* main.c - argv, a command, the exit status; the only file that prints. */
#include "cmd.h"
#include "os.h"

/* 64 GiB of address space, of which a build commits what it uses. */
#define ADDRESS_SPACE ((isize)64 << 30)

int main(int argc, char **argv)
{
    arena mem = arena_reserve(ADDRESS_SPACE);
    struct reply reply = {.out = {.mem = &mem}, .said = {.mem = &mem}};
    struct options o = {0};
    const struct cmd *cmd = NULL;
    int status = options_parse(&mem, argc, argv, &cmd, &o, &reply);
    if (status < 0) status = cmd->run(&o, &mem, &reply);

    bool colour =
        str_eq(o.colour, S("always")) || (!str_eq(o.colour, S("never")) && os_is_terminal(2));
    struct buf said = {.mem = &mem};
    enum diag_level least = o.verbose ? DIAG_NOTE : o.quiet ? DIAG_ERROR : DIAG_WARN;
    if (o.json) diags_json(&said, &reply.said);
    else diags_format(&said, &reply.said, least, colour);
    /* With --json everything is one stream of records; the command's own comes
     * last. */
    bool ok = os_say(o.json ? 1 : 2, buf_str(&said)) && os_say(1, buf_str(&reply.out));
    return ok ? status : EXIT_SYSTEM;
}
