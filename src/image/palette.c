/*
 * palette.c - the few colours that a drawing is made of.
 *
 * Exactly those it has, if there are few enough.  Else the median cut (P. Heckbert, Color image
 * quantization for frame buffer display, 1982) over colours of 5, 6 and 5 bits, each box
 * becoming the mean of what is in it.  That is for drawings whose edges were made
 * soft: a picture that suffers keeps all its colours.
 */
#include "palette_local.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLOTS = 1024,
    BINS = 1 << 16,
    ERROR = 49, /* sum of the squares of what a px may be off, in the mean: 36 dB */
};

static u32 colour_at(const u8 *p, int channels)
{
    return channels == GREY ? p[0] * 0x10101u : (u32)p[0] << 16 | (u32)p[1] << 8 | p[2];
}

/* --- as they are ------------------------------------------------------------------ */

static int slot_of(const u32 *table, u32 colour)
{
    u32 i = (colour * 2654435761u) >> 22;
    while (table[i] && table[i] != colour + 1) i = (i + 1) % SLOTS;
    return (int)i;
}

static int by_value(const void *a, const void *b)
{
    const u32 *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

bool palette_exact(struct palette *to, u8 *px, isize n, int channels)
{
    u32 table[SLOTS] = {0}, last = ~0u;
    u8 index[SLOTS];
    to->n = 0;
    for (isize i = 0; i < n; i++) {
        u32 colour = colour_at(px + i * channels, channels);
        if (colour == last) continue;
        last = colour;
        int at = slot_of(table, colour);
        if (table[at]) continue;
        if (to->n == PALETTE_MAX) return false;
        table[at] = colour + 1;
        to->colour[to->n++] = colour;
    }
    qsort(to->colour, (size_t)to->n, sizeof *to->colour, by_value);
    for (int i = 0; i < to->n; i++) index[slot_of(table, to->colour[i])] = (u8)i;
    for (isize i = 0; i < n; i++)
        px[i] = index[slot_of(table, colour_at(px + i * channels, channels))];
    return true;
}

/* --- as few as are wanted ------------------------------------------------------------- */

struct bin {
    long long n, sum[3];
};

/* A box of colours: bins[first .. first + count). */
struct box {
    int first, count, axis; /* the channel that differs most */
    long long weight;       /* how much it wants to be cut */
};

struct cutting {
    struct bin *bins; /* by bin_of */
    u16 *used;        /* those that have any, ordered by boxes */
    u32 *keys;        /* of the box that is sorted: level << 16 | bin */
    struct box box[PALETTE_MAX];
    int n;
};

static int bin_of(u32 c)
{
    return (int)((c >> 19 & 31) << 11 | (c >> 10 & 63) << 5 | (c >> 3 & 31));
}

static int level_of(int bin, int axis)
{
    return axis == 0 ? (bin >> 11) * 2 : axis == 1 ? bin >> 5 & 63 : (bin & 31) * 2;
}

static void measure(const struct cutting *c, struct box *b)
{
    long long px = 0;
    int widest = -1;
    for (int i = 0; i < b->count; i++) px += c->bins[c->used[b->first + i]].n;
    for (int axis = 0; axis < 3; axis++) {
        int least = 64, most = 0;
        for (int i = 0; i < b->count; i++) {
            int level = level_of(c->used[b->first + i], axis);
            if (level < least) least = level;
            if (level > most) most = level;
        }
        if (most - least <= widest) continue;
        widest = most - least;
        b->axis = axis;
    }
    b->weight = b->count > 1 ? px * widest * widest : 0;
}

/* Half of the px to each side. */
static void cut(struct cutting *c, int i)
{
    struct box *b = &c->box[i], *other = &c->box[c->n++];
    long long half = 0, sum = 0;
    for (int k = 0; k < b->count; k++) {
        int bin = c->used[b->first + k];
        c->keys[k] = (u32)level_of(bin, b->axis) << 16 | (u32)bin;
        half += c->bins[bin].n;
    }
    half /= 2;
    qsort(c->keys, (size_t)b->count, sizeof *c->keys, by_value);
    int at = 0;
    for (int k = 0; k < b->count; k++) {
        c->used[b->first + k] = (u16)c->keys[k];
        if (sum <= half) at = k;
        sum += c->bins[c->used[b->first + k]].n;
    }
    if (at < 1) at = 1;
    *other = (struct box){.first = b->first + at, .count = b->count - at};
    b->count = at;
    measure(c, b);
    measure(c, other);
}

static bool fill(struct cutting *c, const u8 *px, isize n, int channels, arena *scratch)
{
    c->bins = arena_try(scratch, sizeof *c->bins, 16, BINS);
    c->used = arena_try(scratch, sizeof *c->used, 16, BINS);
    c->keys = arena_try(scratch, sizeof *c->keys, 16, BINS);
    if (!c->bins || !c->used || !c->keys) return false;
    for (isize i = 0; i < n; i++) {
        u32 colour = colour_at(px + i * channels, channels);
        struct bin *b = &c->bins[bin_of(colour)];
        b->n++;
        for (int k = 0; k < 3; k++) b->sum[k] += colour >> (16 - 8 * k) & 255;
    }
    struct box all = {0};
    for (int i = 0; i < BINS; i++)
        if (c->bins[i].n) c->used[all.count++] = (u16)i;
    measure(c, &all);
    c->box[c->n++] = all;
    return true;
}

static u32 mean_of(const struct cutting *c, const struct box *b)
{
    struct bin sum = {0};
    for (int i = 0; i < b->count; i++) {
        const struct bin *one = &c->bins[c->used[b->first + i]];
        sum.n += one->n;
        for (int k = 0; k < 3; k++) sum.sum[k] += one->sum[k];
    }
    u32 colour = 0;
    if (!sum.n) return 0; /* of no px at all */
    for (int k = 0; k < 3; k++) colour = colour << 8 | (u32)((sum.sum[k] + sum.n / 2) / sum.n);
    return colour;
}

static long long distance(u32 a, u32 b)
{
    long long sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        long long d = (long long)(a >> shift & 255) - (b >> shift & 255);
        sum += d * d;
    }
    return sum;
}

bool palette_few(struct palette *to, int most, u8 *px, isize n, int channels, arena scratch)
{
    struct cutting *c = make(&scratch, struct cutting);
    if (!fill(c, px, n, channels, &scratch)) return false;
    while (c->n < most) {
        int heaviest = 0;
        for (int i = 1; i < c->n; i++)
            if (c->box[i].weight > c->box[heaviest].weight) heaviest = i;
        if (!c->box[heaviest].weight) break;
        cut(c, heaviest);
    }
    u8 *index = make_n(&scratch, u8, BINS);
    to->n = c->n;
    for (int i = 0; i < c->n; i++) {
        to->colour[i] = mean_of(c, &c->box[i]);
        for (int k = 0; k < c->box[i].count; k++) index[c->used[c->box[i].first + k]] = (u8)i;
    }
    long long error = 0;
    for (isize i = 0; i < n; i++) {
        u32 colour = colour_at(px + i * channels, channels);
        error += distance(colour, to->colour[index[bin_of(colour)]]);
    }
    if (error > n * ERROR) return false;
    for (isize i = 0; i < n; i++) px[i] = index[bin_of(colour_at(px + i * channels, channels))];
    return true;
}
