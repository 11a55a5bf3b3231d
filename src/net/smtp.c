/*
 * smtp.c - one message by SMTP (RFC 5321), through libcurl.
 *
 * Encrypted from the start or by STARTTLS, the server's certificate checked, and no password
 * goes over a line that anybody may read.
 */
#include "mail_local.h"
#include "net_local.h"

#include <curl/curl.h>

enum { SAID_MAX = 400, SLOWEST = 10000 }; /* bytes; bytes a second */

struct talk {
    const struct delivery *d;
    struct message *m;
    arena *mem;
    u8 said[SAID_MAX]; /* the other side's last line */
    isize nsaid;
    struct web_line line;
    bool no_mark;  /* the marker could not be made */
    bool all_sent; /* the last byte has left */
};

static size_t take_line(char *p, size_t size, size_t n, void *user)
{
    struct talk *t = user;
    str line = str_trim((str){(const u8 *)p, (isize)(size * n)});
    if (str_starts(line, S("221"))) return size * n; /* it only says good-bye */
    t->nsaid = line.len < SAID_MAX ? line.len : SAID_MAX;
    for (isize i = 0; i < t->nsaid; i++) t->said[i] = line.p[i];
    return size * n;
}

static size_t take_nothing(char *p, size_t size, size_t n, void *user)
{
    (void)p;
    (void)user;
    return size * n;
}

static size_t give(char *p, size_t size, size_t n, void *user)
{
    struct talk *t = user;
    isize got = message_read(t->m, (u8 *)p, (isize)(size * n));
    if (t->m->broken) return CURL_READFUNC_ABORT;
    if (t->m->at < t->m->size || t->all_sent) return (size_t)got;
    t->all_sent = marker_put(t->d, *t->mem);
    t->no_mark = !t->all_sent;
    return t->all_sent ? (size_t)got : CURL_READFUNC_ABORT;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct talk *t = user;
    (void)purpose;
    return web_socket(&t->line, &to->addr, to->socktype, to->protocol);
}

/* --- the transfer --- */

static void set_login(CURL *e, arena *a, const struct delivery *d, const char *password)
{
    static const char *const how[] = {"AUTH=*", "AUTH=PLAIN", "AUTH=LOGIN", "AUTH=XOAUTH2"};
    const struct server *s = &d->server;
    if (!s->user.len) return;
    curl_easy_setopt(e, CURLOPT_USERNAME, str_z(a, s->user));
    curl_easy_setopt(e, CURLOPT_LOGIN_OPTIONS, how[s->auth]);
    if (s->auth == MAIL_XOAUTH2) curl_easy_setopt(e, CURLOPT_XOAUTH2_BEARER, password);
    else curl_easy_setopt(e, CURLOPT_PASSWORD, password);
}

static void set_server(CURL *e, arena *a, const struct delivery *d)
{
    const struct server *s = &d->server;
    str domain = str_cut(d->from, '@').tail;
    curl_easy_setopt(
        e, CURLOPT_URL,
        str_z(a, str_printf(a, "%s://%.*s:%d/%.*s", s->tls == TLS_IMPLICIT ? "smtps" : "smtp",
                            STR(s->host), s->port, STR(domain))));
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(e, CURLOPT_USE_SSL,
                     (long)(s->tls == TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (s->ca.len) curl_easy_setopt(e, CURLOPT_CAINFO, str_z(a, s->ca));
    curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(e, CURLOPT_PROXY, "");
    curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
}

static void set_patience(CURL *e, const struct order *o, const struct message *m)
{
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)o->timeout);
    curl_easy_setopt(e, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)o->timeout);
    curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)(o->timeout * 3 + m->size / SLOWEST));
}

static struct curl_slist *set_message(CURL *e, arena *a, struct talk *t)
{
    struct curl_slist *to =
        curl_slist_append(NULL, str_z(a, str_printf(a, "<%.*s>", STR(t->d->to))));
    curl_easy_setopt(e, CURLOPT_MAIL_FROM, str_z(a, str_printf(a, "<%.*s>", STR(t->d->from))));
    curl_easy_setopt(e, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(e, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(e, CURLOPT_INFILESIZE_LARGE, (curl_off_t)t->m->size);
    curl_easy_setopt(e, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(e, CURLOPT_READDATA, t);
    curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_line);
    curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_nothing);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
    return to;
}

/* --- what became of it --- */

/* The other side's last line, if that is what ended the talk; else what happened. */
static str reason(arena *a, const struct talk *t, CURLcode code, long status)
{
    if (t->line.exposed)
        return S("a password may not go unencrypted to a host outside of the own network");
    if (t->no_mark) return S("no room for the note that a message is under way");
    if (t->m->broken) return S("the book's file could not be read");
    if (status >= 400 && t->nsaid) return str_dup(a, (str){t->said, t->nsaid});
    switch (code) {
    case CURLE_USE_SSL_FAILED: return S("the server does not offer STARTTLS");
    case CURLE_PEER_FAILED_VERIFICATION:
        return S("the server cannot prove who it is (certificate)");
    case CURLE_COULDNT_RESOLVE_HOST: return S("there is no such host");
    case CURLE_COULDNT_CONNECT: return S("no connection");
    case CURLE_OPERATION_TIMEDOUT: return S("too slow, or no answer at all");
    case CURLE_LOGIN_DENIED: return S("the server takes neither name nor password");
    default: return str_dup(a, str_of(curl_easy_strerror(code)));
    }
}

static enum landed judge(const struct talk *t, CURLcode code, long status)
{
    if (code == CURLE_OK) return LANDED;
    if (t->line.exposed || t->no_mark || t->m->broken) return LANDED_NOT;
    if (status >= 500) return LANDED_NOT;
    if (status >= 400) return LANDED_LATER;
    if (t->all_sent) return LANDED_UNKNOWN;
    bool never = code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION ||
                 code == CURLE_LOGIN_DENIED || code == CURLE_SSL_CACERT_BADFILE;
    return never ? LANDED_NOT : LANDED_LATER;
}

struct landing smtp_deliver(arena *a, const struct order *o, const struct delivery *d,
                            struct message *m)
{
    str why = {0};
    char *password = NULL;
    struct talk t = {.d = d, .m = m, .mem = a};
    t.line.open = d->server.tls == TLS_NONE && d->server.user.len;
    if (d->server.user.len && !secret_read(a, &d->secret, &password, &why))
        return (struct landing){LANDED_NOT, 0, why};
    CURL *e = curl_easy_init();
    if (!e) return (struct landing){LANDED_LATER, 0, S("libcurl cannot start")};
    message_rewind(m);
    set_server(e, a, d);
    set_login(e, a, d, password);
    set_patience(e, o, m);
    struct curl_slist *to = set_message(e, a, &t);
    CURLcode code = curl_easy_perform(e);
    long status = 0;
    curl_easy_getinfo(e, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(to);
    curl_easy_cleanup(e);
    secret_wipe(password);
    enum landed how = judge(&t, code, status);
    bool spoken = how == LANDED || status >= 400;
    if (spoken && t.nsaid) why = str_dup(a, (str){t.said, t.nsaid});
    else why = reason(a, &t, code, status);
    return (struct landing){how, (int)(spoken ? status : 0), why};
}
