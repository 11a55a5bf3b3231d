/*
 * serve.c - a published folder over HTTP; the only file that knows libmicrohttpd.
 *
 * Only regular files below the folder are shown: a request's path is taken apart, each part is
 * opened in the folder before it, and no link is followed.  One thread, which also waits for the
 * signal to end; then no new connection is taken, and those at work may finish.
 */
#include "date.h"
#include "hash.h"
#include "net_local.h"
#include "os.h"
#include "serve_local.h"
#include "wire.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

enum {
    WAIT_MS = 200,
    LAST_SECONDS = 10, /* for those at work when it ends */
    IDLE_SECONDS = 60,
    CONNECTIONS = 256,
    CATALOGUE_MAX = 64 << 20, /* bytes */
};

struct site {
    const struct show *show;
    arena scratch;
    char *password; /* NULL: everybody may read */
};

/* --- the job --- */

bool show_read(arena *a, str text, struct show *out)
{
    *out = (struct show){0};
    if (!wire_opened(a, &text)) return false;
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        str line = c.head, word = wire_take(a, &line);
        if (str_eq(word, S("serve"))) {
            out->root = wire_take(a, &line);
            out->address = wire_take(a, &line);
            out->port = (int)wire_take_number(&line);
        } else if (str_eq(word, S("login"))) out->user = wire_take(a, &line);
        else if (!str_eq(word, S("secret")) || !secret_line(a, line, &out->secret)) return false;
    }
    return out->root.len && out->address.len && out->port >= 0 && out->port < 65536;
}

/* --- answers --- */

static const char nothing[] = "There is nothing here.\n";

static str header(struct MHD_Connection *c, const char *name)
{
    return str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name));
}

static void add(struct MHD_Response *r, const char *name, const char *value)
{
    MHD_add_response_header(r, name, value);
}

static enum MHD_Result give(struct MHD_Connection *c, unsigned status, struct MHD_Response *r)
{
    if (!r) return MHD_NO;
    add(r, "X-Content-Type-Options", "nosniff");
    add(r, "Referrer-Policy", "no-referrer");
    add(r, "Content-Security-Policy",
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; form-action "
        "'none'");
    enum MHD_Result ok = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return ok;
}

static struct MHD_Response *text(str s, const char *type)
{
    struct MHD_Response *r =
        MHD_create_response_from_buffer((size_t)s.len, (void *)s.p, MHD_RESPMEM_MUST_COPY);
    if (r) add(r, "Content-Type", type);
    return r;
}

static enum MHD_Result refuse(struct MHD_Connection *c, unsigned status, const char *why)
{
    struct MHD_Response *r = text(str_of(why), "text/plain; charset=utf-8");
    if (r && status == MHD_HTTP_METHOD_NOT_ALLOWED) add(r, "Allow", "GET, HEAD");
    if (r && status == MHD_HTTP_UNAUTHORIZED)
        add(r, "WWW-Authenticate", "Basic realm=\"books\", charset=\"UTF-8\"");
    return give(c, status, r);
}

/* What the client has is what there is. */
static bool is_fresh(struct MHD_Connection *c, str tag, str date)
{
    str match = header(c, "If-None-Match");
    if (match.len) return http_match(match, tag);
    return date.len && str_eq(header(c, "If-Modified-Since"), date);
}

static enum MHD_Result give_text(struct site *s, struct MHD_Connection *c, str body,
                                 const char *type)
{
    arena a = s->scratch;
    str tag = str_printf(&a, "\"%016llx\"", (unsigned long long)hash64(body));
    bool fresh = is_fresh(c, tag, (str){0});
    struct MHD_Response *r = text(fresh ? (str){0} : body, type);
    if (r) add(r, "ETag", str_z(&a, tag));
    if (r) add(r, "Cache-Control", "no-cache");
    return give(c, fresh ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, r);
}

