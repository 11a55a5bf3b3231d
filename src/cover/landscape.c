/* landscape.c - hills behind hills, in the manner of an ink print. */
#include "cover_local.h"

u64 dice_roll(struct dice *d)
{
    u64 z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int dice_pick(struct dice *d, int n)
{
    return (int)(dice_roll(d) >> 33) % n;
}

enum { KNOTS = 64, FULL = 1 << 12 };

/* A smooth line through `knots`, which are `span` px apart: 0..FULL. */
static int smooth(const int *knots, int span, int x)
{
    int i = x / span, t = (x % span) * FULL / span;
    int s = (int)((long long)t * t / FULL * (3 * FULL - 2 * t) / FULL);
    return knots[i] + (int)((long long)(knots[i + 1] - knots[i]) * s / FULL);
}

/* One range: broad swells, and folds that get smaller and lower. */
static void draw_ridge(int *height, struct dice *d, int base, int rise)
{
    for (int x = 0; x < COVER_W; x++) height[x] = base * ONE;
    int amplitude = rise * ONE;
    for (int span = 520; span >= 16; span = span * 2 / 5, amplitude = amplitude * 2 / 5) {
        int knots[COVER_W / 16 + 3];
        for (isize i = 0; i < COUNT(knots); i++) knots[i] = dice_pick(d, FULL);
        int phase = dice_pick(d, span);
        for (int x = 0; x < COVER_W; x++)
            height[x] -= (int)((long long)amplitude * smooth(knots, span, x + phase) / FULL);
    }
}

void landscape_make(struct landscape *l, struct dice *d, int top, int bottom)
{
    int view = bottom - top;
    *l = (struct landscape){.top = top, .bottom = bottom};
    l->sun_r = view / 11 + dice_pick(d, view / 24);
    int side = dice_pick(d, 2) ? 1 : -1;
    l->sun_x = COVER_W / 2 + side * (view / 10 + dice_pick(d, view / 8));
    for (int k = 0; k < RIDGES; k++) {
        int base = top + view * (52 + 10 * k) / 100;
        int rise = view * (26 - 2 * k) / 100;
        draw_ridge(l->height[k], d, base, rise);
        int crest = l->height[k][0];
        for (int x = 1; x < COVER_W; x++)
            if (l->height[k][x] < crest) crest = l->height[k][x];
        l->crest[k] = crest / ONE;
    }
    /* It has just risen, or is about to set. */
    l->sun_y = l->height[0][l->sun_x] / ONE - l->sun_r / 4 - dice_pick(d, l->sun_r);
    int highest = top + l->sun_r + view / 12;
    if (l->sun_y < highest) l->sun_y = highest;
}

/* Dark along the crest, lost in mist below; in parts of a tone, `one` to the tone. */
static int ridge_tone(const struct landscape *l, int k, int y, int one)
{
    int dark = (12 + 9 * k) * one, mist = (3 + 6 * k) * one;
    int depth = (l->bottom - l->top) * 30 / 100;
    int down = y - l->crest[k];
    return down >= depth ? mist : dark - (dark - mist) * down / depth;
}

/* Part of the sun in a px, 0..ONE. */
static int sun_at(const struct landscape *l, int x, int y)
{
    int dx = x - l->sun_x, dy = y - l->sun_y, near = l->sun_r + 2;
    if (dx < -near || dx > near || dy < -near || dy > near) return 0;
    return cover_edge((l->sun_r * l->sun_r - dx * dx - dy * dy) * (ONE / 2) / l->sun_r);
}

void landscape_row(struct landscape *l, int y)
{
    l->y = y;
    l->sky = 6 - 6 * (y - l->top) / (l->bottom - l->top);
    l->fine_sky = 6 * FINE - 6 * FINE * (y - l->top) / (l->bottom - l->top);
    l->seen = 0;
    for (int k = 0; k < RIDGES; k++) {
        l->tone[k] = ridge_tone(l, k, y, 1);
        l->fine_tone[k] = ridge_tone(l, k, y, FINE);
        if (l->crest[k] <= y + 1) l->seen = k + 1;
    }
}

/* The tone of a px, or, where the sun is seen, -1 less its coverage. */
static int look(const struct landscape *l, int x, int sky, const int *tones)
{
    /* The nearest ridge that hides all behind it, then the edges before it. */
    int edge[RIDGES], k = l->seen, tone = sky;
    while (k > 0 && (edge[k - 1] = cover_edge(l->y * ONE - l->height[k - 1][x])) < ONE) k--;
    if (k > 0) {
        tone = tones[k - 1];
    } else {
        int sun = sun_at(l, x, l->y);
        bool hidden = false;
        for (int i = 0; i < l->seen; i++) hidden |= edge[i] > ONE / 2;
        if (sun && !hidden) return -1 - sun;
    }
    for (; k < l->seen; k++) tone = cover_mix(tone, tones[k], edge[k]);
    return tone;
}

u8 landscape_at(const struct landscape *l, int x)
{
    int tone = look(l, x, l->sky, l->tone);
    return (u8)(tone < 0 ? SEAL + (-1 - tone) * (TONES - 1) / ONE : tone);
}

int landscape_fine(const struct landscape *l, int x)
{
    return look(l, x, l->fine_sky, l->fine_tone);
}
