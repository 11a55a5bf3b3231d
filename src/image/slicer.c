/*
 * slicer.c - the last stage: rows become files.
 *
 * Rows are kept until a cut is due, which is at once for a picture in one piece.  Of a strip no
 * more than a page is kept: where it may be cut, the row with the least ink beside
 * the cut decides, and of several the one nearest to where slices would be equal.
 */
#include "image_local.h"
#include "palette_local.h"

#include <stdlib.h>
#include <string.h>

enum { LEVEL = 6, FEW_GREYS = 16 };

struct slicer {
    struct sink sink;
    const struct image_plan *p;
    arena *mem, *keep;
    struct recoded *out;
    struct raster is;
    u8 *px;         /* rows from `first` on */
    long long *ink; /* of each */
    int first, have, room;
};

/* --- one file ------------------------------------------------------------------ */

static bool push(const u8 *px, struct raster is, struct sink *to)
{
    if (!to->begin(to, is)) return false;
    for (int y = 0; y < is.h; y++)
        if (!to->row(to, px + y * raster_row(is))) return false;
    return to->end(to);
}

/* As good as the plan wants it, then worse until it is small enough. */
static bool encode_jpeg(const struct slicer *s, const u8 *px, struct raster is, str *file)
{
    static const int ladder[] = {75, 65, 55, 45, 35};
    int quality = s->p->quality;
    *file = (str){0};
    for (isize step = 0;; step++) {
        arena scratch = *s->mem;
        struct buf out = {.mem = s->keep};
        if (!push(px, is, jpeg_encoder(&scratch, quality, &out))) return file->len > 0;
        *file = buf_str(&out);
        while (step < COUNT(ladder) && ladder[step] >= quality) step++;
        if (file->len <= s->p->cap || step >= COUNT(ladder)) return true;
        quality = ladder[step];
    }
}

/* Leave out channels that say nothing; the px move together. */
static int simplify(u8 *px, isize n, int channels)
{
    bool opaque = true, grey = true;
    bool alpha = channels == GREY_ALPHA || channels == RGBA;
    int colours = channels - alpha;
    for (isize i = 0; i < n && (grey || opaque); i++) {
        const u8 *p = px + i * channels;
        if (alpha && p[colours] != 255) opaque = false;
        if (colours == 3 && (p[0] != p[1] || p[1] != p[2])) grey = false;
    }
    int to_colours = grey ? 1 : colours, to = to_colours + (alpha && !opaque);
    if (to == channels) return channels;
    for (isize i = 0; i < n; i++) {
        const u8 *from = px + i * channels;
        u8 a = from[channels - 1];
        memmove(px + i * to, from, (size_t)to_colours);
        if (to > to_colours) px[i * to + to_colours] = a;
    }
    return to;
}

/* Bits that hold every grey of the picture exactly. */
static int grey_bits(const u8 *px, isize n)
{
    int bits = 1;
    for (isize i = 0; i < n && bits < 8; i++) {
        if (bits == 1 && px[i] % 255) bits = 2;
        if (bits == 2 && px[i] % 85) bits = 4;
        if (bits == 4 && px[i] % 17) bits = 8;
    }
    return bits;
}

static void triples_of(const struct palette *from, u8 *to)
{
    for (int i = 0; i < from->n; i++)
        for (int k = 0; k < 3; k++) to[i * 3 + k] = (u8)(from->colour[i] >> (16 - 8 * k));
}

/* Colours as they are if there are few, or nearly, if the plan lets them; else all. */
static bool is_indexed(const struct slicer *s, struct palette *colours, u8 *px, isize n,
                       int channels)
{
    if (channels == RGB && palette_exact(colours, px, n, channels)) return true;
    if (!s->p->few || (channels != RGB && channels != GREY)) return false;
    return palette_few(colours, channels == GREY ? FEW_GREYS : PALETTE_MAX, px, n, channels,
                       *s->mem);
}

static bool encode_png(const struct slicer *s, u8 *px, struct raster is, str *file)
{
    isize n = (isize)is.w * is.h;
    struct palette colours;
    u8 triples[PALETTE_MAX * 3];
    struct png_how how = {.bits = 8, .level = LEVEL};
    is.channels = simplify(px, n, is.channels);
    if (is.channels == GREY) how.bits = grey_bits(px, n);
    if (how.bits == 8 && is_indexed(s, &colours, px, n, is.channels)) {
        triples_of(&colours, triples);
        how.palette = triples;
        how.colours = colours.n;
        how.bits = colours.n <= 2 ? 1 : colours.n <= 4 ? 2 : colours.n <= 16 ? 4 : 8;
        is.channels = GREY;
    }
    arena scratch = *s->mem;
    struct buf out = {.mem = s->keep};
    bool ok = push(px, is, png_encoder(&scratch, how, &out));
    *file = buf_str(&out);
    return ok;
}

