/* slug.c - a file name for a title; see package.h. */
#include "hash.h"
#include "package.h"

enum { LONGEST = 60, DIGITS = 4 }; /* bytes of the whole; bytes of hash */

str book_slug(arena *a, str title)
{
    struct buf b = {.mem = a};
    bool foreign = false, gap = false;
    enum { ROOM = LONGEST - 1 - 2 * DIGITS };
    for (isize i = 0; i < title.len; i++) {
        u8 c = (u8)to_lower(title.p[i]);
        if (c >= 0x80) foreign = true;
        if (!is_alpha(c) && !is_digit(c)) {
            gap = true;
            continue;
        }
        if (b.len + 1 + gap > ROOM) {
            foreign = true; /* what is cut off tells titles apart, too */
            break;
        }
        if (gap && b.len) buf_byte(&b, '-');
        gap = false;
        buf_byte(&b, c);
    }
    if (!b.len) buf_add(&b, S("book"));
    else if (!foreign) return buf_str(&b);
    buf_byte(&b, '-');
    buf_add(&b, sha256_hex(a, sha256(title), DIGITS));
    return buf_str(&b);
}
