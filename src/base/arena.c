/* arena.c - see arena.h.  The only file that asks the system for memory. */
#define _DEFAULT_SOURCE
#include "arena.h"
#include "os.h"

#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define ZH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ZH_ASAN 1
#endif
#endif

#ifdef ZH_ASAN
#include <sanitizer/asan_interface.h>
enum { FENCE = 32 };
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { FENCE = 0 };
#endif

static u8 *reserve(isize bytes)
{
    u8 *p = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

arena arena_reserve(isize bytes)
{
    enum { LEAST = 64 << 20, POISONED = 1 << 30 };
    assert(bytes > 0);
    /* Where address space is rationed (ulimit -v, strict overcommit) less will do. */
    u8 *p = reserve(bytes);
    while (!p && bytes > LEAST) p = reserve(bytes /= 2);
    if (!p) os_die("no address space left for an arena");
    /* Poisoning writes an eighth of the range; in a large one the fences must do. */
    if (bytes <= POISONED) ASAN_POISON_MEMORY_REGION(p, (size_t)bytes);
    return (arena){p, p + bytes};
}

void arena_release(u8 *start, u8 *end)
{
    ASAN_UNPOISON_MEMORY_REGION(start, (size_t)(end - start));
    munmap(start, (size_t)(end - start));
}

void arena_trim(arena a)
{
    enum { PAGE = 4096 };
    uintptr_t from = ((uintptr_t)a.at + PAGE - 1) & ~(uintptr_t)(PAGE - 1);
    uintptr_t to = (uintptr_t)a.end & ~(uintptr_t)(PAGE - 1);
    if (from < to) madvise((void *)from, to - from, MADV_DONTNEED);
}

isize arena_left(const arena *a)
{
    return a->end - a->at;
}

void *arena_raw(arena *a, isize size, isize align, isize n)
{
    assert(size > 0 && n >= 0);
    isize pad = (isize)(-(uintptr_t)a->at & (uintptr_t)(align - 1));
    isize left = arena_left(a) - pad - FENCE;
    if (left < 0 || n > left / size) return NULL;
    u8 *p = a->at + pad;
    a->at = p + n * size + FENCE;
    ASAN_UNPOISON_MEMORY_REGION(p, (size_t)(n * size));
    ASAN_POISON_MEMORY_REGION(p + n * size, (size_t)FENCE);
    return p;
}

void *arena_try(arena *a, isize size, isize align, isize n)
{
    void *p = arena_raw(a, size, align, n);
    return p ? memset(p, 0, (size_t)(n * size)) : NULL;
}

void *arena_alloc(arena *a, isize size, isize align, isize n)
{
    void *p = arena_try(a, size, align, n);
    if (!p) os_die("out of memory: an arena is full");
    return p;
}

bool arena_extend(arena *a, void *p, isize old, isize new)
{
    u8 *block = p;
    assert(new >= old);
    if (block + old + FENCE != a->at || new - old > arena_left(a)) return false;
    a->at += new - old;
    ASAN_UNPOISON_MEMORY_REGION(block, (size_t) new);
    ASAN_POISON_MEMORY_REGION(block + new, (size_t)FENCE);
    return true;
}

void *arena_room(arena *a, void *v, isize size, isize n)
{
    enum { LEAST = 4 };
    bool full = !n || (n >= LEAST && !(n & (n - 1)));
    if (!full) return v;
    isize room = n ? 2 * n : LEAST;
    if (n && arena_extend(a, v, n * size, room * size)) return v;
    void *wider = arena_alloc(a, size, _Alignof(max_align_t), room);
    return n ? memcpy(wider, v, (size_t)(n * size)) : wider;
}
