/* help.c - all keys of book.yaml for people, off conf.def. */
#include "conf_local.h"

#include <string.h>

enum { KEY_WIDTH = 36, TYPE_WIDTH = 22 };

static const char *const type_names[] = {
    [ROW_STR] = "text",   [ROW_STRS] = "list",      [ROW_PAIRS] = "table",
    [ROW_INT] = "number", [ROW_BOOL] = "boolean",   [ROW_ENUM] = "word",
    [ROW_DATE] = "date",  [ROW_CREATORS] = "names", [ROW_TOPICS] = "list of tables",
    [ROW_FONTS] = "list of tables",
};

static void pad(struct buf *out, isize width, isize wanted)
{
    for (; width < wanted; width++) buf_byte(out, ' ');
}

/* What may stand there, on a line of its own; nothing if anything may. */
static void add_range(struct buf *out, const struct row *row)
{
    const struct check *check = check_find(row->range);
    if (!row->range[0] || !strcmp(row->range, "required")) return;
    if (check) {
        buf_printf(out, "      %s\n", check->help);
        return;
    }
    buf_add(out, row->type == ROW_INT    ? S("      ")
                 : row->type == ROW_STRS ? S("      any of ")
                                         : S("      one of "));
    for (struct cut c = {.tail = str_of(row->range)}; c.tail.len;) {
        c = str_cut(c.tail, '|');
        buf_add(out, c.head);
        if (c.ok) buf_add(out, S(", "));
    }
    buf_byte(out, '\n');
}

static void add_row(struct buf *out, const struct row *row)
{
    str key = str_of(row->key), type = str_of(type_names[row->type]);
    bool needed = str_eq(str_of(row->range), S("required"));
    buf_printf(out, "  %s", row->key);
    pad(out, key.len + 2, KEY_WIDTH);
    buf_add(out, type);
    pad(out, type.len, TYPE_WIDTH);
    buf_printf(out, "%s\n      %s\n",
               row->def[0] ? row->def
               : needed    ? "required"
                           : "-",
               row->help);
    add_range(out, row);
}

void conf_help(struct buf *out)
{
    str last = {0};
    buf_add(out, S("book.yaml: every key with its type, its default and what it means.\n"
                   "\"a.b\" is key b of table a.  Keys that begin with x- are ignored; any other\n"
                   "unknown key is an error.  A list of one may be written without brackets.\n"));
    for (isize i = 0; i < conf_nrows; i++) {
        struct cut table = str_cut(str_of(conf_rows[i].key), '.');
        if (!i || !str_eq(table.head, last)) buf_printf(out, "\n%.*s\n", STR(table.head));
        last = table.head;
        add_row(out, &conf_rows[i]);
    }
}
