/* names.c - what the files of a book are called.  See editions_local.h. */
#include "editions_local.h"

/* `pattern` with every {word} replaced. */
static str expand(arena *a, str pattern, str word, str by)
{
    struct buf b = {.mem = a};
    for (isize i; (i = str_find(pattern, word, 0)) >= 0;) {
        buf_add(&b, str_head(pattern, i));
        buf_add(&b, by);
        pattern = str_skip(pattern, i + word.len);
    }
    buf_add(&b, pattern);
    return buf_str(&b);
}

str file_name(arena *a, const struct file_name *n)
{
    bool has_end = str_iends(n->pattern, S(".epub"));
    str stem = str_head(n->pattern, n->pattern.len - (has_end ? 5 : 0));
    str end = has_end ? str_skip(n->pattern, stem.len) : S(".epub");
    bool says_device = str_has(stem, S("{device}"));
    stem = expand(a, stem, S("{slug}"), n->slug);
    stem = expand(a, stem, S("{date}"), n->date);
    stem = expand(a, stem, S("{device}"), n->device);
    struct buf b = {.mem = a};
    buf_add(&b, stem);
    if (n->many && !says_device) buf_printf(&b, "-%.*s", STR(n->device));
    if (n->kepub) buf_add(&b, S(".kepub"));
    buf_add(&b, end);
    return buf_str(&b);
}
