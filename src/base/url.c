/*
 * url.c - see url.h.
 *
 * The way of the URL Standard's parser, but on the parts url_split found and
 * not letter by letter, since nobody needs its validation errors here.  What
 * comes out has only URL code points and the percent sign in it, which is less
 * than browsers accept and exactly what checkers of books do.
 */
#include "url.h"

#include "url_local.h"

#include <string.h>

enum { PORT_MAX = 65535 };

/* --- taking apart -------------------------------------------------------------- */

static bool is_slash(u8 c)
{
    return c == '/' || c == '\\';
}

/* Length of the scheme at the start of s, without ":"; 0 if there is none. */
static isize scheme_len(str s)
{
    if (!s.len || !is_alpha(s.p[0])) return 0;
    isize n = 1;
    while (n < s.len && (is_alpha(s.p[n]) || is_digit(s.p[n]) || s.p[n] == '+' || s.p[n] == '-' ||
                         s.p[n] == '.'))
        n++;
    return n < s.len && s.p[n] == ':' ? n : 0;
}

/* Cut s.authority into host and port; user names and passwords are passed over. */
static void split_authority(struct url *u, str s)
{
    for (isize at; (at = str_byte(s, '@', 0)) >= 0;) s = str_skip(s, at + 1);
    isize bracket = s.len && s.p[0] == '[' ? str_byte(s, ']', 0) : -1;
    isize colon = str_byte(s, ':', bracket < 0 ? 0 : bracket);
    u->has_host = true;
    u->host = s;
    if (colon < 0) return;
    u->host = str_head(s, colon);
    u->port = str_skip(s, colon + 1);
}

struct url url_split(str s)
{
    struct url u = {0};
    struct cut c = str_cut(s, '#');
    u.fragment = c.tail;
    u.has_fragment = c.ok;
    c = str_cut(c.head, '?');
    u.query = c.tail;
    u.has_query = c.ok;
    s = c.head;
    isize n = scheme_len(s);
    if (n) {
        u.scheme = str_head(s, n);
        s = str_skip(s, n + 1);
    }
    if (s.len >= 2 && is_slash(s.p[0]) && is_slash(s.p[1])) {
        isize end = 2;
        while (end < s.len && !is_slash(s.p[end])) end++;
        split_authority(&u, str_skip(str_head(s, end), 2));
        s = str_skip(s, end);
    }
    u.path = s;
    return u;
}

/* --- percent signs --------------------------------------------------------------- */

static bool is_escape(str s, isize i)
{
    return s.p[i] == '%' && i + 2 < s.len && hex_value(s.p[i + 1]) >= 0 &&
           hex_value(s.p[i + 2]) >= 0;
}

str url_decode(arena *a, str s, bool plus)
{
    struct buf b = {.mem = a};
    if (str_byte(s, '%', 0) < 0 && (!plus || str_byte(s, '+', 0) < 0)) return s;
    for (isize i = 0; i < s.len; i++) {
        if (is_escape(s, i)) {
            buf_byte(&b, (u8)(hex_value(s.p[i + 1]) << 4 | hex_value(s.p[i + 2])));
            i += 2;
        } else {
            buf_byte(&b, plus && s.p[i] == '+' ? ' ' : s.p[i]);
        }
    }
    return buf_str(&b);
}

/* The URL code points of ASCII; `refused` names those that this part may not have. */
static bool may_stand(u8 c, const char *refused)
{
    if (is_alpha(c) || is_digit(c)) return true;
    return c && c < 0x80 && strchr("!$&'()*+,-./:;=?@_~", c) && !strchr(refused, c);
}

/* Add s with everything percent-encoded that may not stand in a URL. */
static void encode(struct buf *out, str s, const char *refused)
{
    for (isize i = 0; i < s.len; i++) {
        if (may_stand(s.p[i], refused) || is_escape(s, i)) buf_byte(out, s.p[i]);
        else buf_printf(out, "%%%02X", s.p[i]);
    }
}

/* Add ":port" unless it is the scheme's own; false if it is none. */
static bool clean_port(struct buf *out, str scheme, str port)
{
    long long n;
    if (!port.len) return true;
    if (!str_int(port, &n) || n > PORT_MAX) return false;
    int usual = str_eq(scheme, S("http")) ? 80 : str_eq(scheme, S("https")) ? 443 : 21;
    if (n != usual) buf_printf(out, ":%d", (int)n);
    return true;
}

/* --- path ---------------------------------------------------------------------------- */

