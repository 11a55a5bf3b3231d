/*
 * when.c - see when_local.h.
 *
 * One reader for all forms: the numbers and words of the text are gathered in
 * order, then judged.  A date names year, month and day in the order of East
 * Asia and ISO (all digits), or has the month as an English word.
 */
#include "when_local.h"

/* What the text says, before anybody believes it. */
struct parts {
    long long year;
    int month, day, hour, minute, second;
    bool has_date, has_time, has_zone, afternoon, morning;
    int zone; /* s */
};

struct cursor {
    str s;
    isize at;
};

static int peek(const struct cursor *c)
{
    return c->at < c->s.len ? c->s.p[c->at] : -1;
}

static bool take(struct cursor *c, str word)
{
    if (!str_istarts(str_skip(c->s, c->at), word)) return false;
    c->at += word.len;
    return true;
}

static void blanks(struct cursor *c)
{
    while (is_space(peek(c)) || take(c, S("\xC2\xA0")) || take(c, S("\xE3\x80\x80"))) {
        if (is_space(peek(c))) c->at++;
    }
}

/* Digits, at most `most`; how many there were. */
static int number(struct cursor *c, int most, long long *out)
{
    int n = 0;
    *out = 0;
    while (n < most && is_digit(peek(c))) {
        *out = *out * 10 + (c->s.p[c->at++] - '0');
        n++;
    }
    return n;
}

static bool small(struct cursor *c, int *out)
{
    long long n;
    if (!number(c, 2, &n)) return false;
    *out = (int)n;
    return !is_digit(peek(c));
}

/* "+0800", "+08:00", "-3", behind an optional "GMT". */
static bool read_offset(struct cursor *c, int *out)
{
    int sign = peek(c) == '-' ? -1 : 1;
    long long hours, minutes = 0;
    if (peek(c) != '+' && peek(c) != '-') return false;
    c->at++;
    int n = number(c, 2, &hours);
    if (n == 2) {
        if (peek(c) == ':') c->at++;
        int m = number(c, 2, &minutes);
        if (m == 1) return false;
    }
    *out = sign * (int)(hours * 3600 + minutes * 60);
    return n && hours <= 15 && minutes < 60;
}

static bool read_zone(struct cursor *c, struct parts *p)
{
    static const struct {
        str name;
        int offset;
    } names[] = {{LIT("GMT"), 0},         {LIT("UTC"), 0},         {LIT("Z"), 0},
                 {LIT("EST"), -5 * 3600}, {LIT("EDT"), -4 * 3600}, {LIT("CST"), -6 * 3600},
                 {LIT("CDT"), -5 * 3600}, {LIT("MST"), -7 * 3600}, {LIT("MDT"), -6 * 3600},
                 {LIT("PST"), -8 * 3600}, {LIT("PDT"), -7 * 3600}};
    blanks(c);
    if (peek(c) < 0) return true;
    bool named = false;
    for (isize i = 0; i < COUNT(names) && !named; i++) {
        named = take(c, names[i].name);
        if (named) p->zone = names[i].offset;
    }
    if (peek(c) == '+' || peek(c) == '-') named = read_offset(c, &p->zone);
    p->has_zone = named;
    blanks(c);
    if (peek(c) == '(') c->at = c->s.len; /* "(中国标准时间)" */
    return named && peek(c) < 0;
}

/* "15:37:44.123", "15:37", "15时37分44秒", "下午3:37"; false if it is no time. */
static bool read_time(struct cursor *c, struct parts *p)
{
    if (take(c, S("下午")) || take(c, S("晚上"))) p->afternoon = true;
    else if (take(c, S("上午")) || take(c, S("凌晨"))) p->morning = true;
    blanks(c);
    if (!small(c, &p->hour)) return false;
    bool han = take(c, S("时")) || take(c, S("點")) || take(c, S("点"));
    if (!han && !take(c, S(":")) && !take(c, S("："))) return false;
    p->has_time = true;
    blanks(c);
    if (han && !is_digit(peek(c))) return true;
    if (!small(c, &p->minute)) return false;
    if (take(c, S("分"))) han = true;
    if (!han && !take(c, S(":")) && !take(c, S("："))) goto half;
    blanks(c);
    if (han && !is_digit(peek(c))) return true;
    if (!small(c, &p->second)) return false;
    if (take(c, S("秒"))) return true;
    if (peek(c) == '.' || peek(c) == ',') {
        long long fraction;
        c->at++;
        if (!number(c, 18, &fraction)) return false;
    }
half:
    blanks(c);
    if (take(c, S("PM"))) p->afternoon = true;
    if (take(c, S("AM"))) p->morning = true;
    return true;
}

static bool read_tail(struct cursor *c, struct parts *p)
{
    blanks(c);
    if (peek(c) == 'T' || peek(c) == 't' || peek(c) == ',') c->at++;
    blanks(c);
    if (peek(c) < 0) return true;
    if (take(c, S("星期")) || take(c, S("周"))) {
        isize len;
        if (peek(c) >= 0) utf8_get(str_skip(c->s, c->at), &len), c->at += len;
        blanks(c);
        if (peek(c) < 0) return true;
    }
    struct cursor zone = *c; /* "2021-08-14 +0800" */
    if (read_zone(&zone, p)) return true;
    return read_time(c, p) && read_zone(c, p);
}

