/* order.c - what zhbook wants delivered.  See mail_local.h. */
#include "mail_local.h"
#include "wire.h"

static bool one_of(str word, const char *names, int *out)
{
    int i = 0;
    for (struct cut c = {.tail = str_of(names)}; c.tail.len; i++) {
        c = str_cut(c.tail, '|');
        if (str_eq(c.head, word)) return *out = i, true;
    }
    return false;
}

static void take_words(arena *a, str line, struct strs *out)
{
    *out = (struct strs){0};
    while (line.len) strs_add(a, out, wire_take(a, &line));
}

static bool take_server(arena *a, str line, struct server *s)
{
    int tls, auth;
    s->host = wire_take(a, &line);
    s->port = (int)wire_take_number(&line);
    if (!one_of(wire_take(a, &line), "starttls|implicit|none", &tls)) return false;
    if (!one_of(wire_take(a, &line), "auto|plain|login|xoauth2", &auth)) return false;
    s->tls = (enum tls)tls;
    s->auth = (enum mail_auth)auth;
    s->user = wire_take(a, &line);
    s->ca = wire_take(a, &line);
    return s->host.len && s->port > 0 && s->port < 65536;
}

bool secret_line(arena *a, str line, struct secret *s)
{
    int kind;
    if (!one_of(wire_take(a, &line), "none|env|file|command", &kind)) return false;
    *s = (struct secret){.kind = kind};
    take_words(a, line, &s->words);
    return !kind || s->words.n;
}

/* A line of a header must not end in it. */
static bool is_one_line(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] < 0x20 || s.p[i] == 0x7F) return false;
    return true;
}

static bool is_plain(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] <= 0x20 || s.p[i] >= 0x7F || s.p[i] == '"' || s.p[i] == '<' || s.p[i] == '>')
            return false;
    return true;
}

static bool take_mail(arena *a, str line, struct delivery *d)
{
    int way;
    d->number = (int)wire_take_number(&line);
    if (!one_of(wire_take(a, &line), "smtp|program|file", &way)) return false;
    d->way = (enum way)way;
    d->to = wire_take(a, &line);
    d->subject = wire_take(a, &line);
    d->id = wire_take(a, &line);
    d->text = wire_take(a, &line);
    d->file = wire_take(a, &line);
    d->name = wire_take(a, &line);
    d->shown = wire_take(a, &line);
    d->marker = wire_take(a, &line);
    return d->to.len && is_plain(d->to) && d->from.len && is_plain(d->from) && d->id.len &&
           is_plain(d->id) && is_plain(d->name) && is_one_line(d->shown);
}

static bool take_put(arena *a, str line, struct delivery *d)
{
    d->number = (int)wire_take_number(&line);
    d->way = WAY_DAV;
    d->to = wire_take(a, &line);
    d->server.user = wire_take(a, &line);
    d->server.ca = wire_take(a, &line);
    d->file = wire_take(a, &line);
    d->name = wire_take(a, &line);
    d->marker = wire_take(a, &line);
    return (str_starts(d->to, S("https://")) || str_starts(d->to, S("http://"))) && d->file.len &&
           d->name.len;
}

/* `now` is what has been said so far; a delivery is that and its own line. */
static bool one(struct order *o, struct delivery *now, arena *a, str line)
{
    str word = wire_take(a, &line);
    if (str_eq(word, S("patience"))) {
        o->timeout = (int)wire_take_number(&line);
        o->tries = (int)wire_take_number(&line);
        o->pause = (double)wire_take_number(&line) / 1000;
        return o->timeout > 0 && o->tries > 0;
    }
    if (str_eq(word, S("from"))) {
        now->from = wire_take(a, &line);
        now->from_name = wire_take(a, &line);
        return true;
    }
    if (str_eq(word, S("server"))) return take_server(a, line, &now->server);
    if (str_eq(word, S("secret"))) return secret_line(a, line, &now->secret);
    if (str_eq(word, S("program"))) return take_words(a, line, &now->program), true;
    bool mail = str_eq(word, S("mail"));
    if (!mail && !str_eq(word, S("put"))) return false;
    o->v = make_room(a, o->v, o->n);
    struct delivery *d = &o->v[o->n++];
    *d = *now;
    return mail ? take_mail(a, line, d) : take_put(a, line, d);
}

bool order_read(arena *a, str text, struct order *out)
{
    struct delivery now = {0};
    *out = (struct order){.timeout = 60, .tries = 1};
    if (!wire_opened(a, &text)) return false;
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (!c.ok || !one(out, &now, a, c.head)) return false;
    }
    return true;
}
