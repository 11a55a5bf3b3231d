/* collect.c - see collect.h. */
#include "collect.h"
#include "collect_local.h"
#include "html.h"
#include "os.h"
#include "page.h"

enum { YEAR_1980 = 315532800 }; /* the first day that a zip can name */

/* reproducible.date or SOURCE_DATE_EPOCH; 0 if neither says anything. */
static bool read_date(struct draft *d)
{
    str text = d->conf->date, epoch = os_env(d->a, "SOURCE_DATE_EPOCH");
    struct when w;
    if (!text.len || str_eq(text, S("auto"))) {
        if (!str_int(epoch, &d->b->date)) d->b->date = 0;
        return true;
    }
    if (str_int(text, &d->b->date) && text.len != 8) return true;
    d->b->date = 0;
    if (when_read(text, &d->zone, &w) == WHEN_OK) {
        d->b->date = w.at;
        return true;
    }
    diag(d->ds, DIAG_CONF_VALUE, (where){.file = d->conf->file}, "reproducible.date: %.*s",
         STR(text));
    return false;
}

/* The newest post dates a book that nothing else does; its day is one of source.timezone. */
static void date_by_posts(struct draft *d)
{
    struct book *b = d->b;
    bool given = b->date != 0;
    for (isize i = 0; !given && i < b->nposts; i++)
        if (b->posts[i].dated && b->posts[i].published > b->date) b->date = b->posts[i].published;
    if (!given && b->date < YEAR_1980) b->date = YEAR_1980;
    b->date_zone = zone_offset(&d->zone, b->date) / 60;
}

/* What every job relies on is asked for once, so that a fault is said once. */
static bool is_ready(struct draft *d)
{
    const struct conf *c = d->conf;
    where at = {.file = c->file};
    struct html_text unused;
    arena tmp = *d->a;
    bool known = str_eq(c->encoding, S("auto")) || !c->encoding.len ||
                 html_decode(&tmp, S("a"), c->encoding, &unused);
    if (!known) diag(d->ds, DIAG_ENCODING, at, "%.*s", STR(c->encoding));
    bool zone = zone_load(d->a, c->timezone, &d->zone);
    if (!zone) diag(d->ds, DIAG_TIMEZONE, at, "%.*s", STR(c->timezone));
    return known && zone && read_date(d);
}

bool book_collect(struct book *b, arena *a, struct crew *crew, struct diags *ds)
{
    struct draft d = {.b = b, .conf = b->conf, .a = a, .ds = ds};
    struct sources files;
    bool ok = is_ready(&d);
    ok &= files_find(b->conf, a, &files, ds);
    if (!ok) return false;
    d.nsheets = files.n;
    d.sheets = make_n(a, struct sheet, files.n + 1);
    struct reading reading = {.conf = b->conf,
                              .pages = page_set_make(a),
                              .zone = d.zone,
                              .from = files.v,
                              .to = d.sheets};
    crew_do(crew, files.n, sheet_read, &reading);
    if (!book_select(&d)) return false;
    if (b->history) history_apply(&d);
    twins_drop(&d);
    if (!book_arrange(&d)) return false;
    date_by_posts(&d);
    if (b->history) window_show(&d);
    return true;
}
