/*
 * pattern.c - a picture that belongs to a title and says nothing in letters: a window in a
 * lattice wall, hills behind it, a seal below.
 *
 * What is drawn follows from the SHA-256 of the title, in integers, so it is
 * the same on any machine.  Few colours, flat and far apart, that a screen of
 * sixteen greys can show.
 */
#include "cover_local.h"
#include "hash.h"

#include <string.h>

enum {
    MARGIN = 84, /* px, from the edge to the wall */
    WINDOW_X = COVER_W / 2,
    WINDOW_Y = 1000,
    WINDOW_R = 600,
    SEAL_Y = 2010, /* px, top of the seal */
    SEAL_CELL = 16,
    SEAL_CELLS = 15,
    SEAL_SIZE = SEAL_CELL * SEAL_CELLS,
    SEAL_X = (COVER_W - SEAL_SIZE) / 2,
    WALL_TONE = 11,
    LINE_TONE = 46,
    EDGE = 2 * TONES, /* the border's colour */
    COLOURS,
};

struct inks {
    u8 paper[3], ink[3], seal[3];
};

static const struct inks inks[] = {
    {{250, 247, 240}, {24, 44, 62}, {178, 52, 42}}, /* indigo */
    {{249, 248, 243}, {34, 36, 38}, {186, 44, 36}}, /* ink */
    {{247, 248, 240}, {26, 56, 50}, {190, 66, 44}}, /* pine */
    {{251, 246, 238}, {66, 40, 30}, {172, 50, 36}}, /* ochre */
    {{249, 246, 245}, {52, 36, 62}, {184, 58, 60}}, /* plum */
    {{246, 248, 248}, {20, 54, 72}, {202, 92, 40}}, /* lake */
    {{250, 248, 238}, {52, 54, 28}, {176, 60, 34}}, /* olive */
    {{250, 246, 244}, {70, 30, 38}, {150, 40, 44}}, /* rouge */
};

struct pattern {
    const struct inks *inks;
    int window; /* its form */
    struct lattice wall;
    struct landscape view;
    bool seal[SEAL_CELLS][SEAL_CELLS]; /* true: cut away */
};

/* --- the window --- */

/* How far a px is inside of the window, in parts of a px; negative outside. */
static int inside_window(int form, int x, int y)
{
    int dx = x < WINDOW_X ? WINDOW_X - x : x - WINDOW_X;
    int dy = y < WINDOW_Y ? WINDOW_Y - y : y - WINDOW_Y;
    enum { R = WINDOW_R };
    if (form == 0) /* moon gate */
        return (R * R - dx * dx - dy * dy) * (ONE / 2) / R;
    if (form == 1) { /* octagon */
        int straight = R - (dx > dy ? dx : dy), slant = (R * 1414 / 1000 - dx - dy) * 181 / 256;
        return ONE * (straight < slant ? straight : slant);
    }
    /* Begonia: four round leaves. */
    enum { LEAF = R * 54 / 100 };
    int ax = dx - (R - LEAF), ay = dy - (R - LEAF);
    int leaf = (LEAF * LEAF - ax * ax - ay * ay) * (ONE / 2) / LEAF;
    int square = ONE * (R - LEAF * 30 / 100 - (dx > dy ? dx : dy));
    int core = ONE * (R - LEAF - (dx < dy ? dx : dy));
    int cross = core < square ? core : square;
    return leaf > cross ? leaf : cross;
}

/* A band between two distances outside of the window. */
static int band(int inside, int from, int to)
{
    int a = cover_edge(-inside - from * ONE), b = cover_edge(to * ONE + inside);
    return a < b ? a : b;
}

static u8 window_at(const struct pattern *c, int wall, int x, int y)
{
    int in = inside_window(c->window, x, y);
    if (in >= ONE / 2) return landscape_at(&c->view, x);
    int tone = cover_mix(wall, 0, cover_edge(in + 34 * ONE)); /* the frame stands before the wall */
    tone = cover_mix(tone, LINE_TONE, band(in, 0, 12));
    return (u8)cover_mix(tone, LINE_TONE, band(in, 28, 32));
}

/* --- the seal --- */

/* Strokes folded many times over, as on seals of old offices. */
static void cut_seal(struct pattern *c, struct dice *d)
{
    enum { LAST = SEAL_CELLS - 2 };
    for (int y = 1; y <= LAST; y++)
        for (int x = 1; x <= LAST; x++) c->seal[y][x] = y % 2;
    for (int y = 2; y < LAST; y += 2) {
        c->seal[y][dice_pick(d, 2) ? 1 : LAST] = true;
        c->seal[y][3 + 2 * dice_pick(d, (LAST - 4) / 2)] = true;
        int gap = 2 + 2 * dice_pick(d, (LAST - 3) / 2);
        c->seal[y + 1 < LAST ? y + 1 : y - 1][gap] = false;
    }
}

static u8 seal_at(const struct pattern *c, int x, int y)
{
    bool cut = c->seal[(y - SEAL_Y) / SEAL_CELL][(x - SEAL_X) / SEAL_CELL];
    return (u8)(cut ? SEAL : SEAL + TONES - 1);
}

/* --- the page --- */

static bool is_between(int v, int from, int to)
{
    return v >= from && v < to;
}

