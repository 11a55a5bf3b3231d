/*
 * digest.h - issues of a series: which there were, what was in them, what they were made from.
 *
 * The state is a file of SQLite (issue.state).  An issue is written into it twice: pending, with
 * its articles and the hashes of its files, when these lie ready beside their places; and done,
 * when they are in their places.  Whoever finds a pending one finishes it first.  So a crash
 * between any two steps leaves an issue that is there or is not, and an article is in one
 * issue (ADR 0016).
 *
 * Posts and pictures of each issue are kept by their hashes in the folder "inputs" beside the
 * state, so that it can be made again when they have changed.
 */
#ifndef ZH_DIGEST_H
#define ZH_DIGEST_H

#include "book.h"
#include "history.h"

/* An article as an issue had it. */
struct issue_article {
    struct delivered is;
    int version;         /* 0 when it was new, then 1, 2 …; -1: the next that is free */
    str path, sum;       /* the post, and the SHA-256 of its file in hex */
    long long published; /* s, if dated */
    bool dated, marked;  /* marked: it came again, and its title said so */
    bool forgotten;      /* it may come again */
};

/* One of its files. */
struct issue_file {
    str path; /* where it is, from the folder of book.yaml on */
    str device, format, sum;
    long long bytes;
    str staged; /* where it lies until it is in its place */
};

/* Something that it was made from; `sum` names its bytes. */
struct issue_input {
    str kind; /* "conf", "set", "post", "picture", "file", "index", "output" */
    str path; /* as path_kept has it */
    str sum;
    long long bytes;
};

/* Somebody got it. */
struct issue_delivery {
    str recipient; /* a hash of the address */
    str message, status;
    long long time;
};

/* A delivery to nobody by name says whether an issue that was made for send.to is due: until each
 * of them has it. */
#define DELIVERY_ALL "send.to"
#define DELIVERY_DUE "due"
#define DELIVERY_DONE "done"

/* It was put where readers find it. */
struct issue_published {
    str place, sum;
    long long time;
};

struct issue_row {
    int number;
    str title, identifier;
    struct span span;
    long long after; /* where the next one begins, if from: last-issue */
    bool dated;
    str from, to;   /* ISO days */
    long long date; /* of the book */
    str version;    /* of zhbook */
    bool kept;      /* its inputs are */
    bool pending;
    struct issue_article *articles;
    struct issue_file *files;
    struct issue_input *inputs;
    struct issue_delivery *deliveries;
    struct issue_published *published;
    isize narticles, nfiles, ninputs, ndeliveries, npublished;
};

struct issue_list {
    struct issue_row *v;
    isize n;
};

struct digest;

/*
 * The state of the series that conf describes.  To read, a file that is not there is an
 * empty one.  To write, nobody else may: the lock is taken until digest_close or the end of
 * the process.  NULL: ds has why.
 */
struct digest *digest_open(arena *a, const struct conf *conf, str series, bool write,
                           struct diags *ds);
void digest_close(struct digest *d);

/* What names the series: book.identifier, or what is made of its title and seed. */
str digest_series(arena *a, const struct conf *conf);
str digest_identifier(arena *a, str series, int number);

/* What earlier issues had, for collect. */
bool digest_history(struct digest *d, arena *a, struct history *out);

/* The number behind the highest. */
bool digest_next(struct digest *d, int *number);

/* All issues by number, with their files and articles; or one, false if there is none (said). */
bool digest_list(struct digest *d, arena *a, struct issue_list *out);
bool digest_find(struct digest *d, arena *a, int number, struct issue_row *out);
bool digest_has(struct digest *d, int number);
/* Another issue than `number` of this title, or with a file of this path; 0 if there is none. */
int digest_clash(struct digest *d, str title, str path, int number);
/* The issue that an interrupted run left; 0 if there is none. */
int digest_pending(struct digest *d);

/* Write it down as pending; then done, or take it back. */
bool digest_begin(struct digest *d, const struct issue_row *issue);
bool digest_done(struct digest *d, int number);
bool digest_drop(struct digest *d, int number);

/* Articles of this key may come again; how many there were.  `number` 0: in any issue. */
bool digest_forget(struct digest *d, str key, isize *n);

/* It is to be sent to all of send.to, and has not been. */
bool issue_is_due(const struct issue_row *issue);

/* For those who send and publish. */
bool digest_delivered(struct digest *d, int number, const struct issue_delivery *to);
/* The same, but if that status stands there already its time stays, too. */
bool digest_delivered_once(struct digest *d, int number, const struct issue_delivery *to);
bool digest_published(struct digest *d, int number, const struct issue_published *at);

/* --- for people and version control --- */

void digest_export(struct digest *d, const struct issue_list *all, struct buf *out);
/* Add the issues of such a text; one that is there must be the same.  *n: how many were new. */
bool digest_import(struct digest *d, str text, str file, isize *n, arena *a);

/* --- inputs.c --- */

/* A path without the folder of book.yaml before it, and back. */
str path_kept(const struct conf *conf, str path);

/* Keep bytes or a file in `dir` by their hash; *sum and *bytes get it. */
bool input_keep(str dir, str bytes, struct issue_input *to, arena *a, struct diags *ds);
bool input_keep_file(str dir, str path, struct issue_input *to, arena *a, struct diags *ds);
/* Kept bytes, if they are what their name says. */
bool input_read(str dir, const struct issue_input *from, arena *a, str *out, struct diags *ds);
str digest_inputs(arena *a, const struct conf *conf);

void digest_library(struct buf *out);

#endif
