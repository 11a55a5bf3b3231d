/*
 * zip.c - see zip.h.  The only file that knows libzip, and what libdeflate does.
 *
 * libzip asks a source for its bytes while it closes the archive.  Ours says
 * that they are deflated already, and reads files piece by piece, so the book
 * passes through one buffer whatever its size.
 */
#include "zip.h"
#include "date.h"
#include "os.h"
#include "path.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum {
    LEVEL = 6,
    PIECE = 256 << 10,   /* bytes read from a file at once */
    STALE = 3600,        /* s after which a left-over of a killed run goes */
    MODE = 0100644,      /* of every entry: a regular file, rw-r--r-- */
    LONGEST_NAME = 1024, /* bytes; far above what any reader takes */
};

/* What the sources of one archive share. */
struct press {
    u8 *piece;
    const struct entry *bad; /* the one whose file let us down */
    arena scratch;           /* for opening files; never kept */
};

/* One entry being read. */
struct source {
    struct press *press;
    const struct entry *e;
    long long at;       /* bytes given so far */
    long long piece_at; /* offset in the entry of what the piece holds … */
    isize piece_len;    /* … and how much that is */
    zip_error_t error;
};

void zip_deflate(arena *a, str plain, struct entry *out)
{
    *out = (struct entry){.name = out->name, .bytes = plain, .size = plain.len, .plain = plain.len};
    out->crc = libdeflate_crc32(0, plain.p, (size_t)plain.len);
    if (plain.len < 2) return;
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    if (!c) os_die("out of memory");
    struct buf b = {.mem = a};
    buf_room(&b, plain.len);
    /* One byte less than the plain text, or it is not worth it. */
    b.len = (isize)libdeflate_deflate_compress(c, plain.p, (size_t)plain.len, b.p,
                                               (size_t)plain.len - 1);
    libdeflate_free_compressor(c);
    if (!b.len) return;
    out->bytes = buf_str(&b);
    out->size = b.len;
    out->deflated = true;
}

bool zip_bytes(arena *a, const struct entry *e, str *out)
{
    struct buf b = {.mem = a};
    *out = e->bytes;
    if (!e->file.len) return true;
    buf_room(&b, (isize)e->size);
    if (!os_read_at(e->file, e->from, b.p, (isize)e->size, *a)) return false;
    b.len = (isize)e->size;
    *out = buf_str(&b);
    return true;
}

bool zip_inflate(arena *a, const struct entry *e, str bytes, str *out)
{
    struct buf b = {.mem = a};
    *out = bytes;
    if (!e->deflated) return true;
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d) os_die("out of memory");
    buf_room(&b, (isize)e->plain);
    /* NULL: it must be exactly as long as it was. */
    enum libdeflate_result got =
        libdeflate_deflate_decompress(d, bytes.p, (size_t)bytes.len, b.p, (size_t)e->plain, NULL);
    libdeflate_free_decompressor(d);
    b.len = got == LIBDEFLATE_SUCCESS ? (isize)e->plain : 0;
    *out = buf_str(&b);
    return got == LIBDEFLATE_SUCCESS && libdeflate_crc32(0, b.p, (size_t)b.len) == e->crc;
}

/* --- a source for libzip --- */

static zip_int64_t fail(struct source *s, int code)
{
    s->press->bad = s->e;
    zip_error_set(&s->error, code, 0);
    return -1;
}

/* The file must be what it was when its size was taken. */
static zip_int64_t begin(struct source *s)
{
    const struct entry *e = s->e;
    s->at = s->piece_at = 0;
    s->piece_len = 0;
    if (!e->file.len) return 0;
    struct os_info now = os_stat(e->file, s->press->scratch);
    bool whole = !e->from && !e->deflated;
    bool same = whole ? now.size == e->size : now.size >= e->from + e->size;
    return now.kind == OS_FILE && same ? 0 : fail(s, ZIP_ER_CHANGED);
}

