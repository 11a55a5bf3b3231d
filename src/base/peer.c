/* peer.c - see peer.h. */
#include "peer.h"

#include <string.h>

/* --- reading --- */

/* Four numbers without leading zeros: no octal, no "127.1", which names mean too. */
static bool read_v4(str s, u8 *to)
{
    for (int i = 0; i < 4; i++) {
        long long n;
        struct cut c = str_cut(s, '.');
        if (c.ok != (i < 3) || c.head.len > 3 || !str_int(c.head, &n) || n > 255) return false;
        if (c.head.len > 1 && c.head.p[0] == '0') return false;
        to[i] = (u8)n;
        s = c.tail;
    }
    return true;
}

/* Groups of 16 bits up to the end or "::"; the number of bytes, -1 if it is none. */
static int read_groups(str s, u8 *to, int room)
{
    int n = 0;
    while (s.len) {
        struct cut c = str_cut(s, ':');
        if (!c.ok && str_has(c.head, S(".")))
            return n + 4 <= room && read_v4(c.head, to + n) ? n + 4 : -1;
        if (!c.head.len || c.head.len > 4 || n + 2 > room || (c.ok && !c.tail.len)) return -1;
        int value = 0;
        for (isize i = 0; i < c.head.len; i++) {
            int digit = hex_value(c.head.p[i]);
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        to[n++] = (u8)(value >> 8);
        to[n++] = (u8)value;
        s = c.tail;
    }
    return n;
}

static bool read_v6(str s, u8 *to)
{
    u8 tail[16];
    isize gap = str_find(s, S("::"), 0);
    if (gap < 0) return read_groups(s, to, 16) == 16;
    int n = read_groups(str_head(s, gap), to, 14);
    int m = read_groups(str_skip(s, gap + 2), tail, 14);
    if (n < 0 || m < 0 || n + m > 14) return false;
    memcpy(to + 16 - m, tail, (size_t)m);
    return true;
}

bool peer_read(str text, struct peer *out)
{
    *out = (struct peer){.v6 = str_byte(text, ':', 0) >= 0};
    return out->v6 ? read_v6(text, out->b) : read_v4(text, out->b);
}

/* --- classes --- */

struct block {
    u8 b[16];
    int bits;
    const char *what;
};

/* The first that fits decides; NULL: public all the same. */
static const struct block v4_blocks[] = {
    {{0}, 8, "an address of this network"},
    {{10}, 8, "a private address"},
    {{100, 64}, 10, "an address behind a carrier's NAT"},
    {{127}, 8, "this machine"},
    {{169, 254}, 16, "a link-local address"},
    {{172, 16}, 12, "a private address"},
    {{192, 0, 0}, 24, "a special address"},
    {{192, 0, 2}, 24, "an address for documents"},
    {{192, 88, 99}, 24, "a special address"},
    {{192, 168}, 16, "a private address"},
    {{198, 18}, 15, "an address for measurements"},
    {{198, 51, 100}, 24, "an address for documents"},
    {{203, 0, 113}, 24, "an address for documents"},
    {{224}, 4, "a multicast address"},
    {{240}, 4, "a reserved address"},
};

static const struct block v6_blocks[] = {
    {{[15] = 1}, 128, "this machine"},
    {{[10] = 0xFF, [11] = 0xFF}, 96, "a mapped address"},
    {{0xFC}, 7, "a private address"},
    {{0xFE, 0x80}, 10, "a link-local address"},
    {{0xFE, 0xC0}, 10, "a private address"},
    {{0xFF}, 8, "a multicast address"},
    {{0x20, 0x01, 0x0D, 0xB8}, 32, "an address for documents"},
    {{0x20, 0x01, 0, 0}, 23, "a special address"},
    {{0x20, 0x02}, 16, "an address of a tunnel"},
    {{0x3F, 0xFF}, 20, "an address for documents"},
    {{0x20}, 3, NULL},
    {{0}, 0, "a reserved address"},
};

static bool in_block(const u8 *p, const u8 *block, int bits)
{
    int whole = bits / 8, rest = bits % 8;
    if (memcmp(p, block, (size_t)whole) != 0) return false;
    return !rest || (p[whole] ^ block[whole]) >> (8 - rest) == 0;
}

const char *peer_private(const struct peer *p)
{
    static const u8 nat64[16] = {0, 0x64, 0xFF, 0x9B}; /* what follows is an IPv4 address */
    const struct block *blocks = p->v6 ? v6_blocks : v4_blocks;
    isize n = p->v6 ? COUNT(v6_blocks) : COUNT(v4_blocks);
    if (p->v6 && in_block(p->b, nat64, 96)) {
        struct peer inner = {.port = p->port};
        memcpy(inner.b, p->b + 12, 4);
        return peer_private(&inner);
    }
    for (isize i = 0; i < n; i++)
        if (in_block(p->b, blocks[i].b, blocks[i].bits)) return blocks[i].what;
    return NULL;
}

/* --- rules --- */

static bool is_name(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '.' &&
            s.p[i] != '_')
            return false;
    return s.len > 0 && s.len <= 253;
}

/* Cut "host:port" and "[address]:port"; a bare IPv6 address has no port. */
static bool cut_port(str *host, int *port)
{
    long long n = 0;
    str s = *host, tail = {0};
    *port = 0;
    if (str_starts(s, S("["))) {
        struct cut c = str_cut(str_skip(s, 1), ']');
        if (!c.ok) return false;
        *host = c.head;
        tail = c.tail;
    } else {
        isize at = str_byte(s, ':', 0);
        if (at < 0 || str_byte(s, ':', at + 1) >= 0) return true;
        *host = str_head(s, at);
        tail = str_skip(s, at);
    }
    if (!tail.len) return true;
    if (tail.p[0] != ':' || !str_int(str_skip(tail, 1), &n) || n < 1 || n > 65535) return false;
    *port = (int)n;
    return true;
}

bool peer_rule_read(arena *a, str text, struct peer_rule *out)
{
    long long bits = -1;
    int port;
    struct cut c = str_cut(text, '/');
    str host = c.head;
    *out = (struct peer_rule){0};
    if (!cut_port(&host, &port)) return false;
    if (c.ok && (!str_int(c.tail, &bits) || bits > 128)) return false;
    if (peer_read(host, &out->net)) {
        int most = out->net.v6 ? 128 : 32;
        if (bits > most) return false;
        out->bits = bits < 0 ? most : (int)bits;
    } else if (c.ok || !is_name(host)) {
        return false;
    } else {
        out->host = str_dup(a, str_lower(a, host));
    }
    out->net.port = port;
    return true;
}

bool peer_allowed(const struct peer_rules *rules, str host, const struct peer *p)
{
    if (!peer_private(p)) return true;
    for (isize i = 0; i < rules->n; i++) {
        const struct peer_rule *r = &rules->v[i];
        if (r->net.port && r->net.port != p->port) continue;
        if (r->host.len ? str_ieq(r->host, host)
                        : r->net.v6 == p->v6 && in_block(p->b, r->net.b, r->bits))
            return true;
    }
    return false;
}
