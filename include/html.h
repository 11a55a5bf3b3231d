/*
 * html.h - bytes of the web become a tree.
 *
 * decode: bytes in any encoding become UTF-8.  parse: the HTML standard's
 * tokenizer and tree construction (section 13.2), for documents and fragments,
 * straight into arena nodes.  Any input gives a tree; nothing recurses, the
 * depth of a tree stays below HTML_DEPTH, and time is linear.
 */
#ifndef ZH_HTML_H
#define ZH_HTML_H

#include "diag.h"
#include "node.h"

enum { HTML_DEPTH = 512 };

struct html_opts {
    enum tag context; /* TAG_NONE: a document; else a fragment in such an HTML element */
    enum ns context_ns;
    int line;       /* of the first byte, 1-based; 0 means 1 */
    bool scripting; /* false: the content of noscript is markup */
    bool srcdoc;    /* an iframe's srcdoc document: no quirks without a doctype */
};

/*
 * The tree of `text`, which must be UTF-8 (see html_decode).  Returns the root,
 * a TAG_DOCUMENT; a fragment's nodes are its children.  Content of a template
 * element stands below it.  Texts and values may be views of `text`, which must
 * then live as long as the tree.  CR and CRLF are read as LF, NUL as the
 * standard says.  Cannot fail.
 */
struct node *html_parse(arena *a, str text, struct html_opts opts);

/* True for a whole page, which begins with a doctype or the tag of html, head or body; comments,
 * white space and an XML declaration may stand before.  Anything else is a fragment. */
bool html_is_page(str text);

/* How the bytes of a file became text. */
struct html_text {
    str text;             /* UTF-8, without BOM */
    const char *encoding; /* "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE" … */
    bool lossy;           /* some bytes were no text and became U+FFFD */
};

/*
 * Decode a file.  `encoding` is a label as in the Encoding Standard, or {0} or "auto" to find
 * out: BOM, then UTF-16 by its zero bytes, then UTF-8 (a few broken bytes become U+FFFD), then
 * what an XML declaration or meta element declares if the bytes agree, then GB18030 or Big5 if
 * its characters are common ones there, then what ICU takes it for, then UTF-8 with U+FFFD.
 * U+0000 and other controls stay.  The text may be a view of `bytes`.  False only for a label
 * nobody knows.
 */
bool html_decode(arena *a, str bytes, str encoding, struct html_text *out);

/* The encoding that a label means, "GBK" for " gb2312"; NULL if nobody knows it. */
const char *html_encoding(str label);

/* The encoding that the head of a page declares; NULL if none or an unknown one.
 * Spec: HTML #prescan-a-byte-stream-to-determine-its-encoding. */
const char *html_prescan(str bytes);

/* Name and version of the library behind html_decode, a line. */
void html_library(struct buf *out);

#endif
