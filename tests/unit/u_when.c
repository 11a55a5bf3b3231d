#include "when_local.h"
#include "unit.h"

static struct zone zone_of(arena *mem, str name)
{
    struct zone z;
    CHECK(zone_load(mem, name, &z));
    return z;
}

/* A date as "2021-08-14T07:37:44Z", "… d" if it had no time of day, or its kind. */
static str read(arena *mem, const char *s, const char *zone)
{
    struct zone z = zone_of(mem, str_of(zone));
    struct when d;
    switch (when_read(str_of(s), &z, &d)) {
    case WHEN_NONE: return S("none");
    case WHEN_IMPOSSIBLE: return S("impossible");
    case WHEN_STRANGE: return S("strange");
    case WHEN_OK: break;
    }
    return str_printf(mem, "%.*s%s", STR(date_utc(mem, d.at)), d.timed ? "" : " d");
}

TEST(when__reads_every_form_of_the_wild)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Sat, 14 Aug 2021 07:37:44 GMT", "2021-08-14T07:37:44Z"},
        {"Sat, 14 Aug 21 07:37:44 GMT", "2021-08-14T07:37:44Z"},
        {"14 Aug 99 07:37:44 GMT", "1999-08-14T07:37:44Z"},
        {"Sat, 14 Aug 2021 07:37:44 +0800", "2021-08-13T23:37:44Z"},
        {"14 Aug 2021 07:37", "2021-08-13T23:37:00Z"},
        {"Sat Aug 14 2021 15:37:44 GMT+0800 (CST)", "2021-08-14T07:37:44Z"},
        {"Sat Aug 14 15:37:44 2021", "2021-08-14T07:37:44Z"},
        {"August 14, 2021", "2021-08-13T16:00:00Z d"},
        {"2021-08-14T07:37:44Z", "2021-08-14T07:37:44Z"},
        {"2021-08-14T07:37:44.123456Z", "2021-08-14T07:37:44Z"},
        {"2021-08-14T15:37:44+08:00", "2021-08-14T07:37:44Z"},
        {"2021-08-14T15:37:44", "2021-08-14T07:37:44Z"},
        {"2022-01-06 15:09:42", "2022-01-06T07:09:42Z"},
        {"2022-01-06 15:09:42 +0900", "2022-01-06T06:09:42Z"},
        {"2022-01-06 15:09:42 -03:30", "2022-01-06T18:39:42Z"},
        {"2022/01/06 15:09:42", "2022-01-06T07:09:42Z"},
        {"2022/1/6", "2022-01-05T16:00:00Z d"},
        {"2022.01.06", "2022-01-05T16:00:00Z d"},
        {"2022-01-06 15:09", "2022-01-06T07:09:00Z"},
        {"2022-1-6 5:9:2", "2022-01-05T21:09:02Z"},
        {"2018-11-09", "2018-11-08T16:00:00Z d"},
        {"'2018-11-09'", "2018-11-08T16:00:00Z d"},
        {"\"2018-11-09 08:00\"", "2018-11-09T00:00:00Z"},
        {"2018-11-09 +0800", "2018-11-08T16:00:00Z d"},
        {"2021年8月14日", "2021-08-13T16:00:00Z d"},
        {"2021 年 8 月 14 日 15:37", "2021-08-14T07:37:00Z"},
        {"2021年8月14日 下午3时37分", "2021-08-14T07:37:00Z"},
        {"2021年8月14日 星期六 15:37", "2021-08-14T07:37:00Z"},
        {"2021-08-14 03:37 PM", "2021-08-14T07:37:00Z"},
        {"1628926664", "2021-08-14T07:37:44Z"},
        {"1628926664123", "2021-08-14T07:37:44Z"},
        {"20210814", "2021-08-13T16:00:00Z d"},
        {"20210814153744", "2021-08-14T07:37:44Z"},
        {"2016-12-31 23:59:60", "2016-12-31T15:59:59Z"},
        {"2020-02-29", "2020-02-28T16:00:00Z d"},
        {"2021-08-14 morning", "2021-08-13T16:00:00Z d"},
    };
    for (isize i = 0; i < COUNT(cases); i++)
        CHECK_STR(read(mem, cases[i].text, "Asia/Shanghai"), str_of(cases[i].want));
}

TEST(when__tells_silence_from_nonsense)
{
    static const char *const silent[] = {
        "", "  ", "None", "Invalid Date", "null", "''", "0000-00-00 00:00:00"};
    static const char *const never[] = {
        "2018-02-31 23:50:48", "2019-02-29",  "2018-13-01", "2018-00-10",
        "2018-01-01 25:00",    "31 Jun 2020", "20210230"};
    static const char *const odd[] = {"yesterday", "12", "{{ date }}", "2018", "v1.2.3"};
    for (isize i = 0; i < COUNT(silent); i++) CHECK_STR(read(mem, silent[i], "UTC"), S("none"));
    for (isize i = 0; i < COUNT(never); i++) CHECK_STR(read(mem, never[i], "UTC"), S("impossible"));
    for (isize i = 0; i < COUNT(odd); i++) CHECK_STR(read(mem, odd[i], "UTC"), S("strange"));
}

TEST(zone__knows_summer_time_and_its_edges)
{
    CHECK_STR(read(mem, "2021-07-01 12:00", "America/New_York"), S("2021-07-01T16:00:00Z"));
    CHECK_STR(read(mem, "2021-01-01 12:00", "America/New_York"), S("2021-01-01T17:00:00Z"));
    CHECK_STR(read(mem, "2050-07-01 12:00", "America/New_York"), S("2050-07-01T16:00:00Z"));
    /* a time that came twice is the first one; one that never was moves on */
    CHECK_STR(read(mem, "2021-11-07 01:30", "America/New_York"), S("2021-11-07T05:30:00Z"));
    CHECK_STR(read(mem, "2021-03-14 02:30", "America/New_York"), S("2021-03-14T07:30:00Z"));
    /* China kept summer time from 1986 to 1991 */
    CHECK_STR(read(mem, "1988-07-01 12:00", "Asia/Shanghai"), S("1988-07-01T03:00:00Z"));
    CHECK_STR(read(mem, "2021-07-01 12:00", "+05:30"), S("2021-07-01T06:30:00Z"));
    CHECK_STR(read(mem, "2021-07-01 12:00", "-8"), S("2021-07-01T20:00:00Z"));
}

TEST(zone__refuses_names_nobody_knows)
{
    struct zone z;
    CHECK(!zone_load(mem, S("Asia/Atlantis"), &z));
    CHECK(!zone_load(mem, S(""), &z));
    CHECK(!zone_load(mem, S("+25:00"), &z));
    CHECK(!zone_load(mem, S("../../etc/passwd"), &z));
}
