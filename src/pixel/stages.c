/* stages.c - what changes rows without changing the size: see raster.h. */
#include "raster.h"

#include <string.h>

struct stage {
    struct sink sink;
    struct sink *next;
    arena *mem;
    struct raster is; /* as it comes in */
    u8 *row;
    int *error,
        *below; /* dither: sixteenths, of this row and the next; two more than there are px */
    int rows;
};

static struct stage *stage_make(arena *a, struct sink *next, struct sink as)
{
    struct stage *s = make(a, struct stage);
    *s = (struct stage){.sink = as, .next = next, .mem = a};
    return s;
}

/* Room for a row of `as`, and on with it. */
static bool begin_as(struct stage *s, struct raster is, struct raster as)
{
    s->is = is;
    s->row = arena_try(s->mem, 1, 16, raster_row(as));
    return s->row && s->next->begin(s->next, as);
}

static bool end(struct sink *sink)
{
    struct stage *s = (struct stage *)sink;
    return s->next->end(s->next);
}

/* --- alpha ------------------------------------------------------------------- */

static int colours_of(int channels)
{
    return channels >= RGB ? 3 : 1;
}

static bool flatten_begin(struct sink *sink, struct raster r)
{
    struct raster as = r;
    as.channels = colours_of(r.channels);
    return begin_as((struct stage *)sink, r, as);
}

static bool flatten_row(struct sink *sink, const u8 *px)
{
    struct stage *s = (struct stage *)sink;
    int n = s->is.channels, colours = colours_of(n);
    if (n == colours) return s->next->row(s->next, px);
    for (int x = 0; x < s->is.w; x++, px += n)
        for (int c = 0; c < colours; c++)
            s->row[x * colours + c] =
                (u8)((px[c] * px[colours] + 255 * (255 - px[colours]) + 127) / 255);
    return s->next->row(s->next, s->row);
}

struct sink *stage_flatten(arena *a, struct sink *next)
{
    return &stage_make(a, next, (struct sink){flatten_begin, flatten_row, end})->sink;
}

/* --- colour ------------------------------------------------------------------- */

static bool grey_begin(struct sink *sink, struct raster r)
{
    struct raster as = r;
    as.channels = r.channels == RGB ? GREY : r.channels == RGBA ? GREY_ALPHA : r.channels;
    return begin_as((struct stage *)sink, r, as);
}

static bool grey_row(struct sink *sink, const u8 *px)
{
    struct stage *s = (struct stage *)sink;
    int n = s->is.channels, out = n - 2;
    if (n < RGB) return s->next->row(s->next, px);
    for (int x = 0; x < s->is.w; x++, px += n) {
        s->row[x * out] = (u8)((299 * px[0] + 587 * px[1] + 114 * px[2] + 500) / 1000);
        if (out == 2) s->row[x * 2 + 1] = px[3];
    }
    return s->next->row(s->next, s->row);
}

struct sink *stage_grey(arena *a, struct sink *next)
{
    return &stage_make(a, next, (struct sink){grey_begin, grey_row, end})->sink;
}

/* --- 16 levels ------------------------------------------------------------------ */

static bool dither_begin(struct sink *sink, struct raster r)
{
    struct stage *s = (struct stage *)sink;
    if (r.channels != GREY) return false;
    s->error = arena_try(s->mem, sizeof(int), 16, r.w + 2);
    s->below = arena_try(s->mem, sizeof(int), 16, r.w + 2);
    return s->error && s->below && begin_as(s, r, r);
}

/* Every other row runs from right to left, so that errors drift nowhere. */
static bool dither_row(struct sink *sink, const u8 *px)
{
    struct stage *s = (struct stage *)sink;
    int w = s->is.w, step = s->rows++ % 2 ? -1 : 1;
    int *error = s->error + 1, *below = s->below + 1;
    memset(s->below, 0, (size_t)(w + 2) * sizeof(int));
    for (int x = step > 0 ? 0 : w - 1; x >= 0 && x < w; x += step) {
        int want = px[x] * 16 + error[x];
        int level = (want + 17 * 8) / (17 * 16);
        level = want < 0 ? 0 : level > 15 ? 15 : level;
        int left = (want - level * 17 * 16) / 16;
        s->row[x] = (u8)(level * 17);
        error[x + step] += left * 7;
        below[x - step] += left * 3;
        below[x] += left * 5;
        below[x + step] += left;
    }
    s->error = below - 1;
    s->below = error - 1;
    return s->next->row(s->next, s->row);
}

