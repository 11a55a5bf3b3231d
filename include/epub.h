/*
 * epub.h - a finished EPUB, read again: what it says of itself and what is in it.
 *
 * For the commands that work with books as they are (send, publish).  A book may be anybody's:
 * names are taken as they are but never lead out of the container, sizes are checked before
 * memory is asked for, and XML is read without entities, DTDs or the network.
 */
#ifndef ZH_EPUB_H
#define ZH_EPUB_H

#include "diag.h"

enum { EPUB_ENTRY_MAX = 64 << 20 /* bytes of one entry, unpacked */ };

/* A resource of the manifest. */
struct epub_item {
    str id, path, mime, props; /* path in the container; props space-separated, {0} if none */
};

/* A line of the table of contents. */
struct epub_row {
    str label, path, fragment; /* path in the container; fragment without "#" */
    int level;                 /* 0: outermost */
};

struct epub {
    struct epub_zip *zip;
    str version; /* "3.0" */
    str identifier, title, lang, date, modified, description, publisher, rights;
    struct strs creators, subjects;
    str series, position; /* belongs-to-collection and group-position */
    str direction;        /* page-progression-direction; {0} */
    struct epub_item *items;
    isize nitems;
    isize *spine; /* indices of items, in reading order */
    isize nspine;
    const struct epub_item *cover, *nav; /* NULL: there is none */
    struct epub_row *toc;                /* of the navigation document */
    isize ntoc;
};

/* Open the book at `path`; what is read lives in `a`.  False: it is none, and ds says why. */
bool epub_open(arena *a, str path, struct epub *out, struct diags *ds);
void epub_close(struct epub *b);

/* All of an entry, unpacked; false if there is none of this name, or it is damaged or too
 * large, or too much has been read already. */
bool epub_read(arena *a, const struct epub *b, str name, str *out);

/* The names of all entries, in the container's order. */
struct strs epub_names(arena *a, const struct epub *b);

/* Names and versions of the libraries behind it, a line each. */
void epub_libraries(struct buf *out);

#endif
