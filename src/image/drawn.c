/* drawn.c - what stands in a picture's place when it cannot be decoded. */
#include "image_local.h"

#include <stdlib.h>
#include <string.h>

enum { PAPER = 255, INK = 136 };

/* A frame, and the two diagonals. */
static void draw_row(u8 *px, int y, int w, int h)
{
    int line = w < h ? w / 160 + 1 : h / 160 + 1; /* px */
    int left = h > 1 ? (int)((long long)(w - 1) * y / (h - 1)) : 0;
    for (int x = 0; x < w; x++) {
        bool frame = x < line || y < line || x >= w - line || y >= h - line;
        bool cross = abs(x - left) < line || abs(w - 1 - x - left) < line;
        px[x] = frame || cross ? INK : PAPER;
    }
}

static void draw_svg(const struct image_plan *p, struct recoded *out, arena *keep)
{
    out->n = 1;
    out->v[0] =
        str_printf(keep,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                   "viewBox=\"0 0 %d %d\">"
                   "<path d=\"M0 0H%dV%dH0ZL%d %dM0 %dL%d 0\" fill=\"none\" stroke=\"#888\" "
                   "stroke-width=\"2\"/></svg>\n",
                   p->w, p->h, p->w, p->h, p->w, p->h, p->w, p->h, p->h, p->w);
}

void image_draw(const struct image_plan *p, struct recoded *out, arena *keep, arena scratch)
{
    struct image_plan plan = *p;
    *out = (struct recoded){0};
    if (p->kind == KIND_SVG) {
        draw_svg(p, out, keep);
        return;
    }
    plan.dither = false;
    struct sink *to = slicer_make(&scratch, &plan, out, keep);
    u8 *px = make_n(&scratch, u8, p->w);
    bool ok = to->begin(to, (struct raster){p->w, p->h, GREY});
    for (int y = 0; y < p->h && ok; y++) {
        draw_row(px, y, p->w, p->h);
        ok = to->row(to, px);
    }
    ok = ok && to->end(to);
    assert(ok && out->n == p->slices); /* the encoders take what they are given */
}
