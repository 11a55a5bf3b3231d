/*
 * scale.c - a smaller picture, made as its rows come in.
 *
 * Each row is made narrow at once, and added, times its weight, to every row of the
 * result that it has a part in: six or seven at a time, whatever the sizes.
 */
#include "raster.h"

#include <math.h>
#include <string.h>

enum { LOBES = 3, STEPS = 1 << 14 /* of a weight */, LIGHT = 65535, CURVE = 1 << 14 };
enum { SLACK = 4096 /* bytes: alignment, fences */ };

/* The samples that one sample of the result is made of. */
struct window {
    int first, n;
    float *weight; /* sum is 1 */
};

/* A px of colour, or four of grey, at once. */
typedef float four __attribute__((vector_size(16)));

struct scaler {
    struct sink sink;
    struct sink *next;
    arena *mem;
    struct raster from, to;
    struct window *x, *y;
    four *line, *narrow; /* a row in linear light, and made narrow */
    four *sum;           /* `slots` rows of the result on their way, of `fours` each */
    isize fours;
    int slots, in, out, begun;
    u8 *row;
    float light[256]; /* of an sRGB sample, 0..LIGHT */
    u8 srgb[CURVE];
};

/* --- weights ----------------------------------------------------------------- */

static double lanczos(double x)
{
    const double pi = 3.14159265358979323846;
    if (x == 0) return 1;
    if (x <= -LOBES || x >= LOBES) return 0;
    return LOBES * sin(pi * x) * sin(pi * x / LOBES) / (pi * pi * x * x);
}

/* Samples that a window has room for: whole fours. */
static int taps(int from, int to)
{
    return (2 * (int)ceil(LOBES * (double)from / to) + 4) / 4 * 4;
}

/* Windows for making `from` samples `to` of them.  Weights are whole steps: the last bit of
 * a sine must not decide about a pixel. */
static struct window *windows(arena *a, int from, int to)
{
    double scale = (double)from / to, reach = LOBES * scale;
    isize most = taps(from, to);
    struct window *v = make_n(a, struct window, to);
    float *weights = make_n(a, float, most *to);
    double *height = make_n(a, double, most);
    for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        int first = (int)floor(centre - reach), last = (int)ceil(centre + reach);
        if (first < 0) first = 0;
        if (last > from) last = from;
        if (last - first > most) last = first + (int)most;
        double sum = 0;
        for (int k = 0; k < last - first; k++) {
            height[k] = lanczos((first + k + 0.5 - centre) / scale);
            sum += height[k];
        }
        v[i] = (struct window){first, last - first, weights + i * most};
        int left = STEPS, best = 0;
        for (int k = 0; k < v[i].n; k++) {
            int steps = (int)floor(height[k] / sum * STEPS + 0.5);
            left -= steps;
            v[i].weight[k] = (float)steps / STEPS;
            if (v[i].weight[k] > v[i].weight[best]) best = k;
        }
        v[i].weight[best] += (float)left / STEPS;
    }
    return v;
}

/* --- light ------------------------------------------------------------------- */

/* IEC 61966-2-1, to 0..LIGHT in whole steps. */
static int linear(double sample)
{
    double v = sample / 255;
    v = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
    return (int)floor(v * LIGHT + 0.5);
}

static void curves(struct scaler *s)
{
    int code = 0;
    for (int i = 0; i < 256; i++) s->light[i] = (float)linear(i);
    for (int i = 0; i < CURVE; i++) {
        while (code < 255 && i * (LIGHT + 1) / CURVE >= linear(code + 0.5)) code++;
        s->srgb[i] = (u8)code;
    }
}

static u8 to_srgb(const struct scaler *s, float light)
{
    int v = (int)light;
    return s->srgb[(v < 0 ? 0 : v > LIGHT ? LIGHT : v) / ((LIGHT + 1) / CURVE)];
}

static u8 to_byte(float v) /* alpha */
{
    return v < 0 ? 0 : v > LIGHT ? 255 : (u8)(v / 257 + 0.5f);
}

static bool has_alpha(int channels)
{
    return channels == GREY_ALPHA || channels == RGBA;
}

static void lighten(struct scaler *s, const u8 *px)
{
    int n = s->from.channels, colours = has_alpha(n) ? n - 1 : n, w = s->from.w;
    float *grey = (float *)s->line;
    if (n == GREY) {
        for (int x = 0; x < w; x++) grey[x] = s->light[px[x]];
        return;
    }
    if (n == RGB) {
        for (int x = 0; x < w; x++, px += 3)
            s->line[x] = (four){s->light[px[0]], s->light[px[1]], s->light[px[2]], 0};
        return;
    }
    for (int x = 0; x < w; x++, px += n) {
        four one = {s->light[px[0]], colours > 1 ? s->light[px[1]] : 0,
                    colours > 1 ? s->light[px[2]] : 0, 0};
        if (colours < n) {
            one *= (float)px[colours] / 255;
            one[3] = (float)px[colours] * 257;
        }
        s->line[x] = one;
    }
}

/* --- one row -------------------------------------------------------------------- */

