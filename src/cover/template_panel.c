/*
 * template_panel.c - a picture that fills the page; on it the title on a slip of paper, as on
 * thread-bound books, and headlines on another.
 */
#include "cover_local.h"

enum {
    LEFT = 130,
    FOOT = COVER_H - 240,
    PAD = 72,
    WIDE = COVER_W - 2 * LEFT,
    INNER = WIDE - 2 * PAD,
    TOP = SAFE_Y + 10,
    AROUND = 75,   /* px above and below a standing title */
    GAP = 90,      /* px between the slips */
    LOWEST = 1560, /* px that the upper one may reach down to */
    CHARACTERS = 10,
};

/* A slip of paper with a double frame. */
static void lay_slip(struct plate *p, struct box b)
{
    const struct scheme *s = &p->colours;
    canvas_fill(&p->page, b, s->paper);
    canvas_frame(&p->page, (struct box){b.x + 14, b.y + 14, b.w - 28, b.h - 28}, 5, s->ink);
    canvas_frame(&p->page, (struct box){b.x + 25, b.y + 25, b.w - 50, b.h - 50}, 2, s->ink);
}

/* What stands on the panel at the foot. */
struct panel {
    struct set title, line;
    struct listing list;
};

static int panel_height(const struct panel *f)
{
    int h = 2 * PAD;
    if (f->title.nlines) h += set_height(&f->title, 120) + 40;
    if (f->line.nlines) h += f->line.px + (f->list.n ? 50 : 0);
    return h + f->list.tall;
}

static int draw_panel(struct plate *p, bool standing)
{
    const struct scheme *s = &p->colours;
    struct panel f = {.list = {.w = INNER,
                               .h = standing ? 400 : 480,
                               .px = 58,
                               .lines = 2,
                               .pitch = 132,
                               .gap = 46,
                               .most = HEADLINES,
                               .rule = {LEFT + PAD, 0, INNER, 2},
                               .rule_colour = s->line}};
    if (!standing)
        f.title = set_text(p->type, p->text->title, (struct room){INNER, 3, 190, 90}, p->mem);
    f.line = set_text(p->type, template_line(p), (struct room){INNER, 1, 48, 34}, p->mem);
    listing_set(p, &f.list);
    int high = panel_height(&f);
    if (high <= 2 * PAD) return FOOT;
    struct box b = {LEFT, FOOT - high, WIDE, high};
    canvas_fill(&p->page, b, s->paper);
    canvas_fill(&p->page, (struct box){b.x, b.y, b.w, 12}, s->accent);
    struct stand at = {LEFT + PAD, b.y + PAD, ALIGN_LEFT, 120, s->ink, s->paper};
    if (f.title.nlines) at.y = plate_text(p, &f.title, at) + 40;
    at.colour = s->accent;
    if (f.line.nlines) at.y = plate_text(p, &f.line, at) + 50;
    at.colour = s->ink;
    listing_draw(p, &f.list, at);
    return b.y;
}

/* How much of the picture a slip would hide. */
static long long hidden(const struct canvas *c, struct box b)
{
    long long sum = 0;
    for (int y = b.y; y < b.y + b.h; y += 4) {
        const u8 *px = c->px + ((isize)y * c->w + b.x) * 3;
        for (int x = 4; x < b.w; x += 4) {
            int d = px[x * 3 + 1] - px[(x - 4) * 3 + 1];
            sum += d < 0 ? -d : d;
        }
    }
    return sum;
}

/* At the left, as books have it, unless the picture has more to show there. */
static void draw_standing(struct plate *p, int below)
{
    const struct scheme *s = &p->colours;
    int n = (int)utf8_len(p->text->title), px = (below - TOP - 2 * AROUND) * 100 / (n * 108);
    if (px > 290) px = 290;
    int w = px + 130, high = n * px * 108 / 100 + 2 * AROUND;
    struct box slip = {LEFT, TOP, w, high}, other = {COVER_W - LEFT - w, TOP, w, high};
    if (hidden(p->picture, other) * 3 < hidden(p->picture, slip) * 2) slip = other;
    lay_slip(p, slip);
    plate_column(
        p, p->text->title, px,
        (struct stand){slip.x + w / 2, slip.y + AROUND, ALIGN_CENTRE, 108, s->ink, s->paper});
}

static void draw(struct plate *p)
{
    bool standing = can_stand(p->text->title, CHARACTERS);
    canvas_paste(&p->page, p->picture, 0, 0);
    int top = draw_panel(p, standing);
    if (standing) draw_standing(p, top - GAP < LOWEST ? top - GAP : LOWEST);
}

const struct template template_panel = {
    .name = "panel",
    .help = "a picture that fills the page, letters on slips of paper",
    .w = COVER_W,
    .h = COVER_H,
    .draw = draw,
};
