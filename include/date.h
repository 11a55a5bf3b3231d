/*
 * date.h - instants and days, without a clock or a zone of the machine.
 *
 * An instant is seconds since 1970-01-01T00:00Z, negative before.  The calendar is the
 * proleptic Gregorian one.
 */
#ifndef ZH_DATE_H
#define ZH_DATE_H

#include "str.h"

enum { DAY = 86400 }; /* s */

struct date {
    long long year;
    int month, day;           /* 1..12, 1..31 */
    int hour, minute, second; /* 0..23, 0..59, 0..59 */
    int weekday;              /* 0: Monday */
};

/* The instant's date as seen `zone` minutes east of UTC. */
struct date date_of(long long instant, int zone);

/* Days from 1970-01-01 to a date; month 1..12, day may be out of range and carries over. */
long long date_days(long long year, int month, int day);

/* True for a day of the calendar from the year 1 on. */
bool date_exists(long long year, int month, int day);

/* The week of ISO 8601 that a day is in, 1..53, and its year; and the Monday of such a week as
 * days since 1970. */
int date_week(struct date d, long long *year);
long long date_week_days(long long year, int week);

/* "2021-08-14"; years 0..9999 have four digits. */
str date_iso(arena *a, struct date d);
/* "2021-08-14T07:37:44Z" of an instant. */
str date_utc(arena *a, long long instant);
/* "2021年8月14日" if lang_is_cjk(lang), else date_iso. */
str date_shown(arena *a, struct date d, str lang);

#endif
