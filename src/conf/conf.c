/*
 * conf.c - see conf.h.  From the file's tree to the rows of conf.def.
 *
 * Three readings fill the struct, each row from the last one that names it:
 * defaults, the file, --set.  Whatever is wrong is said and reading goes on;
 * the number of errors decides in the end.
 */
#include "conf_local.h"
#include "device.h"
#include "os.h"
#include "path.h"
#include "pattern.h"

#include <stdlib.h>

enum { BOOK_LONGEST = 1 << 20 }; /* bytes of a book.yaml */

#define K(field, key, type, def, range, help)                                                      \
    {key, ROW_##type, def, range, help, offsetof(struct conf, field)},
const struct row conf_rows[] = {
#include "conf.def"
};
#undef K
const isize conf_nrows = COUNT(conf_rows);

where reading_at(const struct reading *r, const struct yaml *v)
{
    if (r->whole) return (where){.file = r->file};
    return (where){.file = r->file, .line = v->line, .col = v->col};
}

static const struct row *row_of(str key)
{
    for (isize i = 0; i < conf_nrows; i++)
        if (str_eq(str_of(conf_rows[i].key), key)) return &conf_rows[i];
    return NULL;
}

/* Bytes of the key's table: "book" of "book.title", "send.smtp" of "send.smtp.host". */
static isize table_len(str key)
{
    isize n = key.len;
    while (n > 0 && key.p[n - 1] != '.') n--;
    return n ? n - 1 : 0;
}

/* {0}: the key stands in no table. */
static str table_of(const char *key)
{
    return str_head(str_of(key), table_len(str_of(key)));
}

static str name_of(const char *key)
{
    isize n = table_len(str_of(key));
    return str_skip(str_of(key), n ? n + 1 : 0);
}

static bool is_table(str name)
{
    for (isize i = 0; name.len && i < conf_nrows; i++) {
        str below = table_of(conf_rows[i].key);
        if (str_eq(below, name)) return true;
        if (str_starts(below, name) && below.p[name.len] == '.') return true;
    }
    return false;
}

static bool is_extra(str key)
{
    return str_starts(key, S("x-"));
}

/* --- unknown keys -------------------------------------------------------------- */

/* What `name` in `table` may have been meant to be: a neighbour, the same name in
 * another table, or a whole key written with its dot. */
static str guess(arena *a, str table, str name)
{
    struct near near = near_start(name);
    for (isize i = 0; i < conf_nrows; i++) {
        const char *key = conf_rows[i].key;
        if (str_eq(table_of(key), table)) near_offer(&near, name_of(key));
        if (!table.len) near_offer(&near, table_of(key));
    }
    if (near.best.len && table.len) return near_text(a, &near, str_printf(a, "%.*s.", STR(table)));
    if (near.best.len) return near_text(a, &near, (str){0});
    for (isize i = 0; i < conf_nrows; i++)
        if (str_eq(name_of(conf_rows[i].key), name))
            return str_printf(a, "; did you mean %s?", conf_rows[i].key);
    const struct row *row = table.len ? NULL : row_of(name);
    if (row) {
        str in = table_of(row->key), key = name_of(row->key);
        return str_printf(a, "; write it as %.*s: {%.*s: …}", STR(in), STR(key));
    }
    return (str){0};
}

static void unknown(struct reading *r, str table, const struct yaml *key)
{
    str hint = guess(r->mem, table, key->text);
    diag(r->ds, DIAG_CONF_KEY, reading_at(r, key), "%.*s%s%.*s%.*s", STR(table),
         table.len ? "." : "", STR(key->text), STR(hint));
}

/* "smtp" in table "send" is "send.smtp". */
static str full_name(arena *a, str table, str name)
{
    return table.len ? str_printf(a, "%.*s.%.*s", STR(table), STR(name)) : name;
}

/* Report every key of the table that no row has.  Tables are as deep as conf.def has them. */
static void check_keys(struct reading *r, str table, const struct yaml *map)
{
    for (const struct yaml *v = map->first; v; v = v->next) {
        str name = full_name(r->mem, table, v->key->text);
        bool scalar = v->key->kind == YAML_SCALAR;
        if (is_extra(v->key->text)) continue;
        if (!scalar || str_has(v->key->text, S(".")) || (!is_table(name) && !row_of(name))) {
            unknown(r, table, v->key);
            continue;
        }
        if (!is_table(name)) continue;
        if (v->kind == YAML_MAP) check_keys(r, name, v);
        else if (!yaml_is_null(v))
            diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v), "%.*s is a table, not %s", STR(name),
                 yaml_kind_name(v));
    }
}

