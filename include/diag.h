/*
 * diag.h - what went wrong, where, and how bad.
 *
 * The one error idiom of this program:
 *
 *   Report where you find, return false, decide where you know.
 *
 * A function that can fail takes a `struct diags *` and returns bool.  By the
 * time it returns false the reason is in the list; the caller adds nothing
 * and prints nothing.  Only main.c prints, in book order.
 *
 * A list belongs to one job (one post, one image) and one thread.  Lists are
 * joined in book order, so the output does not depend on -j.  Its arena must not
 * be one of which a function gets the rest as scratch: what is said would be
 * overwritten.
 */
#ifndef ZH_DIAG_H
#define ZH_DIAG_H

#include "str.h"

enum diag_level {
    DIAG_NOTE,  /* mended; nobody needs to care */
    DIAG_WARN,  /* the reader will miss something */
    DIAG_ERROR, /* a post or the book is not there */
    DIAG_LEVELS
};

enum diag_id {
#define D(id, code, level, text) DIAG_##id,
#include "diag.def"
#undef D
    DIAG_IDS
};

typedef struct {
    str file; /* as the user wrote it */
    int line; /* 1-based; 0: the whole file is meant */
    int col;  /* 1-based, in code points; 0: the whole line is meant */
} where;

struct diag {
    struct diag *next;
    enum diag_id id;
    where at;
    str detail;
};

struct diags {
    arena *mem;
    struct diag *first, *last;
    int count[DIAG_LEVELS];
};

/* Add one.  fmt and what follows make the detail; it may be empty (""). */
void diag(struct diags *ds, enum diag_id id, where at, const char *fmt, ...) ZH_PRINTF(4, 5);

/* Move all of `from` behind `to`.  Both must live in arenas that outlive `to`. */
void diags_join(struct diags *to, struct diags *from);

/* "file:line:col: level: text: detail [ID]\n" for each, in order, those of
 * `least` and above; with `colour` for a terminal. */
void diags_format(struct buf *out, const struct diags *ds, enum diag_level least, bool colour);

/* One JSON object a line: file, line, col, level, id, text, detail. */
void diags_json(struct buf *out, const struct diags *ds);

/* `s` as a terminal may see it: control characters, with which a file could
 * command it, become spaces; what is no UTF-8 becomes U+FFFD. */
void text_shown(struct buf *out, str s);

/* `s` as the inside of a JSON string. */
void json_text(struct buf *out, str s);

enum diag_level diag_level(enum diag_id id);
const char *diag_level_name(enum diag_level level); /* "note", "warning", "error" */
const char *diag_code(enum diag_id id);             /* "ZHB-001" */
const char *diag_text(enum diag_id id);

#endif
