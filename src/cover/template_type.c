/*
 * template_type.c - letters alone, on paper: the title as a column at the right, as a book's spine
 * has it, headlines at the foot.  A title that cannot stand goes across.
 */
#include "cover_local.h"

enum {
    LEFT = 150,
    RIGHT = COVER_W - LEFT,
    TOP = 290,
    FOOT = COVER_H - 270,
    COLUMN = 1340, /* px that a title may be high */
    CHARACTERS = 10,
};

static void draw_headlines(struct plate *p, int w, int h)
{
    const struct scheme *s = &p->colours;
    struct listing l = {.w = w,
                        .h = h,
                        .px = 64,
                        .lines = 2,
                        .pitch = 138,
                        .gap = 68,
                        .most = HEADLINES,
                        .rule = {LEFT, 0, w, 2},
                        .rule_colour = s->line};
    int tall = listing_set(p, &l);
    listing_draw(p, &l, (struct stand){LEFT, FOOT - tall, ALIGN_LEFT, 0, s->ink, s->paper});
}

/* Issue and dates, one below the other. */
static int draw_dates(struct plate *p, int y, int w)
{
    const struct scheme *s = &p->colours;
    const str lines[] = {p->text->issue, p->text->dates};
    for (isize i = 0; i < COUNT(lines); i++) {
        struct set set = set_text(p->type, lines[i], (struct room){w, 1, 54, 36}, p->mem);
        struct stand at = {LEFT,    y, ALIGN_LEFT, 150, i || !lines[1].len ? s->soft : s->accent,
                           s->paper};
        if (set.nlines) y = plate_text(p, &set, at) + 26;
    }
    return y;
}

static void draw_standing(struct plate *p)
{
    const struct scheme *s = &p->colours;
    isize n = utf8_len(p->text->title);
    int px = (int)((isize)COLUMN * 100 / (n * 108));
    if (px > 380) px = 380;
    int x = RIGHT - px / 2;
    struct stand at = {x, TOP, ALIGN_CENTRE, 108, s->ink, s->paper};
    int y = plate_column(p, p->text->title, px, at);
    canvas_fill(&p->page, (struct box){x - 9, y + 40, 18, 150}, s->accent);
    canvas_fill(&p->page, (struct box){LEFT, TOP, 120, 12}, s->accent);
    int below = draw_dates(p, TOP + 70, x - px / 2 - LEFT - 80);
    struct set sub = set_text(p->type, p->text->subtitle,
                              (struct room){x - px / 2 - LEFT - 120, 2, 60, 44}, p->mem);
    if (sub.nlines)
        below = plate_text(p, &sub,
                           (struct stand){LEFT, below + 30, ALIGN_LEFT, 145, s->ink, s->paper});
    draw_headlines(p, x - px / 2 - LEFT - 110, FOOT - below - 160);
}

static void draw_across(struct plate *p)
{
    const struct scheme *s = &p->colours;
    int w = RIGHT - LEFT;
    canvas_fill(&p->page, (struct box){LEFT, TOP, 120, 12}, s->accent);
    int y = draw_dates(p, TOP + 70, w) + 60;
    struct set title = set_text(p->type, p->text->title, (struct room){w, 4, 260, 110}, p->mem);
    if (title.nlines)
        y = plate_text(p, &title, (struct stand){LEFT, y, ALIGN_LEFT, 122, s->ink, s->paper});
    struct set sub = set_text(p->type, p->text->subtitle, (struct room){w, 2, 66, 44}, p->mem);
    if (sub.nlines)
        y = plate_text(p, &sub, (struct stand){LEFT, y + 60, ALIGN_LEFT, 145, s->soft, s->paper});
    draw_headlines(p, w, FOOT - y - 140);
}

static void draw(struct plate *p)
{
    canvas_fill(&p->page, (struct box){0, 0, COVER_W, COVER_H}, p->colours.paper);
    if (can_stand(p->text->title, CHARACTERS)) draw_standing(p);
    else draw_across(p);
}

const struct template template_type = {
    .name = "type",
    .help = "letters alone",
    .draw = draw,
};
