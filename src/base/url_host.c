/* url_host.c - names and numbers of hosts.  See url_local.h. */
#include "url_local.h"
#include "url.h"

#include <string.h>

#include <unicode/uidna.h>

enum { HOST_MAX = 253, LABEL_MAX = 63 };

/* A number of an IPv4 address: decimal, 0x hexadecimal, 0 octal. */
static bool ipv4_number(str s, u64 *out)
{
    int base = 10;
    if (str_istarts(s, S("0x"))) {
        base = 16;
        s = str_skip(s, 2);
    } else if (s.len > 1 && s.p[0] == '0') {
        base = 8;
    }
    *out = 0;
    for (isize i = 0; i < s.len; i++) {
        int digit = hex_value(s.p[i]);
        if (digit < 0 || digit >= base || *out > UINT32_MAX) return false;
        *out = *out * (u64)base + (u64)digit;
    }
    return true;
}

static bool ends_in_number(str host)
{
    if (host.len && host.p[host.len - 1] == '.') host.len--;
    isize dot = host.len;
    while (dot && host.p[dot - 1] != '.') dot--;
    str last = str_skip(host, dot);
    long long n;
    u64 ignored;
    return str_int(last, &n) || (str_istarts(last, S("0x")) && ipv4_number(last, &ignored)) ||
           (last.len > 18 && is_digit(last.p[0]) && is_digit(last.p[last.len - 1]));
}

static bool ipv4(struct buf *out, str host)
{
    u64 part[4], address = 0;
    int n = 0;
    if (host.p[host.len - 1] == '.') host.len--;
    for (struct cut c = {.tail = host, .ok = true}; c.ok; n++) {
        c = str_cut(c.tail, '.');
        if (n == 4 || !c.head.len || !ipv4_number(c.head, &part[n])) return false;
    }
    for (int i = 0; i < n - 1; i++) {
        if (part[i] > 255) return false;
        address |= part[i] << (8 * (3 - i));
    }
    if (part[n - 1] >= (u64)1 << (8 * (5 - n))) return false;
    address |= part[n - 1];
    buf_printf(out, "%d.%d.%d.%d", (int)(address >> 24 & 255), (int)(address >> 16 & 255),
               (int)(address >> 8 & 255), (int)(address & 255));
    return true;
}

/* The last two pieces of an IPv6 address, written as an IPv4 one. */
static bool ipv6_tail(str s, u16 *piece)
{
    int value[4], n = 0;
    for (struct cut c = {.tail = s, .ok = true}; c.ok; n++) {
        long long v;
        c = str_cut(c.tail, '.');
        if (n == 4 || c.head.len > 3 || !str_int(c.head, &v) || v > 255) return false;
        value[n] = (int)v;
    }
    if (n != 4) return false;
    piece[0] = (u16)(value[0] << 8 | value[1]);
    piece[1] = (u16)(value[2] << 8 | value[3]);
    return true;
}

/* The eight pieces of what stands between "[" and "]". */
static bool ipv6_parse(str s, u16 piece[8])
{
    int n = 0, gap = -1;
    if (str_starts(s, S("::"))) s = str_skip(s, 1);
    else if (str_starts(s, S(":"))) return false;
    while (s.len) {
        if (n == 8) return false;
        if (s.p[0] == ':') {
            if (gap >= 0) return false;
            gap = n;
            s = str_skip(s, 1);
            continue;
        }
        int digits = 0, v = 0;
        for (; digits < 4 && digits < s.len && hex_value(s.p[digits]) >= 0; digits++)
            v = v * 16 + hex_value(s.p[digits]);
        if (digits < s.len && s.p[digits] == '.') {
            if (n > 6 || !ipv6_tail(s, piece + n)) return false;
            n += 2;
            break;
        }
        if (!digits) return false;
        piece[n++] = (u16)v;
        s = str_skip(s, digits);
        if (!s.len) break;
        if (s.p[0] != ':' || s.len == 1) return false;
        s = str_skip(s, 1);
    }
    if (gap < 0) return n == 8;
    if (n == 8) return false;
    memmove(piece + gap + 8 - n, piece + gap, (size_t)(n - gap) * sizeof *piece);
    memset(piece + gap, 0, (size_t)(8 - n) * sizeof *piece);
    return true;
}

