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
 * the crew's keep arenas.  A post that can no longer be read says why and becomes a chapter
 * without content: others may lead to it already.
 */
void book_convert(struct book *b, arena *a, struct crew *crew, struct finder *finder,
                  struct store *store);

/*
 * One chapter alone, for `zhbook show`: the XHTML in `a`; with `explain`, every
 * change of every rule is a note in p->said.
 */
str post_show(arena *a, const struct book *b, struct post *p, struct finder *finder, bool explain);

/* Addresses of pictures for which the post's page asks to send no Referer. */
struct strs post_unreferred(arena *a, struct post *p);

/* The body as the parser sees it, without any rule, as indented XHTML: for --diff. */
str post_before(arena *a, struct post *p);

#endif
