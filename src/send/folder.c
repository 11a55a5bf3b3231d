/* folder.c - a book into a folder, which may be that of a device.  See send.h. */
#include "os.h"
#include "path.h"
#include "send.h"

/* By what only they have in their root; the first that fits. */
static const struct mount mounts[] = {
    {"Kobo", ".kobo", "", true, NULL},
    {"KOReader", "koreader", "", false, NULL},
    {"Kindle", "system/thumbnails", "documents", false,
     "a Kindle shows EPUBs that were mailed, not copied; KOReader on it shows them"},
    {"PocketBook", "system/config", "Books", false, NULL},
    {"Boox", "Android", "Books", false, NULL},
};

const struct mount *mount_of(str folder, arena scratch)
{
    for (int i = 0; i < COUNT(mounts); i++) {
        str mark = path_join(&scratch, folder, str_of(mounts[i].mark));
        if (os_stat(mark, scratch).kind != OS_NONE) return &mounts[i];
    }
    return NULL;
}

static bool copy(str from, str to, long long size, arena scratch, struct diags *ds)
{
    enum { PIECE = 1 << 20 };
    u8 *piece = make_n(&scratch, u8, PIECE);
    int in = os_open(from, scratch), out = os_create(to, scratch);
    bool ok = in >= 0 && out >= 0;
    for (long long at = 0; ok && at < size; at += PIECE) {
        isize n = size - at < PIECE ? (isize)(size - at) : PIECE;
        ok = os_pread(in, at, piece, n) && os_pwrite(out, at, (str){piece, n});
    }
    if (in >= 0) os_close(in);
    if (out >= 0) os_close(out);
    if (!ok)
        diag(ds, in < 0 ? DIAG_READ : DIAG_WRITE, (where){.file = in < 0 ? from : to}, "%s", "");
    return ok;
}

bool folder_put(arena *a, const struct parcel *p, str folder, str *to, struct diags *ds)
{
    const struct mount *m = mount_of(folder, *a);
    where at = {.file = folder};
    if (os_stat(folder, *a).kind != OS_DIR) {
        diag(ds, DIAG_FOLDER_GONE, at, "%s", "");
        return false;
    }
    str dir = m ? path_join(a, folder, str_of(m->books)) : folder;
    if (!os_mkdir(dir, *a, ds)) return false;
    long long room = os_room(dir, *a);
    if (room >= 0 && room < p->size) {
        diag(ds, DIAG_FOLDER_FULL, at, "%.1f MB free, %.1f MB needed", (double)room / 1e6,
             (double)p->size / 1e6);
        return false;
    }
    if (m && m->caution) diag(ds, DIAG_FOLDER_NOTE, at, "%s: %s", m->name, m->caution);
    *to = path_join(a, dir, parcel_name(a, p));
    str beside = os_beside(a, *to);
    bool ok = copy(p->path, beside, p->size, *a, ds) && os_commit(beside, *to, *a, ds);
    if (!ok) os_remove(beside, *a);
    return ok;
}
