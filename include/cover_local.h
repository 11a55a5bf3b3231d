/* cover_local.h - what the files that draw a cover share.  Integers only. */
#ifndef ZH_COVER_LOCAL_H
#define ZH_COVER_LOCAL_H

#include "cover.h"

enum {
    COVER_W = 1600, /* px */
    COVER_H = 2560,
    TONES = 64,   /* steps from paper to ink, and again from paper to the seal's red */
    SEAL = TONES, /* first colour of the second ramp */
    BORDER = 4,   /* px: keeps a white page from melting into a white screen */
    ONE = 16,     /* parts of a px; also full coverage */
};

/* --- canvas.c --- */

struct canvas {
    int w, h;
    u8 *px; /* RGB, h rows */
};
struct canvas canvas_make(arena *a, int w, int h);

/* How it is delivered. */
struct canvas_as {
    int w, h; /* px, no larger than the canvas */
    bool grey;
    long long cap; /* bytes that it should not exceed */
};
/* As a JPEG, in `keep`. */
str canvas_encode(const struct canvas *c, struct canvas_as as, arena *keep, arena scratch);

/* --- pattern.c --- */

/* What belongs to this title; the canvas is COVER_W x COVER_H. */
void pattern_draw(struct canvas *to, str title, arena scratch);

/* --- landscape.c --- */

/* Numbers that follow from a title (SplitMix64). */
struct dice {
    u64 state;
};
u64 dice_roll(struct dice *d);
/* 0 .. n - 1 */
int dice_pick(struct dice *d, int n);

/* Coverage, 0..ONE, of a px whose centre is `inside` parts of a px within an edge. */
static inline int cover_edge(int inside)
{
    int c = inside + ONE / 2;
    return c < 0 ? 0 : c > ONE ? ONE : c;
}

/* `over` laid on `under` with a coverage of 0..ONE. */
static inline int cover_mix(int under, int over, int coverage)
{
    return under + ((over - under) * coverage + (over > under ? ONE / 2 : -ONE / 2)) / ONE;
}

/* --- lattice.c: the wall --- */

enum { TILE = 240 }; /* px; the pattern repeats */

struct lattice {
    u8 tone[TILE][TILE];
};
void lattice_make(struct lattice *l, int kind, int tone); /* any kind >= 0; of the bars */

/* --- landscape.c: what is seen through the window --- */

enum { RIDGES = 6 };

struct landscape {
    int top, bottom; /* px, of the view */
    int sun_x, sun_y, sun_r;
    int height[RIDGES][COVER_W]; /* parts of a px from the page's top; back to front */
    int crest[RIDGES];           /* px, the highest point of each */
    /* Of the row being drawn: */
    int y, sky, seen; /* px; tone; ridges that reach so high */
    int tone[RIDGES];
};
void landscape_make(struct landscape *l, struct dice *d, int top, int bottom);
void landscape_row(struct landscape *l, int y);
/* The colour of a px of the row. */
u8 landscape_at(const struct landscape *l, int x);

#endif
