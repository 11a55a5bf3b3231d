/*
 * cover.c - see cover.h.
 *
 * A cover that was drawn is kept in the store under all that it was drawn from:
 *
 *   i64 each   bytes of the cover and of the thumbnail; whether it shows letters
 *   i64        how many messages; of each i64: which, bytes of its file and of its detail
 *   the cover, the thumbnail, the files and details
 */
#include "cover_local.h"
#include "device.h"
#include "hash.h"
#include "os.h"
#include "store.h"

#include <string.h>

enum {
    THUMB_W = 240,
    BYTES = 500000,
    SMALL = 1000,           /* px: a narrower page has a small cover */
    PICTURE_MAX = 50 << 20, /* bytes */
};

/* One cover being made. */
struct job {
    struct book *b;
    const struct conf *conf;
    const struct cover_want *want;
    struct cover_text text;
    struct canvas_as as;
    arena *keep, scratch;
    struct diags said;
};

/* --- what the device shows --- */

static struct canvas_as as_of(const struct conf *conf)
{
    const struct device *d = conf->devices.n ? device_of(conf->devices.v[0]) : &devices[0];
    struct canvas_as as = {.w = COVER_W, .h = COVER_H, .cap = BYTES};
    if (d->w < SMALL) {
        as.w = d->w * COVER_H < d->h * COVER_W ? d->w : d->h * COVER_W / COVER_H;
        as.h = as.w * COVER_H / COVER_W;
        if (d->kb * 1024 < as.cap) as.cap = d->kb * 1024;
    }
    as.grey = conf->grayscale == GRAYSCALE_ON || (conf->grayscale == GRAYSCALE_AUTO && d->greys);
    return as;
}

static void deliver(struct job *j, const struct canvas *page)
{
    struct canvas_as thumb = {THUMB_W, THUMB_W * COVER_H / COVER_W, j->as.grey, BYTES};
    j->b->cover.jpeg = canvas_encode(page, j->as, j->keep, j->scratch);
    j->b->cover.thumb = canvas_encode(page, thumb, j->keep, j->scratch);
}

/* --- the store --- */

static void put_int(struct buf *b, long long n)
{
    buf_add(b, (str){(const u8 *)&n, sizeof n});
}

static void put_text(struct buf *b, str s)
{
    put_int(b, s.len);
    buf_add(b, s);
}

static bool take_int(str *s, long long *n)
{
    if (s->len < (isize)sizeof *n) return false;
    memcpy(n, s->p, sizeof *n);
    *s = str_skip(*s, sizeof *n);
    return true;
}

static bool take_text(str *s, str *out)
{
    long long n;
    if (!take_int(s, &n) || n < 0 || n > s->len) return false;
    *out = str_head(*s, (isize)n);
    *s = str_skip(*s, (isize)n);
    return true;
}

static void keep_record(struct job *j, struct sha256 key)
{
    arena scratch = j->scratch;
    struct buf b = {.mem = &scratch};
    const struct cover *c = &j->b->cover;
    put_text(&b, c->jpeg);
    put_text(&b, c->thumb);
    put_int(&b, c->has_text);
    for (const struct diag *d = j->said.first; d; d = d->next) {
        put_int(&b, d->id);
        put_text(&b, d->at.file);
        put_text(&b, d->detail);
    }
    str record = buf_str(&b);
    store_keep(j->want->store, key, record, NULL, scratch);
}

static bool find_record(struct job *j, struct sha256 key)
{
    str record, file, detail;
    long long n;
    struct cover *c = &j->b->cover;
    if (!store_find(j->want->store, j->keep, key, &record, NULL)) return false;
    if (!take_text(&record, &c->jpeg) || !take_text(&record, &c->thumb) || !take_int(&record, &n))
        return false;
    c->has_text = n;
    while (take_int(&record, &n) && n >= 0 && n < DIAG_IDS && take_text(&record, &file) &&
           take_text(&record, &detail))
        diag(&j->said, (enum diag_id)n, (where){.file = file}, "%.*s", STR(detail));
    return true;
}

