/*
 * zip.h - entries become an OCF container.
 *
 * EPUB 3.3 #sec-zip-container-zipreqs: "mimetype" first, stored, without extra field; no folders,
 * no extra fields, no data descriptors; names ASCII; every time the same.
 */
#ifndef ZH_ZIP_H
#define ZH_ZIP_H

#include "book.h"

/* Raw deflate of `plain` into `a`, the same bytes on any machine; sets every
 * field of *out but name.  Stores what would not shrink. */
void zip_deflate(arena *a, str plain, struct entry *out);

/* What an entry has in the container, and what that is unpacked; false if its file cannot be read
 * any more or has other bytes. */
bool zip_bytes(arena *a, const struct entry *e, str *out);
bool zip_inflate(arena *a, const struct entry *e, str bytes, str *out);

/*
 * Write n entries to `path` (which is replaced); `when` in s since 1970, UTC,
 * becomes every entry's time (DOS resolution, not before 1980).  On false the old
 * file is as it was and nothing is left beside it.  What it needs stays in `a`.
 */
bool zip_write(const struct entry *e, isize n, str path, long long when, arena *a,
               struct diags *ds);

/* The bytes that zip_write would write. */
long long zip_size(const struct entry *e, isize n);

/* Name and version of the libraries behind it, a line each. */
void zip_libraries(struct buf *out);

#endif
