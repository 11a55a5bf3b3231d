/* jpeg_pixels.c - pixels out of a JPEG and into one, by libjpeg. */
#include "jpeg_local.h"

#include <string.h>

/* What a jump out of libjpeg must leave readable. */
struct reading {
    struct jpeg_in *in;
    arena *mem;
    str file;
    struct colour *colour;
    struct raster is;
    u8 *row, *rgb;
    int rows, good; /* pushed; the rows that the data reach to */
    bool begun, unwanted, whole;
    str why;
};

/* Eighths that are enough. */
static unsigned eighths(struct decode_want want, unsigned w, unsigned h)
{
    if (want.w <= 0 || want.h <= 0) return 8;
    for (unsigned n = 1; n < 8; n++)
        if ((w * n + 7) / 8 >= (unsigned)want.w && (h * n + 7) / 8 >= (unsigned)want.h) return n;
    return 8;
}

/* How it is to come out; false if it is too large for the memory there is. */
static bool choose(struct reading *r, struct decode_want want)
{
    j_decompress_ptr j = &r->in->j;
    bool cmyk = j->jpeg_color_space == JCS_CMYK || j->jpeg_color_space == JCS_YCCK;
    bool luma = j->jpeg_color_space == JCS_YCbCr && want.grey;
    j->out_color_space = cmyk                                           ? JCS_CMYK
                         : luma || j->jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE
                                                                        : JCS_RGB;
    j->scale_num = eighths(want, j->image_width, j->image_height);
    j->scale_denom = 8;
    long long px = (long long)j->image_width * j->image_height;
    r->why = S("the JPEG is too large");
    if (!size_allowed(j->image_width, j->image_height, &r->why)) return false;
    j->mem->max_memory_to_use = want.memory > 0 ? (long)want.memory : 0;
    if (!jpeg_has_multiple_scans(j)) return true;
    j->buffered_image = TRUE;
    return px <= IMAGE_WHOLE_MAX && (want.memory <= 0 || px * j->num_components * 2 <= want.memory);
}

static bool open_rows(struct reading *r, struct sink *to)
{
    j_decompress_ptr j = &r->in->j;
    bool cmyk = j->out_color_space == JCS_CMYK;
    r->is = (struct raster){(int)j->output_width, (int)j->output_height,
                            j->out_color_space == JCS_GRAYSCALE ? GREY : RGB};
    str profile = j->out_color_space == JCS_GRAYSCALE ? (str){0} : jpeg_profile(r->mem, r->file);
    if (profile.len) r->colour = colour_open(r->mem, profile, cmyk ? COLOUR_CMYK : RGB);
    r->row = arena_try(r->mem, cmyk ? 4 : r->is.channels, 16, r->is.w);
    r->rgb = cmyk ? arena_try(r->mem, 3, 16, r->is.w) : r->row;
    r->why = S("not enough memory");
    if (!r->row || !r->rgb) return false;
    r->why = S("the JPEG is damaged");
    r->begun = true;
    r->unwanted = !to->begin(to, r->is);
    return !r->unwanted;
}

/* Ink to light where no profile says better; Adobe writes ink inverted. */
static void plain_cmyk(const u8 *ink, u8 *rgb, int w)
{
    for (int x = 0; x < w; x++, ink += 4, rgb += 3)
        for (int c = 0; c < 3; c++) rgb[c] = (u8)(((255 - ink[c]) * (255 - ink[3]) + 127) / 255);
}

static void finish_row(struct reading *r)
{
    j_decompress_ptr j = &r->in->j;
    int w = r->is.w;
    if (j->out_color_space == JCS_CMYK) {
        if (j->saw_Adobe_marker)
            for (int i = 0; i < 4 * w; i++) r->row[i] = (u8)(255 - r->row[i]);
        if (r->colour) colour_row(r->colour, r->row, r->rgb, w);
        else plain_cmyk(r->row, r->rgb, w);
    } else if (r->colour) {
        colour_row(r->colour, r->row, r->row, w);
    }
}

/* The rows that the data reach to: a row of MCUs that is there in part is not shown,
 * unless it is the last one, of which all but a few bits may be there, or the only one. */
static int rows_there(const struct reading *r)
{
    const struct jpeg_in *in = r->in;
    if (!in->dry || in->j.buffered_image) return r->is.h;
    int all = (int)in->j.total_iMCU_rows;
    if (in->dry_row >= all - 1) return r->is.h;
    long long per = ((long long)r->is.h + all - 1) / all, there = in->dry_row ? in->dry_row : 1;
    return per * there < r->is.h ? (int)(per * there) : r->is.h;
}