/* --- three readings --------------------------------------------------------------- */

/* The node of a row's key; NULL if it is absent or says nothing. */
static const struct yaml *find(const struct yaml *top, const struct row *row)
{
    const struct yaml *v = top;
    for (struct cut c = {.tail = str_of(row->key)}; v && c.tail.len;) {
        c = str_cut(c.tail, '.');
        v = yaml_get(v, c.head);
    }
    return v && !yaml_is_null(v) ? v : NULL;
}

/* The number of the last --set that names the row, or -1. */
static isize find_set(const struct strs *set, const struct row *row)
{
    for (isize i = set ? set->n : 0; i-- > 0;)
        if (str_eq(str_cut(set->v[i], '=').head, str_of(row->key))) return i;
    return -1;
}

static void read_default(struct reading r, const struct row *row)
{
    struct yaml *v;
    struct yaml_fault fault;
    if (!row->def[0]) return;
    bool ok = yaml_read(r.mem, str_of(row->def), 1, &v, &fault);
    assert(ok); /* conf.def is ours */
    r.whole = true;
    value_read(&r, row, v);
}

static void read_file(struct reading *r, const struct yaml *top, const struct strs *set)
{
    if (!yaml_is_null(top) && top->kind != YAML_MAP) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, top), "book.yaml is a table, not %s",
             yaml_kind_name(top));
        return;
    }
    check_keys(r, (str){0}, top);
    const struct yaml *book = yaml_get(top, S("book"));
    for (isize i = 0; i < conf_nrows; i++) {
        const struct row *row = &conf_rows[i];
        const struct yaml *v = find(top, row);
        if (v) {
            value_read(r, row, v);
        } else if (find_set(set, row) < 0) {
            read_default(*r, row);
            if (!str_eq(str_of(row->range), S("required"))) continue;
            where at = book ? reading_at(r, book->key) : (where){.file = r->file};
            diag(r->ds, DIAG_CONF_MISSING, at, "%s", row->key);
        }
    }
}

static void read_set(struct reading r, const struct strs *set, isize i)
{
    struct cut c = str_cut(set->v[i], '=');
    struct yaml *v;
    str key = str_trim(c.head);
    r.file = S("--set");
    if (!c.ok || !key.len) {
        diag(r.ds, DIAG_CONF_SET, (where){.file = r.file}, "%.*s", STR(set->v[i]));
        return;
    }
    r.file = str_printf(r.mem, "--set %.*s", STR(key));
    const struct row *row = row_of(key);
    if (!row && is_extra(key)) return;
    if (!row) {
        isize dot = table_len(key);
        str table = str_head(key, dot), name = str_skip(key, dot ? dot + 1 : 0);
        str hint =
            is_table(key)
                ? str_printf(r.mem, "; it is a table: set its keys, as in --set %.*s.…=…", STR(key))
                : guess(r.mem, table, name);
        diag(r.ds, DIAG_CONF_KEY, (where){.file = r.file}, "%.*s%.*s", STR(key), STR(hint));
        return;
    }
    if (!yaml_parse(r.mem, c.tail, r.file, 1, &v, r.ds)) return;
    if (!yaml_is_null(v)) value_read(&r, row, v);
    else if (row->def[0]) read_default(r, row);
    else diag(r.ds, DIAG_CONF_TYPE, reading_at(&r, v), "%s needs a value", row->key);
}

/* --- what two keys say together --------------------------------------------------- */

/* Where the key `field` was given: by --set, in the file, or nowhere. */
static where at_key(struct reading *r, const struct yaml *top, const struct strs *set,
                    const char *key)
{
    const struct row *row = row_of(str_of(key));
    if (find_set(set, row) >= 0) return (where){.file = str_printf(r->mem, "--set %s", key)};
    const struct yaml *v = find(top, row);
    return v ? reading_at(r, v) : (where){.file = r->file};
}

