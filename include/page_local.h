/* page_local.h - what the files of src/page share. */
#ifndef ZH_PAGE_LOCAL_H
#define ZH_PAGE_LOCAL_H

#include "page.h"

enum page_cell {
    CELL_MARKS,
    CELL_ARTICLE,
    CELL_HEADS,
    CELL_TITLE,
    CELL_AUTHOR,
    CELL_DATE,
    CELL_PICTURE,
    CELL_SITE,
    CELLS,
};

/* One place of a cell. */
struct place {
    enum { PLACE_ONE, PLACE_FIRST, PLACE_ALL } which;
    str mark; /* behind "js:"; {0}: a selector */
    str attr; /* behind "@"; {0}: the text, or what the element is for */
};

/* An element that a place names, and its number in document order. */
struct hit {
    struct node *node;
    isize order;
};

struct hits {
    struct hit *v;
    isize n;
};

/* What one walk over a page has found. */
struct page_found {
    const struct page_set *set;
    int kind;           /* row; -1: none */
    struct hits *hits;  /* of each place */
    struct hits script; /* in order, JSON-LD among them */
    struct hits meta;
    str title, lang, canonical, og_url, comment_url, given_url;
};

/* The places of a row's cell are v[from .. to). */
struct places {
    const struct place *v;
    isize from, to;
};
struct places page_places(const struct page_set *s, int kind, enum page_cell cell);
const struct page_kind *page_row(int kind);

/* The row that every page's fields are looked up in, too. */
enum { PAGE_STANDARD = 0 };

/* What an element says: attribute `attr`, or what it is for. */
str place_value(arena *a, const struct node *n, str attr);
/* The text below n as a reader sees it, about. */
str page_text(arena *a, const struct node *n);
/* Nothing to read and no picture at or below n. */
bool page_blank(const struct node *n);

/* --- page_script.c: what scripts hold ----------------------------------------- */

/* The string that stands behind `mark` in the page's scripts, escapes undone; {0}. */
str script_value(arena *a, const struct page_found *f, str mark);
/* An article from WeChat's own description of a post of pictures or of text; NULL. */
struct node *script_article(arena *a, const struct page_found *f, str mark);

/* --- page_ld.c: JSON-LD ---------------------------------------------------------- */

struct ld {
    str title, author, site, date, updated, picture, url;
    int rank; /* how sure it is that this is the article; 0: nothing was found */
};
void ld_read(arena *a, str script, struct ld *to);

#endif
