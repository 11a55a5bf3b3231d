/*
 * peer.h - whom a program that follows addresses out of posts may talk to.
 *
 * A post can name any address.  What answers at the addresses of a home, an office or this
 * very machine is not for everybody who writes posts: only addresses of the public
 * network are asked, and those that book.yaml allows by name.
 *
 * Spec: IANA's registries of special-purpose addresses (RFC 6890 and later).
 */
#ifndef ZH_PEER_H
#define ZH_PEER_H

#include "str.h"

struct peer {
    u8 b[16]; /* network order; of IPv4 the first 4 */
    bool v6;
    int port;
};

/* "192.0.2.1" or "2001:db8::1", without brackets; port stays 0. */
bool peer_read(str text, struct peer *out);

/* NULL for an address of the public network; otherwise what it is, "loopback". */
const char *peer_private(const struct peer *p);

/* Who is allowed beside: "nas.home", "10.0.0.0/8", "[fd00::1]:8080", "127.0.0.1:8000". */
struct peer_rule {
    str host;        /* a name, in lower case; {0} if it is an address */
    struct peer net; /* port 0: any */
    int bits;        /* of net that count */
};
struct peer_rules {
    struct peer_rule *v;
    isize n;
};

/* False if the text is no such rule. */
bool peer_rule_read(arena *a, str text, struct peer_rule *out);

/* May the peer be talked to, for an address with this host in it? */
bool peer_allowed(const struct peer_rules *rules, str host, const struct peer *p);

#endif
