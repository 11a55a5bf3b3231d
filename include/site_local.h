/*
 * site_local.h - what sites ask about the words of a post.
 */
#ifndef ZH_SITE_LOCAL_H
#define ZH_SITE_LOCAL_H

#include "shape_local.h"

/* Trimmed of everything that cannot be seen. */
str site_trim(str s);

/* All that is visible at and below n, if it is no longer than `most` bytes; else {0}. */
str site_line(arena *a, const struct node *n, isize most);

/* The last paragraphs with words, last first, as far as nothing else with words stands
 * between them or behind; how many, at most `most` (<= SITE_TAIL). */
enum { SITE_TAIL = 4 };
int site_tail(struct node *root, struct node *out[], int most);

/* s is "2021-08-14", and perhaps "07:37" or "07:37:44" behind it. */
bool site_is_time(str s);

#endif
