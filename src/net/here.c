/* here.c - what is to be shown, and the addresses that this machine has in its networks.  See
 * serve_local.h. */
#include "serve_local.h"
#include "wire.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

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

/* --- addresses --- */

/* What can be typed elsewhere: neither loopback, nor an address of one link alone. */
static bool is_far(const struct sockaddr *at, bool v6, char text[INET6_ADDRSTRLEN])
{
    if (at && at->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)at;
        inet_ntop(AF_INET, &v4->sin_addr, text, INET6_ADDRSTRLEN);
        return ntohl(v4->sin_addr.s_addr) >> 24 != 127;
    }
    if (!at || at->sa_family != AF_INET6 || !v6) return false;
    const struct in6_addr *a = &((const struct sockaddr_in6 *)(const void *)at)->sin6_addr;
    inet_ntop(AF_INET6, a, text, INET6_ADDRSTRLEN);
    return !IN6_IS_ADDR_LOOPBACK(a) && !IN6_IS_ADDR_LINKLOCAL(a);
}

struct strs here(arena *a, str address)
{
    struct strs found = {0};
    struct ifaddrs *list = NULL;
    char text[INET6_ADDRSTRLEN];
    bool v6 = str_eq(address, S("::"));
    if ((v6 || str_eq(address, S("0.0.0.0"))) && !getifaddrs(&list)) {
        for (struct ifaddrs *i = list; i; i = i->ifa_next)
            if (is_far(i->ifa_addr, v6, text)) strs_add(a, &found, str_dup(a, str_of(text)));
        freeifaddrs(list);
    }
    if (!found.n) strs_add(a, &found, address);
    return found;
}
