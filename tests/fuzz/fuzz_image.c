/*
 * fuzz_image.c - any bytes are looked at safely.
 *
 * Claim: whatever the input, no codec reads outside of it; a picture that is
 * good has a size of 1 px or more that the limits allow; one that is not says why.
 * The same bytes as a data: URL and as a path come out no longer than they went in,
 * and a path made plain stays as it is when made plain again.
 */
#include "image_local.h"
#include "path.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void look(const struct codec *c, str bytes)
{
    struct image_info is = {0};
    str why = {0};
    c->is(bytes);
    if (!c->info) return;
    bool good = c->info(bytes, &is, &why);
    if (good && (is.w < 1 || is.h < 1 || (long long)is.w * is.h > IMAGE_PIXELS_MAX)) abort();
    if (good && (is.orientation < 1 || is.orientation > 8 || is.channels < GREY)) abort();
    if (good && !c->is(bytes)) abort();
    if (!good && !why.len) abort();
}

static void as_words(arena mem, str bytes)
{
    str url = str_printf(&mem, "data:;base64,%.*s", STR(bytes)), out;
    if (data_decode(&mem, url, &out) && out.len > bytes.len) abort();
    if (data_decode(&mem, bytes, &out) && out.len > bytes.len) abort();
    str plain = path_plain(&mem, bytes);
    if (plain.len > bytes.len + 1 || !str_eq(path_plain(&mem, plain), plain)) abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str bytes = {copy, (isize)size};
    codec_of(bytes);
    as_words(all, bytes);
    for (const struct codec *const *c = codecs; *c; c++) look(*c, bytes);
    free(copy);
    return 0;
}
