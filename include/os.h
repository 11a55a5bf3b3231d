/*
 * os.h - the door: all that zhbook wants from the machine.
 *
 * Files, folders, environment, time for the progress line, and the end of the
 * program.  Only os_posix.c implements it; nothing else makes a system call,
 * so what a build depends on can be read here.
 *
 * Paths are UTF-8 bytes as the system takes them.  Functions that fail say so
 * in `ds` (see diag.h) and return false.
 */
#ifndef ZH_OS_H
#define ZH_OS_H

#include "str.h"

struct diags;

enum os_kind { OS_NONE, OS_FILE, OS_DIR, OS_OTHER };

struct os_info {
    enum os_kind kind;
    long long size;     /* bytes */
    long long mtime_ns; /* since 1970-01-01T00:00Z */
    unsigned long long inode;
};

/* What stands at `path` (links followed); kind OS_NONE if nothing does. */
struct os_info os_stat(str path, arena scratch);

/* Is `path` itself a symbolic link? */
bool os_is_link(str path, arena scratch);

/* All bytes of a regular file, up to `max`; longer is an error. */
bool os_read(arena *a, str path, isize max, str *out, struct diags *ds);

/* The same without a word: false if it cannot be had. */
bool os_read_quiet(arena *a, str path, isize max, str *out);

/* All of standard input, up to `max`. */
bool os_input(arena *a, isize max, str *out);

/* Bytes [from, from + n) of a file; false if they are not all there. */
bool os_read_at(str path, long long from, void *to, isize n, arena scratch);

/* A file for reading in places; os_create makes a new one, for writing too, and
 * refuses one that is there.  -1 if it cannot be had; os_close lets it go. */
int os_open(str path, arena scratch);
int os_create(str path, arena scratch);
/* The file or folder at `path` below `root`; no link is followed on the way, nor at its end. */
int os_open_below(str root, str path, arena scratch);
struct os_info os_fstat(int file);
void os_close(int file);
bool os_pread(int file, long long from, void *to, isize n);
bool os_pwrite(int file, long long from, str bytes);
bool os_sync(int file); /* what was written is on the disk */

/* Names of the entries of one folder, without "." and "..", in byte order. */
bool os_list(arena *a, str dir, struct strs *out, struct diags *ds);

/* A folder and its parents. */
bool os_mkdir(str path, arena scratch, struct diags *ds);

/*
 * Write `path` whole or not at all: into a new file beside it, fsync if
 * `durable`, then rename, then (if durable) fsync of the folder.  After a
 * crash the old file or the new one is there.
 */
bool os_write(str path, str bytes, bool durable, arena scratch, struct diags *ds);

/* Bytes that the file system of a folder has room for; -1 if it does not say. */
long long os_room(str folder, arena scratch);

/* fsync a file, then rename it to `to`, then fsync the folder. */
bool os_commit(str from, str to, arena scratch, struct diags *ds);
void os_remove(str path, arena scratch);
void os_rmdir(str path, arena scratch); /* if it is empty */
/* Make a file look as if it was changed at this instant, s. */
void os_touch(str path, long long instant, arena scratch);

/* A path beside `path` that no other process or worker uses, "path.tmp-PID-…": never part of the
 * output. */
str os_beside(arena *a, str path);

/* With links and ".." resolved; {0} if nothing is there. */
str os_real(arena *a, str path);
bool os_chdir(str path, arena scratch, struct diags *ds);

/* --- files that several programs work on --- */

/* A file to put locks on, made if it is not there; -1 if it cannot be had. */
int os_open_shared(str path, arena scratch);

/* Take byte `at` of the file, which need not be there, for this process; false if another one has
 * it and we do not wait.  The end of a process, whatever it was, lets go of all it had. */
bool os_lock(int file, long long at, bool wait);
void os_unlock(int file, long long at);

/* Add a line, its end included, to a file by one write, behind a half line that a crash left. */
bool os_append(str path, str line, arena scratch, struct diags *ds);

/* Rename, without waiting for the disk. */
bool os_move(str from, str to, arena scratch, struct diags *ds);

/* --- other programs --- */

struct os_run {
    long pid;
    int out; /* its standard output */
};

/* Run argv[0], a path, with `input` as its standard input.  Until os_run_end, an interrupt from
 * the keyboard is the child's to answer. */
bool os_run_start(struct os_run *c, const struct strs *argv, str input, arena scratch,
                  struct diags *ds);
isize os_run_read(struct os_run *c, u8 *to, isize n); /* bytes; 0 at the end */
int os_run_end(struct os_run *c);                     /* exit status; -1 if it was killed */

/* Run argv[0] to its end, with nothing on its standard input. */
struct os_ran {
    int status;   /* -1 if it was killed */
    str out, err; /* what it said */
};
bool os_run_whole(arena *a, const struct strs *argv, struct os_ran *to, struct diags *ds);

/* Become another program, with `input` as its standard input; returns only if that fails. */
void os_become(const struct strs *argv, str input, arena scratch, struct diags *ds);

/* Where this very program is. */
str os_program(arena *a);

/* The program of this name beside this very program; {0} if there is none. */
str os_neighbour(arena *a, const char *name);

/* A descriptor that can be read when the process was asked to stop; it is no longer stopped
 * by that, nor by writing to who does not listen.  -1 if that cannot be had. */
int os_stop_signals(void);

/* Wait; true if, meanwhile, the descriptor of os_stop_signals could be read. */
bool os_wait(int stop, double seconds);

/* That has been seen: os_wait now waits for another. */
void os_stop_taken(int stop);

/* From now on no image of this process's memory is written, whatever ends it. */
void os_no_core(void);

/* The bytes of this very program: what made a thing is part of its name in a
 * cache.  {0} if the system does not show them. */
str os_self(arena *a);

str os_env(arena *a, const char *name); /* {0} if unset */
int os_cpus(void);
long os_pid(void);              /* of this process */
double os_clock(void);          /* s, for progress and the last line only */
long long os_now(void);         /* s since 1970; for commands that ask "today" */
long long os_peak_memory(void); /* bytes resident at most so far */
bool os_is_terminal(int fd);

/* All bytes to a descriptor (1 or 2); false if they could not be written. */
bool os_say(int fd, str bytes);

/*
 * A child: another process of this very program, at the other end of a pair of sockets,
 * which is its standard input; its standard output leads nowhere.  It ends with its parent,
 * whatever ends that.
 */
struct os_child {
    int pid, socket; /* 0: not there */
};
bool os_child_start(struct os_child *c, const char *word /* its argv[1] */);
/* All of it before os_clock() is `until`; false if the child is gone or too slow. */
bool os_child_send(struct os_child *c, str bytes, double until);
bool os_child_take(struct os_child *c, void *to, isize n, double until);
void os_child_end(struct os_child *c); /* at once; nothing of it is left */

/* In the child: bytes of address space from now on, at most; no file may grow; die with the parent.
 */
void os_child_confine(isize memory);
void os_child_hurry(int seconds);      /* of processor time from now on, or it is killed */
bool os_child_hear(void *to, isize n); /* false: the parent is done */
bool os_child_say(str bytes);
bool os_sanitized(void); /* built with a sanitizer, which needs more of everything */

/* A new file without a name, to be read by the path that is given; it goes with the process.
 * -1 if it cannot be had. */
int os_nameless(arena *a, str *path);

/* The end: message on stderr, exit status 5.  For what no caller can mend. */
ZH_NORETURN void os_die(const char *why);

#endif
