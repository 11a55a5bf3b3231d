/*
 * image.h - from a reference in a post to a file in the container.
 *
 * find: which file has the bytes (beside the post, in a mirror, in the cache),
 * what they really are, how large.  Names come from content, so a picture is
 * one file whatever it was called; nothing is decoded here.
 */
#ifndef ZH_IMAGE_H
#define ZH_IMAGE_H

#include "book.h"

struct store;

struct finder; /* mirrors, cache index; shared by all workers, read only after opening */

/* With a store, pictures whose files did not change need not be read again; NULL: none. */
struct finder *finder_open(arena *a, const struct conf *conf, struct store *store,
                           struct diags *ds);

enum found {
    FOUND,
    FOUND_NOT,        /* no file has it */
    FOUND_NO_IMAGE,   /* a file has it, but the bytes are no picture */
    FOUND_UNREADABLE, /* a picture in a format that cannot be delivered yet; its name in .what */
    FOUND_BROKEN,     /* a picture too damaged to be shown */
    FOUND_REFUSED,    /* outside of source folders, file: URL, too large … */
};

/* What became of a search. */
struct sought {
    enum found found;
    struct image image; /* if it was found */
    str what;           /* what was wrong, in a few words, or what is damaged; {0} */
};

/*
 * Find the picture `url` of a post: a URL, a path relative to the post or to a
 * source folder, or a data: URL.  The result lives in `keep`.
 */
struct sought image_find(struct finder *f, const struct post *p, str url, arena *keep,
                         arena scratch);

#endif
