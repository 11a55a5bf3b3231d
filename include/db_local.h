/*
 * db_local.h - the file that the issues' state is in, as the rest of src/digest sees it.
 *
 * db.c is the only file that knows SQLite.  A statement is a text with a "?" for each value; what
 * cannot be done is said in the list of diagnostics that the file was opened with.
 */
#ifndef ZH_DB_LOCAL_H
#define ZH_DB_LOCAL_H

#include "diag.h"

struct db;
struct db_row;

enum db_kind { DB_NULL, DB_TEXT, DB_NUMBER };
struct db_value {
    enum db_kind kind;
    str text;
    long long number;
};
#define TEXT(s)                                                                                    \
    (struct db_value)                                                                              \
    {                                                                                              \
        .kind = DB_TEXT, .text = (s)                                                               \
    }
#define NUMBER(n)                                                                                  \
    (struct db_value)                                                                              \
    {                                                                                              \
        .kind = DB_NUMBER, .number = (n)                                                           \
    }
#define NUMBER_IF(is, n)                                                                           \
    (struct db_value)                                                                              \
    {                                                                                              \
        .kind = (is) ? DB_NUMBER : DB_NULL, .number = (n)                                          \
    }
/* The values of a statement, as an argument. */
#define VALUES(...)                                                                                \
    (const struct db_value[]){__VA_ARGS__}, COUNT(((const struct db_value[]){__VA_ARGS__}))

/*
 * Open a file, of which `steps` (statements, one text a version, NULL at the end) make what the
 * program works with: a new file gets all of them, an older one those that it lacks.  A newer
 * one, or a damaged one, is refused, and stays as it is.  NULL: ds has why.
 */
struct db *db_open(arena *a, str path, const char *const *steps, struct diags *ds);
void db_close(struct db *db);

bool db_run(struct db *db, const char *sql, const struct db_value *v, isize n);
long long db_last(const struct db *db); /* the number of the row that was added last */

/* Call fn for each row; what it gets is good until it returns. */
typedef void db_row_fn(void *ctx, const struct db_row *row);
bool db_each(struct db *db, const char *sql, const struct db_value *v, isize n, db_row_fn *fn,
             void *ctx);
str db_text(arena *a, const struct db_row *row, int column);
long long db_number(const struct db_row *row, int column);
bool db_is_null(const struct db_row *row, int column);

/* All or nothing: what is between is there when db_commit returns true, whatever happens then. */
bool db_begin(struct db *db);
bool db_commit(struct db *db);
void db_rollback(struct db *db);

/* Name and version of the library behind it, a line. */
void db_library(struct buf *out);

#endif
