/*
 * publish.h - finished books become a folder that any web server can show.
 *
 * Pages for people, feeds for readers of news, catalogues for reading programs (OPDS 1.2 and
 * 2.0), and of each issue an edition to be read in a browser.  All of it is made from the books
 * themselves, so it has no time or place of its own: the same books give the same bytes.
 *
 * Files come first and feeds last, each by a rename, and what is the same is not touched.  A
 * list of what zhbook has written lies in the folder (PUBLISHED): nothing else is ever
 * overwritten or removed.
 */
#ifndef ZH_PUBLISH_H
#define ZH_PUBLISH_H

#include "conf.h"
#include "digest.h"

#define PUBLISHED ".zhbook-published"

struct publish_want {
    str dir;     /* the folder */
    str base;    /* the address it is reached under, with "/" at its end; {0}: nobody knows */
    isize prune; /* only so many of the newest issues; 0: all */
    bool dry_run;
    const struct issue_list *issues; /* NULL: what lies in output.dir */
};

/* What is there now of an issue, for the state. */
struct publish_issue {
    int number;
    str sum; /* of its first file */
};

struct publish_done {
    struct strs changed, removed; /* from the folder on, in the order of work */
    isize files;                  /* that are there now */
    isize nissues;
    struct publish_issue *issues;
    bool refused; /* the folder is not one that may be written to; said */
};

/* False: ds has why.  Nothing was changed if it was refused. */
bool publish_tree(const struct conf *conf, const struct publish_want *want,
                  struct publish_done *out, arena *a, struct diags *ds);

/* Run publish.hook in the folder, which is its last argument, too; what it prints is in `out`.
 * False: it could not be run, or failed (said). */
bool publish_hook(const struct conf *conf, str dir, struct buf *out, arena *a, struct diags *ds);

#endif
