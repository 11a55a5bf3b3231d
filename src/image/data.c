/*
 * data.c - pictures that stand in the post itself.
 *
 *   data:[type][;parameter…][;base64],data      RFC 2397
 *
 * The type is not believed; the bytes tell.  Real posts break the data into
 * lines, percent-encode it, leave the padding out and use the alphabet of URLs.
 */
#include "image_local.h"

static int sextet(u8 c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* The byte at *at, percent-decoded; *at moves behind it. */
static u8 next_byte(str s, isize *at)
{
    u8 c = s.p[(*at)++];
    if (c != '%' || *at + 2 > s.len) return c;
    int high = hex_value(s.p[*at]), low = hex_value(s.p[*at + 1]);
    if (high < 0 || low < 0) return c;
    *at += 2;
    return (u8)(high << 4 | low);
}

/* `out` has room for s.len bytes.  Bytes written, or -1 at a byte that is not base64. */
static isize base64(str s, u8 *out)
{
    isize n = 0;
    u32 bits = 0;
    int have = 0;
    for (isize at = 0; at < s.len;) {
        u8 c = next_byte(s, &at);
        if (is_space(c)) continue;
        if (c == '=') break;
        int six = sextet(c);
        if (six < 0) return -1;
        bits = bits << 6 | (u32)six;
        if ((have += 6) < 8) continue;
        have -= 8;
        out[n++] = (u8)(bits >> have);
    }
    return n;
}

bool data_decode(arena *a, str url, str *out)
{
    struct cut c = str_cut(url, ',');
    if (!str_istarts(url, S("data:")) || !c.ok || c.tail.len / 2 > IMAGE_MAX) return false;
    u8 *p = arena_raw(a, 1, 1, c.tail.len + 1);
    if (!p) return false;
    isize n = 0;
    if (str_iends(str_trim(c.head), S(";base64"))) {
        n = base64(c.tail, p);
    } else {
        for (isize at = 0; at < c.tail.len;) p[n++] = next_byte(c.tail, &at);
    }
    if (n < 0 || n > IMAGE_MAX) return false;
    *out = (str){p, n};
    return true;
}
