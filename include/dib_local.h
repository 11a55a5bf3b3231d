/*
 * dib_local.h - a device-independent bitmap: what BMP and ICO hold.
 */
#ifndef ZH_DIB_LOCAL_H
#define ZH_DIB_LOCAL_H

#include "image_local.h"

struct dib {
    str s;          /* the file */
    int w, h, bits; /* h without an icon's mask */
    int compression;
    bool down;  /* the top row comes first */
    bool plain; /* 5 or 8 bits a colour in the usual order: no masks */
    bool alpha;
    u32 masks[4];          /* red, green, blue, alpha */
    isize palette, pixels; /* offsets */
    int colours, entry;    /* in the palette; bytes each */
    isize line;            /* bytes of a row, a multiple of 4 */
};

/* The header at `at`; pixels are at `pixels`, or behind the palette if that is 0; an icon's
 * height counts its mask too.  False: *why says what is wrong. */
bool dib_look(str s, isize at, isize pixels, bool icon, struct dib *out, str *why);

bool dib_packed(const struct dib *d); /* run lengths: see dib_unpack */

/* Indices of a packed bitmap, a byte each, the top row first, in `a`; {0}: no room.  *whole is
 * false if the data end early. */
u8 *dib_unpack(const struct dib *d, arena *a, bool *whole);

/* True if the bytes of row y (0: the top one) are there; it as RGB, or RGBA if d->alpha.
 * `packed` is what dib_unpack gave, or NULL. */
bool dib_has(const struct dib *d, int y);
void dib_row(const struct dib *d, int y, const u8 *packed, u8 *to);

#endif
