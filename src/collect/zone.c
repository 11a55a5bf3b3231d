/* zone.c - see when_local.h.  The rules of zones come with ICU. */
#include "when_local.h"

#include <unicode/ucal.h>

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2100,
    SHIFTS_MAX = 600,
};

/* "+08:00", "+0800", "+8", "UTC", "Z". */
static bool read_fixed(str s, int *offset)
{
    if (str_ieq(s, S("UTC")) || str_ieq(s, S("GMT")) || str_ieq(s, S("Z"))) {
        *offset = 0;
        return true;
    }
    if (s.len < 2 || (s.p[0] != '+' && s.p[0] != '-')) return false;
    int sign = s.p[0] == '-' ? -1 : 1, digits = 0, n[4] = {0};
    for (isize i = 1; i < s.len; i++) {
        if (s.p[i] == ':' && (digits == 2 || digits == 1)) {
            if (digits == 1) n[1] = n[0], n[0] = 0, digits = 2;
            continue;
        }
        if (!is_digit(s.p[i]) || digits == 4) return false;
        n[digits++] = s.p[i] - '0';
    }
    if (digits == 1) n[1] = n[0], n[0] = 0;
    int hours = n[0] * 10 + n[1], minutes = n[2] * 10 + n[3];
    *offset = sign * (hours * 3600 + minutes * 60);
    return digits != 3 && digits && hours <= 15 && minutes < 60;
}

static void add(struct zone *z, long long at, int offset)
{
    if (z->n && z->v[z->n - 1].offset == offset) return;
    if (z->n < SHIFTS_MAX) z->v[z->n++] = (struct zone_shift){at, offset};
}

static int offset_now(const UCalendar *cal, UErrorCode *bad)
{
    return (ucal_get(cal, UCAL_ZONE_OFFSET, bad) + ucal_get(cal, UCAL_DST_OFFSET, bad)) / 1000;
}

/* All shifts of an ICU calendar between two years. */
static bool read_shifts(UCalendar *cal, struct zone *z)
{
    UErrorCode bad = U_ZERO_ERROR;
    double at = (double)date_days(FIRST_YEAR, 1, 1) * DAY * 1000;
    double end = (double)date_days(LAST_YEAR, 1, 1) * DAY * 1000;
    ucal_setMillis(cal, at, &bad);
    add(z, (long long)(at / 1000), offset_now(cal, &bad));
    while (U_SUCCESS(bad)) {
        double next = 0;
        if (!ucal_getTimeZoneTransitionDate(cal, UCAL_TZ_TRANSITION_NEXT, &next, &bad)) break;
        if (next >= end || next <= at) break;
        at = next;
        ucal_setMillis(cal, at, &bad);
        add(z, (long long)(at / 1000), offset_now(cal, &bad));
    }
    return U_SUCCESS(bad);
}

bool zone_load(arena *a, str name, struct zone *out)
{
    enum { NAME_MAX_LEN = 64 };
    UChar id[NAME_MAX_LEN], canonical[NAME_MAX_LEN];
    UErrorCode bad = U_ZERO_ERROR;
    int offset;
    *out = (struct zone){.v = make_n(a, struct zone_shift, SHIFTS_MAX)};
    if (read_fixed(name, &offset)) {
        add(out, 0, offset);
        return true;
    }
    if (!name.len || name.len >= NAME_MAX_LEN) return false;
    for (isize i = 0; i < name.len; i++) id[i] = name.p[i];
    UBool system;
    ucal_getCanonicalTimeZoneID(id, (int32_t)name.len, canonical, NAME_MAX_LEN, &system, &bad);
    if (U_FAILURE(bad) || !system) return false;
    UCalendar *cal = ucal_open(id, (int32_t)name.len, "en", UCAL_GREGORIAN, &bad);
    if (U_FAILURE(bad)) return false;
    bool ok = read_shifts(cal, out);
    ucal_close(cal);
    return ok && out->n;
}

int zone_offset(const struct zone *z, long long utc)
{
    isize low = 0, high = z->n; /* the last shift at or before utc is in [low, high) */
    while (high - low > 1) {
        isize mid = low + (high - low) / 2;
        *(z->v[mid].at <= utc ? &low : &high) = mid;
    }
    return z->v[low].offset;
}

long long zone_instant(const struct zone *z, long long local)
{
    /* No offset exceeds a day, so the clock is set at most once in this span. */
    int before = zone_offset(z, local - DAY), after = zone_offset(z, local + DAY);
    long long early = local - before, late = local - after;
    if (zone_offset(z, early) == before) return early;
    if (zone_offset(z, late) == after) return late;
    return early;
}
