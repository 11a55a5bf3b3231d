/*
 * history.h - what earlier issues of a series had.
 *
 * The digest reads it from its state before the posts are collected; collect leaves out what was
 * delivered before.  An article is known again by its address, its number on its site, its title,
 * author and text, or its text alone, as duplicates within a book are (collect/twins.c).
 */
#ifndef ZH_HISTORY_H
#define ZH_HISTORY_H

#include "str.h"

/* One article as it was in one issue. */
struct delivered {
    str key;             /* names the article in its series */
    str url;             /* where it was published; {0} */
    struct strs aliases; /* as post.aliases */
    str title, author;
    long long chars;
    int pictures;
    u64 simhash, exact, raw; /* 0 where another version of zhbook computed them */
    int issue;
};

struct history {
    struct delivered *v; /* in order of key */
    isize n;
    bool any;           /* there was an issue before */
    long long after;    /* the instant at which the days of the last one ended */
    bool bounded;       /* the first issue had a first day, … */
    long long first;    /* … which began at this instant */
    str day;            /* the run's day, as the user gave it; {0} */
    long long now;      /* else its instant, s */
    bool replay;        /* the posts are those of an issue that was: all are in */
    struct strs marked; /* replay: paths of posts that bear a mark */
};

/* What stands behind the title of an article that was edited and comes again. */
const char *history_mark(str lang);

#endif
