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

/* Around code of a tag: more than anybody types. */
#define MARKDOWN_FENCE "``````````"

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

/* One line of code or not: the state of fences between lines. */
struct fence {
    u8 mark;     /* '`' or '~'; 0 outside */
    isize count; /* of the marks that opened it */
};

/* What mending knows between lines. */
struct mender {
    arena *mem;
    struct buf *out;
    struct asides *asides;
    str rest; /* this line and those after it */
    int line; /* 0-based */
    struct fence fence;
    bool raw;      /* between {% raw %} and its end */
    bool strong;   /* "**" is open in this paragraph */
    bool wide;     /* ... and there is more than ASCII in it */
    bool listing;  /* between {% codeblock %} and its end */
    bool hidden;   /* between {% comment %} and its end */
    bool paired;   /* all "**" of this line come in pairs */
    bool blank;    /* the line before says nothing */
    bool defining; /* a term's definitions follow */
    bool endless;  /* there is no end of a comment any more */
    int boxes;     /* ":::" that are open */
    str above;     /* the line before, if it has a "|" */
    str cite;      /* whose the open quotation is */
    isize broken;  /* lines "[x]: <" so far */
};

/* This is said to the generator. */
void mender_order(struct mender *m, str text);

/* Arguments of a tag: without the quotes around it; the next word, cut from *args; as HTML. */
str tag_unquoted(str s);
str tag_word(str *args);
void tag_html(struct buf *out, str s);

/* A tag at s.p[i], a "{": its length if something else was written for it, or 0. */
isize tag_mend(struct mender *m, str s, isize i);
/* "{{ … }}" at s.p[i], if it has a known value: its length, or 0. */
isize tag_variable(str s, isize i, str *value);
/* The rest of a comment from s.p[i] on: how much of the line belongs to it. */
isize tag_hidden(struct mender *m, str s, isize i);

/* {% codeblock title lang:js url %}, {% highlight js linenos %}: a fence.  {% include_code %}. */
void tag_listing(struct mender *m, str name, str args);
void tag_include(struct buf *out, str args);

/* What may stand at s.p[i]: its length if something else was written for it, or 0. */
isize inline_attributes(struct mender *m, str s, isize i); /* at "{" */
isize inline_embed(struct mender *m, str s, isize i);      /* at "!" */
isize inline_mark(struct mender *m, str s, isize i);       /* at "=" */
isize inline_tex(struct mender *m, str s, isize i);        /* at a back-slash */

/* A line that is said to the generator, or opens a box: true if it was dealt with. */
bool line_mend(struct mender *m, str line);

/* Write what a tag that leads to a post stands for; false if it is none (see
 * markdown_post.c). */
bool markdown_post(struct buf *out, str name, str args);
/* A link's destination with such a tag, as an address; else s itself. */
str markdown_post_address(arena *a, str s);

/* True if the line belongs to fenced code, its fences among it. */
bool fence_line(struct fence *f, str line);

/* Length of the code span that starts at s.p[i] (a backtick), or of the marks alone. */
isize code_span(str s, isize i);

#endif
