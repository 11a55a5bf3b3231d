/* str.c - see str.h. */
#include "str.h"
#include "os.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

str str_of(const char *z)
{
    return z ? (str){(const u8 *)z, (isize)strlen(z)} : (str){0};
}

str str_dup(arena *a, str s)
{
    if (!s.len) return (str){0};
    u8 *p = make_n(a, u8, s.len);
    memcpy(p, s.p, (size_t)s.len);
    return (str){p, s.len};
}

char *str_z(arena *a, str s)
{
    char *p = make_n(a, char, s.len + 1);
    if (s.len) memcpy(p, s.p, (size_t)s.len);
    return p;
}

str str_printf(arena *a, const char *fmt, ...)
{
    struct buf b = {.mem = a};
    va_list args;
    va_start(args, fmt);
    buf_vprintf(&b, fmt, args);
    va_end(args);
    return buf_str(&b);
}

bool str_eq(str a, str b)
{
    return a.len == b.len && (!a.len || !memcmp(a.p, b.p, (size_t)a.len));
}

bool str_ieq(str a, str b)
{
    return a.len == b.len && str_istarts(a, b);
}

int str_cmp(str a, str b)
{
    isize n = a.len < b.len ? a.len : b.len;
    int d = n ? memcmp(a.p, b.p, (size_t)n) : 0;
    return d ? d : a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_eq(str_head(s, prefix.len), prefix);
}

bool str_istarts(str s, str prefix)
{
    if (s.len < prefix.len) return false;
    for (isize i = 0; i < prefix.len; i++)
        if (to_lower(s.p[i]) != to_lower(prefix.p[i])) return false;
    return true;
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_skip(s, s.len - suffix.len), suffix);
}

bool str_iends(str s, str suffix)
{
    return s.len >= suffix.len && str_ieq(str_skip(s, s.len - suffix.len), suffix);
}

str str_trim(str s)
{
    while (s.len && is_space(s.p[0])) s = str_skip(s, 1);
    while (s.len && is_space(s.p[s.len - 1])) s.len--;
    return s;
}

isize str_byte(str s, u8 c, isize from)
{
    if (from >= s.len) return -1;
    const u8 *hit = memchr(s.p + from, c, (size_t)(s.len - from));
    return hit ? hit - s.p : -1;
}

isize str_find(str s, str what, isize from)
{
    if (!what.len) return from <= s.len ? from : -1;
    for (isize i = from; (i = str_byte(s, what.p[0], i)) >= 0; i++) {
        if (s.len - i < what.len) return -1;
        if (!memcmp(s.p + i, what.p, (size_t)what.len)) return i;
    }
    return -1;
}

isize str_ifind(str s, str what, isize from)
{
    if (!what.len) return from <= s.len ? from : -1;
    int first = to_lower(what.p[0]);
    for (isize i = from; i + what.len <= s.len; i++)
        if (to_lower(s.p[i]) == first && str_istarts(str_skip(s, i), what)) return i;
    return -1;
}

bool str_has(str s, str what)
{
    return str_find(s, what, 0) >= 0;
}

struct cut str_cut(str s, u8 sep)
{
    isize i = str_byte(s, sep, 0);
    if (i < 0) return (struct cut){.head = s};
    return (struct cut){str_head(s, i), str_skip(s, i + 1), true};
}

str str_lower(arena *a, str s)
{
    isize i = 0;
    while (i < s.len && to_lower(s.p[i]) == s.p[i]) i++;
    if (i == s.len) return s;
    u8 *p = make_n(a, u8, s.len);
    for (i = 0; i < s.len; i++) p[i] = (u8)to_lower(s.p[i]);
    return (str){p, s.len};
}

bool str_int(str s, long long *out)
{
    long long n = 0;
    if (!s.len) return false;
    for (isize i = 0; i < s.len; i++) {
        if (!is_digit(s.p[i])) return false;
        int digit = s.p[i] - '0';
        if (n > (LLONG_MAX - digit) / 10) return false;
        n = n * 10 + digit;
    }
    *out = n;
    return true;
}

void strs_add(arena *a, struct strs *list, str s)
{
    list->v = make_room(a, list->v, list->n);
    list->v[list->n++] = s;
}

bool strs_has(const struct strs *list, str s)
{
    for (isize i = 0; i < list->n; i++)
        if (str_eq(list->v[i], s)) return true;
    return false;
}

