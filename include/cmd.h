/*
 * cmd.h - what can be typed behind `zhbook`.
 *
 * To add one: src/cmd/NAME.c with a `const struct cmd cmd_NAME` and a line in
 * cmds.c.
 */
#ifndef ZH_CMD_H
#define ZH_CMD_H

#include "diag.h"

enum exit_code {
#define E(id, code, help) EXIT_##id = code,
#include "exit.def"
#undef E
};

/* What the command line said. */
struct options {
    str book;              /* book.yaml; found upward if not given */
    struct strs args;      /* what is left */
    struct strs set;       /* --set key=value */
    str output;            /* -o */
    int jobs;              /* -j; 0: as many as there are processors */
    bool quiet, verbose, json, strict, dry_run, allow_empty, no_cache;
    bool why, all, explain, diff;
    bool help;
    int colour;            /* 0 auto, 1 always, 2 never */
};

/* What a command says: main prints it. */
struct reply {
    struct buf out;   /* standard output */
    struct diags said;
};

struct cmd {
    const char *name, *args, *help;
    const char *flags; /* names of options it takes beside the common ones, space-separated */
    int (*run)(const struct options *o, arena *a, struct reply *r);
};

extern const struct cmd *const cmds[]; /* NULL-terminated */

#endif
