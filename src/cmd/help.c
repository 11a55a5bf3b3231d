/* help.c - `zhbook help`: everything it prints is read off the tables. */
#include "cmd.h"
#include "cmd_local.h"
#include "conf.h"
#include "site.h"

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
    buf_add(
        out,
        S("\n`zhbook help COMMAND` explains one command, `zhbook help "
          "book.yaml` all keys,\n"
          "`zhbook help messages` all messages, `zhbook help rules` what is done to chapters.\n"));
}

static void messages(struct buf *out)
{
    for (int i = 0; i < DIAG_IDS; i++)
        buf_printf(out, "%-8s %-8s %s\n", diag_code((enum diag_id)i),
                   diag_level_name(diag_level((enum diag_id)i)), diag_text((enum diag_id)i));
}

static void rules_of(struct buf *out, const struct rule *const table[])
{
    for (int i = 0; table[i]; i++) {
        bool again = false;
        for (int k = 0; k < i; k++) again |= table[k] == table[i];
        if (!again) buf_printf(out, "  %-16s %s\n", table[i]->name, table[i]->help);
    }
}

static void edits_of(struct buf *out, const struct edit *e)
{
    static const char *const acts[] = {
        [EDIT_DROP] = "goes", [EDIT_UNWRAP] = "is unwrapped", [EDIT_RENAME] = "becomes"};
    for (; e && e->select; e++)
        buf_printf(out, "  %s %s%s%s\n", e->select, acts[e->act], e->to ? " " : "",
                   e->to ? e->to : "");
}

/* In the order of their work. */
static void rules(struct buf *out)
{
    for (int i = 0; sites[i]; i++) {
        buf_printf(out, "%s: %s\n", sites[i]->name, sites[i]->help);
        if (sites[i]->rules) rules_of(out, sites[i]->rules);
        edits_of(out, sites[i]->edits);
    }
    buf_add(out, S("every post:\n"));
    rules_of(out, common_rules);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    (void)a;
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
    if (str_eq(topic, S("rules"))) {
        rules(&r->out);
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
         "no help on %.*s; there is help on each command, book.yaml and messages", STR(topic));
    return EXIT_USAGE;
}

const struct cmd cmd_help = {
    .name = "help",
    .args = "[TOPIC]",
    .help = "explain commands, keys and messages",
    .options = "",
    .run = run,
};
