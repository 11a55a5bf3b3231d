/*
 * par.h - many independent jobs, a few hands.
 *
 * Job i writes only to slot i of whatever ctx points at, and to arenas of the
 * worker that runs it.  Nothing else is shared, so there are no locks, and
 * the result does not depend on how many workers there are.
 */
#ifndef ZH_PAR_H
#define ZH_PAR_H

#include "arena.h"

enum { CREW_MAX = 64 };

struct worker {
    arena keep;    /* results; lives as long as the crew */
    arena scratch; /* empty at the start of every job */
};

struct crew {
    int n;
    struct worker w[CREW_MAX];
    void (*tick)(void *ctx, isize done, isize jobs); /* may be NULL; called by the */
    void *tick_ctx;                                  /* first worker, between its jobs */
};

typedef void job_fn(void *ctx, isize job, struct worker *w);

/* 1 <= workers <= CREW_MAX, or the nearest; bytes are for each worker. */
void crew_hire(struct crew *c, int workers, isize keep_bytes, isize scratch_bytes);

/* Returns when all jobs are done.  If no thread can be had, the caller works alone. */
void crew_do(struct crew *c, isize jobs, job_fn *fn, void *ctx);

#endif
