/*
 * issuing_local.h - a run that makes an issue.
 *
 *   issue.c         before and between: history, number, title, where files wait
 *   issue_record.c  behind: inputs kept, issue written down, files put in their places, done
 *   replay.c        an issue of before is made again, from what was kept of it
 *   issues.c        the command
 *
 * A file waits in a folder ".zhbook-12" beside its place.  When all wait there, the issue is
 * written down as pending; then each is renamed; then it is done (ADR 0016).
 */
#ifndef ZH_ISSUING_LOCAL_H
#define ZH_ISSUING_LOCAL_H

#include "digest.h"
#include "editions_local.h"

struct issuing {
    struct digest *digest; /* NULL: --no-state */
    bool writes;           /* what is made is written down */
    bool finished;
    struct history history;
    str series;    /* its key */
    str conf_text; /* of book.yaml */
    const struct options *options;
    struct table seen; /* hash of the path of a picture */
    struct strs pictures;
    bool *gone; /* of book.posts: it is in no edition */
    bool looked;
};

/* Behind editions_make: write the issue down and put its files in their places.  The exit status
 * of the run. */
int issue_record(struct run *run, int status);

/* Give the book its number; from here on the configuration is that of the issue. */
void issue_take_names(arena *a, struct project *pj, int number);

/* The series that the issues of one book are of. */
str issue_series(arena *a, const struct options *o, const struct conf *conf);

/* Finish what an interrupted run left: -1, or the exit status. */
int issue_recover(const struct options *o, arena *a, struct reply *r, struct project *pj);

/* Where an issue's file is, from the current folder on. */
str issue_path(arena *a, const struct conf *conf, str kept);

/* --- replay.c --- */

/* Issues to be made again, as one book or as they were. */
struct replay {
    const struct options *o;
    arena *a;
    struct reply *r;
    const struct conf *conf; /* of the series now */
    const struct issue_row *v;
    isize n;
    bool as_it_was; /* one issue, byte for byte; else a book of all of them */
    str dir;        /* the tree that is built and taken down again */
};

/* Make the issue again; it is put in its place if every byte is as it was.  The exit status. */
int replay_issue(struct replay *p);
/* Make one book of the issues, by what book.yaml says now. */
int replay_book(struct replay *p, int from, int to);

#endif
