/*
 * fetch.c - which picture when, and what becomes of it.
 *
 * Every host has a queue (queue.c).  One loop starts what may start, waits for libcurl, and looks
 * at what ended.
 */
#include "fetch_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "url.h"

enum {
    WAIT_MAX = 60,     /* s that a Retry-After may keep us; longer ones end the host */
    BACK_OFF_MAX = 30, /* s */
    TURNS_MAX = 2,     /* other hosts that are asked for what one says is not there */
    FAILURES = 4,      /* pictures without any answer, and a host counts as dead */
    LARGE = 1 << 20,   /* bytes of a picture whose memory is given back */
};

/* --- the end of one --- */

static void done(struct fetch *f, isize i, enum result result, const struct ending *e)
{
    static const char *const names[] = {
        [FETCH_NEW] = "new",       [FETCH_SAME] = "same",     [FETCH_HAD] = "had",
        [FETCH_FAILED] = "failed", [FETCH_LATELY] = "lately", [FETCH_DIFFERS] = "differs",
        [FETCH_LEFT] = "left",
    };
    arena scratch = f->temp;
    struct buf b = {.mem = &scratch};
    struct item *it = &f->item[i];
    if (it->claimed) os_unlock(f->index.lock, it->claim);
    it->claimed = false;
    f->left--;
    wire_put(&b, S("done"));
    wire_number(&b, i);
    wire_put(&b, str_of(names[result]));
    wire_number(&b, e->http);
    wire_put(&b, e->sum);
    wire_number(&b, e->bytes);
    wire_number(&b, e->w);
    wire_number(&b, e->h);
    wire_put(&b, e->type);
    wire_put(&b, e->why);
    wire_put(&b, e->url);
    wire_end(&b);
    if (!os_say(1, buf_str(&b))) f->broken = true; /* nobody listens */
}

static void remember(struct fetch *f, const struct cache_line *line)
{
    if (!index_add(&f->index, line, f->temp, &f->said)) f->broken = true;
}

/* The address that is asked before redirects and turns. */
static str asked_url(const struct fetch *f, isize i)
{
    const struct want *w = &f->job->want[i];
    return f->item[i].rather ? w->rather : w->url;
}

static void go_to(struct fetch *f, isize i, str url)
{
    f->item[i].at = str_cut(url, '#').head;
    f->item[i].hops = 0;
    queue_at_host(f, i);
    queue_put(f, i);
}

/* Nothing came; `forget` seconds from now it is worth another question. */
static void fail(struct fetch *f, isize i, int http, str why, long long forget)
{
    long long now = os_now();
    if (f->item[i].rather && http && http < 500 && http != 429) {
        f->item[i].rather = false;
        f->item[i].turns = 0;
        go_to(f, i, asked_url(f, i));
        return;
    }
    const struct cache_line *old = index_find(&f->index, f->item[i].key);
    struct cache_line line = {.url = f->job->want[i].url, .status = why, .http = http, .time = now};
    line.again = now + forget;
    if (!old || !old->sum.len) remember(f, &line); /* an old picture is better than none */
    done(f, i, FETCH_FAILED, &(struct ending){.http = http, .why = why});
}

static void fail_z(struct fetch *f, isize i, int http, const char *why, long long forget)
{
    fail(f, i, http, str_of(why), forget);
}

/* --- the body --- */

static bool keep_file(struct fetch *f, str from, str sum)
{
    arena scratch = f->temp;
    str path = cache_file(&scratch, f->index.dir, sum);
    return os_mkdir(path_dir(path), scratch, &f->said) && os_move(from, path, scratch, &f->said);
}

/* Whatever stands there instead of a picture, in a few words. */
static str guess(str bytes)
{
    str head = str_trim(str_head(bytes, bytes.len < 1024 ? bytes.len : 1024));
    if (!head.len) return S("not a picture: nothing");
    if (str_istarts(head, S("<!doctype html")) || str_ifind(head, S("<html"), 0) >= 0)
        return S("not a picture: a web page");
    if (str_starts(head, S("{")) || str_starts(head, S("["))) return S("not a picture: data");
    if (str_starts(head, S("%PDF"))) return S("not a picture: a PDF document");
    return S("not a picture");
}

