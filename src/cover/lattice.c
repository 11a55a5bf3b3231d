/* lattice.c - patterns of Chinese window lattices, as tiles that join at every edge. */
#include "cover_local.h"

enum { HALF = 3 }; /* px, half of a bar's width */

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int distance(int a, int b)
{
    return a < b ? b - a : a - b;
}

/* From a line that comes again every `period`. */
static int to_line(int v, int period)
{
    int r = ((v % period) + period) % period;
    return min(r, period - r);
}

/* A bar's coverage at a distance from its middle, in parts of a px. */
static int bar(int parts)
{
    return cover_edge(HALF * ONE - parts);
}

/* From a circle's line; near it, the difference of squares is the distance times 2r. */
static int to_circle(int dx, int dy, int r)
{
    return distance(dx * dx + dy * dy, r * r) * (ONE / 2) / r;
}

/* Diamonds within diamonds. */
static int diamonds(int x, int y)
{
    int up = to_line(x + y, TILE / 2), down = to_line(x - y, TILE / 2);
    int small = distance(distance(x % (TILE / 2), TILE / 4) + distance(y % (TILE / 2), TILE / 4),
                         TILE / 10);
    return bar(min(min(up, down), small) * ONE * 181 / 256);
}

/* Coins: circles that quarter each other. */
static int coins(int x, int y)
{
    enum { R = TILE / 4 };
    int best = TILE * ONE;
    for (int i = -1; i <= 5; i++)
        for (int k = -1; k <= 5; k++)
            if ((i + k) % 2 == 0) best = min(best, to_circle(x - i * R, y - k * R, R));
    return bar(best);
}

/* Waves: rows of scales, each row over the one behind it. */
static int waves(int x, int y)
{
    enum { R = TILE / 4, STEP = TILE / 8 };
    /* The lowest row whose scale reaches this px is the one that is seen. */
    for (int row = 10; row >= -3; row--) {
        int cy = row * STEP, shift = row % 2 ? R : 0;
        int r = ((x - shift) % (2 * R) + 2 * R) % (2 * R) - R;
        int dy = y - cy;
        if (dy > 0 || r * r + dy * dy > R * R) continue;
        int best = to_circle(r, dy, R);
        best = min(best, to_circle(r, dy, R * 2 / 3));
        best = min(best, to_circle(r, dy, R / 3));
        return bar(best);
    }
    return 0;
}

/* Bars with offset frames between, as in a stepped lattice. */
static int steps(int x, int y)
{
    enum { CELL = TILE / 2 };
    int cx = x / CELL, cy = y / CELL;
    int dx = distance(x % CELL, CELL / 2), dy = distance(y % CELL, CELL / 2);
    int frame = distance(dx > dy ? dx : dy, CELL / 4);
    int cross = (cx + cy) % 2 ? (dx > CELL / 4 ? dy : TILE) : (dy > CELL / 4 ? dx : TILE);
    int grid = min(to_line(x, CELL), to_line(y, CELL));
    return bar(min(min(frame, cross), grid) * ONE);
}

void lattice_make(struct lattice *l, int kind, int tone)
{
    static int (*const kinds[])(int, int) = {diamonds, coins, waves, steps};
    int (*pattern)(int, int) = kinds[kind % COUNT(kinds)];
    for (int y = 0; y < TILE; y++)
        for (int x = 0; x < TILE; x++) l->tone[y][x] = (u8)cover_mix(0, tone, pattern(x, y));
}
