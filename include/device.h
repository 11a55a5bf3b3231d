/*
 * device.h - whom a book is for.
 *
 * To add a device: a row in device.def.
 */
#ifndef ZH_DEVICE_H
#define ZH_DEVICE_H

#include "str.h"

enum takes {
    TAKES_JPEG = 1,
    TAKES_PROGRESSIVE = 2, /* JPEG in several scans */
    TAKES_PNG = 4,
    TAKES_GIF = 8,
    TAKES_SVG = 16,
    TAKES_WEBP = 32,
    TAKES_ALPHA = 64,    /* transparency */
    TAKES_KEPUB = 128,   /* a book as Kobo's own are: chapters with its marks */
    TAKES_MATHML = 256,  /* formulas */
    TAKES_EMOJI = 512,   /* its fonts have them */
    TAKES_DEPTH = 1024,  /* contents of more than two levels */
    SHUNS_BREAKS = 2048, /* style sheets had better say nothing about page breaks */
};

struct device {
    const char *name;
    int w, h;  /* px */
    int greys; /* levels; 0: colour */
    int takes; /* enum takes */
    int area;  /* px; 0: no limit of its own */
    int kb;
    int split; /* kilobytes of a chapter's file */
    const char *help;
};

/* The device of this name; NULL if there is none. */
const struct device *device_of(str name);

extern const struct device devices[]; /* the last has no name */

#endif
