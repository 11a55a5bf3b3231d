/* plate.c - the page while it is drawn: text at its place. */
#include "cover_local.h"

enum { BASE = 88 /* hundredths of an em from its top to the line that letters stand on */ };

static void keep_box(struct plate *p, struct box b, const struct stand *at)
{
    if (p->nboxes == PLATE_BOXES) return;
    p->box[p->nboxes] = b;
    p->over[p->nboxes] = at->colour;
    p->under[p->nboxes++] = at->ground;
}

/* A glyph whose place is x, y in 1/64 px; across in quarters of a px, so that letters stand as
 * far apart as they should. */
static void draw_glyph(struct plate *p, const struct placed *g, int px, struct box at, rgb colour)
{
    enum { QUARTER = FACE_PX / 4 };
    arena scratch = *p->mem;
    struct glyph_px ink;
    int x = (at.x + QUARTER / 2) / QUARTER * QUARTER, y = at.y / FACE_PX;
    struct glyph_how how = {.px = px, .x = x % FACE_PX};
    if (face_draw((struct face *)g->face, g->id, how, &scratch, &ink))
        canvas_ink(&p->page, x / FACE_PX + ink.left, y + ink.top, &ink, colour);
}

static int to_px(long long set, int px) /* SET_EM to 1/64 px */
{
    return (int)(set * px / (SET_EM / FACE_PX));
}

int set_height(const struct set *s, int pitch)
{
    return s->nlines ? s->px + (s->nlines - 1) * (s->px * pitch / 100) : 0;
}

int plate_text(struct plate *p, const struct set *s, struct stand at)
{
    for (int i = 0; i < s->nlines; i++) {
        const struct line *l = &s->line[i];
        int top = at.y + i * (s->px * at.pitch / 100);
        int width = to_px(l->width, s->px); /* 1/64 px */
        int left = at.x * FACE_PX - (at.align == ALIGN_LEFT     ? 0
                                     : at.align == ALIGN_CENTRE ? width / 2
                                                                : width);
        for (isize k = l->first; k < l->first + l->n; k++) {
            const struct placed *g = &s->v[k];
            struct box place = {left + to_px((long long)g->x - l->from, s->px),
                                (top + s->px * BASE / 100) * FACE_PX + to_px(g->y, s->px), 0, 0};
            draw_glyph(p, g, s->px, place, at.colour);
        }
        keep_box(p, (struct box){left / FACE_PX, top, width / FACE_PX, s->px}, &at);
    }
    return at.y + set_height(s, at.pitch);
}

/* --- columns --- */

static bool is_upright(u32 c)
{
    return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3400 && c < 0xA000) ||
           (c >= 0x20000 && c < 0x32000);
}

bool can_stand(str text, isize most)
{
    isize len, n = 0;
    for (isize at = 0; at < text.len; at += len, n++) {
        u32 c = utf8_get(str_skip(text, at), &len);
        if (!is_upright(c) && c != 0x3001 && c != 0x00B7 && c != 0xFF0C) return false;
    }
    return n > 0 && n <= most;
}

int plate_column(struct plate *p, str text, int px, struct stand at)
{
    struct room room = {COVER_W * 8, 1, px, px};
    struct set s = set_text(p->type, text, room, p->mem);
    int y = at.y;
    for (isize i = 0; i < s.n; i++) {
        const struct placed *g = &s.v[i];
        bool mark = g->c == 0x3001 || g->c == 0xFF0C;
        int wide = to_px(SET_EM, px), aside = mark ? px * 55 / 100 : 0;
        int middle = g->c == 0xB7 ? to_px(SET_EM - g->advance, px) / 2 : 0;
        struct box place = {(at.x + aside) * FACE_PX - wide / 2 + middle,
                            (y - aside + px * BASE / 100) * FACE_PX, 0, 0};
        draw_glyph(p, g, px, place, at.colour);
        y += px * (mark ? at.pitch - 40 : at.pitch) / 100;
    }
    keep_box(p, (struct box){at.x - px / 2, at.y, px, y - at.y}, &at);
    return y;
}
