/* unzip.c - containers, read: see epub_local.h.  With zip.c the only file that knows libzip. */
#include "epub_local.h"

#include <zip.h>

enum { READS = 64 /* entries of the largest size that a container gives at most */ };

struct epub_zip {
    zip_t *zip;
    zip_uint64_t left; /* bytes, unpacked: many names may stand for the same few packed ones */
};

struct epub_zip *unzip_open(arena *a, str path, const char **why)
{
    int code = 0;
    arena scratch = *a;
    char *name = str_z(&scratch, path);
    zip_t *zip = zip_open(name, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!zip) {
        *why = code == ZIP_ER_NOENT  ? "there is no such file"
               : code == ZIP_ER_OPEN ? "the file cannot be read"
                                     : "it is no sound zip file";
        return NULL;
    }
    struct epub_zip *z = make(a, struct epub_zip);
    z->zip = zip;
    z->left = (zip_uint64_t)EPUB_ENTRY_MAX * READS;
    return z;
}

void unzip_close(struct epub_zip *z)
{
    zip_discard(z->zip);
}

bool unzip_read(arena *a, struct epub_zip *z, str name, str *out)
{
    zip_stat_t st;
    arena scratch = *a;
    char *word = str_z(&scratch, name);
    if (zip_stat(z->zip, word, ZIP_FL_ENC_GUESS, &st) || !(st.valid & ZIP_STAT_SIZE)) return false;
    if (st.size > EPUB_ENTRY_MAX || st.size > z->left) return false;
    z->left -= st.size;
    zip_file_t *file = zip_fopen_index(z->zip, st.index, 0);
    if (!file) return false;
    u8 *p = arena_raw(a, 1, 1, (isize)st.size + 1);
    isize have = 0;
    for (zip_int64_t got = 1; p && got > 0 && have <= (isize)st.size; have += got)
        if ((got = zip_fread(file, p + have, st.size + 1 - (zip_uint64_t)have)) < 0)
            p = NULL, got = 0;
    bool ok = !zip_fclose(file) && p && have == (isize)st.size;
    *out = ok ? (str){p, have} : (str){0};
    return ok;
}

struct strs unzip_names(arena *a, struct epub_zip *z)
{
    struct strs names = {0};
    zip_int64_t n = zip_get_num_entries(z->zip, 0);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(z->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (name) strs_add(a, &names, str_dup(a, str_of(name)));
    }
    return names;
}