static zip_int64_t give(struct source *s, u8 *to, zip_uint64_t room)
{
    const struct entry *e = s->e;
    long long left = e->size - s->at;
    isize n = (zip_uint64_t)left < room ? (isize)left : (isize)room;
    if (!n) return 0;
    if (!e->file.len) {
        memcpy(to, e->bytes.p + s->at, (size_t)n);
        s->at += n;
        return n;
    }
    if (s->at >= s->piece_at + s->piece_len) {
        isize len = left < PIECE ? (isize)left : PIECE;
        if (!os_read_at(e->file, e->from + s->at, s->press->piece, len, s->press->scratch))
            return fail(s, ZIP_ER_READ);
        s->piece_at = s->at;
        s->piece_len = len;
    }
    isize have = (isize)(s->piece_at + s->piece_len - s->at);
    if (n > have) n = have;
    memcpy(to, s->press->piece + (s->at - s->piece_at), (size_t)n);
    s->at += n;
    return n;
}

static zip_int64_t describe(const struct entry *e, zip_stat_t *st)
{
    zip_stat_init(st);
    st->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    st->size = (zip_uint64_t)(e->deflated ? e->plain : e->size);
    st->comp_size = (zip_uint64_t)e->size;
    st->comp_method = e->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    if (e->deflated) {
        st->valid |= ZIP_STAT_CRC; /* libzip sums up only what it sees plain */
        st->crc = e->crc;
    }
    return sizeof *st;
}

