/*
 * codecs.c - the picture formats, and how to know them by their first bytes.
 *
 * A format that is only known by name has its row here; one that is looked
 * into has a file codec_NAME.c.
 */
#include "image_local.h"

bool size_allowed(u32 w, u32 h, str *why)
{
    if (w && h && (u64)w * h <= IMAGE_PIXELS_MAX) return true;
    *why = w && h ? S("more than 120 million pixels") : S("a picture without size");
    return false;
}

/* --- formats known by name --- */

/* The brands of an ISO base media file are in its first box: "ftyp", then groups of 4. */
bool iso_brand(str s, const char *names)
{
    if (s.len < 16 || !str_starts(str_skip(s, 4), S("ftyp"))) return false;
    isize end = be32(s.p);
    if (end > s.len) end = s.len;
    for (isize at = 8; at + 4 <= end; at += 4) {
        str brand = str_head(str_skip(s, at), 4);
        if (at != 12 && str_has(str_of(names), brand)) return true; /* at 12: a version */
    }
    return false;
}

static bool is_heic(str s)
{
    return iso_brand(s, "heic heix heim heis hevc hevx hevm hevs mif1 msf1");
}

static bool is_tiff(str s)
{
    return str_starts(s, S("II*\0")) || str_starts(s, S("MM\0*")) || str_starts(s, S("II+\0")) ||
           str_starts(s, S("MM\0+"));
}

static bool is_jxl(str s)
{
    return str_starts(s, S("\xFF\x0A")) || str_starts(s, S("\0\0\0\x0CJXL \r\n\x87\n"));
}

static bool is_psd(str s)
{
    return str_starts(s, S("8BPS"));
}

static const struct codec heic = {
    .name = "HEIC", .mime = "image/heic", .ext = "heic", .is = is_heic};
static const struct codec tiff = {
    .name = "TIFF", .mime = "image/tiff", .ext = "tif", .is = is_tiff};
static const struct codec jxl = {
    .name = "JPEG XL", .mime = "image/jxl", .ext = "jxl", .is = is_jxl};
static const struct codec psd = {
    .name = "PSD", .mime = "image/vnd.adobe.photoshop", .ext = "psd", .is = is_psd};

const struct codec *const codecs[] = {
    &codec_png, &codec_jpeg, &codec_gif, &codec_webp, &codec_avif, &heic, &codec_bmp,
    &tiff,      &codec_ico,  &jxl,       &psd,        &codec_svg,  NULL,
};

const struct codec *codec_of(str bytes)
{
    for (const struct codec *const *c = codecs; *c; c++)
        if ((*c)->is(bytes)) return *c;
    return NULL;
}
