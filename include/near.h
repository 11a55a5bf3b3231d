/*
 * near.h - the known name that a mistyped one was meant to be.
 *
 *   struct near near = near_start(word);
 *   near_offer(&near, candidate);  ... for all of them
 *   near_text(a, &near, prefix)    "; did you mean prefix-candidate?", or ""
 */
#ifndef ZH_NEAR_H
#define ZH_NEAR_H

#include "str.h"

/* The candidate nearest to a word, if any is near enough to be meant. */
struct near {
    str word, best;
    isize distance;
};
struct near near_start(str word);
void near_offer(struct near *n, str candidate);
void near_offer_all(struct near *n, const char *names); /* separated by "|" */

/* "; did you mean title?" with `prefix` before the name, or "". */
str near_text(arena *a, const struct near *n, str prefix);

/* True if `word` is one of the names in "a|b|c"; *index is which. */
bool name_find(const char *names, str word, int *index);

#endif
