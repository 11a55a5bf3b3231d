/* pattern.c - see pattern.h. */
#include "pattern.h"
#include "near.h"

enum { WIDEST = 9 };

static bool fail(struct pattern_fault *fault, isize at, str why)
{
    *fault = (struct pattern_fault){at, why};
    return false;
}

/* "03", "3" or nothing. */
static bool add_number(struct buf *out, long long n, str format)
{
    long long width = 0;
    bool zeros = format.len > 1 && format.p[0] == '0';
    if (format.len && (!str_int(format, &width) || width > WIDEST)) return false;
    if (zeros) buf_printf(out, "%0*lld", (int)width, n);
    else buf_printf(out, "%*lld", (int)width, n);
    return true;
}

static void add_part(struct buf *out, long long n, int width, bool bare)
{
    if (bare) buf_printf(out, "%lld", n);
    else buf_printf(out, "%0*lld", width, n);
}

/* One conversion of strftime. */
static bool add_conversion(struct buf *out, struct date d, u8 c, bool bare)
{
    long long year;
    int week = date_week(d, &year);
    switch (c) {
    case 'Y': add_part(out, d.year, 4, bare); return true;
    case 'y': add_part(out, d.year % 100, 2, bare); return true;
    case 'm': add_part(out, d.month, 2, bare); return true;
    case 'd': add_part(out, d.day, 2, bare); return true;
    case 'e': add_part(out, d.day, 1, true); return true;
    case 'j':
        add_part(out, date_days(d.year, d.month, d.day) - date_days(d.year, 1, 1) + 1, 3, bare);
        return true;
    case 'G': add_part(out, year, 4, bare); return true;
    case 'g': add_part(out, year % 100, 2, bare); return true;
    case 'V': add_part(out, week, 2, bare); return true;
    case 'u': add_part(out, d.weekday + 1, 1, true); return true;
    case 'F': buf_printf(out, "%04lld-%02d-%02d", d.year, d.month, d.day); return true;
    case '%': buf_byte(out, '%'); return true;
    default: return false;
    }
}

/* -1, or the byte of the format that makes no sense. */
static isize add_date(struct buf *out, struct date d, str format)
{
    for (isize i = 0; i < format.len; i++) {
        if (format.p[i] != '%') {
            buf_byte(out, format.p[i]);
            continue;
        }
        isize from = i++;
        bool bare = i < format.len && format.p[i] == '-';
        i += bare;
        if (i >= format.len || !add_conversion(out, d, format.p[i], bare)) return from;
    }
    return -1;
}

static str unknown(arena *a, str name, const struct pattern_field *fields, isize n)
{
    struct near near = near_start(name);
    struct buf known = {.mem = a};
    for (isize i = 0; i < n; i++) {
        near_offer(&near, str_of(fields[i].name));
        buf_printf(&known, "%s{%s}", i ? ", " : "", fields[i].name);
    }
    str hint = near_text(a, &near, (str){0});
    return str_printf(a, "{%.*s} is unknown%.*s; there are %.*s", STR(name), STR(hint),
                      STR(buf_str(&known)));
}

/* The inside of a pair of braces, whose first byte is byte `at` of the pattern. */
static bool add_field(struct buf *out, str inside, isize at, const struct pattern_field *fields,
                      isize n, struct pattern_fault *fault)
{
    struct cut c = str_cut(inside, ':');
    const struct pattern_field *f = NULL;
    for (isize i = 0; i < n && !f; i++)
        if (str_eq(c.head, str_of(fields[i].name))) f = &fields[i];
    if (!f) return fail(fault, at, unknown(out->mem, c.head, fields, n));
    isize format = at + c.head.len + 1;
    isize bad = -1;
    switch (f->kind) {
    case PATTERN_TEXT:
        if (c.ok) return fail(fault, format, S("a text has no format"));
        buf_add(out, f->text);
        return true;
    case PATTERN_NUMBER:
        if (add_number(out, f->number, c.tail)) return true;
        return fail(fault, format, S("a number's format is its width, as in {issue:03}"));
    case PATTERN_DATE: bad = add_date(out, f->date, c.ok ? c.tail : f->text); break;
    }
    if (bad < 0) return true;
    return fail(fault, format + bad,
                S("a date's parts are %Y %y %m %d %e %j %G %g %V %u %F and %%"));
}

bool pattern_expand(struct buf *out, str pattern, const struct pattern_field *fields, isize n,
                    struct pattern_fault *fault)
{
    for (isize i = 0; i < pattern.len; i++) {
        u8 c = pattern.p[i];
        bool doubled = i + 1 < pattern.len && pattern.p[i + 1] == c;
        if ((c != '{' && c != '}') || doubled) {
            buf_byte(out, c);
            i += c == '{' || c == '}';
            continue;
        }
        isize end = str_byte(pattern, '}', i);
        if (c == '}') return fail(fault, i, S("a bracket too many; }} is one of the text"));
        if (end < 0) return fail(fault, i, S("the bracket is not closed; {{ is one of the text"));
        str inside = {pattern.p + i + 1, end - i - 1};
        if (!add_field(out, inside, i + 1, fields, n, fault)) return false;
        i = end;
    }
    return true;
}

bool pattern_has(str pattern, const char *name)
{
    for (isize i = 0; (i = str_byte(pattern, '{', i)) >= 0; i++) {
        if (i + 1 < pattern.len && pattern.p[i + 1] == '{') {
            i++;
            continue;
        }
        str inside = str_cut(str_skip(pattern, i + 1), '}').head;
        if (str_eq(str_cut(inside, ':').head, str_of(name))) return true;
    }
    return false;
}
