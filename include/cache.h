/*
 * cache.h - pictures that were fetched: the folder images.cache.
 *
 *   index      what is known of each address, a line each time something is learnt
 *   3f/3f9a…   the bytes, named by their SHA-256 in hex, in a folder of its first two digits
 *   lock       nothing; programs that write take byte 0 of it for the index, and another byte
 *              for each address that they are at (cache_claim)
 *   part-…     bodies that are under way; nobody reads them
 *
 * zhbook-net writes, `zhbook make` and others read, at the same time and without waiting.  A
 * line of the index is cut by tabs:
 *
 *   url  sha256  status  bytes  type  http  time  again  etag  modified
 *
 *   url       absolute and clean (url.h).  Addresses are compared without scheme and fragment
 *   sha256    64 digits of hex, or "-" if nothing could be fetched
 *   status    "ok", or why there is nothing, in a few words
 *   bytes     of the file
 *   type      what the bytes are, "image/png"
 *   http      the last status of HTTP; 0: no answer
 *   time      of that answer, s since 1970
 *   again     a failure is not asked for again before this time
 *   etag, modified   what the server called this version
 *
 * Everything behind the status may be missing, and "-" stands for nothing.  Lines that begin
 * with "#" are passed over.  Of several lines for one address the last counts.
 *
 * The index grows by appending whole lines, one write each, under the lock; so its last line may
 * be half there after a crash, and that one does not count.  When most lines are dead it
 * is written anew beside its place and renamed.  Bytes get their name when they are all there.
 * No file is trusted: bytes that have another hash than their name are not taken.
 */
#ifndef ZH_CACHE_H
#define ZH_CACHE_H

#include "str.h"

enum { CACHE_INDEX_MAX = 256 << 20, CACHE_SUM = 64 /* digits of a hash */ };

/* One line; texts are views of it. */
struct cache_line {
    str url, sum, status; /* sum {0}: there is nothing */
    long long bytes, http, time, again;
    str type, etag, modified;
};

/* False if the line (without its end) makes no sense. */
bool cache_line_read(str line, struct cache_line *out);

/* With its end.  Of texts that are no printable ASCII, or too long, nothing is kept. */
void cache_line_write(struct buf *out, const struct cache_line *line);

/* An address as it is compared: host in lower case, path and query; {0} if it has no host. */
str cache_key(arena *a, str url);

str cache_index(arena *a, str dir); /* path of the index */
str cache_file(arena *a, str dir, str sum);

/* The byte of the file "lock" for an address, by its key. */
long long cache_claim(str key);

/* The hash of a line of hex; false if it is none. */
bool cache_is_sum(str s);

#endif
