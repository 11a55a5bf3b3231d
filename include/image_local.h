/*
 * image_local.h - what the files of src/image share.
 */
#ifndef ZH_IMAGE_LOCAL_H
#define ZH_IMAGE_LOCAL_H

#include "codec.h"
#include "device.h"
#include "hash.h"
#include "image.h"
#include "os.h"
#include "store.h"

enum {
    IMAGE_MAX = 50 << 20,         /* bytes of one file */
    IMAGE_PIXELS_MAX = 120000000, /* px of one picture */
    IMAGE_WHOLE_MAX = 30000000    /* of one that a decoder must hold as a whole */
};

/* --- codecs --- */

extern const struct codec codec_png, codec_jpeg, codec_gif, codec_webp, codec_avif, codec_bmp,
    codec_ico, codec_svg;

/* True if a picture of w x h px may go into a book; otherwise *why says why not. */
bool size_allowed(u32 w, u32 h, str *why);

/* True if `bytes` of memory are within what is wanted and what `left` has; what a decoder asks
 * before it takes memory for a whole picture. */
static inline bool room_for(struct decode_want want, const arena *left, long long bytes)
{
    return (want.memory <= 0 || bytes <= want.memory) && bytes < arena_left(left);
}

/* True if the first box of an ISO base media file names one of these brands, of 4 letters each. */
bool iso_brand(str s, const char *names);

/* Push a picture that is there as a whole, `rows` of it, changing px if it has a profile of
 * its own ({0}: none); false: nobody wants it. */
bool rows_push(struct raster is, u8 *px, int rows, str profile, struct sink *to, arena scratch);

/* The orientation that Exif data say, from their TIFF header on: 1..8. */
int exif_orientation(str tiff);
void exif_upright(u8 *tiff, isize len); /* make them say 1 */

/* --- colour profiles --- */

/* Samples as a profile means them, to sRGB: rows of enum channels, or of inks, which become RGB. */
enum { COLOUR_CMYK = RGBA + 1 };
struct colour;

/* NULL: the profile is not of this space, is damaged, or is sRGB, so that samples stay as they are.
 * What is opened must be closed. */
struct colour *colour_open(arena *a, str profile, int space);
void colour_row(const struct colour *c, const u8 *from, u8 *to, int w); /* may be the same */
void colour_close(struct colour *c);
bool colour_is_srgb(str profile);
void colour_library(struct buf *out);

/* --- PNG --- */

str png_profile(arena *a, str s); /* {0}: it has none, or a broken one */
void png_library(struct buf *out);
bool png_decode(str s, struct decode_want want, struct sink *to, arena scratch, str *why);

/* What bytes are. */
struct looked {
    enum finding found;
    const struct codec *codec; /* NULL: none knows them */
    struct image_info is;      /* if it was found */
    struct sha256 sum;         /* the same */
    str what;                  /* see struct sought */
};
struct looked image_look(str bytes);

/* What will be delivered of it. */
struct sought image_plan_for(const struct finder *f, const struct looked *l, arena *keep);

static inline u32 be16(const u8 *p)
{
    return (u32)p[0] << 8 | p[1];
}
static inline u32 be32(const u8 *p)
{
    return be16(p) << 16 | be16(p + 2);
}
static inline u32 le16(const u8 *p)
{
    return (u32)p[1] << 8 | p[0];
}
static inline u32 le32(const u8 *p)
{
    return le16(p) | le16(p + 2) << 16;
}

/* --- the finder --- */

/* A folder that root-relative references may start from. */
struct base {
    str path;
    isize root; /* the source folder it belongs to */
};

/* A picture of a site that keeps each under many names: see families.c. */
struct twin {
    int family;
    str key;  /* tells pictures of the family apart */
    str name; /* last part of the address */
    str path; /* opens the file */
    long long size;
};
struct twins {
    struct twin *v;
    isize n;
};

/* A line of the cache's index: see cache.c. */
struct cached {
    str key, url, hex; /* hex {0}: nothing could be fetched */
    isize line;
};

struct finder {
    const struct conf *conf;
    const struct device *device;
    struct store *store;  /* what was learnt before; may be NULL */
    struct strs roots;    /* source folders */
    struct strs mirrors;  /* those that are there */
    struct strs confines; /* real paths: a picture's file lies below one of them */
    struct base *bases;
    isize nbases;
    str cache;             /* its folder; {0} if there is none */
    struct cached *cached; /* by key */
    isize ncached;
    struct twins twins; /* by family, key, path */
};

/* --- the cache --- */

/* Read the index of f->cache; lines that make no sense are counted in the result. */
isize cache_open(struct finder *f, arena *a, arena scratch);

/* The file that was fetched for `url`; {0} if none was. */
str cache_find(const struct finder *f, str url, arena *a);

/* The SHA-256, in hex, that the bytes of a file of the cache must have. */
str cache_sum(str path);

/* --- twins --- */

/* Enter every picture of every known site in a mirror. */
void twins_add_mirror(struct twins *t, arena *a, str mirror, arena scratch);
void twins_add(struct twins *t, arena *a, str host, str path, struct twin file);
void twins_sort(struct twins *t);

bool twins_known(str host); /* a site that keeps pictures under many names */

/* True if `host` is of a site whose sizes are chosen by the policy, not by the reference. */
bool twins_chosen(str host);

/* The files with the picture of host and path, best first. */
struct strs twins_find(const struct finder *f, str host, str path, arena *a);

/* --- data: URLs --- */

/* The bytes of a data: URL, in `a`; false if it is none or too long. */
bool data_decode(arena *a, str url, str *out);

/* --- making: recode.c, worker.c, drawn.c --- */

enum { IMAGE_SLICES_MAX = 99 };

/* The files that a picture became. */
struct recoded {
    int n;
    str v[IMAGE_SLICES_MAX];
    str why; /* what is damaged, or, if there are none, why; {0} */
};

/*
 * Carry out a plan on `bytes`; the files are in `keep`.  False: it cannot be done.  Slow, and as
 * safe as the libraries are: see worker.c.
 */
bool image_recode(const struct image_plan *p, str bytes, struct recoded *out, arena *keep,
                  arena scratch);

/* A stage that gathers rows and encodes a file at each cut of the plan.  What it needs meanwhile
 * is in `a`, the files are in `keep`: two arenas. */
struct sink *slicer_make(arena *a, const struct image_plan *p, struct recoded *out, arena *keep);

/* A frame and a cross in place of a picture that cannot be shown: the planned files. */
void image_draw(const struct image_plan *p, struct recoded *out, arena *keep, arena scratch);

/* The same in a process of its own, which is there when it was needed before. */
struct helper {
    struct os_child child;
};
enum asked_of { HELPER_MADE, HELPER_COULD_NOT, HELPER_DIED };
enum asked_of helper_ask(struct helper *h, const struct image_plan *p, str bytes,
                         struct recoded *out, arena *keep);
void helper_dismiss(struct helper *h);

/* --- what was learnt before --- */

/* What image_look said of this very file; false if nobody remembers. */
bool memo_find(const struct finder *f, str path, struct os_info info, arena *keep,
               struct looked *out);
void memo_keep(const struct finder *f, str path, struct os_info info, const struct looked *seen,
               arena scratch);

#endif
