/*
 * face.h - a font's face: which characters it has, how wide they are, what they look like.
 *
 * For what zhbook draws itself.  Outlines are scaled without hinting and filled in 256 steps,
 * in integers all the way, so that a glyph has the same px on any machine.  Nothing is asked of
 * the system: a face is opened from a file or from bytes.
 *
 * Lengths are in 1/64 px unless a name says px; y grows downwards.
 */
#ifndef ZH_FACE_H
#define ZH_FACE_H

#include "diag.h"

enum { FACE_PX = 64, FACE_BYTES_MAX = 256 << 20, FACE_SIZE_MAX = 4096 /* px */ };

/* A place on an axis of a variable font. */
struct face_axis {
    char tag[4];
    double value;
};

struct face;

/* Face `index` (0: the first) of the font in `bytes`, which must live as long as it does; NULL
 * with *why if there is no such thing.  What is opened must be closed. */
struct face *face_of(arena *a, str bytes, int index, const struct face_axis *axes, isize naxes,
                     str *why);
void face_close(struct face *f); /* NULL is none */

int face_count(str bytes);           /* faces of the file; 0: it is no font */
str face_name(const struct face *f); /* "Noto Serif CJK SC Bold", as it says itself */
bool face_has(const struct face *f, u32 c);

/* At a size of `px` to the em. */
struct face_lines {
    int ascent, descent; /* both positive */
};
struct face_lines face_lines(const struct face *f, int px);

/* --- shape.c: text becomes glyphs --- */

struct glyph {
    u32 id;
    int at;      /* byte of the text that it belongs to */
    int x, y;    /* offset from its place */
    int advance; /* to the next */
};
struct glyphs {
    struct glyph *v;
    isize n;
    int width; /* sum of advances */
};

/* One run of one script and direction, as `lang` writes it. */
struct glyphs face_shape(struct face *f, str text, int px, str lang, arena *a);

/* --- what they look like --- */

/* Coverage, 0..255, w bytes a row; left and top are px from the glyph's place. */
struct glyph_px {
    int left, top, w, h;
    const u8 *v;
};

/* How a glyph is drawn. */
struct glyph_how {
    int px;   /* to the em, at most FACE_SIZE_MAX */
    int x, y; /* part of a px that its place is off the grid */
    int bold; /* so much is added to each stroke; 0: as it is */
};

/* The glyph in `a`; false if it has no ink, or cannot be drawn. */
bool face_draw(struct face *f, u32 id, struct glyph_how how, arena *a, struct glyph_px *out);

/* Names and versions of the libraries behind it, a line each. */
void face_library(struct buf *out);
void shape_library(struct buf *out);

#endif
