/* canvas.c - the page that a cover is drawn on, and its way into a file. */
#include "cover_local.h"
#include "codec.h"

#include <string.h>

struct canvas canvas_make(arena *a, int w, int h)
{
    return (struct canvas){w, h, make_n(a, u8, (isize)w * h * 3)};
}

static struct box clip(const struct canvas *c, struct box b)
{
    int right = b.x + b.w < c->w ? b.x + b.w : c->w, below = b.y + b.h < c->h ? b.y + b.h : c->h;
    int x = b.x > 0 ? b.x : 0, y = b.y > 0 ? b.y : 0;
    return (struct box){x, y, right > x ? right - x : 0, below > y ? below - y : 0};
}

static u8 *at(struct canvas *c, int x, int y)
{
    return c->px + ((isize)y * c->w + x) * 3;
}

void canvas_fill(struct canvas *c, struct box box, rgb colour)
{
    struct box b = clip(c, box);
    for (int y = b.y; y < b.y + b.h; y++)
        for (int x = b.x; x < b.x + b.w; x++) {
            u8 *px = at(c, x, y);
            px[0] = colour.r;
            px[1] = colour.g;
            px[2] = colour.b;
        }
}

void canvas_frame(struct canvas *c, struct box b, int width, rgb colour)
{
    canvas_fill(c, (struct box){b.x, b.y, b.w, width}, colour);
    canvas_fill(c, (struct box){b.x, b.y + b.h - width, b.w, width}, colour);
    canvas_fill(c, (struct box){b.x, b.y, width, b.h}, colour);
    canvas_fill(c, (struct box){b.x + b.w - width, b.y, width, b.h}, colour);
}

void canvas_paste(struct canvas *c, const struct canvas *from, int x, int y)
{
    struct box b = clip(c, (struct box){x, y, from->w, from->h});
    for (int row = b.y; row < b.y + b.h; row++)
        memcpy(at(c, b.x, row), from->px + ((isize)(row - y) * from->w + b.x - x) * 3,
               (size_t)b.w * 3);
}

static u8 mix(int under, int over, int coverage)
{
    return (u8)((under * (255 - coverage) + over * coverage + 127) / 255);
}

void canvas_ink(struct canvas *c, int x, int y, const struct glyph_px *ink, rgb colour)
{
    struct box b = clip(c, (struct box){x, y, ink->w, ink->h});
    for (int row = b.y; row < b.y + b.h; row++) {
        const u8 *from = ink->v + (isize)(row - y) * ink->w;
        for (int col = b.x; col < b.x + b.w; col++) {
            u8 *px = at(c, col, row);
            px[0] = mix(px[0], colour.r, from[col - x]);
            px[1] = mix(px[1], colour.g, from[col - x]);
            px[2] = mix(px[2], colour.b, from[col - x]);
        }
    }
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
