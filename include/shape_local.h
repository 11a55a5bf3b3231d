/*
 * shape_local.h - what rules ask about the shape of a tree.
 */
#ifndef ZH_SHAPE_LOCAL_H
#define ZH_SHAPE_LOCAL_H

#include "rule.h"

bool shape_block(const struct node *n);     /* an element that starts a new line */
bool shape_has_block(const struct node *n); /* a child is a block */
bool shape_inline(const struct node *n);    /* an HTML element that runs with the text */
bool shape_heading(const struct node *n);   /* h1 to h6; NULL is none */
bool shape_space(const struct node *n);     /* a text without a visible character, or a comment */
bool shape_blank(const struct node *n);     /* nothing visible at or below n; linear */
bool shape_in_code(const struct node *n);   /* inside of pre, code and their like */
bool shape_in_pre(const struct node *n);

/* The neighbour, passing over white space; NULL if there is none. */
struct node *shape_prev(const struct node *n);
struct node *shape_next(const struct node *n);
/* The only child, passing over white space; NULL if there are none or more. */
struct node *shape_only(const struct node *n);

/* One of n's classes contains `part`, ASCII case-insensitive. */
bool shape_class_has(const struct node *n, str part);
/* n with its attributes but no children, in no tree. */
struct node *shape_clone(arena *a, const struct node *n);
/* A text of zhbook's own. */
struct node *shape_words(arena *a, str text);

/* Trimmed of everything that cannot be seen. */
str shape_trim(str s);
/* All that is visible at and below n, if it is no longer than `most` bytes; else {0}. */
str shape_line(arena *a, const struct node *n, isize most);

/* A text before n, on its line, the post's or zhbook's own as n is; nothing if it is empty. */
void shape_text_before(arena *a, struct node *n, str text);
/* The same in a span of this class. */
void shape_span_before(arena *a, struct node *n, str class_name, str text);

/* Every node below root, children before parents. */
struct shape_list {
    struct node **v;
    isize n;
};
struct shape_list shape_leaves_first(arena *a, struct node *root);

/* The first img at or below n; NULL if there is none. */
struct node *shape_image(const struct node *n);

/* The language of code, as it, what it stands in, or the highlighter's frame around it says,
 * in lower case; {0} if nothing does.  It may be any word. */
str code_language(arena *a, const struct node *code);

/* The name ends as names of pictures' files do. */
bool picture_named(str name);

/* The reference an image really stands for, by R5's order; {0} if there is none. */
str picture_source(const struct node *img);

#endif
