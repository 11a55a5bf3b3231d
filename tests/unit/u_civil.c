#include "date.h"
#include "unit.h"

TEST(date__days_and_back)
{
    for (long long day = -800000; day < 800000; day += 37) {
        struct date d = date_of(day * 86400 + 3661, 0);
        CHECK(date_days(d.year, d.month, d.day) == day);
        CHECK(d.hour == 1 && d.minute == 1 && d.second == 1);
    }
}

TEST(date__zones_move_the_day)
{
    long long t = 1628926664; /* Sat, 14 Aug 2021 07:37:44 GMT */
    CHECK_STR(date_utc(mem, t), S("2021-08-14T07:37:44Z"));
    CHECK_INT(date_of(t, 0).weekday, 5);
    CHECK_STR(date_iso(mem, date_of(t, 17 * 60)), S("2021-08-15"));
    CHECK_STR(date_iso(mem, date_of(-1, 0)), S("1969-12-31"));
    CHECK_STR(date_shown(mem, date_of(t, 0), S("zh-CN")), S("2021年8月14日"));
}

TEST(date__exists_only_in_the_calendar)
{
    CHECK(date_exists(2024, 2, 29) && date_exists(2000, 2, 29) && date_exists(1, 12, 31));
    CHECK(!date_exists(2023, 2, 29) && !date_exists(1900, 2, 29) && !date_exists(2024, 4, 31));
    CHECK(!date_exists(0, 1, 1) && !date_exists(2024, 0, 1) && !date_exists(2024, 13, 1));
    CHECK(!date_exists(2024, 1, 0) && !date_exists(2024, 1, -1));
}
