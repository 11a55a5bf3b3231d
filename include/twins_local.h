/*
 * twins_local.h - posts that are known already: in this book (twins.c), or in an earlier issue
 * (history.c).
 */
#ifndef ZH_TWINS_LOCAL_H
#define ZH_TWINS_LOCAL_H

#include "collect_local.h"
#include "table.h"

enum { BANDS = 4 };

struct link {
    isize sheet, next; /* next: in links, or -1 */
};

struct twins {
    struct draft *d; /* those that are kept are sheets of it */
    bool by_url, by_title, by_text;
    struct table urls, titles, exact, bands[BANDS];
    struct link *links;
    isize nlinks;
};

/* Room for all sheets of d; none is kept yet. */
void copies_open(struct twins *t, struct draft *d);
void copies_keep(struct twins *t, isize sheet);

/* The first of those kept that is the same article as s; -1 if none is. */
isize copies_find(struct twins *t, const struct sheet *s, const char **by);

/* An address, or a number on a site, as it is compared; {0} if it names no single post (a site's
 * front page, a question). */
str twins_address(arena *a, str address);

#endif
