/* par.c - see par.h.  The only file that starts threads. */
#include "par.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum {
    STACK = 1 << 20, /* bytes: no walk over input recurses, so this is plenty */
    TRIM = 8 << 20,  /* scratch that one job may leave committed for the next */
};

struct shift {
    struct crew *crew;
    atomic_ptrdiff_t next, done;
    isize jobs;
    job_fn *fn;
    void *ctx;
};

struct hand {
    struct shift *shift;
    struct worker *worker;
};

static void *work(void *arg)
{
    struct hand *h = arg;
    struct shift *s = h->shift;
    struct crew *c = s->crew;
    for (isize i; (i = atomic_fetch_add(&s->next, 1)) < s->jobs;) {
        arena empty = h->worker->scratch;
        s->fn(s->ctx, i, h->worker);
        h->worker->scratch = empty;
        isize done = atomic_fetch_add(&s->done, 1) + 1;
        if (c->tick && h->worker == &c->w[0]) c->tick(c->tick_ctx, done, s->jobs);
    }
    if (arena_left(&h->worker->scratch) > TRIM) {
        arena rest = h->worker->scratch;
        rest.at += TRIM;
        arena_trim(rest);
    }
    return NULL;
}

void crew_hire(struct crew *c, int workers, isize keep_bytes, isize scratch_bytes)
{
    c->tick = NULL;
    c->n = workers < 1 ? 1 : workers > CREW_MAX ? CREW_MAX : workers;
    for (int i = 0; i < c->n; i++) {
        c->w[i].keep = arena_reserve(keep_bytes);
        c->w[i].scratch = arena_reserve(scratch_bytes);
    }
}

void crew_do(struct crew *c, isize jobs, job_fn *fn, void *ctx)
{
    struct shift shift = {.crew = c, .jobs = jobs, .fn = fn, .ctx = ctx};
    struct hand hands[CREW_MAX];
    pthread_t threads[CREW_MAX];
    pthread_attr_t attr;
    int started = 0;
    assert(c->n > 0);

    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, STACK);
    for (int i = 0; i < c->n; i++) hands[i] = (struct hand){&shift, &c->w[i]};
    while (started < c->n - 1 && started < jobs - 1 &&
           !pthread_create(&threads[started], &attr, work, &hands[started + 1]))
        started++;
    pthread_attr_destroy(&attr);
    work(&hands[0]);
    for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
}