static zip_int64_t answer(void *ctx, void *data, zip_uint64_t len, zip_source_cmd_t cmd)
{
    struct source *s = ctx;
    /* Commands come and go with libzip's version: those not named are refused. */
    if (cmd == ZIP_SOURCE_OPEN) return begin(s);
    if (cmd == ZIP_SOURCE_READ) return give(s, data, len);
    if (cmd == ZIP_SOURCE_CLOSE || cmd == ZIP_SOURCE_FREE) return 0;
    if (cmd == ZIP_SOURCE_STAT) return describe(s->e, data);
    if (cmd == ZIP_SOURCE_ERROR) return zip_error_to_data(&s->error, data, len);
    if (cmd == ZIP_SOURCE_SUPPORTS)
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    zip_error_set(&s->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/* --- names --- */

static bool is_name(str s)
{
    if (!s.len || s.len > LONGEST_NAME || s.p[0] == '/' || s.p[s.len - 1] == '/') return false;
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (!is_alpha(c) && !is_digit(c) && c != '.' && c != '_' && c != '/' && c != '-')
            return false;
    }
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* Good ASCII names, no two of them one on a system that ignores case. */
static bool names_are_good(const struct entry *e, isize n, arena scratch)
{
    str *names = make_n(&scratch, str, n);
    for (isize i = 0; i < n; i++) {
        if (!is_name(e[i].name)) return false;
        names[i] = str_lower(&scratch, e[i].name);
    }
    qsort(names, (size_t)n, sizeof *names, by_bytes);
    for (isize i = 1; i < n; i++)
        if (str_eq(names[i - 1], names[i])) return false;
    return true;
}

/* --- the archive --- */

struct dos {
    u16 time, date;
};

static struct dos dos_of(long long when)
{
    struct date d = date_of(when, 0);
    if (d.year < 1980) return (struct dos){.date = 1 << 5 | 1};
    if (d.year > 2107) return (struct dos){23 << 11 | 59 << 5 | 29, 127 << 9 | 12 << 5 | 31};
    return (struct dos){.time = (u16)(d.hour << 11 | d.minute << 5 | d.second / 2),
                        .date = (u16)((d.year - 1980) << 9 | d.month << 5 | d.day)};
}

static bool add(zip_t *z, struct source *s, struct dos when, arena scratch)
{
    zip_source_t *src = zip_source_function(z, answer, s);
    if (!src) return false;
    zip_int64_t at = zip_file_add(z, str_z(&scratch, s->e->name), src, 0);
    if (at < 0) {
        zip_source_free(src);
        return false;
    }
    zip_uint64_t i = (zip_uint64_t)at;
    zip_int32_t method = s->e->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    return !zip_set_file_compression(z, i, method, 0) &&
           !zip_file_set_dostime(z, i, when.time, when.date, 0) &&
           !zip_file_set_external_attributes(z, i, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)MODE << 16);
}

static void report(const struct press *p, str path, const char *why, struct diags *ds)
{
    if (p->bad)
        diag(ds, DIAG_ENTRY_CHANGED, (where){.file = p->bad->file}, "%.*s", STR(p->bad->name));
    else diag(ds, DIAG_WRITE, (where){.file = path}, "%s", why);
}

static zip_t *open_archive(const struct press *p, str path, str temp, struct diags *ds)
{
    int code;
    arena scratch = p->scratch;
    zip_t *z = zip_open(str_z(&scratch, temp), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (z) return z;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    report(p, path, zip_error_strerror(&error), ds);
    zip_error_fini(&error);
    return NULL;
}

/* What is to be written, and where. */
struct order {
    const struct entry *e;
    isize n;
    long long when;
    str path, temp; /* as people call it; beside it */
};

static bool write_archive(const struct order *o, arena *a, struct diags *ds)
{
    struct press press = {.piece = make_n(a, u8, PIECE)};
    struct source *sources = make_n(a, struct source, o->n);
    press.scratch = *a;
    zip_t *z = open_archive(&press, o->path, o->temp, ds);
    if (!z) return false;
    bool ok = true;
    for (isize i = 0; ok && i < o->n; i++) {
        sources[i] = (struct source){.press = &press, .e = &o->e[i]};
        zip_error_init(&sources[i].error);
        ok = add(z, &sources[i], dos_of(o->when), *a);
    }
    if (ok && !zip_close(z)) return true;
    report(&press, o->path, zip_strerror(z), ds);
    zip_discard(z);
    return false;
}

/* What killed runs have left beside `path`; one that is younger may be at work. */
static void remove_stale(str path, arena scratch)
{
    struct diags quiet = {.mem = &scratch};
    struct strs names = {0};
    str dir = path_dir(path);
    str prefix = str_printf(&scratch, "%.*s.tmp-", STR(path_name(path)));
    if (!os_list(&scratch, dir, &names, &quiet)) return;
    for (isize i = 0; i < names.n; i++) {
        if (!str_starts(names.v[i], prefix)) continue;
        str left = path_join(&scratch, dir, names.v[i]);
        struct os_info info = os_stat(left, scratch);
        if (info.kind == OS_FILE && info.mtime_ns / 1000000000 < os_now() - STALE)
            os_remove(left, scratch);
    }
}

bool zip_write(const struct entry *e, isize n, str path, long long when, arena *a, struct diags *ds)
{
    assert(n > 0 && str_eq(e[0].name, S("mimetype")) && !e[0].deflated);
    assert(names_are_good(e, n, *a));
    remove_stale(path, *a);
    struct order o = {e, n, when, path, os_beside(a, path)};
    bool ok = write_archive(&o, a, ds) && os_commit(o.temp, path, *a, ds);
    if (!ok) os_remove(o.temp, *a);
    return ok;
}

long long zip_size(const struct entry *e, isize n)
{
    enum { LOCAL = 30, CENTRAL = 46, END = 22 }; /* APPNOTE 4.3: heads without their names */
    long long size = END;
    for (isize i = 0; i < n; i++) size += LOCAL + CENTRAL + 2 * e[i].name.len + e[i].size;
    return size;
}

void zip_libraries(struct buf *out)
{
    buf_printf(out, "libzip %s\nlibdeflate %s\n", zip_libzip_version(), LIBDEFLATE_VERSION_STRING);
}