static void fill(u8 *row, int from, int to, int tone)
{
    memset(row + from, tone, (size_t)(to - from));
}

/* A line of `width` px, `at` px from the edge, all around the page. */
static void draw_frame(u8 *row, int y, int at, int width, int tone)
{
    int far = y < COVER_H - 1 - y ? y : COVER_H - 1 - y;
    if (far < at) return;
    if (far < at + width) {
        fill(row, at, COVER_W - at, tone);
        return;
    }
    fill(row, at, at + width, tone);
    fill(row, COVER_W - at - width, COVER_W - at, tone);
}

static void draw_wall(const struct pattern *c, u8 *row, int y)
{
    enum { SHELF = 1760, WIDE = COVER_W - 2 * MARGIN }; /* px, where the wall ends */
    if (is_between(y, SHELF, SHELF + 7) || is_between(y, SHELF + 14, SHELF + 17))
        fill(row, MARGIN, COVER_W - MARGIN, LINE_TONE);
    if (!is_between(y, MARGIN, SHELF)) return;
    for (int x = 0; x < WIDE; x += TILE)
        memcpy(row + MARGIN + x, c->wall.tone[y % TILE],
               (size_t)(WIDE - x < TILE ? WIDE - x : TILE));
}

static void draw_row(struct pattern *c, u8 *row, int y)
{
    enum { REACH = WINDOW_R + 40 };
    fill(row, 0, COVER_W, 0);
    draw_wall(c, row, y);
    draw_frame(row, y, 0, BORDER, EDGE);
    draw_frame(row, y, MARGIN - 24, 3, LINE_TONE);
    draw_frame(row, y, MARGIN - 14, 7, LINE_TONE);
    if (is_between(y, WINDOW_Y - REACH, WINDOW_Y + REACH)) {
        landscape_row(&c->view, y);
        for (int x = WINDOW_X - REACH; x < WINDOW_X + REACH; x++)
            row[x] = window_at(c, row[x], x, y);
    }
    if (is_between(y, SEAL_Y, SEAL_Y + SEAL_SIZE))
        for (int x = SEAL_X; x < SEAL_X + SEAL_SIZE; x++) row[x] = seal_at(c, x, y);
}

static struct pattern *pattern_plan(arena *a, str title)
{
    struct pattern *c = make(a, struct pattern);
    struct sha256 h = sha256(title);
    struct dice d = {0};
    for (int i = 0; i < 8; i++) d.state = d.state << 8 | h.b[i];
    c->inks = &inks[dice_pick(&d, COUNT(inks))];
    c->window = dice_pick(&d, 3);
    lattice_make(&c->wall, dice_pick(&d, 4), WALL_TONE);
    landscape_make(&c->view, &d, WINDOW_Y - WINDOW_R, WINDOW_Y + WINDOW_R);
    cut_seal(c, &d);
    return c;
}

/* --- colours --- */

static u8 between(int from, int to, int i)
{
    return (u8)(from + (to - from) * i / (TONES - 1));
}

static void make_palette(u8 (*to)[3], const struct inks *s)
{
    for (int i = 0; i < TONES; i++) {
        for (int k = 0; k < 3; k++) {
            to[i][k] = between(s->paper[k], s->ink[k], i);
            to[SEAL + i][k] = between(s->paper[k], s->seal[k], i);
        }
    }
    memset(to[EDGE], 150, 3);
}

void pattern_draw(struct canvas *to, str title, arena scratch)
{
    u8 palette[COLOURS][3];
    assert(to->w == COVER_W && to->h == COVER_H);
    struct pattern *c = pattern_plan(&scratch, title);
    u8 *row = make_n(&scratch, u8, COVER_W);
    make_palette(palette, c->inks);
    for (int y = 0; y < COVER_H; y++) {
        u8 *px = to->px + (isize)y * COVER_W * 3;
        draw_row(c, row, y);
        for (int x = 0; x < COVER_W; x++, px += 3) memcpy(px, palette[row[x]], 3);
    }
}

/* --- hills --- */

static u8 part(int from, int to, int i, int all)
{
    return (u8)(from + (to - from) * i / all);
}

static rgb blend(rgb from, rgb to, int i, int all)
{
    return (rgb){part(from.r, to.r, i, all), part(from.g, to.g, i, all),
                 part(from.b, to.b, i, all)};
}

void pattern_hills(struct canvas *to, str title, const struct scheme *s, arena scratch)
{
    struct landscape *l = make(&scratch, struct landscape);
    struct sha256 h = sha256(title);
    struct dice d = {0};
    rgb of[TONES * FINE], sun[ONE + 1];
    for (int i = 0; i < 8; i++) d.state = d.state << 8 | h.b[8 + i];
    for (int i = 0; i < TONES * FINE; i++) of[i] = blend(s->paper, s->deep, i, TONES * FINE - 1);
    for (int i = 0; i <= ONE; i++) sun[i] = blend(s->paper, s->accent, i, ONE);
    landscape_make(l, &d, 0, to->h);
    for (int y = 0; y < to->h; y++) {
        u8 *px = to->px + (isize)y * to->w * 3;
        landscape_row(l, y);
        for (int x = 0; x < to->w; x++, px += 3) {
            int tone = landscape_fine(l, x);
            memcpy(px, tone < 0 ? &sun[-1 - tone] : &of[tone], 3);
        }
    }
}
