/*
 * tags.c - names of elements and attributes.  See node.h.
 *
 * A name of up to eight bytes is a number, compared with those of its length.
 * A longer one is found by its last eight bytes, where names differ more than
 * at their head.
 */
#include "node.h"

enum { KEY = 8 };

static const str tag_names[TAGS] = {
#define T(id, name, ...) [TAG_##id] = LIT(name),
#include "tag.def"
#undef T
};

static const str attr_names[ATTRS] = {
#define A(id, name, ...) [ATTR_##id] = LIT(name),
#include "attr.def"
#undef A
};

/* The first byte is the highest, whatever the machine. */
static inline u64 key_of(const char *p)
{
    return (u64)(u8)p[0] << 56 | (u64)(u8)p[1] << 48 | (u64)(u8)p[2] << 40 | (u64)(u8)p[3] << 32 |
           (u64)(u8)p[4] << 24 | (u64)(u8)p[5] << 16 | (u64)(u8)p[6] << 8 | (u64)(u8)p[7];
}

/* Of a literal: its last eight bytes, or all of them and zeros. */
#define KEY_OF(name)                                                                               \
    key_of(sizeof(name) > KEY ? (name) + sizeof(name) - 1 - KEY : name "\0\0\0\0\0\0\0\0")

static u64 key_short(str name) /* up to 7 bytes */
{
    u64 k = 0;
    for (isize i = 0; i < name.len; i++) k = k << 8 | name.p[i];
    return name.len ? k << (8 * (KEY - name.len)) : 0;
}

static u64 key(str name)
{
    return name.len >= KEY ? key_of((const char *)name.p + name.len - KEY) : key_short(name);
}

/* A name of `len` bytes, which is a constant where this is inlined: only names of that length are
 * compared with.  The tables are why these functions are long. */
static inline __attribute__((always_inline)) enum tag tag_short(u64 k, isize len) /* NOLINT */
{
#define T(id, full, ...)                                                                           \
    if (sizeof(full) - 1 == len && k == KEY_OF(full)) return TAG_##id;
#include "tag.def"
#undef T
    return TAG_UNKNOWN;
}

static enum tag tag_long(str name, u64 k) /* NOLINT */
{
#define T(id, full, ...)                                                                           \
    if (sizeof(full) - 1 > KEY && k == KEY_OF(full) && str_eq(name, S(full))) return TAG_##id;
#include "tag.def"
#undef T
    return TAG_UNKNOWN;
}

enum tag tag_find(str name) /* NOLINT */
{
    const u64 k = key(name);
    switch (name.len) {
    case 0: return TAG_UNKNOWN;
    case 1: return tag_short(k, 1);
    case 2: return tag_short(k, 2);
    case 3: return tag_short(k, 3);
    case 4: return tag_short(k, 4);
    case 5: return tag_short(k, 5);
    case 6: return tag_short(k, 6);
    case 7: return tag_short(k, 7);
    case 8: return tag_short(k, 8);
    default: return tag_long(name, k);
    }
}

str tag_name(enum tag t)
{
    return tag_names[t];
}

str node_name(const struct node *n)
{
    return n->tag == TAG_UNKNOWN ? n->text : tag_names[n->tag];
}

static inline __attribute__((always_inline)) enum attr_id attr_short(u64 k, isize len) /* NOLINT */
{
#define A(id, full, ...)                                                                           \
    if (sizeof(full) - 1 == len && k == KEY_OF(full)) return ATTR_##id;
#include "attr.def"
#undef A
    return ATTR_UNKNOWN;
}

static enum attr_id attr_long(str name, u64 k) /* NOLINT */
{
#define A(id, full, ...)                                                                           \
    if (sizeof(full) - 1 > KEY && k == KEY_OF(full) && str_eq(name, S(full))) return ATTR_##id;
#include "attr.def"
#undef A
    return ATTR_UNKNOWN;
}

enum attr_id attr_find(str name) /* NOLINT */
{
    const u64 k = key(name);
    switch (name.len) {
    case 0: return ATTR_UNKNOWN;
    case 1: return attr_short(k, 1);
    case 2: return attr_short(k, 2);
    case 3: return attr_short(k, 3);
    case 4: return attr_short(k, 4);
    case 5: return attr_short(k, 5);
    case 6: return attr_short(k, 6);
    case 7: return attr_short(k, 7);
    case 8: return attr_short(k, 8);
    default: return attr_long(name, k);
    }
}

str attr_name(enum attr_id id)
{
    return attr_names[id];
}
