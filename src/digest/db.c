/* db.c - see db_local.h.  The only file that knows SQLite. */
#include "db_local.h"
#include "os.h"

#include <limits.h>
#include <sqlite3.h>

enum { WAIT = 2000 /* ms that another program may take over a statement */ };

struct db {
    sqlite3 *file;
    str path;
    struct diags *ds;
};

struct db_row {
    sqlite3_stmt *stmt;
};

/* What went wrong, and whether the file can be believed. */
static bool fail(const struct db *db, int code)
{
    enum diag_id id = code == SQLITE_BUSY || code == SQLITE_LOCKED ? DIAG_STATE_LOCKED
                      : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ||
                              code == SQLITE_CONSTRAINT || code == SQLITE_ERROR
                          ? DIAG_STATE_BROKEN
                          : DIAG_STATE_WRITE;
    diag(db->ds, id, (where){.file = db->path}, "%s", db->file ? sqlite3_errmsg(db->file) : "");
    return false;
}

static bool bind(sqlite3_stmt *stmt, const struct db_value *v, isize n)
{
    bool ok = n == sqlite3_bind_parameter_count(stmt);
    for (int i = 0; ok && i < n; i++) {
        switch (v[i].kind) {
        case DB_NULL: ok = !sqlite3_bind_null(stmt, i + 1); break;
        case DB_NUMBER: ok = !sqlite3_bind_int64(stmt, i + 1, v[i].number); break;
        case DB_TEXT:
            assert(v[i].text.len < INT_MAX);
            ok = !sqlite3_bind_text(stmt, i + 1, v[i].text.len ? (const char *)v[i].text.p : "",
                                    (int)v[i].text.len, SQLITE_STATIC);
            break;
        }
    }
    return ok;
}

bool db_each(struct db *db, const char *sql, const struct db_value *v, isize n, db_row_fn *fn,
             void *ctx)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(db->file, sql, -1, &stmt, NULL);
    if (code != SQLITE_OK) return fail(db, code);
    bool bound = bind(stmt, v, n);
    assert(bound); /* statements and their values are ours */
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW)
        if (fn) fn(ctx, &(struct db_row){stmt});
    if (code != SQLITE_DONE) fail(db, code);
    sqlite3_finalize(stmt);
    return code == SQLITE_DONE;
}

bool db_run(struct db *db, const char *sql, const struct db_value *v, isize n)
{
    return db_each(db, sql, v, n, NULL, NULL);
}

long long db_last(const struct db *db)
{
    return sqlite3_last_insert_rowid(db->file);
}

str db_text(arena *a, const struct db_row *row, int column)
{
    const void *p = sqlite3_column_text(row->stmt, column);
    return str_dup(a, (str){p, p ? sqlite3_column_bytes(row->stmt, column) : 0});
}

long long db_number(const struct db_row *row, int column)
{
    return sqlite3_column_int64(row->stmt, column);
}

bool db_is_null(const struct db_row *row, int column)
{
    return sqlite3_column_type(row->stmt, column) == SQLITE_NULL;
}

static bool exec(const struct db *db, const char *sql)
{
    int code = sqlite3_exec(db->file, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || fail(db, code);
}

bool db_begin(struct db *db)
{
    return exec(db, "BEGIN IMMEDIATE");
}

bool db_commit(struct db *db)
{
    if (exec(db, "COMMIT")) return true;
    db_rollback(db);
    return false;
}

void db_rollback(struct db *db)
{
    if (!sqlite3_get_autocommit(db->file)) sqlite3_exec(db->file, "ROLLBACK", NULL, NULL, NULL);
}

/* --- opening --- */

static void first_number(void *ctx, const struct db_row *row)
{
    *(long long *)ctx = db_number(row, 0);
}

static void first_text(void *ctx, const struct db_row *row)
{
    const char *text = (const char *)sqlite3_column_text(row->stmt, 0);
    *(bool *)ctx = text && str_eq(str_of(text), S("ok"));
}

/* Do what an older version of the file lacks, in one piece. */
static bool migrate(struct db *db, const char *const *steps)
{
    long long version = -1, last = 0;
    arena text = arena_reserve(1 << 20);
    u8 *start = text.at;
    while (steps[last]) last++;
    bool ok = db_each(db, "PRAGMA user_version", NULL, 0, first_number, &version);
    if (ok && version > last) {
        diag(db->ds, DIAG_STATE_NEWER, (where){.file = db->path}, "version %lld, not %lld", version,
             last);
        ok = false;
    } else if (ok && version < last) {
        ok = db_begin(db);
        for (long long i = version; ok && i < last; i++) ok = exec(db, steps[i]);
        ok = ok && exec(db, str_z(&text, str_printf(&text, "PRAGMA user_version = %lld", last)));
        ok = ok && db_commit(db);
        db_rollback(db);
    }
    arena_release(start, text.end);
    return ok;
}

static bool check(struct db *db)
{
    bool sound = false;
    if (!db_each(db, "PRAGMA quick_check(1)", NULL, 0, first_text, &sound)) return false;
    return sound || fail(db, SQLITE_CORRUPT);
}

static bool open_file(struct db *db, arena scratch)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int code = sqlite3_open_v2(str_z(&scratch, db->path), &db->file,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code != SQLITE_OK) return fail(db, code);
    sqlite3_extended_result_codes(db->file, 0);
    sqlite3_busy_timeout(db->file, WAIT);
    return exec(db, "PRAGMA synchronous = FULL") && exec(db, "PRAGMA foreign_keys = ON");
}

/* A file that is there has all of its first version: it is made beside its place. */
static bool create(arena *a, str path, const char *const *steps, struct diags *ds)
{
    str beside = os_beside(a, path);
    struct db db = {.path = beside, .ds = ds};
    bool ok = open_file(&db, *a) && migrate(&db, steps);
    if (sqlite3_close(db.file) != SQLITE_OK) ok = false;
    ok = ok && os_commit(beside, path, *a, ds);
    if (!ok) os_remove(beside, *a);
    return ok;
}

struct db *db_open(arena *a, str path, const char *const *steps, struct diags *ds)
{
    struct db *db = make(a, struct db);
    struct os_info info = os_stat(path, *a);
    *db = (struct db){.path = path, .ds = ds};
    if (info.kind == OS_NONE && !create(a, path, steps, ds)) return NULL;
    if (info.kind == OS_FILE && !info.size) {
        diag(ds, DIAG_STATE_BROKEN, (where){.file = path}, "it is empty");
        return NULL;
    }
    bool ok = open_file(db, *a) && check(db) && exec(db, "PRAGMA journal_mode = WAL") &&
              migrate(db, steps);
    if (ok) return db;
    db_close(db);
    return NULL;
}

void db_close(struct db *db)
{
    if (db) sqlite3_close(db->file);
}

void db_library(struct buf *out)
{
    buf_printf(out, "sqlite %s\n", sqlite3_libversion());
}
