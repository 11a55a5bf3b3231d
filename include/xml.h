/*
 * xml.h - the only place that writes a '<'.
 *
 * A writer with a stack of open elements over a buffer.  Text and attribute
 * values are escaped here and nowhere else, bytes that XML 1.0 cannot hold are
 * left out here, and an end tag always matches: ill-formed output cannot be
 * expressed.  What it writes is UTF-8, with "\n" only where xml_line asks.
 *
 *   xml_open(x, "li");
 *   xml_attr(x, "class", S("topic"));
 *   xml_text(x, title);
 *   xml_close(x);
 */
#ifndef ZH_XML_H
#define ZH_XML_H

#include "str.h"

enum { XML_DEPTH = 600 }; /* above what html.h lets a tree have */

struct xml {
    struct buf *out;
    bool in_tag; /* "<name" is written, its ">" is not */
    int depth;
    str open[XML_DEPTH];
};

/* The writer must be zeroed and have .out. */
void xml_declare(struct xml *x); /* <?xml version="1.0" encoding="utf-8"?> */
void xml_doctype_html(struct xml *x);

/* `name` must be an XML Name and live until its xml_close. */
void xml_open(struct xml *x, const char *name);
void xml_open_str(struct xml *x, str name);

/* Only directly after xml_open or another attribute; each name once. */
void xml_attr(struct xml *x, const char *name, str value);
void xml_attr_str(struct xml *x, str name, str value);

void xml_text(struct xml *x, str text);

/* </name>; an element without content is written <name></name>, so that HTML
 * parsers of careless readers see the same tree. */
void xml_close(struct xml *x);
/* <name/>, for elements that HTML calls void, and for XML vocabularies. */
void xml_close_void(struct xml *x);

void xml_line(struct xml *x); /* a line feed between elements */

/* Open, text, close; and the same with one attribute. */
void xml_leaf(struct xml *x, const char *name, str text);
void xml_leaf_attr(struct xml *x, const char *name, const char *attr, str value, str text);

/* XML 1.0, production 2 (Char), less what EPUB readers choke on: U+FFFE/F, C0, DEL-C1. */
bool xml_is_char(u32 c);
/* Productions 4-5 without colon (Namespaces in XML, NCName). */
bool xml_is_ncname(str s);

#endif