/* "Sat, 14 Aug 2021 07:37:44 GMT" of a time. */
static str http_date(arena *a, long long s)
{
    static const char days[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date d = date_of(s, 0);
    return str_printf(a, "%s, %02d %s %04lld %02d:%02d:%02d GMT", days[d.weekday], d.day,
                      months[d.month - 1], d.year, d.hour, d.minute, d.second);
}

/* The file, or the part of it that is asked for; takes the descriptor. */
static enum MHD_Result give_file(struct site *s, struct MHD_Connection *c, int file, str path)
{
    arena a = s->scratch;
    struct os_info info = os_fstat(file);
    long long from = 0, to = info.size - 1;
    str tag = str_printf(&a, "\"%llx-%llx\"", info.size, info.mtime_ns);
    str date = http_date(&a, info.mtime_ns / 1000000000);
    bool fresh = is_fresh(c, tag, date);
    str unless = header(c, "If-Range");
    enum http_range part = http_range(header(c, "Range"), info.size, &from, &to);
    if (fresh || (unless.len && !str_eq(unless, tag) && !str_eq(unless, date))) part = RANGE_NONE;
    if (part == RANGE_NONE) from = 0, to = info.size - 1;
    struct MHD_Response *r;
    if (fresh || part == RANGE_BAD) {
        os_close(file);
        r = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
    } else {
        r = MHD_create_response_from_fd_at_offset64((uint64_t)(to - from + 1), file,
                                                    (uint64_t)from);
    }
    if (!r) return MHD_NO;
    if (!fresh && part != RANGE_BAD) add(r, "Content-Type", http_type(path));
    if (part == RANGE_PART)
        add(r, "Content-Range",
            str_z(&a, str_printf(&a, "bytes %lld-%lld/%lld", from, to, info.size)));
    if (part == RANGE_BAD)
        add(r, "Content-Range", str_z(&a, str_printf(&a, "bytes */%lld", info.size)));
    add(r, "Accept-Ranges", "bytes");
    add(r, "ETag", str_z(&a, tag));
    add(r, "Last-Modified", str_z(&a, date));
    add(r, "Cache-Control", "no-cache");
    return give(c,
                fresh                ? MHD_HTTP_NOT_MODIFIED
                : part == RANGE_PART ? MHD_HTTP_PARTIAL_CONTENT
                : part == RANGE_BAD  ? MHD_HTTP_RANGE_NOT_SATISFIABLE
                                     : MHD_HTTP_OK,
                r);
}

/* --- the catalogue, which can be searched while it is served --- */

static bool slurp(struct site *s, const char *path, str *out)
{
    arena *a = &s->scratch;
    int file = os_open_below(s->show->root, str_of(path), *a);
    if (file < 0) return false;
    struct os_info info = os_fstat(file);
    u8 *p = info.kind == OS_FILE && info.size <= CATALOGUE_MAX
                ? arena_raw(a, 1, 1, (isize)info.size + 1)
                : NULL;
    bool ok = p && os_pread(file, 0, p, (isize)info.size);
    os_close(file);
    *out = (str){p, ok ? (isize)info.size : 0};
    return ok;
}

/* True if the path is one of those that are made here; *result then says how it went. */
static bool answer_made(struct site *s, struct MHD_Connection *c, str path, str words,
                        enum MHD_Result *result)
{
    arena *a = &s->scratch;
    str body;
    if (str_eq(path, S("opds/opensearch.xml"))) body = search_description(a);
    else if (str_eq(path, S("opds/index.xml")) && slurp(s, "opds/index.xml", &body))
        body = search_offer(a, body);
    else if (str_eq(path, S("opds/search.xml")) && slurp(s, "opds/all.xml", &body))
        body = search_find(a, body, words);
    else return false;
    *result = give_text(s, c, body, http_type(path));
    return true;
}

static enum MHD_Result answer_path(struct site *s, struct MHD_Connection *c, str target, str words)
{
    str path;
    enum MHD_Result result;
    arena *a = &s->scratch;
    if (!http_path(a, target, &path)) return refuse(c, MHD_HTTP_NOT_FOUND, nothing);
    if (answer_made(s, c, path, words, &result)) return result;
    bool folder = !path.len || str_ends(path, S("/"));
    if (folder) path = str_printf(a, "%.*sindex.html", STR(path));
    int file = os_open_below(s->show->root, path, *a);
    if (file < 0) return refuse(c, MHD_HTTP_NOT_FOUND, nothing);
    if (os_fstat(file).kind == OS_FILE) return give_file(s, c, file, path);
    bool is_folder = os_fstat(file).kind == OS_DIR && !folder;
    os_close(file);
    if (!is_folder) return refuse(c, MHD_HTTP_NOT_FOUND, nothing);
    struct MHD_Response *r = text(S("It is a folder.\n"), "text/plain; charset=utf-8");
    if (r) add(r, "Location", str_z(a, str_printf(a, "%.*s/", STR(target))));
    return give(c, MHD_HTTP_MOVED_PERMANENTLY, r);
}

/* Paths and queries stay as they were sent: http_path decodes them. */
static size_t keep_escapes(void *user, struct MHD_Connection *c, char *s)
{
    (void)user, (void)c;
    return strlen(s);
}

static enum MHD_Result answer(void *user, struct MHD_Connection *c, const char *path,
                              const char *method, const char *version, const char *body,
                              size_t *nbody, void **state)
{
    struct site mine = *(struct site *)user;
    (void)version, (void)body, (void)nbody, (void)state;
    if (mine.password && !http_login(mine.scratch, header(c, "Authorization"), mine.show->user,
                                     str_of(mine.password)))
        return refuse(c, MHD_HTTP_UNAUTHORIZED, "A name and a password are wanted.\n");
    if (strcmp(method, "GET") && strcmp(method, "HEAD"))
        return refuse(c, MHD_HTTP_METHOD_NOT_ALLOWED, "Here one can only read.\n");
    str words = str_of(MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "q"));
    return answer_path(&mine, c, str_of(path), words);
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
    unsigned flags = MHD_USE_AUTO | (at->any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    return MHD_start_daemon(flags, 0, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR, &at->any,
                            MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
                            MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_CONNECTION_LIMIT,
                            (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
                            (unsigned)IDLE_SECONDS, MHD_OPTION_END);
}

static void loop(struct MHD_Daemon *d, int stop)
{
    while (!os_wait(stop, 0)) MHD_run_wait(d, WAIT_MS);
    int listening = MHD_quiesce_daemon(d);
    double until = os_clock() + LAST_SECONDS;
    const union MHD_DaemonInfo *info;
    while (os_clock() < until &&
           (info = MHD_get_daemon_info(d, MHD_DAEMON_INFO_CURRENT_CONNECTIONS)) &&
           info->num_connections)
        MHD_run_wait(d, WAIT_MS);
    MHD_stop_daemon(d);
    if (listening >= 0) os_close(listening);
}

static int fail(const char *what, str word, arena scratch)
{
    os_say(2, str_printf(&scratch, "zhbook serve: %s%.*s\n", what, STR(word)));
    return 1;
}

int serve_run(const struct show *s, arena *a)
{
    union address at;
    struct site site = {.show = s};
    str why = {0};
    if (!read_address(s, &at)) return fail("no address to listen at: ", s->address, *a);
    if (s->user.len && !secret_read(a, &s->secret, &site.password, &why)) return fail("", why, *a);
    os_no_core();
    int stop = os_stop_signals();
    bool v6 = at.any.sa_family == AF_INET6;
    site.scratch = *a;
    struct MHD_Daemon *d = start(&site, &at);
    if (!d)
        return fail("cannot listen at ", str_printf(a, "%.*s:%d", STR(s->address), s->port), *a);
    os_say(1, str_printf(a, "http://%s%.*s%s:%d/\n", v6 ? "[" : "", STR(s->address), v6 ? "]" : "",
                         MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port));
    site.scratch = *a;
    loop(d, stop);
    secret_wipe(site.password);
    return 0;
}
