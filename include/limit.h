/*
 * limit.h - how large a file may be that is sent by mail.
 *
 * A megabyte is a million bytes: who counts otherwise has more room.
 *
 * To add a service: a row in limit.def.
 */
#ifndef ZH_LIMIT_H
#define ZH_LIMIT_H

#include "str.h"

#define MEGABYTE 1000000LL

struct limit {
    const char *name;
    long long bytes; /* of one message */
    bool encoded;    /* they are counted as they travel */
    int files, people;
    const char *help;
};

extern const struct limit limits[]; /* the last has no name */

const struct limit *limit_of(str name); /* NULL: no such service */

/* What a file becomes in a message: base64, in lines of 76 characters that end with CRLF. */
long long limit_encoded(long long bytes);

/* The largest file that a message of this service holds, beside headers and a few words. */
long long limit_file(const struct limit *l);

#endif
