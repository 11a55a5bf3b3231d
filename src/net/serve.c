/*
 * serve.c - a published folder over HTTP; the only file that knows libmicrohttpd.
 *
 * Only regular files below the folder are shown: a request's path is taken apart, each part is
 * opened in the folder before it, and no link is followed.  One thread, which also waits for the
 * signal to end; then no new connection is taken, and those at work may finish.
 */
#include "hash.h"
#include "net_local.h"
#include "os.h"
#include "serve_local.h"

#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

enum {
    WAIT_MS = 200,
    LAST_SECONDS = 30, /* for those at work when it ends */
    IDLE_SECONDS = 60,
    CONNECTIONS = 256,
    CATALOGUE_MAX = 64 << 20, /* bytes */
    KEPT = 1 << 20,           /* bytes of memory that an answer may leave behind */
};
/* The program's exit status (exit.def). */
enum { USAGE = 2, CONFIG = 3, SYSTEM = 5 };

struct site {
    const struct show *show;
    arena scratch;
    char *password; /* NULL: everybody may read */
    int busy;       /* requests that are being answered */
    bool ending;
};

/* One request; its memory is gone with the answer. */
struct ask {
    struct site *site;
    struct MHD_Connection *c;
    arena *mem;
    bool get; /* not HEAD */
};

/* --- answers --- */

static const char nothing[] = "There is nothing here.\n";

static str header(const struct ask *q, const char *name)
{
    return str_of(MHD_lookup_connection_value(q->c, MHD_HEADER_KIND, name));
}

static void add(struct MHD_Response *r, const char *name, const char *value)
{
    if (r) MHD_add_response_header(r, name, value);
}

static enum MHD_Result give(const struct ask *q, unsigned status, struct MHD_Response *r)
{
    if (!r) return MHD_NO;
    add(r, "X-Content-Type-Options", "nosniff");
    add(r, "Referrer-Policy", "no-referrer");
    add(r, "Content-Security-Policy",
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; form-action "
        "'none'; base-uri 'none'; frame-ancestors 'none'");
    if (q->site->ending) add(r, "Connection", "close");
    enum MHD_Result ok = MHD_queue_response(q->c, status, r);
    MHD_destroy_response(r);
    return ok;
}

static struct MHD_Response *text(str s, const char *type)
{
    struct MHD_Response *r =
        MHD_create_response_from_buffer((size_t)s.len, (void *)s.p, MHD_RESPMEM_MUST_COPY);
    if (type) add(r, "Content-Type", type);
    return r;
}

static enum MHD_Result refuse(const struct ask *q, unsigned status, const char *why)
{
    struct MHD_Response *r = text(str_of(why), "text/plain; charset=utf-8");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) add(r, "Allow", "GET, HEAD");
    if (status == MHD_HTTP_UNAUTHORIZED)
        add(r, "WWW-Authenticate", "Basic realm=\"books\", charset=\"UTF-8\"");
    return give(q, status, r);
}

/*
 * What its conditions make of a request for something that has this tag and was changed then
 * (s since 1970; -1: nobody knows): 200, 304 or 412.
 *
 * Spec: RFC 9110, section 13.2.2.
 */
static unsigned judge(const struct ask *q, str tag, long long changed)
{
    long long when;
    str match = header(q, "If-Match"), none = header(q, "If-None-Match");
    if (match.len && !http_match(match, tag)) return MHD_HTTP_PRECONDITION_FAILED;
    if (!match.len && reply_date(header(q, "If-Unmodified-Since"), &when) && changed > when)
        return MHD_HTTP_PRECONDITION_FAILED;
    if (none.len) return http_match(none, tag) ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
    bool old = changed >= 0 && reply_date(header(q, "If-Modified-Since"), &when);
    return old && changed <= when ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
}

static enum MHD_Result give_text(const struct ask *q, str body, const char *type)
{
    str tag = str_printf(q->mem, "\"%016llx\"", (unsigned long long)hash64(body));
    unsigned status = judge(q, tag, -1);
    struct MHD_Response *r = text(status == MHD_HTTP_PRECONDITION_FAILED ? (str){0} : body, type);
    add(r, "ETag", str_z(q->mem, tag));
    add(r, "Cache-Control", "no-cache");
    return give(q, status, r);
}

/* The part of `size` bytes that is asked for of what has this tag and date; else all of it. */
static enum http_range part_of(const struct ask *q, long long size, str tag, str date,
                               long long *from, long long *to)
{
    str unless = header(q, "If-Range");
    bool same = !unless.len || str_eq(unless, tag) || str_eq(unless, date);
    enum http_range part = RANGE_NONE;
    if (q->get && same) part = http_range(header(q, "Range"), size, from, to);
    if (part == RANGE_NONE) *from = 0, *to = size - 1;
    return part;
}

