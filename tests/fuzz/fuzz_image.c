/*
 * fuzz_image.c - any bytes are looked at safely.
 *
 * Claim: whatever the input, no codec reads outside of it; a picture that is
 * good has a size of 1 px or more that the limits allow; one that is not says why.
 */
#include "image.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void look(const struct codec *c, str bytes)
{
    int w = 0, h = 0;
    str why = {0};
    c->is(bytes);
    if (!c->info) return;
    bool good = c->info(bytes, &w, &h, &why);
    if (good && (w < 1 || h < 1 || (long long)w * h > 64000000)) abort();
    if (good && !c->is(bytes)) abort();
    if (!good && !why.len) abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str bytes = {copy, (isize)size};
    codec_of(bytes);
    for (const struct codec *const *c = codecs; *c; c++) look(*c, bytes);
    free(copy);
    return 0;
}
