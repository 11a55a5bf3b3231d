/*
 * scan.c - the loops that see every byte.
 *
 * Sixteen bytes at a time with SSE2, which every x86-64 has; eight elsewhere.
 */
#include "token_local.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

const u8 *scan_4(const u8 *p, const u8 *end, const u8 set[4])
{
    const __m128i a = _mm_set1_epi8((char)set[0]), b = _mm_set1_epi8((char)set[1]);
    const __m128i c = _mm_set1_epi8((char)set[2]), d = _mm_set1_epi8((char)set[3]);
    for (; end - p >= 16; p += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(x, b)),
                                   _mm_or_si128(_mm_cmpeq_epi8(x, c), _mm_cmpeq_epi8(x, d)));
        int mask = _mm_movemask_epi8(hit);
        if (mask) return p + __builtin_ctz((unsigned)mask);
    }
    for (; p < end; p++)
        if (*p == set[0] || *p == set[1] || *p == set[2] || *p == set[3]) return p;
    return end;
}

/* Line feeds are rare: most blocks have none. */
static isize count(const u8 *p, unsigned wanted)
{
    const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    const unsigned hits = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8('\n')));
    return hits & wanted ? __builtin_popcount(hits & wanted) : 0;
}

isize scan_lines(const u8 *p, const u8 *to, const u8 *end)
{
    isize n = 0;
    for (; to - p >= 16; p += 16) n += count(p, 0xFFFF);
    if (p < to && end - p >= 16) return n + count(p, (1u << (to - p)) - 1);
    for (; p < to; p++) n += *p == '\n';
    return n;
}

#else

enum { WORD = 8 };

/* A word with 0x80 in the lowest byte that is zero in x, and perhaps in higher ones. */
static u64 zero_bytes(u64 x)
{
    return (x - 0x0101010101010101u) & ~x & 0x8080808080808080u;
}

static u64 splat(u8 c)
{
    return c * (u64)0x0101010101010101u;
}

const u8 *scan_4(const u8 *p, const u8 *end, const u8 set[4])
{
    const u64 a = splat(set[0]), b = splat(set[1]), c = splat(set[2]), d = splat(set[3]);
    for (; end - p >= WORD; p += WORD) {
        u64 x;
        memcpy(&x, p, WORD);
        if (zero_bytes(x ^ a) | zero_bytes(x ^ b) | zero_bytes(x ^ c) | zero_bytes(x ^ d)) break;
    }
    for (; p < end; p++)
        if (*p == set[0] || *p == set[1] || *p == set[2] || *p == set[3]) return p;
    return end;
}

isize scan_lines(const u8 *p, const u8 *to, const u8 *end)
{
    isize n = 0;
    (void)end;
    while (p < to && (p = memchr(p, '\n', (size_t)(to - p)))) n++, p++;
    return n;
}

#endif
