/*
 * editions_local.h - one run of `zhbook make`: a collected book becomes files.
 *
 *   make.c      the command: collect, make the editions, say what became of it
 *   editions.c  for each device: convert, make its pictures, write a file for each format
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
    str slug, device, title;
    struct date date;               /* the book's */
    const struct issue_info *issue; /* NULL: it is none */
    bool many;                      /* there are several devices, so each file says which is its */
    bool kepub;                     /* and this file is in Kobo's form */
};
str file_name(arena *a, const struct file_name *n);

/* The fields of patterns; those from NAME_FILE on are those of titles, too. */
enum { NAME_FILE = 2, NAME_FIELDS = 8 };
void name_fields(const struct file_name *n, struct pattern_field to[NAME_FIELDS]);

/* --- editions.c --- */

/* What became of the posts of one print. */
struct tally_of_print {
    long long chars_in, chars_out, chars_removed;
    isize missing, cached;
};

/* The book converted for one device; its posts are a copy. */
struct print {
    const struct device *device;
    struct conf conf;
    struct book book;
    struct making_of pictures;
    struct tally_of_print tally;
    struct diags about;    /* messages about the whole of it */
    int said[DIAG_LEVELS]; /* all messages about it, counted */
};

/* A file that was made. */
struct made_file {
    str path;
    const struct device *device;
    bool kepub;
    long long bytes;
    struct sha256 sum;
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
    struct table first;      /* hash of a message → the edition that it was first said of */
    bool missing;            /* pictures, of some edition */
    struct made_file *files; /* those that are there, in order */
    isize nfiles;
};

/*
 * Make all files.  Each is a whole book, beside the old one first, which a rename replaces; one
 * that cannot be made leaves its old file as it was and does not stop the others.  The exit
 * status; run->files has those that are there.
 */
int editions_make(struct run *run);

/* Which posts are not in the book, and why. */
void posts_say_rest(const struct book *b, struct diags *to);

/* --- tally.c --- */

struct tally_of_print tally_print(const struct book *b);

/* Say that a file was made, or, with --dry-run, could be. */
void tally_say(struct run *run, const struct print *p, const struct made_file *f);

#endif
