/* u_window.c - days, weeks and months at their edges. */
#include "collect_local.h"
#include "conf.h"
#include "unit.h"

/* Where a calendar is and when its weeks begin. */
static struct calendar calendar(arena *mem, const char *zone, int week_starts, const char *now)
{
    struct zone *z = make(mem, struct zone);
    struct when w;
    CHECK(zone_load(mem, str_of(zone), z));
    CHECK_INT(when_read(str_of(now), z, &w), WHEN_OK);
    return (struct calendar){z, week_starts, w.at};
}

static str shown(arena *mem, const struct calendar *c, long long at)
{
    struct date d = date_of(at, zone_offset(c->zone, at) / 60);
    return str_printf(mem, "%.*s %02d:%02d", STR(date_iso(mem, d)), d.hour, d.minute);
}

static str day(arena *mem, const struct calendar *c, const char *text)
{
    long long first, after;
    if (!window_day(c, str_of(text), &first, &after)) return S("none");
    return str_printf(mem, "%.*s to %.*s", STR(shown(mem, c, first)), STR(shown(mem, c, after)));
}

static str period(arena *mem, const struct calendar *c, int cadence)
{
    long long first, after;
    window_period(c, cadence, c->base, &first, &after);
    return str_printf(mem, "%.*s to %.*s", STR(shown(mem, c, first)), STR(shown(mem, c, after)));
}

TEST(window__a_second_may_be_another_week)
{
    struct calendar c = calendar(mem, "Asia/Shanghai", 0, "2021-08-15 23:59:59");
    CHECK_STR(period(mem, &c, CADENCE_WEEKLY), S("2021-08-09 00:00 to 2021-08-16 00:00"));
    c.base++;
    CHECK_STR(period(mem, &c, CADENCE_WEEKLY), S("2021-08-16 00:00 to 2021-08-23 00:00"));
    c = calendar(mem, "Asia/Shanghai", 5, "2021-08-13 23:59:59");
    CHECK_STR(period(mem, &c, CADENCE_WEEKLY), S("2021-08-07 00:00 to 2021-08-14 00:00"));
    c.base++;
    CHECK_STR(period(mem, &c, CADENCE_WEEKLY), S("2021-08-14 00:00 to 2021-08-21 00:00"));
    CHECK_STR(period(mem, &c, CADENCE_DAILY), S("2021-08-14 00:00 to 2021-08-15 00:00"));
}

TEST(window__months_end_with_the_year_and_with_february)
{
    struct calendar c = calendar(mem, "UTC", 0, "2021-12-31 23:59:59");
    CHECK_STR(period(mem, &c, CADENCE_MONTHLY), S("2021-12-01 00:00 to 2022-01-01 00:00"));
    c.base++;
    CHECK_STR(period(mem, &c, CADENCE_MONTHLY), S("2022-01-01 00:00 to 2022-02-01 00:00"));
    c = calendar(mem, "UTC", 0, "2024-02-29 12:00:00");
    CHECK_STR(period(mem, &c, CADENCE_MONTHLY), S("2024-02-01 00:00 to 2024-03-01 00:00"));
}

TEST(window__the_zone_decides_the_day)
{
    struct calendar east = calendar(mem, "Asia/Shanghai", 0, "2021-08-16T00:30:00+08:00");
    struct calendar west = calendar(mem, "America/New_York", 0, "2021-08-16T00:30:00+08:00");
    CHECK_STR(day(mem, &east, "today"), S("2021-08-16 00:00 to 2021-08-17 00:00"));
    CHECK_STR(day(mem, &west, "today"), S("2021-08-15 00:00 to 2021-08-16 00:00"));
    /* A day of 23 hours: clocks went forward. */
    west = calendar(mem, "America/New_York", 0, "2021-03-14 12:00");
    long long first, after;
    CHECK(window_day(&west, S("today"), &first, &after));
    CHECK_INT(after - first, 23 * 3600);
}

TEST(window__weeks_have_numbers)
{
    struct calendar c = calendar(mem, "UTC", 6, "2021-08-18");
    CHECK_STR(day(mem, &c, "2021-W33"), S("2021-08-16 00:00 to 2021-08-23 00:00"));
    CHECK_STR(day(mem, &c, "2020-W53"), S("2020-12-28 00:00 to 2021-01-04 00:00"));
    CHECK_STR(day(mem, &c, "2021-W53"), S("none"));
    CHECK_STR(day(mem, &c, "2021-W00"), S("none"));
    CHECK_STR(day(mem, &c, "this-week"), S("2021-08-15 00:00 to 2021-08-22 00:00"));
    CHECK_STR(day(mem, &c, "last-week"), S("2021-08-08 00:00 to 2021-08-15 00:00"));
    CHECK_STR(day(mem, &c, "-7d"), S("2021-08-11 00:00 to 2021-08-12 00:00"));
    CHECK_STR(day(mem, &c, "last-issue"), S("none"));
}
