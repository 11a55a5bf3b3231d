/*
 * fuzz_decode.c - any bytes become UTF-8.
 *
 * Claim: whatever the input and whatever label is asked for, the text is valid
 * UTF-8; valid UTF-8 without a BOM that is taken for UTF-8 is handed on as it
 * is; a text found in some encoding is not lossy if its bytes are all text.
 */
#include "html.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static const char *const labels[] = {
#define E(name, converter, labels) name,
#include "encodings.def"
#undef E
    };
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);

    str bytes = {copy, (isize)size};
    struct html_text t;
    arena mem = all;
    must(html_decode(&mem, bytes, (str){0}, &t));
    must(utf8_ok(t.text) && t.encoding);
    must(!t.lossy || t.text.len >= 3);
    bool same = !strcmp(t.encoding, "UTF-8") && utf8_ok(bytes);
    must(!same || (!t.lossy && t.text.p + t.text.len == bytes.p + bytes.len));
    const char *label = size ? labels[data[0] % COUNT(labels)] : "auto";
    must(html_decode(&mem, bytes, str_of(label), &t));
    must(utf8_ok(t.text));
    free(copy);
    return 0;
}