/* There is something, and nothing twice. */
static void check_list(struct reading *r, const char *key, const struct strs *list, where at)
{
    if (!list->n) diag(r->ds, DIAG_CONF_VALUE, at, "%s: nothing would be made", key);
    for (isize i = 1; i < list->n; i++) {
        struct strs before = {.v = list->v, .n = i};
        if (strs_has(&before, list->v[i]))
            diag(r->ds, DIAG_CONF_VALUE, at, "%s: %.*s stands there twice", key, STR(list->v[i]));
    }
}

static void check_together(struct reading *r, const struct yaml *top, const struct strs *set)
{
    const struct conf *c = r->conf;
    where at = at_key(r, top, set, "output.formats");
    check_list(r, "output.devices", &c->devices, at_key(r, top, set, "output.devices"));
    check_list(r, "output.formats", &c->formats, at);
    for (isize i = 0; i < c->devices.n; i++) {
        const struct device *d = device_of(c->devices.v[i]);
        struct conf its;
        if (!d) continue;
        if (c->formats.n && !conf_for(r->mem, c, d, &its))
            diag(r->ds, DIAG_CONF_VALUE, at,
                 "output.formats: %s does not read kepub; epub must be among them", d->name);
        if (c->webp == WEBP_KEEP && !(d->takes & TAKES_WEBP))
            diag(r->ds, DIAG_CONF_VALUE, at_key(r, top, set, "images.webp"),
                 "images.webp: %s does not show WebP; only convert can be", d->name);
    }
}

/* A text of the book that may have fields in it once the book is an issue. */
static void check_text(struct reading *r, const struct yaml *top, const struct strs *set,
                       const char *key, str text)
{
    const struct row *row = row_of(str_of(key));
    const struct yaml *v = find_set(set, row) < 0 ? find(top, row) : NULL;
    if (v) pattern_check(r, key, v, text, false);
}

static bool tells_apart(str pattern)
{
    return pattern_has(pattern, "issue") || pattern_has(pattern, "date") ||
           pattern_has(pattern, "week") || pattern_has(pattern, "to");
}

/* Issues need titles and files of their own, and other books have no number. */
static void check_issue(struct reading *r, const struct yaml *top, const struct strs *set)
{
    const struct conf *c = r->conf;
    static const char *const only[] = {"issue", "week", "from", "to"};
    for (isize i = 0; !c->issue_on && i < COUNT(only); i++)
        if (pattern_has(c->output_name, only[i]))
            diag(r->ds, DIAG_CONF_PATTERN, at_key(r, top, set, "output.name"),
                 "output.name: {%s} is for issues; set issue.enabled", only[i]);
    if (!c->issue_on && str_eq(c->from, S("last-issue")))
        diag(r->ds, DIAG_CONF_VALUE, at_key(r, top, set, "select.from"),
             "select.from: last-issue is for issues; set issue.enabled");
    if (str_eq(c->to, S("last-issue")))
        diag(r->ds, DIAG_CONF_VALUE, at_key(r, top, set, "select.to"),
             "select.to: last-issue is where a book can begin, not where it can end");
    if (!c->issue_on) return;
    if (!tells_apart(c->issue_title))
        diag(r->ds, DIAG_CONF_PATTERN, at_key(r, top, set, "book.issue_title"),
             "book.issue_title: all issues would have one title; put {issue}, {date} or {week} in "
             "it");
    if (!tells_apart(c->output_name) && !str_eq(c->output_name, S("{slug}")))
        diag(r->ds, DIAG_CONF_PATTERN, at_key(r, top, set, "output.name"),
             "output.name: all issues would be one file; put {issue}, {date} or {week} in it");
    check_text(r, top, set, "book.subtitle", c->subtitle);
    check_text(r, top, set, "book.description", c->description);
}

/* Nothing is published unless somebody says where. */
static bool gives_publish(const struct yaml *top, const struct strs *set)
{
    for (isize i = 0; i < conf_nrows; i++) {
        const struct row *row = &conf_rows[i];
        if (str_starts(str_of(row->key), S("publish.")) &&
            (find_set(set, row) >= 0 || find(top, row)))
            return true;
    }
    return false;
}

/* --- what was said, in reading order --------------------------------------------- */

struct said {
    struct diag *d;
    isize i;   /* as it was said */
    int group; /* places of the file, then the whole file, then --set */
};

static int by_place(const void *a, const void *b)
{
    const struct said *s = a, *t = b;
    const where *v = &s->d->at, *w = &t->d->at;
    if (s->group != t->group) return s->group - t->group;
    if (s->group == 0 && v->line != w->line) return v->line < w->line ? -1 : 1;
    if (s->group == 0 && v->col != w->col) return v->col < w->col ? -1 : 1;
    return s->i < t->i ? -1 : 1;
}

