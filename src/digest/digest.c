/* digest.c - see digest.h. */
#include "digest_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"

/* --- opening --- */

/* The folder's file that says who is at work; its content is for the message of others. */
static bool take_lock(struct digest *d, arena *a)
{
    enum { LINE = 64 };
    u8 line[LINE];
    str path = str_printf(a, "%.*s.lock", STR(d->path));
    d->lock = os_open_shared(path, *a);
    if (d->lock < 0) {
        diag(d->ds, DIAG_WRITE, (where){.file = path}, "%s", "");
        return false;
    }
    if (os_lock(d->lock, 0, false)) {
        str mine = str_printf(a, "%-63ld\n", os_pid());
        return os_pwrite(d->lock, 0, mine) || true; /* it is only for people */
    }
    bool known = os_pread(d->lock, 0, line, LINE);
    str who = known ? str_trim((str){line, LINE}) : (str){0};
    diag(d->ds, DIAG_STATE_LOCKED, (where){.file = d->path}, "%s%.*s", who.len ? "by process " : "",
         STR(who));
    os_close(d->lock);
    d->lock = -1;
    return false;
}

static void read_id(void *ctx, const struct db_row *row)
{
    *(long long *)ctx = db_number(row, 0);
}

static void read_number(void *ctx, const struct db_row *row)
{
    *(int *)ctx = (int)db_number(row, 0);
}

str digest_series(arena *a, const struct conf *conf)
{
    if (conf->identifier.len) return conf->identifier;
    return uuid5(a, str_printf(a, "%.*s\n%.*s", STR(conf->title), STR(conf->id_seed)));
}

str digest_identifier(arena *a, str series, int number)
{
    return uuid5(a, str_printf(a, "%.*s\nissue\n%d", STR(series), number));
}

struct digest *digest_open(arena *a, const struct conf *conf, str series, bool write,
                           struct diags *ds)
{
    struct digest *d = make(a, struct digest);
    *d = (struct digest){.ds = ds, .lock = -1, .series = series};
    d->path = conf_path(a, conf, conf->state);
    if (!write && os_stat(d->path, *a).kind == OS_NONE) return d;
    bool ok = !write || (os_mkdir(path_dir(d->path), *a, ds) && take_lock(d, a));
    if (ok) d->db = db_open(a, d->path, schema_steps, ds);
    ok = ok && d->db &&
         db_each(d->db, "SELECT id FROM series WHERE key = ?", VALUES(TEXT(series)), read_id,
                 &d->id);
    if (ok) return d;
    digest_close(d);
    return NULL;
}

void digest_close(struct digest *d)
{
    if (!d) return;
    db_close(d->db);
    d->db = NULL;
    if (d->lock >= 0) os_close(d->lock);
    d->lock = -1;
}

/* --- what there was --- */

static bool find_id(struct digest *d, int number, long long *id)
{
    *id = 0;
    return !d->db || db_each(d->db, "SELECT id FROM issues WHERE series = ? AND number = ?",
                             VALUES(NUMBER(d->id), NUMBER(number)), read_id, id);
}

bool digest_has(struct digest *d, int number)
{
    long long id;
    return find_id(d, number, &id) && id;
}

struct ids {
    arena *a;
    long long *v;
    isize n;
};

static void read_ids(void *ctx, const struct db_row *row)
{
    struct ids *ids = ctx;
    ids->v = make_room(ids->a, ids->v, ids->n);
    ids->v[ids->n++] = db_number(row, 0);
}

bool digest_list(struct digest *d, arena *a, struct issue_list *out)
{
    struct ids ids = {.a = a};
    *out = (struct issue_list){0};
    if (!d->db) return true;
    if (!db_each(d->db, "SELECT id FROM issues WHERE series = ? ORDER BY number",
                 VALUES(NUMBER(d->id)), read_ids, &ids))
        return false;
    out->v = make_n(a, struct issue_row, ids.n + 1);
    for (isize i = 0; i < ids.n; i++)
        if (!issue_load(d, a, ids.v[i], &out->v[out->n++])) return false;
    return true;
}

bool digest_find(struct digest *d, arena *a, int number, struct issue_row *out)
{
    long long id;
    if (!find_id(d, number, &id)) return false;
    if (id) return issue_load(d, a, id, out);
    diag(d->ds, DIAG_ISSUE_UNKNOWN, (where){.file = d->path}, "%d", number);
    return false;
}

bool digest_next(struct digest *d, int *number)
{
    *number = 0;
    bool ok = !d->db || db_each(d->db, "SELECT ifnull(max(number), 0) FROM issues WHERE series = ?",
                                VALUES(NUMBER(d->id)), read_number, number);
    ++*number;
    return ok;
}

int digest_pending(struct digest *d)
{
    int number = 0;
    if (d->db)
        db_each(d->db,
                "SELECT number FROM issues WHERE series = ? AND pending ORDER BY number DESC",
                VALUES(NUMBER(d->id)), read_number, &number);
    return number;
}

int digest_clash(struct digest *d, str title, str path, int number)
{
    int other = 0;
    if (d->db)
        db_each(d->db,
                "SELECT number FROM issues WHERE series = ? AND number <> ? AND (title = ? OR"
                " id IN (SELECT issue FROM files WHERE path = ?))",
                VALUES(NUMBER(d->id), NUMBER(number), TEXT(title), TEXT(path)), read_number,
                &other);
    return other;
}

struct reading_past {
    arena *a;
    struct history *to;
};

