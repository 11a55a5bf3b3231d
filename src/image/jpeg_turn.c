/*
 * jpeg_turn.c - a JPEG changed without loss: its coefficients are read and written again.
 *
 * Turning moves blocks and, within each, coefficients: mirroring negates those of odd frequency,
 * transposing swaps the axes.  A mirrored side must be whole MCUs, since the part of
 * an MCU that is not seen could only lie at the right and at the bottom.
 */
#include "jpeg_local.h"

#include <string.h>

enum { SCANS = 64, MARKER_SOS = 0xDA, MARKER_APP0 = 0xE0, MARKER_APP1, MARKER_APP2 };
enum { MARKER_APP14 = 0xEE, MARKER_APP15, MARKER_COM = 0xFE };

struct turn {
    bool across; /* rows become columns */
    bool from_right, from_below;
};

static struct turn turn_of(int o)
{
    return (struct turn){.across = o >= 5,
                         .from_right = o == 2 || o == 3 || o == 7 || o == 8,
                         .from_below = o == 3 || o == 4 || o == 6 || o == 7};
}

/* What a jump out of libjpeg must leave readable. */
struct change {
    struct jpeg_in *in;
    struct jpeg_out *out;
    struct jpeg_progress_mgr watch;
    struct turn turn;
    int orientation;
    struct rewrite_how how;
    str file;
    arena *scratch;
    jvirt_barray_ptr *from, *to; /* a component each */
    bool done;
};

static void few_scans(j_common_ptr c)
{
    j_decompress_ptr j = (j_decompress_ptr)c;
    if (j->input_scan_number > SCANS) j->err->error_exit(c);
}

static isize round_up(isize n, int to)
{
    return (n + to - 1) / to * to;
}

/* True if what is mirrored ends where an MCU does. */
static bool even_edges(const struct change *c)
{
    j_decompress_ptr j = &c->in->j;
    bool alone = j->num_components == 1;
    unsigned across = alone ? 8 : (unsigned)(j->max_h_samp_factor * 8);
    unsigned down = alone ? 8 : (unsigned)(j->max_v_samp_factor * 8);
    return (!c->turn.from_right || j->image_width % across == 0) &&
           (!c->turn.from_below || j->image_height % down == 0);
}

/* Room for the turned blocks: it must be asked for before libjpeg gets its own. */
static void ask_room(struct change *c)
{
    j_decompress_ptr j = &c->in->j;
    c->to = make_n(c->scratch, jvirt_barray_ptr, j->num_components);
    for (int i = 0; i < j->num_components; i++) {
        const jpeg_component_info *k = j->comp_info + i;
        isize w = k->width_in_blocks, h = k->height_in_blocks;
        int across = k->h_samp_factor, down = k->v_samp_factor;
        bool swap = c->turn.across;
        isize tw = round_up(swap ? h : w, swap ? down : across);
        isize th = round_up(swap ? w : h, swap ? across : down);
        c->to[i] = j->mem->request_virt_barray((j_common_ptr)j, JPOOL_IMAGE, TRUE, (unsigned)tw,
                                               (unsigned)th, (unsigned)(swap ? across : down));
    }
}

static void turn_block(struct turn t, const JCOEF *from, JCOEF *to)
{
    for (int v = 0; v < 8; v++)
        for (int u = 0; u < 8; u++) {
            int row = t.across ? u : v, column = t.across ? v : u;
            bool minus = (t.from_right && column % 2) != (t.from_below && row % 2);
            JCOEF value = from[row * 8 + column];
            to[v * 8 + u] = (JCOEF)(minus ? -value : value);
        }
}

static JBLOCKROW row_at(j_decompress_ptr j, jvirt_barray_ptr v, isize y, bool to_write)
{
    return j->mem->access_virt_barray((j_common_ptr)j, v, (unsigned)y, 1, to_write)[0];
}

/* libjpeg wants the rows of an array written in order; once they have been, they may come in any.
 */
static void touch(struct change *c, int i, isize rows)
{
    for (isize y = 0; y < rows; y++) row_at(&c->in->j, c->to[i], y, true);
}

/* Row by row of what comes in, each block to where it belongs. */
static void turn_component(struct change *c, int i)
{
    j_decompress_ptr j = &c->in->j;
    const jpeg_component_info *k = j->comp_info + i;
    isize w = k->width_in_blocks, h = k->height_in_blocks;
    touch(c, i, c->turn.across ? w : h);
    for (isize y = 0; y < h; y++) {
        JBLOCKROW from = row_at(j, c->from[i], y, false);
        isize ty = c->turn.from_below ? h - 1 - y : y;
        JBLOCKROW to = c->turn.across ? NULL : row_at(j, c->to[i], ty, true);
        for (isize x = 0; x < w; x++) {
            isize tx = c->turn.from_right ? w - 1 - x : x;
            JCOEF *block = c->turn.across ? row_at(j, c->to[i], tx, true)[ty] : to[tx];
            turn_block(c->turn, from[x], block);
        }
    }
}