/* Rows are read in the order of conf.def; people read their file from the top. */
static void sort_said(struct diags *ds, str file, arena scratch)
{
    isize n = 0;
    for (struct diag *d = ds->first; d; d = d->next) n++;
    struct said *v = make_n(&scratch, struct said, n + 1);
    n = 0;
    for (struct diag *d = ds->first; d; d = d->next, n++)
        v[n] = (struct said){d, n, !str_eq(d->at.file, file) ? 2 : !d->at.line};
    if (!n) return;
    qsort(v, (size_t)n, sizeof *v, by_place);
    for (isize i = 0; i < n; i++) v[i].d->next = i + 1 < n ? v[i + 1].d : NULL;
    ds->first = v[0].d;
    ds->last = v[n - 1].d;
}

bool conf_parse(arena *a, str text, str file, const struct strs *set, struct conf *out,
                struct diags *ds)
{
    out->root = (str){0};
    return conf_parse_moved(a, text, file, set, out, ds);
}

bool conf_parse_moved(arena *a, str text, str file, const struct strs *set, struct conf *out,
                      struct diags *ds)
{
    struct diags said = {.mem = ds->mem};
    struct yaml *top;
    *out = (struct conf){.file = file, .base = path_dir(file), .root = out->root};
    yaml_parse(a, text, file, 1, &top, &said);
    struct reading r = {.mem = a, .file = file, .conf = out, .ds = &said};
    if (top) read_file(&r, top, set);
    for (isize i = 0; top && i < (set ? set->n : 0); i++) read_set(r, set, i);
    if (top && !said.count[DIAG_ERROR]) {
        check_together(&r, top, set);
        check_issue(&r, top, set);
        out->publishes = gives_publish(top, set);
    }
    bool ok = !said.count[DIAG_ERROR];
    sort_said(&said, file, *a);
    diags_join(ds, &said);
    return ok;
}

bool conf_load(arena *a, str file, const struct strs *set, struct conf *out, struct diags *ds)
{
    str text;
    *out = (struct conf){.file = file, .base = path_dir(file)};
    return os_read(a, file, BOOK_LONGEST, &text, ds) && conf_parse(a, text, file, set, out, ds);
}

/* --- paths ----------------------------------------------------------------------------- */

str conf_search(arena *a, str dir)
{
    arena scratch = *a;
    str real = os_real(&scratch, dir.len ? dir : S("."));
    isize above = 0; /* how many folders are above dir */
    for (isize i = 0; i < real.len; i++) above += real.p[i] == '/' && i + 1 < real.len;
    bool here = !dir.len || str_eq(dir, S("."));
    struct buf path = {.mem = a};
    if (!here) buf_printf(&path, "%.*s%s", STR(dir), str_ends(dir, S("/")) ? "" : "/");
    for (isize i = 0; i <= above && real.len; i++) {
        isize len = path.len;
        buf_add(&path, S("book.yaml"));
        arena free_part = *a;
        if (os_stat(buf_str(&path), free_part).kind == OS_FILE) return buf_str(&path);
        path.len = len;
        buf_add(&path, S("../"));
    }
    return (str){0};
}

str conf_path(arena *a, const struct conf *conf, str path)
{
    if (conf->root.len > 1 && str_starts(path, S("/")))
        return str_printf(a, "%.*s%.*s", STR(conf->root), STR(path));
    return path_join(a, conf->base, path);
}

struct strs conf_files(arena *a, const struct conf *conf)
{
    struct strs list = {0};
    for (isize i = 0; i < conf_nrows; i++) {
        const struct row *row = &conf_rows[i];
        const void *at = (const u8 *)conf + row->offset;
        if (!str_eq(str_of(row->range), S("file"))) continue;
        const str *one = at;
        const struct strs *some = at;
        if (row->type == ROW_STR && one->len) strs_add(a, &list, *one);
        for (isize k = 0; row->type == ROW_STRS && k < some->n; k++) strs_add(a, &list, some->v[k]);
    }
    for (isize i = 0; i < conf->fonts.n; i++)
        if (conf->fonts.v[i].file.len) strs_add(a, &list, conf->fonts.v[i].file);
    return list;
}
