/*
 * manner_local.h - how an article is set, as its text suggests.
 *
 * Pure: the same tree, the same answer.  A book either indents the paragraphs of an article or
 * leaves a gap between them, never both.  Prose is indented; what is made of short lines (verse,
 * a conversation, remarks of a sentence each) would be all indents, and has gaps.
 */
#ifndef ZH_MANNER_LOCAL_H
#define ZH_MANNER_LOCAL_H

#include "rule.h"

/* What the paragraphs of an article are like. */
struct manner {
    isize paragraphs; /* those of running text */
    isize small;      /* of one short line, or of several */
    isize tiny;       /* of a few characters */
    isize open;       /* small ones that no full stop or its like ends */
    isize speech;     /* small ones that are a quotation, as in a novel */
};

/* Count the paragraphs directly in `section`. */
struct manner manner_count(const struct node *section);

/* True for an article whose paragraphs are to have gaps. */
bool manner_has_gaps(const struct manner *m);

/* Paragraphs that a post begins with blanks two characters wide; `root` as it was parsed. */
isize manner_typed(const struct node *root);

/* True for a long enough text in English and in no letters but Latin ones. */
bool manner_english(const struct node *root);

/* The widths of the lines of a paragraph, in halves of an em: the widest, and how many. */
struct lines {
    isize n, widest;
    u32 first, last; /* visible characters */
};
struct lines manner_lines(const struct node *p);

#endif
