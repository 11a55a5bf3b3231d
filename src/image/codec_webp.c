/*
 * codec_webp.c - WebP: VP8 or VP8L in a RIFF, with alpha, frames and metadata in chunks beside.
 *
 *   0   12  "RIFF", length behind it (4, little-endian), "WEBP"
 *   12      chunks: name (4), length (4), data, a byte of padding where the length is odd
 */
#include "image_local.h"

#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

static bool is_webp(str s)
{
    return s.len >= 12 && str_starts(s, S("RIFF")) && str_starts(str_skip(s, 8), S("WEBP"));
}

static void library(struct buf *out)
{
    int v = WebPGetDecoderVersion();
    buf_printf(out, "libwebp %d.%d.%d\n", v >> 16, v >> 8 & 255, v & 255);
}

/* What is known before a pixel is. */
struct look {
    struct image_info info;
    str frame;         /* the bytes of the first one, or all of the file */
    int x, y, w, h;    /* where it is on the canvas */
    bool whole, alpha; /* the frame */
    str profile;
};

static str chunk(const WebPDemuxer *d, const char *name)
{
    WebPChunkIterator it;
    str data = {0};
    if (WebPDemuxGetChunk(d, name, 1, &it)) data = (str){it.chunk.bytes, (isize)it.chunk.size};
    WebPDemuxReleaseChunkIterator(&it);
    return data;
}

/* What only a demultiplexer finds. */
static void demux(struct look *l, str s)
{
    WebPDemuxState state;
    WebPDemuxer *d = WebPDemuxPartial(&(WebPData){s.p, (size_t)s.len}, &state);
    if (!d) return;
    WebPIterator it;
    u32 flags = WebPDemuxGetI(d, WEBP_FF_FORMAT_FLAGS);
    bool got = l->info.animated && WebPDemuxGetFrame(d, 1, &it);
    if (got) {
        l->frame = (str){it.fragment.bytes, (isize)it.fragment.size};
        l->x = it.x_offset;
        l->y = it.y_offset;
        l->w = it.width;
        l->h = it.height;
        l->whole = it.complete;
        l->alpha = it.has_alpha;
        WebPDemuxReleaseIterator(&it);
    }
    if (flags & ICCP_FLAG) l->profile = chunk(d, "ICCP");
    str exif = flags & EXIF_FLAG ? chunk(d, "EXIF") : (str){0};
    if (str_starts(exif, S("Exif\0\0"))) exif = str_skip(exif, 6);
    l->info.orientation = exif_orientation(exif);
    l->info.icc = l->profile.len;
    l->info.metadata = flags & (EXIF_FLAG | XMP_FLAG);
    WebPDemuxDelete(d);
}

/* False: *why says what is wrong. */
static bool look(str s, struct look *l, str *why)
{
    WebPBitstreamFeatures f;
    *l = (struct look){.frame = s, .whole = true};
    *why = S("the WebP header is damaged");
    if (!is_webp(s) || WebPGetFeatures(s.p, (size_t)s.len, &f) != VP8_STATUS_OK) return false;
    l->info = (struct image_info){.w = f.width,
                                  .h = f.height,
                                  .orientation = 1,
                                  .animated = f.has_animation,
                                  .lossless = f.format == 2,
                                  .bytes = s.len};
    l->w = f.width;
    l->h = f.height;
    l->alpha = f.has_alpha;
    if (!size_allowed((u32)f.width, (u32)f.height, why)) return false;
    if (s.len > 20 && (f.has_animation || str_starts(str_skip(s, 12), S("VP8X")))) demux(l, s);
    if (f.has_animation && (l->frame.p == s.p || l->x + l->w > f.width || l->y + l->h > f.height)) {
        *why = S("a WebP without a first picture");
        return false;
    }
    bool covers = l->w == f.width && l->h == f.height;
    l->info.channels = l->alpha || !covers ? RGBA : RGB;
    *why = (isize)le32(s.p + 4) > s.len - 8 || !l->whole ? S("the WebP is cut short") : (str){0};
    return true;
}

static bool info_webp(str s, struct image_info *out, str *why)
{
    struct look l;
    bool good = look(s, &l, why);
    *out = l.info;
    return good;
}

