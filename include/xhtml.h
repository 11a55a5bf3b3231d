/*
 * xhtml.h - a tree becomes a content document.
 *
 * Writes what model_fix has left, through xml.h: sound in, valid out.  Blocks
 * stand on lines of their own; inside phrasing and pre no white space is added.
 */
#ifndef ZH_XHTML_H
#define ZH_XHTML_H

#include "node.h"
#include "xml.h"

/* Properties of the manifest item. */
enum { XHTML_MATHML = 1, XHTML_SVG = 2 };

struct xhtml_head {
    str title;       /* plain text; "—" is written if it is empty */
    str lang;        /* BCP 47; {0}: not said */
    struct strs css; /* style sheets, relative to the document */
};

/* A whole document around `body`: if that is a section or another element, it
 * stands in the body; of a document or body node, its content does.  Returns
 * the properties that the manifest must name. */
int xhtml_chapter(struct buf *out, const struct xhtml_head *head, const struct node *body);

/* Just n and what is in it (of a document: its content). */
void xhtml_node(struct buf *out, const struct node *n);

/* The properties of what is at and below n. */
int xhtml_properties(const struct node *n);

#endif
