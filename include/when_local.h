/*
 * when_local.h - dates as posts write them, and the zones they are meant in.
 *
 * Neither the clock nor TZ nor the locale is asked: a zone is a table made
 * once, by its name, and everything after that is arithmetic.
 */
#ifndef ZH_WHEN_LOCAL_H
#define ZH_WHEN_LOCAL_H

#include "date.h"

/* From `at` (s since 1970 UTC) on, local time is `offset` s ahead of UTC. */
struct zone_shift {
    long long at;
    int offset;
};
struct zone {
    struct zone_shift *v; /* ascending; the first counts for all time before it */
    isize n;
};

/* "Asia/Shanghai", "UTC", "+08:00", "-0330".  False if there is no such zone. */
bool zone_load(arena *a, str name, struct zone *out);
int zone_offset(const struct zone *z, long long utc); /* s */
/* The instant a wall clock there shows `local` (s, as if it were UTC): the first
 * of two, and in a gap what the clock before it would have shown. */
long long zone_instant(const struct zone *z, long long local);

enum when_kind {
    WHEN_NONE, /* empty, "None", "Invalid Date": nobody said */
    WHEN_OK,
    WHEN_IMPOSSIBLE, /* reads as a date that no calendar has */
    WHEN_STRANGE,    /* reads as no date */
};
struct when {
    long long at; /* s since 1970-01-01T00:00Z */
    bool timed;   /* a time of day was given */
};

/* Any form of R2.  Without a zone of its own it is read in `z`. */
enum when_kind when_read(str s, const struct zone *z, struct when *out);

#endif
