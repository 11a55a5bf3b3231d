/* explain_local.h - what a pass did to a chapter, for `zhbook show --explain`. */
#ifndef ZH_EXPLAIN_LOCAL_H
#define ZH_EXPLAIN_LOCAL_H

#include "rule.h"

struct view; /* the tree at one moment */

/* The tree as it is now; NULL unless cx->explain. */
struct view *explain_view(const struct rule_ctx *cx, const struct node *root);

/* Say what cx->rule has made of the tree since `was`, a diagnostic for each place; the tree as
 * it is now.  Nothing and NULL unless cx->explain. */
struct view *explain_change(struct rule_ctx *cx, const struct view *was, const struct node *root);

#endif
