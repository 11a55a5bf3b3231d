/* canvas.c - the page that a cover is drawn on, and its way into a file. */
#include "cover_local.h"
#include "codec.h"

struct canvas canvas_make(arena *a, int w, int h)
{
    return (struct canvas){w, h, make_n(a, u8, (isize)w * h * 3)};
}

static void push(const struct canvas *c, struct sink *to)
{
    bool ok = to->begin(to, (struct raster){c->w, c->h, RGB});
    for (int y = 0; y < c->h && ok; y++) ok = to->row(to, c->px + (isize)y * c->w * 3);
    ok = ok && to->end(to);
    assert(ok); /* memory was there, and the encoder takes what it is given */
}

str canvas_encode(const struct canvas *c, struct canvas_as as, arena *keep, arena scratch)
{
    static const int ladder[] = {85, 80, 75, 70, 60, 50, 40, 30};
    str file = {0};
    struct kept small;
    struct sink *to = stage_keep(&scratch, &small);
    if (as.grey) to = stage_grey(&scratch, to);
    if (as.w != c->w || as.h != c->h) to = stage_scale(&scratch, as.w, as.h, to);
    push(c, to);
    for (isize i = 0; i < COUNT(ladder); i++) {
        arena temp = scratch;
        struct buf out = {.mem = &temp};
        arena own = {temp.at + arena_left(&temp) / 2, temp.end};
        temp.end = own.at;
        bool ok = kept_push(&small, jpeg_encoder(&own, ladder[i], &out));
        assert(ok);
        file = buf_str(&out);
        if (file.len <= as.cap || i == COUNT(ladder) - 1) return str_dup(keep, file);
    }
    return file;
}
