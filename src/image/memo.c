/*
 * memo.c - what a picture's file turned out to be, remembered.
 *
 * Looking at a picture means reading and hashing all of it.  A file whose
 * path, size, time and inode are as they were is taken to be what it was; one that was changed a
 * moment ago is not, since a second change might leave its time as it is.
 *
 * Record: struct memory, then what.
 */
#include "image_local.h"
#include "os.h"
#include "store.h"

#include <string.h>

/* A record never leaves the program that wrote it. */
struct memory {
    enum finding found;
    int codec; /* index in codecs; -1: none */
    struct image_info is;
    struct sha256 sum;
};

static struct sha256 key_of(str path, struct os_info info, arena scratch)
{
    return sha256(str_printf(&scratch, "picture %lld %lld %llu %.*s", info.size, info.mtime_ns,
                             info.inode, STR(os_real(&scratch, path))));
}

static int index_of(const struct codec *c)
{
    int i = 0;
    while (codecs[i] && codecs[i] != c) i++;
    return codecs[i] ? i : -1;
}

static const struct codec *codec_at(int index)
{
    int n = 0;
    while (codecs[n]) n++;
    return index >= 0 && index < n ? codecs[index] : NULL;
}

bool memo_find(const struct finder *f, str path, struct os_info info, arena *keep,
               struct looked *out)
{
    struct memory m;
    str record;
    if (!store_find(f->store, keep, key_of(path, info, *keep), &record, NULL)) return false;
    if (record.len < (isize)sizeof m) return false;
    memcpy(&m, record.p, sizeof m);
    *out = (struct looked){
        .found = m.found,
        .codec = codec_at(m.codec),
        .is = m.is,
        .sum = m.sum,
        .what = str_skip(record, sizeof m),
    };
    return m.found != FOUND || out->codec;
}

void memo_keep(const struct finder *f, str path, struct os_info info, const struct looked *seen,
               arena scratch)
{
    enum { MOMENT = 2 }; /* s */
    if (!f->store || info.mtime_ns / 1000000000 + MOMENT > os_now()) return;
    struct memory m;
    memset(&m, 0, sizeof m); /* the gaps between fields, too, are written */
    m.found = seen->found;
    m.codec = index_of(seen->codec);
    m.is = seen->is;
    m.sum = seen->sum;
    struct buf b = {.mem = &scratch};
    buf_add(&b, (str){(const u8 *)&m, sizeof m});
    buf_add(&b, seen->what);
    store_keep(f->store, key_of(path, info, scratch), buf_str(&b), NULL, scratch);
}
