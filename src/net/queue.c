/*
 * queue.c - what waits: for its host, or for a time.
 *
 * Every host has a queue; what has to wait (for another try, for another program that is
 * at the same address) lies in a heap by the time it is due, and goes back to its host's
 * queue then.
 */
#include "fetch_local.h"
#include "hash.h"
#include "os.h"
#include "url.h"

static void heap_push(struct fetch *f, isize i)
{
    isize at = f->nheap++;
    for (isize up; at > 0; at = up) {
        up = (at - 1) / 2;
        if (f->item[f->heap[up]].due <= f->item[i].due) break;
        f->heap[at] = f->heap[up];
    }
    f->heap[at] = i;
}

static isize heap_pop(struct fetch *f)
{
    isize first = f->heap[0], last = f->heap[--f->nheap], at = 0;
    for (isize down; (down = at * 2 + 1) < f->nheap; at = down) {
        if (down + 1 < f->nheap && f->item[f->heap[down + 1]].due < f->item[f->heap[down]].due)
            down++;
        if (f->item[last].due <= f->item[f->heap[down]].due) break;
        f->heap[at] = f->heap[down];
    }
    f->heap[at] = last;
    return first;
}

void queue_put(struct fetch *f, isize i)
{
    struct host *h = &f->host[f->item[i].host];
    f->item[i].next = -1;
    if (h->first < 0) h->first = i;
    else f->item[h->last].next = i;
    h->last = i;
}

void queue_later(struct fetch *f, isize i, double seconds)
{
    f->item[i].due = os_clock() + seconds;
    heap_push(f, i);
}

void queue_at_host(struct fetch *f, isize i)
{
    struct url u = url_split(f->item[i].at);
    str name = str_printf(f->mem, "%.*s:%.*s", STR(str_lower(f->mem, u.host)),
                          STR(u.port.len ? u.port : u.scheme));
    isize *at = table_at(&f->hosts, hash64(name));
    if (*at < 0) {
        *at = f->nhosts;
        f->host = make_room(f->mem, f->host, f->nhosts);
        f->host[f->nhosts++] =
            (struct host){.name = str_head(name, u.host.len), .first = -1, .last = -1};
    }
    f->item[i].host = *at;
}

double queue_wake(struct fetch *f, double now)
{
    while (f->nheap && f->item[f->heap[0]].due <= now) queue_put(f, heap_pop(f));
    return f->nheap ? f->item[f->heap[0]].due : now + 3600;
}