/* The file, or the part of it that is asked for; takes the descriptor. */
static enum MHD_Result give_file(const struct ask *q, int file, str path)
{
    struct os_info info = os_fstat(file);
    long long from = 0, to = info.size - 1, changed = info.mtime_ns / 1000000000;
    str tag = str_printf(q->mem, "\"%llx-%llx\"", info.size, info.mtime_ns);
    str date = http_date(q->mem, changed);
    unsigned status = judge(q, tag, changed);
    if (status == MHD_HTTP_OK) {
        enum http_range part = part_of(q, info.size, tag, date, &from, &to);
        if (part == RANGE_PART) status = MHD_HTTP_PARTIAL_CONTENT;
        if (part == RANGE_BAD) status = MHD_HTTP_RANGE_NOT_SATISFIABLE;
    }
    /* What is not sent because the client has it is still said to be so long. */
    bool some = status == MHD_HTTP_PARTIAL_CONTENT;
    bool has = some || status == MHD_HTTP_OK || status == MHD_HTTP_NOT_MODIFIED;
    struct MHD_Response *r = has ? MHD_create_response_from_fd_at_offset64(
                                       (uint64_t)(to - from + 1), file, (uint64_t)from)
                                 : text((str){0}, NULL);
    if (!r || !has) os_close(file);
    if (has) add(r, "Content-Type", http_type(path));
    str range = some ? str_printf(q->mem, "bytes %lld-%lld/%lld", from, to, info.size)
                     : str_printf(q->mem, "bytes */%lld", info.size);
    if (some || status == MHD_HTTP_RANGE_NOT_SATISFIABLE)
        add(r, "Content-Range", str_z(q->mem, range));
    add(r, "Accept-Ranges", "bytes");
    add(r, "ETag", str_z(q->mem, tag));
    add(r, "Last-Modified", str_z(q->mem, date));
    add(r, "Cache-Control", "no-cache");
    return give(q, status, r);
}

/* --- the catalogue, which can be searched while it is served --- */

static bool slurp(const struct ask *q, str path, str *out)
{
    int file = os_open_below(q->site->show->root, path, *q->mem);
    if (file < 0) return false;
    struct os_info info = os_fstat(file);
    u8 *p = info.kind == OS_FILE && info.size <= CATALOGUE_MAX
                ? arena_raw(q->mem, 1, 1, (isize)info.size + 1)
                : NULL;
    bool ok = p && os_pread(file, 0, p, (isize)info.size);
    os_close(file);
    *out = (str){p, ok ? (isize)info.size : 0};
    return ok;
}

/* True if the path is one of those that are made here; *result then says how it went. */
static bool answer_made(const struct ask *q, str path, str words, enum MHD_Result *result)
{
    str body;
    if (str_eq(path, S("opds/opensearch.xml"))) body = search_description(q->mem);
    else if (str_eq(path, S("opds/index.xml")) && slurp(q, path, &body))
        body = search_offer(q->mem, body);
    else if (str_eq(path, S("opds/search.xml")) && slurp(q, S("opds/all.xml"), &body))
        body = search_find(q->mem, body, words);
    else return false;
    *result = give_text(q, body, http_type(path));
    return true;
}

static enum MHD_Result answer_path(const struct ask *q, str target, str words)
{
    str path;
    enum MHD_Result result;
    target = http_local(target);
    if (!http_path(q->mem, target, &path)) return refuse(q, MHD_HTTP_NOT_FOUND, nothing);
    if (str_eq(path, S("opds/"))) path = S("opds/index.xml"); /* what people type into readers */
    if (answer_made(q, path, words, &result)) return result;
    bool folder = !path.len || str_ends(path, S("/"));
    if (folder) path = str_printf(q->mem, "%.*sindex.html", STR(path));
    int file = os_open_below(q->site->show->root, path, *q->mem);
    if (file < 0) return refuse(q, MHD_HTTP_NOT_FOUND, nothing);
    enum os_kind kind = os_fstat(file).kind;
    if (kind == OS_FILE) return give_file(q, file, path);
    os_close(file);
    if (kind != OS_DIR || folder) return refuse(q, MHD_HTTP_NOT_FOUND, nothing);
    struct MHD_Response *r = text(S("It is a folder.\n"), "text/plain; charset=utf-8");
    add(r, "Location", str_z(q->mem, str_printf(q->mem, "%.*s/", STR(target))));
    return give(q, MHD_HTTP_MOVED_PERMANENTLY, r);
}

/* Paths and queries stay as they were sent: http_path decodes them. */
static size_t keep_escapes(void *user, struct MHD_Connection *c, char *s)
{
    (void)user, (void)c;
    return strlen(s);
}