/* Windows have room for whole fours of weights, so that what is behind the last counts nothing. */
static void narrow_grey(const struct scaler *s)
{
    float *to = (float *)s->narrow;
    const float *line = (const float *)s->line;
    for (int i = 0; i < s->to.w; i++) {
        const struct window *w = &s->x[i];
        four sum = {0}, px, weight;
        for (int k = 0; k < w->n; k += 4) {
            memcpy(&px, line + w->first + k, sizeof px);
            memcpy(&weight, w->weight + k, sizeof weight);
            sum += px * weight;
        }
        to[i] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}

/* Four sums, since one would wait for itself at every sample. */
static void narrow_colour(const struct scaler *s)
{
    for (int i = 0; i < s->to.w; i++) {
        const struct window *w = &s->x[i];
        const four *px = s->line + w->first;
        const float *weight = w->weight;
        four a = {0}, b = {0}, c = {0}, d = {0};
        for (int k = 0; k < w->n; k += 4, px += 4, weight += 4) {
            a += px[0] * weight[0];
            b += px[1] * weight[1];
            c += px[2] * weight[2];
            d += px[3] * weight[3];
        }
        s->narrow[i] = (a + b) + (c + d);
    }
}

/* Light without the alpha that was multiplied in; there may be next to none of both. */
static float part(float light, float alpha)
{
    if (light <= 0 || alpha <= 0) return 0;
    return light >= alpha * LIGHT ? LIGHT : light / alpha;
}

static bool emit(struct scaler *s)
{
    int n = s->to.channels, colours = has_alpha(n) ? n - 1 : n;
    const four *from = s->sum + s->out % s->slots * s->fours;
    const float *grey = (const float *)from;
    u8 *to = s->row;
    for (int x = 0; x < s->to.w; x++, to += n) {
        if (n == GREY) {
            to[0] = to_srgb(s, grey[x]);
        } else if (n == RGB) {
            for (int c = 0; c < 3; c++) to[c] = to_srgb(s, from[x][c]);
        } else {
            float alpha = from[x][3] / LIGHT;
            for (int c = 0; c < colours; c++) to[c] = to_srgb(s, part(from[x][c], alpha));
            to[colours] = to_byte(from[x][3]);
        }
    }
    s->out++;
    return s->next->row(s->next, s->row);
}

/* The row in s->narrow has its part in every row that is on its way. */
static void add(struct scaler *s)
{
    for (int o = s->out; o < s->begun; o++) {
        const struct window *w = &s->y[o];
        if (s->in - w->first >= w->n) continue;
        float weight = w->weight[s->in - w->first];
        four *sum = s->sum + o % s->slots * s->fours;
        for (isize i = 0; i < s->fours; i++) sum[i] += s->narrow[i] * weight;
    }
}

static bool row(struct sink *sink, const u8 *px)
{
    struct scaler *s = (struct scaler *)sink;
    if (s->in >= s->from.h) return true;
    lighten(s, px);
    if (s->from.channels == GREY) narrow_grey(s);
    else narrow_colour(s);
    for (; s->begun < s->to.h && s->y[s->begun].first <= s->in; s->begun++)
        memset(s->sum + s->begun % s->slots * s->fours, 0, (size_t)s->fours * sizeof(four));
    add(s);
    s->in++;
    while (s->out < s->begun && s->y[s->out].first + s->y[s->out].n <= s->in)
        if (!emit(s)) return false;
    return true;
}

static bool begin(struct sink *sink, struct raster r)
{
    struct scaler *s = (struct scaler *)sink;
    s->from = r;
    s->to.channels = r.channels;
    if (s->to.w > r.w) s->to.w = r.w;
    if (s->to.h > r.h) s->to.h = r.h;
    s->slots = 2 * LOBES + 3;
    s->fours = r.channels == GREY ? (s->to.w + 3) / 4 : s->to.w;
    isize line = r.channels == GREY ? r.w / 4 + 2 : r.w + 4; /* windows are read in whole fours */
    isize weights =
        (isize)taps(r.w, s->to.w) * (s->to.w + 2) + (isize)taps(r.h, s->to.h) * (s->to.h + 2);
    isize windows_bytes = (isize)sizeof(struct window) * (s->to.w + s->to.h);
    isize rows = line + (s->slots + 1) * s->fours;
    if (arena_left(s->mem) < rows * (isize)sizeof(four) + weights * (isize)sizeof(float) +
                                 windows_bytes + raster_row(s->to) + SLACK)
        return false;
    s->x = windows(s->mem, r.w, s->to.w);
    s->y = windows(s->mem, r.h, s->to.h);
    s->line = make_n(s->mem, four, line);
    s->narrow = make_n(s->mem, four, s->fours);
    s->sum = make_n(s->mem, four, s->slots * s->fours);
    s->row = make_n(s->mem, u8, raster_row(s->to));
    curves(s);
    return s->next->begin(s->next, s->to);
}

static bool end(struct sink *sink)
{
    struct scaler *s = (struct scaler *)sink;
    return s->next->end(s->next);
}

struct sink *stage_scale(arena *a, int w, int h, struct sink *next)
{
    struct scaler *s = make(a, struct scaler);
    *s = (struct scaler){.sink = {begin, row, end}, .next = next, .mem = a, .to = {.w = w, .h = h}};
    return &s->sink;
}

void raster_fit(int w, int h, int max_w, int max_h, int *out_w, int *out_h)
{
    double by = 1;
    if (max_w > 0 && w > max_w) by = (double)max_w / w;
    if (max_h > 0 && h * by > max_h) by = (double)max_h / h;
    *out_w = (int)(w * by + 0.5);
    *out_h = (int)(h * by + 0.5);
    if (*out_w < 1) *out_w = 1;
    if (*out_h < 1) *out_h = 1;
}
