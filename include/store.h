/*
 * store.h - what was made before, found again.
 *
 * A folder of records, each named by the SHA-256 of all that it was made from
 * (its key) and of the program that made it.  A record is whole or absent: written beside and renamed, and its
 * length and hash are looked at when it is read.  It is never trusted, never
 * an error when missing, and may be deleted at any time.
 */
#ifndef ZH_STORE_H
#define ZH_STORE_H

#include "hash.h"

struct store {
    str dir;            /* {0}: no store, nothing is kept */
    struct sha256 salt; /* of this very program: another build starts afresh */
};

/* The folder is made when the first record is. */
struct store store_open(arena *a, str dir);

/* The record's bytes, in `a`; false if there is none or it is damaged. */
bool store_find(const struct store *s, arena *a, struct sha256 key, str *out);

/* Keep it; false if that was not possible. */
bool store_keep(const struct store *s, struct sha256 key, str bytes, arena scratch);

/* Where a record is: its file, in which its first byte is at offset STORE_HEAD. */
enum { STORE_HEAD = 40 };
str store_path(arena *a, const struct store *s, struct sha256 key);

#endif
