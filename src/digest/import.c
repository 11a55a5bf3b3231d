/*
 * import.c - issues out of the YAML that export.c writes.
 *
 * The text is read an issue at a time, each from a line that begins with "- " to the next such
 * one: the reader of YAML has an end to its trees, and a series has none.  An issue that is there
 * already must be the same to the letter.
 */
#include "digest_local.h"
#include "yaml.h"

struct import {
    struct digest *d;
    str file;
    arena *a;
    bool ok;
};

static void fault(struct import *m, enum diag_id id, const struct yaml *at, const char *what)
{
    diag(m->d->ds, id, (where){.file = m->file, .line = at ? at->line : 0, .col = at ? at->col : 0},
         "%s", what);
    m->ok = false;
}

static str text(struct import *m, const struct yaml *map, str key)
{
    const struct yaml *v = yaml_get(map, key);
    if (!v) return (str){0};
    if (v->kind == YAML_SCALAR) return v->text;
    fault(m, DIAG_IMPORT, v, "a text should stand here");
    return (str){0};
}

/* *is (may be NULL) says whether it is there at all. */
static long long number(struct import *m, const struct yaml *map, str key, bool *is)
{
    long long n = 0;
    const struct yaml *v = yaml_get(map, key);
    if (is) *is = v;
    if (v && !yaml_int(v, &n)) fault(m, DIAG_IMPORT, v, "a number should stand here");
    return n;
}

static bool flag(struct import *m, const struct yaml *map, str key)
{
    bool is = false;
    const struct yaml *v = yaml_get(map, key);
    if (v && !yaml_bool(v, &is)) fault(m, DIAG_IMPORT, v, "true or false should stand here");
    return is;
}

static u64 bits(struct import *m, const struct yaml *map, str key)
{
    str s = text(m, map, key);
    u64 n = 0;
    for (isize i = 0; i < s.len; i++) {
        if (hex_value(s.p[i]) < 0 || s.len > 16) {
            fault(m, DIAG_IMPORT, yaml_get(map, key), "16 hexadecimal digits should stand here");
            return 0;
        }
        n = n << 4 | (u64)hex_value(s.p[i]);
    }
    return n;
}

/* The list of this key, or none. */
static const struct yaml *list(struct import *m, const struct yaml *map, str key, isize *n)
{
    const struct yaml *v = yaml_get(map, key);
    *n = 0;
    if (!v) return NULL;
    if (v->kind != YAML_LIST) {
        fault(m, DIAG_IMPORT, v, "a list should stand here");
        return NULL;
    }
    *n = v->n;
    return v->first;
}

/* What names a row: without it there is none. */
static str name(struct import *m, const struct yaml *v, const char *key)
{
    str s = text(m, v, str_of(key));
    if (!s.len && m->ok)
        fault(m, DIAG_IMPORT, v, str_z(m->a, str_printf(m->a, "%s is missing", key)));
    return s;
}

static struct issue_article read_article(struct import *m, const struct yaml *v, int issue)
{
    struct issue_article one = {
        .version = (int)number(m, v, S("version"), NULL),
        .forgotten = flag(m, v, S("forgotten")),
        .marked = flag(m, v, S("marked")),
        .path = text(m, v, S("path")),
        .sum = text(m, v, S("sha256")),
        .published = number(m, v, S("published"), NULL),
        .dated = yaml_get(v, S("published")) != NULL,
        .is = {.key = name(m, v, "key"),
               .title = text(m, v, S("title")),
               .author = text(m, v, S("author")),
               .url = text(m, v, S("url")),
               .chars = number(m, v, S("chars"), NULL),
               .pictures = (int)number(m, v, S("pictures"), NULL),
               .simhash = bits(m, v, S("simhash")),
               .exact = bits(m, v, S("exact")),
               .raw = bits(m, v, S("raw")),
               .issue = issue},
    };
    isize n;
    for (const struct yaml *w = list(m, v, S("aliases"), &n); w; w = w->next)
        strs_add(m->a, &one.is.aliases, w->text);
    return one;
}

static void read_lists(struct import *m, const struct yaml *v, struct issue_row *to)
{
    isize n;
    const struct yaml *w = list(m, v, S("articles"), &n);
    to->articles = make_n(m->a, struct issue_article, n + 1);
    for (; w; w = w->next) to->articles[to->narticles++] = read_article(m, w, to->number);
    w = list(m, v, S("files"), &n);
    to->files = make_n(m->a, struct issue_file, n + 1);
    for (; w; w = w->next)
        to->files[to->nfiles++] = (struct issue_file){.path = name(m, w, "path"),
                                                      .device = text(m, w, S("device")),
                                                      .format = text(m, w, S("format")),
                                                      .bytes = number(m, w, S("bytes"), NULL),
                                                      .sum = text(m, w, S("sha256"))};
    w = list(m, v, S("inputs"), &n);
    to->inputs = make_n(m->a, struct issue_input, n + 1);
    for (; w; w = w->next)
        to->inputs[to->ninputs++] = (struct issue_input){.kind = name(m, w, "kind"),
                                                         .path = name(m, w, "path"),
                                                         .bytes = number(m, w, S("bytes"), NULL),
                                                         .sum = text(m, w, S("sha256"))};
    w = list(m, v, S("deliveries"), &n);
    to->deliveries = make_n(m->a, struct issue_delivery, n + 1);
    for (; w; w = w->next)
        to->deliveries[to->ndeliveries++] =
            (struct issue_delivery){.recipient = name(m, w, "recipient"),
                                    .message = text(m, w, S("message")),
                                    .time = number(m, w, S("time"), NULL),
                                    .status = text(m, w, S("status"))};
    w = list(m, v, S("published"), &n);
    to->published = make_n(m->a, struct issue_published, n + 1);
    for (; w; w = w->next)
        to->published[to->npublished++] =
            (struct issue_published){.place = name(m, w, "place"),
                                     .sum = text(m, w, S("sha256")),
                                     .time = number(m, w, S("time"), NULL)};
}

