/*
 * node.h - a chapter as a tree.
 *
 * One struct, in one arena, with no global state, so a post can be parsed,
 * rewritten and thrown away on any thread.
 *
 * All walks are loops.  Input decides the depth of a tree, and the machine's
 * stack must not.
 *
 * Every edit returns the node at which a document-order walk goes on, so a
 * rule may remove or unwrap the node it was given and the walk survives.
 */
#ifndef ZH_NODE_H
#define ZH_NODE_H

#include "str.h"

enum tag {
    TAG_NONE,
    TAG_DOCUMENT, /* the root of a document or fragment */
    TAG_DOCTYPE,
    TAG_COMMENT,
    TAG_TEXT,
    TAG_UNKNOWN, /* an element we have no row for; see node.text */
#define T(id, ...) TAG_##id,
#include "tag.def"
#undef T
    TAGS
};

enum attr_id {
    ATTR_NONE,
    ATTR_UNKNOWN, /* see attr.name */
#define A(id, ...) ATTR_##id,
#include "attr.def"
#undef A
    ATTRS
};

enum ns { NS_HTML, NS_SVG, NS_MATHML, NS_XLINK, NS_XML, NS_XMLNS };

struct attr {
    struct attr *next;
    str name, value; /* name in lower case (HTML) or as the standard adjusts it (foreign) */
    u16 id;          /* enum attr_id */
    u8 ns;           /* enum ns; NS_HTML for no namespace */
};

struct node {
    struct node *parent, *first, *last, *prev, *next;
    struct attr *attrs; /* in source order, each name once */
    str text;           /* TEXT, COMMENT: content.  UNKNOWN, DOCTYPE: name; a doctype's identifiers
                         * are attributes "public" and "system". */
    int line;           /* in the post; 1-based, 0 unknown */
    u16 tag;            /* enum tag */
    u8 ns;              /* enum ns of an element */
    u8 made;            /* 1: zhbook's own words, not the post's (see audit.h) */
};

enum tag tag_find(str name); /* exact, lower case; TAG_UNKNOWN if no row has it */
str tag_name(enum tag t);    /* of a row; {0} for the rest */
str node_name(const struct node *n);
enum attr_id attr_find(str name);
str attr_name(enum attr_id id);

static inline bool node_is(const struct node *n, enum tag t) /* an HTML element or a text */
{
    return n && n->tag == t && n->ns == NS_HTML;
}

/* A fresh node, in no tree. */
struct node *node_make(arena *a, enum tag t);
struct node *node_text(arena *a, str text); /* a view of text */

/* Put n (in no tree) where it is wanted. */
void node_append(struct node *parent, struct node *n);
void node_prepend(struct node *parent, struct node *n);
void node_before(struct node *ref, struct node *n);
void node_after(struct node *ref, struct node *n);
/* make + append */
struct node *node_add(arena *a, struct node *parent, enum tag t);
struct node *node_add_text(arena *a, struct node *parent, str text);

/* Take n out of its tree, with what is in it; n may be put elsewhere then. */
void node_detach(struct node *n);
/* All children of `from`, in order, behind those of `to`. */
void node_move_kids(struct node *to, struct node *from);
/* Put `w` (in no tree, empty) around n. */
void node_wrap(struct node *n, struct node *w);

str node_attr(const struct node *n, enum attr_id id); /* {0} if absent or empty */
bool node_has(const struct node *n, enum attr_id id);
str node_attr_str(const struct node *n, str name);
bool node_has_str(const struct node *n, str name);
void node_set(arena *a, struct node *n, enum attr_id id, str value);
void node_unset(struct node *n, enum attr_id id);
/* True if the white-space separated list in `class` has it. */
bool node_has_class(const struct node *n, str class_name);
void node_add_class(arena *a, struct node *n, str class_name);

/* The node after n in document order, or after n's whole subtree; NULL at the
 * end of root. */
struct node *node_next(const struct node *n, const struct node *root);
struct node *node_skip(const struct node *n, const struct node *root);

/* Take n out (with or without its content); returns where the walk goes on. */
struct node *node_remove(struct node *n, const struct node *root);
struct node *node_unwrap(struct node *n, const struct node *root);

/* All text below n, in order. */
void node_text_add(struct buf *out, const struct node *n);
str node_text_all(arena *a, const struct node *n);

/* The nearest ancestor-or-self with this HTML tag, below or at root; NULL if none. */
struct node *node_up(const struct node *n, enum tag t);

#endif
