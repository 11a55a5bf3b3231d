/*
 * base.h - the words every file speaks: sizes, bytes, compiler hints.
 *
 * Sizes, counts and indices are signed (isize), so that a difference is a
 * number and not a surprise.
 */
#ifndef ZH_BASE_H
#define ZH_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef ptrdiff_t isize;
typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

#define COUNT(array) ((isize)(sizeof(array) / sizeof((array)[0])))

#define ZH_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define ZH_NORETURN __attribute__((noreturn))

#endif
