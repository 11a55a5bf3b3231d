/*
 * shots.c - pictures of the book that may go on its cover: of the leading articles first, what
 * they name as their own picture before what they show.
 */
#include "cover_local.h"
#include "codec.h"
#include "image.h"
#include "os.h"

enum {
    LEADERS = 24,
    MANY = 40,
    BYTES = 50 << 20,
    LEAST_W = 700, /* px */
    LEAST_H = 450,
    SAMPLES = 64,
};

static void add(struct shots *s, const struct image *im, bool named, arena *a)
{
    if (s->n == MANY || str_eq(im->mime, S("image/svg+xml"))) return;
    for (isize i = 0; i < s->n; i++)
        if (str_eq(s->v[i].href, im->href)) return;
    s->v = make_room(a, s->v, s->n);
    s->v[s->n++] =
        (struct shot){.path = im->path, .bytes = im->bytes, .href = im->href, .named = named};
}

void shots_find(struct shots *s, const struct book *b, struct finder *finder, arena *a)
{
    const struct post *leaders[LEADERS];
    *s = (struct shots){.mem = a};
    isize n = leaders_of(b, leaders, LEADERS, *a);
    for (isize i = 0; i < n && finder; i++) {
        const struct post *p = leaders[i];
        if (!p->headimg.len) continue;
        arena far = {a->at + arena_left(a) / 2, a->end};
        struct sought found = image_find(finder, p, p->headimg, a, far);
        if (found.found == FOUND) add(s, &found.image, true, a);
    }
    for (isize i = 0; i < n; i++)
        for (isize k = 0; k < leaders[i]->nimages; k++) add(s, &leaders[i]->images[k], false, a);
}

void shots_name(struct buf *out, const struct shots *s)
{
    for (isize i = 0; i < s->n; i++) buf_printf(out, "picture %.*s\n", STR(s->v[i].href));
}

/* Is it large enough, of a shape that can be cropped, and no drawing that a text needs? */
static bool suits(struct shots *s, struct shot *shot)
{
    str why;
    const struct codec *c;
    if (!shot->bytes.p && !os_read_quiet(s->mem, shot->path, BYTES, &shot->bytes)) return false;
    if (!(c = codec_of(shot->bytes)) || !image_measure(shot->bytes, &shot->w, &shot->h, &why))
        return false;
    str name = str_of(c->name);
    bool photo = !str_eq(name, S("PNG")) && !str_eq(name, S("GIF")) && !str_eq(name, S("BMP"));
    if (!shot->named && !photo) return false;
    return shot->w >= LEAST_W && shot->h >= LEAST_H && shot->w <= shot->h * 5LL / 2 &&
           shot->h <= shot->w * 5LL / 2;
}

struct shot *shots_peek(struct shots *s)
{
    while (s->at < s->n && !suits(s, &s->v[s->at])) s->at++;
    return s->at < s->n ? &s->v[s->at] : NULL;
}

struct shot *shots_next(struct shots *s)
{
    struct shot *shot = shots_peek(s);
    if (shot) s->at++;
    return shot;
}

/* Pages of text and diagrams are mostly blank, and nearly all of one tone. */
bool picture_suits(const struct canvas *c)
{
    long long blank = 0, all = 0;
    int step = c->w / SAMPLES > 0 ? c->w / SAMPLES : 1;
    for (int y = 0; y < c->h; y += step)
        for (int x = 0; x < c->w; x += step, all++) {
            const u8 *px = c->px + ((isize)y * c->w + x) * 3;
            int light = (299 * px[0] + 587 * px[1] + 114 * px[2]) / 1000;
            blank += light > 238 || light < 8;
        }
    return blank * 2 < all;
}