static void key_begin(struct job *j, struct buf *b)
{
    buf_printf(b, "cover %dx%d %d %lld\n", j->as.w, j->as.h, j->as.grey, j->as.cap);
}

/* --- the user's picture --- */

static bool draw_own(struct job *j, str file)
{
    arena scratch = j->scratch;
    str bytes, why = S("it cannot be read");
    struct buf name = {.mem = j->keep};
    if (!os_read_quiet(&scratch, file, PICTURE_MAX, &bytes)) {
        diag(&j->said, DIAG_COVER_IMAGE, (where){.file = file}, "%.*s", STR(why));
        return false;
    }
    key_begin(j, &name);
    buf_printf(&name, "own %.*s %.*s\n", STR(sha256_hex(j->keep, sha256(bytes), 32)), STR(file));
    struct sha256 key = sha256(buf_str(&name));
    if (find_record(j, key)) return true;
    struct canvas page = canvas_make(&scratch, COVER_W, COVER_H);
    if (!picture_whole(bytes, &page, scratch, &why)) {
        diag(&j->said, DIAG_COVER_IMAGE, (where){.file = file}, "%.*s", STR(why));
        return false;
    }
    if (why.len) diag(&j->said, DIAG_COVER_DAMAGED, (where){.file = file}, "%.*s", STR(why));
    arena rest = j->scratch;
    j->scratch = scratch;
    deliver(j, &page);
    keep_record(j, key);
    j->scratch = rest;
    return true;
}

/* --- drawn --- */

static const struct template *template_of(const struct job *j, const struct shot *shot)
{
    static const struct template *const named[] = {
        [COVER_AUTO] = NULL,
        [COVER_TYPE] = &template_type,
        [COVER_PICTURE] = &template_picture,
        [COVER_PANEL] = &template_panel,
        [COVER_GRID] = &template_grid,
        [COVER_PATTERN] = NULL,
    };
    const struct template *t = named[j->conf->cover_template];
    if (t) return t;
    if (shot->bytes.len) return shot->h * 4 > shot->w * 5 ? &template_panel : &template_picture;
    return j->text.n >= 4 ? &template_grid : &template_type;
}

static void clean(struct plate *p, struct cover_text *t, struct buf *missing)
{
    t->title = type_text(p->type, t->title, p->mem, missing);
    t->subtitle = type_text(p->type, t->subtitle, p->mem, missing);
    t->issue = type_text(p->type, t->issue, p->mem, missing);
    t->dates = type_text(p->type, t->dates, p->mem, missing);
    for (int i = 0; i < t->n; i++) {
        t->v[i].title = type_text(p->type, t->v[i].title, p->mem, missing);
        t->v[i].topic = type_text(p->type, t->v[i].topic, p->mem, missing);
    }
}

/* The picture that goes into the template's window: one of the book's, or hills. */
static void fill_window(struct job *j, struct plate *p, const struct template *t,
                        struct shots *shots)
{
    struct canvas *window = make(p->mem, struct canvas);
    struct shot *shot = shots_next(shots);
    for (; shot; shot = shots_next(shots)) {
        str why;
        arena far = {p->mem->at + arena_left(p->mem) / 2, p->mem->end};
        if (picture_fill(shot->bytes, t->w, t->h, window, p->mem, far, &why) &&
            picture_suits(window))
            break;
        if (why.len)
            diag(&j->said, DIAG_COVER_HEADIMG, (where){.file = shot->path}, "%.*s", STR(why));
    }
    str topic = j->text.n ? j->text.v[0].topic : (str){0};
    p->colours = shot ? scheme_of_picture(picture_hue(window))
                      : scheme_of(str_printf(p->mem, "%.*s %.*s", STR(j->conf->title), STR(topic)));
    p->picture = window;
    if (shot || !t->w) return;
    *window = canvas_make(p->mem, t->w, t->h);
    pattern_hills(window, j->conf->title, &p->colours, *p->mem);
}

