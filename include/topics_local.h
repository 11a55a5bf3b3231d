/* topics_local.h - which topic a post belongs to. */
#ifndef ZH_TOPICS_LOCAL_H
#define ZH_TOPICS_LOCAL_H

#include "collect_local.h"

/*
 * Parts in preorder for the sheets v[0..n), and the part of each sheet in
 * to[sheet].  v is in byte order of path, so topics come in the order in which
 * a reader of the folder meets them.
 *
 * With `topics` in book.yaml: one part for each rule that some post meets
 * first, in the order of the file, then order.unlisted.  Otherwise the category
 * paths make a tree; a chain with one child each is one part ("社交媒体 /
 * 知乎"); no deeper than toc.depth - 1; a lone root that would be all there is
 * gives way to its children.  Depth 1, or no categories at all: one part
 * without a title.
 *
 * to[sheet] is -1 for a post of no topic when order.unlisted is "drop".
 */
bool topics_make(struct draft *d, const isize *v, isize n, isize *to, struct part **parts,
                 isize *nparts);

/* Index of the first of conf.topics that the sheet meets in rule[sheet], or -1. */
bool topics_judge(struct draft *d, isize *rule);

/* The category tree. */
void tree_make(struct draft *d, const isize *v, isize n, isize *to, struct part **parts,
               isize *nparts);

#endif
