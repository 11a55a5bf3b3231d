/* codec_avif.c - AVIF. */
#include "image_local.h"

static bool is_avif(str s)
{
    return iso_brand(s, "avif avis");
}

const struct codec codec_avif = {
    .name = "AVIF",
    .mime = "image/avif",
    .ext = "avif",
    .is = is_avif,
};
