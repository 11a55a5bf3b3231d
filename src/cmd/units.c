/* units.c - texts for systemd and cron.  See timer_local.h. */
#include "timer_local.h"
#include "hash.h"
#include "package.h"

static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

str timer_name(arena *a, str title, str book)
{
    str slug = book_slug(a, title);
    return str_printf(a, "zhbook-%.*s-%.*s", STR(slug), STR(sha256_hex(a, sha256(book), 4)));
}

static bool is_one_line(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] < ' ' || s.p[i] == 0x7F) return false;
    return true;
}

bool timer_can_be(const struct timer *t, str *fault)
{
    const str all[] = {t->program, t->book, t->calendar};
    for (isize i = 0; i < COUNT(all); i++) {
        *fault = all[i];
        if (!utf8_ok(all[i])) return false;
    }
    return is_one_line(t->calendar);
}

/* --- words as systemd reads them: systemd.service(5), "Command lines" --- */

static void plain(struct buf *out, str s)
{
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i] < ' ' || s.p[i] == 0x7F ? ' ' : s.p[i];
        if (c == '%') buf_byte(out, '%');
        buf_byte(out, c);
    }
    /* A backslash at its end would join the next line to it. */
    if (s.len && s.p[s.len - 1] == '\\') buf_byte(out, '.');
}

/* In quotes.  Variables are looked for in arguments, not in the program's own path. */
static void quoted(struct buf *out, str s, bool argument)
{
    buf_byte(out, '"');
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (c < ' ' || c == 0x7F) {
            buf_printf(out, "\\x%02x", c);
            continue;
        }
        if (c == '"' || c == '\\') buf_byte(out, '\\');
        if (c == '%' || (c == '$' && argument)) buf_byte(out, c);
        buf_byte(out, c);
    }
    buf_byte(out, '"');
}

/* --- units --- */

void timer_calendar(struct buf *out, const struct timer *t)
{
    if (t->calendar.len) {
        buf_add(out, t->calendar);
        return;
    }
    /* In the small hours of the first day behind what the issue is of. */
    if (t->cadence == CADENCE_WEEKLY) buf_printf(out, "%s *-*-* 06:00:00", days[t->week_starts]);
    else if (t->cadence == CADENCE_MONTHLY) buf_add(out, S("*-*-01 06:00:00"));
    else buf_add(out, S("*-*-* 06:00:00"));
    if (t->zone.len) buf_printf(out, " %.*s", STR(t->zone));
}

/* What an unprivileged manager can do.  Each of these takes from programs with the set-uid bit
 * their rights, and a sendmail needs them. */
static const char confinement[] = "NoNewPrivileges=yes\n"
                                  "LockPersonality=yes\n"
                                  "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n"
                                  "RestrictNamespaces=yes\n"
                                  "RestrictRealtime=yes\n"
                                  "RestrictSUIDSGID=yes\n"
                                  "SystemCallArchitectures=native\n";

void timer_service(struct buf *out, const struct timer *t)
{
    buf_add(out, S(UNIT_OURS "[Unit]\nDescription="));
    plain(out, t->title);
    buf_add(out, S(": fetch, make, send and publish what is due\n"
                   "Documentation=man:zhbook(1)\n\n[Service]\nType=oneshot\nExecStart="));
    quoted(out, t->program, false);
    buf_add(out, S(" run "));
    quoted(out, t->book, true);
    buf_add(out, S("\n# 4: nothing was due.\nSuccessExitStatus=4\n"
                   "# For the variables of send.smtp.password_env and its like; may be absent.\n"
                   "EnvironmentFile=-%E/zhbook/environment\n"
                   "TimeoutStartSec=6h\nNice=10\nLimitCORE=0\n"));
    if (t->confined) buf_add(out, str_of(confinement));
    else buf_add(out, S("# Not confined: send.sendmail may need rights of its own.\n"));
}

void timer_timer(struct buf *out, const struct timer *t)
{
    buf_add(out, S(UNIT_OURS "[Unit]\nDescription="));
    plain(out, t->title);
    buf_add(out, S(": when it is due\n\n[Timer]\nOnCalendar="));
    timer_calendar(out, t);
    buf_add(out, S("\n# Also if the machine was off at that time.\nPersistent=true\n"
                   "RandomizedDelaySec=30min\n\n[Install]\nWantedBy=timers.target\n"));
}

/* --- cron --- */

/* For a shell, in single quotes; cron takes a % for the end of the line. */
static void shell_word(struct buf *out, str s)
{
    buf_byte(out, '\'');
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '\'') buf_add(out, S("'\\'"));
        if (s.p[i] == '%') buf_byte(out, '\\');
        buf_byte(out, s.p[i]);
    }
    buf_byte(out, '\'');
}

bool timer_cron(struct buf *out, const struct timer *t)
{
    if (t->calendar.len || !is_one_line(t->program) || !is_one_line(t->book)) return false;
    if (t->cadence == CADENCE_WEEKLY) buf_printf(out, "0 6 * * %d  ", (t->week_starts + 1) % 7);
    else if (t->cadence == CADENCE_MONTHLY) buf_add(out, S("0 6 1 * *  "));
    else buf_add(out, S("0 6 * * *  "));
    shell_word(out, t->program);
    buf_add(out, S(" run "));
    shell_word(out, t->book);
    buf_byte(out, '\n');
    return true;
}