static struct issue_row read_issue(struct import *m, const struct yaml *v)
{
    struct issue_row one = {
        .number = (int)number(m, v, S("number"), NULL),
        .title = text(m, v, S("title")),
        .identifier = text(m, v, S("identifier")),
        .from = text(m, v, S("from")),
        .to = text(m, v, S("to")),
        .after = number(m, v, S("after"), NULL),
        .date = number(m, v, S("date"), NULL),
        .version = text(m, v, S("zhbook")),
        .kept = flag(m, v, S("kept")),
    };
    one.dated = one.from.len > 0;
    one.span.first = number(m, v, S("first"), &one.span.from);
    one.span.after = number(m, v, S("until"), &one.span.to);
    read_lists(m, v, &one);
    if (m->ok && (one.number < 1 || !one.title.len))
        fault(m, DIAG_IMPORT, v, "an issue needs a number and a title");
    return one;
}

/* The same issue of the state, as text. */
static bool same(struct import *m, const struct issue_row *have, const struct issue_row *want)
{
    struct buf x = {.mem = m->a}, y = {.mem = m->a};
    issue_write(&x, have);
    issue_write(&y, want);
    return !have->pending && str_eq(buf_str(&x), buf_str(&y));
}

static void read_other(void *ctx, const struct db_row *row)
{
    *(int *)ctx = (int)db_number(row, 0);
}

/* Articles that another issue has are conflicts, and so are titles. */
static bool is_free(struct import *m, const struct yaml *v, const struct issue_row *want)
{
    struct digest *d = m->d;
    int other = digest_clash(d, want->title, (str){0}, want->number);
    for (isize i = 0; !other && i < want->narticles; i++)
        if (!db_each(d->db,
                     "SELECT i.number FROM articles a JOIN issues i ON i.id = a.issue"
                     " WHERE a.series = ? AND a.key = ? AND a.version = ?",
                     VALUES(NUMBER(d->id), TEXT(want->articles[i].is.key),
                            NUMBER(want->articles[i].version)),
                     read_other, &other))
            return m->ok = false;
    if (!other) return true;
    fault(m, DIAG_IMPORT_CONFLICT, v,
          (const char *)str_z(m->a,
                              str_printf(m->a, "an article or the title of issue %d is in issue %d",
                                         want->number, other)));
    return false;
}

static bool add_issue(struct import *m, const struct yaml *v, isize *n)
{
    struct issue_row want = read_issue(m, v), have;
    if (!m->ok) return false;
    if (digest_has(m->d, want.number)) {
        if (!digest_find(m->d, m->a, want.number, &have)) return m->ok = false;
        if (same(m, &have, &want)) return true;
        fault(m, DIAG_IMPORT_CONFLICT, v,
              str_z(m->a, str_printf(m->a, "issue %d is another one there", want.number)));
        return false;
    }
    if (!is_free(m, v, &want)) return false;
    ++*n;
    return m->ok = issue_save(m->d, &want);
}

/* What stands before the first issue. */
static bool read_head(struct import *m, str head)
{
    struct yaml *top;
    long long version;
    if (!yaml_parse(m->a, head, m->file, 1, &top, m->d->ds)) return m->ok = false;
    const struct yaml *v = yaml_get(top, S("version"));
    if (!v || !yaml_int(v, &version) || version != 1)
        fault(m, DIAG_IMPORT, v ? v : top, "version: 1 should stand here");
    str series = text(m, top, S("series"));
    if (m->ok && !str_eq(series, m->d->series))
        fault(m, DIAG_IMPORT_CONFLICT, yaml_get(top, S("series")), "it is another series");
    return m->ok;
}

/* The next line that begins an issue, from byte `at` on; the text's end if there is none. */
static isize next_issue(str s, isize at)
{
    if (!at && str_starts(s, S("- "))) return 0;
    isize i = str_find(s, S("\n- "), at ? at - 1 : 0);
    return i < 0 ? s.len : i + 1;
}

static int lines_in(str s)
{
    int n = 0;
    for (isize i = 0; (i = str_byte(s, '\n', i)) >= 0; i++) n++;
    return n;
}

bool digest_import(struct digest *d, str s, str file, isize *n, arena *a)
{
    struct import m = {.d = d, .file = file, .a = a, .ok = true};
    isize at = next_issue(s, 0);
    int line = 1 + lines_in(str_head(s, at));
    *n = 0;
    if (!read_head(&m, str_head(s, at)) || !db_begin(d->db)) return false;
    while (m.ok && at < s.len) {
        isize end = next_issue(s, at + 2);
        str one = {s.p + at, end - at};
        struct yaml *v;
        m.ok = yaml_parse(a, one, file, line, &v, d->ds);
        for (v = m.ok ? v->first : NULL; v && m.ok; v = v->next) add_issue(&m, v, n);
        line += lines_in(one);
        at = end;
    }
    if (m.ok) return db_commit(d->db);
    db_rollback(d->db);
    return false;
}