static void draw_plate(struct job *j, const struct type *type, struct shots *shots)
{
    struct cover_text text = j->text;
    struct buf missing = {.mem = j->keep};
    struct plate p = {.type = type, .text = &text, .mem = &j->scratch};
    const struct shot none = {0}, *first = shots_peek(shots);
    const struct template *t = template_of(j, first ? first : &none);
    clean(&p, &text, &missing);
    p.page = canvas_make(p.mem, COVER_W, COVER_H);
    fill_window(j, &p, t, shots);
    t->draw(&p);
    canvas_frame(&p.page, (struct box){0, 0, COVER_W, COVER_H}, BORDER, (rgb){150, 150, 150});
    if (missing.len)
        diag(&j->said, DIAG_COVER_GLYPHS, (where){.file = j->conf->file}, "%.*s",
             STR(buf_str(&missing)));
    j->b->cover.has_text = true;
    deliver(j, &p.page);
}

static void draw_pattern(struct job *j)
{
    struct canvas page = canvas_make(&j->scratch, COVER_W, COVER_H);
    pattern_draw(&page, j->conf->title, j->scratch);
    deliver(j, &page);
}

/* Everything that a drawn cover depends on. */
static struct sha256 drawn_key(struct job *j, const struct shots *shots)
{
    struct buf b = {.mem = j->keep};
    const struct cover_text *t = &j->text;
    const str texts[] = {t->title, t->subtitle,   t->issue,     t->number,
                         t->dates, j->conf->lang, j->conf->file};
    key_begin(j, &b);
    buf_printf(&b, "template %d\n", j->conf->cover_template);
    for (isize i = 0; i < COUNT(texts); i++) put_text(&b, texts[i]);
    for (int i = 0; i < t->n; i++) {
        put_text(&b, t->v[i].title);
        put_text(&b, t->v[i].topic);
    }
    type_name(&b, j->conf);
    shots_name(&b, shots);
    return sha256(buf_str(&b));
}

static void draw(struct job *j)
{
    struct type type = {0};
    struct shots shots = {0};
    bool letters = j->conf->cover_template != COVER_PATTERN;
    if (letters && j->conf->cover_picture != COVER_PICTURE_NONE)
        shots_find(&shots, j->b, j->want->finder, &j->scratch);
    struct sha256 key = drawn_key(j, &shots);
    if (find_record(j, key)) return;
    if (letters) type_open(&type, j->conf, j->text.title, &j->scratch, &j->said);
    if (letters && !type.n)
        diag(&j->said, DIAG_COVER_PLAIN, (where){.file = j->conf->file}, "%s", "");
    if (type.n) draw_plate(j, &type, &shots);
    else draw_pattern(j);
    type_close(&type);
    keep_record(j, key);
}

void book_cover(struct book *b, const struct cover_want *want, arena *a, struct diags *ds)
{
    /* The far half of the arena is for drawing, and is given back. */
    u8 *end = a->end;
    a->end = a->at + arena_left(a) / 2;
    struct job j = {.b = b,
                    .conf = b->conf,
                    .want = want,
                    .as = as_of(b->conf),
                    .keep = a,
                    .scratch = {a->end, end},
                    .said = {.mem = ds->mem}};
    str own = want->file.len             ? want->file
              : b->conf->cover_image.len ? conf_path(a, b->conf, b->conf->cover_image)
                                         : (str){0};
    arena drawing = j.scratch;
    b->cover = (struct cover){.w = j.as.w, .h = j.as.h};
    j.text = cover_says(b, a);
    if (!own.len || !draw_own(&j, own)) draw(&j);
    b->cover.alt = j.text.dates.len
                       ? str_printf(a, "%.*s · %.*s", STR(j.text.title), STR(j.text.dates))
                       : j.text.title;
    diags_join(ds, &j.said);
    a->end = end;
    arena_trim(drawing);
}

void cover_libraries(struct buf *out)
{
    face_library(out);
    shape_library(out);
}
