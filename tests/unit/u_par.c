#include "par.h"
#include "unit.h"

static void square(void *ctx, isize i, struct worker *w)
{
    long *slots = ctx;
    long *room = make_n(&w->scratch, long, 1000);
    room[999] = (long)i;
    slots[i] = room[999] * room[999];
}

TEST(par__every_job_is_done_once_whatever_the_crew)
{
    for (int n = 1; n <= 8; n *= 2) {
        struct crew crew;
        long *slots = make_n(mem, long, 5000);
        crew_hire(&crew, n, 1 << 16, 1 << 16);
        crew_do(&crew, 5000, square, slots);
        for (long i = 0; i < 5000; i++) CHECK(slots[i] == i * i);
    }
}

TEST(par__no_jobs_is_no_work)
{
    struct crew crew;
    crew_hire(&crew, 3, 1 << 16, 1 << 16);
    crew_do(&crew, 0, square, NULL);
    CHECK_INT(crew.n, 3);
}
