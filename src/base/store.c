/*
 * store.c - see store.h.
 *
 * A record's file, DIR/ab/cdef….rec:
 *
 *   offset  bytes  what
 *        0      8  "ZHSTORE1"
 *        8     32  SHA-256 of the rest
 *       40      n  the record
 */
#include "store.h"
#include "os.h"

#include <string.h>

enum { LARGEST = 1 << 30 };

struct store store_open(arena *a, str dir)
{
    arena scratch = *a;
    struct store s = {.salt = sha256(os_self(&scratch))};
    s.dir = str_dup(a, dir);
    return s;
}

str store_path(arena *a, const struct store *s, struct sha256 key)
{
    u8 both[sizeof key.b * 2];
    memcpy(both, key.b, sizeof key.b);
    memcpy(both + sizeof key.b, s->salt.b, sizeof key.b);
    str hex = sha256_hex(a, sha256((str){both, sizeof both}), 32);
    return str_printf(a, "%.*s/%.*s/%.*s.rec", STR(s->dir), STR(str_head(hex, 2)),
                      STR(str_skip(hex, 2)));
}

bool store_find(const struct store *s, arena *a, struct sha256 key, str *out)
{
    str file;
    if (!s->dir.len || !os_read_quiet(a, store_path(a, s, key), LARGEST, &file)) return false;
    if (file.len < STORE_HEAD || !str_starts(file, S("ZHSTORE1"))) return false;
    *out = str_skip(file, STORE_HEAD);
    struct sha256 sum = sha256(*out);
    return !memcmp(file.p + 8, sum.b, sizeof sum.b);
}

bool store_keep(const struct store *s, struct sha256 key, str bytes, arena scratch)
{
    if (!s->dir.len || bytes.len > LARGEST - STORE_HEAD) return false;
    struct sha256 sum = sha256(bytes);
    struct buf file = {.mem = &scratch};
    buf_add(&file, S("ZHSTORE1"));
    buf_add(&file, (str){sum.b, sizeof sum.b});
    buf_add(&file, bytes);
    return os_write_quiet(store_path(&scratch, s, key), buf_str(&file), scratch);
}
