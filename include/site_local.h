/*
 * site_local.h - what sites ask about the words of a post.
 */
#ifndef ZH_SITE_LOCAL_H
#define ZH_SITE_LOCAL_H

#include "shape_local.h"

enum { SITE_LINE = 200 /* bytes that a name, a day or the words of a button may have */ };

/* The last paragraphs with words, or texts that will be some, last first, as far as nothing else with words stands
 * between them or behind; how many, at most `most` (<= SITE_TAIL). */
enum { SITE_TAIL = 4 };
int site_tail(struct node *root, struct node *out[], int most);

/* The last line goes, and one more, as long as it is one: what a site writes behind an
 * article it may write twice. */
void site_drop_tail(struct rule_ctx *cx, struct node *root,
                    bool (*is_one)(struct rule_ctx *cx, const struct node *last));

/* s is "2021-08-14", and perhaps "07:37" or "07:37:44" behind it. */
bool site_is_time(str s);

#endif
