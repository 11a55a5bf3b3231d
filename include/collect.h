/*
 * collect.h - which posts make the book, and in what order.
 *
 * Reads every file that source.dir, include and exclude name, once; then
 * selects, removes duplicates, sorts posts into topics and numbers chapters.
 * The result does not depend on the order of the folder's entries or on -j.
 */
#ifndef ZH_COLLECT_H
#define ZH_COLLECT_H

#include "book.h"
#include "par.h"

/*
 * Fill b's collect fields; b->conf is set.  Results live in `a` and in the
 * crew's keep arenas.  False if the book cannot be made (a folder is missing);
 * no posts is not an error.  What is wrong with a post is in its .said, the
 * rest in ds.
 */
bool book_collect(struct book *b, arena *a, struct crew *crew, struct diags *ds);

/* "2021-08-14", "duplicate of 0001.md by its URL": a verdict and its detail for people. */
str verdict_text(arena *a, const struct post *p);

/* What names an article in its series, by its address; the address itself if it names none. */
str article_key(arena *a, str address);

#endif
