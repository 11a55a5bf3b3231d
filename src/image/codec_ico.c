#include "image_local.h"
static bool is_ico(str s)
{
    return s.len >= 22 && (str_starts(s, S("\0\0\1\0")) || str_starts(s, S("\0\0\2\0"))) &&
           le16(s.p + 4) && !s.p[9];
}
const struct codec codec_ico = {
    .name = "ICO", .mime = "image/vnd.microsoft.icon", .ext = "ico", .is = is_ico};
