/*
 * serve_local.h - what the files of src/net that show a published folder share.
 *
 *   serve.c    libmicrohttpd: requests to answers, until somebody stops it
 *   http.c     what the head of a request means: paths, ranges, tags, types (RFC 9110)
 *   here.c     the job, and this machine's addresses
 *   search.c   the catalogue, and those of its entries that have some words
 *
 * The job, a line each (wire.h):
 *
 *   zhbook-net  version
 *   serve       folder  address to listen at  port, 0: any
 *   login       user
 *   secret      as in mail_local.h
 */
#ifndef ZH_SERVE_LOCAL_H
#define ZH_SERVE_LOCAL_H

#include "mail_local.h"

struct show {
    str root, address, user;
    int port;
    struct secret secret;
};

/* Serve until a signal; the program's exit status. */
int serve_run(const struct show *s, arena *a);

/* --- http.c --- */

/* A request's target without "http://host", which it may begin with. */
str http_local(str target);

/* The path below the root that a request's path means, decoded, without its first "/"; a folder
 * ends in "/".  False: nothing may stand there: "..", names that begin with a dot, are empty or
 * no UTF-8, have control characters or, encoded, a "/" in them. */
bool http_path(arena *a, str target, str *path);

/* The type of a file by its name. */
const char *http_type(str path);

enum http_range { RANGE_NONE, RANGE_PART, RANGE_BAD };
/* Section 14: the first and last byte of `size` that a Range asks for.  Several ranges are none:
 * a server may answer with the whole. */
enum http_range http_range(str value, long long size, long long *from, long long *to);

/* Is the tag one of an If-None-Match?  "W/" does not matter (section 13.1.2). */
bool http_match(str value, str tag);

/* "Sat, 14 Aug 2021 07:37:44 GMT" of s since 1970. */
str http_date(arena *a, long long s);

/* Do a name and a password stand in an Authorization: Basic?  Takes the same time for any wrong
 * one of a length. */
bool http_login(arena scratch, str value, str user, str password);

/* --- here.c --- */

/* False: this is no job, or one of another version. */
bool show_read(arena *a, str text, struct show *out);

/* The addresses under which others find what listens at this one: itself, or for 0.0.0.0 and ::
 * those of the machine's networks. */
struct strs here(arena *a, str address);

/* --- search.c --- */

/* The catalogue's first page with a link to the search. */
str search_offer(arena *a, str catalogue);
/* What says how to search: an OpenSearch description. */
str search_description(arena *a);
/* Of a feed, its head and the entries that have all of some words, which are percent-encoded and
 * stand between spaces.  Linear time, whatever is asked. */
str search_find(arena *a, str feed, str words);

#endif
