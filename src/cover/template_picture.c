/* template_picture.c - a picture above, title and headlines on paper below it. */
#include "cover_local.h"

enum { LEFT = 150, WIDE = COVER_W - 2 * LEFT, HIGH = 1240, FOOT = COVER_H - 260 };

static void draw(struct plate *p)
{
    const struct scheme *s = &p->colours;
    canvas_fill(&p->page, (struct box){0, HIGH, COVER_W, COVER_H - HIGH}, s->paper);
    canvas_paste(&p->page, p->picture, 0, 0);
    canvas_fill(&p->page, (struct box){0, HIGH, COVER_W, 14}, s->accent);

    struct stand at = {LEFT, HIGH + 88, ALIGN_LEFT, 118, s->ink, s->paper};
    struct set title = set_text(p->type, p->text->title, (struct room){WIDE, 3, 190, 96}, p->mem);
    if (title.nlines) at.y = plate_text(p, &title, at) + 44;
    struct set line = set_text(p->type, template_line(p), (struct room){WIDE, 1, 50, 34}, p->mem);
    at.colour = s->accent;
    if (line.nlines) at.y = plate_text(p, &line, at) + 56;

    struct listing l = {.w = WIDE,
                        .h = FOOT - at.y,
                        .px = 60,
                        .lines = 2,
                        .pitch = 132,
                        .gap = 46,
                        .most = HEADLINES,
                        .rule = {LEFT, 0, WIDE, 2},
                        .rule_colour = s->line};
    listing_set(p, &l);
    at.colour = s->ink;
    listing_draw(p, &l, at);
}

const struct template template_picture = {
    .name = "picture",
    .help = "a picture, and letters below it",
    .w = COVER_W,
    .h = HIGH,
    .draw = draw,
};
