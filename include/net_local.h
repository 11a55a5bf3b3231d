/*
 * net_local.h - what the files of src/net share.
 *
 *   net.c      main of zhbook-net: a word on the command line, a job on standard input
 *   job.c      the job, as zhbook wrote it
 *   fetch.c    which picture when, what to try again, what to keep
 *   queue.c    what waits, by host and by time
 *   site.c     what hosts want: a Referer; which other hosts have the same
 *   index.c    the index of the cache, shared with other programs
 *   reply.c    the head of an answer
 *   verdict.c  what a status of HTTP means
 *   web.c      libcurl's HTTP for pictures
 *
 * and those of mail_local.h.  No other folder opens a socket; libcurl is known to one file for
 * each protocol.
 *
 * The answer is lines on standard output (wire.h):
 *
 *   done  number  result  http  sha256  bytes  w  h  type  why  address that had it
 *   said  number of a diag  file  detail
 *   end   pictures that were not reached
 *
 * `number` counts the job's pictures from 0, and result is one of the names of results.
 */
#ifndef ZH_NET_LOCAL_H
#define ZH_NET_LOCAL_H

#include "cache.h"
#include "diag.h"
#include "peer.h"
#include "table.h"

enum { WEB_BODY_MAX = 50 << 20, HOPS_MAX = 8 };

/* --- the job --- */

/* A picture that is wanted. */
struct want {
    str url;    /* clean; http or https */
    str page;   /* where it stands, for those who ask; {0} */
    str sum;    /* what it must be, in hex; {0}: whatever it is */
    bool bare;  /* the page asks for no Referer */
    str rather; /* an address to be tried before; {0} */
};

/* What goes with the pictures of some hosts. */
struct referer {
    str host; /* "img.example.com", "*.example.com" */
    str page; /* {0}: none */
};

struct job {
    str cache;
    int timeout, retries, per_host; /* s, times, requests */
    isize limit;                    /* pictures that are asked for; 0: all */
    double delay;                   /* s */
    bool refresh, again, proxy;
    struct referer *referers;
    isize nreferers;
    struct peer_rules allow;
    struct want *want;
    isize n;
};

/* False: this is no job, or one of another version. */
bool job_read(arena *a, str text, struct job *out);

/* --- what hosts want --- */

/* True if the host (with its port, if it has one) is one of those that `glob` means. */
bool host_fits(str glob, str host);

/* The Referer for a URL; {0}: none. */
str referer_of(const struct job *j, const struct want *w, str url, arena *a);

/* The same picture at the turn-th (1 …) other host that has it; {0} if there is none. */
str host_turn(arena *a, str url, int turn);

/* --- the head of an answer --- */

struct reply {
    int status;       /* of HTTP; 0: none came */
    long long length; /* of the body as it was announced; -1 unknown */
    str location, etag, modified, retry;
};

/* Take in one line of a head; what is kept goes to `a`.  A status line begins anew. */
void reply_line(struct reply *r, arena *a, str line);

/* "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994":
 * s since 1970 of the three forms of RFC 9110, section 5.6.7.  False if it is none. */
bool reply_date(str s, long long *out);

/* How long a Retry-After asks to wait, s from `now`; -1 if it says nothing. */
long long reply_wait(str value, long long now);

/* --- what statuses mean --- */

enum act {
    ACT_TAKE,      /* there is a body to look at */
    ACT_SAME,      /* not modified */
    ACT_FOLLOW,    /* a redirect */
    ACT_AGAIN,     /* may pass */
    ACT_ELSEWHERE, /* another host, or another Referer, may help */
    ACT_NO,
};
struct verdict {
    int status;
    enum act act;
    long long forget; /* s after which a failure is worth another question */
    const char *why;
};
struct verdict verdict_of(int status);

/* --- the index --- */

struct known {
    str key;
    struct cache_line line;
};
struct index {
    arena *mem;
    str dir, path;
    int lock;
    long long from; /* bytes of the file that were read */
    unsigned long long inode;
    struct table at; /* hash of the key → v */
    struct known *v;
    isize n, lines;
};

bool index_open(struct index *x, arena *a, str dir, struct diags *ds);
void index_follow(struct index *x); /* read what was added, by whomever */
const struct cache_line *index_find(struct index *x, str key);
bool index_add(struct index *x, const struct cache_line *line, arena scratch, struct diags *ds);
void index_tidy(struct index *x, arena scratch, struct diags *ds);

/* Is the line's file there, every byte of it? */
bool index_holds(const struct index *x, const struct cache_line *line, arena scratch);

/* --- libcurl --- */

struct sockaddr;

/* A connection to a host that book.yaml or the user's own file names. */
struct web_line {
    bool open;    /* others can read it: only to hosts of the own network, then */
    bool exposed; /* out: it would have led elsewhere, and was not made */
};
int web_socket(struct web_line *l, const struct sockaddr *to, int type, int protocol); /* or -1 */

struct web;
enum { WEB_SLOTS = 32 };

struct web_ask {
    isize id;
    str url, host, referer;
    str etag, modified; /* of what we have; {0} */
};

enum web_result {
    WEB_ANSWER,
    WEB_NOTHING, /* no answer, or half of one; may pass */
    WEB_NEVER,   /* nor will there be one */
    WEB_REFUSED, /* by us: an address that is not for everybody */
    WEB_DISK,    /* the body could not be written */
};
struct web_end {
    isize id;
    enum web_result result;
    struct reply head; /* views that last until the next web_start */
    str file;          /* the body, if the status is 200 */
    long long bytes;
    const char *why; /* in a few words, if there is no answer */
};

struct web *web_open(arena *a, const struct job *j);
void web_close(struct web *w);
bool web_free(const struct web *w); /* is there a slot? */
bool web_start(struct web *w, const struct web_ask *ask);

/* The next transfer that has ended, waiting for it up to wait_ms; false: none has. */
bool web_next(struct web *w, int wait_ms, struct web_end *out);
bool web_stopped(const struct web *w); /* somebody wants us to end */
void web_library(struct buf *out);

/* --- fetching --- */

/* Fetch what the job wants, and say so line by line; the program's exit status. */
int fetch_run(struct job *j, arena *a);

#endif
