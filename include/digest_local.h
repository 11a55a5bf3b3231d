/*
 * digest_local.h - what the files of src/digest share.
 *
 *   db.c       SQLite, and nothing else knows it
 *   schema.c   the tables, and what older files lack
 *   digest.c   the state of one series: lock, history, pending, done
 *   rows.c     an issue out of the tables and into them
 *   export.c   issues as YAML
 *   import.c   ... and back
 *   inputs.c   what issues were made from, by hash
 */
#ifndef ZH_DIGEST_LOCAL_H
#define ZH_DIGEST_LOCAL_H

#include "db_local.h"
#include "digest.h"

struct digest {
    struct db *db; /* NULL: there is no file, and nobody asked to write */
    struct diags *ds;
    str path, series;
    long long id; /* of the series in the tables; 0: it has no issue yet */
    int lock;     /* -1: not taken */
};

/* Hashes of the text that another version of zhbook computed in another way say nothing. */
enum { SCHEME = 1 };

extern const char *const schema_steps[];

/* rows.c: all that belongs to an issue, except for the number. */
bool issue_load(struct digest *d, arena *a, long long id, struct issue_row *out);
bool issue_save(struct digest *d, const struct issue_row *issue);

/* export.c */
void issue_write(struct buf *out, const struct issue_row *issue);

#endif
