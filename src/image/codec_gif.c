/*
 * codec_gif.c - Graphics Interchange Format.
 *
 *   0   6  "GIF87a" or "GIF89a"
 *   6   4  screen: width, height (little-endian)
 *   10  3  flags (128: a table of 2 << (flags & 7) colours follows), background, aspect
 *   13     blocks: 0x21 extension, 0x2C picture, 0x3B end; data in sub-blocks of
 *          length (1) and bytes, closed by a length of 0
 */
#include "image_local.h"

#include <gif_lib.h>
#include <string.h>

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

static void library(struct buf *out)
{
    buf_add(out,
            S("giflib " TEXT(GIFLIB_MAJOR) "." TEXT(GIFLIB_MINOR) "." TEXT(GIFLIB_RELEASE) "\n"));
}

static bool is_gif(str head)
{
    return str_starts(head, S("GIF87a")) || str_starts(head, S("GIF89a"));
}

static isize table_bytes(u8 flags)
{
    return flags & 128 ? (isize)3 * (2 << (flags & 7)) : 0;
}

/* Behind the sub-blocks at `at`, or -1 if they run over the end; *bytes gets their sum. */
static isize sub_blocks(str s, isize at, isize *bytes)
{
    for (*bytes = 0; at < s.len; *bytes += s.p[at], at += 1 + s.p[at])
        if (!s.p[at]) return at + 1;
    return -1;
}

struct frame {
    isize at, next;    /* its block, and the one behind: -1: cut short */
    u32 x, y, w, h;    /* px on the screen */
    isize control;     /* the extension that says which index is clear; -1: none */
    int clear;         /* that index; -1: none */
    int colours;       /* in its table or the common one */
    bool shown, turns; /* has pixels; is interlaced */
};

/* The picture block at `at`. */
static struct frame frame_at(str s, isize at)
{
    struct frame f = {.at = at, .next = -1, .control = -1, .clear = -1};
    if (at + 11 > s.len) return f;
    const u8 *p = s.p + at;
    f.x = le16(p + 1), f.y = le16(p + 3), f.w = le16(p + 5), f.h = le16(p + 7);
    f.turns = p[9] & 64;
    u8 flags = p[9] & 128 ? p[9] : s.p[10];
    f.colours = (int)table_bytes(flags) / 3;
    isize data = at + 10 + table_bytes(p[9]), bytes;
    if (data + 1 >= s.len) return f;
    f.next = sub_blocks(s, data + 1, &bytes);
    f.shown = f.w && f.h && s.p[data] >= 1 && s.p[data] <= 8 && bytes > 1;
    return f;
}

/* Behind the extension at `at`, or -1. */
static isize extension(str s, isize at)
{
    isize bytes;
    return at + 2 < s.len ? sub_blocks(s, at + 2, &bytes) : -1;
}

/* Comments, and what programs put into a file for themselves: XMP.  How often to repeat is no such.
 */
static bool is_metadata(str s, isize at)
{
    str name = at + 14 <= s.len ? str_head(str_skip(s, at + 3), 11) : (str){0};
    return s.p[at + 1] == 0xFE || (s.p[at + 1] == 0xFF && !str_eq(name, S("NETSCAPE2.0")) &&
                                   !str_eq(name, S("ANIMEXTS1.0")));
}

/* The first picture; false if there is none. */
static bool first(str s, struct frame *f, bool *metadata)
{
    isize at = 13 + table_bytes(s.p[10]), control = -1;
    for (; at >= 0 && at + 2 < s.len && s.p[at] == 0x21; at = extension(s, at)) {
        if (s.p[at + 1] == 0xF9 && s.p[at + 2] == 4 && at + 8 <= s.len) control = at;
        if (is_metadata(s, at)) *metadata = true;
    }
    if (at < 0 || at >= s.len || s.p[at] != 0x2C) return false;
    *f = frame_at(s, at);
    f->control = control;
    if (control >= 0 && s.p[control + 3] & 1) f->clear = s.p[control + 6];
    return f->shown;
}

/* What is behind the first picture: true if it reaches the end mark. */
static bool ends_well(str s, isize at, struct image_info *out)
{
    while (at >= 0 && at < s.len && s.p[at] != 0x3B) {
        if (s.p[at] == 0x21) {
            if (at + 2 < s.len && is_metadata(s, at)) out->metadata = true;
            at = extension(s, at);
        } else if (s.p[at] == 0x2C) {
            out->animated = true;
            at = frame_at(s, at).next;
        } else {
            return false;
        }
    }
    return at >= 0 && at < s.len;
}

static bool look(str s, struct frame *f, struct image_info *out, str *why)
{
    bool metadata = false;
    *why = S("the GIF is damaged before its first picture");
    if (!is_gif(s) || s.len < 13 || !first(s, f, &metadata)) return false;
    u32 w = le16(s.p + 6), h = le16(s.p + 8);
    if (f->x + f->w > w) w = f->x + f->w;
    if (f->y + f->h > h) h = f->y + f->h;
    if (!size_allowed(w, h, why)) return false;
    bool covers = f->w == w && f->h == h;
    *out = (struct image_info){.w = (int)w,
                               .h = (int)h,
                               .channels = covers && f->clear < 0 ? RGB : RGBA,
                               .orientation = 1,
                               .colours = f->colours,
                               .interlaced = f->turns,
                               .metadata = metadata,
                               .bytes = s.len};
    *why = ends_well(s, f->next, out) ? (str){0} : S("the GIF is cut short");
    out->doubtful = !f->colours;
    if (!f->colours) *why = S("a GIF without colours");
    return true;
}

static bool info_gif(str s, struct image_info *out, str *why)
{
    struct frame f;
    return look(s, &f, out, why);
}

