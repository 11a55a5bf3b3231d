/*
 * svg_local.h - an SVG file made fit for a book.
 *
 * read: bytes become a tree of what svg.def allows.  mend: the tree alone is put right: one
 * child of each switch, ids that are names, references that lead to something, and not too
 * often.  write: the tree becomes SVG 1.1 again.  Nothing that is not in the tree can be
 * written, and nothing is in the tree that has no row.
 */
#ifndef ZH_SVG_LOCAL_H
#define ZH_SVG_LOCAL_H

#include "str.h"
#include "table.h"

enum {
    SVG_MAX = 8 << 20,    /* bytes of a file */
    SVG_DEPTH = 200,      /* open elements */
    SVG_NODES = 200000,   /* elements and texts */
    SVG_DRAWN = 300000,   /* the same, each counted as often as it is drawn */
    SVG_GROWTH = 1 << 20, /* bytes that entities may add */
    SVG_SIDE_MAX = 8000,  /* px of the longer side as delivered: it is drawn at any size */
};

/* Flags of elements. */
enum {
    BOX = 1,     /* holds elements */
    SHAPE = 2,   /* is drawn by itself, and holds only what tells of it */
    WORDS = 4,   /* holds text */
    RUN = 8,     /* stands only where text stands */
    TELL = 16,   /* text that is not drawn */
    SHEET = 32,  /* a style sheet */
    UNSEEN = 64, /* is not drawn where it stands */
    PAGE = 128,  /* HTML: its words are kept */
};

/* What a reference leads to. */
enum {
    USED = 1,
    PAINT = 2,
    CLIP = 4,
    MASK = 8,
    FILTER = 16,
    MARKER = 32,
    ROUTE = 64, /* letters run along it */
    GRADIENT = 128,
    PATTERN = 256,
};

enum svg_kind {
    PLAIN, /* numbers and words: no address can be in it */
    CLASS, /* names */
    ID,
    LINK,
    STYLED,     /* declarations */
    CSS,        /* a property, as an attribute, too */
    CSS_NOT,    /* written like a property, but none */
    FONT,       /* a property with strings */
    STYLE,      /* a property only */
    STYLE_FONT, /* the same with strings */
    MEDIA,
    NEEDS,  /* what a reader must know before it shows the element */
    SPEAKS, /* for readers of these languages */
};

struct svg_tag {
    str name;
    int flags, as;
};
struct svg_name {
    str name;
    enum svg_kind kind;
    int refs;
};
const struct svg_tag *svg_tag(str name);   /* NULL: none */
const struct svg_name *svg_name(str name); /* NULL: none */

struct svg_attr {
    const struct svg_name *name;
    str value; /* .p is NULL: it went */
};

/* That a node cannot be drawn without another. */
struct svg_edge {
    struct svg_node *to;
    struct svg_attr *by; /* NULL: its href */
    struct svg_edge *next;
};

struct svg_node {
    const struct svg_tag *tag; /* NULL: a text */
    str text;                  /* of a text, or the lines of words of a PAGE */
    struct svg_attr *attrs;
    isize nattrs;
    struct svg_node *up, *first, *last, *next, *prev;
    str id, link;            /* as found; the id then as written */
    struct svg_node *target; /* what its href leads to */
    struct svg_edge *edges;  /* those that are still to be looked at */
    struct svg_node *child;  /* the same */
    struct svg_node *back;   /* whose child or edge led here, while it is counted */
    struct svg_edge *via;    /* the edge, if one did */
    isize sum, drawn;        /* nodes, as often as they are drawn; 0: unknown, -1: being counted */
    isize inside;            /* how many nodes in it are being counted because of an edge */
    bool unfit, gone;        /* needs what nobody has; is not written */
    signed char speaks;      /* for readers of Chinese 1, of other languages -1, for all 0 */
};

struct svg {
    arena *mem;
    struct svg_node *root;
    isize nodes, grown;
    struct table ids; /* hash of an id -> place in named */
    struct svg_named {
        str id; /* as found */
        struct svg_node *node;
    } * named;
    isize nnamed;
    long long pixels; /* of the pictures in it */
    bool broken;      /* was not well-formed */
    str lost;         /* what of it is not shown; {0} */
    str refused;      /* why not; {0} */
};

/* --- reading --- */

/* The next attribute of a tag, cut off *rest, which begins behind the tag's name.  False at the
 * tag's end; *rest begins with "/>" or ">" then, or is empty if the text ends in it.  *broken
 * is set if it is no XML. */
bool svg_attr_next(str *rest, str *name, str *value, bool *broken);

str svg_skip_space(str s);

/* Bytes of the name that s starts with. */
isize svg_name_len(str s);

/* The tree of `text`, UTF-8.  With `mend`, a shape that was never closed ends where the next
 * begins.  False: refused. */
bool svg_read(struct svg *v, str text, bool mend);

struct svg_node *svg_node_add(struct svg *v, struct svg_node *up, const struct svg_tag *tag);
void svg_attr_add(struct svg *v, struct svg_node *n, str name, str value);
struct svg_attr *svg_attr_of(const struct svg_node *n, str name); /* NULL: none */

/* --- values --- */

/* A value of a property as it may stay, added to `out`; nothing is added if it may not.  What
 * it refers to becomes edges of `n`, if there is one. */
bool svg_value(struct svg *v, struct svg_node *n, struct svg_attr *by, const struct svg_name *name,
               str value, struct buf *out);
void svg_declarations(struct svg *v, struct svg_node *n, struct svg_attr *by, str text,
                      struct buf *out);
void svg_sheet(struct svg *v, str text, struct buf *out);

/* A length in px off the start of s; false if it is none, or relative. */
bool svg_px(str s, double *px);
/* The last two numbers of a viewBox that is one. */
bool svg_box(str s, double *w, double *h);
/* What a picture of these attributes (any may be {0}) measures, 1 px or more each. */
void svg_size(str width, str height, str box, int *w, int *h);

/* --- mending, writing --- */

struct svg_node *svg_target(struct svg *v, str id, int as); /* NULL: none */
bool svg_mend(struct svg *v);
void svg_write(struct svg *v, struct buf *out);

/*
 * The SVG file `bytes`, without scripts, handlers, animation, HTML, entities and anything that
 * is not in the file itself, in `a`.  False: refused, *why says for what.  True with *why set:
 * something that can be seen is not there, or it was mended.  Cleaned again it is the same.
 */
bool svg_clean(arena *a, str bytes, str *out, str *why, arena scratch);

#endif
