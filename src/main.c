/* main.c - argv, a command, the exit status; the only file that prints. */
#include "cmd.h"
#include "image.h"
#include "os.h"

#include <string.h>

/* 64 GiB of address space, of which a build commits what it uses.  What is said
 * has its own: commands lend the rest of the first one out as scratch. */
#define ADDRESS_SPACE ((isize)64 << 30)
#define SAID_SPACE ((isize)16 << 30)

static bool is_coloured(const struct options *o, arena scratch)
{
    if (str_eq(o->colour, S("always"))) return true;
    if (str_eq(o->colour, S("never")) || os_env(&scratch, "NO_COLOR").len) return false;
    return !str_eq(os_env(&scratch, "TERM"), S("dumb")) && os_is_terminal(2);
}

int main(int argc, char **argv)
{
    /* Before anything else: the process that decodes pictures has little memory. */
    if (argc == 2 && !strcmp(argv[1], IMAGE_WORKER)) return image_worker();
    arena mem = arena_reserve(ADDRESS_SPACE), said_mem = arena_reserve(SAID_SPACE);
    struct reply reply = {.out = {.mem = &mem}, .said = {.mem = &said_mem}};
    struct options o = {0};
    const struct cmd *cmd = NULL;
    int status = options_parse(&mem, argc, argv, &cmd, &o, &reply);
    if (status < 0) status = cmd->run(&o, &mem, &reply);

    struct buf said = {.mem = &said_mem};
    enum diag_level least = o.verbose ? DIAG_NOTE : o.quiet ? DIAG_ERROR : DIAG_WARN;
    if (o.json) diags_json(&said, &reply.said);
    else diags_format(&said, &reply.said, least, is_coloured(&o, mem));
    /* With --json everything is one stream of records; the command's own comes
     * last. */
    if (os_say(o.json ? 1 : 2, buf_str(&said)) && os_say(1, buf_str(&reply.out))) return status;
    os_say(2, S("standard output: error: cannot write [ZHB-103]\n"));
    return EXIT_SYSTEM;
}
