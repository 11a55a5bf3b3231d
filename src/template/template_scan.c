/* template_scan.c - a cursor over a template's text: places, names, references. */
#include "template_local.h"
#include "xml.h"

bool reader_fail(struct reader *r, struct reading_place place, enum diag_id id, const char *fmt,
                 ...)
{
    where at = {.file = r->file, .line = place.line};
    str before = {r->text.p + place.start, place.at - place.start};
    at.col = (int)utf8_len(before) + 1;
    struct buf b = {.mem = r->mem};
    va_list args;
    va_start(args, fmt);
    buf_vprintf(&b, fmt, args);
    va_end(args);
    diag(r->ds, id, at, "%.*s", STR(buf_str(&b)));
    r->bad = true;
    return false;
}

void reader_go(struct reader *r, isize n)
{
    isize end = r->here.at + n;
    for (; r->here.at < end; r->here.at++) {
        if (r->text.p[r->here.at] != '\n') continue;
        r->here.line++;
        r->here.start = r->here.at + 1;
    }
}

str reader_left(const struct reader *r)
{
    return str_skip(r->text, r->here.at);
}

void reader_blanks(struct reader *r)
{
    str left = reader_left(r);
    isize n = 0;
    while (n < left.len && is_space(left.p[n])) n++;
    reader_go(r, n);
}

str reader_name(struct reader *r)
{
    str left = reader_left(r);
    isize n = 0;
    while (n < left.len) {
        int c = left.p[n];
        bool first = is_alpha(c) || c == '_';
        if (!first && (!n || (!is_digit(c) && c != '-' && c != '.' && c != ':'))) break;
        n++;
    }
    reader_go(r, n);
    return str_head(left, n);
}

/* --- characters --- */

/* The character that "amp" or "#x4E00" means; 0 if none. */
static u32 reference(str s)
{
    static const struct {
        const char *name;
        u32 c;
    } known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (isize i = 0; i < COUNT(known); i++)
        if (str_eq(s, str_of(known[i].name))) return known[i].c;
    bool hex = str_starts(s, S("#x"));
    if (!str_starts(s, S("#")) || s.len > 9) return 0;
    str digits = str_skip(s, hex ? 2 : 1);
    u32 c = 0;
    for (isize i = 0; i < digits.len; i++) {
        int d = hex_value(digits.p[i]);
        if (d < 0 || (!hex && d > 9)) return 0;
        c = c * (hex ? 16 : 10) + (u32)d;
    }
    return digits.len && c <= 0x10FFFF && xml_is_char(c) ? c : 0;
}

bool reader_literal(struct reader *r, struct reading_place place, str raw, str *out)
{
    if (str_byte(raw, '&', 0) < 0) {
        *out = raw;
        return true;
    }
    struct buf b = {.mem = r->mem};
    for (isize amp; (amp = str_byte(raw, '&', 0)) >= 0;) {
        buf_add(&b, str_head(raw, amp));
        str rest = str_skip(raw, amp + 1);
        isize end = str_byte(str_head(rest, rest.len < 10 ? rest.len : 10), ';', 0);
        u32 c = end < 0 ? 0 : reference(str_head(rest, end));
        if (!c)
            return reader_fail(
                r, place, DIAG_TEMPLATE_XML,
                "\"&\" begins no reference; &amp; is written for it, and a character "
                "that cannot be typed is &#xA0;");
        buf_rune(&b, c);
        raw = str_skip(rest, end + 1);
    }
    buf_add(&b, raw);
    *out = buf_str(&b);
    return true;
}