static void rows(struct reading *r, struct sink *to)
{
    j_decompress_ptr j = &r->in->j;
    for (r->good = r->is.h; r->rows < r->good;) {
        JSAMPROW row = r->row;
        if (jpeg_read_scanlines(j, &row, 1) != 1) return;
        r->good = rows_there(r);
        if (r->rows >= r->good) break;
        finish_row(r);
        if (!to->row(to, r->rgb)) {
            r->unwanted = true;
            return;
        }
        r->rows++;
    }
    r->whole = r->rows == r->is.h && !r->in->dry && !r->in->errors.num_warnings;
}

static void load(struct reading *r, struct decode_want want, struct sink *to)
{
    jmp_buf failed;
    r->in = jpeg_open(r->mem, r->file, &failed);
    if (!setjmp(failed)) {
        j_decompress_ptr j = &r->in->j;
        jpeg_create_decompress(j);
        j->client_data = r->in;
        j->src = &r->in->from;
        jpeg_read_header(j, TRUE);
        if (choose(r, want)) {
            jpeg_start_decompress(j);
            bool all = !j->buffered_image || jpeg_scans(r->in);
            if (j->buffered_image) jpeg_start_output(j, j->input_scan_number);
            if (open_rows(r, to)) rows(r, to);
            if (!all) r->whole = false;
        }
    }
    jpeg_close(r->in);
    if (r->colour) colour_close(r->colour);
}

bool jpeg_decode(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    /* What libjpeg may change between setjmp and a jump lives in memory, not in registers. */
    struct reading *r = make(&scratch, struct reading);
    *r = (struct reading){.mem = &scratch, .file = s, .why = S("the JPEG is damaged")};
    load(r, want, to);
    *why = r->why;
    if (r->unwanted) return false;
    bool ended = !r->begun || to->end(to);
    if (!r->rows || !ended) return false;
    *why = r->whole ? (str){0} : r->in->dry ? S("the JPEG is cut short") : S("the JPEG is damaged");
    return true;
}

/* --- writing --------------------------------------------------------------------- */

/* Huffman codes made to measure need the whole picture: rows are kept until the end, so
 * that libjpeg's own memory is taken and given back in one go. */
struct encoder {
    struct kept kept; /* its sink is ours, but for the rows */
    bool (*fill)(struct sink *s);
    bool (*keep_begin)(struct sink *s, struct raster r);
    struct buf *out;
    int quality;
};

static bool encode_begin(struct sink *sink, struct raster is)
{
    struct encoder *e = (struct encoder *)sink;
    return (is.channels == GREY || is.channels == RGB) && is.w <= JPEG_MAX_DIMENSION &&
           is.h <= JPEG_MAX_DIMENSION && e->keep_begin(sink, is);
}

static void compress(struct encoder *e, j_compress_ptr j)
{
    struct raster is = e->kept.is;
    j->image_width = (unsigned)is.w;
    j->image_height = (unsigned)is.h;
    j->input_components = is.channels;
    j->in_color_space = is.channels == GREY ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(j);
    jpeg_set_quality(j, e->quality, TRUE);
    j->optimize_coding = TRUE;
    jpeg_start_compress(j, TRUE);
    for (int y = 0; y < is.h; y++) {
        JSAMPROW row = e->kept.px + y * raster_row(is);
        jpeg_write_scanlines(j, &row, 1);
    }
    jpeg_finish_compress(j);
}

static bool encode_end(struct sink *sink)
{
    struct encoder *e = (struct encoder *)sink;
    jmp_buf failed;
    e->fill(sink);
    struct jpeg_out *o = jpeg_begin(e->kept.mem, e->out, &failed);
    if (!setjmp(failed)) {
        jpeg_create_compress(&o->j);
        o->j.client_data = o;
        o->j.dest = &o->dest;
        compress(e, &o->j);
        o->out = NULL;
    }
    bool written = !o->out;
    jpeg_end(o);
    return written;
}

struct sink *jpeg_encoder(arena *a, int quality, struct buf *out)
{
    assert(quality >= 1 && quality <= 100);
    struct encoder *e = make(a, struct encoder);
    stage_keep(a, &e->kept);
    e->keep_begin = e->kept.sink.begin;
    e->fill = e->kept.sink.end;
    e->kept.sink.begin = encode_begin;
    e->kept.sink.end = encode_end;
    e->out = out;
    e->quality = quality;
    return &e->kept.sink;
}
