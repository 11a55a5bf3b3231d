/*
 * store.h - what was made before, found again.
 *
 * Records, each named by the SHA-256 of all that it was made from (its key).
 * They lie in packs, a file a run, and only packs of this very program count:
 * another build starts afresh.  A record's hash is looked at when it is read;
 * a store is never trusted, never an error when missing or full, and may be
 * deleted at any time.
 *
 * What a run keeps is found by the next one, or after store_turn.  All workers may use one store.
 */
#ifndef ZH_STORE_H
#define ZH_STORE_H

#include "hash.h"

struct store;

/* Where a record's bytes are. */
struct place {
    str file;
    long long from; /* offset, bytes */
};

/* The store in folder `dir`, which is made if it is not there; NULL if it cannot be used. */
struct store *store_open(arena *a, str dir);

/* One that is empty and goes with the process, whatever ends that; NULL if it cannot be had. */
struct store *store_passing(arena *a);

/* Let the files go; an empty pack leaves no trace, old packs are joined or dropped. */
void store_close(struct store *s, arena scratch);

/* The record's bytes in `a`, and where they are (`at` may be NULL); false if there is none
 * or it is damaged.  s may be NULL: nothing is found. */
bool store_find(const struct store *s, arena *a, struct sha256 key, str *out, struct place *at);

/* What this run kept is found from now on, too: between jobs, not while they work. */
void store_turn(struct store *s, arena *a);

/* Keep it; false if that was not possible. */
bool store_keep(struct store *s, struct sha256 key, str bytes, struct place *at, arena scratch);

#endif
