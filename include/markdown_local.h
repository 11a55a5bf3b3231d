/*
 * markdown_local.h - what is done to Markdown before it is parsed.
 */
#ifndef ZH_MARKDOWN_LOCAL_H
#define ZH_MARKDOWN_LOCAL_H

#include "str.h"

struct post;

/* Stands where emphasis needs a neighbour; the writer leaves it out. */
#define MARKDOWN_JOINT "<!--\x01-->"
/* Opens a block of display TeX, which "?>" ends: no other block may begin in it. */
#define MARKDOWN_TEX "<?tex\x01"

/* Around a formula of the text, its dollars and all: see rule_dollar.c. */
#define MARKDOWN_FORMULA "<span data-eeimg=\"0\">"

/* Footnotes: definitions become lines without text, references become links, and
 * the notes stand in a list at the end. */
str markdown_notes(arena *a, str text);

/* Words that are not for readers, and where they stood. */
enum aside_kind {
    ASIDE_SAID,  /* said of the post: the chapter's head shows it */
    ASIDE_ORDER, /* said to the generator */
    ASIDE_TAG,   /* a tag that we do not know; it stays */
};
struct aside {
    enum aside_kind kind;
    int line; /* of the text, 0-based */
    str text;
};
struct asides {
    struct aside *v;
    isize n;
};
/* As markdown_html, with what is left out. */
str markdown_html_with(arena *a, str text, struct asides *out);

void aside_add(arena *a, struct asides *list, struct aside s);

/* The body without the lines that the post's fields say again. */
str markdown_said(arena *a, const struct post *p, str body, struct asides *out);

/* Everything else: tags of static site generators, emphasis beside CJK
 * punctuation, destinations with blanks, headings without one, display TeX.
 * No line is added or taken away. */
str markdown_mend(arena *a, str text, struct asides *out);

/* Write what a tag that leads to a post stands for; false if it is none (see
 * markdown_post.c). */
bool markdown_post(struct buf *out, str name, str args);
/* A link's destination with such a tag, as an address; else s itself. */
str markdown_post_address(arena *a, str s);

/* One line of code or not: the state of fences between lines. */
struct fence {
    u8 mark;     /* '`' or '~'; 0 outside */
    isize count; /* of the marks that opened it */
};
/* True if the line belongs to fenced code, its fences among it. */
bool fence_line(struct fence *f, str line);

/* Length of the code span that starts at s.p[i] (a backtick), or of the marks alone. */
isize code_span(str s, isize i);

#endif
