/*
 * codec_jpeg.c - JPEG (ITU-T T.81) with what JFIF and Exif add.
 *
 *   FF D8                    start
 *   FF xx len ...            segments; len (2, big-endian) counts itself
 *   FF DA len ... entropy    a scan; in it FF 00 is a byte FF, FF D0..D7 a restart
 *   FF D9                    end
 *
 * What is refused here is what libjpeg refuses in a header, since nearly every
 * reader, and Java's ImageIO behind EPUBCheck, is libjpeg inside.
 */
#include "jpeg_local.h"

#include <string.h>

enum { MARKER_SOI = 0xD8, MARKER_EOI, MARKER_SOS, MARKER_DQT, MARKER_DHT = 0xC4 };
enum { MARKER_DRI = 0xDD, MARKER_APP0 = 0xE0, MARKER_APP1, MARKER_APP2, MARKER_APP14 = 0xEE };
enum { LONGEST = 65500 /* px, in libjpeg */ };

static bool is_jpeg(str head)
{
    return str_starts(head, S("\xFF\xD8\xFF"));
}

struct scan_state {
    u32 w, h;
    int components, orientation;
    u8 ids[4];
    bool framed, quantized, progressive, arithmetic, icc, metadata;
};

/*
 * The segment at `at`: its marker, and its data without the length.  Bytes that
 * belong to none are passed over, as libjpeg does.  Offset behind it, or -1 if
 * the file ends before.
 */
isize jpeg_segment(str s, isize at, u8 *marker, str *data)
{
    *data = (str){0};
    while (at < s.len && s.p[at] != 0xFF) at++;
    while (at < s.len && s.p[at] == 0xFF) at++;
    if (at >= s.len) return -1;
    *marker = s.p[at++];
    if (*marker == 0 || *marker == 1 || (*marker >= 0xD0 && *marker <= MARKER_EOI)) return at;
    if (at + 2 > s.len) return -1;
    isize len = be16(s.p + at);
    if (len < 2 || at + len > s.len) return -1;
    *data = str_head(str_skip(s, at + 2), len - 2);
    return at + len;
}

static bool is_frame(u8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != MARKER_DHT && marker != 0xC8 &&
           marker != 0xCC;
}

/* SOF: precision (1), height (2), width (2), components (1), each: id, sampling, table. */
static bool frame(struct scan_state *st, u8 marker, str d, str *why)
{
    if (marker > 0xC2 && marker != 0xC9 && marker != 0xCA) {
        *why = S("a kind of JPEG that readers cannot show");
        return false;
    }
    *why = S("the JPEG header is damaged");
    if (st->framed || d.len < 6 || d.p[0] != 8) return false;
    st->components = d.p[5];
    if (d.len != 6 + 3 * st->components) return false;
    if (st->components != 1 && st->components != 3 && st->components != 4) return false;
    for (isize i = 0; i < st->components; i++) {
        const u8 *c = d.p + 6 + 3 * i;
        int across = c[1] >> 4, down = c[1] & 15;
        if (across < 1 || across > 4 || down < 1 || down > 4 || c[2] > 3) return false;
        st->ids[i] = c[0];
    }
    st->h = be16(d.p + 1);
    st->w = be16(d.p + 3);
    st->progressive = marker == 0xC2 || marker == 0xCA;
    st->arithmetic = marker >= 0xC9;
    st->framed = true;
    if (st->w > LONGEST || st->h > LONGEST) return false;
    return size_allowed(st->w, st->h, why);
}

/* DQT: precision and number (1), 64 values of 1 or 2 bytes; again and again. */
static bool quantizers(str d)
{
    while (d.len) {
        int wide = d.p[0] >> 4;
        isize len = 1 + 64 * (1 + wide);
        if (wide > 1 || (d.p[0] & 15) > 3 || len > d.len) return false;
        d = str_skip(d, len);
    }
    return true;
}

/* DHT: class and number (1), 16 counts, as many symbols; again and again. */
static bool codes(str d)
{
    while (d.len) {
        isize symbols = 0;
        if (d.len < 17 || d.p[0] >> 4 > 1 || (d.p[0] & 15) > 3) return false;
        for (int i = 1; i <= 16; i++) symbols += d.p[i];
        if (symbols > 256 || 17 + symbols > d.len) return false;
        d = str_skip(d, 17 + symbols);
    }
    return true;
}