/* Grey, too, as three samples: who asked for pixels wants them alike. */
static bool encode_rgb(const struct slicer *s, const u8 *px, struct raster is, str *file)
{
    isize n = (isize)is.w * is.h;
    u8 *rgb = arena_raw(s->keep, 3, 16, n);
    if (!rgb || (is.channels != GREY && is.channels != RGB)) return false;
    if (is.channels == RGB) memcpy(rgb, px, (size_t)n * 3);
    else
        for (isize i = 0; i < n; i++) memset(rgb + i * 3, px[i], 3);
    *file = (str){rgb, n * 3};
    return true;
}

static bool encode(const struct slicer *s, u8 *px, struct raster is, str *file)
{
    if (s->p->kind == KIND_RGB) return encode_rgb(s, px, is, file);
    return s->p->kind == KIND_JPEG ? encode_jpeg(s, px, is, file) : encode_png(s, px, is, file);
}

/* The first `rows` of those kept become a file. */
static bool cut_off(struct slicer *s, int rows)
{
    struct raster is = {s->is.w, rows, s->is.channels};
    isize len = raster_row(s->is);
    str *file = &s->out->v[s->out->n];
    /* Encoding may spoil what it encodes: the rest is put aside. */
    int rest = s->have - rows;
    arena before = *s->mem;
    u8 *aside = arena_raw(s->mem, len, 16, rest ? rest : 1);
    if (!aside) return false;
    memcpy(aside, s->px + rows * len, (size_t)(rest * len));
    bool ok = encode(s, s->px, is, file);
    memcpy(s->px, aside, (size_t)(rest * len));
    *s->mem = before;
    if (!ok) return false;
    memmove(s->ink, s->ink + rows, (size_t)rest * sizeof *s->ink);
    s->first += rows;
    s->have = rest;
    s->out->n++;
    return true;
}

/* --- where to cut ------------------------------------------------------------------ */

/* How much neighbours differ along a row: none on blank paper of any colour. */
static long long ink_of(struct raster is, const u8 *px)
{
    long long sum = 0;
    isize n = raster_row(is);
    for (isize i = is.channels; i < n; i++) {
        int d = px[i] - px[i - is.channels];
        sum += d < 0 ? -d : d;
    }
    return sum;
}

static int cut_at(const struct slicer *s, int from, int best, int to)
{
    int at = best;
    long long least = -1;
    for (int y = from; y <= to; y++) {
        long long ink = s->ink[y - s->first - 1] + s->ink[y - s->first];
        bool nearer = abs(y - best) < abs(at - best);
        if (least >= 0 && (ink > least || (ink == least && !nearer))) continue;
        least = ink;
        at = y;
    }
    return at;
}

static bool cut_if_due(struct slicer *s)
{
    int from, best, to, next = s->out->n + 1;
    if (next >= s->p->slices) return true;
    plan_cut(s->p, next, &from, &best, &to);
    if (s->first + s->have <= to) return true; /* the row below the last cut counts, too */
    return cut_off(s, cut_at(s, from, best, to) - s->first);
}

/* --- the stage ---------------------------------------------------------------------- */

static bool begin(struct sink *sink, struct raster r)
{
    struct slicer *s = (struct slicer *)sink;
    if (r.w != s->p->w || r.h != s->p->h) return false;
    s->is = r;
    s->room = s->p->slices > 1 ? s->p->page + 1 : r.h;
    s->px = arena_raw(s->mem, raster_row(r), 16, s->room);
    s->ink = arena_try(s->mem, sizeof *s->ink, 16, s->room);
    return s->px && s->ink;
}

static bool row(struct sink *sink, const u8 *px)
{
    struct slicer *s = (struct slicer *)sink;
    if (s->first + s->have >= s->is.h) return true;
    if (s->have >= s->room) return false;
    memcpy(s->px + s->have * raster_row(s->is), px, (size_t)raster_row(s->is));
    s->ink[s->have++] = s->p->slices > 1 ? ink_of(s->is, px) : 0;
    return cut_if_due(s);
}

/* What a damaged picture lacks is as its last row, or white. */
static bool end(struct sink *sink)
{
    struct slicer *s = (struct slicer *)sink;
    isize len = raster_row(s->is);
    arena scratch = *s->mem;
    u8 *last = arena_raw(&scratch, len, 16, 1);
    if (!last) return false;
    if (s->have) memcpy(last, s->px + (s->have - 1) * len, (size_t)len);
    else memset(last, 255, (size_t)len);
    arena before = *s->mem;
    *s->mem = scratch;
    bool ok = true;
    while (ok && s->first + s->have < s->is.h) ok = row(sink, last);
    ok = ok && cut_off(s, s->have);
    *s->mem = before;
    return ok;
}

struct sink *slicer_make(arena *a, const struct image_plan *p, struct recoded *out, arena *keep)
{
    struct slicer *s = make(a, struct slicer);
    *s = (struct slicer){{begin, row, end}, .p = p, .mem = a, .keep = keep, .out = out};
    out->n = 0;
    return &s->sink;
}
