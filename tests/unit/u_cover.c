#include "cover_local.h"
#include "hash.h"
#include "unit.h"

static str drawn(arena *mem, str title)
{
    struct canvas c = canvas_make(mem, COVER_W, COVER_H);
    pattern_draw(&c, title, *mem);
    return (str){c.px, (isize)COVER_W * COVER_H * 3};
}

TEST(pattern__follows_from_the_title_alone)
{
    str one = drawn(mem, S("山中周刊"));
    CHECK(str_eq(one, drawn(mem, S("山中周刊"))));
    CHECK(!str_eq(one, drawn(mem, S("山中月刊"))));
    CHECK(!str_eq(one, drawn(mem, S(""))));
}

/* Colours of the whole view, summed up: a change of the drawing must be meant. */
TEST(cover__is_drawn_alike_on_any_machine)
{
    struct landscape *l = make(mem, struct landscape);
    struct dice d = {42};
    struct buf b = {.mem = mem};
    landscape_make(l, &d, 400, 1600);
    for (int y = 400; y < 1600; y += 7) {
        landscape_row(l, y);
        for (int x = 200; x < 1400; x += 5) buf_byte(&b, landscape_at(l, x));
    }
    CHECK_STR(sha256_hex(mem, sha256(buf_str(&b)), 8), S("580684245efe551a"));
}

TEST(lattice__tiles_join_at_their_edges)
{
    struct lattice *l = make(mem, struct lattice);
    for (int kind = 0; kind < 4; kind++) {
        lattice_make(l, kind, TONES - 1);
        int across = 0, down = 0, inner = 0;
        for (int i = 0; i < TILE; i++) {
            int a = l->tone[i][0] - l->tone[i][TILE - 1], b = l->tone[0][i] - l->tone[TILE - 1][i];
            int c = l->tone[i][TILE / 2] - l->tone[i][TILE / 2 - 1];
            across += a < 0 ? -a : a;
            down += b < 0 ? -b : b;
            inner += c < 0 ? -c : c;
        }
        CHECK(across <= inner + 12 * TONES);
        CHECK(down <= inner + 12 * TONES);
    }
}
