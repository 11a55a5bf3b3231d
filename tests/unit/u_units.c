#include "timer_local.h"
#include "unit.h"

static struct timer weekly(void)
{
    return (struct timer){.name = S("zhbook-w-1"),
                          .program = S("/usr/bin/zhbook"),
                          .book = S("/home/me/w/book.yaml"),
                          .title = S("周刊"),
                          .zone = S("Asia/Shanghai"),
                          .cadence = CADENCE_WEEKLY,
                          .confined = true};
}

static str made(arena *a, void (*what)(struct buf *, const struct timer *), const struct timer *t)
{
    struct buf b = {.mem = a};
    what(&b, t);
    return buf_str(&b);
}

static str cron(arena *a, const struct timer *t)
{
    struct buf b = {.mem = a};
    return timer_cron(&b, t) ? buf_str(&b) : (str){0};
}

TEST(units__calendar_is_the_first_day_behind_the_issue)
{
    struct timer t = weekly();
    CHECK_STR(made(mem, timer_calendar, &t), S("Mon *-*-* 06:00:00 Asia/Shanghai"));
    t.week_starts = 6;
    t.zone = (str){0};
    CHECK_STR(made(mem, timer_calendar, &t), S("Sun *-*-* 06:00:00"));
    CHECK_STR(cron(mem, &t), S("0 6 * * 0  '/usr/bin/zhbook' run '/home/me/w/book.yaml'\n"));
    t.cadence = CADENCE_MONTHLY;
    CHECK_STR(made(mem, timer_calendar, &t), S("*-*-01 06:00:00"));
    t.cadence = CADENCE_DAILY;
    CHECK_STR(made(mem, timer_calendar, &t), S("*-*-* 06:00:00"));
    t.calendar = S("Fri 18:00");
    CHECK_STR(made(mem, timer_calendar, &t), S("Fri 18:00"));
    CHECK(!cron(mem, &t).len);
}

TEST(units__words_are_quoted_for_systemd)
{
    struct timer t = weekly();
    t.program = S("/opt/my $tools/zhbook");
    t.book = S("/a b/100% \"x\"\\$HOME/\n.yaml");
    t.title = S("5% \n[Service]\\");
    str service = made(mem, timer_service, &t);
    CHECK(str_has(service, S("\nExecStart=\"/opt/my $tools/zhbook\" run "
                             "\"/a b/100%% \\\"x\\\"\\\\$$HOME/\\x0a.yaml\"\n")));
    CHECK(str_has(service, S("Description=5%%  [Service]\\.: fetch")));
    CHECK(str_has(service, S("\nSuccessExitStatus=4\n")));
}

TEST(units__cron_is_quoted_for_shell_and_cron)
{
    struct timer t = weekly();
    t.book = S("/it's/100%/b.yaml");
    CHECK_STR(cron(mem, &t), S("0 6 * * 1  '/usr/bin/zhbook' run '/it'\\''s/100\\%/b.yaml'\n"));
    t.book = S("/a\nb.yaml");
    CHECK(!cron(mem, &t).len);
}

TEST(units__who_needs_other_rights_is_not_confined)
{
    struct timer t = weekly();
    CHECK(str_has(made(mem, timer_service, &t), S("NoNewPrivileges=yes")));
    t.confined = false;
    CHECK(!str_has(made(mem, timer_service, &t), S("NoNewPrivileges")));
}

TEST(units__what_systemd_cannot_read_is_refused)
{
    struct timer t = weekly();
    str fault;
    CHECK(timer_can_be(&t, &fault));
    t.calendar = S("Mon\nExecStart=/bin/sh");
    CHECK(!timer_can_be(&t, &fault));
    t = weekly();
    t.book = S("/a\xff.yaml");
    CHECK(!timer_can_be(&t, &fault));
    CHECK_STR(fault, t.book);
}

TEST(units__names_tell_projects_apart)
{
    str one = timer_name(mem, S("Weekly"), S("/a/book.yaml"));
    CHECK(str_starts(one, S("zhbook-weekly-")) && one.len == 14 + 8);
    CHECK(!str_eq(one, timer_name(mem, S("Weekly"), S("/b/book.yaml"))));
}
