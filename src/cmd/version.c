/* version.c - `zhbook version`. */
#include "cmd.h"
#include "image.h"

static int run(const struct options *o, arena *a, struct reply *r)
{
    (void)o;
    (void)a;
    buf_add(&r->out, S("zhbook " ZHBOOK_VERSION "\npictures delivered as they are:"));
    for (int i = 0; codecs[i]; i++)
        if (codecs[i]->deliver) buf_printf(&r->out, " %s", codecs[i]->name);
    buf_add(&r->out, S("\npictures known by name:"));
    for (int i = 0; codecs[i]; i++)
        if (!codecs[i]->deliver) buf_printf(&r->out, " %s", codecs[i]->name);
    buf_byte(&r->out, '\n');
    return EXIT_DONE;
}

const struct cmd cmd_version = {
    .name = "version",
    .args = "",
    .help = "print the version and what this build can read",
    .options = "",
    .run = run,
};