/* The frame of the new file: sizes, sampling and quantizers change places with the axes. */
static void turn_frame(struct change *c, j_compress_ptr to)
{
    if (!c->turn.across) return;
    JDIMENSION w = to->image_width;
    to->image_width = to->image_height;
    to->image_height = w;
    UINT16 density = to->X_density;
    to->X_density = to->Y_density;
    to->Y_density = density;
    for (int i = 0; i < to->num_components; i++) {
        jpeg_component_info *k = to->comp_info + i;
        int across = k->h_samp_factor;
        k->h_samp_factor = k->v_samp_factor;
        k->v_samp_factor = across;
    }
    for (int t = 0; t < NUM_QUANT_TBLS; t++) {
        JQUANT_TBL *q = to->quant_tbl_ptrs[t];
        for (int v = 0; q && v < 8; v++)
            for (int u = 0; u < v; u++) {
                UINT16 one = q->quantval[v * 8 + u];
                q->quantval[v * 8 + u] = q->quantval[u * 8 + v];
                q->quantval[u * 8 + v] = one;
            }
    }
}

/* --- segments ---------------------------------------------------------------------- */

/* Exif once the picture is upright. */
static str upright(arena *a, str d)
{
    enum { HEAD = 6 };
    if (!str_starts(d, S("Exif\0\0"))) return d;
    u8 *p = (u8 *)str_z(a, d);
    exif_upright(p + HEAD, d.len - HEAD);
    return (str){p, d.len};
}

/* What stays of the file's segments; libjpeg writes JFIF's and Adobe's own. */
static void segments(struct change *c)
{
    j_compress_ptr to = &c->out->j;
    arena scratch = *c->scratch;
    str profile = jpeg_profile(&scratch, c->file), d;
    bool plain = profile.len && colour_is_srgb(profile);
    u8 marker = 0;
    for (isize at = 2;
         (at = jpeg_segment(c->file, at, &marker, &d)) >= 0 && marker != MARKER_SOS;) {
        bool icc = marker == MARKER_APP2 && str_starts(d, S("ICC_PROFILE\0"));
        bool ours = (marker > MARKER_APP0 && marker <= MARKER_APP15 && marker != MARKER_APP14) ||
                    marker == MARKER_COM;
        if (icc && c->how.grey) continue; /* it is one for colours */
        if (!ours || (c->how.strip && (!icc || plain))) continue;
        scratch = *c->scratch;
        if (marker == MARKER_APP1 && c->orientation > 1) d = upright(&scratch, d);
        jpeg_write_marker(to, marker, d.p, (unsigned)d.len);
    }
}

/* --- the change ------------------------------------------------------------------------ */

/* Colour is in components of its own, none of them finer than luma. */
static bool has_luma(j_decompress_ptr j)
{
    const jpeg_component_info *y = j->comp_info;
    if (j->num_components == 1) return true;
    return j->jpeg_color_space == JCS_YCbCr && y->h_samp_factor == j->max_h_samp_factor &&
           y->v_samp_factor == j->max_v_samp_factor;
}

/* The other components are left out; luma keeps its quantizer. */
static void luma_alone(j_compress_ptr to)
{
    int table = to->comp_info[0].quant_tbl_no;
    jpeg_set_colorspace(to, JCS_GRAYSCALE);
    to->comp_info[0].quant_tbl_no = table;
}

/* True if the file can be read without a complaint, and changed as is wanted. */
static bool load(struct change *c)
{
    j_decompress_ptr j = &c->in->j;
    jpeg_create_decompress(j);
    j->src = &c->in->from;
    c->watch.progress_monitor = few_scans;
    j->progress = &c->watch;
    jpeg_read_header(j, TRUE);
    if ((long long)j->image_width * j->image_height > IMAGE_WHOLE_MAX) return false;
    if (c->how.grey && !has_luma(j)) return false;
    if (c->orientation > 1) {
        if (!even_edges(c)) return false;
        ask_room(c);
    }
    c->from = jpeg_read_coefficients(j);
    return !c->in->dry && !c->in->errors.num_warnings;
}

static void save(struct change *c)
{
    j_decompress_ptr j = &c->in->j;
    j_compress_ptr to = &c->out->j;
    jpeg_create_compress(to);
    to->dest = &c->out->dest;
    jpeg_copy_critical_parameters(j, to);
    to->optimize_coding = TRUE;
    bool turned = c->orientation > 1;
    if (turned) {
        turn_frame(c, to);
        for (int i = 0; i < j->num_components; i++) turn_component(c, i);
    }
    if (c->how.grey && j->num_components > 1) luma_alone(to);
    if (j->progressive_mode && !c->how.baseline) jpeg_simple_progression(to);
    jpeg_write_coefficients(to, turned ? c->to : c->from);
    segments(c);
    jpeg_finish_compress(to);
    c->done = true;
}

bool jpeg_rewrite(str s, struct rewrite_how how, arena *a, str *out, arena scratch)
{
    jmp_buf failed;
    struct buf to = {.mem = a};
    struct change *c = make(&scratch, struct change);
    *c = (struct change){.how = how,
                         .orientation = how.orientation,
                         .turn = turn_of(how.orientation),
                         .file = s,
                         .scratch = &scratch};
    c->in = jpeg_open(&scratch, s, &failed);
    c->out = jpeg_begin(&scratch, &to, &failed);
    if (!setjmp(failed) && load(c)) save(c);
    jpeg_end(c->out);
    jpeg_close(c->in);
    if (c->done) *out = buf_str(&to);
    return c->done;
}
