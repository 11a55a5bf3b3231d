/* os_share.c - os.h: files that several programs work on, signals as a file, waiting. */
#define _GNU_SOURCE
#include "diag.h"
#include "os.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

int os_open_shared(str path, arena scratch)
{
    return open(str_z(&scratch, path), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
}

bool os_lock(int file, long long at, bool wait)
{
    struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)at, .l_len = 1};
    while (fcntl(file, wait ? F_SETLKW : F_SETLK, &l))
        if (errno != EINTR) return errno != EACCES && errno != EAGAIN;
    return true; /* so it is on file systems that know no locks */
}

void os_unlock(int file, long long at)
{
    struct flock l = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = (off_t)at, .l_len = 1};
    fcntl(file, F_SETLK, &l);
}

/* True if the file is not empty and its last byte ends no line. */
static bool ends_open(int fd)
{
    struct stat st;
    char last = '\n';
    if (fstat(fd, &st) || !st.st_size) return false;
    return pread(fd, &last, 1, st.st_size - 1) == 1 && last != '\n';
}

static int append(const char *path, str line, arena scratch)
{
    int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return errno;
    str all = ends_open(fd) ? str_printf(&scratch, "\n%.*s", STR(line)) : line;
    ssize_t n;
    do n = write(fd, all.p, (size_t)all.len);
    while (n < 0 && errno == EINTR);
    int bad = n < 0 ? errno : n < all.len ? ENOSPC : 0;
    return close(fd) && !bad ? errno : bad;
}

bool os_append(str path, str line, arena scratch, struct diags *ds)
{
    int bad = append(str_z(&scratch, path), line, scratch);
    if (bad) diag(ds, DIAG_WRITE, (where){.file = path}, "%s", strerror(bad));
    return !bad;
}

bool os_move(str from, str to, arena scratch, struct diags *ds)
{
    if (!rename(str_z(&scratch, from), str_z(&scratch, to))) return true;
    diag(ds, DIAG_WRITE, (where){.file = to}, "%s", strerror(errno));
    return false;
}

int os_stop_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    signal(SIGPIPE, SIG_IGN); /* a connection that breaks is an error of writing, no end */
    if (sigprocmask(SIG_BLOCK, &set, NULL)) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool os_wait(int stop, double seconds)
{
    struct pollfd p = {.fd = stop, .events = POLLIN};
    int got;
    do got = poll(&p, 1, (int)(seconds * 1000));
    while (got < 0 && errno == EINTR);
    return got > 0;
}

void os_stop_taken(int stop)
{
    struct signalfd_siginfo one;
    while (read(stop, &one, sizeof one) > 0) continue;
}

long long os_room(str folder, arena scratch)
{
    struct statvfs st;
    if (statvfs(str_z(&scratch, folder), &st)) return -1;
    return (long long)st.f_bavail * (long long)st.f_frsize;
}

bool os_sync(int file)
{
    return !fsync(file);
}

void os_no_core(void)
{
    struct rlimit none = {0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}
