/*
 * upright.h - in vertical writing one or two digits, and a pair of marks, stand upright in one
 * square (Requirements for Chinese Text Layout 2.3; tate-chu-yoko in Japanese).
 *
 * Longer numbers, and digits that belong to a Latin word, lie on their side with it.
 */
#ifndef ZH_UPRIGHT_H
#define ZH_UPRIGHT_H

#include "node.h"

/* What is upright of a text goes into <span class="tcy">; the rest stays, in pieces. */
void upright_text(arena *a, struct node *text);

/* All texts of a tree of the book's own. */
void upright_tree(arena *a, struct node *root);

#endif
