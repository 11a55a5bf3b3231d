/*
 * page.h - a saved page: whose it is, where on it the article stands, and what it says of itself.
 *
 * page.def has a row for each kind of page.  A row is taken when the page's address is one of its
 * hosts, or when the page shows its mark, and an article is found where the row says; rows of
 * sites come before those of programs that make sites, and these before what is a standard.
 * A page that no row knows stays whole: nothing is guessed.
 *
 * What a page says of itself is read on every page: what its row names, JSON-LD, OpenGraph and
 * other meta elements, microdata, the title element.
 *
 * To add a kind: a row in page.def and a page of your own in tests/unit/u_page.c.
 */
#ifndef ZH_PAGE_H
#define ZH_PAGE_H

#include "node.h"

/* A row.  Each cell but the first three is a list of places, "PLACE | PLACE", see page.def. */
struct page_kind {
    const char *name;
    const char *hosts;   /* separated by blanks; those below them too */
    const char *marks;   /* selectors; one of their elements is evidence; NULL: hosts only */
    const char *article; /* the article; the first place that is there is taken */
    const char *heads;   /* of a page of several articles: whose each one is */
    const char *title, *author, *date, *picture, *site;
    const char *suffix; /* names that stand behind titles: "NAME | NAME" */
};

struct page_set;
struct page_found;

/* All rows, ready to be asked by any number of threads. */
struct page_set *page_set_make(arena *a);

struct page_article {
    struct node *node;
    str head; /* whose it is, if there are several; {0} if that is not said */
};

struct page {
    const struct page_kind *kind; /* NULL: nobody knows this page */
    struct node *doc;
    struct page_article *articles; /* elements of doc, in order, none in another; … */
    isize n;
    bool scripted; /* … or what a script of the page holds: one element, in no tree */
    struct page_found *found;
};

/* Look at a parsed page; `url`: where it is known to be from, or {0}.  Linear. */
struct page page_read(arena *a, const struct page_set *s, struct node *doc, str url);

/* What the page says of itself; {0} where it says nothing.  White space is as it stands there. */
struct page_says {
    str title, author, site, date, updated, lang, picture;
    str url[4]; /* its own addresses, the best first */
    isize nurls;
};
struct page_says page_says(arena *a, const struct page *g);

/* A whole page becomes content: below the result stands what the body had, which doc then has no
 * more, and an article out of a script. */
struct node *page_content(arena *a, const struct page *g);

/* What is the same in the addresses of one picture in whatever size; for comparing. */
str page_picture_key(arena *a, str url);

#endif
