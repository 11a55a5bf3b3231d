/* input.h - a fuzzer's bytes for readers of files. */
#ifndef ZH_FUZZ_INPUT_H
#define ZH_FUZZ_INPUT_H

#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The path of a file without a name that has these bytes, until the next call. */
static inline str file_of(arena *a, const u8 *data, size_t size)
{
    static FILE *file;
    if (!file && !(file = tmpfile())) abort();
    int fd = fileno(file);
    if (ftruncate(fd, 0) || pwrite(fd, data, size, 0) != (ssize_t)size) abort();
    return str_printf(a, "/proc/self/fd/%d", fd);
}

#endif
