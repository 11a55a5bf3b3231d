/* os_posix.c - os.h on a POSIX system. */
#define _GNU_SOURCE
#include "os.h"
#include "diag.h"
#include "path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static where whole(str path)
{
    return (where){.file = path};
}

static struct os_info info_of(const struct stat *st)
{
    return (struct os_info){
        .kind = S_ISREG(st->st_mode)   ? OS_FILE
                : S_ISDIR(st->st_mode) ? OS_DIR
                                       : OS_OTHER,
        .size = st->st_size,
        .mtime_ns = (long long)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
        .inode = st->st_ino,
    };
}

struct os_info os_stat(str path, arena scratch)
{
    struct stat st;
    return stat(str_z(&scratch, path), &st) ? (struct os_info){0} : info_of(&st);
}

struct os_info os_fstat(int file)
{
    struct stat st;
    return fstat(file, &st) ? (struct os_info){0} : info_of(&st);
}

bool os_is_link(str path, arena scratch)
{
    struct stat st;
    return !lstat(str_z(&scratch, path), &st) && S_ISLNK(st.st_mode);
}

/* Read until the end: the size is a hint, the file may grow or shrink meanwhile.
 * 0, or an errno; EFBIG if it is longer than max. */
static int slurp(int fd, isize hint, isize max, arena *a, str *out)
{
    struct buf b = {.mem = a};
    if (hint > max) return EFBIG;
    if (hint + 1 > arena_left(a) / 2) return ENOMEM;
    buf_room(&b, hint + 1);
    for (;;) {
        if (b.cap == b.len) {
            if (b.len > arena_left(a) / 4) return ENOMEM;
            buf_room(&b, 4096);
        }
        ssize_t n = read(fd, b.p + b.len, (size_t)(b.cap - b.len));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        if (!n) break;
        b.len += n;
        if (b.len > max) return EFBIG;
    }
    *out = buf_str(&b);
    return 0;
}

