/* gather.c - which issues there are, and what their books say of themselves. */
#include "publish_local.h"
#include "device.h"
#include "hash.h"
#include "image.h"
#include "os.h"
#include "path.h"
#include "raster.h"

#include <stdlib.h>

/* --- one book --- */

static int part_of(str position)
{
    long long n;
    struct cut c = str_cut(position, '.');
    return c.ok && str_int(c.tail, &n) && n > 0 && n < 1000 ? (int)n : 0;
}

/* "2021-08-14", and with "T07:37:44Z" behind it. */
static bool has_shape(str s, const char *shape)
{
    str want = str_of(shape);
    if (s.len != want.len) return false;
    for (isize i = 0; i < s.len; i++)
        if (want.p[i] == '0' ? !is_digit(s.p[i]) : s.p[i] != want.p[i]) return false;
    return true;
}

static void take_book(struct site *s, struct issue *is, const struct epub *b)
{
    if (is->title.len) return;
    is->title = words_label(s->mem, b->title, s->words);
    is->identifier = b->identifier;
    is->lang = b->lang.len ? b->lang : s->conf->lang;
    is->date = b->date.len > 10 ? str_head(b->date, 10) : b->date;
    if (!has_shape(is->date, "0000-00-00")) is->date = S("1970-01-01");
    is->modified = b->modified;
    if (!has_shape(is->modified, "0000-00-00T00:00:00Z"))
        is->modified = str_printf(s->mem, "%.*sT00:00:00Z", STR(is->date));
    is->description = b->description;
    is->publisher = b->publisher;
    is->rights = b->rights;
    is->series = b->series;
    is->position = b->position;
    is->creators = b->creators;
    is->subjects = b->subjects;
}

static const char *cover_ending(str mime)
{
    static const struct {
        const char *mime, *end;
    } known[] = {
        {"image/jpeg", "jpg"}, {"image/png", "png"}, {"image/gif", "gif"}, {"image/webp", "webp"}};
    for (isize i = 0; i < COUNT(known); i++)
        if (str_eq(mime, str_of(known[i].mime))) return known[i].end;
    return NULL;
}

/* The cover and what will be made of it. */
static void take_cover(struct site *s, struct issue *is, const struct epub *b, struct edition *e)
{
    const char *end = b->cover ? cover_ending(b->cover->mime) : NULL;
    if (is->cover.len || !end) return;
    arena *a = s->mem, scratch = arena_reserve((isize)256 << 20);
    u8 *start = scratch.at;
    str bytes, why;
    if (epub_read(&scratch, b, b->cover->path, &bytes) &&
        image_measure(bytes, &is->cover_w, &is->cover_h, &why)) {
        is->cover = str_printf(a, "covers/%.*s.%s", STR(is->slug), end);
        is->thumb = str_printf(a, "covers/%.*s-%d.jpg", STR(is->slug), THUMB_W);
        is->cover_type = b->cover->mime;
        is->cover_book = e->path;
        is->cover_entry = b->cover->path;
        is->cover_key = str_printf(a, "%.*s/%.*s", STR(e->sum), STR(b->cover->path));
        raster_fit(is->cover_w, is->cover_h, THUMB_W, 0, &is->thumb_w, &is->thumb_h);
    }
    arena_release(start, scratch.end);
}

static void add_edition(struct site *s, struct issue *is, struct edition e)
{
    struct epub b;
    if (!epub_open(s->mem, e.path, &b, s->said)) return;
    e.part = part_of(b.position);
    take_book(s, is, &b);
    take_cover(s, is, &b, &e);
    epub_close(&b);
    is->editions = make_room(s->mem, is->editions, is->neditions);
    is->editions[is->neditions++] = e;
}

/* --- issues of the state --- */

/* The file of the issue, where it was made or where it was published; {0}: it is in neither. */
static str place_of(struct site *s, const struct issue_file *f)
{
    arena *a = s->mem;
    str tree = str_printf(a, "%.*s/issues/%.*s", STR(s->want->dir), STR(path_name(f->path)));
    str places[] = {conf_path(a, s->conf, f->path), tree};
    for (isize i = 0; i < COUNT(places); i++) {
        if (os_stat(places[i], *a).kind != OS_FILE) continue;
        if (str_eq(sha256_hex(a, sha256_file(places[i], *a), 32), f->sum)) return places[i];
    }
    return (str){0};
}

