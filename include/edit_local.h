/* edit_local.h - tables of edits (site.h), compiled and applied. */
#ifndef ZH_EDIT_LOCAL_H
#define ZH_EDIT_LOCAL_H

#include "site.h"

struct edits;

struct edits *edits_make(arena *a);

/* Add an edit that belongs to `owner` (0..63).  Its selector must be one. */
void edits_add(struct edits *e, struct edit one, str select, int owner);

/* Do what the owners whose bits are set say, in one walk; names[owner] is told by --explain. */
void edits_run(const struct edits *e, u64 owners, const char *const names[], struct rule_ctx *cx,
               struct node *root);

#endif
