/*
 * picture.c - pictures on a cover: the one that suits, cropped to its window; or the user's own,
 * shown as a whole.
 */
#include "cover_local.h"
#include "codec.h"
#include "image.h"

#include <string.h>

enum { LARGEST = 6000 /* px of a side that is decoded */ };

/* --- scaling up --- */

/* Weights of Catmull and Rom's spline in 1/4096, at t/256 between the second and third of four. */
static void weights(int t, int *w)
{
    long long a = t, b = a * a, c = b * a; /* of 2^8, 2^16, 2^24 */
    w[0] = (int)((-c + 2 * b * 256 - a * 65536) * 2048 / (1 << 24));
    w[2] = (int)((-3 * c + 4 * b * 256 + a * 65536) * 2048 / (1 << 24));
    w[3] = (int)((c - b * 256) * 2048 / (1 << 24));
    w[1] = 4096 - w[0] - w[2] - w[3];
}

static int clamp(int v, int least, int most)
{
    return v < least ? least : v > most ? most : v;
}

/* The four samples that one of the longer line is made of. */
struct tap {
    int at[4], w[4];
};

static struct tap *taps_of(int n, int to_n, arena *a)
{
    struct tap *t = make_n(a, struct tap, to_n);
    for (int i = 0; i < to_n; i++) {
        long long at = ((2LL * i + 1) * n * 256 / to_n - 256) / 2; /* centres meet */
        int first = (int)(at >> 8);
        weights((int)(at & 255), t[i].w);
        for (int k = 0; k < 4; k++) t[i].at[k] = clamp(first - 1 + k, 0, n - 1);
    }
    return t;
}

static u8 sum_of(const int *w, int a, int b, int c, int d)
{
    return (u8)clamp((w[0] * a + w[1] * b + w[2] * c + w[3] * d + 2048) >> 12, 0, 255);
}

static struct canvas enlarge(const struct pixels *p, int w, int h, arena *a, arena scratch)
{
    struct canvas out = canvas_make(a, w, h);
    u8 *wide = make_n(&scratch, u8, (isize)w * p->h * 3);
    const struct tap *across = taps_of(p->w, w, &scratch), *down = taps_of(p->h, h, &scratch);
    for (int y = 0; y < p->h; y++) {
        const u8 *from = p->rgb + (isize)y * p->w * 3;
        u8 *to = wide + (isize)y * w * 3;
        for (int x = 0; x < w; x++, to += 3)
            for (int k = 0; k < 3; k++) {
                const struct tap *t = &across[x];
                to[k] = sum_of(t->w, from[t->at[0] * 3 + k], from[t->at[1] * 3 + k],
                               from[t->at[2] * 3 + k], from[t->at[3] * 3 + k]);
            }
    }
    for (int y = 0; y < h; y++) {
        const struct tap *t = &down[y];
        const u8 *row[4];
        u8 *to = out.px + (isize)y * w * 3;
        for (int k = 0; k < 4; k++) row[k] = wide + (isize)t->at[k] * w * 3;
        for (int i = 0; i < w * 3; i++)
            to[i] = sum_of(t->w, row[0][i], row[1][i], row[2][i], row[3][i]);
    }
    return out;
}

/* Decode so that it is w x h px at most, or, to fill, at least; smaller ones are enlarged. */
static bool decode(str bytes, int w, int h, bool fill, struct canvas *out, arena *a, str *why)
{
    int is_w, is_h, to_w, to_h;
    struct pixels px;
    if (!image_measure(bytes, &is_w, &is_h, why)) return false;
    bool by_width = ((long long)w * is_h >= (long long)h * is_w) == fill;
    to_w = by_width ? w : (int)(((long long)h * is_w + is_h / 2) / is_h);
    to_h = by_width ? (int)(((long long)w * is_h + is_w / 2) / is_w) : h;
    to_w = to_w < 1 ? 1 : to_w;
    to_h = to_h < 1 ? 1 : to_h;
    *why = S("too long and narrow for a cover");
    if (to_w > LARGEST || to_h > LARGEST) return false;
    if (!image_pixels(bytes, to_w, to_h, &px, a, why)) return false;
    if (px.w == to_w && px.h == to_h) *out = (struct canvas){px.w, px.h, px.rgb};
    else *out = enlarge(&px, to_w, to_h, a, (arena){a->at + arena_left(a) / 2, a->end});
    return true;
}

