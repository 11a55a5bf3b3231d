/* oracle.h - what several fuzzers hold a chapter to. */
#ifndef ZH_ORACLE_H
#define ZH_ORACLE_H

#include "xhtml.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

static inline void must(bool ok, const char *what, str more)
{
    if (ok) return;
    fprintf(stderr, "fuzz: %s: %.*s\n", what, (int)more.len, more.len ? (const char *)more.p : "");
    abort();
}

static inline str written(arena *a, const struct node *root)
{
    struct buf out = {.mem = a};
    xhtml_chapter(&out, &(struct xhtml_head){.title = S("t")}, root);
    return buf_str(&out);
}

static inline void parse_strictly(str xml)
{
    xmlDocPtr doc =
        xmlReadMemory((const char *)xml.p, (int)xml.len, NULL, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    must(doc != NULL, "no XML", xml);
    xmlFreeDoc(doc);
}

#endif
