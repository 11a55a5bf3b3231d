/*
 * codec.h - one picture format.
 *
 * `is` and `info` look at bytes and decode nothing.  `decode` pushes rows into a sink
 * (raster.h); an encoder is a sink.  `rewrite` changes a file without touching a pixel.
 * A library is in one file, and nothing of it is seen outside.
 *
 * To add one: src/image/codec_NAME.c, a line in codecs.c, its library in the Makefile.
 */
#ifndef ZH_CODEC_H
#define ZH_CODEC_H

#include "raster.h"
#include "str.h"

/* What a picture is, off its header. */
struct image_info {
    int w, h;         /* px, as stored: see orientation */
    int channels;     /* enum channels, as decode will push them */
    int orientation;  /* 1..8 as Exif has it; 1: upright */
    int colours;      /* entries of the palette; 0: none */
    bool progressive; /* JPEG */
    bool interlaced;  /* PNG, GIF */
    bool animated;    /* more than one frame; the first is shown */
    bool cmyk;        /* CMYK or YCCK */
    bool deep;        /* more than 8 bits a sample */
    bool icc;         /* a colour profile that is not sRGB's own chunk */
    bool metadata;    /* Exif, XMP, IPTC, comments, thumbnails … */
    bool lossless;    /* WebP, AVIF: no pixel was changed when it was made */
    bool damaged;     /* what info said beside true; filled by its caller */
    bool doubtful;   /* readers may refuse the file as it is: damaged, or of a kind that few know */
    long long bytes; /* of the file */
};

static inline bool image_alpha(const struct image_info *i)
{
    return i->channels == GREY_ALPHA || i->channels == RGBA;
}

/* What is wanted of a decoder. */
struct decode_want {
    int w, h;  /* px that are enough: it may push fewer than there are, but not fewer than these; 0:
                  all */
    bool grey; /* colour is not needed */
    isize memory; /* bytes that the library may take, about */
};

/* What may change without decoding. */
struct rewrite_how {
    int orientation; /* 2..8: turn it upright; 0 or 1: leave it */
    bool baseline;   /* JPEG: no progressive scans */
    bool grey;       /* JPEG: luma alone */
    bool strip; /* no Exif, XMP, comments, thumbnails; colour profiles stay unless they are sRGB */
    bool still; /* GIF: the first frame alone */
};

struct codec {
    const char *name, *mime, *ext;
    void (*library)(
        struct buf *out); /* a line for `zhbook version`; NULL: none, or said elsewhere */
    bool (*is)(str head);
    /* NULL: a format known by name only.  False: the header cannot be read, *why says how.  True
     * with *why set: there is damage farther on, and what there is can be shown. */
    bool (*info)(str bytes, struct image_info *out, str *why);
    /* Push the (first) picture, upright or not as it is stored.  False: nothing can be shown.  True
     * with *why set: it was cut short or damaged, and the sink may have got `end` early.  After a
     * `begin` that was true `end` comes once, unless the sink wants no more.  What the sinks take
     * at `begin` must not be in the way of `scratch`: their arena is another one.  NULL: cannot. */
    bool (*decode)(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why);
    /* The file changed without loss, in `a`.  False: not possible for this file.  NULL: never. */
    bool (*rewrite)(str bytes, struct rewrite_how how, arena *a, str *out, arena scratch);
};
extern const struct codec *const codecs[]; /* NULL-terminated; asked in order */
const struct codec *codec_of(str bytes);   /* NULL: no picture we know */

/* Encoders.  The file is in `out` when `end` has returned true. */
struct sink *jpeg_encoder(arena *a, int quality /* 1..100 */,
                          struct buf *out); /* baseline, 4:2:0 or grey */
struct png_how {
    int bits;          /* a sample or index: 1, 2, 4, 8 */
    const u8 *palette; /* RGB triples, `colours` of them; NULL: none; rows are indices then */
    int colours;
    int level; /* of zlib, 1..9 */
};
struct sink *png_encoder(arena *a, struct png_how how, struct buf *out);

#endif