/* --- a picture of the book --- */

/* How much there is to see in a row or column: differences of neighbours. */
static long long detail(const struct canvas *c, bool rows, int i)
{
    long long sum = 0;
    int n = rows ? c->w : c->h;
    isize step = rows ? 3 : (isize)c->w * 3;
    const u8 *p = c->px + (rows ? (isize)i * c->w * 3 : (isize)i * 3);
    for (int k = 4; k < n; k += 4) {
        int d = p[k * step + 1] - p[(k - 4) * step + 1];
        sum += d < 0 ? -d : d;
    }
    return sum;
}

/* Where a window of `size` px lies best along one side: where most is to be seen, but not far from
 * the middle. */
static int window_at(const struct canvas *c, bool rows, int size, arena scratch)
{
    int all = rows ? c->h : c->w, spare = all - size, best = spare / 2;
    if (spare <= 1) return spare / 2;
    long long *sum = make_n(&scratch, long long, all + 1), most = -1;
    for (int i = 0; i < all; i++) sum[i + 1] = sum[i] + detail(c, rows, i);
    for (int i = spare / 5; i <= spare - spare / 5; i++) {
        int off = i < spare / 2 ? spare / 2 - i : i - spare / 2;
        long long worth = (sum[i + size] - sum[i]) * (1000 - 150LL * off / spare);
        if (worth <= most) continue;
        most = worth;
        best = i;
    }
    return best;
}

static struct canvas crop(const struct canvas *c, int w, int h, arena *a, arena scratch)
{
    struct canvas out = canvas_make(a, w, h);
    canvas_paste(&out, c, -window_at(c, false, w, scratch), -window_at(c, true, h, scratch));
    return out;
}

bool picture_fill(str bytes, int w, int h, struct canvas *out, arena *a, arena scratch, str *why)
{
    struct canvas whole;
    arena far = {scratch.at + arena_left(&scratch) / 2, scratch.end};
    scratch.end = far.at;
    if (!decode(bytes, w, h, true, &whole, &scratch, why)) return false;
    *out = crop(&whole, w, h, a, far);
    return true;
}

/* --- the user's --- */

/* The mean of the picture's edge, which the ground around it takes. */
static rgb edge_of(const struct canvas *c)
{
    long long sum[3] = {0}, n = 0;
    for (int y = 0; y < c->h; y++) {
        bool edge = y < 4 || y >= c->h - 4;
        for (int x = 0; x < c->w; x++) {
            if (!edge && x >= 4 && x < c->w - 4) x = c->w - 4;
            const u8 *px = c->px + ((isize)y * c->w + x) * 3;
            for (int k = 0; k < 3; k++) sum[k] += px[k];
            n++;
        }
    }
    return (rgb){(u8)(sum[0] / n), (u8)(sum[1] / n), (u8)(sum[2] / n)};
}

bool picture_whole(str bytes, struct canvas *page, arena scratch, str *why)
{
    struct canvas own;
    if (!decode(bytes, page->w, page->h, false, &own, &scratch, why)) return false;
    canvas_fill(page, (struct box){0, 0, page->w, page->h}, edge_of(&own));
    canvas_paste(page, &own, (page->w - own.w) / 2, (page->h - own.h) / 2);
    return true;
}

/* --- its colour --- */

struct oklab picture_hue(const struct canvas *c)
{
    /* Colours far from grey speak louder: a weight of the square of their strength. */
    long long a = 0, b = 0, weight = 1;
    int step = c->w / 48 > 0 ? c->w / 48 : 1;
    for (int y = step / 2; y < c->h; y += step)
        for (int x = step / 2; x < c->w; x += step) {
            const u8 *px = c->px + ((isize)y * c->w + x) * 3;
            struct oklab o = oklab_of((rgb){px[0], px[1], px[2]});
            long long w = (long long)o.a * o.a + (long long)o.b * o.b;
            a += o.a * w;
            b += o.b * w;
            weight += w;
        }
    return (struct oklab){500, (int)(a / weight), (int)(b / weight)};
}
