/*
 * make.c - pictures that cannot stay as they are become what their plan says.
 *
 * One job a picture, each in the worker's helper process.  A record of the store is named
 * by the picture's name in the book, which is a hash of its bytes and its plan:
 *
 *   i64          how many files; 0: it cannot be decoded
 *   i64 each     their sizes
 *   i64, bytes   what was wrong
 *   the files
 */
#include "hash.h"
#include "image_local.h"
#include "par.h"

#include <string.h>

struct jobs {
    struct book *b;
    struct store *store; /* may be NULL */
    struct crew *crew;
    struct made_one *v;
    struct helper *helpers; /* of each worker */
    struct store *passing;
};

/* --- records --- */

static struct sha256 key_of(const struct image *im, arena scratch)
{
    return sha256(str_printf(&scratch, "made %.*s", STR(im->href)));
}

static void put_int(struct buf *b, long long n)
{
    buf_add(b, (str){(const u8 *)&n, sizeof n});
}

static str record_of(arena *a, const struct recoded *r, bool failed)
{
    struct buf b = {.mem = a};
    put_int(&b, failed ? -r->n : r->n);
    for (int i = 0; i < r->n; i++) put_int(&b, r->v[i].len);
    put_int(&b, r->why.len);
    buf_add(&b, r->why);
    for (int i = 0; i < r->n; i++) buf_add(&b, r->v[i]);
    return buf_str(&b);
}

static long long take_int(str *s)
{
    long long n = -1;
    if (s->len < (isize)sizeof n) {
        *s = (str){0};
        return -1;
    }
    memcpy(&n, s->p, sizeof n);
    *s = str_skip(*s, sizeof n);
    return n;
}

/* Fill the picture from a record that lies at `at`. */
static bool settle(struct image *im, struct made_one *one, str record, struct place at, arena *keep)
{
    int slices = im->plan->slices;
    long long end = at.from + record.len, n = take_int(&record);
    if (n != slices && n != -slices) return false;
    im->made = make_n(keep, struct made, slices);
    one->after = 0;
    for (int i = 0; i < slices; i++) {
        im->made[i] = (struct made){.file = at.file, .size = take_int(&record)};
        if (im->made[i].size < 0) return false;
        one->after += im->made[i].size;
    }
    long long why = take_int(&record);
    if (why < 0 || why + one->after != record.len) return false;
    one->why = str_dup(keep, str_head(record, (isize)why));
    long long from = end - one->after;
    for (int i = 0; i < slices; i++) {
        im->made[i].from = from;
        from += im->made[i].size;
    }
    if (n < 0) one->how = MADE_DRAWN;
    return true;
}

/* --- one picture --- */

/* The bytes that were examined; false if they are not there any more. */
static bool bytes_of(const struct image *im, arena *a, str *out)
{
    *out = im->bytes;
    if (!out->p && !os_read_quiet(a, im->path, IMAGE_MAX, out)) return false;
    struct sha256 sum = sha256(*out);
    return !memcmp(sum.b, im->sum.b, sizeof sum.b);
}

static enum asked_of ask(struct jobs *j, const struct image *im, struct worker *w, arena *a,
                         struct recoded *to)
{
    str bytes;
    if (!bytes_of(im, a, &bytes)) {
        *to = (struct recoded){.why = S("the file changed while the book was made")};
        return HELPER_DIED;
    }
    return helper_ask(&j->helpers[w - j->crew->w], im->plan, bytes, to, a);
}

static void make_job(void *ctx, isize i, struct worker *w)
{
    struct jobs *j = ctx;
    struct image *im = j->b->images[i];
    struct made_one *one = &j->v[i];
    struct place at;
    str record;
    if (!im->plan) return;
    one->how = MADE_FOUND;
    arena scratch = w->scratch;
    struct sha256 key = key_of(im, scratch);
    if (store_find(j->store, &scratch, key, &record, &at) && settle(im, one, record, at, &w->keep))
        return;

    struct recoded to;
    scratch = w->scratch;
    enum asked_of got = ask(j, im, w, &scratch, &to);
    one->how = got == HELPER_MADE ? MADE_ANEW : MADE_DRAWN;
    str why = to.why;
    if (got != HELPER_MADE) {
        arena far = {scratch.at + arena_left(&scratch) / 2, scratch.end};
        scratch.end = far.at;
        image_draw(im->plan, &to, &scratch, far);
        to.why = why;
    }
    record = record_of(&scratch, &to, got != HELPER_MADE);
    /* That a helper died may be the moment's fault; the next run asks again. */
    bool kept = got != HELPER_DIED && store_keep(j->store, key, record, &at, scratch);
    if (!kept && !store_keep(j->passing, key, record, &at, scratch))
        os_die("no room for pictures in the folder of temporary files");
    settle(im, one, record, at, &w->keep);
}

