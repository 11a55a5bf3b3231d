/* os_run.c - os.h: another program, by its path and arguments, never through a shell. */
#define _GNU_SOURCE
#include "diag.h"
#include "os.h"
#include "path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* A file without a name that holds the child's input: it cannot fill up as a pipe can. */
static int input_file(str input)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    if (fd < 0) return -1;
    if (os_pwrite(fd, 0, input) && !lseek(fd, 0, SEEK_SET)) return fd;
    close(fd);
    return -1;
}

/* `err` < 0: the child's standard error is ours. */
static int spawn(struct os_run *c, char *const argv[], int in, int out, int err)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    pid_t pid;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGPIPE);
    if (posix_spawn_file_actions_init(&files)) return ENOMEM;
    if (posix_spawnattr_init(&how)) return posix_spawn_file_actions_destroy(&files), ENOMEM;
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int bad = posix_spawn_file_actions_adddup2(&files, in, 0);
    if (!bad) bad = posix_spawn_file_actions_adddup2(&files, out, 1);
    if (!bad && err >= 0) bad = posix_spawn_file_actions_adddup2(&files, err, 2);
    if (!bad) bad = posix_spawn(&pid, argv[0], &files, &how, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    if (!bad) c->pid = pid;
    return bad;
}

static bool start(struct os_run *c, const struct strs *argv, str input, int err, arena scratch,
                  struct diags *ds)
{
    int ends[2] = {-1, -1};
    *c = (struct os_run){.out = -1};
    assert(argv->n > 0);
    char **words = make_n(&scratch, char *, argv->n + 1);
    for (isize i = 0; i < argv->n; i++) words[i] = str_z(&scratch, argv->v[i]);
    int in = input_file(input);
    int bad = in < 0 || pipe2(ends, O_CLOEXEC) ? errno : spawn(c, words, in, ends[1], err);
    if (in >= 0) close(in);
    if (ends[1] >= 0) close(ends[1]);
    if (bad) {
        if (ends[0] >= 0) close(ends[0]);
        diag(ds, DIAG_RUN, (where){.file = str_dup(ds->mem, argv->v[0])}, "%s", strerror(bad));
        return false;
    }
    c->out = ends[0];
    /* Who types ^C means both; the child says what it has done, so the parent waits for it. */
    signal(SIGINT, SIG_IGN);
    return true;
}

bool os_run_start(struct os_run *c, const struct strs *argv, str input, arena scratch,
                  struct diags *ds)
{
    return start(c, argv, input, -1, scratch, ds);
}

void os_become(const struct strs *argv, str input, arena scratch, struct diags *ds)
{
    assert(argv->n > 0);
    char **words = make_n(&scratch, char *, argv->n + 1);
    for (isize i = 0; i < argv->n; i++) words[i] = str_z(&scratch, argv->v[i]);
    int in = input_file(input);
    if (in >= 0 && dup2(in, 0) == 0) execve(words[0], words, environ);
    diag(ds, DIAG_RUN, (where){.file = str_dup(ds->mem, argv->v[0])}, "%s", strerror(errno));
}

isize os_run_read(struct os_run *c, u8 *to, isize n)
{
    ssize_t got;
    do got = read(c->out, to, (size_t)n);
    while (got < 0 && errno == EINTR);
    return got < 0 ? 0 : (isize)got;
}

int os_run_end(struct os_run *c)
{
    int status = 0;
    close(c->out);
    while (waitpid((pid_t)c->pid, &status, 0) < 0)
        if (errno != EINTR) return -1;
    signal(SIGINT, SIG_DFL);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* All that the child says; what is more than `most` is not kept. */
static str hear(struct os_run *c, arena *a, isize most)
{
    enum { PIECE = 1 << 14 };
    u8 *piece = make_n(a, u8, PIECE);
    struct buf b = {.mem = a};
    isize got;
    while ((got = os_run_read(c, piece, PIECE)) > 0)
        if (b.len < most) buf_add(&b, (str){piece, got});
    return buf_str(&b);
}

bool os_run_whole(arena *a, const struct strs *argv, struct os_ran *to, struct diags *ds)
{
    enum { MOST = 1 << 26 };
    struct os_run c;
    *to = (struct os_ran){.status = -1};
    int err = memfd_create("said", MFD_CLOEXEC);
    if (err < 0) {
        diag(ds, DIAG_RUN, (where){.file = str_dup(ds->mem, argv->v[0])}, "%s", strerror(errno));
        return false;
    }
    bool ok = start(&c, argv, (str){0}, err, *a, ds);
    if (ok) {
        to->out = hear(&c, a, MOST);
        to->status = os_run_end(&c);
        long long size = os_fstat(err).size;
        isize n = size < MOST ? (isize)size : MOST;
        u8 *said = make_n(a, u8, n + 1);
        if (os_pread(err, 0, said, n)) to->err = (str){said, n};
    }
    close(err);
    return ok;
}

str os_program(arena *a)
{
    return os_real(a, S("/proc/self/exe"));
}

str os_neighbour(arena *a, const char *name)
{
    str self = os_real(a, S("/proc/self/exe"));
    str path = path_join(a, path_dir(self), str_of(name));
    return self.len && os_stat(path, *a).kind == OS_FILE ? path : (str){0};
}
