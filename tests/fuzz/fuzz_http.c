/*
 * fuzz_http.c - any bytes as a request's path, its conditions, and a question to a catalogue.
 *
 * Claim: a path that is taken stays below the root: no part of it is empty, begins with a dot or
 * has a control character.  A range that is taken lies within its file.  Of a feed that is
 * searched only whole entries are left out, and what is found is found in it again.
 */
#include "net_local.h"
#include "serve_local.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

static void path(arena *a, str target)
{
    str p;
    if (!http_path(a, http_local(target), &p)) return;
    must(utf8_ok(p) && (!p.len || p.p[0] != '/'));
    for (isize i = 0; i < p.len; i++) {
        must(p.p[i] >= 0x20 && p.p[i] != 0x7F && p.p[i] != '\\');
        if (!i || p.p[i - 1] == '/') must(p.p[i] != '.' && p.p[i] != '/');
    }
    must(http_type(p) != NULL);
}

static void conditions(arena *a, str s)
{
    static const long long sizes[] = {0, 1, 10, 1LL << 40};
    long long from, to;
    for (isize i = 0; i < COUNT(sizes); i++) {
        if (http_range(s, sizes[i], &from, &to) != RANGE_PART) continue;
        must(from >= 0 && from <= to && to < sizes[i]);
    }
    must(!http_login(*a, s, S("reader"), S("a long and unlikely secret")));
    must(http_match(s, s) || !str_trim(s).len || str_byte(s, ',', 0) >= 0 || s.p[0] == 'W' ||
         str_trim(s).len != s.len);
    if (reply_date(s, &from)) must(reply_date(http_date(a, from), &to) && from == to);
}

static void question(arena *a, str words, str feed)
{
    str once = search_find(a, feed, words);
    must(once.len <= feed.len + 16);
    str again = search_find(a, once, words);
    must(str_eq(once, again) || str_find(feed, S("<entry>"), 0) < 0 || !utf8_ok(feed));
    search_offer(a, feed);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    struct cut c = str_cut((str){copy, (isize)size}, '\n'); /* a line of a request, then a feed */
    struct show show;
    path(&mem, c.head);
    conditions(&mem, c.head);
    question(&mem, c.head, c.tail);
    show_read(&mem, (str){copy, (isize)size}, &show);
    free(copy);
    return 0;
}
