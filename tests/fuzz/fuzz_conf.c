/*
 * fuzz_conf.c - any bytes are a book.yaml or say why not.
 *
 * Claim: whatever the input, it is read without a fault of memory; a file that
 * is taken has no error in its diagnostics, a title, a language and numbers in
 * their ranges; one that is not has an error; what is said is UTF-8.
 */
#include "conf.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);

    struct diags ds = {.mem = &mem};
    struct conf conf;
    struct strs set = {0};
    struct buf said = {.mem = &mem};
    strs_add(&mem, &set, S("source.dir=.")); /* the default folder is not here */
    bool ok = conf_parse(&mem, (str){copy, (isize)size}, S("book.yaml"), &set, &conf, &ds);
    must(ok == !ds.count[DIAG_ERROR]);
    must(!ok || (conf.title.len && conf.lang.len && conf.toc_depth >= 1 && conf.toc_depth <= 3));
    diags_format(&said, &ds, DIAG_NOTE, false);
    must(utf8_ok(buf_str(&said)));
    free(copy);
    return 0;
}
