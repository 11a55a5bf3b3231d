/*
 * web.c - requests, many at a time: libcurl's HTTP for pictures, and every socket of the house.
 *
 * One request is one hop: redirects are answers like others, and whoever asked decides
 * about them.  Before a connection is made, its address is looked at, the very one that
 * the socket will go to; so it does not matter what a name resolved to before.  Bytes are
 * counted when they arrive, decompressed, and go to a file.
 */
#include "os.h"
#include "net_local.h"
#include "path.h"
#include "url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

enum {
    HEAD_ROOM = 64 << 10,  /* bytes of a head that are kept */
    NO_BODY_MAX = 1 << 20, /* bytes of a body that nobody wants */
    SLOWEST = 1000,        /* bytes a second */
    PATIENCE = 15,         /* timeouts that one body may take */
};

#define AGENT "Mozilla/5.0 (compatible; zhbook/" ZHBOOK_VERSION ")"
#define ACCEPT "Accept: image/jpeg,image/png,image/gif,image/webp;q=0.9,image/*;q=0.8,*/*;q=0.1"

enum stop { STOP_NOT, STOP_ENOUGH, STOP_SIZE, STOP_DISK };

struct slot {
    struct web *web;
    CURL *easy;
    struct curl_slist *headers;
    isize id;
    bool busy, kept; /* kept: the file is the caller's */
    struct reply head;
    u8 *room; /* for head */
    arena mem;
    str host, path; /* path: where the body goes */
    int file;
    long long bytes;
    enum stop stop;
    const char *refused; /* what kind of address it was */
};

struct web {
    const struct job *job;
    arena *mem;
    CURLM *multi;
    struct slot slot[WEB_SLOTS];
    int stop; /* readable when somebody wants us to end */
    bool stopped;
};

/* --- what libcurl calls --- */

static bool peer_of(const struct sockaddr *at, struct peer *out)
{
    *out = (struct peer){0};
    if (at->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)at;
        memcpy(out->b, &in->sin_addr, 4);
        out->port = ntohs(in->sin_port);
        return true;
    }
    if (at->sa_family != AF_INET6) return false;
    const struct sockaddr_in6 *in = (const void *)at;
    memcpy(out->b, &in->sin6_addr, 16);
    out->v6 = true;
    out->port = ntohs(in->sin6_port);
    return true;
}

int web_socket(struct web_line *l, const struct sockaddr *to, int type, int protocol)
{
    struct peer peer;
    l->exposed = l->open && !(peer_of(to, &peer) && peer_private(&peer));
    return l->exposed ? -1 : socket(to->sa_family, type | SOCK_CLOEXEC, protocol);
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct slot *s = user;
    struct peer peer;
    (void)purpose;
    bool known = peer_of(&to->addr, &peer);
    /* A proxy is where the user said it is. */
    if (!s->web->job->proxy && (!known || !peer_allowed(&s->web->job->allow, s->host, &peer))) {
        s->refused = known ? peer_private(&peer) : "an address of no network we know";
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take_head(char *p, size_t size, size_t n, void *user)
{
    struct slot *s = user;
    str line = {(const u8 *)p, (isize)(size * n)};
    if (str_istarts(line, S("HTTP/"))) s->mem = (arena){s->room, s->room + HEAD_ROOM};
    reply_line(&s->head, &s->mem, line);
    if (s->head.status == 200 && s->head.length > WEB_BODY_MAX) s->stop = STOP_SIZE;
    return s->stop ? 0 : size * n;
}

static size_t take_body(char *p, size_t size, size_t n, void *user)
{
    struct slot *s = user;
    str piece = {(const u8 *)p, (isize)(size * n)};
    bool wanted = verdict_of(s->head.status).act == ACT_TAKE;
    if (s->bytes + piece.len > (wanted ? WEB_BODY_MAX : NO_BODY_MAX))
        s->stop = wanted ? STOP_SIZE : STOP_ENOUGH;
    else if (wanted && !os_pwrite(s->file, s->bytes, piece)) s->stop = STOP_DISK;
    s->bytes += piece.len;
    return s->stop ? CURL_WRITEFUNC_ERROR : size * n;
}

/* --- start --- */

static void set_limits(const struct job *j, CURL *e)
{
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)j->timeout);
    curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)j->timeout);
    curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
    curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)j->timeout * PATIENCE);
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(e, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(e, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    if (!j->proxy) curl_easy_setopt(e, CURLOPT_PROXY, "");
}

static void set_functions(struct slot *s)
{
    CURL *e = s->easy;
    curl_easy_setopt(e, CURLOPT_PRIVATE, s);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, s);
    curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(e, CURLOPT_HEADERDATA, s);
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(e, CURLOPT_WRITEDATA, s);
}

