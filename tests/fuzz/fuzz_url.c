/*
 * fuzz_url.c - any bytes as a reference on any page.
 *
 * Claim: an address that is clean has only printable ASCII in it and a scheme
 * that a book may name; cleaning it again, with or without a base, changes
 * nothing, nor does taking tracking parameters off twice.
 */
#include "url.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

static void check(arena *a, str url)
{
    static const str schemes[] = {LIT("http://"), LIT("https://"), LIT("ftp://"), LIT("mailto:"),
                                  LIT("tel:")};
    bool allowed = false;
    str again;
    for (isize i = 0; i < COUNT(schemes); i++) allowed |= str_starts(url, schemes[i]);
    must(allowed);
    for (isize i = 0; i < url.len; i++) must(url.p[i] > 0x20 && url.p[i] < 0x7F);
    must(url_clean(a, url, (str){0}, &again) && str_eq(url, again));
    must(url_clean(a, url, S("https://example.org/x/"), &again) && str_eq(url, again));
    str bare = url_untrack(a, url);
    must(str_eq(url_untrack(a, bare), bare));
    must(url_clean(a, bare, (str){0}, &again) && str_eq(bare, again));
    url_key(a, url);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);

    struct cut c = str_cut((str){copy, (isize)size}, '\n'); /* reference, then base */
    str out;
    if (url_clean(&mem, c.head, c.tail, &out)) check(&mem, out);
    url_key(&mem, c.head);
    url_param(&mem, c.head, S("a"), &out);
    free(copy);
    return 0;
}
