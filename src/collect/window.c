/* window.c - days as book.yaml names them, and the days that an issue is of. */
#include "collect_local.h"
#include "history.h"

enum { WEEK = 7 };

/* Days since 1970 of an instant, on a wall in the zone. */
static long long day_of(const struct zone *z, long long instant)
{
    struct date d = date_of(instant, zone_offset(z, instant) / 60);
    return date_days(d.year, d.month, d.day);
}

static struct date date_at(const struct zone *z, long long instant)
{
    return date_of(day_of(z, instant) * DAY, 0);
}

/* "-7d", "-2w": days before the base's. */
static bool read_relative(str s, long long *days)
{
    long long n;
    if (s.len < 3 || s.p[0] != '-') return false;
    u8 unit = s.p[s.len - 1];
    if (!str_int((str){s.p + 1, s.len - 2}, &n) || n > 1000000) return false;
    *days = unit == 'w' ? n * WEEK : n;
    return unit == 'd' || unit == 'w';
}

/* "2021-W33", a week of ISO 8601, which begins on Monday whatever else does. */
static bool read_week(str s, long long *day)
{
    long long year, week, of;
    if (s.len != 8 || s.p[4] != '-' || s.p[5] != 'W') return false;
    if (!str_int(str_head(s, 4), &year) || !str_int(str_skip(s, 6), &week) || !year || !week)
        return false;
    *day = date_week_days(year, (int)week);
    date_week(date_of(*day * DAY, 0), &of);
    return week <= 53 && of == year;
}

static long long week_of(const struct calendar *c, long long day)
{
    return day - (date_of(day * DAY, 0).weekday - c->week_starts + WEEK) % WEEK;
}

bool window_day(const struct calendar *c, str text, long long *first, long long *after)
{
    long long day = day_of(c->zone, c->base), days, length = 1;
    struct when w;
    if (read_relative(text, &days)) {
        day -= days;
    } else if (str_eq(text, S("this-week")) || str_eq(text, S("last-week"))) {
        day = week_of(c, day) - (str_eq(text, S("last-week")) ? WEEK : 0);
        length = WEEK;
    } else if (read_week(text, &day)) {
        length = WEEK;
    } else if (!str_eq(text, S("today"))) {
        if (when_read(text, c->zone, &w) != WHEN_OK) return false;
        day = day_of(c->zone, w.at);
    }
    *first = zone_instant(c->zone, day * DAY);
    *after = zone_instant(c->zone, (day + length) * DAY);
    return true;
}

void window_period(const struct calendar *c, int cadence, long long instant, long long *first,
                   long long *after)
{
    long long day = day_of(c->zone, instant), next = day + 1;
    struct date d = date_of(day * DAY, 0);
    if (cadence == CADENCE_WEEKLY) {
        day = week_of(c, day);
        next = day + WEEK;
    } else if (cadence == CADENCE_MONTHLY) {
        day = date_days(d.year, d.month, 1);
        next = d.month == 12 ? date_days(d.year + 1, 1, 1) : date_days(d.year, d.month + 1, 1);
    }
    *first = zone_instant(c->zone, day * DAY);
    *after = zone_instant(c->zone, next * DAY);
}

/* --- the window --- */

static bool fault(struct draft *d, enum diag_id id, const char *key, str text)
{
    diag(d->ds, id, (where){.file = d->conf->file}, "%s: %.*s", key, STR(text));
    return false;
}

/* The newest post that may come in. */
static long long newest(const struct draft *d)
{
    long long base = 0;
    for (isize i = 0; i < d->nsheets; i++) {
        const struct sheet *s = &d->sheets[i];
        if (sheet_in(s) && s->p.dated && s->p.published > base) base = s->p.published;
    }
    return base;
}

/* The day that relative ones count from: the one that was given, the book's, that of the run if
 * it makes an issue, or the newest post's.  False if the day given is none. */
static bool today(struct draft *d, long long *base)
{
    const struct history *h = d->b->history;
    struct when w;
    if (h && h->day.len) {
        if (when_read(h->day, &d->zone, &w) != WHEN_OK)
            return fault(d, DIAG_WINDOW, "--date", h->day);
        *base = w.at;
        return true;
    }
    *base = d->b->date ? d->b->date : h ? h->now : newest(d);
    return true;
}

static bool open_from(struct draft *d, const struct calendar *c, struct span *w, long long *end)
{
    const struct history *h = d->b->history;
    str from = d->conf->from;
    w->from = from.len > 0;
    if (str_eq(from, S("last-issue")) || (h && !from.len)) {
        w->from = h && h->any;
        w->first = w->from ? h->after : 0;
        return true;
    }
    return !w->from || window_day(c, from, &w->first, end) ||
           fault(d, DIAG_WINDOW, "select.from", from);
}

/* Without a last day: that of the last day, week or month which is over; if select.from names
 * one that is not, its end. */
static bool open_to(struct draft *d, const struct calendar *c, struct span *w, long long end)
{
    str to = d->conf->to;
    long long unused;
    w->to = to.len > 0;
    if (w->to)
        return window_day(c, to, &unused, &w->after) || fault(d, DIAG_WINDOW, "select.to", to);
    if (!d->b->history || d->conf->cadence == CADENCE_MANUAL) return true;
    w->to = true;
    window_period(c, d->conf->cadence, c->base, &w->after, &unused);
    if (end && w->first >= w->after) w->after = end;
    return true;
}

bool window_open(struct draft *d)
{
    const struct conf *conf = d->conf;
    struct span *w = &d->b->span;
    struct calendar c = {.zone = &d->zone, .week_starts = conf->week_starts};
    long long end = 0;
    *w = (struct span){0};
    if (d->b->history && d->b->history->replay) return true;
    if (!today(d, &c.base) || !open_from(d, &c, w, &end) || !open_to(d, &c, w, end)) return false;
    w->oldest = conf->oldest > 0;
    w->age = (d->b->history && w->to ? w->after
              : d->b->date           ? d->b->date
                                     : newest(d)) -
             conf->oldest * DAY;
    bool turn = d->b->history && !conf->to.len && !end; /* not yet: nothing is wrong with that */
    if (w->from && w->to && w->first >= w->after && !turn) {
        diag(d->ds, DIAG_WINDOW_EMPTY, (where){.file = conf->file}, "%.*s to %.*s", STR(conf->from),
             STR(conf->to));
        return false;
    }
    return true;
}

static bool is_of(const struct span *w, const struct post *p)
{
    return p->dated && !(w->from && p->published < w->first) &&
           !(w->to && p->published >= w->after);
}

void window_show(struct draft *d)
{
    struct book *b = d->b;
    const struct span *w = &b->span;
    struct calendar c = {.zone = &d->zone, .week_starts = d->conf->week_starts};
    const struct post *oldest = NULL, *newest = NULL;
    long long unused, after;
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        if (!is_of(w, p)) continue;
        if (!oldest || p->published < oldest->published) oldest = p;
        if (!newest || p->published > newest->published) newest = p;
    }
    long long from = w->from ? w->first : oldest ? oldest->published : b->date;
    long long to = newest ? newest->published : w->from ? w->first : b->date;
    if (newest && w->to) {
        /* No later than the posts demand: the day of the run must not show. */
        window_period(&c, d->conf->cadence, to, &unused, &after);
        bool given = d->conf->to.len || d->conf->cadence == CADENCE_MANUAL;
        to = (given || after > w->after ? w->after : after) - 1;
    }
    b->issue.dated = true;
    b->issue.from = date_at(&d->zone, from);
    b->issue.to = date_at(&d->zone, to > from ? to : from);
}
