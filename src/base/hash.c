/* hash.c - see hash.h.  The only file that knows nettle. */
#include "hash.h"
#include "os.h"

#include <nettle/base64.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <string.h>

struct sha256 sha256(str bytes)
{
    struct sha256_ctx cx;
    struct sha256 h;
    sha256_init(&cx);
    sha256_update(&cx, (size_t)bytes.len, bytes.p);
    sha256_digest(&cx, sizeof h.b, h.b);
    return h;
}

struct sha256 sha256_file(str path, arena scratch)
{
    enum { PIECE = 1 << 16 };
    struct sha256_ctx cx;
    struct sha256 h = {0};
    struct os_info info = os_stat(path, scratch);
    u8 *piece = make_n(&scratch, u8, PIECE);
    if (info.kind != OS_FILE) return h;
    sha256_init(&cx);
    for (long long at = 0; at < info.size; at += PIECE) {
        isize n = info.size - at < PIECE ? (isize)(info.size - at) : PIECE;
        if (!os_read_at(path, at, piece, n, scratch)) return h;
        sha256_update(&cx, (size_t)n, piece);
    }
    sha256_digest(&cx, sizeof h.b, h.b);
    return h;
}

static void hex(struct buf *out, const u8 *p, int n)
{
    for (int i = 0; i < n; i++) {
        buf_byte(out, (u8) "0123456789abcdef"[p[i] >> 4]);
        buf_byte(out, (u8) "0123456789abcdef"[p[i] & 15]);
    }
}

str sha256_hex(arena *a, struct sha256 h, int bytes)
{
    struct buf out = {.mem = a};
    assert(bytes >= 1 && bytes <= 32);
    hex(&out, h.b, bytes);
    return buf_str(&out);
}

str uuid5(arena *a, str name)
{
    /* RFC 9562, section 6.6: the namespace for URLs. */
    static const u8 url[16] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                               0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    struct sha1_ctx cx;
    u8 h[20];
    sha1_init(&cx);
    sha1_update(&cx, sizeof url, url);
    sha1_update(&cx, (size_t)name.len, name.p);
    sha1_digest(&cx, sizeof h, h);
    h[6] = (u8)((h[6] & 0x0F) | 0x50);
    h[8] = (u8)((h[8] & 0x3F) | 0x80);

    static const int group[] = {4, 2, 2, 2, 6};
    struct buf out = {.mem = a};
    buf_add(&out, S("urn:uuid:"));
    for (int i = 0, at = 0; i < 5; at += group[i++]) {
        if (i) buf_byte(&out, '-');
        hex(&out, h + at, group[i]);
    }
    return buf_str(&out);
}

isize base64_put(u8 *to, str bytes)
{
    base64_encode_raw((char *)to, (size_t)bytes.len, bytes.p);
    return BASE64_ENCODE_RAW_LENGTH(bytes.len);
}

__extension__ typedef unsigned __int128 u128;

/* Eight bytes a step, multiplied and folded (the mix of wyhash). */
u64 hash64(str s)
{
    u64 h = 0x9E3779B97F4A7C15u ^ (u64)s.len;
    while (s.len > 0) {
        u64 word = 0;
        isize n = s.len < 8 ? s.len : 8;
        memcpy(&word, s.p, (size_t)n);
        u128 m = (u128)(h ^ word) * 0xD6E8FEB86659FD93u;
        h = (u64)m ^ (u64)(m >> 64);
        s = str_skip(s, n);
    }
    return h;
}

void hash_library(struct buf *out)
{
    buf_printf(out, "nettle %d.%d\n", nettle_version_major(), nettle_version_minor());
}