static void add_file(struct site *s, struct issue *is, const struct issue_file *f)
{
    str path = place_of(s, f);
    if (!path.len) {
        diag(s->said, DIAG_PUBLISH_GONE, (where){.file = f->path}, "%s", "");
        return;
    }
    add_edition(s, is,
                (struct edition){.path = path,
                                 .name = path_name(f->path),
                                 .sum = f->sum,
                                 .device = f->device,
                                 .kepub = str_eq(f->format, S("kepub")),
                                 .bytes = os_stat(path, *s->mem).size});
}

static void gather_issues(struct site *s, const struct issue_list *all)
{
    isize limit = s->want->prune ? s->want->prune : all->n;
    for (isize i = all->n; i-- && s->n < limit;) {
        const struct issue_row *w = &all->v[i];
        struct issue is = {.number = w->number, .row = w};
        if (w->pending) continue;
        is.slug = str_printf(s->mem, "%03d", w->number);
        for (isize k = 0; k < w->nfiles; k++) add_file(s, &is, &w->files[k]);
        if (is.neditions) s->v[s->n++] = is;
    }
}

/* --- books of a folder --- */

static str stem_of(str name)
{
    name = str_head(name, name.len - 5); /* ".epub" */
    return str_iends(name, S(".kepub")) ? str_head(name, name.len - 6) : name;
}

static int newest_first(const void *x, const void *y)
{
    const struct issue *a = x, *b = y;
    int order = str_cmp(b->modified, a->modified);
    return order ? order : str_cmp(b->slug, a->slug);
}

/* The issue that the book is an edition of, or a new one. */
static struct issue *issue_for(struct site *s, str identifier, str slug)
{
    for (isize i = 0; i < s->n; i++)
        if (str_eq(s->v[i].identifier, identifier)) return &s->v[i];
    struct issue *is = &s->v[s->n++];
    *is = (struct issue){.slug = slug};
    return is;
}

static bool gather_folder(struct site *s)
{
    arena *a = s->mem;
    struct strs names = {0};
    str dir = conf_path(a, s->conf, s->conf->output_dir);
    if (os_stat(dir, *a).kind != OS_DIR) return true;
    if (!os_list(a, dir, &names, s->said)) return false;
    s->v = make_n(a, struct issue, names.n + 1);
    for (isize i = 0; i < names.n; i++) {
        struct epub b;
        str path = path_join(a, dir, names.v[i]);
        if (!str_iends(path, S(".epub")) || names.v[i].p[0] == '.') continue;
        if (!epub_open(a, path, &b, s->said)) continue;
        epub_close(&b);
        struct edition e = {.path = path,
                            .name = names.v[i],
                            .sum = sha256_hex(a, sha256_file(path, *a), 32),
                            .kepub = str_iends(path, S(".kepub.epub")),
                            .bytes = os_stat(path, *a).size};
        add_edition(s, issue_for(s, b.identifier, stem_of(names.v[i])), e);
    }
    qsort(s->v, (size_t)s->n, sizeof *s->v, newest_first);
    if (s->want->prune && s->n > s->want->prune) s->n = s->want->prune;
    return true;
}

/* --- the whole --- */

static void add_outputs(struct site *s, const struct issue *is)
{
    arena *a = s->mem;
    for (isize i = 0; i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        str path = str_printf(a, "issues/%.*s", STR(e->name));
        site_add(s, &(struct output){path, RANK_BOOK, HOW_COPY, e->sum, .from = e->path});
    }
    if (!is->cover.len) return;
    struct output one = {
        .path = is->cover, .rank = RANK_PART, .how = HOW_ENTRY, .key = is->cover_key};
    one.from = is->cover_book;
    one.entry = is->cover_entry;
    site_add(s, &one);
    one.path = is->thumb;
    one.how = HOW_THUMB;
    one.key = str_printf(a, "thumb-1/%.*s", STR(is->cover_key));
    site_add(s, &one);
}

bool site_gather(struct site *s)
{
    bool ok = true;
    if (s->want->issues) {
        s->v = make_n(s->mem, struct issue, s->want->issues->n + 1);
        gather_issues(s, s->want->issues);
    } else {
        ok = gather_folder(s);
    }
    for (isize i = 0; i < s->n; i++) add_outputs(s, &s->v[i]);
    return ok;
}

str site_updated(const struct site *s)
{
    str last = S("1970-01-01T00:00:00Z");
    for (isize i = 0; i < s->n; i++)
        if (str_cmp(s->v[i].modified, last) > 0) last = s->v[i].modified;
    return last;
}
