/*
 * dav.c - one file into a folder of WebDAV (RFC 4918), through libcurl.
 *
 * The file is put beside its place and moved there, so a reader of the folder sees the old
 * one or the new one; where the server cannot move, it is put in its place.  Nothing here may
 * not be done twice, so an answer that does not come is asked for again.
 */
#include "mail_local.h"
#include "net_local.h"
#include "os.h"
#include "url.h"

#include <curl/curl.h>
#include <stdio.h>

enum { SLOWEST = 10000 }; /* bytes a second */

struct visit {
    const struct order *o;
    const struct delivery *d;
    arena *mem;
    char *password;
    int file;
    long long size, at;
    struct web_line line;
    bool broken;
};

static size_t give(char *p, size_t size, size_t n, void *user)
{
    struct visit *v = user;
    long long left = v->size - v->at;
    isize len = (isize)(size * n) < left ? (isize)(size * n) : (isize)left;
    if (len && !os_pread(v->file, v->at, p, len)) return v->broken = true, CURL_READFUNC_ABORT;
    v->at += len;
    return (size_t)len;
}

/* libcurl sends a body again when it has learned how to log in. */
static int go_to(void *user, curl_off_t offset, int origin)
{
    struct visit *v = user;
    if (origin != SEEK_SET || offset < 0 || offset > v->size) return CURL_SEEKFUNC_CANTSEEK;
    v->at = offset;
    return CURL_SEEKFUNC_OK;
}

static size_t take_nothing(char *p, size_t size, size_t n, void *user)
{
    (void)p;
    (void)user;
    return size * n;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct visit *v = user;
    (void)purpose;
    return web_socket(&v->line, &to->addr, to->socktype, to->protocol);
}

static void set_common(CURL *e, struct visit *v)
{
    const struct server *s = &v->d->server;
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)v->o->timeout);
    curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)(v->o->timeout * 3 + v->size / SLOWEST));
    curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(e, CURLOPT_PROXY, "");
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_nothing);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, v);
    if (s->ca.len) curl_easy_setopt(e, CURLOPT_CAINFO, str_z(v->mem, s->ca));
    if (!s->user.len) return;
    curl_easy_setopt(e, CURLOPT_HTTPAUTH, (long)(CURLAUTH_BASIC | CURLAUTH_DIGEST));
    curl_easy_setopt(e, CURLOPT_USERNAME, str_z(v->mem, s->user));
    curl_easy_setopt(e, CURLOPT_PASSWORD, v->password);
}

