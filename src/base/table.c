/* table.c - see table.h.  Open addressing, at most half full. */
#include "table.h"

static struct table_row *row_of(struct table_row *v, isize cap, u64 key)
{
    u64 mask = (u64)cap - 1;
    u64 i = (key * 0x9E3779B97F4A7C15u) >> 20;
    while (v[i & mask].used && v[i & mask].key != key) i++;
    return &v[i & mask];
}

static void grow(struct table *t)
{
    isize cap = t->cap ? t->cap * 2 : 64;
    struct table_row *v = make_n(t->mem, struct table_row, cap);
    for (isize i = 0; i < t->cap; i++)
        if (t->v[i].used) *row_of(v, cap, t->v[i].key) = t->v[i];
    t->v = v;
    t->cap = cap;
}

isize *table_at(struct table *t, u64 key)
{
    if (t->n * 2 >= t->cap) grow(t);
    struct table_row *row = row_of(t->v, t->cap, key);
    if (!row->used) {
        *row = (struct table_row){key, -1, true};
        t->n++;
    }
    return &row->value;
}
