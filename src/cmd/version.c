/* version.c - `zhbook version`. */
#include "cmd.h"
#include "digest.h"
#include "font.h"
#include "hash.h"
#include "html.h"
#include "codec.h"
#include "os.h"
#include "cover.h"
#include "package.h"
#include "yaml.h"

/* A line of formats; what can be decoded, or what is only known by its first bytes. */
static void pictures(struct buf *out, const char *what, bool read)
{
    buf_printf(out, "pictures %s:", what);
    for (int i = 0; codecs[i]; i++)
        if ((codecs[i]->decode != NULL) == read) buf_printf(out, " %s", codecs[i]->name);
    buf_byte(out, '\n');
}

/* The other program says itself what it is made of. */
static void network(struct buf *out, arena *a, struct diags *said)
{
    u8 room[1024];
    isize n;
    struct os_run child;
    struct strs argv = {0};
    struct diags quiet = {.mem = said->mem};
    strs_add(a, &argv, os_neighbour(a, "zhbook-net"));
    strs_add(a, &argv, S("version"));
    if (!argv.v[0].len || !os_run_start(&child, &argv, (str){0}, *a, &quiet)) {
        buf_add(out, S("zhbook-net: not installed\n"));
        return;
    }
    while ((n = os_run_read(&child, room, sizeof room)) > 0) buf_add(out, (str){room, n});
    os_run_end(&child);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    (void)o;
    buf_add(&r->out, S("zhbook " ZHBOOK_VERSION "\n"));
    pictures(&r->out, "read", true);
    pictures(&r->out, "known by name only", false);
    hash_library(&r->out);
    yaml_library(&r->out);
    html_library(&r->out);
    font_libraries(&r->out);
    package_libraries(&r->out);
    cover_libraries(&r->out);
    digest_library(&r->out);
    for (int i = 0; codecs[i]; i++)
        if (codecs[i]->library) codecs[i]->library(&r->out);
    network(&r->out, a, &r->said);
    return EXIT_DONE;
}

const struct cmd cmd_version = {
    .name = "version",
    .args = "",
    .help = "print the versions of zhbook and its libraries, and what it can read",
    .options = "",
    .run = run,
};
