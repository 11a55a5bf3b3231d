/* date.c - see date.h.  Years are counted from March, so that a leap day is the last. */
#include "date.h"
#include "lang.h"

enum {
    ERA = 146097,   /* days in 400 years */
    EPOCH = 719468, /* days from 0000-03-01 to 1970-01-01 */
};

static long long floor_div(long long a, long long b)
{
    return a / b - (a % b < 0);
}

struct date date_of(long long instant, int zone)
{
    long long t = instant + (long long)zone * 60;
    long long days = floor_div(t, DAY), in_day = t - days * DAY;
    long long since = days + EPOCH, era = floor_div(since, ERA), doe = since - era * ERA;
    long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), m = (5 * doy + 2) / 153;
    struct date d = {
        .month = (int)(m < 10 ? m + 3 : m - 9),
        .day = (int)(doy - (153 * m + 2) / 5 + 1),
        .hour = (int)(in_day / 3600),
        .minute = (int)(in_day / 60 % 60),
        .second = (int)(in_day % 60),
        .weekday = (int)(((days + 3) % 7 + 7) % 7),
    };
    d.year = yoe + era * 400 + (d.month <= 2);
    return d;
}

long long date_days(long long year, int month, int day)
{
    year -= month <= 2;
    long long era = floor_div(year, 400), yoe = year - era * 400;
    long long doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * ERA + yoe * 365 + yoe / 4 - yoe / 100 + doy - EPOCH;
}

bool date_exists(long long year, int month, int day)
{
    static const u8 days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    return day <= days[month - 1] + (month == 2 && leap);
}

int date_week(struct date d, long long *year)
{
    /* A week is of the year that its Thursday is in. */
    long long thursday = date_days(d.year, d.month, d.day) - d.weekday + 3;
    *year = date_of(thursday * DAY, 0).year;
    return (int)((thursday - date_days(*year, 1, 1)) / 7) + 1;
}

long long date_week_days(long long year, int week)
{
    long long fourth = date_days(year, 1, 4); /* always in the first week */
    return fourth - date_of(fourth * DAY, 0).weekday + (week - 1) * 7LL;
}

str date_iso(arena *a, struct date d)
{
    return str_printf(a, "%04lld-%02d-%02d", d.year, d.month, d.day);
}

str date_utc(arena *a, long long instant)
{
    struct date d = date_of(instant, 0);
    return str_printf(a, "%04lld-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, d.hour,
                      d.minute, d.second);
}

str date_shown(arena *a, struct date d, str lang)
{
    if (!lang_is_cjk(lang)) return date_iso(a, d);
    return str_printf(a, "%lld年%d月%d日", d.year, d.month, d.day);
}
