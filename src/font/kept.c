/*
 * kept.c - what was found out about fonts, and fonts that were made, from one run to the next.
 *
 *   of a file as it lies there   its hash
 *   of a hash, and of how the face was asked for: the face and struct font_info
 *   of a hash, a face, axes and characters: the entry of the container, then its bytes
 *
 * With all three no font is read.  A record (record.h) never
 * leaves the program that wrote it.
 */
#include "font_local.h"
#include "os.h"
#include "record.h"
#include "store.h"

#include <string.h>

/* --- the hash of a file --- */

bool kept_sum(const struct store *store, arena *a, str path, struct os_info info,
              struct sha256 *out)
{
    str record, key = str_printf(a, "font file %lld %lld %llu %.*s", info.size, info.mtime_ns,
                                 info.inode, STR(os_real(a, path)));
    if (!store_find(store, a, sha256(key), &record, NULL) || record.len != sizeof *out)
        return false;
    memcpy(out, record.p, sizeof *out);
    return true;
}

void keep_sum(struct store *store, str path, struct os_info info, struct sha256 sum, arena scratch)
{
    enum { MOMENT = 2 }; /* s: a file changed just now may change again within its time */
    if (!store || info.mtime_ns / 1000000000 + MOMENT > os_now()) return;
    str key = str_printf(&scratch, "font file %lld %lld %llu %.*s", info.size, info.mtime_ns,
                         info.inode, STR(os_real(&scratch, path)));
    store_keep(store, sha256(key), (str){sum.b, sizeof sum.b}, NULL, scratch);
}

/* --- what a face says of itself --- */

struct sha256 kept_info_key(const struct font_file *f, str how, arena scratch)
{
    struct buf b = {.mem = &scratch};
    buf_add(&b, (str){f->sum.b, sizeof f->sum.b});
    buf_printf(&b, "font info %d %.*s", f->place.face, STR(how));
    return sha256(buf_str(&b));
}

bool kept_info(const struct store *store, arena *a, struct sha256 key, struct font_file *f)
{
    str record;
    if (!store_find(store, a, key, &record, NULL)) return false;
    struct reader r = {.left = record};
    struct font_info *i = &f->info;
    f->place.face = (int)take_int(&r);
    i->embedding = (unsigned)take_int(&r);
    i->weight = (int)take_int(&r);
    i->faces = (int)take_int(&r);
    i->family = take_str(&r);
    i->copyright = take_str(&r);
    i->licence = take_str(&r);
    i->licence_url = take_str(&r);
    i->ranges = take_str(&r);
    return !r.bad;
}

void keep_info(struct store *store, struct sha256 key, const struct font_file *f, arena scratch)
{
    struct buf b = {.mem = &scratch};
    const struct font_info *i = &f->info;
    if (!store) return;
    put_int(&b, f->place.face);
    put_int(&b, i->embedding);
    put_int(&b, i->weight);
    put_int(&b, i->faces);
    put_str(&b, i->family);
    put_str(&b, i->copyright);
    put_str(&b, i->licence);
    put_str(&b, i->licence_url);
    put_str(&b, i->ranges);
    store_keep(store, key, buf_str(&b), NULL, scratch);
}

/* --- a font that was made --- */

bool kept_entry(const struct store *store, arena *a, struct sha256 key, struct font_file *f)
{
    str record;
    struct place at;
    if (!store_find(store, a, key, &record, &at)) return false;
    struct reader r = {.left = record};
    struct entry e = {.deflated = take_int(&r)};
    e.plain = take_int(&r);
    e.crc = (u32)take_int(&r);
    f->href = take_str(&r);
    f->mime = take_str(&r);
    e.size = r.left.len;
    e.file = at.file;
    e.from = at.from + record.len - r.left.len;
    f->entry = e;
    return !r.bad;
}

void keep_entry(struct store *store, struct sha256 key, const struct font_file *f, arena scratch)
{
    struct buf b = {.mem = &scratch};
    if (!store) return;
    put_int(&b, f->entry.deflated);
    put_int(&b, f->entry.plain);
    put_int(&b, f->entry.crc);
    put_str(&b, f->href);
    put_str(&b, f->mime);
    buf_add(&b, f->entry.bytes);
    store_keep(store, key, buf_str(&b), NULL, scratch);
}
