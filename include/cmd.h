/*
 * cmd.h - what can be typed behind `zhbook`.
 *
 * To add a command: src/cmd/NAME.c with a `const struct cmd cmd_NAME`, and a line in
 * cmds.c.  To add an option: a line in option.def, and its name in the
 * commands that take it.
 */
#ifndef ZH_CMD_H
#define ZH_CMD_H

#include "diag.h"

enum exit_code {
#define E(id, code, help) EXIT_##id = code,
#include "exit.def"
#undef E
};

/* What the command line said; the fields of option.def, in its order, and: */
struct options { /* NOLINT(clang-analyzer-optin.performance.Padding) */
#define OPTION_FLAG bool
#define OPTION_TEXT str
#define OPTION_MORE struct strs
#define OPTION_COUNT int
#define O(field, kind, name, letter, arg, help) OPTION_##kind field;
#include "option.def"
#undef O
    struct strs args; /* what is not an option, in order */
};

/* What a command says; main prints it. */
struct reply {
    struct buf out; /* standard output */
    struct diags said;
};

struct cmd {
    const char *name, *args, *help;
    const char *options; /* long names of those it takes beside the common ones, space-separated */
    int (*run)(const struct options *o, arena *a, struct reply *r); /* the exit status */
};

extern const struct cmd *const cmds[]; /* NULL-terminated */

/*
 * Read the command line.  -1: *cmd and *o say what to do.  Otherwise the exit
 * status, and r has what to print.
 */
int options_parse(arena *a, int argc, char **argv, const struct cmd **cmd, struct options *o,
                  struct reply *r);

#endif