/* The size of what is decoded: as small as is enough, for a picture that is its own canvas. */
static struct raster size_of(const struct look *l, struct decode_want want)
{
    struct raster r = {l->w, l->h, l->info.channels};
    if (l->info.animated || want.w <= 0 || want.h <= 0) return r;
    if (want.w >= r.w || want.h >= r.h) return r;
    /* Twice what is wanted: the decoder's own scaling is coarse, ours behind it is not. */
    double by =
        (double)want.w / r.w > (double)want.h / r.h ? (double)want.w / r.w : (double)want.h / r.h;
    if (by > 0.5) return r;
    r.w = (int)(r.w * 2 * by + 0.999);
    r.h = (int)(r.h * 2 * by + 0.999);
    return r;
}

/* Decode l->frame into px; rows that are there. */
static int pixels(const struct look *l, struct raster is, u8 *px, bool *whole)
{
    WebPDecoderConfig c;
    int rows = 0;
    if (!WebPInitDecoderConfig(&c)) return 0;
    c.options.use_scaling = is.w != l->w || is.h != l->h;
    c.options.scaled_width = is.w;
    c.options.scaled_height = is.h;
    c.output.colorspace = is.channels == RGBA ? MODE_RGBA : MODE_RGB;
    c.output.is_external_memory = 1;
    c.output.u.RGBA = (WebPRGBABuffer){px, (int)raster_row(is), (size_t)(raster_row(is) * is.h)};
    WebPIDecoder *d = WebPIDecode(NULL, 0, &c);
    if (!d) return 0;
    VP8StatusCode status = WebPIUpdate(d, l->frame.p, (size_t)l->frame.len);
    *whole = status == VP8_STATUS_OK;
    if (!WebPIDecGetRGB(d, &rows, NULL, NULL, NULL)) rows = 0;
    if (*whole) rows = is.h;
    WebPIDelete(d);
    return rows < 0 ? 0 : rows;
}

/* The first frame where it belongs on a clear canvas, in place of `px`. */
static u8 *on_canvas(const struct look *l, const u8 *px, int rows, arena *a)
{
    isize line = (isize)l->info.w * RGBA;
    u8 *canvas = arena_try(a, line, 16, l->info.h);
    for (int y = 0; canvas && y < rows; y++)
        memcpy(canvas + (l->y + y) * line + l->x * RGBA, px + (isize)y * l->w * RGBA,
               (size_t)(l->w * RGBA));
    return canvas;
}

/* Bytes: what comes out, the canvas, and what the library takes beside. */
static long long memory(const struct look *l, struct raster is)
{
    long long frame = (long long)l->w * l->h;
    bool placed = l->w != l->info.w || l->h != l->info.h;
    return raster_row(is) * is.h + (placed ? 4LL * l->info.w * l->info.h : 0) +
           (l->info.lossless || l->info.animated ? 4 * frame
            : l->alpha                           ? frame
                                                 : 0);
}

static bool decode_webp(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    struct look l;
    str noted;
    if (!look(s, &l, &noted)) {
        *why = noted;
        return false;
    }
    struct raster is = size_of(&l, want);
    *why = S("the WebP is too large");
    u8 *px = room_for(want, &scratch, memory(&l, is))
                 ? arena_try(&scratch, raster_row(is), 16, is.h)
                 : NULL;
    if (!px) return false;
    bool whole = false;
    int rows = pixels(&l, is, px, &whole);
    *why = S("the WebP is damaged");
    if (!rows) return false;
    *why = noted;
    if (!whole && !noted.len) *why = S("the WebP is damaged");
    if (l.info.animated && (l.w != l.info.w || l.h != l.info.h)) {
        px = on_canvas(&l, px, rows, &scratch);
        is = (struct raster){l.info.w, l.info.h, RGBA};
        rows = is.h;
    }
    return px && rows_push(is, px, rows, l.profile, to, scratch);
}

const struct codec codec_webp = {
    .name = "WebP",
    .mime = "image/webp",
    .ext = "webp",
    .library = library,
    .is = is_webp,
    .info = info_webp,
    .decode = decode_webp,
};