static void set_body(CURL *e, struct visit *v)
{
    v->at = 0;
    curl_easy_setopt(e, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(e, CURLOPT_INFILESIZE_LARGE, (curl_off_t)v->size);
    curl_easy_setopt(e, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(e, CURLOPT_READDATA, v);
    curl_easy_setopt(e, CURLOPT_SEEKFUNCTION, go_to);
    curl_easy_setopt(e, CURLOPT_SEEKDATA, v);
}

/* One request; its status, or 0 and *why.  A method other than PUT has no body. */
static int ask(struct visit *v, const char *method, str url, str target, str *why)
{
    CURL *e = curl_easy_init();
    struct curl_slist *headers = NULL;
    long status = 0;
    *why = S("libcurl cannot start");
    if (!e) return 0;
    set_common(e, v);
    curl_easy_setopt(e, CURLOPT_URL, str_z(v->mem, url));
    if (str_eq(str_of(method), S("PUT"))) {
        set_body(e, v);
        headers = curl_slist_append(headers, "Content-Type: application/epub+zip");
    } else {
        curl_easy_setopt(e, CURLOPT_CUSTOMREQUEST, method);
    }
    if (target.len) {
        str line = str_printf(v->mem, "Destination: %.*s", STR(target));
        headers = curl_slist_append(headers, str_z(v->mem, line));
        headers = curl_slist_append(headers, "Overwrite: T");
    }
    curl_easy_setopt(e, CURLOPT_HTTPHEADER, headers);
    CURLcode code = curl_easy_perform(e);
    if (code == CURLE_OK) curl_easy_getinfo(e, CURLINFO_RESPONSE_CODE, &status);
    *why = v->broken         ? S("the book's file could not be read")
           : v->line.exposed ? S("unencrypted only within the own network")
           : code == CURLE_PEER_FAILED_VERIFICATION
               ? S("the server cannot prove who it is (certificate)")
               : str_printf(v->mem, "%s: %s", method, curl_easy_strerror(code));
    curl_slist_free_all(headers);
    curl_easy_cleanup(e);
    return (int)status;
}

static bool is_good(int status)
{
    return status >= 200 && status < 300;
}

/* The folder, and those above it that are not there either, outermost first. */
static void make_folders(struct visit *v, str folder)
{
    isize at[16], n = 0;
    isize end = folder.len - 1; /* its last "/" */
    isize root = str_find(folder, S("/"), str_find(folder, S("//"), 0) + 2);
    str why;
    for (; end > root && n < COUNT(at); n++) {
        int status = ask(v, "MKCOL", str_head(folder, end + 1), (str){0}, &why);
        if (is_good(status) || status == 405) break; /* made, or there already */
        if (status != 409) return;
        at[n] = end;
        while (end > root && folder.p[end - 1] != '/') end--;
        end--;
    }
    while (n-- > 0) ask(v, "MKCOL", str_head(folder, at[n] + 1), (str){0}, &why);
}

static struct landing verdict(struct visit *v, const char *method, int status, str why)
{
    if (is_good(status)) return (struct landing){LANDED, status, S("")};
    if (status) why = str_printf(v->mem, "%s: HTTP status %d", method, status);
    if (status == 401 || status == 403) why = S("the server takes neither name nor password");
    if (status == 507) why = S("no room on the server");
    bool later = !status || status == 408 || status == 423 || status == 425 || status == 429 ||
                 (status >= 500 && status != 501 && status != 507);
    bool never = v->broken || v->line.exposed || str_has(why, S("certificate"));
    return (struct landing){later && !never ? LANDED_LATER : LANDED_NOT, status, why};
}

static struct landing place(struct visit *v, str folder)
{
    str why, name = str_printf(v->mem, "%.*s%.*s", STR(folder), STR(v->d->name));
    str part = str_printf(v->mem, "%.*s.part", STR(name));
    int status = ask(v, "PUT", part, (str){0}, &why);
    if (status == 404 || status == 409 || status == 500) { /* nginx says 500 of a folder */
        make_folders(v, folder);
        status = ask(v, "PUT", part, (str){0}, &why);
    }
    if (!is_good(status)) return verdict(v, "PUT", status, why);
    status = ask(v, "MOVE", part, name, &why);
    if (is_good(status)) return verdict(v, "MOVE", status, why);
    if (status != 405 && status != 501 && status != 400) {
        str none;
        ask(v, "DELETE", part, (str){0}, &none);
        return verdict(v, "MOVE", status, why);
    }
    int put = ask(v, "PUT", name, (str){0}, &why);
    str none;
    ask(v, "DELETE", part, (str){0}, &none);
    return verdict(v, "PUT", put, why);
}

struct landing dav_deliver(arena *a, const struct order *o, const struct delivery *d)
{
    struct visit v = {.o = o, .d = d, .mem = a};
    str why = {0};
    str folder = str_ends(d->to, S("/")) ? d->to : str_printf(a, "%.*s/", STR(d->to));
    v.line.open = str_starts(d->to, S("http://"));
    if (d->server.user.len && !secret_read(a, &d->secret, &v.password, &why))
        return (struct landing){LANDED_NOT, 0, why};
    v.file = os_open(d->file, *a);
    v.size = os_stat(d->file, *a).size;
    struct landing l = {LANDED_NOT, 0, S("the book's file could not be read")};
    if (v.file >= 0) l = place(&v, folder);
    if (v.file >= 0) os_close(v.file);
    secret_wipe(v.password);
    return l;
}
