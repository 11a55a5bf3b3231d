/* epub_local.h - what the files of src/epub share. */
#ifndef ZH_EPUB_LOCAL_H
#define ZH_EPUB_LOCAL_H

#include "epub.h"

/* --- unzip.c: libzip, reading --- */

struct epub_zip *unzip_open(arena *a, str path, const char **why);
void unzip_close(struct epub_zip *z);
bool unzip_read(arena *a, struct epub_zip *z, str name, str *out);
struct strs unzip_names(arena *a, struct epub_zip *z);

/* --- xml_read.c: libxml2 --- */

/* An element of a document of XML. */
struct xml_node {
    struct xml_node *parent, *first, *last, *next;
    str name;          /* without prefix */
    str text;          /* directly in it, white space made even */
    struct strs attrs; /* name, value, name, value …; names without prefix */
    struct buf raw;    /* the text while it is read */
};

/* The root; NULL if it is not well-formed, too deep or too large, or declares names of its own. */
struct xml_node *xml_read(arena *a, str text);
str xml_get(const struct xml_node *n, const char *attr); /* {0} if absent */
/* The next of that name in the document behind n, below root; NULL if there is none. */
struct xml_node *xml_find(struct xml_node *root, struct xml_node *n, const char *name);
struct xml_node *xml_walk(struct xml_node *root, struct xml_node *n);
struct xml_node *xml_past(struct xml_node *root, struct xml_node *n); /* ... behind all of n */

#endif