static void add_header(struct slot *s, const char *name, str value, arena scratch)
{
    if (!value.len) return;
    const char *line = str_z(&scratch, str_printf(&scratch, "%s: %.*s", name, STR(value)));
    struct curl_slist *more = curl_slist_append(s->headers, line);
    if (more) s->headers = more;
}

static void set_request(struct slot *s, const struct web_ask *ask, arena scratch)
{
    CURL *e = s->easy;
    s->headers = curl_slist_append(NULL, ACCEPT);
    add_header(s, "If-None-Match", ask->etag, scratch);
    add_header(s, "If-Modified-Since", ask->modified, scratch);
    curl_easy_setopt(e, CURLOPT_HTTPHEADER, s->headers);
    curl_easy_setopt(e, CURLOPT_USERAGENT, AGENT);
    /* Pictures are compressed as they are; what comes compressed all the same is decoded. */
    curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "identity");
    if (ask->referer.len) curl_easy_setopt(e, CURLOPT_REFERER, str_z(&scratch, ask->referer));
    curl_easy_setopt(e, CURLOPT_URL, str_z(&scratch, ask->url));
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
}

/* A literal address that a proxy would go to for us. */
static bool hidden(const struct web *w, const struct web_ask *ask)
{
    struct peer peer;
    long long port = 0;
    struct url u = url_split(ask->url);
    str host = u.host;
    if (str_starts(host, S("[")) && str_ends(host, S("]")))
        host = str_head(str_skip(host, 1), host.len - 2);
    if (!w->job->proxy || !peer_read(host, &peer)) return false;
    str_int(u.port, &port);
    peer.port = port ? (int)port : str_eq(u.scheme, S("https")) ? 443 : 80;
    return !peer_allowed(&w->job->allow, ask->host, &peer);
}

bool web_free(const struct web *w)
{
    for (int i = 0; i < WEB_SLOTS; i++)
        if (!w->slot[i].busy) return true;
    return false;
}

static void let_go(struct slot *s)
{
    if (s->file >= 0) os_close(s->file);
    s->file = -1;
    curl_slist_free_all(s->headers);
    s->headers = NULL;
    s->busy = false;
}

bool web_start(struct web *w, const struct web_ask *ask)
{
    struct slot *s = w->slot;
    while (s->busy) s++;
    assert(s < w->slot + WEB_SLOTS);
    arena scratch = *w->mem;
    os_remove(s->path, scratch);
    s->file = os_create(s->path, scratch);
    if (s->file < 0 || hidden(w, ask)) {
        let_go(s);
        return false;
    }
    s->id = ask->id;
    s->host = ask->host;
    s->head = (struct reply){.length = -1};
    s->mem = (arena){s->room, s->room + HEAD_ROOM};
    s->bytes = 0;
    s->stop = STOP_NOT;
    s->refused = NULL;
    s->busy = true;
    curl_easy_reset(s->easy);
    set_limits(w->job, s->easy);
    set_functions(s);
    set_request(s, ask, scratch);
    return curl_multi_add_handle(w->multi, s->easy) == CURLM_OK;
}

/* --- end --- */

