/*
 * tags.c - names of elements and attributes.  See node.h.
 *
 * A name of up to eight bytes is a number; the comparisons below are with
 * constants, which the compiler turns into one decision tree.  A longer one is
 * found by its last eight bytes, where names differ more than at their head.
 */
#include "node.h"

#include <string.h>

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

static u64 key_short(str name) /* 1 to 7 bytes */
{
    u64 k = 0;
    for (isize i = 0; i < name.len; i++) k = k << 8 | name.p[i];
    return k << (8 * (KEY - name.len));
}

static u64 key(str name)
{
    return name.len >= KEY ? key_of((const char *)name.p + name.len - KEY) : key_short(name);
}

enum tag tag_find(str name)
{
    if (!name.len) return TAG_UNKNOWN;
    const u64 k = key(name);
    if (name.len <= KEY) {
#define T(id, full, ...)                                                                           \
    if (sizeof(full) - 1 <= KEY && k == KEY_OF(full) && name.len == sizeof(full) - 1)              \
        return TAG_##id;
#include "tag.def"
#undef T
        return TAG_UNKNOWN;
    }
#define T(id, full, ...)                                                                           \
    if (sizeof(full) - 1 > KEY && k == KEY_OF(full) && str_eq(name, S(full))) return TAG_##id;
#include "tag.def"
#undef T
    return TAG_UNKNOWN;
}

str tag_name(enum tag t)
{
    return tag_names[t];
}

str node_name(const struct node *n)
{
    return n->tag == TAG_UNKNOWN ? n->text : tag_names[n->tag];
}

enum attr_id attr_find(str name)
{
    if (!name.len) return ATTR_UNKNOWN;
    const u64 k = key(name);
    if (name.len <= KEY) {
#define A(id, full, ...)                                                                           \
    if (sizeof(full) - 1 <= KEY && k == KEY_OF(full) && name.len == sizeof(full) - 1)              \
        return ATTR_##id;
#include "attr.def"
#undef A
        return ATTR_UNKNOWN;
    }
#define A(id, full, ...)                                                                           \
    if (sizeof(full) - 1 > KEY && k == KEY_OF(full) && str_eq(name, S(full))) return ATTR_##id;
#include "attr.def"
#undef A
    return ATTR_UNKNOWN;
}

str attr_name(enum attr_id id)
{
    return attr_names[id];
}
