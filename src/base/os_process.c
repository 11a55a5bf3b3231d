/* os_process.c - os.h: a child process on a POSIX system, and what is Linux's own about it. */
#define _GNU_SOURCE
#include "os.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

bool os_sanitized(void)
{
    return SANITIZED;
}

/* --- the parent's side ------------------------------------------------------- */

static int spawn(int socket, const char *word, pid_t *pid)
{
    static char self[] = "/proc/self/exe", name[] = "zhbook";
    char *argv[] = {name, (char *)(uintptr_t)word, NULL};
    posix_spawn_file_actions_t files;
    if (posix_spawn_file_actions_init(&files)) return ENOMEM;
    int bad = posix_spawn_file_actions_adddup2(&files, socket, 0);
    if (!bad) bad = posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    if (!bad) bad = posix_spawn(pid, self, &files, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    return bad;
}

bool os_child_start(struct os_child *c, const char *word)
{
    int pair[2];
    pid_t pid;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) return false;
    int bad = spawn(pair[1], word, &pid);
    close(pair[1]);
    if (bad) {
        close(pair[0]);
        return false;
    }
    *c = (struct os_child){.pid = pid, .socket = pair[0]};
    return true;
}

/* Wait for the socket; false when it is too late. */
static bool ready(const struct os_child *c, short events, double until)
{
    for (;;) {
        struct pollfd fd = {.fd = c->socket, .events = events};
        double left = until - os_clock();
        if (left <= 0) return false;
        int n = poll(&fd, 1, left > 1000 ? 1000000 : (int)(left * 1000) + 1);
        if (n > 0) return true;
        if (n < 0 && errno != EINTR) return false;
    }
}

bool os_child_send(struct os_child *c, str s, double until)
{
    while (s.len) {
        if (!ready(c, POLLOUT, until)) return false;
        ssize_t n = send(c->socket, s.p, (size_t)s.len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (n <= 0) return false;
        s = str_skip(s, n);
    }
    return true;
}

bool os_child_take(struct os_child *c, void *to, isize n, double until)
{
    for (isize have = 0; have < n;) {
        if (!ready(c, POLLIN, until)) return false;
        ssize_t got = recv(c->socket, (u8 *)to + have, (size_t)(n - have), MSG_DONTWAIT);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got <= 0) return false;
        have += got;
    }
    return true;
}

void os_child_end(struct os_child *c)
{
    int status;
    if (!c->pid) return;
    kill(c->pid, SIGKILL);
    close(c->socket);
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR) {
    }
    *c = (struct os_child){0};
}

/* --- the child's side -------------------------------------------------------- */

static void limit(int what, rlim_t most)
{
    struct rlimit r;
    if (getrlimit(what, &r)) return;
    if (r.rlim_max == RLIM_INFINITY || r.rlim_max > most) r.rlim_max = most;
    r.rlim_cur = r.rlim_max;
    setrlimit(what, &r);
}

void os_child_confine(isize memory)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    if (!SANITIZED) limit(RLIMIT_AS, (rlim_t)memory);
}

void os_child_hurry(int seconds)
{
    struct rusage u;
    struct rlimit r;
    if (getrusage(RUSAGE_SELF, &u) || getrlimit(RLIMIT_CPU, &r)) return;
    rlim_t used = (rlim_t)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + 1;
    r.rlim_cur = used + (rlim_t)seconds;
    if (r.rlim_max != RLIM_INFINITY && r.rlim_cur > r.rlim_max) r.rlim_cur = r.rlim_max;
    setrlimit(RLIMIT_CPU, &r);
}

bool os_child_hear(void *to, isize n)
{
    for (isize have = 0; have < n;) {
        ssize_t got = read(0, (u8 *)to + have, (size_t)(n - have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        have += got;
    }
    return true;
}

bool os_child_say(str s)
{
    while (s.len) {
        ssize_t n = send(0, s.p, (size_t)s.len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        s = str_skip(s, n);
    }
    return true;
}

/* --- a file without a name ----------------------------------------------------- */

int os_nameless(arena *a, str *path)
{
    const char *dirs[] = {getenv("TMPDIR"), "/var/tmp", "/tmp", "."};
    for (isize i = 0; i < COUNT(dirs); i++) {
        int fd = dirs[i] && *dirs[i] ? open(dirs[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
        if (fd < 0) continue;
        *path = str_printf(a, "/proc/self/fd/%d", fd);
        return fd;
    }
    return -1;
}
