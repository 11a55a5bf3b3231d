/*
 * secret.c - passwords: read where book.yaml says they are, kept in memory that is wiped.
 *
 * They come by environment, file or a program's output, and go nowhere but into the
 * connection: never on a command line, into a message, a log or the state.
 */
#include "diag.h"
#include "mail_local.h"
#include "os.h"

#include <string.h>

enum { SECRET_MAX = 64 << 10 };

/* The first line, without the end of it: editors and programs add one. */
static char *first_line(arena *a, str text)
{
    str line = str_cut(text, '\n').head;
    if (str_ends(line, S("\r"))) line = str_head(line, line.len - 1);
    return line.len && str_byte(line, 0, 0) < 0 ? str_z(a, line) : NULL;
}

static bool of_command(arena *a, const struct secret *s, str *out)
{
    struct diags ds = {.mem = a};
    struct os_run run;
    u8 *room = make_n(a, u8, SECRET_MAX);
    isize have = 0, got;
    if (!os_run_start(&run, &s->words, (str){0}, *a, &ds)) return false;
    while (have < SECRET_MAX && (got = os_run_read(&run, room + have, SECRET_MAX - have)) > 0)
        have += got;
    *out = (str){room, have};
    return os_run_end(&run) == 0;
}

bool secret_read(arena *a, const struct secret *s, char **out, str *why)
{
    str text = {0};
    *out = NULL;
    switch (s->kind) {
    case SECRET_NONE: *why = S("no password is named"); return false;
    case SECRET_ENV:
        text = os_env(a, str_z(a, s->words.v[0]));
        *why = str_printf(a, "the environment has no password in %.*s", STR(s->words.v[0]));
        break;
    case SECRET_FILE:
        *why = str_printf(a, "no password in %.*s", STR(s->words.v[0]));
        if (!os_read_quiet(a, s->words.v[0], SECRET_MAX, &text)) return false;
        break;
    case SECRET_COMMAND:
        *why = str_printf(a, "no password from %.*s", STR(s->words.v[0]));
        if (!of_command(a, s, &text)) return false;
        break;
    }
    *out = first_line(a, text);
    if (s->kind != SECRET_ENV) memset((void *)text.p, 0, (size_t)text.len);
    return *out != NULL;
}

void secret_wipe(char *s)
{
    /* Through a volatile pointer: nobody reads it again, and it must go all the same. */
    for (volatile char *p = s; p && *p; p++) *p = 0;
}
