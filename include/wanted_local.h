/*
 * wanted_local.h - what the files behind `zhbook fetch` share.
 *
 *   fetch.c   the story: collect, convert, list, run zhbook-net, report
 *   wanted.c  which pictures of the web a book needs and does not have
 *   asking.c  the job for zhbook-net, and its answers
 *   lock.c    book.lock
 */
#ifndef ZH_WANTED_LOCAL_H
#define ZH_WANTED_LOCAL_H

#include "cmd_local.h"
#include "image.h"
#include "table.h"

enum outcome {
    OUTCOME_NONE, /* not reached */
    OUTCOME_NEW,
    OUTCOME_SAME,
    OUTCOME_HAD,
    OUTCOME_FAILED,
    OUTCOME_LATELY,
    OUTCOME_DIFFERS,
    OUTCOME_LEFT,
    OUTCOMES
};
extern const char *const outcome_names[OUTCOMES];

/* A picture that is to be fetched. */
struct wanted {
    str url, key; /* absolute and clean, without fragment; cache_key of that */
    str rather;   /* an address to be tried before; {0} */
    str page;     /* where its post was published; {0} */
    str sum;      /* that it must have; {0}: any */
    where at;     /* where it is shown first */
    isize shown;  /* how often */
    bool bare;    /* the page asks for no Referer */
    enum outcome outcome;
    long long http, bytes; /* of the answer, and what follows, too */
    str got, type, why;
};

/* A picture of the web that the book has. */
struct holding {
    struct fetched is;
    where at;
    str page;
};

struct wanted_list {
    arena *mem;
    struct wanted *v;
    isize n;
    struct table at; /* hash of the key → v */
    struct holding *kept;
    isize nkept;
    str dir;        /* the cache, as zhbook-net opens it */
    isize unlocked; /* pictures that book.lock does not name */
    isize stopped;  /* pictures that were not reached */
    long long peak; /* bytes of memory that zhbook-net had at most */
};

/* From a converted book. */
void wanted_find(struct wanted_list *l, struct finder *f, struct book *b, bool refresh,
                 arena scratch);

/* Run zhbook-net; false: it could not do its work, and the reason is in ds. */
bool wanted_ask(struct wanted_list *l, const struct options *o, const struct conf *conf,
                arena scratch, struct diags *ds);

/* Leave in the list what book.lock names, each with the hash it must have, and report the others;
 * false if the file cannot be read. */
bool lock_apply(struct wanted_list *l, const struct conf *conf, arena *a, struct diags *ds);

/* Write book.lock anew. */
bool lock_write(const struct wanted_list *l, const struct conf *conf, arena scratch,
                struct diags *ds);

#endif