static void judge(const struct slot *s, CURLcode code, struct web_end *out)
{
    out->result = WEB_NOTHING;
    out->why = curl_easy_strerror(code);
    if (code == CURLE_OK || s->stop == STOP_ENOUGH) out->result = WEB_ANSWER;
    else if (s->stop == STOP_SIZE) out->result = WEB_NEVER, out->why = "more than 50 MB";
    else if (s->stop == STOP_DISK) out->result = WEB_DISK, out->why = "no room for the body";
    else if (s->refused) out->result = WEB_REFUSED, out->why = s->refused;
    else if (code == CURLE_COULDNT_RESOLVE_HOST) out->why = "there is no such host";
    else if (code == CURLE_COULDNT_CONNECT) out->why = "no connection";
    else if (code == CURLE_OPERATION_TIMEDOUT) out->why = "too slow, or no answer at all";
    else if (code == CURLE_PARTIAL_FILE) out->why = "the answer ended early";
    else if (code == CURLE_GOT_NOTHING) out->why = "an empty answer";
    else if (code == CURLE_LOGIN_DENIED)
        out->result = WEB_NEVER, out->why = "an address with a name or a password in it";
    else if (code == CURLE_UNSUPPORTED_PROTOCOL)
        /* As what an answer before this one left behind on the connection. */
        out->why = "what came is no HTTP";
    else if (code == CURLE_URL_MALFORMAT || code == CURLE_BAD_CONTENT_ENCODING)
        out->result = WEB_NEVER;
    else if (code == CURLE_PEER_FAILED_VERIFICATION)
        out->result = WEB_NEVER, out->why = "the server cannot prove who it is (certificate)";
}

static bool finished(struct web *w, struct web_end *out)
{
    int left;
    struct CURLMsg *m;
    do m = curl_multi_info_read(w->multi, &left);
    while (m && m->msg != CURLMSG_DONE);
    if (!m) return false;
    struct slot *s = NULL;
    CURLcode code = m->data.result;
    curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&s);
    *out = (struct web_end){.id = s->id, .head = s->head, .file = s->path, .bytes = s->bytes};
    judge(s, code, out);
    curl_multi_remove_handle(w->multi, s->easy);
    s->kept = true;
    let_go(s);
    return true;
}

bool web_next(struct web *w, int wait_ms, struct web_end *out)
{
    int running, events;
    struct curl_waitfd stop = {.fd = w->stop, .events = CURL_WAIT_POLLIN};
    if (finished(w, out)) return true;
    curl_multi_perform(w->multi, &running);
    if (finished(w, out)) return true;
    curl_multi_poll(w->multi, &stop, w->stop >= 0 ? 1 : 0, wait_ms, &events);
    if (w->stop >= 0 && stop.revents & CURL_WAIT_POLLIN) w->stopped = true;
    curl_multi_perform(w->multi, &running);
    return finished(w, out);
}

bool web_stopped(const struct web *w)
{
    return w->stopped;
}

/* --- all of it --- */

struct web *web_open(arena *a, const struct job *j)
{
    struct web *w = make(a, struct web);
    *w = (struct web){.job = j, .mem = a, .stop = os_stop_signals()};
    if (curl_global_init(CURL_GLOBAL_DEFAULT)) os_die("libcurl cannot start");
    w->multi = curl_multi_init();
    if (!w->multi) os_die("libcurl cannot start");
    curl_multi_setopt(w->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)j->per_host);
    curl_multi_setopt(w->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)WEB_SLOTS);
    curl_multi_setopt(w->multi, CURLMOPT_MAXCONNECTS, (long)WEB_SLOTS);
    str base = os_beside(a, path_join(a, j->cache, S("part")));
    for (int i = 0; i < WEB_SLOTS; i++) {
        struct slot *s = &w->slot[i];
        *s = (struct slot){.web = w, .easy = curl_easy_init(), .file = -1};
        s->room = make_n(a, u8, HEAD_ROOM);
        s->path = str_printf(a, "%.*s-%d", STR(base), i);
        if (!s->easy) os_die("libcurl cannot start");
    }
    return w;
}

void web_close(struct web *w)
{
    for (int i = 0; i < WEB_SLOTS; i++) {
        struct slot *s = &w->slot[i];
        if (s->busy) curl_multi_remove_handle(w->multi, s->easy);
        if (s->busy || s->kept) os_remove(s->path, *w->mem);
        let_go(s);
        curl_easy_cleanup(s->easy);
    }
    curl_multi_cleanup(w->multi);
    curl_global_cleanup();
}

void web_library(struct buf *out)
{
    buf_printf(out, "zhbook-net: %s\n", curl_version());
}
