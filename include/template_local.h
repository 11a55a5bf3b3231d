/*
 * template_local.h - a template as it was read, shared by the files of src/template alone.
 *
 *   slot.c            names, and the values they are filled with
 *   template_read.c   markup and names become pieces
 *   template_scan.c   the cursor: places, names, references to characters
 *   template_attr.c   start tags
 *   template.c        pieces become nodes
 *   templates.c       the built-in ones and the user's
 *   words.c           what zhbook itself says
 */
#ifndef ZH_TEMPLATE_LOCAL_H
#define ZH_TEMPLATE_LOCAL_H

#include "template.h"

enum {
    TEMPLATE_DEPTH = 64,      /* open elements and sections */
    TEMPLATE_LEVELS = 8,      /* the book, the page, lists in lists */
    TEMPLATE_MAX = 256 << 10, /* bytes */
};

/* --- names --- */

/* A row of slot.def; `of` and `rows` are the first slot of a group, rows -1 unless LIST. */
struct slot {
    const char *name; /* as a template has it */
    enum slot_kind kind;
    int of, rows;
};
struct slot slot_of(int id);
/* The first slot of a page's own group. */
int slot_of_page(enum page_id id);
/* The first slot of the next group. */
int slot_end(int first);

struct fill {
    str text;
    struct node *tree;
    struct scope *first, *last; /* rows */
};
struct scope {
    struct scope *next;
    int of;         /* first slot of its group */
    struct fill *v; /* of each slot of the group */
};

/* --- pieces --- */

/* What a name in braces means. */
struct ref {
    enum { REF_NONE, REF_SLOT, REF_WORD } kind;
    int level; /* of the scope, 0: the book's */
    int id;    /* slot or word */
};

/* A part of a text or value: literal, or what a name stands for. */
struct bit {
    struct bit *next;
    struct ref ref;
    str text; /* of REF_NONE */
};
struct setting {
    struct setting *next;
    enum attr_id id;
    str name;
    struct bit *bits, **end;
};

enum piece_kind {
    PIECE_ELEMENT,
    PIECE_TEXT,
    PIECE_TREE,
    PIECE_EACH,   /* {{#list}} */
    PIECE_IF,     /* {{#text}}, {{?list}} */
    PIECE_UNLESS, /* {{^name}} */
};

struct piece {
    struct piece *up, *first, *last, *next;
    enum piece_kind kind;
    enum tag tag;
    bool around;            /* a tree stands below */
    struct setting *values; /* attributes of an element */
    struct bit bit;         /* a text or name; the name of a section */
    int line;
    str name; /* as written */
};

struct template
{
    enum page_id page;
    struct piece *root;
    struct strs classes;
    bool named[SLOTS];
};

/* --- reading --- */

struct reading_place {
    isize at;    /* byte */
    int line;    /* 1-based */
    isize start; /* byte at which the line begins */
};

struct reader {
    arena *mem;
    str text, file;
    struct diags *ds;
    struct reading_place here;
    enum page_id page;
    struct piece *root, *open; /* open: the innermost */
    int depth;
    int groups[TEMPLATE_LEVELS]; /* of the scopes that are open: first slots */
    int nlevels;
    bool has_tree;
    bool named[SLOTS];
    bool bad; /* something was reported */
};

/* Report at `place`; false. */
bool reader_fail(struct reader *r, struct reading_place place, enum diag_id id, const char *fmt,
                 ...) ZH_PRINTF(4, 5);
/* Go on by n bytes. */
void reader_go(struct reader *r, isize n);
str reader_left(const struct reader *r);
void reader_blanks(struct reader *r);
/* An XML name at the place; {0} if there is none. */
str reader_name(struct reader *r);
/* Text without braces, character references resolved. */
bool reader_literal(struct reader *r, struct reading_place place, str raw, str *out);
/* What is between braces, {{ already passed: *sigil is 0 or one of "#?^/!". */
bool reader_braces(struct reader *r, u8 *sigil, str *name);
/* The meaning of a name; false if nobody knows it. */
bool reader_resolve(struct reader *r, struct reading_place place, str name, struct ref *out);

/* template_attr.c: the attributes of p, up to and with ">"; *closed if that was "/>". */
bool reader_attributes(struct reader *r, struct piece *p, bool *closed);

#endif
