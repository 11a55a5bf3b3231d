/* palette_local.h - the few colours that a drawing is made of: see palette.c. */
#ifndef ZH_PALETTE_LOCAL_H
#define ZH_PALETTE_LOCAL_H

#include "raster.h"

enum { PALETTE_MAX = 256 };

struct palette {
    int n;
    u32 colour[PALETTE_MAX]; /* 0xRRGGBB */
};

/* n px of GREY or RGB become indices, in place, from the first byte on; false if they have more
 * colours than that: then nothing has changed. */
bool palette_exact(struct palette *to, u8 *px, isize n, int channels);

/* The same with `most` colours that are near; false, too, if they are not near enough. */
bool palette_few(struct palette *to, int most, u8 *px, isize n, int channels, arena scratch);

#endif
