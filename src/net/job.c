/*
 * job.c - what zhbook wants of zhbook-net, a line each (wire.h):
 *
 *   zhbook-net  version
 *   cache       folder
 *   timeout     s            and so retries, per_host, limit, delay (thousandths of a second)
 *   refresh | again | proxy  if it is so
 *   referer     hosts  page
 *   allow       rule of peer.h
 *   want        url  page  sha256  "bare" if no Referer is to be sent  address to try first
 */
#include "net_local.h"
#include "wire.h"

static void referer(struct job *j, arena *a, str *line)
{
    j->referers = make_room(a, j->referers, j->nreferers);
    struct referer *r = &j->referers[j->nreferers++];
    r->host = wire_take(a, line);
    r->page = wire_take(a, line);
}

static bool allow(struct job *j, arena *a, str *line)
{
    j->allow.v = make_room(a, j->allow.v, j->allow.n);
    return peer_rule_read(a, wire_take(a, line), &j->allow.v[j->allow.n++]);
}

static bool want(struct job *j, arena *a, str *line)
{
    j->want = make_room(a, j->want, j->n);
    struct want *w = &j->want[j->n++];
    w->url = wire_take(a, line);
    w->page = wire_take(a, line);
    w->sum = wire_take(a, line);
    w->bare = str_eq(wire_take(a, line), S("bare"));
    w->rather = wire_take(a, line);
    return str_starts(w->url, S("http://")) || str_starts(w->url, S("https://"));
}

static bool one(struct job *j, arena *a, str line)
{
    str name = wire_take(a, &line);
    if (str_eq(name, S("want"))) return want(j, a, &line);
    if (str_eq(name, S("allow"))) return allow(j, a, &line);
    if (str_eq(name, S("referer"))) referer(j, a, &line);
    else if (str_eq(name, S("cache"))) j->cache = wire_take(a, &line);
    else if (str_eq(name, S("timeout"))) j->timeout = (int)wire_take_number(&line);
    else if (str_eq(name, S("retries"))) j->retries = (int)wire_take_number(&line);
    else if (str_eq(name, S("per_host"))) j->per_host = (int)wire_take_number(&line);
    else if (str_eq(name, S("limit"))) j->limit = (isize)wire_take_number(&line);
    else if (str_eq(name, S("delay"))) j->delay = (double)wire_take_number(&line) / 1000;
    else if (str_eq(name, S("refresh"))) j->refresh = true;
    else if (str_eq(name, S("again"))) j->again = true;
    else if (str_eq(name, S("proxy"))) j->proxy = true;
    else return false;
    return true;
}

bool job_read(arena *a, str text, struct job *out)
{
    *out = (struct job){.timeout = 20, .retries = 3, .per_host = 4};
    if (!wire_opened(a, &text)) return false;
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (!c.ok || !one(out, a, c.head)) return false;
    }
    return out->cache.len && out->timeout > 0 && out->per_host > 0;
}