/* --- pixels ---------------------------------------------------------------------- */

struct source {
    str left;
};

static int feed(GifFileType *g, GifByteType *to, int n)
{
    struct source *s = g->UserData;
    isize part = n < s->left.len ? n : s->left.len;
    memcpy(to, s->left.p, (size_t)part);
    s->left = str_skip(s->left, part);
    return (int)part;
}

/* The first picture's indices; rows that are there.  What interlaced rows have not brought
 * yet is as the row above. */
static int lines(GifFileType *g, const struct frame *f, u8 *px)
{
    static const int from[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2}, high[] = {8, 4, 2, 1};
    int w = (int)f->w, h = (int)f->h, rows = 0;
    for (int pass = 0; pass < (f->turns ? 4 : 1); pass++)
        for (int y = f->turns ? from[pass] : 0; y < h; y += f->turns ? step[pass] : 1) {
            u8 *row = px + (isize)y * w;
            if (DGifGetLine(g, row, w) == GIF_ERROR) return rows;
            int deep = f->turns ? high[pass] : 1;
            for (int k = 1; k < deep && y + k < h; k++) memcpy(row + k * w, row, (size_t)w);
            if (rows < y + deep) rows = y + deep < h ? y + deep : h;
        }
    return rows;
}

/* Up to the first picture, whose frame is known already. */
static int indices(str s, const struct frame *f, u8 *px, bool *whole)
{
    struct source from = {s};
    GifRecordType type = UNDEFINED_RECORD_TYPE;
    GifFileType *g = DGifOpen(&from, feed, NULL);
    int rows = 0, code;
    GifByteType *data;
    while (g && DGifGetRecordType(g, &type) == GIF_OK && type == EXTENSION_RECORD_TYPE) {
        if (DGifGetExtension(g, &code, &data) == GIF_ERROR) break;
        while (data && DGifGetExtensionNext(g, &data) == GIF_OK && data) continue;
    }
    if (g && type == IMAGE_DESC_RECORD_TYPE && DGifGetImageDesc(g) == GIF_OK &&
        g->Image.Width == (int)f->w && g->Image.Height == (int)f->h)
        rows = lines(g, f, px);
    *whole = rows == (int)f->h && g && g->Error == 0;
    if (g) DGifCloseFile(g, NULL);
    return rows;
}

/* A row of the screen; y may be above or below the picture. */
static void paint(str s, const struct frame *f, const u8 *px, int y, struct raster is, u8 *row)
{
    isize table = s.p[f->at + 9] & 128 ? f->at + 10 : 13;
    memset(row, 0, (size_t)raster_row(is));
    if (y < (int)f->y || y >= (int)(f->y + f->h)) return;
    px += (isize)(y - (int)f->y) * f->w;
    row += (isize)f->x * is.channels;
    for (u32 x = 0; x < f->w; x++, row += is.channels) {
        if (px[x] == f->clear) continue;
        if (!f->colours) memset(row, px[x], 3); /* as grey, lest nothing be seen */
        else if (px[x] < f->colours) memcpy(row, s.p + table + 3 * px[x], 3);
        if (is.channels == RGBA) row[3] = 255;
    }
}

static bool decode_gif(str s, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    struct frame f;
    struct image_info info;
    str noted;
    *why = S("the GIF is too large");
    if (!look(s, &f, &info, &noted)) {
        *why = noted;
        return false;
    }
    struct raster is = {info.w, info.h, info.channels};
    if (!room_for(want, &scratch, (long long)f.w * f.h + raster_row(is))) return false;
    u8 *row = arena_try(&scratch, raster_row(is), 16, 1);
    u8 *px = arena_try(&scratch, f.w, 16, f.h);
    if (!px || !row) return false;
    bool whole = false;
    int rows = indices(s, &f, px, &whole);
    *why = S("the GIF is damaged");
    if (!rows) return false;
    int last = rows < (int)f.h ? (int)f.y + rows : is.h;
    bool wanted = to->begin(to, is);
    for (int y = 0; wanted && y < last; y++) {
        paint(s, &f, px, y, is, row);
        wanted = to->row(to, row);
    }
    *why = whole ? noted : noted.len ? noted : S("the GIF is damaged");
    return wanted && to->end(to);
}

/* --- the file without what is not shown --------------------------------------------- */

static bool rewrite_gif(str s, struct rewrite_how how, arena *a, str *out, arena scratch)
{
    (void)scratch;
    struct frame f;
    struct image_info info;
    str why;
    if (how.orientation > 1 || !look(s, &f, &info, &why)) return false;
    if (f.next < 0 || info.doubtful || (!how.still && why.len)) return false;
    struct buf b = {.mem = a};
    isize at = 13 + table_bytes(s.p[10]);
    buf_room(&b, s.len);
    buf_add(&b, S("GIF89a"));
    buf_add(&b, str_head(str_skip(s, 6), at - 6));
    while (at < s.len && s.p[at] != 0x3B) {
        bool extra = s.p[at] == 0x21;
        isize next = extra ? extension(s, at) : frame_at(s, at).next;
        bool dropped =
            extra && ((how.still && at != f.control) || (how.strip && is_metadata(s, at)));
        if (!dropped) buf_add(&b, str_head(str_skip(s, at), next - at));
        at = next;
        if (how.still && !extra) break;
    }
    buf_byte(&b, 0x3B);
    *out = buf_str(&b);
    return true;
}

const struct codec codec_gif = {
    .name = "GIF",
    .mime = "image/gif",
    .ext = "gif",
    .library = library,
    .is = is_gif,
    .info = info_gif,
    .decode = decode_gif,
    .rewrite = rewrite_gif,
};