static bool ipv6(struct buf *out, str s)
{
    u16 piece[8] = {0};
    if (!ipv6_parse(s, piece)) return false;
    int best = -1, best_len = 1; /* the longest run of zeros, if it is two or more */
    for (int i = 0, len = 0; i < 8; i++) {
        len = piece[i] ? 0 : len + 1;
        if (len > best_len) {
            best_len = len;
            best = i - len + 1;
        }
    }
    buf_byte(out, '[');
    for (int i = 0; i < 8; i++) {
        if (i == best) {
            buf_add(out, i ? S(":") : S("::"));
            i += best_len - 1;
            continue;
        }
        buf_printf(out, "%x%s", piece[i], i < 7 ? ":" : "");
    }
    buf_byte(out, ']');
    return true;
}

/* The host as IDNA writes it; false if it has no such form. */
static bool idna(arena *a, str host, str *out)
{
    enum {
        HARMLESS = UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN
    };
    UErrorCode err = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    if (host.len > (isize)4 * HOST_MAX) return false;
    UIDNA *u = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &err);
    if (U_FAILURE(err)) return false;
    char *to = make_n(a, char, HOST_MAX + 2);
    int32_t n = uidna_nameToASCII_UTF8(u, (const char *)host.p, (int32_t)host.len, to, HOST_MAX + 2,
                                       &info, &err);
    uidna_close(u);
    *out = (str){(const u8 *)to, n};
    return U_SUCCESS(err) && !(info.errors & ~(u32)HARMLESS) && n <= HOST_MAX + 1;
}

/* Letters, digits, "-" and "_" in labels of 1 to 63, with dots between. */
static bool is_domain(str host)
{
    if (host.len && host.p[host.len - 1] == '.') host.len--;
    if (!host.len || host.len > HOST_MAX) return false;
    for (struct cut c = {.tail = host, .ok = true}; c.ok;) {
        c = str_cut(c.tail, '.');
        if (!c.head.len || c.head.len > LABEL_MAX) return false;
        for (isize i = 0; i < c.head.len; i++) {
            u8 b = c.head.p[i];
            if (!is_alpha(b) && !is_digit(b) && b != '-' && b != '_') return false;
        }
    }
    return true;
}

static bool is_ascii(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] >= 0x80) return false;
    return true;
}

/* Where a name ends that running Chinese goes on behind: at a full stop, a comma or a bracket
 * of its own, or at any letter behind "….com"; -1 if nowhere. */
static isize foreign_end(str name)
{
    isize len, n = 0;
    while (n < name.len && name.p[n] < 0x80) n++;
    if (n == name.len) return -1;
    if (host_is_complete(str_head(name, n))) return n;
    for (isize i = n; i < name.len; i += len) {
        u32 c = utf8_get(str_skip(name, i), &len);
        bool dot = c == 0x3002 || c == 0xFF0E || c == 0xFF61;
        bool mark = (c >= 0x3000 && c < 0x3020 && c != 0x3005 && c != 0x3007) ||
                    (c >= 0x2010 && c < 0x2050) || (c >= 0xFF01 && c < 0xFF10) ||
                    (c >= 0xFF1A && c < 0xFF21);
        if (mark && !dot) return i;
    }
    return -1;
}

bool host_clean(arena *a, struct buf *out, str host, bool *cut)
{
    if (host.len > 2 && host.p[0] == '[')
        return host.p[host.len - 1] == ']' && ipv6(out, str_skip(str_head(host, host.len - 1), 1));
    str name = str_lower(a, url_decode(a, host, false));
    str ascii = name;
    if (!utf8_ok(name)) return false;
    isize end = foreign_end(name);
    if (end >= 0) name = ascii = str_head(name, end);
    *cut = end >= 0;
    bool plain = is_ascii(name) && !str_has(name, S("xn--"));
    if ((!plain && !idna(a, name, &ascii)) || !is_domain(ascii)) {
        isize n = 0;
        while (n < name.len && name.p[n] < 0x80) n++;
        if (n == name.len || str_byte(str_head(name, n), '.', 0) < 0) return false;
        ascii = str_head(name, n);
        if (!is_domain(ascii) || str_has(ascii, S("xn--"))) return false;
        *cut = true;
    }
    if (ends_in_number(ascii)) return ipv4(out, ascii);
    buf_add(out, ascii);
    return true;
}

bool url_host_in(str host, const char *names)
{
    for (struct cut c = {.tail = str_of(names)}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        isize more = host.len - c.head.len;
        if (c.head.len && str_iends(host, c.head) && (!more || host.p[more - 1] == '.'))
            return true;
    }
    return false;
}
