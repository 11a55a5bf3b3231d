/*
 * audit.h - nothing is lost silently.
 *
 * Visible characters are code points that are neither white space (Unicode
 * White_Space), control, format nor default-ignorable.  What the parser delivered
 * must equal what the chapter shows plus the listed removals: as numbers, and as a sum of hashes,
 * which is the same in any order.
 */
#ifndef ZH_AUDIT_H
#define ZH_AUDIT_H

#include "node.h"

struct tally {
    long long chars;
    u64 sum; /* of a hash of each code point */
};

struct audit {
    struct tally in, removed;
    isize pictures_in, pictures_removed;
    isize pictures_held; /* a placeholder stands for them */
};

bool audit_visible(u32 c);

/* True for what no browser shows with all that is in it, whatever the style sheet of the page
 * says, and for nodes of zhbook's own. */
bool audit_hidden(const struct node *n);
/* True if it, or what it stands in, is. */
bool audit_within_hidden(const struct node *n);

/* The visible characters of s alone, for comparing what people and pages typed. */
str audit_core(arena *a, str s);

/* Count a text. */
struct tally audit_text(str s);

/* Visible text at and below n: not in script, style, template, comments, nor in
 * nodes of zhbook's own (node.made). */
struct tally audit_tree(const struct node *n);

/* The img elements among them. */
isize audit_pictures(const struct node *n);

/* Everything visible in a document that xml.h wrote, zhbook's own words among it. */
struct tally audit_xhtml(str document);

static inline struct tally tally_add(struct tally a, struct tally b)
{
    return (struct tally){a.chars + b.chars, a.sum + b.sum};
}

static inline struct tally tally_sub(struct tally a, struct tally b)
{
    return (struct tally){a.chars - b.chars, a.sum - b.sum};
}

static inline bool tally_eq(struct tally a, struct tally b)
{
    return a.chars == b.chars && a.sum == b.sum;
}

#endif
