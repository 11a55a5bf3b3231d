/* examine.c - what bytes are, and whether they may go into a book. */
#include "image_local.h"
#include "hash.h"

/* What stands there instead of a picture, in a few words. */
static str guess(str bytes)
{
    str head = str_trim(str_head(bytes, bytes.len < 1024 ? bytes.len : 1024));
    if (!head.len) return bytes.len ? S("nothing but white space") : S("an empty file");
    if (str_istarts(head, S("<!doctype html")) || str_ifind(head, S("<html"), 0) >= 0)
        return S("a web page");
    if (str_starts(head, S("%PDF"))) return S("a PDF document");
    if (str_starts(head, S("{")) || str_starts(head, S("["))) return S("data of a server");
    return S("no known picture format");
}

struct sought image_examine(str bytes, arena *keep)
{
    enum { NAME = 8 /* bytes of the hash */ };
    struct sought to = {.found = FOUND_NO_IMAGE};
    const struct codec *codec = codec_of(bytes);
    if (!codec) {
        to.what = guess(bytes);
        return to;
    }
    if (!codec->info) {
        to.found = FOUND_UNREADABLE;
        to.what = str_of(codec->name);
        return to;
    }
    struct image_info is = {0};
    to.found = codec->info(bytes, &is, &to.what) ? FOUND : FOUND_BROKEN;
    if (is.doubtful) to.found = FOUND_BROKEN;
    if (to.found != FOUND) return to;
    bool turned = is.orientation >= 5;
    to.image.w = turned ? is.h : is.w;
    to.image.h = turned ? is.w : is.h;
    str name = sha256_hex(keep, sha256(bytes), NAME);
    to.image.href = str_printf(keep, "images/%.*s.%s", STR(name), codec->ext);
    to.image.mime = str_of(codec->mime);
    to.image.size = bytes.len;
    return to;
}
