/* examine.c - what bytes are, and whether they may go into a book. */
#include "image_local.h"
#include "hash.h"

#include <string.h>

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

struct looked image_look(str bytes)
{
    struct looked l = {.found = FOUND_NO_IMAGE, .codec = codec_of(bytes)};
    if (!l.codec) {
        l.what = guess(bytes);
        return l;
    }
    if (!l.codec->info) {
        l.found = FOUND_UNREADABLE;
        l.what = str_of(l.codec->name);
        return l;
    }
    l.found = l.codec->info(bytes, &l.is, &l.what) ? FOUND : FOUND_BROKEN;
    l.is.damaged = l.what.len > 0 || l.is.doubtful;
    l.is.bytes = bytes.len;
    if (l.found == FOUND) l.sum = sha256(bytes);
    return l;
}

/* The name of what is copied is a hash of it; of what is made, of its source and its plan. */
static str name_of(const struct looked *l, const struct image_plan *p, arena *keep)
{
    enum { NAME = 8 /* bytes of the hash */ };
    struct sha256 sum = l->sum;
    arena scratch = *keep;
    if (p->way != PLAN_COPY) {
        struct buf b = {.mem = &scratch};
        buf_add(&b, (str){l->sum.b, sizeof l->sum.b});
        buf_add(&b, plan_text(&scratch, p));
        sum = sha256(buf_str(&b));
    }
    str hex = sha256_hex(&scratch, sum, NAME);
    u8 name[2 * NAME];
    memcpy(name, hex.p, sizeof name);
    return str_printf(keep, "images/%.*s.%s", STR(((str){name, sizeof name})), plan_ext(p->kind));
}

struct sought image_plan_for(const struct finder *f, const struct looked *l, arena *keep)
{
    struct sought to = {.found = l->found, .what = l->what};
    if (to.found != FOUND) return to;
    struct image_plan p = image_plan(f->conf, f->device, l->codec, &l->is);
    if (p.way == PLAN_CANNOT) {
        to.found = FOUND_UNREADABLE;
        to.what = str_of(l->codec->name);
        return to;
    }
    to.image = (struct image){
        .href = name_of(l, &p, keep),
        .mime = str_of(plan_mime(p.kind)),
        .w = p.w,
        .h = p.h,
        .size = l->is.bytes,
        .damaged = l->is.damaged,
        .adapted = p.way == PLAN_RECODE,
    };
    if (p.way == PLAN_COPY) return to;
    struct image_plan *kept = make(keep, struct image_plan);
    *kept = p;
    to.image.plan = kept;
    to.image.slices = p.slices;
    to.image.sum = l->sum;
    return to;
}
