/*
 * memo.c - what a picture's file turned out to be, remembered.
 *
 * Looking at a picture means reading and hashing all of it.  A file whose
 * path, size, time and inode are as they were is taken to be what it was; one that was changed a
 * moment ago is not, since a second change might leave its time as it is.
 *
 * Record: found, w, h, size, mime, href, what; each on a line.
 */
#include "image_local.h"
#include "os.h"
#include "store.h"

static struct sha256 key_of(str path, struct os_info info, arena scratch)
{
    return sha256(str_printf(&scratch, "picture %lld %lld %llu %.*s", info.size, info.mtime_ns,
                             info.inode, STR(os_real(&scratch, path))));
}

bool memo_find(const struct finder *f, str path, struct os_info info, arena *keep,
               struct sought *out)
{
    str record, lines[7];
    long long n[4];
    if (!store_find(f->store, keep, key_of(path, info, *keep), &record, NULL)) return false;
    for (int i = 0; i < 7; i++) {
        struct cut c = str_cut(record, '\n');
        lines[i] = c.head;
        record = c.tail;
    }
    for (int i = 0; i < 4; i++)
        if (!str_int(lines[i], &n[i])) return false;
    *out = (struct sought){.found = (enum found)n[0], .what = lines[6]};
    if (out->found == FOUND)
        out->image = (struct image){
            .href = lines[5], .mime = lines[4], .w = (int)n[1], .h = (int)n[2], .size = n[3]};
    return true;
}

void memo_keep(const struct finder *f, str path, struct os_info info, const struct sought *seen,
               arena scratch)
{
    enum { MOMENT = 2 }; /* s */
    if (!f->store || info.mtime_ns / 1000000000 + MOMENT > os_now()) return;
    struct image im = seen->found == FOUND ? seen->image : (struct image){0};
    str record = str_printf(&scratch, "%d\n%d\n%d\n%lld\n%.*s\n%.*s\n%.*s\n", seen->found, im.w,
                            im.h, im.size, STR(im.mime), STR(im.href), STR(seen->what));
    store_keep(f->store, key_of(path, info, scratch), record, NULL, scratch);
}
