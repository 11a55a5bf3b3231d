/* table_local.h - a map from 64-bit keys to numbers, for collect's look-ups. */
#ifndef ZH_TABLE_LOCAL_H
#define ZH_TABLE_LOCAL_H

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