/* "2021-8-14…", "2021/08/14…", "2021.8.14…", "2021年8月14日…" */
static bool read_numeric(struct cursor *c, struct parts *p)
{
    if (number(c, 4, &p->year) != 4) return false;
    blanks(c);
    bool han = take(c, S("年"));
    int sep = peek(c);
    if (!han && sep != '-' && sep != '/' && sep != '.') return false;
    if (!han) c->at++;
    blanks(c);
    if (!small(c, &p->month)) return false;
    blanks(c);
    if (han ? !take(c, S("月")) : peek(c) != sep) return false;
    if (!han) c->at++;
    blanks(c);
    if (!small(c, &p->day)) return false;
    if (han) blanks(c);
    if (han && !take(c, S("日")) && !take(c, S("号"))) return false;
    p->has_date = true;
    return read_tail(c, p);
}

static int month_of(str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; word.len >= 3 && i < 12; i++)
        if (str_ieq(str_head(word, 3), (str){(const u8 *)names + (isize)i * 3, 3})) return i + 1;
    return 0;
}

static bool is_weekday(str word)
{
    static const char names[] = "montuewedthufrisatsun";
    for (int i = 0; word.len >= 3 && i < 7; i++)
        if (str_ieq(str_head(word, 3), (str){(const u8 *)names + (isize)i * 3, 3})) return true;
    return false;
}

/* "Sat, 14 Aug 2021 07:37:44 GMT", "Aug 14, 2021", "Sat Aug 14 2021 15:37:44 GMT+0800" */
static bool read_worded(struct cursor *c, struct parts *p)
{
    for (bool year = false;;) {
        while (is_space(peek(c)) || peek(c) == ',' || peek(c) == '-' || peek(c) == '.') c->at++;
        if (year && p->day && p->month) break;
        if (is_alpha(peek(c))) {
            isize from = c->at;
            while (is_alpha(peek(c))) c->at++;
            str word = {c->s.p + from, c->at - from};
            if (!is_weekday(word) && (p->month || !(p->month = month_of(word)))) return false;
            continue;
        }
        long long n;
        int digits = number(c, 4, &n);
        if (!digits) return false;
        if (digits <= 2 && peek(c) == ':') { /* "Sat Aug 14 07:37:44 2021" */
            c->at -= digits;
            if (p->has_time || !read_time(c, p)) return false;
        } else if (digits == 4) {
            p->year = n;
            year = true;
        } else if (digits == 2 && p->day && p->month) { /* RFC 822, as RFC 2822 reads it */
            p->year = n + (n < 50 ? 2000 : 1900);
            year = true;
        } else if (digits <= 2 && !p->day) {
            p->day = (int)n;
            if (!n) p->day = 99; /* no day of any month */
        } else {
            return false;
        }
    }
    p->has_date = true;
    if (p->has_time) return read_zone(c, p);
    return read_tail(c, p);
}

static bool is_possible(const struct parts *p)
{
    if (!date_exists(p->year, p->month, p->day)) return false;
    return p->hour < 24 && p->minute < 60 && p->second <= 60;
}

/* Seconds or milliseconds since 1970, or 20210814, or 20210814153744. */
static bool read_digits(str s, struct parts *p, struct when *out)
{
    long long n;
    if (!str_int(s, &n)) return false;
    if (s.len == 9 || s.len == 10 || s.len == 13) {
        *out = (struct when){.at = s.len == 13 ? n / 1000 : n, .timed = true};
        return true;
    }
    if (s.len != 8 && s.len != 14) return false;
    struct cursor c = {.s = s};
    number(&c, 4, &p->year);
    int *const rest[] = {&p->month, &p->day, &p->hour, &p->minute, &p->second};
    for (isize i = 0; c.at < s.len; i++) {
        long long v;
        number(&c, 2, &v);
        *rest[i] = (int)v;
    }
    p->has_date = true;
    p->has_time = s.len == 14;
    return false;
}

static bool says_nothing(str s)
{
    static const str words[] = {LIT("none"), LIT("null"), LIT("nil"),         LIT("~"),
                                LIT("nan"),  LIT("n/a"),  LIT("unknown"),     LIT("undefined"),
                                LIT("-"),    LIT("0"),    LIT("invalid date")};
    for (isize i = 0; i < COUNT(words); i++)
        if (str_ieq(s, words[i])) return true;
    return !s.len || str_starts(s, S("0000-00-00"));
}

enum when_kind when_read(str s, const struct zone *z, struct when *out)
{
    struct parts p = {0};
    s = str_trim(s);
    while (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.len - 1] == s.p[0])
        s = str_trim((str){s.p + 1, s.len - 2});
    *out = (struct when){0};
    if (says_nothing(s)) return WHEN_NONE;
    if (read_digits(s, &p, out)) return WHEN_OK;
    struct cursor c = {.s = s};
    bool read = p.has_date || read_numeric(&c, &p);
    if (!read && !p.has_date) {
        p = (struct parts){0};
        c.at = 0;
        read = read_worded(&c, &p);
    }
    if (!p.has_date) return WHEN_STRANGE;
    if (!is_possible(&p)) return WHEN_IMPOSSIBLE;
    if (!read) p.has_time = p.has_zone = false; /* the day is sure, what follows is not */
    if (!p.has_time) p.hour = p.minute = p.second = 0;
    if (p.has_time && p.afternoon && p.hour < 12) p.hour += 12;
    if (p.has_time && p.morning && p.hour == 12) p.hour = 0;
    if (p.second == 60) p.second = 59;
    long long minutes = p.hour * 60LL + p.minute;
    long long local = date_days(p.year, p.month, p.day) * DAY + minutes * 60 + p.second;
    *out = (struct when){.at = p.has_zone && p.has_time ? local - p.zone : zone_instant(z, local),
                         .timed = p.has_time};
    return WHEN_OK;
}
