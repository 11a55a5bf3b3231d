/*
 * convert.h - a post becomes a chapter.
 *
 *   bytes → text → tree → rules (site's, common, model) → XHTML → store
 *
 * One job a post, all in the worker's scratch.
 */
#ifndef ZH_CONVERT_H
#define ZH_CONVERT_H

#include "book.h"
#include "par.h"
#include "store.h"

struct finder;

/*
 * Fill the convert fields of b's posts, and b->images.  Results live in `a` and
 * the crew's keep arenas.  A post that cannot be converted keeps .chapter NULL and
 * says why; false only if the book cannot go on.
 */
bool book_convert(struct book *b, arena *a, struct crew *crew, struct finder *finder,
                  struct store *store);

/*
 * One chapter alone, for `zhbook show`: the XHTML in `a`; with `explain`, every
 * change of every rule is a note in p->said.
 */
str post_show(arena *a, const struct book *b, struct post *p, struct finder *finder, bool explain);

/* The body as the parser sees it, without any rule, as indented XHTML: for --diff. */
str post_before(arena *a, const struct book *b, struct post *p);

#endif
