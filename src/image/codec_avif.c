/*
 * codec_avif.c - AVIF, by libavif if this machine has it.
 *
 * With its decoders behind it libavif brings twenty libraries, so it is loaded when the first AVIF
 * comes, not linked.  Only its header is needed to build.
 */
#include "image_local.h"

#include <avif/avif.h>
#include <dlfcn.h>

#if AVIF_VERSION >= 1000000
#define SONAME "libavif.so.16"
#else
#define SONAME "libavif.so.15"
#endif

static bool is_avif(str s)
{
    return iso_brand(s, "avif avis");
}

/* What is used of the library. */
struct avif {
    const char *(*version)(void);
    avifDecoder *(*create)(void);
    void (*destroy)(avifDecoder *d);
    avifResult (*memory)(avifDecoder *d, const uint8_t *data, size_t size);
    avifResult (*parse)(avifDecoder *d);
    avifResult (*next)(avifDecoder *d);
    void (*defaults)(avifRGBImage *rgb, const avifImage *image);
    avifResult (*rgb)(const avifImage *image, avifRGBImage *rgb);
};

/* POSIX lets a symbol's address be a function's; ISO C has no cast for it. */
static bool symbol(void *lib, const char *name, void *to)
{
    *(void **)to = dlsym(lib, name);
    return *(void **)to;
}

/* It stays loaded: the next call finds it at once. */
static bool load(struct avif *l)
{
    void *lib = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
    return lib && symbol(lib, "avifVersion", &l->version) &&
           symbol(lib, "avifDecoderCreate", &l->create) &&
           symbol(lib, "avifDecoderDestroy", &l->destroy) &&
           symbol(lib, "avifDecoderSetIOMemory", &l->memory) &&
           symbol(lib, "avifDecoderParse", &l->parse) &&
           symbol(lib, "avifDecoderNextImage", &l->next) &&
           symbol(lib, "avifRGBImageSetDefaults", &l->defaults) &&
           symbol(lib, "avifImageYUVToRGB", &l->rgb);
}

static void library(struct buf *out)
{
    struct avif l;
    if (load(&l)) buf_printf(out, "libavif %s\n", l.version());
    else buf_add(out, S("libavif: not found (" SONAME "); AVIF cannot be read\n"));
}

/* The container read, no pixel yet; NULL: *why says why.  To be destroyed. */
static avifDecoder *start(const struct avif *l, str s, str *why)
{
    enum { LONGEST = 32768, FRAMES = 1 << 16 };
    avifDecoder *d = l->create();
    *why = S("the AVIF is damaged or cut short");
    if (!d) return NULL;
    d->maxThreads = 1;
    d->ignoreExif = AVIF_TRUE;
    d->ignoreXMP = AVIF_TRUE;
    d->imageSizeLimit = IMAGE_PIXELS_MAX;
    d->imageDimensionLimit = LONGEST;
    d->imageCountLimit = FRAMES;
    d->strictFlags = AVIF_STRICT_DISABLED;
    if (l->memory(d, s.p, (size_t)s.len) == AVIF_RESULT_OK && l->parse(d) == AVIF_RESULT_OK &&
        size_allowed(d->image->width, d->image->height, why))
        return d;
    l->destroy(d);
    return NULL;
}

/* Turned against the clock first, then mirrored (ISO/IEC 23008-12, 6.5.10 and 6.5.12). */
static int orientation(const avifImage *i)
{
    static const int as_exif[4][3] = {{1, 4, 2}, {8, 5, 7}, {3, 2, 4}, {6, 7, 5}};
    int angle = i->transformFlags & AVIF_TRANSFORM_IROT ? i->irot.angle & 3 : 0;
    int mirror = i->transformFlags & AVIF_TRANSFORM_IMIR ? 1 + (i->imir.mode & 1) : 0;
    return as_exif[angle][mirror];
}

static bool info_avif(str s, struct image_info *out, str *why)
{
    struct avif l;
    *out = (struct image_info){.orientation = 1, .bytes = s.len};
    *why = S("an AVIF, for which libavif is not installed");
    avifDecoder *d = is_avif(s) && load(&l) ? start(&l, s, why) : NULL;
    if (!d) return false;
    const avifImage *i = d->image;
    out->w = (int)i->width;
    out->h = (int)i->height;
    out->channels = d->alphaPresent ? RGBA : RGB;
    out->orientation = orientation(i);
    out->animated = d->imageCount > 1;
    out->deep = i->depth > 8;
    out->icc = i->icc.size;
    *why = (str){0};
    l.destroy(d);
    return true;
}

/* The first picture in 8 bits; its own arithmetic, since libyuv's differs from build to build. */
static bool pixels(const struct avif *l, avifDecoder *d, struct raster is, u8 *px)
{
    avifRGBImage rgb;
    if (l->next(d) != AVIF_RESULT_OK) return false;
    l->defaults(&rgb, d->image);
    if (rgb.width != (u32)is.w || rgb.height != (u32)is.h) return false;
    rgb.depth = 8;
    rgb.format = is.channels == RGBA ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
    rgb.chromaUpsampling = AVIF_CHROMA_UPSAMPLING_BILINEAR;
    rgb.avoidLibYUV = AVIF_TRUE;
    rgb.pixels = px;
    rgb.rowBytes = (u32)raster_row(is);
    return l->rgb(d->image, &rgb) == AVIF_RESULT_OK;
}

static bool decode_avif(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    enum { LIBRARY = 12 /* bytes a px that it takes, about */ };
    struct avif l;
    *why = S("an AVIF, for which libavif is not installed");
    avifDecoder *d = load(&l) ? start(&l, s, why) : NULL;
    if (!d) return false;
    struct raster is = {(int)d->image->width, (int)d->image->height, d->alphaPresent ? RGBA : RGB};
    long long px = (long long)is.w * is.h;
    *why = S("the AVIF is too large");
    u8 *out = room_for(want, &scratch, px * (is.channels + LIBRARY))
                  ? arena_try(&scratch, raster_row(is), 16, is.h)
                  : NULL;
    bool good = false;
    if (out) {
        *why = S("the AVIF is damaged or cut short");
        if (pixels(&l, d, is, out)) {
            str profile = {d->image->icc.data, (isize)d->image->icc.size};
            *why = (str){0};
            good = rows_push(is, out, is.h, profile, to, scratch);
        }
    }
    l.destroy(d);
    return good;
}

const struct codec codec_avif = {
    .name = "AVIF",
    .mime = "image/avif",
    .ext = "avif",
    .library = library,
    .is = is_avif,
    .info = info_avif,
    .decode = decode_avif,
};
