/*
 * cover.h - the picture at the front of a book.
 *
 * The user's own picture, fitted in as a whole; or one that is drawn: series, issue, dates and
 * headlines in a font of the user's, with a picture of the book or without; or, where there is
 * no font, a pattern that belongs to the title.  Everything is drawn at 1600 x 2560 px in
 * integers and is the same on any machine; a small screen gets it smaller.
 *
 * To add a template: src/cover/template_NAME.c, a row in cover.c, its name in conf.def.
 */
#ifndef ZH_COVER_H
#define ZH_COVER_H

#include "book.h"

struct finder;
struct store;

/* What book_cover needs to know beside the book. */
struct cover_want {
    str file;              /* of --cover, as the user wrote it; {0}: what book.yaml says */
    struct finder *finder; /* finds pictures of posts; NULL: none are shown */
    struct store *store;   /* a cover that was drawn before is there; may be NULL */
};

/*
 * Fill b->cover; its bytes are in `a`.  Always succeeds: what could not be shown as it was
 * wanted is a warning in ds.
 */
void book_cover(struct book *b, const struct cover_want *want, arena *a, struct diags *ds);

/* Names and versions of the libraries behind it, a line each. */
void cover_libraries(struct buf *out);

#endif
