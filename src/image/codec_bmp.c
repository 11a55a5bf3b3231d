#include "image_local.h"
static bool is_bmp(str s)
{
    return s.len >= 18 && str_starts(s, S("BM")) && !s.p[16] && !s.p[17] && s.p[14] >= 12;
}

const struct codec codec_bmp = {.name = "BMP", .mime = "image/bmp", .ext = "bmp", .is = is_bmp};