static void read_past(void *ctx, const struct db_row *row)
{
    struct reading_past *r = ctx;
    struct history *h = r->to;
    h->v = make_room(r->a, h->v, h->n);
    struct delivered *one = &h->v[h->n++];
    struct strs aliases = {0};
    for (struct cut c = {.tail = db_text(r->a, row, 3)}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        strs_add(r->a, &aliases, c.head);
    }
    bool ours = db_number(row, 8) == SCHEME;
    *one = (struct delivered){
        .issue = (int)db_number(row, 0),
        .key = db_text(r->a, row, 1),
        .url = db_text(r->a, row, 2),
        .aliases = aliases,
        .title = db_text(r->a, row, 4),
        .author = db_text(r->a, row, 5),
        .chars = db_number(row, 6),
        .pictures = (int)db_number(row, 7),
        .simhash = ours ? (u64)db_number(row, 9) : 0,
        .exact = ours ? (u64)db_number(row, 10) : 0,
        .raw = ours ? (u64)db_number(row, 11) : 0,
    };
}

static void read_spans(void *ctx, const struct db_row *row)
{
    struct history *h = ctx;
    h->any = db_number(row, 0) > 0;
    h->after = db_number(row, 1);
}

static void read_first(void *ctx, const struct db_row *row)
{
    struct history *h = ctx;
    h->bounded = !db_is_null(row, 0);
    h->first = db_number(row, 0);
}

bool digest_history(struct digest *d, arena *a, struct history *out)
{
    struct reading_past r = {a, out};
    *out = (struct history){0};
    if (!d->db) return true;
    return db_each(d->db,
                   "SELECT i.number, a.key, a.url, a.aliases, a.title, a.author, a.chars,"
                   " a.pictures, a.scheme, a.simhash, a.exact, a.raw FROM articles a"
                   " JOIN issues i ON i.id = a.issue WHERE a.series = ? AND NOT a.forgotten"
                   " ORDER BY a.key, a.version",
                   VALUES(NUMBER(d->id)), read_past, &r) &&
           db_each(d->db, "SELECT count(*), ifnull(max(after), 0) FROM issues WHERE series = ?",
                   VALUES(NUMBER(d->id)), read_spans, out) &&
           db_each(d->db, "SELECT first FROM issues WHERE series = ? ORDER BY number LIMIT 1",
                   VALUES(NUMBER(d->id)), read_first, out);
}

/* --- what becomes of it --- */

/* Do one statement in a transaction of its own. */
static bool change(struct digest *d, const char *sql, const struct db_value *v, isize n)
{
    if (!db_begin(d->db)) return false;
    if (db_run(d->db, sql, v, n)) return db_commit(d->db);
    db_rollback(d->db);
    return false;
}

bool digest_begin(struct digest *d, const struct issue_row *issue)
{
    if (!db_begin(d->db)) return false;
    if (issue_save(d, issue)) return db_commit(d->db);
    db_rollback(d->db);
    return false;
}

bool digest_done(struct digest *d, int number)
{
    return change(d, "UPDATE issues SET pending = 0 WHERE series = ? AND number = ?",
                  VALUES(NUMBER(d->id), NUMBER(number)));
}

bool digest_drop(struct digest *d, int number)
{
    return change(d, "DELETE FROM issues WHERE series = ? AND number = ? AND pending",
                  VALUES(NUMBER(d->id), NUMBER(number)));
}

static void read_count(void *ctx, const struct db_row *row)
{
    *(isize *)ctx = (isize)db_number(row, 0);
}

bool digest_forget(struct digest *d, str key, isize *n)
{
    *n = 0;
    if (!d->db) return true;
    if (!db_each(d->db,
                 "SELECT count(*) FROM articles WHERE series = ? AND key = ? AND NOT forgotten",
                 VALUES(NUMBER(d->id), TEXT(key)), read_count, n))
        return false;
    return change(d, "UPDATE articles SET forgotten = 1 WHERE series = ? AND key = ?",
                  VALUES(NUMBER(d->id), TEXT(key)));
}

static bool note_delivery(struct digest *d, int number, const struct issue_delivery *to,
                          const char *sql)
{
    return db_run(d->db, sql,
                  VALUES(TEXT(to->recipient), TEXT(to->message), NUMBER(to->time), TEXT(to->status),
                         NUMBER(d->id), NUMBER(number)));
}

#define DELIVERY                                                                                   \
    "INSERT INTO deliveries (issue, recipient, message, time, status)"                             \
    " SELECT id, ?, ?, ?, ? FROM issues WHERE series = ? AND number = ?"                           \
    " ON CONFLICT DO UPDATE SET time = excluded.time, status = excluded.status"

bool digest_delivered(struct digest *d, int number, const struct issue_delivery *to)
{
    return note_delivery(d, number, to, DELIVERY);
}

bool digest_delivered_once(struct digest *d, int number, const struct issue_delivery *to)
{
    return note_delivery(d, number, to, DELIVERY " WHERE status <> excluded.status");
}

bool issue_is_due(const struct issue_row *issue)
{
    bool due = false;
    for (isize i = 0; i < issue->ndeliveries; i++)
        due |= str_eq(issue->deliveries[i].recipient, S(DELIVERY_ALL)) &&
               str_eq(issue->deliveries[i].status, S(DELIVERY_DUE));
    return due;
}

bool digest_published(struct digest *d, int number, const struct issue_published *at)
{
    return db_run(
        d->db,
        "INSERT OR REPLACE INTO published (issue, place, sum, time)"
        " SELECT id, ?, ?, ? FROM issues WHERE series = ? AND number = ?",
        VALUES(TEXT(at->place), TEXT(at->sum), NUMBER(at->time), NUMBER(d->id), NUMBER(number)));
}

void digest_library(struct buf *out)
{
    db_library(out);
}
