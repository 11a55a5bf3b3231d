/*
 * str.h - text with a length, and buffers that grow.
 *
 * A str is a view: it owns nothing, may hold NUL, and {0} is the empty text
 * everywhere.  Bytes are compared as bytes; case folding is ASCII.  Parsing is
 * cutting: see str_cut.
 *
 * Suffixes say who owns: none = may be a view of the arguments, _dup = copied
 * into the arena given, _z = copied and NUL-terminated for a C library.
 */
#ifndef ZH_STR_H
#define ZH_STR_H

#include "arena.h"

#include <stdarg.h>

typedef struct {
    const u8 *p;
    isize len; /* bytes */
} str;

/* A literal as a str; LIT is for static tables. */
#define S(lit) ((str){(const u8 *)("" lit), (isize)sizeof(lit) - 1})
#define LIT(lit)                                                                                   \
    {                                                                                              \
        (const u8 *)("" lit), (isize)sizeof(lit) - 1                                               \
    }
/* For "%.*s". */
#define STR(s) (int)(s).len, (const char *)(s).p

str str_of(const char *z); /* view of a C string; NULL gives {0} */
str str_dup(arena *a, str s);
char *str_z(arena *a, str s);
str str_printf(arena *a, const char *fmt, ...) ZH_PRINTF(2, 3);

bool str_eq(str a, str b);
bool str_ieq(str a, str b); /* ASCII case-insensitive */
int str_cmp(str a, str b);  /* by bytes, shorter first; < 0, 0, > 0 */
bool str_starts(str s, str prefix);
bool str_istarts(str s, str prefix); /* ASCII case-insensitive */
bool str_ends(str s, str suffix);
bool str_iends(str s, str suffix);

/* First n bytes, and without them; 0 <= n <= s.len. */
static inline str str_head(str s, isize n)
{
    assert(n >= 0 && n <= s.len);
    return (str){s.p, n};
}
static inline str str_skip(str s, isize n)
{
    assert(n >= 0 && n <= s.len);
    return n ? (str){s.p + n, s.len - n} : s;
}
str str_trim(str s); /* no ASCII white space at the ends */

/* Index of the first one at or after `from`, or -1. */
isize str_find(str s, str what, isize from);
isize str_ifind(str s, str what, isize from); /* ASCII case-insensitive */
isize str_byte(str s, u8 c, isize from);
bool str_has(str s, str what);

/*
 * Cut at the first `sep`: head before it, tail behind it, ok true.  Without
 * one, head is all of s, tail is empty, ok is false.
 *
 *   for (struct cut c = {.tail = text}; c.tail.len;) {
 *       c = str_cut(c.tail, '\n');
 *       line(c.head);
 *   }
 */
struct cut {
    str head, tail;
    bool ok;
};
struct cut str_cut(str s, u8 sep);

str str_lower(arena *a, str s); /* ASCII; may be s itself */

/* Digits only, at least one, no sign; false if out of range or anything else stands there. */
bool str_int(str s, long long *out);

/* A list of texts. */
struct strs {
    str *v;
    isize n;
};
void strs_add(arena *a, struct strs *list, str s); /* amortised O(1) */
bool strs_has(const struct strs *list, str s);

/* ASCII classes; c may be any byte. */
static inline bool is_space(int c) /* HTML's white space: TAB LF FF CR SPACE */
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
static inline bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}
static inline bool is_alpha(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline int to_lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}
static inline int hex_value(int c) /* -1 if none */
{
    if (is_digit(c)) return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* --- UTF-8 --- */

/* Decode the code point at s.p (s.len > 0) and put its length in *len (1..4).
 * Bytes that are not UTF-8 give U+FFFD with the length of the maximal
 * subpart (Unicode 15, section 3.9), at least 1. */
static inline u32 utf8_get(str s, isize *len);
u32 utf8_get_long(str s, isize *len); /* the same for s.p[0] >= 0x80 */

static inline u32 utf8_get(str s, isize *len)
{
    const u8 *p = s.p;
    if (p[0] < 0x80) return *len = 1, p[0];
    /* Most of Chinese text: U+1000 to U+CFFF. */
    if (p[0] >= 0xE1 && p[0] <= 0xEC && s.len > 2 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
        return *len = 3, (u32)(p[0] & 0x0F) << 12 | (u32)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
    return utf8_get_long(s, len);
}

/* Write c (0..0x10FFFF, no surrogate) at p, which has room for 4; bytes written. */
int utf8_put(u8 *p, u32 c);

bool utf8_ok(str s);
isize utf8_len(str s); /* code points */

/* The longest prefix of at most n code points. */
str utf8_head(str s, isize n);

/* --- buffers --- */

/* Text that grows in an arena: {.mem = a} is empty and ready. */
struct buf {
    arena *mem;
    u8 *p;
    isize len, cap;
};

void buf_add(struct buf *b, str s);
void buf_byte(struct buf *b, u8 c);
void buf_rune(struct buf *b, u32 c); /* as UTF-8 */
/* s with its ASCII white space made even: one blank for any of it, none where b begins. */
void buf_even(struct buf *b, str s);
void buf_printf(struct buf *b, const char *fmt, ...) ZH_PRINTF(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list args) ZH_PRINTF(2, 0);
void buf_room(struct buf *b, isize n); /* at least n more bytes without moving */
str buf_str(const struct buf *b);      /* a view, good until the next change */

#endif
