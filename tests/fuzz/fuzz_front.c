/*
 * fuzz_front.c - any bytes are a post, or an empty one.
 *
 * Claim: whatever a file holds, collect takes it in without a fault of memory;
 * its body lies within the text and starts at a line's start; a title is there,
 * in one trimmed line of UTF-8, and so are all other texts.
 */
#include "collect_local.h"
#include "page.h"
#include "html.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

static void must_line(str s)
{
    must(utf8_ok(s) && str_eq(str_trim(s), s) && str_byte(s, '\n', 0) < 0);
}

static void must_lines(struct strs list)
{
    for (isize i = 0; i < list.n; i++) must_line(list.v[i]);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    static struct conf conf = {.format = FORMAT_AUTO};
    static struct zone_shift shift = {0, 8 * 3600};
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);

    struct html_text text;
    must(html_decode(&mem, (str){copy, (isize)size}, (str){0}, &text));
    struct reading cx = {.conf = &conf, .pages = page_set_make(&mem), .zone = {&shift, 1}};
    struct sheet s = {.p = {.path = S("dir/0001.md"), .said = {.mem = &mem}}};
    struct intake in = {.cx = &cx, .keep = &mem, .tmp = &mem, .to = &s, .text = text.text};
    sheet_take(&in);

    const struct post *p = &s.p;
    must(p->body >= 0 && p->body <= text.text.len && p->body_line >= 1);
    must(p->body == text.text.len || !p->body || text.text.p[p->body - 1] == '\n' ||
         (p->body == 3 && text.text.p[0] == 0xEF));
    must(p->title.len > 0 && p->chars >= 0 && p->pictures >= 0);
    must_line(p->title);
    must_line(p->author);
    must_line(p->url);
    must_lines(p->categories);
    must_lines(p->labels);
    must_lines(p->tags);
    must_lines(p->aliases);
    struct buf said = {.mem = &mem};
    diags_format(&said, &p->said, DIAG_NOTE, false);
    must(utf8_ok(buf_str(&said)));
    free(copy);
    return 0;
}
