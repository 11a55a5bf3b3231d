/*
 * exif.c - the one thing of Exif that a picture is not right without.
 *
 * A TIFF header says the order of bytes ("II" or "MM") and where the first directory is: a count,
 * then entries of 12 bytes: tag, type, count, value.
 */
#include "image_local.h"

static u32 tiff16(const u8 *p, bool little)
{
    return little ? le16(p) : be16(p);
}

/* Offset of the orientation's entry, or -1. */
static isize entry(str t, bool little)
{
    enum { TAG = 0x112 };
    if (t.len < 8) return -1;
    isize at = little ? le32(t.p + 4) : be32(t.p + 4);
    if (at > t.len - 2) return -1;
    isize n = tiff16(t.p + at, little);
    for (at += 2; n-- && at + 12 <= t.len; at += 12)
        if (tiff16(t.p + at, little) == TAG) return at;
    return -1;
}

int exif_orientation(str t)
{
    bool little = t.len && t.p[0] == 'I';
    isize at = entry(t, little);
    u32 v = at < 0 ? 1 : tiff16(t.p + at + 8, little);
    return v >= 1 && v <= 8 ? (int)v : 1;
}

void exif_upright(u8 *tiff, isize len)
{
    bool little = len && tiff[0] == 'I';
    isize at = entry((str){tiff, len}, little);
    if (at < 0) return;
    tiff[at + 8] = little;
    tiff[at + 9] = !little;
}
