/* window.c - days as book.yaml names them. */
#include "collect_local.h"

enum { WEEK = 7 };

/* Days since 1970 of an instant, on a wall in the zone. */
static long long day_of(const struct zone *z, long long instant)
{
    struct date d = date_of(instant, zone_offset(z, instant) / 60);
    return date_days(d.year, d.month, d.day);
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

bool window_day(const struct zone *z, str text, long long base, long long *first, long long *after)
{
    long long day = day_of(z, base), days, length = 1;
    long long monday = day - date_of(day * DAY, 0).weekday;
    struct when w;
    if (read_relative(text, &days)) {
        day -= days;
    } else if (str_eq(text, S("this-week"))) {
        day = monday;
        length = WEEK;
    } else if (str_eq(text, S("last-week"))) {
        day = monday - WEEK;
        length = WEEK;
    } else if (!str_eq(text, S("today"))) {
        if (when_read(text, z, &w) != WHEN_OK) return false;
        day = day_of(z, w.at);
    }
    *first = zone_instant(z, day * DAY);
    *after = zone_instant(z, (day + length) * DAY);
    return true;
}
