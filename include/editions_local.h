/*
 * editions_local.h - one run of `zhbook make`: a collected book becomes files.
 *
 *   make.c      the command: collect, make the editions
 *   editions.c  for each device: convert, make its pictures, write a file for each format
 *   print.c     the book converted for one device
 *   budget.c    a print that is too large is made smaller, step by step
 *   volumes.c   or divided
 *   names.c     what the files are called
 *   tally.c     what is said of each: a line, or a record
 *
 * An edition is the book as one device shows it.  All are made from one collected book, and
 * what they have in common is made once: it is found in the store.
 */
#ifndef ZH_EDITIONS_LOCAL_H
#define ZH_EDITIONS_LOCAL_H

#include "cmd_local.h"
#include "device.h"
#include "hash.h"
#include "pattern.h"
#include "table.h"

/* --- names.c --- */

/* What the name of a file is made of. */
struct file_name {
    str pattern; /* output.name */
    bool plain;  /* no: what -o says, where brackets are brackets */
    str slug, device, title;
    struct date date;               /* the book's */
    const struct issue_info *issue; /* NULL: it is none */
    bool many;                      /* there are several devices, so each file says which is its */
    int volume, volumes;            /* 0: the book is whole */
    bool kepub;                     /* in Kobo's form */
};
str file_name(arena *a, const struct file_name *n);

/* The fields of patterns; those from NAME_FILE on are those of titles, too. */
enum { NAME_FILE = 2, NAME_FIELDS = 8 };
void name_fields(const struct file_name *n, struct pattern_field to[NAME_FIELDS]);

/* --- print.c --- */

/* What became of the posts of one print. */
struct tally_of_print {
    long long chars_in, chars_out, chars_removed;
    isize missing, cached;
};

/* The book, or a volume of it, converted for one device; its posts are a copy. */
struct print {
    const struct device *device;
    struct conf conf;
    struct book book;
    int volume, volumes; /* 0: the book is whole */
    struct making_of pictures;
    struct tally_of_print tally;
    struct diags about;    /* messages about the whole of it */
    int said[DIAG_LEVELS]; /* all messages about it, counted */
};

/* A file that was made. */
struct made_file {
    str path, at; /* its place, and where it is for now */
    const struct device *device;
    bool kepub;
    int volume, volumes;
    long long bytes;
    int said[DIAG_LEVELS]; /* all messages about it, counted */
};

struct run {
    const struct options *o;
    arena *a;
    struct reply *r;
    struct project *pj;
    struct store *store; /* NULL: none, and there is but one edition */
    double began;        /* s: the run, then the file that is being made */
    str dir, file;       /* where files go: one of them, as -o says; {0}: output.dir */
    struct finder *finder;
    int before[DIAG_LEVELS]; /* messages that are of no edition */
    struct diags rest;       /* about posts that are not in the book */
    struct table first;      /* hash of a message → the print that it was first said of */
    isize nprints;           /* of which something was said */
    bool missing;            /* pictures, of some edition */
    bool staged;             /* they lie beside their places until the issue is written down */
    bool whole;              /* every file is there */
    struct made_file *files; /* those that are there, in order */
    isize nfiles;
};

/* Fill p, whose device, conf and volume are set, from the collected book; the cover is drawn
 * if `cover` is NULL. */
void print_make(struct run *run, struct print *p, const struct book *from,
                const struct cover *cover);

/* Bytes of the largest of its files; -1: it cannot be written, and ds says why. */
long long print_weigh(const struct run *run, const struct print *p, struct diags *ds);

/* Let go of what its pictures lie in. */
void print_close(const struct run *run, struct print *p);

/* --- budget.c --- */

/* A way to a smaller book, and how it is told. */
struct rung {
    struct thrift thrift;
    str what;
};
enum { RUNGS_MAX = 10 };

/* The ways for this device, one below the other, each with all that is above it. */
isize budget_rungs(arena *a, const struct conf *conf, const struct device *d, struct rung *out);

/* Bytes that a file may have; 0: as many as it takes. */
long long budget_of(const struct conf *conf);

struct prints {
    struct print **v; /* one, or the volumes */
    isize n;
};

/*
 * Make of a whole print one that is small enough, or several.  -1, or the exit status; what
 * was done is said.  Prints that are not among *out are closed.
 */
int budget_fit(struct run *run, struct print *whole, struct prints *out);

/* --- volumes.c --- */

/* What an article adds to a volume. */
struct load {
    long long bytes;       /* of its chapters */
    int border;            /* before it begins 0: a topic, 1: one within a topic, 2: an article */
    const isize *pictures; /* indices; what a volume has already costs nothing */
    isize npictures;
};

/* What a book weighs, by its articles and pictures. */
struct loads {
    struct load *v;
    isize n;
    long long *picture; /* bytes of each */
    isize npictures;
};

/*
 * Divide the articles into volumes of at most `room` bytes each: at topics, where a topic is too
 * large between those in it, or else between articles.  starts[v] is the first article of
 * volume v; returns how many there are, 0 if article *heavy alone is too large.
 */
isize volumes_cut(const struct loads *l, long long room, isize *starts, isize *heavy,
                  arena scratch);

struct loads volumes_load(arena *a, const struct print *p);

/* A collected book of which only these posts are left. */
struct book volume_book(arena *a, const struct book *b, isize first, isize n);

/* Make `conf` that of one volume: title, identifier and series say so. */
void volume_conf(arena *a, struct conf *conf, int volume);

/* --- editions.c --- */

/*
 * Make all files.  Each is a whole book, beside the old one first, which a rename replaces; one
 * that cannot be made leaves its old file as it was and does not stop the others.  Volumes of
 * a book are written all before the first of them is renamed.  The exit status; run->files has
 * those that are there.
 */
int editions_make(struct run *run);

/* Which posts are not in the book, and why. */
void posts_say_rest(const struct book *b, struct diags *to);

/* --- tally.c --- */

struct tally_of_print tally_print(const struct book *b);

/* Say that a file was made, or, with --dry-run, could be. */
void tally_say(struct run *run, const struct print *p, const struct made_file *f);

#endif