struct sink *stage_dither(arena *a, struct sink *next)
{
    return &stage_make(a, next, (struct sink){dither_begin, dither_row, end})->sink;
}

/* --- all of it ------------------------------------------------------------------- */

static bool keep_begin(struct sink *sink, struct raster r)
{
    struct kept *k = (struct kept *)sink;
    k->is = r;
    k->rows = 0;
    k->px = arena_try(k->mem, raster_row(r), 16, r.h);
    return k->px != NULL;
}

static bool keep_row(struct sink *sink, const u8 *px)
{
    struct kept *k = (struct kept *)sink;
    if (k->rows < k->is.h)
        memcpy(k->px + k->rows++ * raster_row(k->is), px, (size_t)raster_row(k->is));
    return true;
}

/* What a damaged picture lacks is as its last row, or white. */
static bool keep_end(struct sink *sink)
{
    struct kept *k = (struct kept *)sink;
    isize len = raster_row(k->is);
    if (!k->rows && k->is.h) memset(k->px, 255, (size_t)len);
    for (int y = k->rows ? k->rows : 1; y < k->is.h; y++)
        memcpy(k->px + y * len, k->px + (y - 1) * len, (size_t)len);
    return true;
}

struct sink *stage_keep(arena *a, struct kept *to)
{
    *to = (struct kept){.sink = {keep_begin, keep_row, keep_end}, .mem = a};
    return &to->sink;
}

bool kept_push(const struct kept *k, struct sink *to)
{
    if (!to->begin(to, k->is)) return false;
    for (int y = 0; y < k->is.h; y++)
        if (!to->row(to, k->px + y * raster_row(k->is))) return false;
    return to->end(to);
}

/* --- turning ----------------------------------------------------------------------- */

struct turner {
    struct kept kept; /* its sink is ours, but for the end */
    struct sink *next;
    int orientation;
};

static bool turn_begin(struct sink *sink, struct raster r)
{
    struct turner *t = (struct turner *)sink;
    struct raster as = t->orientation >= 5 ? (struct raster){r.h, r.w, r.channels} : r;
    return keep_begin(sink, r) && t->next->begin(t->next, as);
}

static bool turn_end(struct sink *sink)
{
    struct turner *t = (struct turner *)sink;
    struct raster is = t->kept.is;
    int n = is.channels, o = t->orientation;
    bool across = o >= 5; /* rows become columns */
    bool from_right = o == 2 || o == 3 || o == 7 || o == 8;
    bool from_below = o == 3 || o == 4 || o == 6 || o == 7;
    int w = across ? is.h : is.w, h = across ? is.w : is.h;
    keep_end(sink);
    u8 *row = arena_try(t->kept.mem, n, 16, w);
    if (!row) return false;
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            int sx = across ? y : x, sy = across ? x : y;
            if (from_right) sx = is.w - 1 - sx;
            if (from_below) sy = is.h - 1 - sy;
            memcpy(row + x * n, t->kept.px + sy * raster_row(is) + sx * n, (size_t)n);
        }
        if (!t->next->row(t->next, row)) return false;
    }
    return t->next->end(t->next);
}

struct sink *stage_turn(arena *a, int orientation, struct sink *next)
{
    if (orientation <= 1 || orientation > 8) return next;
    struct turner *t = make(a, struct turner);
    stage_keep(a, &t->kept);
    t->kept.sink.begin = turn_begin;
    t->kept.sink.end = turn_end;
    t->next = next;
    t->orientation = orientation;
    return &t->kept.sink;
}