/* 1 for ".", 2 for "..", also percent-encoded; else 0. */
static int dots(str s)
{
    int n = 0;
    while (s.len) {
        isize len = s.p[0] == '.' ? 1 : str_istarts(s, S("%2e")) ? 3 : 0;
        if (!len || ++n > 2) return 0;
        s = str_skip(s, len);
    }
    return n;
}

/* Add `path`, which starts with a slash or is empty, without dot segments. */
static void clean_path(struct buf *out, str path)
{
    isize start = out->len;
    if (!path.len) buf_byte(out, '/');
    for (isize i = 0; i < path.len;) {
        isize end = i + 1;
        while (end < path.len && !is_slash(path.p[end])) end++;
        str segment = str_skip(str_head(path, end), i + 1);
        int up = dots(segment);
        if (up == 2)
            while (out->len > start && out->p[--out->len] != '/') continue;
        if (!up || end == path.len) buf_byte(out, '/');
        if (!up) encode(out, segment, "?");
        i = end;
    }
}

/* --- the whole ------------------------------------------------------------------------ */

static const struct {
    str name;
    bool web; /* scheme://host/path */
} schemes[] = {
    {LIT("http"), true},    {LIT("https"), true}, {LIT("ftp"), true},
    {LIT("mailto"), false}, {LIT("tel"), false},
};

/* Controls and formatting marks that pasted addresses carry along. */
static bool is_noise(u32 c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static bool is_blank(str s)
{
    return str_eq(s, S(" ")) || str_eq(s, S("\xC2\xA0")) || str_eq(s, S("\xE3\x80\x80"));
}

/* s as clean UTF-8 without noise, and without blanks at its ends. */
static str wash(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize len, end = 0;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool blank = is_blank(str_head(str_skip(s, i), len));
        if (is_noise(c) || (blank && !b.len)) continue;
        buf_rune(&b, c);
        if (!blank) end = b.len;
    }
    return str_head(buf_str(&b), end);
}

/* "scheme:rest" without a host: mailto and its like. */
static bool clean_opaque(struct buf *out, const struct url *u)
{
    if (!u->path.len || u->has_host) return false;
    encode(out, u->path, "?");
    return true;
}

/* The path of a relative reference, below the base's folder. */
static str join(arena *a, str base, str path)
{
    if (path.len && is_slash(path.p[0])) return path;
    isize n = base.len;
    while (n && !is_slash(base.p[n - 1])) n--;
    return str_printf(a, "%.*s%.*s", STR(str_head(base, n)), STR(path));
}

/* Fill what a reference leaves to its base; false if it needs one and has none. */
static bool resolve(arena *a, struct url *u, str base)
{
    str clean;
    if (u->scheme.len) return true;
    if (u->has_host) {
        u->scheme = S("https"); /* both work, or neither */
        return true;
    }
    if (!base.len || !url_clean(a, base, (str){0}, &clean)) return false;
    struct url b = url_split(clean);
    if (!b.has_host) return false;
    u->scheme = b.scheme;
    u->host = b.host;
    u->port = b.port;
    u->has_host = true;
    if (u->path.len) {
        u->path = join(a, b.path, u->path);
    } else {
        u->path = b.path;
        if (!u->has_query) {
            u->query = b.query;
            u->has_query = b.has_query;
        }
    }
    return true;
}

/* scheme (1-based row) of u, or 0. */
static isize scheme_row(str scheme)
{
    for (isize i = 0; i < COUNT(schemes); i++)
        if (str_ieq(scheme, schemes[i].name)) return i + 1;
    return 0;
}

bool url_clean(arena *a, str ref, str base, str *out)
{
    struct buf b = {.mem = a};
    bool cut = false;
    ref = url_mend(a, wash(a, ref));
    struct url u = url_split(ref);
    if (!u.scheme.len && !u.has_host && url_is_void(ref)) return false;
    if (!resolve(a, &u, base)) return false;
    isize row = scheme_row(u.scheme);
    if (!row) return false;
    str scheme = schemes[row - 1].name;
    buf_add(&b, scheme);
    buf_byte(&b, ':');
    if (!schemes[row - 1].web) {
        if (!clean_opaque(&b, &u)) return false;
    } else {
        buf_add(&b, S("//"));
        if (!u.has_host || !host_clean(a, &b, u.host, &cut)) return false;
        if (!cut && !clean_port(&b, scheme, u.port)) return false;
        clean_path(&b, cut ? (str){0} : u.path);
    }
    if (u.has_query && !cut) {
        buf_byte(&b, '?');
        encode(&b, u.query, "'");
    }
    if (u.has_fragment && !cut) {
        buf_byte(&b, '#');
        encode(&b, u.fragment, "");
    }
    *out = buf_str(&b);
    return true;
}
