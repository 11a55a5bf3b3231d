/*
 * used.h - which characters a book shows, by the role of the text they stand in.
 *
 * Documents are read as they are written into the book, so nothing that a reader sees
 * can be forgotten, and what shows nothing (heads, comments, values of attributes)
 * does not count.  A role is that of the innermost element that has one: h1 to h6, blockquote
 * and what has its look (classes kai and abstract), and those for code; all else is the body's.  Formulas have fonts of their own.
 */
#ifndef ZH_USED_H
#define ZH_USED_H

#include "conf.h"

enum { TEXT_ROLES = FONT_COVER }; /* the cover is a picture */

/* How often each character stands in each role; {.mem = a} is empty and ready. */
struct used {
    arena *mem;
    u32 **page[TEXT_ROLES]; /* of 256 characters each; NULL: none of them */
};

/* A finished document, well-formed as xml.h writes it. */
void used_document(struct used *u, str xhtml);
/* The strings that a style sheet puts into the text, by content. */
void used_sheet(struct used *u, str css);
void used_text(struct used *u, enum font_role role, str text);
void used_one(struct used *u, enum font_role role, u32 c, u32 times);

u32 used_times(const struct used *u, enum font_role role, u32 c);

/* The characters of a role and how often each is there, in few bytes; {0} if there are none. */
str used_pack(arena *a, const struct used *u, enum font_role role);
/* Add what was packed. */
void used_unpack(struct used *u, enum font_role role, str packed);

/*
 * In order of code points:
 *
 *   struct used_walk w = {.left = packed};
 *   while (used_next(&w)) … w.c, w.times
 */
struct used_walk {
    str left;
    u32 c, times;
};
bool used_next(struct used_walk *w);

#endif
