/* pixels.c - a picture as pixels, for what is drawn with it.  Decoded as all pictures are: in a
 * child process, whose answer is measured before it is used. */
#include "image_local.h"

static bool look(str bytes, struct image_info *is, int *w, int *h, str *why)
{
    const struct codec *c = codec_of(bytes);
    *why = S("no picture");
    if (!c || !c->info || !c->info(bytes, is, why)) return false;
    *why = S("nobody can decode it");
    if (!c->decode) return false;
    bool across = is->orientation >= 5;
    *w = across ? is->h : is->w;
    *h = across ? is->w : is->h;
    *why = (str){0};
    return true;
}

bool image_measure(str bytes, int *w, int *h, str *why)
{
    struct image_info is = {0};
    return look(bytes, &is, w, h, why);
}

bool image_pixels(str bytes, int max_w, int max_h, struct pixels *out, arena *a, str *why)
{
    struct image_info is = {0};
    struct helper child = {0};
    struct recoded made;
    int w, h;
    if (!look(bytes, &is, &w, &h, why)) return false;
    struct image_plan p = {.way = PLAN_RECODE, .kind = KIND_RGB, .flatten = true, .slices = 1};
    p.turn = is.orientation > 1 && is.orientation <= 8 ? is.orientation : 1;
    raster_fit(w, h, max_w, max_h, &p.w, &p.h);
    enum asked_of got = helper_ask(&child, &p, bytes, &made, a);
    helper_dismiss(&child);
    *why = made.why;
    if (got != HELPER_MADE || made.v[0].len != (isize)p.w * p.h * 3) return false;
    *out = (struct pixels){p.w, p.h, (u8 *)made.v[0].p};
    return true;
}