/* The file as a picture: false, and why, if it is none. */
static bool look(struct fetch *f, const struct web_end *end, struct ending *e)
{
    arena scratch = f->temp;
    struct image_info is = {0};
    str bytes, damage;
    *e = (struct ending){.http = end->head.status, .bytes = end->bytes};
    e->why = S("the body cannot be read again");
    if (!os_read_quiet(&scratch, end->file, WEB_BODY_MAX, &bytes)) return false;
    const struct codec *codec = codec_of(bytes);
    e->why = codec ? (str){0} : guess(bytes);
    if (codec) e->type = str_of(codec->mime);
    if (codec && codec->info) codec->info(bytes, &is, &damage);
    e->sum = sha256_hex(f->mem, sha256(bytes), 32);
    e->bytes = bytes.len;
    e->w = is.orientation >= 5 ? is.h : is.w;
    e->h = is.orientation >= 5 ? is.w : is.h;
    if (bytes.len > LARGE) arena_trim(f->temp);
    return codec;
}

static void take(struct fetch *f, isize i, const struct web_end *end)
{
    struct ending e;
    str want = f->job->want[i].sum;
    if (!look(f, end, &e)) {
        fail(f, i, e.http, e.why, DAY);
        return;
    }
    if (want.len && !str_eq(want, e.sum)) {
        done(f, i, FETCH_DIFFERS, &e);
        return;
    }
    if (!keep_file(f, end->file, e.sum)) {
        f->broken = true;
        return;
    }
    const struct cache_line *old = index_find(&f->index, f->item[i].key);
    bool same = old && str_eq(old->sum, e.sum);
    struct cache_line line = {.url = asked_url(f, i), .sum = e.sum, .bytes = e.bytes};
    line.type = e.type;
    line.http = e.http;
    line.time = os_now();
    line.etag = end->head.etag;
    line.modified = end->head.modified;
    remember(f, &line);
    e.url = line.url;
    done(f, i, same ? FETCH_SAME : FETCH_NEW, &e);
}

/* 304: what we have is what there is. */
static void still(struct fetch *f, isize i, const struct web_end *end)
{
    const struct cache_line *old = index_find(&f->index, f->item[i].key);
    if (!old || !f->item[i].conditional) {
        fail_z(f, i, end->head.status, "304, though nothing was said of what we have", DAY);
        return;
    }
    struct cache_line line = *old;
    line.time = os_now();
    if (end->head.etag.len) line.etag = end->head.etag;
    remember(f, &line);
    done(f, i, FETCH_SAME,
         &(struct ending){.http = 304, .sum = line.sum, .bytes = line.bytes, .type = line.type});
}

/* --- what to do about an answer --- */

static void follow(struct fetch *f, isize i, const struct web_end *end)
{
    struct item *it = &f->item[i];
    str to;
    if (!end->head.location.len) {
        fail_z(f, i, end->head.status, "a redirect that leads nowhere", DAY);
    } else if (++it->hops > HOPS_MAX) {
        fail_z(f, i, end->head.status, "more than 8 redirects", DAY);
    } else if (!url_clean(f->mem, end->head.location, it->at, &to) ||
               (!str_starts(to, S("http://")) && !str_starts(to, S("https://")))) {
        fail_z(f, i, end->head.status, "a redirect that leads out of the web", DAY);
    } else {
        it->at = str_cut(to, '#').head;
        queue_at_host(f, i);
        queue_put(f, i);
    }
}

/* Ask another host for the same picture; false if there is none left. */
static bool turn(struct fetch *f, isize i, int most)
{
    struct item *it = &f->item[i];
    if (it->turns >= most) return false;
    str to = host_turn(f->mem, asked_url(f, i), it->turns + 1);
    if (!to.len) return false;
    it->turns++;
    go_to(f, i, to);
    return true;
}

/* The same once more, later, if it was not tried too often. */
static bool again(struct fetch *f, isize i, double least)
{
    struct item *it = &f->item[i];
    if (it->tries >= f->job->retries) return false;
    double wait = it->tries < 7 ? 0.5 * (1 << it->tries) : BACK_OFF_MAX;
    if (wait > BACK_OFF_MAX) wait = BACK_OFF_MAX;
    if (wait < least) wait = least;
    it->tries++;
    if (turn(f, i, it->turns + 1)) return true; /* another host need not be waited for */
    queue_later(f, i, wait);
    return true;
}

/* All that still wait for this host have the same answer. */
static void close_host(struct fetch *f, isize host, int http, str why, long long forget)
{
    struct host *h = &f->host[host];
    h->closed = str_dup(f->mem, why);
    h->closed_http = http;
    h->closed_for = forget;
}