/* SOS: components (1), each: id, tables; then 3 bytes of selection. */
static bool scan(const struct scan_state *st, str d)
{
    if (!st->framed || !st->quantized || d.len < 1) return false;
    int n = d.p[0];
    if (n < 1 || n > st->components || d.len != 4 + 2 * n) return false;
    for (isize i = 0; i < n; i++) {
        const u8 *c = d.p + 1 + 2 * i;
        if (!memchr(st->ids, c[0], (size_t)st->components)) return false;
        if (c[1] >> 4 > 3 || (c[1] & 15) > 3) return false;
    }
    return true;
}

static int orientation(str d)
{
    return str_starts(d, S("Exif\0\0")) ? exif_orientation(str_skip(d, 6)) : 1;
}

/* Everything before the first scan; the offset of its entropy, or -1. */
static isize headers(str s, struct scan_state *st, str *why)
{
    u8 marker = 0;
    str d;
    for (isize at = 2; (at = jpeg_segment(s, at, &marker, &d)) >= 0;) {
        *why = S("the JPEG header is damaged");
        if (marker == MARKER_EOI || marker == MARKER_SOI) return -1;
        if (is_frame(marker) && !frame(st, marker, d, why)) return -1;
        if (marker == MARKER_DQT && !quantizers(d)) return -1;
        if (marker == MARKER_DQT) st->quantized = true;
        if (marker == MARKER_DHT && !codes(d)) return -1;
        if (marker == MARKER_DRI && d.len != 2) return -1;
        if (marker == MARKER_APP2 && str_starts(d, S("ICC_PROFILE\0"))) st->icc = true;
        else if ((marker > MARKER_APP0 && marker < MARKER_APP14) || marker > MARKER_APP14)
            st->metadata = true;
        if (marker == MARKER_APP1 && st->orientation == 1) st->orientation = orientation(d);
        if (marker == MARKER_SOS) return scan(st, d) ? at : -1;
    }
    *why = S("the JPEG ends before its picture");
    return -1;
}

/* The next marker in entropy data, restarts left out; its offset, or s.len. */
static isize next_marker(str s, isize at)
{
    while (at + 1 < s.len) {
        const u8 *p = memchr(s.p + at, 0xFF, (size_t)(s.len - 1 - at));
        if (!p) break;
        at = p - s.p;
        u8 c = p[1];
        if (c && c != 0xFF && !(c >= 0xD0 && c <= 0xD7)) return at;
        at += c == 0xFF ? 1 : 2;
    }
    return s.len;
}

/* True if the scans from `at` on reach the end mark. */
static bool ends_well(str s, isize at)
{
    u8 marker = 0;
    str d;
    while ((at = jpeg_segment(s, next_marker(s, at), &marker, &d)) >= 0)
        if (marker == MARKER_EOI) return true;
    return false;
}

static bool info_jpeg(str s, struct image_info *out, str *why)
{
    struct scan_state st = {.orientation = 1};
    *why = S("the JPEG header is damaged");
    if (!is_jpeg(s)) return false;
    isize at = headers(s, &st, why);
    if (at < 0) return false;
    if (next_marker(s, at) == at) {
        *why = S("a JPEG without pixels");
        return false;
    }
    *out = (struct image_info){.w = (int)st.w,
                               .h = (int)st.h,
                               .channels = st.components == 1 ? GREY : RGB,
                               .orientation = st.orientation,
                               .progressive = st.progressive,
                               .cmyk = st.components == 4,
                               .doubtful = st.arithmetic,
                               .icc = st.icc,
                               .metadata = st.metadata,
                               .bytes = s.len};
    *why = !ends_well(s, at) ? S("the JPEG is cut short")
           : st.arithmetic   ? S("a kind of JPEG that readers cannot show")
                             : (str){0};
    return true;
}

const struct codec codec_jpeg = {
    .name = "JPEG",
    .mime = "image/jpeg",
    .ext = "jpg",
    .library = jpeg_library,
    .is = is_jpeg,
    .info = info_jpeg,
    .decode = jpeg_decode,
    .rewrite = jpeg_rewrite,
};
