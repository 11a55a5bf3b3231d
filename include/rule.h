/*
 * rule.h - one thing zhbook does to every chapter.
 *
 * A rule sees one node, may edit it, and returns where the walk goes on.  It
 * reads nothing but the tree, the post and the policy, and writes nothing but
 * the tree and the diagnostics: no files, no clock, no globals.
 *
 * Text never vanishes by itself.  A rule that takes visible text or a picture
 * away calls rule_lose first; words that are zhbook's own and not the post's
 * are nodes with `made` set.  The audit (audit.h) holds every chapter to that.
 *
 * To add one: write src/convert/rule_NAME.c with a `const struct rule
 * rule_NAME`, and give it a line in rules.c.  Order in that table is order of
 * work; each rule sees the whole tree before the next one starts.
 */
#ifndef ZH_RULE_H
#define ZH_RULE_H

#include "book.h"
#include "node.h"

struct audit;
struct chapter;

struct rule_ctx {
    arena *mem;              /* the chapter's */
    const struct conf *conf; /* the policy */
    const struct post *post; /* what collect knows of it */
    struct chapter *chapter; /* whose content it is; NULL: nobody knows other posts */
    const struct node *root; /* the chapter: content stands directly below it */
    struct strs classes;     /* of a template around the content, beside those of class.def */
    const char *rule;        /* name of the one at work */
    struct audit *audit;
    struct diags *ds;
    bool explain; /* report each change, for `zhbook show --explain` */
};

struct rule {
    const char *name; /* as shown by --explain */
    const char *help; /* one line, for `zhbook help rules` */
    enum tag on;      /* TAG_NONE: every node; TAG_DOCUMENT: once, with the chapter's root */
    struct node *(*apply)(struct rule_ctx *cx, struct node *n);
};

void rules_run(const struct rule *const table[], struct rule_ctx *cx, struct node *root);

/* Where n stands in the post. */
where rule_at(const struct rule_ctx *cx, const struct node *n);

/* The post is in Chinese, Japanese or Korean, or nobody says what it is in. */
bool rule_is_cjk(const struct rule_ctx *cx);

/* The visible text and the pictures at and below n are about to go: list it
 * under `id`.  Says nothing if there are none. */
void rule_lose(struct rule_ctx *cx, const struct node *n, enum diag_id id, const char *what);

/* The same for a text that is cut out of a node. */
void rule_lose_text(struct rule_ctx *cx, const struct node *n, str text, enum diag_id id);

/* `old`, which stands in or below n, becomes `new`, which is as much the post's as it was: the
 * audit looks for that now.  Says nothing. */
void rule_swap(struct rule_ctx *cx, const struct node *n, str old, str new);

/* Say, for --explain, what the rule at work does with n. */
void rule_say(struct rule_ctx *cx, const struct node *n, const char *fmt, ...) ZH_PRINTF(3, 4);

extern const struct rule *const common_rules[]; /* NULL-terminated */
extern const struct rule *const last_rules[];   /* those behind the model */

#endif