static enum MHD_Result answer_in(const struct ask *q, str path, const char *method)
{
    const struct site *s = q->site;
    if (s->password &&
        !http_login(*q->mem, header(q, "Authorization"), s->show->user, str_of(s->password)))
        return refuse(q, MHD_HTTP_UNAUTHORIZED, "A name and a password are wanted.\n");
    if (!q->get && strcmp(method, "HEAD") != 0)
        return refuse(q, MHD_HTTP_METHOD_NOT_ALLOWED, "Here one can only read.\n");
    str words = str_of(MHD_lookup_connection_value(q->c, MHD_GET_ARGUMENT_KIND, "q"));
    return answer_path(q, path, words);
}

/* NOLINTNEXTLINE(readability-function-size): the library chose the parameters */
static enum MHD_Result answer(void *user, struct MHD_Connection *c, const char *path,
                              const char *method, const char *version, const char *body,
                              size_t *nbody, void **state)
{
    struct site *s = user;
    arena mem = s->scratch;
    struct ask q = {.site = s, .c = c, .mem = &mem, .get = !strcmp(method, "GET")};
    bool begins = !*state;
    (void)version, (void)body;
    if (begins) s->busy++;
    *state = s;
    /* An answer before the whole request is there ends the connection: only a refusal is one. */
    if ((begins || *nbody) && (q.get || !strcmp(method, "HEAD"))) return *nbody = 0, MHD_YES;
    enum MHD_Result result = answer_in(&q, str_of(path), method);
    if (mem.at - s->scratch.at > KEPT) arena_trim(s->scratch);
    return result;
}

static void answered(void *user, struct MHD_Connection *c, void **state,
                     enum MHD_RequestTerminationCode how)
{
    struct site *s = user;
    (void)c, (void)how;
    if (*state) s->busy--;
    *state = NULL;
}

/* --- from start to end --- */

/* Where to listen, as the sockets have it. */
union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool read_address(const struct show *s, union address *out)
{
    struct peer p;
    *out = (union address){0};
    if (!peer_read(s->address, &p)) return false;
    if (p.v6) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons((uint16_t)s->port);
        memcpy(&out->v6.sin6_addr, p.b, 16);
    } else {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons((uint16_t)s->port);
        memcpy(&out->v4.sin_addr, p.b, 4);
    }
    return true;
}

static struct MHD_Daemon *start(struct site *s, const union address *at)
{
    /* Not by epoll: the library would overlook that a client has gone after half a request. */
    unsigned flags = at->any.sa_family == AF_INET6 ? MHD_USE_DUAL_STACK : MHD_NO_FLAG;
    errno = 0;
    return MHD_start_daemon(flags, 0, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR, &at->any,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
                            keep_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, answered, s,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END);
}

/* Until a signal; then those at work may finish, unless there is another. */
static void loop(struct site *s, struct MHD_Daemon *d, int stop)
{
    while (!os_wait(stop, 0)) MHD_run_wait(d, WAIT_MS);
    os_stop_taken(stop);
    s->ending = true;
    int listening = MHD_quiesce_daemon(d);
    if (listening >= 0) os_close(listening);
    double until = os_clock() + LAST_SECONDS;
    while (s->busy && os_clock() < until && !os_wait(stop, 0)) MHD_run_wait(d, WAIT_MS);
    MHD_stop_daemon(d);
}

static int fail(int status, const char *what, str word, arena scratch)
{
    os_say(2, str_printf(&scratch, "zhbook serve: %s%.*s\n", what, STR(word)));
    return status;
}

/* Where it can be found, a line each. */
static void tell(const struct show *s, struct MHD_Daemon *d, arena scratch)
{
    int port = MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port;
    struct strs at = here(&scratch, s->address);
    struct buf b = {.mem = &scratch};
    for (isize i = 0; i < at.n; i++) {
        bool v6 = str_has(at.v[i], S(":"));
        buf_printf(&b, "http://%s%.*s%s:%d/\n", v6 ? "[" : "", STR(at.v[i]), v6 ? "]" : "", port);
    }
    os_say(1, buf_str(&b));
}

int serve_run(const struct show *s, arena *a)
{
    union address at;
    struct site site = {.show = s};
    str why = {0};
    if (!read_address(s, &at))
        return fail(USAGE, "127.0.0.1, 0.0.0.0 and ::1 are addresses to listen at, not ",
                    s->address, *a);
    if (s->user.len && !secret_read(a, &s->secret, &site.password, &why))
        return fail(CONFIG, "", why, *a);
    os_no_core();
    int stop = os_stop_signals();
    site.scratch = *a;
    struct MHD_Daemon *d = start(&site, &at);
    if (!d) {
        why = str_of(errno ? strerror(errno) : "no");
        return fail(SYSTEM, "cannot listen at ",
                    str_printf(a, "%.*s, port %d: %.*s", STR(s->address), s->port, STR(why)), *a);
    }
    tell(s, d, *a);
    loop(&site, d, stop);
    secret_wipe(site.password);
    return 0;
}
