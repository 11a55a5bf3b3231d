/*
 * jpeg_local.h - libjpeg as the files that use it see it.
 *
 * Its errors jump to the setjmp of whoever asked; its words are dropped, its warnings counted.
 */
#ifndef ZH_JPEG_LOCAL_H
#define ZH_JPEG_LOCAL_H

#include "image_local.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

/* A file being read.  jpeg_open comes first, jpeg_close last, also after a jump. */
struct jpeg_in {
    struct jpeg_decompress_struct j;
    struct jpeg_error_mgr errors;
    struct jpeg_source_mgr from;
    jmp_buf *out; /* where errors jump to */
    bool dry;     /* more was asked for than there is */
    int dry_row;  /* the row of MCUs that was being read then */
};
struct jpeg_in *jpeg_open(arena *a, str s, jmp_buf *out);
void jpeg_close(struct jpeg_in *in);

/* A file being written into `to`. */
struct jpeg_out {
    struct jpeg_compress_struct j;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr dest;
    jmp_buf *out;
    struct buf *to;
    u8 piece[1 << 14];
};
struct jpeg_out *jpeg_begin(arena *a, struct buf *to, jmp_buf *out);
void jpeg_end(struct jpeg_out *o);

/* True if all scans were read; false if they are more than a picture of its size can need. */
bool jpeg_scans(struct jpeg_in *in);

/* The profile that the file has in its APP2 segments, in `a`; {0} if it has none or not all of it.
 */
str jpeg_profile(arena *a, str s);

/* The segment at `at`, as libjpeg finds it: marker, data without the length, the offset behind it
 * or -1. */
isize jpeg_segment(str s, isize at, u8 *marker, str *data);

bool jpeg_decode(str s, struct decode_want want, struct sink *to, arena scratch, str *why);
bool jpeg_rewrite(str s, struct rewrite_how how, arena *a, str *out, arena scratch);
void jpeg_library(struct buf *out);

#endif