/* --- UTF-8 --------------------------------------------------------------- */

u32 utf8_get_long(str s, isize *len)
{
    enum { BAD = 0xFFFD };
    u8 c = s.p[0];
    *len = 1;
    if (c < 0x80) return c;
    if (c < 0xC2 || c > 0xF4) return BAD;
    int more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    u32 r = c & (0x3Fu >> more);
    /* The second byte alone decides about overlong forms, surrogates and range. */
    u8 low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    u8 high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    for (int i = 1; i <= more; i++) {
        if (i >= s.len || s.p[i] < low || s.p[i] > high) return BAD;
        r = r << 6 | (s.p[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
        *len = i + 1;
    }
    return r;
}

int utf8_put(u8 *p, u32 c)
{
    assert(c <= 0x10FFFF);
    if (c < 0x80) return p[0] = (u8)c, 1;
    if (c < 0x800) {
        p[0] = (u8)(0xC0 | c >> 6);
        p[1] = (u8)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        p[0] = (u8)(0xE0 | c >> 12);
        p[1] = (u8)(0x80 | (c >> 6 & 0x3F));
        p[2] = (u8)(0x80 | (c & 0x3F));
        return 3;
    }
    p[0] = (u8)(0xF0 | c >> 18);
    p[1] = (u8)(0x80 | (c >> 12 & 0x3F));
    p[2] = (u8)(0x80 | (c >> 6 & 0x3F));
    p[3] = (u8)(0x80 | (c & 0x3F));
    return 4;
}

bool utf8_ok(str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u64 eight;
        while (i + 8 <= s.len && (memcpy(&eight, s.p + i, 8), !(eight & 0x8080808080808080u)))
            i += 8;
        if (i == s.len) break;
        /* U+FFFD itself is EF BF BD, three bytes; a fault gives fewer or other bytes. */
        if (utf8_get(str_skip(s, i), &len) == 0xFFFD &&
            !(len == 3 && s.p[i] == 0xEF && s.p[i + 1] == 0xBF && s.p[i + 2] == 0xBD))
            return false;
    }
    return true;
}

isize utf8_len(str s)
{
    isize n = 0, len;
    for (isize i = 0; i < s.len; i += len, n++) utf8_get(str_skip(s, i), &len);
    return n;
}

str utf8_head(str s, isize n)
{
    isize i = 0, len;
    for (; n > 0 && i < s.len; n--, i += len) utf8_get(str_skip(s, i), &len);
    return str_head(s, i);
}

/* --- buffers --------------------------------------------------------------- */

void buf_room(struct buf *b, isize n)
{
    assert(n >= 0);
    if (b->cap - b->len >= n) return;
    isize cap = b->cap ? b->cap : 64;
    while (cap - b->len < n) {
        if (cap > PTRDIFF_MAX / 2) os_die("a text grew beyond all memory");
        cap *= 2;
    }
    if (b->p && arena_extend(b->mem, b->p, b->cap, cap)) {
        b->cap = cap;
        return;
    }
    u8 *p = arena_raw(b->mem, 1, 1, cap);
    if (!p) os_die("out of memory: a text does not fit its arena");
    if (b->p) memcpy(p, b->p, (size_t)b->len);
    b->p = p;
    b->cap = cap;
}

void buf_add(struct buf *b, str s)
{
    if (!s.len) return;
    buf_room(b, s.len);
    memcpy(b->p + b->len, s.p, (size_t)s.len);
    b->len += s.len;
}

void buf_byte(struct buf *b, u8 c)
{
    buf_room(b, 1);
    b->p[b->len++] = c;
}

void buf_rune(struct buf *b, u32 c)
{
    buf_room(b, 4);
    b->len += utf8_put(b->p + b->len, c);
}

void buf_even(struct buf *b, str s)
{
    for (isize i = 0; i < s.len; i++) {
        if (!is_space(s.p[i])) buf_byte(b, s.p[i]);
        else if (b->len && b->p[b->len - 1] != ' ') buf_byte(b, ' ');
    }
}

void buf_vprintf(struct buf *b, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    assert(n >= 0);
    buf_room(b, (isize)n + 1);
    vsnprintf((char *)b->p + b->len, (size_t)n + 1, fmt, again);
    b->len += n;
    va_end(again);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    buf_vprintf(b, fmt, args);
    va_end(args);
}

str buf_str(const struct buf *b)
{
    return (str){b->p, b->len};
}
