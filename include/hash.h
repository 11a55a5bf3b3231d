/*
 * hash.h - names made from content.
 */
#ifndef ZH_HASH_H
#define ZH_HASH_H

#include "str.h"

struct sha256 {
    u8 b[32];
};

struct sha256 sha256(str bytes);
/* Of a file, a piece at a time; zeros if it cannot be read. */
struct sha256 sha256_file(str path, arena scratch);
str sha256_hex(arena *a, struct sha256 h, int bytes); /* the first 1..32 bytes as hex */

/*
 * A name-based UUID, version 5 (RFC 9562, section 5.5), in the URL namespace,
 * as "urn:uuid:xxxxxxxx-xxxx-5xxx-xxxx-xxxxxxxxxxxx".
 */
str uuid5(arena *a, str name);

/* Base 64 (RFC 4648, section 4), four characters for each three bytes begun; how many. */
isize base64_put(u8 *to, str bytes);

/* A hash for tables in memory; never reaches the output. */
u64 hash64(str bytes);

/* Name and version of the library behind it, a line. */
void hash_library(struct buf *out);

#endif
