/* help.c - `zhbook help`: everything it prints is read off the tables. */
#include "cmd.h"
#include "cmd_local.h"
#include "conf.h"
#include "site.h"
#include "template.h"

static void overview(struct buf *out)
{
    buf_add(out, S("zhbook - make e-books from saved articles\n\n"
                   "usage: zhbook COMMAND [book.yaml] [options]\n\n"
                   "book.yaml is looked for here and in the folders above if it "
                   "is not named.\n\n"
                   "commands:\n"));
    for (int i = 0; cmds[i]; i++) {
        isize from = out->len;
        buf_printf(out, "  %s %s", cmds[i]->name, cmds[i]->args);
        isize width = out->len - from;
        buf_printf(out, "%*s%s\n", width < 30 ? (int)(30 - width) : 2, "", cmds[i]->help);
    }
    buf_add(out, S("\noptions of every command:\n"));
    options_help(out, NULL);
    buf_add(out, S("\nexit status:\n"));
#define E(id, code, help) buf_printf(out, "  %2d  %s\n", code, help);
#include "exit.def"
#undef E
    buf_add(out,
            S("\n`zhbook help COMMAND` explains one command, `zhbook help "
              "book.yaml` all keys,\n"
              "`zhbook help messages` all messages, `zhbook help rules` what is done to chapters,\n"
              "`zhbook help templates` what templates of pages may name.\n"));
}

static void messages(struct buf *out)
{
    for (int i = 0; i < DIAG_IDS; i++)
        buf_printf(out, "%-8s %-8s %s\n", diag_code((enum diag_id)i),
                   diag_level_name(diag_level((enum diag_id)i)), diag_text((enum diag_id)i));
}

enum { RULE_COLUMN = 19 /* the longest name */ };

static void rules_of(struct buf *out, const struct rule *const table[])
{
    for (int i = 0; table[i]; i++) {
        bool again = false;
        for (int k = 0; k < i; k++) again |= table[k] == table[i];
        if (!again) buf_printf(out, "  %-*s %s\n", RULE_COLUMN, table[i]->name, table[i]->help);
    }
}

/* A list of selectors in lines of a terminal, behind a first column. */
static void selectors(struct buf *out, str list)
{
    enum { COLUMN = RULE_COLUMN + 3, WIDTH = 80 };
    isize at = COLUMN;
    while (list.len) {
        isize end = str_find(list, S(", "), 0);
        str one = end < 0 ? list : str_head(list, end + 1);
        list = end < 0 ? (str){0} : str_skip(list, end + 2);
        if (at > COLUMN && at + 1 + one.len > WIDTH) {
            buf_printf(out, "\n%*s", COLUMN, "");
            at = COLUMN;
        }
        buf_printf(out, "%s%.*s", at > COLUMN ? " " : "", STR(one));
        at += one.len + (at > COLUMN);
    }
    buf_byte(out, '\n');
}

static void edits_of(struct buf *out, arena *a, const struct edit *e)
{
    static const char *const acts[] = {
        [EDIT_DROP] = "left out", [EDIT_UNWRAP] = "unwrapped", [EDIT_RENAME] = "becomes "};
    for (; e && e->select; e++) {
        str act = str_printf(a, "%s%s", acts[e->act], e->to ? e->to : "");
        buf_printf(out, "  %-*.*s ", RULE_COLUMN, STR(act));
        selectors(out, str_of(e->select));
    }
}

/* In the order of their work. */
static void rules(struct buf *out, arena *a)
{
    buf_add(out,
            S("What is done to chapters, in this order: to posts that show signs of a site what\n"
              "stands below its name, then to every post what stands last.\n"));
    for (int i = 0; sites[i]; i++) {
        buf_printf(out, "\n%s: %s\n", sites[i]->name, sites[i]->help);
        if (sites[i]->rules) rules_of(out, sites[i]->rules);
        edits_of(out, a, sites[i]->edits);
    }
    buf_add(out, S("\nevery post:\n"));
    rules_of(out, common_rules);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    if (!o->args.n) {
        overview(&r->out);
        return EXIT_DONE;
    }
    str topic = o->args.v[0];
    if (str_eq(topic, S("book.yaml"))) {
        conf_help(&r->out);
        return EXIT_DONE;
    }
    if (str_eq(topic, S("messages"))) {
        messages(&r->out);
        return EXIT_DONE;
    }
    if (str_eq(topic, S("templates"))) {
        templates_help(&r->out);
        return EXIT_DONE;
    }
    if (str_eq(topic, S("rules"))) {
        rules(&r->out, a);
        return EXIT_DONE;
    }
    for (int i = 0; cmds[i]; i++) {
        const struct cmd *c = cmds[i];
        if (!str_eq(str_of(c->name), topic)) continue;
        buf_printf(&r->out, "zhbook %s - %s\n\nusage: zhbook %s %s [options]\n", c->name, c->help,
                   c->name, c->args);
        if (*c->options) buf_add(&r->out, S("\noptions:\n"));
        options_help(&r->out, c);
        buf_add(&r->out, S("\noptions of every command:\n"));
        options_help(&r->out, NULL);
        return EXIT_DONE;
    }
    diag(&r->said, DIAG_USAGE, (where){0},
         "no help on %.*s; there is help on each command, book.yaml, messages, rules and templates",
         STR(topic));
    return EXIT_USAGE;
}

const struct cmd cmd_help = {
    .name = "help",
    .args = "[TOPIC]",
    .help = "explain commands, keys, messages, rules and templates",
    .options = "",
    .run = run,
};
