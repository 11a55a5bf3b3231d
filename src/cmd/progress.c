/* progress.c - one line that moves, for people only. */
#include "cmd_local.h"
#include "os.h"

struct line {
    const char *what;
    double began, drawn; /* s */
};

static void draw(void *ctx, isize done, isize jobs)
{
    struct line *l = ctx;
    double now = os_clock();
    if (now - l->drawn < 0.1) return;
    l->drawn = now;
    u8 room[256];
    arena mem = {room, room + sizeof room};
    double rate = (double)done / (now - l->began + 1e-6);
    str text = str_printf(&mem, "\r\033[K%s %td/%td  %.0f/s", l->what, done, jobs, rate);
    os_say(2, text);
}

void progress_on(const struct options *o, struct crew *c, const char *what, arena *a)
{
    if (o->quiet || o->json || !os_is_terminal(2)) return;
    struct line *l = make(a, struct line);
    *l = (struct line){.what = what, .began = os_clock(), .drawn = os_clock()};
    c->tick = draw;
    c->tick_ctx = l;
}

void progress_off(struct crew *c)
{
    if (!c->tick) return;
    os_say(2, S("\r\033[K"));
    c->tick = NULL;
}

/* --- with the time that is left --- */

struct progress progress_begin(const struct options *o, const char *what)
{
    bool on = !o->quiet && !o->json && os_is_terminal(2);
    return (struct progress){what, os_clock(), 0, on};
}

void progress_draw(struct progress *p, isize done, isize jobs)
{
    double now = os_clock();
    if (!p->on || now - p->drawn < 0.1) return;
    p->drawn = now;
    u8 room[256];
    arena mem = {room, room + sizeof room};
    double rate = (double)done / (now - p->began + 1e-6);
    long long left = done ? (long long)((double)(jobs - done) / rate) : 0;
    str text = str_printf(&mem, "\r\033[K%s %td/%td  %.1f/s  %lld:%02lld left", p->what, done, jobs,
                          rate, left / 60, left % 60);
    os_say(2, text);
}

void progress_end(struct progress *p)
{
    if (p->on) os_say(2, S("\r\033[K"));
    p->on = false;
}
