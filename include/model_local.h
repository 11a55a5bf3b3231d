/*
 * model_local.h - the state of model_fix, shared by model*.c alone.
 *
 *   model.c        the tables, and the walk that asks
 *   model_attr.c   names, attributes, ids and fragments, before the walk
 *   model_value.c  what the values of attributes may be
 *   model_box.c    boxes: where they may stand, and what is mended when they close
 *   model_table.c  the parts and the grid of a table
 *   model_run.c    runs: leaves, phrasing, text, ruby
 *   model_math.c   formulas
 */
#ifndef ZH_MODEL_LOCAL_H
#define ZH_MODEL_LOCAL_H

#include "model.h"

enum {
    INLINES = 16,           /* nested phrasing beyond this many is unwrapped */
    CLONE_BYTES = 16 << 20, /* what all copies of split elements may cost */
};

/* An open element of the new tree that holds blocks or parts. */
struct box {
    struct box *up;
    struct node *out;
    u8 hold;
    bool implied; /* nobody asked for it: it closes when something does not fit */
    u16 bars;     /* of it and all around it */
    int depth;
};

/* A paragraph, heading … of the old tree that the walk is in. */
struct leaf {
    struct leaf *up;
    struct node *src;
    struct box *in; /* it counts only directly in this box */
    bool used;      /* src stands in the new tree: what comes is a copy */
};

/* Phrasing of the old tree that the walk is in. */
struct phrase {
    struct node *src, *out; /* out: where it stands in this run, or NULL */
    bool used;
    bool waits;  /* a link around another link */
    isize holds; /* index of the link that waits for this one, or -1 */
};

struct fix {
    struct rule_ctx *cx;
    arena *mem;
    struct node *root;
    struct box *box;
    struct leaf *leaf;
    struct phrase phrases[INLINES];
    isize nphrases, nopen; /* those asked for; those of them that are in the run */
    bool run;              /* a run of phrasing is open … */
    struct node *para;     /* … in this, or directly in the box */
    bool gap;              /* a line must end before more text comes into the run */
    struct node *anchors;  /* empty spans with ids that wait for a run, by .next */
    struct node **anchors_end;
    isize clone_left; /* bytes */
};

/* model_attr.c: rename, clean attributes, drop what goes as a whole. */
void model_prepare(struct rule_ctx *cx, struct node *root);

/* model_value.c: false if *v is none of its type; may put it into its plainest form. */
bool model_value(arena *a, const struct node *n, enum value type, str name, str *v);

/* model_math.c: mend what is below a math element. */
void model_math(arena *a, struct node *math);

/* model_table.c: order the parts and mend the grid of a closed table. */
void model_table(struct fix *f, struct node *table);

/* model_box.c */
bool box_takes(const struct box *b, enum cat cat);
/* True if cat is at home in the box, or around it through implied ones. */
bool box_fits(const struct fix *f, enum cat cat);
/* True if a box for `holds` of cat still goes in here: depth. */
bool box_has_room(const struct fix *f, enum cat cat, enum hold holds);
/* Close and open implied boxes until the box takes cat. */
void box_ready(struct fix *f, enum cat cat);
struct box *box_open(struct fix *f, struct node *out, bool implied);
void box_close(struct fix *f);
/* Paragraphs around the runs of phrasing between blocks. */
void box_wrap_runs(struct fix *f, struct node *n);

/* model_run.c */
struct leaf *run_leaf(const struct fix *f); /* the one that counts here, or NULL */
void run_phrase(struct fix *f, struct node *n);
void run_text(struct fix *f, struct node *n);
void run_end(struct fix *f);
/* What comes must not touch what was. */
void run_break(struct fix *f);
bool run_push(struct fix *f, struct node *n); /* false: unwrap it */
void run_pop(struct fix *f);
/* n goes; if it has an id, an empty span keeps it. */
void run_anchor(struct fix *f, const struct node *n);
void run_flush_anchors(struct fix *f, struct node *parent);
bool run_is_blank(str s);

#endif
