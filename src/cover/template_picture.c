/* template_picture.c - a picture above, title and headlines on paper below it. */
#include "cover_local.h"

enum {
    LEFT = 150,
    WIDE = COVER_W - 2 * LEFT,
    HIGH = 1500, /* px of the picture at most … */
    LOW = 1200,  /* … and at least */
    FOOT = COVER_H - 260,
    ABOVE = 88, /* px between picture and title */
};

/* What stands below the picture. */
struct below {
    struct set title, line;
    struct listing list;
};

static int height_of(const struct below *t)
{
    int h = ABOVE;
    if (t->title.nlines) h += set_height(&t->title, 118) + 44;
    if (t->line.nlines) h += t->line.px + 56;
    return h + t->list.tall;
}

static void set_below(struct plate *p, struct below *t)
{
    *t = (struct below){.list = {.w = WIDE,
                                 .px = 60,
                                 .lines = 2,
                                 .pitch = 132,
                                 .gap = 46,
                                 .most = HEADLINES,
                                 .rule = {LEFT, 0, WIDE, 2},
                                 .rule_colour = p->colours.line}};
    t->title = set_text(p->type, p->text->title, (struct room){WIDE, 1, 250, 150}, p->mem);
    if (t->title.cut)
        t->title = set_text(p->type, p->text->title, (struct room){WIDE, 3, 180, 96}, p->mem);
    t->line = set_text(p->type, template_line(p), (struct room){WIDE, 1, 50, 34}, p->mem);
    t->list.h = FOOT - LOW - height_of(t);
    listing_set(p, &t->list);
}

static void draw(struct plate *p)
{
    const struct scheme *s = &p->colours;
    struct below t;
    set_below(p, &t);
    int high = FOOT - height_of(&t);
    if (high > HIGH) high = HIGH;
    canvas_paste(&p->page, p->picture, 0, (high - HIGH) / 2);
    canvas_fill(&p->page, (struct box){0, high, COVER_W, COVER_H - high}, s->paper);
    canvas_fill(&p->page, (struct box){0, high, COVER_W, 14}, s->accent);

    struct stand at = {LEFT, high + ABOVE, ALIGN_LEFT, 118, s->ink, s->paper};
    if (t.title.nlines) at.y = plate_text(p, &t.title, at) + 44;
    at.colour = s->accent;
    if (t.line.nlines) at.y = plate_text(p, &t.line, at) + 56;
    at.colour = s->ink;
    listing_draw(p, &t.list, at);
}

const struct template template_picture = {
    .name = "picture",
    .help = "a picture, and letters below it",
    .w = COVER_W,
    .h = HIGH,
    .draw = draw,
};
