/*
 * codec_gif.c - Graphics Interchange Format.
 *
 *   0   6  "GIF87a" or "GIF89a"
 *   6   4  screen: width, height (little-endian)
 *   10  3  flags (128: a table of 2 << (flags & 7) colours follows), background, aspect
 *   13     blocks: 0x21 extension, 0x2C picture, 0x3B end; data in sub-blocks of
 *          length (1) and bytes, closed by a length of 0
 */
#include "image_local.h"

static bool is_gif(str head)
{
    return str_starts(head, S("GIF87a")) || str_starts(head, S("GIF89a"));
}

static isize table_bytes(u8 flags)
{
    return flags & 128 ? (isize)3 * (2 << (flags & 7)) : 0;
}

/* Behind the sub-blocks at `at`, or -1 if they run over the end; *bytes gets their sum. */
static isize sub_blocks(str s, isize at, isize *bytes)
{
    for (*bytes = 0; at < s.len; *bytes += s.p[at], at += 1 + s.p[at])
        if (!s.p[at]) return at + 1;
    return -1;
}

struct frame {
    u32 right, bottom; /* px: its far corner on the screen */
    bool coloured, shown;
    isize next; /* -1: cut short */
};

/* The picture block at `at`. */
static struct frame frame_at(str s, isize at)
{
    struct frame f = {.next = -1};
    if (at + 11 > s.len) return f;
    const u8 *p = s.p + at;
    u32 w = le16(p + 5), h = le16(p + 7);
    isize data = at + 10 + table_bytes(p[9]);
    f.coloured = p[9] & 128;
    f.right = le16(p + 1) + w;
    f.bottom = le16(p + 3) + h;
    if (data + 1 >= s.len) return f;
    isize bytes;
    f.next = sub_blocks(s, data + 1, &bytes);
    f.shown = w && h && s.p[data] >= 1 && s.p[data] <= 8 && bytes > 1;
    return f;
}

/* Behind the extension at `at`, or -1. */
static isize extension(str s, isize at)
{
    isize bytes;
    return at + 2 < s.len ? sub_blocks(s, at + 2, &bytes) : -1;
}

/* The frames behind the first: true if they reach the end mark. */
static bool ends_well(str s, isize at)
{
    while (at >= 0 && at < s.len && s.p[at] != 0x3B) {
        if (s.p[at] == 0x21) at = extension(s, at);
        else if (s.p[at] == 0x2C) at = frame_at(s, at).next;
        else return false;
    }
    return at >= 0 && at < s.len;
}

static bool info_gif(str s, struct image_info *out, str *why)
{
    *why = S("the GIF is damaged before its first picture");
    if (!is_gif(s) || s.len < 13) return false;
    isize at = 13 + table_bytes(s.p[10]);
    while (at >= 0 && at < s.len && s.p[at] == 0x21) at = extension(s, at);
    if (at < 0 || at >= s.len || s.p[at] != 0x2C) return false;

    struct frame f = frame_at(s, at);
    if (!f.shown) return false;
    if (!f.coloured && !(s.p[10] & 128)) {
        *why = S("a GIF without colours");
        return false;
    }
    u32 wide = le16(s.p + 6), high = le16(s.p + 8);
    if (f.right > wide) wide = f.right;
    if (f.bottom > high) high = f.bottom;
    if (!size_allowed(wide, high, why)) return false;
    *out = (struct image_info){
        .w = (int)wide, .h = (int)high, .channels = RGBA, .orientation = 1, .bytes = s.len};
    *why = ends_well(s, f.next) ? (str){0} : S("the GIF is cut short");
    return true;
}

const struct codec codec_gif = {
    .name = "GIF",
    .mime = "image/gif",
    .ext = "gif",
    .is = is_gif,
    .info = info_gif,
};
