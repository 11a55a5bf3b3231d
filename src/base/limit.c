/* limit.c - see limit.h. */
#include "limit.h"

enum {
    LINE = 76, /* characters of base64 */
    LINE_BYTES = 57 /* that they stand for */,
    REST = 64000 /* bytes of headers and of text beside the file */
};

const struct limit limits[] = {
#define L(name, megabytes, encoded, files, people, help)                                           \
    {name, (megabytes)*MEGABYTE, encoded, files, people, help},
#include "limit.def"
#undef L
    {0},
};

const struct limit *limit_of(str name)
{
    for (const struct limit *l = limits; l->name; l++)
        if (str_eq(str_of(l->name), name)) return l;
    return NULL;
}

long long limit_encoded(long long bytes)
{
    long long rest = bytes % LINE_BYTES;
    return bytes / LINE_BYTES * (LINE + 2) + (rest ? (rest + 2) / 3 * 4 + 2 : 0);
}

long long limit_file(const struct limit *l)
{
    /* Whole lines: what is left of the last one is not worth the sum. */
    return l->encoded ? (l->bytes - REST) / (LINE + 2) * LINE_BYTES : l->bytes;
}
