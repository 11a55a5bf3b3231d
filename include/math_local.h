/* math_local.h - what the rules for formulas share. */
#ifndef ZH_MATH_LOCAL_H
#define ZH_MATH_LOCAL_H

#include "rule.h"

/* The MathML of `tex`, in no tree; NULL, and that is said, if it has none.  `at`
 * tells the line. */
struct node *math_node(struct rule_ctx *cx, const struct node *at, str tex, bool display);

/* False for what stands between two prices rather than two marks of a formula. */
bool math_plausible(str tex);

#endif
