/*
 * table.h - a map from 64-bit keys to numbers.
 *
 * Keys are hashes as a rule (hash64): whoever cannot do with two things of one hash
 * looks at what the number leads to.
 */
#ifndef ZH_TABLE_H
#define ZH_TABLE_H

#include "str.h"

struct table_row {
    u64 key;
    isize value;
    bool used;
};
struct table {
    arena *mem;
    struct table_row *v;
    isize n, cap;
};

/* The value of `key`; -1 when it is new.  Good until the next call. */
isize *table_at(struct table *t, u64 key);

#endif
