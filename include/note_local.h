/*
 * note_local.h - notes of a post, from whatever form they came in.
 *
 * A mark is a place in the text that refers to a note; an item is the element
 * that holds a note's words.  Four files share the work:
 *
 *   note_find.c    marks that lead to an item, by a link or by what they carry
 *   note_plain.c   marks and items that nothing ties together but their numbers
 *   note_clean.c   what is a note's own, and what belonged to its old form
 *   note_write.c   one form for all of them, at the end of the chapter
 *
 * rule_note.c is the order of these.  Nothing of the tree is changed before it is
 * certain that a mark has its note; what is not certain stays as it was written.
 */
#ifndef ZH_NOTE_LOCAL_H
#define ZH_NOTE_LOCAL_H

#include "rule.h"
#include "table.h"

/* An element that a link may lead to. */
struct note_place {
    str name;
    struct node *at;
    int order;  /* of its start in the document */
    isize next; /* the next place whose name has the same hash; -1 */
    isize last; /* of those; of the first one only */
};

struct note_mark {
    struct node *at; /* the link, or the sup without one */
    int order;
    isize note; /* -1: none */
};

struct note {
    struct node *item; /* NULL: its words are in `text` and `url` */
    struct node *list; /* that the item stands in; NULL: none */
    str text, url;
    str id;     /* by which the post called it */
    int label;  /* number that its first mark had in the post; 0: none */
    int number; /* 1 …; 0: nothing refers to it */
    int marks;
    bool empty;
    bool twin; /* another one says the same, and has its marks */
};

struct notes {
    struct rule_ctx *cx;
    arena *mem;
    struct node *root;
    struct node *bin; /* marks, labels and links back that the new ones replace */
    struct note_place *place;
    struct note_mark *mark; /* in document order */
    struct note_mark *sup;  /* without a link; in document order */
    struct node **list;     /* that say they are notes' */
    struct note *note;
    isize nplaces, nmarks, nsups, nlists, nnotes;
    int used;             /* numbers given */
    struct table by_name; /* hash of a name: its first place */
    struct table by_item; /* address of an item: its note, or -2: it is none */
    struct table by_text; /* hash of words: the item of a list that has them */
    struct node **worded; /* those items */
    isize nworded;
};

/* The place in the post that an address leads to; {0}: it leads elsewhere. */
str note_target(const struct notes *t, const struct node *link);
/* Where that is: the first one behind `after`; NULL: nowhere. */
struct note_place *note_place_of(struct notes *t, str name, int after);

/* A label such as [1], (1) or 注1 at the start of s; its number, 0 if there is none.
 * *end is where it ends, *closed whether it has brackets. */
int note_label(str s, isize *end, bool *closed);
/* A heading that notes have and nothing else, such as 参考 or Notes. */
bool note_heading(const struct notes *t, const struct node *n);
/* The first text below or behind n, within `in`, that shows something. */
struct node *note_first_text(const struct node *n, const struct node *in);

/* The line that n begins becomes a paragraph, to where another note begins. */
struct node *note_line(struct notes *t, struct node *n);
/* n is `in` or stands in it. */
bool note_within(const struct node *n, const struct node *in);

/* Make a note of `item`, or find it; its number in t->note. */
isize note_of(struct notes *t, struct node *item);
/* The mark at `at` refers to note `n`. */
void note_refer(struct notes *t, struct note_mark *mark, isize n);

/* n goes, and is listed with all else that goes so. */
void note_forget(struct notes *t, struct node *n);
/* The outermost element of the line, but not `in`, that holds nothing but n. */
struct node *note_around(struct node *n, const struct node *in);

void notes_read(struct notes *t);
void notes_link(struct notes *t);
void notes_pair(struct notes *t);
void notes_clean(struct notes *t);
void notes_write(struct notes *t);

#endif