static int read_file(arena *a, str path, isize max, str *out)
{
    arena scratch = *a;
    struct stat st;
    int fd = open(str_z(&scratch, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return errno;
    int bad = fstat(fd, &st)         ? errno
              : S_ISDIR(st.st_mode)  ? EISDIR
              : !S_ISREG(st.st_mode) ? EINVAL
                                     : slurp(fd, (isize)st.st_size, max, a, out);
    close(fd);
    return bad;
}

bool os_read(arena *a, str path, isize max, str *out, struct diags *ds)
{
    int bad = read_file(a, path, max, out);
    if (bad == EFBIG) diag(ds, DIAG_READ_LIMIT, whole(path), "more than %td bytes", max);
    else if (bad) diag(ds, DIAG_READ, whole(path), "%s", strerror(bad));
    return !bad;
}

bool os_read_quiet(arena *a, str path, isize max, str *out)
{
    return !read_file(a, path, max, out);
}

bool os_input(arena *a, isize max, str *out)
{
    return !slurp(0, 0, max, a, out);
}

int os_open(str path, arena scratch)
{
    return open(str_z(&scratch, path), O_RDONLY | O_CLOEXEC);
}

int os_open_below(str root, str path, arena scratch)
{
    int at = open(str_z(&scratch, root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (struct cut c = {.tail = path}; at >= 0 && c.tail.len;) {
        c = str_cut(c.tail, '/');
        int how =
            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (c.ok ? O_DIRECTORY : 0);
        bool good = c.head.len && !str_eq(c.head, S("..")) && str_byte(c.head, 0, 0) < 0;
        int next = good ? openat(at, str_z(&scratch, c.head), how) : -1;
        close(at);
        at = next;
    }
    return at;
}

int os_create(str path, arena scratch)
{
    return open(str_z(&scratch, path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

void os_close(int file)
{
    close(file);
}

bool os_pread(int file, long long from, void *to, isize n)
{
    for (isize have = 0; have < n;) {
        ssize_t got = pread(file, (u8 *)to + have, (size_t)(n - have), (off_t)(from + have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        have += got;
    }
    return true;
}

bool os_pwrite(int file, long long from, str s)
{
    while (s.len) {
        ssize_t n = pwrite(file, s.p, (size_t)s.len, (off_t)from);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        s = str_skip(s, n);
        from += n;
    }
    return true;
}

bool os_read_at(str path, long long from, void *to, isize n, arena scratch)
{
    int file = os_open(path, scratch);
    if (file < 0) return false;
    bool ok = os_pread(file, from, to, n);
    os_close(file);
    return ok;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

bool os_list(arena *a, str dir, struct strs *out, struct diags *ds)
{
    arena scratch = *a;
    DIR *d = opendir(str_z(&scratch, dir));
    if (!d) {
        diag(ds, DIAG_LIST, whole(str_dup(ds->mem, dir)), "%s", strerror(errno));
        return false;
    }
    errno = 0;
    for (struct dirent *e; (e = readdir(d)); errno = 0) {
        str name = str_of(e->d_name);
        if (!str_eq(name, S(".")) && !str_eq(name, S(".."))) strs_add(a, out, str_dup(a, name));
    }
    int bad = errno;
    closedir(d);
    if (bad) {
        diag(ds, DIAG_LIST, whole(str_dup(ds->mem, dir)), "%s", strerror(bad));
        return false;
    }
    if (out->n) qsort(out->v, (size_t)out->n, sizeof *out->v, by_bytes);
    return true;
}

static int make_dirs(char *path)
{
    for (char *p = path + 1; *p; p++) {
        if (*p != '/') continue;
        *p = 0;
        int bad = mkdir(path, 0777) && errno != EEXIST;
        *p = '/';
        if (bad) return errno;
    }
    if (!mkdir(path, 0777)) return 0;
    if (errno != EEXIST) return errno;
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
}

bool os_mkdir(str path, arena scratch, struct diags *ds)
{
    int bad = path.len ? make_dirs(str_z(&scratch, path)) : 0;
    if (bad) diag(ds, DIAG_MKDIR, whole(path), "%s", strerror(bad));
    return !bad;
}

static bool sync_folder(str path, arena scratch)
{
    int fd = open(str_z(&scratch, path_dir(path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    bool ok = !fsync(fd) || errno == EINVAL; /* some file systems cannot */
    close(fd);
    return ok;
}

static int write_all(int fd, str s)
{
    while (s.len) {
        ssize_t n = write(fd, s.p, (size_t)s.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        s = str_skip(s, n);
    }
    return 0;
}

/* Workers of one process differ in their arenas. */
str os_beside(arena *a, str path)
{
    return str_printf(a, "%.*s.tmp-%ld-%lx", STR(path), (long)getpid(),
                      (unsigned long)(uintptr_t)a);
}

static int write_beside(str path, str bytes, bool durable, arena scratch)
{
    const char *temp = str_z(&scratch, os_beside(&scratch, path));
    int fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return errno;
    int bad = write_all(fd, bytes);
    if (!bad && durable && fsync(fd)) bad = errno;
    if (close(fd) && !bad) bad = errno;
    if (!bad && rename(temp, str_z(&scratch, path))) bad = errno;
    if (bad) {
        unlink(temp);
        return bad;
    }
    return durable && !sync_folder(path, scratch) ? EIO : 0;
}

bool os_write(str path, str bytes, bool durable, arena scratch, struct diags *ds)
{
    int bad = write_beside(path, bytes, durable, scratch);
    if (bad) diag(ds, DIAG_WRITE, whole(path), "%s", strerror(bad));
    return !bad;
}

bool os_commit(str from, str to, arena scratch, struct diags *ds)
{
    const char *source = str_z(&scratch, from);
    int bad = 0;
    int fd = open(source, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd)) bad = errno;
    if (fd >= 0) close(fd);
    if (!bad && rename(source, str_z(&scratch, to))) bad = errno;
    if (!bad && !sync_folder(to, scratch)) bad = EIO;
    if (bad) diag(ds, DIAG_WRITE, whole(to), "%s", strerror(bad));
    return !bad;
}

void os_remove(str path, arena scratch)
{
    unlink(str_z(&scratch, path));
}

void os_rmdir(str path, arena scratch)
{
    rmdir(str_z(&scratch, path));
}

void os_touch(str path, long long instant, arena scratch)
{
    struct timespec both[2] = {{.tv_sec = (time_t)instant}, {.tv_sec = (time_t)instant}};
    utimensat(AT_FDCWD, str_z(&scratch, path), both, 0);
}

str os_real(arena *a, str path)
{
    arena scratch = *a;
    char *real = realpath(str_z(&scratch, path), NULL);
    str s = str_dup(a, str_of(real));
    free(real);
    return s;
}

bool os_chdir(str path, arena scratch, struct diags *ds)
{
    if (!chdir(str_z(&scratch, path))) return true;
    diag(ds, DIAG_READ, whole(path), "%s", strerror(errno));
    return false;
}

str os_self(arena *a)
{
    str self = {0};
    read_file(a, S("/proc/self/exe"), (isize)1 << 30, &self);
    return self;
}

str os_env(arena *a, const char *name)
{
    return str_dup(a, str_of(getenv(name)));
}

long os_pid(void)
{
    return (long)getpid();
}

int os_cpus(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (int)n;
}

double os_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

long long os_now(void)
{
    return (long long)time(NULL);
}

/* Linux counts in ru_maxrss what the parent held before this program began. */
long long os_peak_memory(void)
{
    char text[4096];
    struct rusage u;
    long long kib = 0;
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    text[n > 0 ? n : 0] = 0;
    const char *at = strstr(text, "VmHWM:");
    if (at && sscanf(at, "VmHWM: %lld kB", &kib) == 1) return kib * 1024;
    return getrusage(RUSAGE_SELF, &u) ? 0 : (long long)u.ru_maxrss * 1024;
}

bool os_is_terminal(int fd)
{
    return isatty(fd);
}

bool os_say(int fd, str bytes)
{
    return !write_all(fd, bytes);
}

void os_die(const char *why)
{
    enum { FILE_SYSTEM_ERROR = 5 };
    fprintf(stderr, "zhbook: %s\n", why);
    exit(FILE_SYSTEM_ERROR);
}
