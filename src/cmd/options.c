/* options.c - argv against the tables.  See cmd.h. */
#include "cmd.h"
#include "cmd_local.h"
#include "near.h"
#include "os.h"

#include <stddef.h>

enum kind { IS_FLAG, IS_TEXT, IS_MORE, IS_COUNT };

struct option {
    str name;
    char letter;
    enum kind kind;
    size_t field; /* in struct options */
    const char *arg, *help;
};

static const struct option table[] = {
#define O(field, kind, name, letter, arg, help)                                                    \
    {LIT(name), letter, IS_##kind, offsetof(struct options, field), arg, help},
#include "option.def"
#undef O
};
enum { OPTIONS = sizeof table / sizeof *table };

static bool is_common(const struct option *op)
{
    return op->field <= offsetof(struct options, OPTION_LAST_COMMON);
}

static bool has_word(str list, str word)
{
    for (struct cut c = {.tail = list}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (str_eq(c.head, word)) return true;
    }
    return false;
}

static bool takes(const struct cmd *cmd, const struct option *op)
{
    return is_common(op) || has_word(str_of(cmd->options), op->name);
}

static const struct option *by_name(str name, char letter)
{
    for (int i = 0; i < OPTIONS; i++)
        if (letter ? table[i].letter == letter : str_eq(table[i].name, name)) return &table[i];
    return NULL;
}

static int wrong(struct reply *r, const char *what, str word)
{
    diag(&r->said, DIAG_USAGE, (where){0}, "%s%.*s", what, STR(word));
    return EXIT_USAGE;
}

/* The same for a word that may have been meant to be one of `known`. */
static int unknown(struct reply *r, const char *what, str word, const struct near *known,
                   const char *dashes)
{
    arena *a = r->said.mem;
    str hint = near_text(a, known, str_of(dashes));
    diag(&r->said, DIAG_USAGE, (where){0}, "%s%.*s%.*s", what, STR(word), STR(hint));
    return EXIT_USAGE;
}

static int unknown_option(struct reply *r, str word, bool is_long)
{
    struct near near = near_start(str_cut(word, '=').head);
    for (int i = 0; is_long && i < OPTIONS; i++) near_offer(&near, table[i].name);
    return unknown(r, is_long ? "no such option: --" : "no such option: -",
                   is_long ? word : str_head(word, 1), &near, "--");
}

static int unknown_command(struct reply *r, str word)
{
    struct near near = near_start(word);
    for (int i = 0; cmds[i]; i++) near_offer(&near, str_of(cmds[i]->name));
    return unknown(r, "no such command: ", word, &near, "");
}

/* What an option wants that got `value`. */
static int bad_value(struct reply *r, const struct option *op, str value)
{
    diag(&r->said, DIAG_USAGE, (where){0}, "--%.*s takes %s, not \"%.*s\"", STR(op->name),
         op->kind == IS_COUNT ? "a number from 1 to 1024" : op->arg, STR(value));
    return EXIT_USAGE;
}

/* Store `value`; false if it does not fit. */
static bool put(arena *a, struct options *o, const struct option *op, str value)
{
    char *at = (char *)o + op->field;
    long long n;
    switch (op->kind) {
    case IS_FLAG: *(bool *)at = true; return true;
    case IS_TEXT: *(str *)at = value; return value.len > 0;
    case IS_MORE: strs_add(a, (struct strs *)at, value); return value.len > 0;
    case IS_COUNT:
        if (!str_int(value, &n) || n < 1 || n > 1024) return false;
        *(int *)at = (int)n;
        return true;
    }
    return false;
}

struct words {
    int n, at;
    char **v;
};

static str next_word(struct words *w)
{
    return w->at < w->n ? str_of(w->v[w->at++]) : (str){0};
}

/* The options of one word, -1 if all is well: "--name", "--name=value", or
 * letters of which the last may take the rest or the next word. */
static int option(arena *a, struct words *w, str word, struct options *o, struct reply *r,
                  struct strs *used)
{
    bool is_long = word.p[1] == '-';
    for (word = str_skip(word, is_long ? 2 : 1); word.len;) {
        struct cut c = is_long ? str_cut(word, '=')
                               : (struct cut){str_head(word, 1), str_skip(word, 1), word.len > 1};
        const struct option *op = by_name(c.head, (char)(is_long ? 0 : c.head.p[0]));
        if (!op) return unknown_option(r, word, is_long);
        strs_add(a, used, op->name);
        if (op->kind != IS_FLAG) {
            if (!c.ok && w->at == w->n)
                return wrong(
                    r, is_long ? "a value is missing behind --" : "a value is missing behind -",
                    word);
            str value = c.ok ? c.tail : next_word(w);
            return put(a, o, op, value) ? -1 : bad_value(r, op, value);
        }
        if (c.ok && is_long) return wrong(r, "takes no value: --", c.head);
        put(a, o, op, (str){0});
        word = c.tail;
    }
    return -1;
}

static const struct cmd *cmd_find(str name)
{
    for (int i = 0; cmds[i]; i++)
        if (str_eq(str_of(cmds[i]->name), name)) return cmds[i];
    return NULL;
}

/* Words that are no option: the first is the command. */
static int sort_words(arena *a, struct words *w, const struct cmd **cmd, struct options *o,
                      struct reply *r, struct strs *used)
{
    bool only_args = false;
    while (w->at < w->n) {
        str word = next_word(w);
        if (!only_args && str_eq(word, S("--"))) {
            only_args = true;
        } else if (!only_args && str_eq(word, S("--version"))) {
            *cmd = cmd_find(S("version"));
        } else if (!only_args && word.len > 1 && word.p[0] == '-') {
            int bad = option(a, w, word, o, r, used);
            if (bad >= 0) return bad;
        } else if (*cmd) {
            strs_add(a, &o->args, word);
        } else if (!(*cmd = cmd_find(word))) {
            return unknown_command(r, word);
        }
    }
    return -1;
}

void options_help(struct buf *out, const struct cmd *cmd)
{
    for (int i = 0; i < OPTIONS; i++) {
        const struct option *op = &table[i];
        if (cmd ? is_common(op) || !takes(cmd, op) : !is_common(op)) continue;
        isize from = out->len;
        if (op->letter) buf_printf(out, "  -%c, ", op->letter);
        else buf_add(out, S("      "));
        buf_printf(out, "--%.*s%s%s", STR(op->name), *op->arg ? " " : "", op->arg);
        isize width = out->len - from;
        buf_printf(out, "%*s%s\n", width < 30 ? (int)(30 - width) : 2, "", op->help);
    }
}

/* -1, or the usage error of a word that the command has no place for. */
static int words_fit(const struct cmd *cmd, const struct options *o, struct reply *r)
{
    isize most = 0;
    for (struct cut c = {.tail = str_of(cmd->args)}; c.tail.len; most++) c = str_cut(c.tail, ' ');
    if (o->args.n > most) return wrong(r, "one word too many: ", o->args.v[most]);
    str first = o->args.n ? o->args.v[0] : (str){0};
    if (first.len && !is_book_name(first) && str_eq(str_of(cmd->args), S("[book.yaml]")))
        return wrong(r, "not the name of a .yaml file: ", first);
    return -1;
}

int options_parse(arena *a, int argc, char **argv, const struct cmd **cmd, struct options *o,
                  struct reply *r)
{
    struct words w = {.n = argc, .at = 1, .v = argv};
    struct strs used = {0};
    int bad = sort_words(a, &w, cmd, o, r, &used);
    if (bad >= 0) return bad;
    if (!*cmd) *cmd = cmd_find(S("help"));
    assert(*cmd);
    if (o->help && !str_eq(str_of((*cmd)->name), S("help"))) {
        o->args = (struct strs){0};
        strs_add(a, &o->args, str_of((*cmd)->name));
        *cmd = cmd_find(S("help"));
        return -1;
    }
    for (isize i = 0; i < used.n; i++)
        if (!takes(*cmd, by_name(used.v[i], 0)))
            return wrong(r, "not an option of this command: --", used.v[i]);
    bad = words_fit(*cmd, o, r);
    if (bad >= 0) return bad;
    if (o->colour.len && !str_eq(o->colour, S("auto")) && !str_eq(o->colour, S("always")) &&
        !str_eq(o->colour, S("never")))
        return bad_value(r, by_name(S("color"), 0), o->colour);
    if (o->dir.len && !os_chdir(o->dir, *a, &r->said)) return EXIT_SYSTEM;
    return -1;
}
