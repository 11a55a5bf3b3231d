/*
 * charref.c - character references (section 13.2.5.72 and on).
 *
 * Names are found by narrowing a range of the sorted table, one byte of input
 * at a time; the longest name met on the way wins.
 */
#include "token_local.h"

#include <string.h>

static const struct entity {
    char name[33];
    char text[8];
} entities[] = {
#define E(name, text) {name, text},
#include "entities.def"
#undef E
};

/* What windows-1252 has at 0x80 … 0x9F; 0 stays what it is. */
static const u16 c1[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The first row of [lo, hi) whose byte `at` is not below c. */
static isize lower_bound(isize lo, isize hi, isize at, int c)
{
    while (lo < hi) {
        isize mid = lo + (hi - lo) / 2;
        if ((u8)entities[mid].name[at] < c) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* The longest name at s: its row, or NULL; its length in *len. */
static const struct entity *longest(const u8 *s, const u8 *end, isize *len)
{
    const struct entity *best = NULL;
    isize lo = 0, hi = COUNT(entities);
    for (isize i = 0; s + i < end && s[i]; i++) {
        lo = lower_bound(lo, hi, i, s[i]);
        hi = lower_bound(lo, hi, i, s[i] + 1);
        if (lo == hi) break;
        if (!entities[lo].name[i + 1]) {
            best = &entities[lo];
            *len = i + 1;
        }
    }
    return best;
}

static u32 repair(u32 c)
{
    if (!c || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0xFFFD;
    return c >= 0x80 && c <= 0x9F && c1[c - 0x80] ? c1[c - 0x80] : c;
}

static isize numeric(const u8 *p, const u8 *end, str *out, u8 rune[8])
{
    const u8 *s = p + 2;
    bool hex = s < end && (*s == 'x' || *s == 'X');
    u32 c = 0, base = hex ? 16 : 10;
    if (hex) s++;
    const u8 *digits = s;
    for (; s < end && (hex ? hex_value(*s) >= 0 : is_digit(*s)); s++)
        if (c <= 0x10FFFF) c = c * base + (u32)hex_value(*s);
    if (s == digits) return 0;
    if (s < end && *s == ';') s++;
    *out = (str){rune, utf8_put(rune, repair(c))};
    return s - p;
}

isize charref_read(const u8 *p, const u8 *end, enum charref_place place, str *out, u8 rune[8])
{
    if (end - p < 2) return 0;
    if (p[1] == '#') return numeric(p, end, out, rune);
    if (!is_alpha(p[1])) return 0;
    isize len = 0;
    const struct entity *e = longest(p + 1, end, &len);
    if (!e) return 0;
    const u8 *next = p + 1 + len;
    if (place == REF_VALUE && next[-1] != ';' && next < end &&
        (*next == '=' || is_alpha(*next) || is_digit(*next)))
        return 0;
    *out = str_of(e->text);
    return len + 1;
}
