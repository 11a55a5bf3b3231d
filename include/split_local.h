/*
 * split_local.h - a chapter too large for one file becomes several.
 *
 *   split.c        what the chapter is made of, where it may be cut, where it is
 *   split_note.c   the notes that go with a mark
 *   split_text.c   texts too large for one file
 *   split_build.c  the trees of the parts
 *   split_link.c   links between them
 *
 * The tree is seen as a row of atoms, which are never cut, in boxes, which are closed at the
 * end of a part and opened again in the next.  Sections, divs and long quotations are boxes; a
 * table, a list, a listing or a paragraph is one only if it does not fit into a file by itself.
 * Each cut has a rank: before h2 is best, before h3 good, between blocks will do; between rows,
 * items and lines is for what is too large, and within a line, or behind a heading, for what
 * leaves no choice.
 *
 * A part ends at the best cut that leaves it a quarter full at least, the last of them.  What
 * is taken up again for the next part is three quarters at most, so time is linear.
 */
#ifndef ZH_SPLIT_LOCAL_H
#define ZH_SPLIT_LOCAL_H

#include "convert_local.h"

#include <stdint.h>

enum rank { RANK_NEVER, RANK_LINE, RANK_ROW, RANK_BLOCK, RANK_H4, RANK_H3, RANK_H2, RANKS };

/* What subtrees weigh, in document order. */
struct weight {
    isize bytes; /* as XHTML, at most */
    isize nodes;
};

struct split_box {
    struct node *n;
    isize up;          /* -1: none */
    isize shell, path; /* bytes of its tags; and of those of all it stands in */
    isize first;       /* its first atom */
    struct node *lead; /* what is said again before it, if it begins its parent's next part */
    isize lead_bytes;
    isize trial;      /* the part, while cuts are sought, in which it is open */
    struct node *out; /* as it stands in … */
    isize out_part;   /* … this part; -1: in none so far */
    bool again;       /* it has begun in an earlier part */
};

struct split_atom {
    struct node *n;
    isize box, bytes;
    struct node *lead; /* as in a box */
    isize lead_bytes;
    isize refs, nrefs; /* in split.refs: notes that go with it */
    enum rank rank;    /* of a cut before it */
};

/* An item of the list of notes. */
struct split_note {
    struct node *li;
    isize bytes;       /* as it stands in the whole */
    isize words;       /* of them, without links back */
    isize refs, nrefs; /* notes that it refers to itself */
    bool claimed;      /* it goes with an atom */
    isize trial, home; /* parts; -1: none so far */
    isize shown;       /* the last part that has it, or a copy */
    isize seen;        /* the last atom that refers to it */
};

/* Nodes have no numbers: an address is a key, and never more than that. */
static inline u64 split_address(const struct node *n)
{
    return (u64)(uintptr_t)n;
}

struct split_part {
    struct node *root;
    isize from, end;             /* atoms */
    isize notes_from, notes_end; /* in split.placed */
};

struct isizes {
    isize *v;
    isize n;
};

struct split {
    struct chapter *c;
    arena *mem;
    isize limit; /* bytes of a file */
    isize frame; /* of them, what is no content */
    struct weight *weight;
    struct split_box *box;
    isize nboxes;
    struct split_atom *atom;
    isize natoms;
    struct node *list; /* the ol of notes; NULL */
    isize list_box;    /* -1 */
    struct split_note *note;
    isize nnotes;
    struct isizes refs;
    struct table marks;   /* a note's number, by hash of its id */
    struct table number;  /* of an item, by address */
    isize copy_left;      /* bytes that copies of notes may cost */
    struct isizes placed; /* the notes of each part */
    struct split_part *part;
    isize nparts;
    struct node **list_made; /* lists and bodies of tables that are in several parts */
    isize nlists_made;
};

/* What n's tags, or its text, are as XHTML at most, bytes. */
isize split_own(const struct node *n);

/* --- split_text.c: an upper bound is cut at line ends, sentence ends, gaps or anywhere. --- */

/* Cut a text into texts of `most` bytes of XHTML at most, which stand behind it. */
void split_text(arena *a, struct node *text, isize most, bool lines);

/* --- split_note.c --- */

void notes_find(struct split *s, struct node *root);
/* The notes that go with the last atom, whose subtree is n. */
void notes_claim(struct split *s, struct split_atom *at);
/* What they add to a part that is tried. */
isize notes_cost(struct split *s, const struct split_atom *at, isize trial);
/* The atoms of a part are decided: their notes are at home there, or get copies. */
void notes_settle(struct split *s, isize part);
/* Put them into the part's list. */
void notes_place(struct split *s, isize part);

/* --- split_build.c --- */

/* The box as it stands in this part. */
struct node *split_open(struct split *s, isize box, isize part);
/* n with all that is in it, as zhbook's own words. */
struct node *split_copy(arena *a, const struct node *n);
void split_build(struct split *s);
/* Numbers of the items of a list, by address, as they are in the whole. */
void split_number(struct split *s, const struct node *ol);

/* --- split_link.c --- */

/* Links to places in other parts lead there. */
void split_links(struct split *s);

/* --- headings.c --- */

/* The documents of a chapter, as trees. */
struct parts {
    struct node **v;
    isize n;
};

/* Each heading that the contents may name has an id then. */
void headings_name(struct chapter *c, struct node *root);
/* Fill the post's list of them. */
void headings_list(struct chapter *c, struct parts parts);

/* --- split.c --- */

/* The chapter in parts of `limit` bytes of XHTML at most, of which `frame` are no content. */
struct parts chapter_split(struct chapter *c, struct node *root, isize limit, isize frame);

#endif
