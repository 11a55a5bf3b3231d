/* cover.c - see cover.h. */
#include "cover_local.h"
#include "device.h"

enum { THUMB_W = 240, BYTES = 500000, SMALL = 1000 /* px: a narrower page has a small cover */ };

/* --- what the device shows --- */

static struct canvas_as as_of(const struct conf *conf)
{
    const struct device *d = conf->devices.n ? device_of(conf->devices.v[0]) : &devices[0];
    struct canvas_as as = {.w = COVER_W, .h = COVER_H, .cap = BYTES};
    if (d->w < SMALL) {
        as.w = d->w * COVER_H < d->h * COVER_W ? d->w : d->h * COVER_W / COVER_H;
        as.h = as.w * COVER_H / COVER_W;
        if (d->kb * 1024 < as.cap) as.cap = d->kb * 1024;
    }
    as.grey = conf->grayscale == GRAYSCALE_ON || (conf->grayscale == GRAYSCALE_AUTO && d->greys);
    return as;
}

static void deliver(struct book *b, const struct canvas *page, arena *a, arena scratch)
{
    struct canvas_as as = as_of(b->conf);
    struct canvas_as thumb = {THUMB_W, THUMB_W * COVER_H / COVER_W, as.grey, BYTES};
    b->cover.w = as.w;
    b->cover.h = as.h;
    b->cover.jpeg = canvas_encode(page, as, a, scratch);
    b->cover.thumb = canvas_encode(page, thumb, a, scratch);
}

void book_cover(struct book *b, const struct cover_want *want, arena *a, struct diags *ds)
{
    (void)want;
    (void)ds;
    /* The far half of the arena is for drawing, and is given back. */
    u8 *end = a->end;
    arena scratch = {a->at + arena_left(a) / 2, end};
    a->end = scratch.at;
    struct canvas page = canvas_make(&scratch, COVER_W, COVER_H);
    pattern_draw(&page, b->conf->title, scratch);
    deliver(b, &page, a, scratch);
    a->end = end;
    arena_trim(scratch);
}