/* --- what the posts say --- */

/* Where a picture is in book.images, by its name. */
static const struct made_one *find(const struct jobs *j, const struct image *im, isize *index,
                                   isize size)
{
    isize at = (isize)(hash64(im->href) & (u64)(size - 1));
    for (; index[at]; at = (at + 1) & (size - 1))
        if (str_eq(j->b->images[index[at] - 1]->href, im->href)) return &j->v[index[at] - 1];
    return NULL;
}

static void lose(struct post *p, const struct image *im, arena *a)
{
    struct lost *all = make_n(a, struct lost, p->nlost + 1);
    for (isize i = 0; i < p->nlost; i++) all[i] = p->lost[i];
    all[p->nlost++] = (struct lost){im->path.len ? im->path : S("data:"), im->line, FOUND_BROKEN};
    p->lost = all;
}

static void say(const struct jobs *j, struct post *p, const struct image *im,
                const struct made_one *one, arena *a)
{
    struct diags said = {.mem = a};
    where at = {.file = p->path, .line = im->line};
    str name = im->path.len ? im->path : S("data:"), why = plan_why(a, im->plan->why);
    if (one->how == MADE_DRAWN) {
        bool fail = j->b->conf->missing == MISSING_FAIL;
        diag(&said, fail ? DIAG_IMG_DRAWN_FAIL : DIAG_IMG_DRAWN, at, "%.*s: %.*s", STR(one->why),
             STR(name));
        lose(p, im, a);
    } else {
        if (one->why.len && !im->damaged)
            diag(&said, DIAG_IMG_DAMAGED, at, "%.*s: %.*s", STR(one->why), STR(name));
        diag(&said, DIAG_IMG_MADE, at, "%.*s; %.*s, %lld to %lld bytes: %.*s", STR(why),
             STR(im->href), im->size, one->after, STR(name));
    }
    diags_join(&p->said, &said);
}

/* Every post that shows a picture says what became of it. */
static void say_all(const struct jobs *j, arena *a)
{
    isize size = 16;
    while (size < j->b->nimages * 2) size *= 2;
    isize *index = make_n(a, isize, size);
    for (isize i = 0; i < j->b->nimages; i++) {
        isize at = (isize)(hash64(j->b->images[i]->href) & (u64)(size - 1));
        while (index[at]) at = (at + 1) & (size - 1);
        index[at] = i + 1;
    }
    for (isize i = 0; i < j->b->nposts; i++) {
        struct post *p = &j->b->posts[i];
        for (isize k = 0; k < p->nimages; k++) {
            if (!p->images[k].plan) continue;
            const struct made_one *one = find(j, &p->images[k], index, size);
            say(j, p, &p->images[k], one, a);
        }
    }
}

struct making_of book_images(struct book *b, arena *a, struct crew *crew, struct store *store)
{
    struct jobs j = {.b = b, .store = store, .crew = crew};
    isize planned = 0;
    for (isize i = 0; i < b->nimages; i++) planned += b->images[i]->plan != NULL;
    j.v = make_n(a, struct made_one, b->nimages + 1);
    if (!planned) return (struct making_of){.v = j.v};
    j.passing = store_passing(a);
    j.helpers = make_n(a, struct helper, crew->n);
    crew_do(crew, b->nimages, make_job, &j);
    for (int i = 0; i < crew->n; i++) helper_dismiss(&j.helpers[i]);
    say_all(&j, a);
    return (struct making_of){.v = j.v, .passing = j.passing};
}
