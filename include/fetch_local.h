/* fetch_local.h - what fetch.c keeps while it runs, and what waits in queue.c. */
#ifndef ZH_FETCH_LOCAL_H
#define ZH_FETCH_LOCAL_H

#include "codec.h"
#include "date.h"
#include "net_local.h"
#include "wire.h"

enum result {
    FETCH_NEW,
    FETCH_SAME, /* asked for again, and the same */
    FETCH_HAD,  /* in the cache already */
    FETCH_FAILED,
    FETCH_LATELY,  /* failed before, and it is too early to ask again */
    FETCH_DIFFERS, /* from what the lock says */
    FETCH_LEFT,    /* over the limit; not asked for */
};

/* What is said of one in the end. */
struct ending {
    int http, w, h;
    long long bytes;
    str sum, type, why, url;
};

/* One picture that is wanted, by the number of its struct want. */
struct item {
    str at;  /* its address after redirects and turns */
    str key; /* cache_key of the address that is wanted */
    long long claim;
    double due;       /* when it lies in the heap */
    isize host, next; /* next of its host's queue; -1 */
    int tries, hops, turns;
    bool bare, referred; /* to send no Referer; the last request had one */
    bool rather;         /* at the address that is tried before the one that is wanted */
    bool claimed, conditional;
};

struct host {
    str name;
    isize first, last; /* its queue; first < 0: empty */
    int active;
    double not_before; /* no request before */
    int silent;        /* pictures that got no answer */
    bool spoke;
    str closed; /* why nothing is asked any more; {0}: it is */
    int closed_http;
    long long closed_for; /* s */
};

struct fetch {
    arena *mem, temp; /* temp: passed by value, for what nobody keeps */
    struct job *job;
    struct index index;
    struct web *web;
    struct item *item;
    isize *heap, nheap;
    struct host *host;
    isize nhosts, turn;
    struct table hosts;
    isize left, active, asked;
    long long began;
    struct diags said; /* not in mem: its rest is lent out */
    bool broken;       /* no use to go on */
};

/* Last in the queue of its host. */
void queue_put(struct fetch *f, isize i);
/* The same, but so many seconds from now. */
void queue_later(struct fetch *f, isize i, double seconds);
/* Give the item the host of the address that it is at now. */
void queue_at_host(struct fetch *f, isize i);
/* Put all that are due into their queues; when the next one is, on os_clock. */
double queue_wake(struct fetch *f, double now);

#endif
