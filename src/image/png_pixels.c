/*
 * png_pixels.c - pixels out of a PNG and into one, by libpng.
 *
 * libpng gets its memory from an arena, so that nothing is left behind when it jumps out of
 * an error; and it sees only the chunks that pixels need, so that no text is unpacked.
 */
#include "image_local.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* --- what libpng wants of its surroundings ------------------------------------- */

static void *take(png_structp png, png_alloc_size_t n)
{
    return arena_raw(png_get_mem_ptr(png), 1, 16, (isize)n);
}

static void give(png_structp png, void *p)
{
    (void)png, (void)p;
}

static void fail(png_structp png, const char *message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void hush(png_structp png, const char *message)
{
    (void)png, (void)message;
}

/* --- reading --------------------------------------------------------------------- */

/* A file of which only the chunks pass that pixels need. */
struct source {
    str file, piece; /* what is being handed out */
    str behind;      /* what comes after that */
    u8 head[8];      /* of a chunk that is cut short: with the length it really has */
    isize next;      /* the chunk behind it */
    bool dry;        /* more was asked for than there is */
};

static bool needed(const u8 *type)
{
    static const char names[][5] = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"};
    for (isize i = 0; i < COUNT(names); i++)
        if (!memcmp(type, names[i], 4)) return true;
    return false;
}

/* The next piece; false at the end.  The last chunk may be cut short: libpng is told its true
 * length, or it would give up before it has looked at the last bytes. */
static bool refill(struct source *s)
{
    enum { HEAD = 8, AROUND = 12 };
    if (s->behind.len) {
        s->piece = s->behind;
        s->behind = (str){0};
        return true;
    }
    while (s->next + HEAD < s->file.len) {
        str rest = str_skip(s->file, s->next);
        isize len = (isize)be32(rest.p) + AROUND;
        bool needs = needed(rest.p + 4);
        if (len > rest.len) {
            u32 there = (u32)(rest.len - HEAD);
            memcpy(s->head, rest.p, HEAD);
            for (int i = 0; i < 4; i++) s->head[i] = (u8)(there >> (24 - 8 * i));
            s->piece = (str){s->head, HEAD};
            s->behind = str_skip(rest, HEAD);
            s->next = s->file.len;
            return needs;
        }
        s->piece = str_head(rest, len);
        s->next += len;
        if (needs) return true;
    }
    return false;
}

static void feed(png_structp png, png_bytep to, size_t n)
{
    struct source *s = png_get_io_ptr(png);
    while (n) {
        if (!s->piece.len && !refill(s)) {
            s->dry = true;
            png_error(png, "cut short");
        }
        size_t part = (isize)n < s->piece.len ? n : (size_t)s->piece.len;
        memcpy(to, s->piece.p, part);
        s->piece = str_skip(s->piece, (isize)part);
        to += part;
        n -= part;
    }
}

/* What a jump out of libpng must leave readable. */
struct reading {
    struct source source;
    arena *mem;
    struct raster is;
    struct colour *colour;
    u8 *px;     /* a row, or all of them if it is interlaced */
    isize line; /* bytes from row to row: 0 for a single one */
    int rows, passes;
    bool begun, unwanted, whole;
    str why;
};

/* Everything in 8 bits, in GREY, GREY_ALPHA, RGB or RGBA. */
static bool begin(struct reading *r, png_structp png, png_infop info, struct decode_want want,
                  struct sink *to)
{
    png_read_info(png, info);
    png_set_expand(png);
    png_set_scale_16(png);
    r->passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    r->is = (struct raster){(int)png_get_image_width(png, info),
                            (int)png_get_image_height(png, info), png_get_channels(png, info)};
    isize row = raster_row(r->is);
    if (!size_allowed((u32)r->is.w, (u32)r->is.h, &r->why)) return false;
    if (r->passes > 1) {
        r->line = row;
        r->why = S("an interlaced PNG too large to be held as a whole");
        if ((long long)r->is.w * r->is.h > IMAGE_WHOLE_MAX) return false;
        if (!room_for(want, r->mem, (long long)row * r->is.h)) return false;
    }
    r->px = arena_try(r->mem, row, 16, r->passes > 1 ? r->is.h : 1);
    r->why = S("not enough memory");
    if (!r->px) return false;
    str profile = png_profile(r->mem, r->source.file);
    if (profile.len) r->colour = colour_open(r->mem, profile, r->is.channels);
    r->why = S("the PNG is damaged");
    r->begun = true;
    if (to->begin(to, r->is)) return true;
    r->unwanted = true;
    return false;
}

static void rows(struct reading *r, png_structp png, struct sink *to)
{
    for (; r->passes == 1 && r->rows < r->is.h; r->rows++) {
        png_read_row(png, r->px, NULL);
        if (r->colour) colour_row(r->colour, r->px, r->px, r->is.w);
        if (!to->row(to, r->px)) {
            r->unwanted = true;
            return;
        }
    }
    /* A pass fills the squares that later ones make finer. */
    for (int pass = 0; r->passes > 1 && pass < r->passes; pass++)
        for (int y = 0; y < r->is.h; y++) {
            png_read_row(png, NULL, r->px + y * r->line);
            if (r->rows <= y) r->rows = y + 1;
        }
    r->whole = true;
}

/* True if something was shown. */
static bool load(struct reading *r, struct decode_want want, struct sink *to)
{
    png_structp png =
        png_create_read_struct_2(PNG_LIBPNG_VER_STRING, NULL, fail, hush, r->mem, take, give);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    r->why = S("the PNG is damaged");
    if (!info) return false;
    if (!setjmp(png_jmpbuf(png))) {
        png_set_read_fn(png, &r->source, feed);
        png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
        png_set_user_limits(png, 0x7FFFFFFF, 0x7FFFFFFF);
        png_set_benign_errors(png, 1);
        if (begin(r, png, info, want, to)) rows(r, png, to);
    }
    return r->rows > 0;
}

bool png_decode(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    /* What libpng may change between setjmp and a jump lives in memory, not in registers. */
    struct reading *r = make(&scratch, struct reading);
    r->source = (struct source){.file = s, .piece = str_head(s, s.len < 8 ? s.len : 8), .next = 8};
    r->mem = &scratch;
    bool shown = load(r, want, to) && !r->unwanted;
    for (int y = 0; shown && r->line && y < r->rows; y++) {
        u8 *px = r->px + y * r->line;
        if (r->colour) colour_row(r->colour, px, px, r->is.w);
        shown = to->row(to, px);
        r->unwanted = !shown;
    }
    if (r->colour) colour_close(r->colour);
    if (r->begun && !shown && !r->unwanted) to->end(to);
    *why = r->why;
    if (!shown) return false;
    if (r->whole) *why = (str){0};
    else *why = r->source.dry ? S("the PNG is cut short") : S("the PNG is damaged");
    return to->end(to);
}

/* --- writing --------------------------------------------------------------------- */

struct encoder {
    struct sink sink;
    arena *mem;
    struct buf *out;
    struct png_how how;
    struct raster is;
    png_structp png;
    png_infop info;
    u8 *px; /* the row as libpng wants it, and the last one for what is missing */
    int rows;
};

static void keep(png_structp png, png_bytep from, size_t n)
{
    struct buf *out = png_get_io_ptr(png);
    buf_add(out, (str){from, (isize)n});
}

static void flushed(png_structp png)
{
    (void)png;
}

static int colour_type(const struct encoder *e)
{
    static const int types[] = {[GREY] = PNG_COLOR_TYPE_GRAY,
                                [GREY_ALPHA] = PNG_COLOR_TYPE_GRAY_ALPHA,
                                [RGB] = PNG_COLOR_TYPE_RGB,
                                [RGBA] = PNG_COLOR_TYPE_RGB_ALPHA};
    return e->how.palette ? PNG_COLOR_TYPE_PALETTE : types[e->is.channels];
}

static void head(struct encoder *e)
{
    png_set_write_fn(e->png, e->out, keep, flushed);
    png_set_IHDR(e->png, e->info, (u32)e->is.w, (u32)e->is.h, e->how.bits, colour_type(e),
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (e->how.palette) {
        png_color colours[256] = {0};
        for (int i = 0; i < e->how.colours; i++)
            colours[i] = (png_color){e->how.palette[3 * i], e->how.palette[3 * i + 1],
                                     e->how.palette[3 * i + 2]};
        png_set_PLTE(e->png, e->info, colours, e->how.colours);
    }
    png_set_compression_level(e->png, e->how.level);
    png_write_info(e->png, e->info);
    if (e->how.bits < 8) png_set_packing(e->png);
}

static bool encode_begin(struct sink *sink, struct raster is)
{
    struct encoder *e = (struct encoder *)sink;
    e->is = is;
    if ((e->how.bits < 8 || e->how.palette) && is.channels != GREY) return false;
    e->px = arena_try(e->mem, raster_row(is), 16, 1);
    e->png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, NULL, fail, hush, e->mem, take, give);
    e->info = e->png && e->px ? png_create_info_struct(e->png) : NULL;
    if (!e->info || setjmp(png_jmpbuf(e->png))) return false;
    head(e);
    return true;
}

static bool save(struct encoder *e)
{
    if (setjmp(png_jmpbuf(e->png))) return false;
    png_write_row(e->png, e->px);
    e->rows++;
    return true;
}

static bool encode_row(struct sink *sink, const u8 *px)
{
    struct encoder *e = (struct encoder *)sink;
    isize n = raster_row(e->is);
    if (e->rows >= e->is.h) return true;
    memcpy(e->px, px, (size_t)n);
    if (e->how.bits < 8 && !e->how.palette)
        for (isize i = 0; i < n; i++) e->px[i] = (u8)(e->px[i] >> (8 - e->how.bits));
    return save(e);
}

static bool encode_end(struct sink *sink)
{
    struct encoder *e = (struct encoder *)sink;
    while (e->rows < e->is.h)
        if (!save(e)) return false;
    if (setjmp(png_jmpbuf(e->png))) return false;
    png_write_end(e->png, NULL);
    return true;
}

struct sink *png_encoder(arena *a, struct png_how how, struct buf *out)
{
    assert(how.bits == 1 || how.bits == 2 || how.bits == 4 || how.bits == 8);
    assert(how.level >= 1 && how.level <= 9 && how.colours <= 256);
    struct encoder *e = make(a, struct encoder);
    *e = (struct encoder){{encode_begin, encode_row, encode_end}, .mem = a, .out = out, .how = how};
    return &e->sink;
}

void png_library(struct buf *out)
{
    buf_printf(out, "libpng %s\n", png_get_libpng_ver(NULL));
}
