/*
 * timer_local.h - units of systemd, and a line of cron, that run a project when it is due.
 *
 * Only texts: install_timer.c knows where they go.
 */
#ifndef ZH_TIMER_LOCAL_H
#define ZH_TIMER_LOCAL_H

#include "conf.h"

/* The first line of what we write, by which it is known again. */
#define UNIT_OURS "# Written by zhbook install-timer, which may write it again.\n"

struct timer {
    str name;          /* of the units, without what they end in */
    str program, book; /* absolute paths */
    str title, zone;   /* of the book; a name of the tz database, or {0}: the machine's */
    str calendar;      /* OnCalendar; {0}: by cadence and week_starts */
    int cadence, week_starts;
    bool confined; /* nothing that it starts needs another user's rights */
};

/* Of a title and the path of book.yaml: "zhbook-weekly-1a2b3c4d". */
str timer_name(arena *a, str title, str book);

/* What systemd can be told: UTF-8, and a calendar of one line.  Else the word that is at fault. */
bool timer_can_be(const struct timer *t, str *fault);

void timer_calendar(struct buf *out, const struct timer *t);
void timer_service(struct buf *out, const struct timer *t);
void timer_timer(struct buf *out, const struct timer *t);

/* A line for crontab(5); nothing is added and false returned if cron cannot say it. */
bool timer_cron(struct buf *out, const struct timer *t);

#endif
