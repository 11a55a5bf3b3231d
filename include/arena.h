/*
 * arena.h - memory with one lifetime.
 *
 * An arena is two pointers into a reserved range.  Nothing in it is freed by
 * itself; all of it goes at once, when its owner resets or leaves.
 *
 *   arena *a   the result stays: it lives as long as the caller's arena
 *   arena a    scratch, by value: gone when the function returns
 *
 * What is made in a copy lies where the next thing made in the original will.  So
 * a function never gets a copy together with a way to the original (an arena *, a buf, a
 * list of diagnostics) that it uses while its scratch still means something.
 *
 * Reserving costs address space only; pages are committed by use.  Under ASan
 * the unused part is poisoned and objects are separated by a fence, so an
 * overrun of one object does not hit its neighbour unseen.
 */
#ifndef ZH_ARENA_H
#define ZH_ARENA_H

#include "base.h"

typedef struct {
    u8 *at, *end;
} arena;

#define make(a, T) ((T *)arena_alloc((a), (isize)sizeof(T), _Alignof(T), 1))
#define make_n(a, T, n) ((T *)arena_alloc((a), (isize)sizeof(T), _Alignof(T), (n)))

/* A fresh range of `bytes` (> 0), or as many halves of that as the system grants;
 * ends the program below 64 MiB. */
arena arena_reserve(isize bytes);

/* Give a whole range back, from `start` (what arena_reserve returned as .at). */
void arena_release(u8 *start, u8 *end);

/* Tell the system that the pages from `a.at` on are not needed for now: they
 * read as zero when next used.  For a worker between jobs. */
void arena_trim(arena a);

/* n objects of `size` bytes, zeroed.  Ends the program when the arena is full. */
void *arena_alloc(arena *a, isize size, isize align, isize n);

/* The same, but NULL when they do not fit: for sizes that the input chose. */
void *arena_try(arena *a, isize size, isize align, isize n);

/* As arena_try, but not zeroed. */
void *arena_raw(arena *a, isize size, isize align, isize n);

/*
 * A list that grows: v, whose n items are in use, with room for one more.  It moves,
 * or is extended where it lies, when n is 0 or a power of two from 4 on, so
 * that adding is O(1) on average and nobody stores a capacity.  Not for a list that began
 * with another room than this.
 *
 *   list->v = make_room(a, list->v, list->n);
 *   list->v[list->n++] = one;
 */
#define make_room(a, v, n) arena_room((a), (v), (isize)sizeof *(v), (n))
void *arena_room(arena *a, void *v, isize size, isize n);

/* Bytes left. */
isize arena_left(const arena *a);

/* True if the block p[0..old) was the last one made; then it now has `new`
 * bytes (new >= old), the added ones not zeroed. */
bool arena_extend(arena *a, void *p, isize old, isize new);

#endif
