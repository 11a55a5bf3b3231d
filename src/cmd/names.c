/* names.c - what the files of a book are called.  See editions_local.h. */
#include "editions_local.h"

void name_fields(const struct file_name *n, struct pattern_field to[NAME_FIELDS])
{
    static const struct issue_info none = {0};
    const struct issue_info *is = n->issue ? n->issue : &none;
    static const struct date no_day = {0};
    const struct pattern_field all[NAME_FIELDS] = {
        {"slug", PATTERN_TEXT, n->slug, 0, no_day},
        {"device", PATTERN_TEXT, n->device, 0, no_day},
        {"title", PATTERN_TEXT, n->title, 0, no_day},
        {"issue", PATTERN_NUMBER, {0}, is->number, no_day},
        {"date", PATTERN_DATE, S("%F"), 0, n->date},
        {"week", PATTERN_DATE, S("%G-W%V"), 0, is->to},
        {"from", PATTERN_DATE, S("%F"), 0, is->from},
        {"to", PATTERN_DATE, S("%F"), 0, is->to},
    };
    for (isize i = 0; i < NAME_FIELDS; i++) to[i] = all[i];
}

/* A text as part of a file's name. */
static str plain(arena *a, str s)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++)
        buf_byte(&b, s.p[i] == '/' || s.p[i] < ' ' || s.p[i] == 0x7F ? '-' : s.p[i]);
    return buf_str(&b);
}

/* An issue must not replace the one before it. */
static str pattern_of(arena *a, const struct file_name *n, str stem)
{
    bool alone = n->issue && n->issue->number && str_eq(stem, S("{slug}"));
    return alone ? str_printf(a, "%.*s-{issue:03}", STR(stem)) : stem;
}

str file_name(arena *a, const struct file_name *n)
{
    bool has_end = str_iends(n->pattern, S(".epub"));
    str stem = str_head(n->pattern, n->pattern.len - (has_end ? 5 : 0));
    str end = has_end ? str_skip(n->pattern, stem.len) : S(".epub");
    struct pattern_field fields[NAME_FIELDS];
    struct pattern_fault fault;
    struct file_name clean = *n;
    struct buf b = {.mem = a};
    clean.title = plain(a, n->title);
    name_fields(&clean, fields);
    bool ok = n->plain;
    if (n->plain) buf_add(&b, stem);
    else ok = pattern_expand(&b, pattern_of(a, n, stem), fields, NAME_FIELDS, &fault);
    assert(ok); /* conf has looked at it */
    if (n->many && !pattern_has(stem, "device")) buf_printf(&b, "-%.*s", STR(n->device));
    if (n->volume) buf_printf(&b, "-vol%0*d", n->volumes > 9 ? 2 : 1, n->volume);
    if (n->kepub) buf_add(&b, S(".kepub"));
    buf_add(&b, end);
    return buf_str(&b);
}
