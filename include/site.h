/*
 * site.h - whose HTML is this?
 *
 * A site is what tells its pages from others, what is done to the elements that
 * only it writes, and rules for what a selector cannot say.  All sites whose
 * evidence a post shows apply, in the order of site.def, before the common rules
 * (rule.h) see the tree.
 *
 * To add one: write src/convert/site_NAME.c with its `const struct site
 * site_NAME`, give it a line in site.def, and a page tests/spec/NAME.md.
 */
#ifndef ZH_SITE_H
#define ZH_SITE_H

#include "rule.h"

enum edit_act { EDIT_DROP, EDIT_UNWRAP, EDIT_RENAME };

/* What is done to every element that `select` means.  Of several the first that
 * drops or unwraps an element is the last; names change before. */
struct edit {
    const char *select; /* see selector.h; NULL ends a table */
    enum edit_act act;
    enum diag_id id; /* under which a dropped one is listed */
    const char *to;  /* a new name: "tag" or "tag.class" */
};

/* Rows of a table of edits. */
#define DROP(select, id)                                                                           \
    {                                                                                              \
        (select), EDIT_DROP, (id), NULL                                                            \
    }
#define NOISE(select) DROP(select, DIAG_NOISE_GONE)
#define ICON(select) DROP(select, DIAG_IMG_DECOR)
#define BUTTON(select) DROP(select, DIAG_BUTTON_GONE)
#define GUTTER(select) DROP(select, DIAG_GUTTER_GONE)
#define TWIN(select) DROP(select, DIAG_TWIN_GONE)
#define UNWRAP(select)                                                                             \
    {                                                                                              \
        (select), EDIT_UNWRAP, DIAG_RULE, NULL                                                     \
    }
#define RENAME(select, to)                                                                         \
    {                                                                                              \
        (select), EDIT_RENAME, DIAG_RULE, (to)                                                     \
    }
#define EDITS_END                                                                                  \
    {                                                                                              \
        NULL, EDIT_DROP, DIAG_RULE, NULL                                                           \
    }

struct site {
    const char *name;
    const char *help; /* one line, for `zhbook help rules` */
    /* Evidence; any of it will do, NULL is none.  Hosts are separated by spaces and mean
     * those below them too. */
    const char *hosts;    /* of the post's address */
    const char *pictures; /* of a picture's address */
    const char *marks;    /* elements that only this site writes: a list of selectors */
    const char *labels;   /* categories under which archives file its posts, "a|b" */
    /* What is done; either may be NULL. */
    const struct rule *const *rules; /* first; NULL-terminated */
    const struct edit *edits;        /* then; ends with EDITS_END */
};

extern const struct site *const sites[]; /* NULL-terminated; at most 64 */

/* All sites, ready to be asked by any number of threads. */
struct site_set;
struct site_set *sites_make(arena *a);

/* The sites that the chapter below root shows evidence of: one bit for each of sites[]. */
u64 sites_of(const struct site_set *s, const struct post *p, const struct node *root);

/* Find them, and do what they say. */
void sites_run(const struct site_set *s, struct rule_ctx *cx, struct node *root);

/* What book.yaml says of elements: content.keep, remove, unwrap and rename. */
struct user_rules;
struct user_rules *user_rules_make(arena *a, const struct conf *conf);
void user_rules_run(const struct user_rules *u, struct rule_ctx *cx, struct node *root);
/* content.keep names something here. */
bool user_rules_keep(const struct user_rules *u, const struct node *root);

/* --- frame.c ------------------------------------------------------------------ */

/* Of a saved page, whose content stands below root, only the article stays. */
struct page;
void page_cut(struct rule_ctx *cx, const struct page *page, struct node *root);

#endif
