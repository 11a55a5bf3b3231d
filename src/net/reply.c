/* reply.c - the head of an answer, a line at a time.  See net_local.h. */
#include "date.h"
#include "net_local.h"

enum { VALUE_MAX = 8192 };

static void keep(str *to, arena *a, str value)
{
    if (!to->len && value.len <= VALUE_MAX) *to = str_dup(a, value);
}

/* "HTTP/1.1 404 Not Found", "HTTP/2 200". */
static void status_line(struct reply *r, str line)
{
    long long n;
    str rest = str_trim(str_cut(line, ' ').tail);
    *r = (struct reply){.length = -1};
    if (rest.len >= 3 && str_int(str_head(rest, 3), &n)) r->status = (int)n;
}

void reply_line(struct reply *r, arena *a, str line)
{
    struct cut c = str_cut(line, ':');
    str name = str_trim(c.head), value = str_trim(c.tail);
    if (str_istarts(line, S("HTTP/"))) status_line(r, str_trim(line));
    else if (!c.ok) return;
    else if (str_ieq(name, S("location"))) keep(&r->location, a, value);
    else if (str_ieq(name, S("etag"))) keep(&r->etag, a, value);
    else if (str_ieq(name, S("last-modified"))) keep(&r->modified, a, value);
    else if (str_ieq(name, S("retry-after"))) keep(&r->retry, a, value);
    else if (str_ieq(name, S("content-length")) && !str_int(value, &r->length)) r->length = -1;
}

/* --- Retry-After --- */

/* The next run of letters, or of digits. */
static str word(str *s)
{
    isize at = 0, n = 0;
    while (at < s->len && !is_alpha(s->p[at]) && !is_digit(s->p[at])) at++;
    *s = str_skip(*s, at);
    while (n < s->len && (is_digit(s->p[0]) ? is_digit(s->p[n]) : is_alpha(s->p[n]))) n++;
    str w = str_head(*s, n);
    *s = str_skip(*s, n);
    return w;
}

static int month_of(str w)
{
    static const str names = LIT("janfebmaraprmayjunjulaugsepoctnovdec");
    for (isize i = 0; w.len >= 3 && i < 12; i++)
        if (str_ieq(str_head(w, 3), str_head(str_skip(names, i * 3), 3))) return (int)i + 1;
    return 0;
}

bool reply_date(str s, long long *out)
{
    long long day = 0, year = 0, hms[3];
    word(&s); /* the day's name */
    str first = word(&s), second = word(&s);
    bool asctime = first.len && is_alpha(first.p[0]);
    int month = month_of(asctime ? first : second);
    if (!month || !str_int(asctime ? second : first, &day)) return false;
    if (!asctime && !str_int(word(&s), &year)) return false;
    for (int i = 0; i < 3; i++)
        if (!str_int(word(&s), &hms[i]) || hms[i] > (i ? 60 : 23)) return false;
    if (asctime && !str_int(word(&s), &year)) return false;
    if (year < 100) year += year < 70 ? 2000 : 1900;
    if (year > 9999 || day > 31 || !date_exists(year, month, (int)day)) return false;
    *out = date_days(year, month, (int)day) * DAY + hms[0] * 3600 + hms[1] * 60 + hms[2];
    return true;
}

long long reply_wait(str value, long long now)
{
    enum { LONGEST = 400 * DAY };
    long long s;
    value = str_trim(value);
    if (!str_int(value, &s)) {
        if (!reply_date(value, &s)) return -1;
        s = s > now ? s - now : 0;
    }
    return s > LONGEST ? LONGEST : s;
}
