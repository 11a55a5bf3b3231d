/*
 * jpeg_lib.c - libjpeg's surroundings: where it reads, writes and fails, see jpeg_local.h.
 */
#include "jpeg_local.h"

#include <string.h>

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

/* Profiles come with JPEGs most of all: the library for them is said here, too. */
void jpeg_library(struct buf *out)
{
#ifdef LIBJPEG_TURBO_VERSION
    buf_add(out, S("libjpeg-turbo " TEXT(LIBJPEG_TURBO_VERSION) "\n"));
#else
    buf_add(out, S("libjpeg " TEXT(JPEG_LIB_VERSION) "\n"));
#endif
    colour_library(out);
}

static void hush(j_common_ptr j, int level)
{
    if (level < 0) j->err->num_warnings++;
}

static void silent(j_common_ptr j)
{
    (void)j;
}

/* --- reading ------------------------------------------------------------------- */

static void read_failed(j_common_ptr j)
{
    longjmp(*((struct jpeg_in *)j->client_data)->out, 1);
}

static void started(j_decompress_ptr j)
{
    (void)j;
}

/* At the end of the file an end mark is made up, as libjpeg's own sources do. */
static boolean refill(j_decompress_ptr j)
{
    static const u8 end[] = {0xFF, JPEG_EOI};
    struct jpeg_in *in = j->client_data;
    if (!in->dry) in->dry_row = (int)j->input_iMCU_row;
    in->dry = true;
    j->src->next_input_byte = end;
    j->src->bytes_in_buffer = sizeof end;
    return TRUE;
}

static void skip(j_decompress_ptr j, long n)
{
    struct jpeg_source_mgr *from = j->src;
    if (n <= 0) return;
    if ((size_t)n > from->bytes_in_buffer) {
        refill(j);
        return;
    }
    from->next_input_byte += n;
    from->bytes_in_buffer -= (size_t)n;
}

struct jpeg_in *jpeg_open(arena *a, str s, jmp_buf *out)
{
    struct jpeg_in *in = make(a, struct jpeg_in);
    in->out = out;
    in->j.err = jpeg_std_error(&in->errors);
    in->errors.error_exit = read_failed;
    in->errors.emit_message = hush;
    in->errors.output_message = silent;
    in->j.client_data = in;
    in->from = (struct jpeg_source_mgr){.next_input_byte = s.p,
                                        .bytes_in_buffer = (size_t)s.len,
                                        .init_source = started,
                                        .fill_input_buffer = refill,
                                        .skip_input_data = skip,
                                        .resync_to_restart = jpeg_resync_to_restart,
                                        .term_source = started};
    return in;
}

void jpeg_close(struct jpeg_in *in)
{
    jpeg_destroy_decompress(&in->j);
}

bool jpeg_scans(struct jpeg_in *in)
{
    enum { SCANS = 64 }; /* ten are usual */
    while (!jpeg_input_complete(&in->j)) {
        if (in->j.input_scan_number > SCANS) return false;
        if (jpeg_consume_input(&in->j) == JPEG_SUSPENDED) return false;
    }
    return true;
}

/* APP2 "ICC_PROFILE\0", number (1), of how many (1), a part of the profile. */
str jpeg_profile(arena *a, str s)
{
    enum { MARKER_APP2 = 0xE2, MARKER_SOS = 0xDA, HEAD = 14 };
    struct buf whole = {.mem = a};
    int next = 1, all = 0;
    u8 marker = 0;
    str d;
    for (isize at = 2; (at = jpeg_segment(s, at, &marker, &d)) >= 0 && marker != MARKER_SOS;) {
        if (marker != MARKER_APP2 || d.len <= HEAD || !str_starts(d, S("ICC_PROFILE\0"))) continue;
        if (d.p[12] != next++ || (all && d.p[13] != all)) return (str){0};
        all = d.p[13];
        buf_add(&whole, str_skip(d, HEAD));
    }
    return all && next == all + 1 ? buf_str(&whole) : (str){0};
}

/* --- writing ------------------------------------------------------------------- */

static void write_failed(j_common_ptr j)
{
    longjmp(*((struct jpeg_out *)j->client_data)->out, 1);
}

static void rewind_piece(j_compress_ptr j)
{
    struct jpeg_out *o = j->client_data;
    o->dest.next_output_byte = o->piece;
    o->dest.free_in_buffer = sizeof o->piece;
}

static boolean piece_full(j_compress_ptr j)
{
    struct jpeg_out *o = j->client_data;
    buf_add(o->to, (str){o->piece, (isize)sizeof o->piece});
    rewind_piece(j);
    return TRUE;
}

static void last_piece(j_compress_ptr j)
{
    struct jpeg_out *o = j->client_data;
    buf_add(o->to, (str){o->piece, (isize)(sizeof o->piece - o->dest.free_in_buffer)});
}

struct jpeg_out *jpeg_begin(arena *a, struct buf *to, jmp_buf *out)
{
    struct jpeg_out *o = make(a, struct jpeg_out);
    o->out = out;
    o->to = to;
    o->j.err = jpeg_std_error(&o->errors);
    o->errors.error_exit = write_failed;
    o->errors.emit_message = hush;
    o->errors.output_message = silent;
    o->j.client_data = o;
    o->dest = (struct jpeg_destination_mgr){.init_destination = rewind_piece,
                                            .empty_output_buffer = piece_full,
                                            .term_destination = last_piece};
    return o;
}

void jpeg_end(struct jpeg_out *o)
{
    jpeg_destroy_compress(&o->j);
}