static void passing(struct fetch *f, isize i, const struct web_end *end, const char *why)
{
    struct item *it = &f->item[i];
    struct host *h = &f->host[it->host];
    isize host = it->host;
    bool asked_to_wait = end->head.status == 429 || end->head.status == 503;
    long long wait = asked_to_wait ? reply_wait(end->head.retry, os_now()) : -1;
    if (wait > WAIT_MAX) {
        str words = str_printf(f->mem, "%s; the server asks to come back in %lld s", why, wait);
        close_host(f, host, end->head.status, words, wait);
        fail(f, i, end->head.status, words, wait);
        return;
    }
    if (wait > 0 && h->not_before < os_clock() + (double)wait)
        h->not_before = os_clock() + (double)wait;
    if (again(f, i, wait > 0 ? (double)wait : 0)) return;
    if (end->result != WEB_ANSWER && ++h->silent >= FAILURES && !h->spoke)
        close_host(f, host, 0, str_printf(f->mem, "%s, like %d before of this host", why, FAILURES),
                   0);
    fail_z(f, i, end->head.status, why, 0);
}

/* Without a Referer, then elsewhere. */
static void elsewhere(struct fetch *f, isize i, const struct web_end *end, struct verdict v)
{
    struct item *it = &f->item[i];
    bool about_us = v.status == 401 || v.status == 403;
    if (about_us && it->referred && !it->bare) {
        it->bare = true;
        queue_put(f, i);
        return;
    }
    if (turn(f, i, TURNS_MAX)) return;
    fail_z(f, i, end->head.status, v.why, v.forget);
}

static void answered(struct fetch *f, isize i, const struct web_end *end)
{
    struct verdict v = verdict_of(end->head.status);
    f->host[f->item[i].host].spoke = true;
    switch (v.act) {
    case ACT_TAKE: take(f, i, end); break;
    case ACT_SAME: still(f, i, end); break;
    case ACT_FOLLOW: follow(f, i, end); break;
    case ACT_AGAIN: passing(f, i, end, v.why); break;
    case ACT_ELSEWHERE: elsewhere(f, i, end, v); break;
    case ACT_NO: fail_z(f, i, v.status, v.why, v.forget); break;
    }
}

static void ended(struct fetch *f, const struct web_end *end)
{
    isize i = end->id;
    f->host[f->item[i].host].active--;
    f->active--;
    switch (end->result) {
    case WEB_ANSWER: answered(f, i, end); break;
    case WEB_NOTHING: passing(f, i, end, end->why); break;
    case WEB_NEVER: fail_z(f, i, end->head.status, end->why, 30LL * DAY); break;
    case WEB_REFUSED:
        fail(f, i, 0, str_printf(f->mem, "refused: it leads to %s", end->why), 0);
        break;
    case WEB_DISK:
        diag(&f->said, DIAG_WRITE, (where){.file = end->file}, "%s", end->why);
        f->broken = true;
        break;
    }
}

/* --- the beginning of one --- */

/* True if nothing needs to be asked: it was, by us or by others, or somebody is at it. */
static bool is_settled(struct fetch *f, isize i)
{
    struct item *it = &f->item[i];
    const struct want *w = &f->job->want[i];
    if (it->claimed) return false;
    if (!os_lock(f->index.lock, it->claim, false)) {
        queue_later(f, i, 0.2);
        return true;
    }
    it->claimed = true;
    index_follow(&f->index);
    const struct cache_line *l = index_find(&f->index, it->key);
    if (!l) return false;
    bool fresh = f->job->refresh && l->time <= f->began;
    bool right = !w->sum.len || str_eq(w->sum, l->sum);
    if (l->sum.len && right && index_holds(&f->index, l, f->temp)) {
        it->conditional = l->etag.len || l->modified.len;
        if (fresh) return false;
        done(f, i, FETCH_HAD, &(struct ending){.sum = l->sum, .bytes = l->bytes, .type = l->type});
        return true;
    }
    if (l->sum.len || f->job->again || l->again <= os_now()) return false;
    done(f, i, FETCH_LATELY, &(struct ending){.http = (int)l->http, .why = l->status});
    return true;
}

