/* listing.c - headlines one below the other, as many as there is room for. */
#include "cover_local.h"

static int height_of(const struct set *s, const struct listing *how)
{
    return set_height(s, how->pitch) + how->gap;
}

int listing_set(struct plate *p, struct listing *l)
{
    struct room room = {l->w, l->lines, l->px, l->px};
    int height = -l->gap, most = l->most < p->text->n ? l->most : p->text->n;
    l->n = 0;
    for (int i = 0; i < most; i++) {
        struct set s = set_text(p->type, p->text->v[i].title, room, p->mem);
        if (!s.nlines) continue;
        if (height + height_of(&s, l) > l->h) break;
        height += height_of(&s, l);
        l->v[l->n++] = s;
    }
    l->tall = l->n ? height : 0;
    return l->tall;
}

void listing_draw(struct plate *p, const struct listing *l, struct stand at)
{
    at.pitch = l->pitch;
    for (int i = 0; i < l->n; i++) {
        if (i && l->rule.w) {
            struct box rule = {l->rule.x, at.y - l->gap / 2, l->rule.w, l->rule.h};
            canvas_fill(&p->page, rule, l->rule_colour);
        }
        at.y = plate_text(p, &l->v[i], at) + l->gap;
    }
}
