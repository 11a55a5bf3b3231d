/*
 * schema.c - the tables of the state, a text a version.
 *
 * A text that was in a release stays as it is: files of that version are out there.
 *
 *   series     what issues belong to; key: book.identifier, or a UUID of title and seed
 *   issues     one each; pending until its files are in their places
 *   articles   what an issue had.  An article has one row for each time it was delivered:
 *              version counts them, and no issue has the same version twice
 *   files      what was made; staged: where it lies until it is in its place
 *   inputs     what it was made from, by hash
 *   deliveries, published   whom it was sent to, where it was put
 *   sent       books, issues or not, by a hash of their identifier and an address
 */
#include "digest_local.h"

#define VERSION_1                                                                                  \
    "CREATE TABLE series (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;"               \
    "CREATE TABLE issues (id INTEGER PRIMARY KEY,"                                                 \
    " series INTEGER NOT NULL REFERENCES series, number INTEGER NOT NULL, title TEXT NOT NULL,"    \
    " identifier TEXT NOT NULL, first INTEGER, until INTEGER, after INTEGER NOT NULL,"             \
    " day_from TEXT NOT NULL, day_to TEXT NOT NULL, date INTEGER NOT NULL,"                        \
    " version TEXT NOT NULL, kept INTEGER NOT NULL, pending INTEGER NOT NULL,"                     \
    " UNIQUE (series, number), UNIQUE (series, title)) STRICT;"                                    \
    "CREATE TABLE articles (series INTEGER NOT NULL REFERENCES series,"                            \
    " issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, place INTEGER NOT NULL,"         \
    " key TEXT NOT NULL, version INTEGER NOT NULL, forgotten INTEGER NOT NULL DEFAULT 0,"          \
    " marked INTEGER NOT NULL, path TEXT NOT NULL, sum TEXT NOT NULL, url TEXT NOT NULL,"          \
    " aliases TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, published INTEGER,"        \
    " chars INTEGER NOT NULL, pictures INTEGER NOT NULL, scheme INTEGER NOT NULL,"                 \
    " simhash INTEGER NOT NULL, exact INTEGER NOT NULL, raw INTEGER NOT NULL,"                     \
    " PRIMARY KEY (issue, place), UNIQUE (series, key, version)) STRICT;"                          \
    "CREATE TABLE files (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE,"              \
    " path TEXT NOT NULL, staged TEXT NOT NULL, device TEXT NOT NULL, format TEXT NOT NULL,"       \
    " bytes INTEGER NOT NULL, sum TEXT NOT NULL, PRIMARY KEY (issue, path)) STRICT;"               \
    "CREATE TABLE inputs (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE,"             \
    " kind TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER NOT NULL, sum TEXT NOT NULL,"          \
    " PRIMARY KEY (issue, kind, path)) STRICT;"

#define VERSION_2                                                                                  \
    "CREATE TABLE deliveries (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE,"         \
    " recipient TEXT NOT NULL, message TEXT NOT NULL, time INTEGER NOT NULL,"                      \
    " status TEXT NOT NULL, PRIMARY KEY (issue, recipient, message)) STRICT;"                      \
    "CREATE TABLE published (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE,"          \
    " place TEXT NOT NULL, sum TEXT NOT NULL, time INTEGER NOT NULL,"                              \
    " PRIMARY KEY (issue, place)) STRICT;"                                                         \
    "CREATE INDEX articles_key ON articles (series, key);"

#define VERSION_3                                                                                  \
    "CREATE TABLE sent (key TEXT PRIMARY KEY, message TEXT NOT NULL, status TEXT NOT NULL) STRICT;"

const char *const schema_steps[] = {VERSION_1, VERSION_2, VERSION_3, NULL};
