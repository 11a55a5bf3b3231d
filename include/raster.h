/*
 * raster.h - pixels on their way, row by row.
 *
 * A decoder pushes rows into a sink; a sink that changes them pushes them on into
 * the next; the last one keeps or encodes them.  Nobody holds a whole picture
 * unless turning it demands that, and then after it was made smaller.
 *
 *   decoder → flatten → grey → scale → turn → dither → encoder
 *
 * Samples are 8 bits, sRGB, alpha is not multiplied in; the top row comes first.
 * All arithmetic is in integers or in floats that are added in a fixed order, so
 * that a picture has the same bytes on any machine.
 */
#ifndef ZH_RASTER_H
#define ZH_RASTER_H

#include "arena.h"

enum channels { GREY = 1, GREY_ALPHA, RGB, RGBA };

struct raster {
    int w, h; /* px, 1 or more */
    int channels;
};

static inline isize raster_row(struct raster r) /* bytes */
{
    return (isize)r.w * r.channels;
}

/*
 * Where rows go.  begin comes once, then h rows, then end.  False from any of them means
 * that nobody wants more: the pusher stops and returns false.  A pusher whose source is
 * cut short says `end` early; what is missing is filled with the last row then.
 */
struct sink {
    bool (*begin)(struct sink *s, struct raster r);
    bool (*row)(struct sink *s, const u8 *px); /* raster_row bytes, valid during the call */
    bool (*end)(struct sink *s);
};

/* Each of these makes a stage in `a` that pushes into `next`; their rows, too, come from `a`
 * when the picture begins, and begin returns false when they do not fit. */

/* Alpha goes: what shows through is white. */
struct sink *stage_flatten(arena *a, struct sink *next);

/* Colour goes: ITU-R BT.601 luma, as JPEG has it.  Alpha stays. */
struct sink *stage_grey(arena *a, struct sink *next);

/* Make it w x h px, both at most what comes in: Lanczos's filter of three lobes, in linear light,
 * with alpha multiplied in meanwhile. */
struct sink *stage_scale(arena *a, int w, int h, struct sink *next);

/* Turn it as Exif's orientation 1..8 says (CIPA DC-008, 4.6.4 A). */
struct sink *stage_turn(arena *a, int orientation, struct sink *next);

/* Grey in 16 levels, each 17 apart: the error goes to the neighbours (Floyd and Steinberg). */
struct sink *stage_dither(arena *a, struct sink *next);

/* The whole picture, to be pushed again. */
struct kept {
    struct sink sink;
    arena *mem;
    struct raster is;
    u8 *px;   /* is.h rows */
    int rows; /* that have come */
};
struct sink *stage_keep(arena *a, struct kept *to);
bool kept_push(const struct kept *k, struct sink *to);

/* The size of a w x h picture that fits into max_w x max_h (0: no limit), its shape kept to
 * the nearest px, 1 or more; never larger than it is. */
void raster_fit(int w, int h, int max_w, int max_h, int *out_w, int *out_h);

#endif
