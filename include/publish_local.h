/*
 * publish_local.h - what the files of src/publish share.
 *
 *   publish.c  the story
 *   gather.c   which issues there are, and what their books say of themselves
 *   reading.c  the web edition: chapters as pages
 *   page.c     what all pages have
 *   pages.c    the archive, and a page for each issue
 *   atom.c     feeds
 *   opds.c     catalogues, OPDS 1.2
 *   opds2.c    the same as OPDS 2.0
 *   tree.c     the folder: what is new, what is ours, what goes
 *   hook.c     the user's program
 */
#ifndef ZH_PUBLISH_LOCAL_H
#define ZH_PUBLISH_LOCAL_H

#include "epub.h"
#include "publish.h"
#include "words.h"
#include "xml.h"

enum { THUMB_W = 240 /* px */ };

/* A file of an issue. */
struct edition {
    str path;        /* where it lies */
    str name;        /* what it is called in issues/ */
    str sum, device; /* device {0}: unknown */
    bool kepub;
    long long bytes;
    int part; /* of an issue in volumes, from 1; 0: it is whole */
};

/* A line of its contents. */
struct line {
    str label, author;
    str href; /* from the issue's folder on: "read/c0001.html"; {0}: a heading only */
    int level;
    bool back; /* of the book itself: an index, the colophon */
};

struct issue {
    int number; /* 0: it has none */
    str slug;   /* "012", or the name of its file */
    str title, identifier, lang, date, modified, description, publisher, rights, series, position;
    struct strs creators, subjects;
    struct edition *editions;
    isize neditions;
    struct line *lines;
    isize nlines;
    isize narticles;
    str cover, thumb; /* from the folder on; {0}: none */
    str cover_type, cover_book, cover_entry, cover_key;
    int cover_w, cover_h, thumb_w, thumb_h; /* px */
    str first;                              /* where reading begins, as line.href; {0} */
    const struct issue_row *row;            /* NULL: it is not of the state */
};

/* What is written when.  Whatever is named by a feed or page is there before it. */
enum rank { RANK_BOOK, RANK_PART, RANK_PAGE, RANK_LATEST, RANK_FRONT, RANK_FEED };
enum how { HOW_BYTES, HOW_COPY, HOW_ENTRY, HOW_THUMB };

struct output {
    str path; /* from the folder on */
    enum rank rank;
    enum how how;
    str key;         /* names what it is made from: of the same key it has the same bytes */
    str bytes;       /* BYTES */
    str from, entry; /* the book, and a name in it */
};

struct site {
    arena *mem;
    const struct conf *conf;
    const struct publish_want *want;
    struct diags *said;
    const struct words *words;
    str title, id; /* of the series; id without "urn:uuid:" */
    struct creators authors;
    struct issue *v; /* newest first */
    isize n;
    struct output *outputs;
    isize noutputs;
};

void site_add(struct site *s, const struct output *one);
void site_bytes(struct site *s, enum rank rank, str path, str bytes);

/* --- gather.c --- */

/* Every issue with its editions; false: said. */
bool site_gather(struct site *s);
/* The newest moment of all, "2021-08-14T07:37:44Z". */
str site_updated(const struct site *s);

/* --- reading.c --- */

/* The pages of an issue, and what they show; fills lines, narticles and first. */
bool reading_make(struct site *s, struct issue *is);

/* --- page.c --- */

/* A path as a reference: what is no plain letter is percent-encoded. */
str href_of(arena *a, str path);
/* The same from the site's root on: behind base_url if there is one, or else behind `up`. */
str site_href(const struct site *s, arena *a, const char *up, str path);

struct page {
    str title;
    str lang;
    const char *up;           /* the way to the root: "", "../../" */
    const char *body;         /* class */
    struct strs css;          /* beside web.css, from the page on */
    str prev, next, contents; /* {0}: there is none */
};
void web_begin(struct xml *x, const struct site *s, const struct page *p);
void web_end(struct xml *x);
void web_link(struct xml *x, const char *class, str href, str text);
/* "3.1 MB" */
str size_shown(arena *a, long long bytes);
/* "EPUB", "KEPUB · kobo-libra · 2" */
str edition_label(arena *a, const struct site *s, const struct issue *is, const struct edition *e);
/* A KEPUB is one to whoever knows no better; its name says the rest. */
#define EPUB_TYPE "application/epub+zip"
/* Its date as people of that language write it. */
str issue_date(arena *a, const struct issue *is);

/* --- the rest --- */

void pages_make(struct site *s);
void atom_make(struct site *s);
void opds_make(struct site *s);
void opds2_make(struct site *s);

/* "科技：一；二。" - topics and titles as a text. */
str issue_summary(arena *a, const struct site *s, const struct issue *is);
/* A urn of its own for something of the series. */
str site_urn(arena *a, const struct site *s, const char *what);
str issue_urn(arena *a, const struct issue *is);

/* --- tree.c --- */

bool tree_write(struct site *s, struct publish_done *out);

#endif