static void begin(struct fetch *f, isize i)
{
    struct item *it = &f->item[i];
    bool fresh = !it->claimed;
    if (is_settled(f, i)) return;
    if (fresh && f->job->limit && f->asked++ >= f->job->limit) {
        done(f, i, FETCH_LEFT, &(struct ending){0});
        return;
    }
    struct host *h = &f->host[it->host];
    if (h->closed.len) {
        if (!turn(f, i, TURNS_MAX)) fail(f, i, h->closed_http, h->closed, h->closed_for);
        return;
    }
    arena scratch = f->temp;
    struct web_ask ask = {.id = i, .url = it->at, .host = h->name};
    if (!it->bare) ask.referer = referer_of(f->job, &f->job->want[i], it->at, &scratch);
    it->referred = ask.referer.len > 0;
    const struct cache_line *l = it->conditional ? index_find(&f->index, it->key) : NULL;
    if (l) ask.etag = l->etag, ask.modified = l->modified;
    if (!web_start(f->web, &ask)) {
        fail_z(f, i, 0, "the request could not be made", 0);
        return;
    }
    h->active++;
    f->active++;
    if (f->job->delay > 0) h->not_before = os_clock() + f->job->delay;
}

/* Start all that may start; how long until something may, s. */
static double start(struct fetch *f)
{
    double now = os_clock(), next = now + 1;
    double due = queue_wake(f, now);
    if (due < next) next = due;
    for (isize n = 0; n < f->nhosts && !f->broken; n++) {
        isize k = (f->turn + n) % f->nhosts;
        while (f->host[k].first >= 0 && web_free(f->web) && !f->broken) {
            struct host *h = &f->host[k];
            bool open = h->active < f->job->per_host;
            if (!h->closed.len && (!open || h->not_before > now)) {
                if (open && h->not_before < next) next = h->not_before;
                break;
            }
            isize i = h->first;
            h->first = f->item[i].next;
            begin(f, i); /* may add hosts, and move them */
        }
    }
    f->turn = f->nhosts ? (f->turn + 1) % f->nhosts : 0;
    return next - now;
}

/* --- all of them --- */

/* What a killed program left under way, and nobody touches any more. */
static void sweep(const struct fetch *f)
{
    enum { OLD = 3600 };
    arena scratch = f->temp;
    struct strs names = {0};
    struct diags quiet = {.mem = &scratch};
    if (!os_list(&scratch, f->job->cache, &names, &quiet)) return;
    for (isize i = 0; i < names.n; i++) {
        arena rest = scratch;
        if (!str_starts(names.v[i], S("part.tmp-"))) continue;
        str path = path_join(&rest, f->job->cache, names.v[i]);
        if (os_stat(path, rest).mtime_ns / 1000000000 < os_now() - OLD) os_remove(path, rest);
    }
}

static void enter(struct fetch *f)
{
    for (isize i = 0; i < f->job->n; i++) {
        struct item *it = &f->item[i];
        it->key = cache_key(f->mem, f->job->want[i].url);
        it->claim = cache_claim(it->key);
        it->rather = f->job->want[i].rather.len > 0;
        go_to(f, i, asked_url(f, i));
    }
}

static void loop(struct fetch *f)
{
    struct web_end end;
    while (f->left && !f->broken) {
        double wait = start(f);
        if (!f->left || f->broken) break;
        int ms = wait < 0 ? 0 : (int)(wait * 1000) + 1;
        while (!f->broken && web_next(f->web, ms, &end)) {
            ended(f, &end);
            ms = 0;
        }
        if (web_stopped(f->web)) break;
    }
}

static void report(struct fetch *f)
{
    arena scratch = f->temp;
    struct buf b = {.mem = &scratch};
    for (const struct diag *d = f->said.first; d; d = d->next) {
        wire_put(&b, S("said"));
        wire_number(&b, d->id);
        wire_put(&b, d->at.file);
        wire_put(&b, d->detail);
        wire_end(&b);
    }
    wire_put(&b, S("end"));
    wire_number(&b, f->left);
    wire_number(&b, os_peak_memory());
    wire_end(&b);
    os_say(1, buf_str(&b));
}

int fetch_run(struct job *j, arena *a)
{
    enum { DONE = 0, SYSTEM = 5, NETWORK = 8 };
    arena said = arena_reserve((isize)1 << 30);
    struct fetch *f = make(a, struct fetch);
    *f =
        (struct fetch){.mem = a, .job = j, .left = j->n, .began = os_now(), .said = {.mem = &said}};
    f->temp = arena_reserve((isize)1 << 30);
    f->hosts = (struct table){.mem = a};
    f->item = make_n(a, struct item, j->n + 1);
    f->heap = make_n(a, isize, j->n + 1);
    bool ok = index_open(&f->index, a, j->cache, &f->said);
    if (ok) {
        sweep(f);
        f->web = web_open(a, j);
        enter(f);
        loop(f);
        web_close(f->web);
        index_tidy(&f->index, f->temp, &f->said);
    }
    report(f);
    return f->said.count[DIAG_ERROR] ? SYSTEM : f->left ? NETWORK : DONE;
}
