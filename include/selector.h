/*
 * selector.h - which elements are meant: a part of CSS (Selectors Level 4).
 *
 *   tag  *  .class  #id  [attr]  [attr=v]  [attr^=v]  [attr$=v]  [attr*=v]  [attr~=v]
 *   one inside another (a b), one directly inside another (a > b), lists (a, b)
 *
 * Tags are compared without case, all else exactly.  Many lists are compiled into
 * one set, each with a number of the caller's; a node is looked up in the set by its
 * classes, id, attributes and tag, so the price of a set hardly depends on its size.
 */
#ifndef ZH_SELECTOR_H
#define ZH_SELECTOR_H

#include "node.h"

struct selectors;

/* Why a list cannot be read, and where. */
struct selector_fault {
    isize at; /* offset in bytes */
    const char *why;
};

struct selectors *selectors_make(arena *a);

/*
 * Add a list of selectors that stands for `id` (>= 0; several may share one).  The set
 * keeps views of `list`.  False: nothing is added, and *fault says why.
 */
bool selectors_add(struct selectors *s, str list, int id, struct selector_fault *fault);

/* Whether `list` can be read. */
bool selector_ok(str list, struct selector_fault *fault, arena scratch);

/* The least id greater than `after` whose list matches element n; -1 if there is
 * none.  Start with after = -1.  Any number of threads may ask at once. */
int selectors_next(const struct selectors *s, const struct node *n, int after);

/*
 * The same in a walk over a whole tree that knows what stands above n, so that a selector whose
 * outer parts are nowhere there costs nothing however deep n is: `above` holds the marks of n's
 * parent and of all above it.
 */
u64 selectors_marks(const struct node *n);
int selectors_next_below(const struct selectors *s, const struct node *n, u64 above, int after);

/* The first element at or below root, in document order, that a list with this id matches. */
struct node *selectors_find(const struct selectors *s, struct node *root, int id);

#endif
