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

enum found image_examine(str bytes, arena *keep, struct image *out, str *what)
{
    enum { NAME = 8 /* bytes of the hash */ };
    const struct codec *codec = codec_of(bytes);
    if (!codec) {
        *what = guess(bytes);
        return FOUND_NO_IMAGE;
    }
    if (!codec->deliver) {
        *what = str_of(codec->name);
        return FOUND_UNREADABLE;
    }
    if (!codec->info(bytes, &out->w, &out->h, what)) return FOUND_BROKEN;
    str name = sha256_hex(keep, sha256(bytes), NAME);
    out->href = str_printf(keep, "images/%.*s.%s", STR(name), codec->ext);
    out->mime = str_of(codec->mime);
    out->size = bytes.len;
    return FOUND;
}
