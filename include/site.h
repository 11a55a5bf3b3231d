/*
 * site.h - whose HTML is this?
 *
 * A site is a recogniser and a list of rules, nothing else: what only one
 * publisher's pages do is mended before the common rules (rule.h) see them.
 *
 * To add one: write src/convert/site_NAME.c with its `const struct site
 * site_NAME`, and give it a line in sites.c.
 */
#ifndef ZH_SITE_H
#define ZH_SITE_H

#include "rule.h"

struct site {
    const char *name;
    const char *help; /* one line, for `zhbook help rules` */
    bool (*owns)(const struct post *p, const struct node *root);
    const struct rule *const *rules; /* NULL-terminated */
};

extern const struct site *const sites[]; /* NULL-terminated; asked in order, the last owns all */

const struct site *site_of(const struct post *p, const struct node *root);

#endif
