/* template_grid.c - the title on a dark ground, headlines in two columns on paper below it. */
#include "cover_local.h"

enum {
    LEFT = 140,
    WIDE = COVER_W - 2 * LEFT,
    GUTTER = 80,
    HALF = (WIDE - GUTTER) / 2,
    FOOT = COVER_H - 250,
    COLUMNS = 2,
    GAP = 50, /* px between rows */
    PAD = 20, /* px left free below a headline */
};

static int draw_head(struct plate *p)
{
    const struct scheme *s = &p->colours;
    struct set title = set_text(p->type, p->text->title, (struct room){WIDE, 2, 300, 120}, p->mem);
    struct set line = set_text(p->type, template_line(p), (struct room){WIDE, 1, 54, 36}, p->mem);
    struct set sub = set_text(p->type, p->text->subtitle, (struct room){WIDE, 1, 58, 40}, p->mem);
    int y = SAFE_Y + 50, high = y + set_height(&title, 118) + 60;
    if (line.nlines) high += line.px + 46;
    if (sub.nlines) high += sub.px + 30;
    high += 40;
    canvas_fill(&p->page, (struct box){0, 0, COVER_W, high}, s->deep);
    struct stand at = {LEFT, y, ALIGN_LEFT, 118, s->bright, s->deep};
    if (line.nlines) at.y = plate_text(p, &line, at) + 46;
    at.colour = s->paper;
    if (title.nlines) at.y = plate_text(p, &title, at) + 50;
    at.colour = s->pale;
    if (sub.nlines) plate_text(p, &sub, at);
    return high;
}

/* As large as it can be without being cut. */
static struct set set_cell(struct plate *p, str text, int w, int h, int most)
{
    struct set s = {0};
    for (int px = most; px >= most * 3 / 5; px -= 4) {
        int lines = (h - px) * 100 / (px * 130) + 1;
        if (lines < 1) continue;
        s = set_text(p->type, text, (struct room){w, lines > 4 ? 4 : lines, px, px}, p->mem);
        if (!s.cut) break;
    }
    return s;
}

/* One headline under a rule and its topic's name; the y below it. */
static int draw_cell(struct plate *p, int i, struct box b, int px)
{
    const struct scheme *s = &p->colours;
    const struct headline *h = &p->text->v[i];
    canvas_fill(&p->page, (struct box){b.x, b.y, b.w, 4}, s->ink);
    struct stand at = {b.x, b.y + 40, ALIGN_LEFT, 130, s->accent, s->paper};
    struct set topic = set_text(p->type, h->topic, (struct room){b.w, 1, 42, 42}, p->mem);
    if (topic.nlines) at.y = plate_text(p, &topic, at) + 30;
    at.colour = s->ink;
    struct set title = set_cell(p, h->title, b.w, b.y + b.h - PAD - at.y, px);
    return title.nlines ? plate_text(p, &title, at) : at.y;
}

static void draw(struct plate *p)
{
    int n = p->text->n;
    canvas_fill(&p->page, (struct box){0, 0, COVER_W, COVER_H}, p->colours.paper);
    int y = draw_head(p) + 90;
    /* An odd one leads, across both columns. */
    bool lead = n % COLUMNS;
    int rows = n / COLUMNS + lead;
    if (!n) return;
    int high = (FOOT - y - (rows - 1) * GAP) / rows;
    int i = 0;
    if (lead) {
        draw_cell(p, i++, (struct box){LEFT, y, WIDE, high}, 132);
        y += high + GAP;
    }
    for (; i < n; i += COLUMNS, y += high + GAP)
        for (int k = 0; k < COLUMNS; k++)
            draw_cell(p, i + k, (struct box){LEFT + k * (HALF + GUTTER), y, HALF, high}, 88);
}

const struct template template_grid = {
    .name = "grid",
    .help = "headlines in two columns below the title",
    .draw = draw,
};
