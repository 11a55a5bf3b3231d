/* cover.c - a pattern for a title.  The only file of this folder that knows libpng. */
#include "package_local.h"
#include "os.h"

#include <png.h>
#include <string.h>

static void take(png_structp png, png_bytep data, size_t n)
{
    buf_add(png_get_io_ptr(png), (str){data, (isize)n});
}

static void flush(png_structp png)
{
    (void)png;
}

static void fail(png_structp png, png_const_charp why)
{
    (void)png;
    os_die(why);
}

str cover_draw(arena *a, str title)
{
    struct buf out = {.mem = a};
    (void)title;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, take, flush);
    png_set_IHDR(png, info, COVER_W, COVER_H, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    u8 *row = make_n(a, u8, COVER_W);
    memset(row, 0xC0, COVER_W);
    for (int y = 0; y < COVER_H; y++) png_write_row(png, row);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return buf_str(&out);
}
