/*
 * yaml.h - YAML becomes a tree that remembers where it stood.
 *
 * One document, plain data: no anchors, aliases, own tags or merge keys, so a
 * tree is never larger than its text.  Nesting ends at YAML_DEPTH and a tree at
 * YAML_NODES, and nothing recurses.  Two readers share the tree: book.yaml,
 * where any fault is an error with its place (yaml_parse), and front matter,
 * which falls back to a tolerant reading and wants to know where the strict one
 * gave up (yaml_read).
 *
 *   for (struct yaml *v = map->first; v; v = v->next) use(v->key->text, v);
 */
#ifndef ZH_YAML_H
#define ZH_YAML_H

#include "diag.h"

enum { YAML_DEPTH = 64, YAML_NODES = 200000 };

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
    struct yaml *next;         /* in its list or map */
    struct yaml *key;          /* of a map's child; a scalar nearly always */
    struct yaml *first, *last; /* of a list or map, in order; a map's children are its values */
    isize n;                   /* how many there are */
    enum yaml_kind kind;
    bool plain; /* scalar: neither quoted nor a block, so it may be a number, a date, null */
    bool flow;  /* list or map: written as [a, b] or {a: b} */
    bool twice; /* key: the same one stands before it in this map */
    str text;   /* scalar: what it says */
    str raw;    /* as written, quotes and brackets included: a view of the input */
    int line;   /* 1-based, first_line and up */
    int col;    /* 1-based, in code points */
};

/* Why and where strict YAML ends. */
struct yaml_fault {
    int line, col; /* of what cannot be */
    int from;      /* line of the construct it is in (an open quote, a bracket); = line if none */
    str what;
};

/*
 * Read `text` (UTF-8, a BOM is skipped), whose first line has number
 * first_line.  An empty document is an empty plain scalar.  False: the fault is
 * reported with its place in `file`, and *out is NULL.  A key that stands twice
 * in one map is a fault too, but all of them are reported and *out is set.
 */
bool yaml_parse(arena *a, str text, str file, int first_line, struct yaml **out, struct diags *ds);

/* The same without a word; a second key is marked (twice) and no fault. */
bool yaml_read(arena *a, str text, int first_line, struct yaml **out, struct yaml_fault *fault);

/* The value of the first scalar key that says `key`; NULL if there is none or `map` is NULL or
 * no map. */
struct yaml *yaml_get(const struct yaml *map, str key);

/* What a scalar means in YAML 1.2's core schema; false if it is anything else.
 * Quoted scalars are texts and nothing else. */
bool yaml_is_null(const struct yaml *v); /* nothing, ~ or null */
bool yaml_bool(const struct yaml *v, bool *out);
bool yaml_int(const struct yaml *v, long long *out); /* decimal, with a sign or without */

/* "a text", "a list", "a map", "nothing": for messages. */
const char *yaml_kind_name(const struct yaml *v);

/* Name and version of the library behind it, a line. */
void yaml_library(struct buf *out);

#endif
