/*
 * conf_local.h - what the files of src/conf share: rows, and what a reading carries.
 *
 *   conf.c    the story: file, --set, defaults, unknown keys
 *   value.c   a node becomes a value of its row's type
 *   check.c   named checks of texts: language, zone, paths, dates …
 *   shape.c   creators and topics
 *   shape_font.c  fonts
 *   help.c    all keys for people
 *
 * Every function that reads a value reports its faults and goes on, so that one
 * run shows them all; conf_load counts them.
 */
#ifndef ZH_CONF_LOCAL_H
#define ZH_CONF_LOCAL_H

#include "conf.h"
#include "near.h"
#include "yaml.h"

enum row_type {
    ROW_STR,
    ROW_STRS,
    ROW_PAIRS,
    ROW_INT,
    ROW_BOOL,
    ROW_ENUM,
    ROW_DATE,
    ROW_CREATORS,
    ROW_TOPICS,
    ROW_FONTS,
};

/* One key, as conf.def has it. */
struct row {
    const char *key;
    enum row_type type;
    const char *def, *range, *help;
    isize offset; /* in struct conf */
};

extern const struct row conf_rows[];
extern const isize conf_nrows;

/* One source of values: the file, a --set, the defaults. */
struct reading {
    arena *mem;
    str file;   /* for messages */
    bool whole; /* values have no place in the file: they are defaults */
    struct conf *conf;
    struct diags *ds;
};

where reading_at(const struct reading *r, const struct yaml *v);

/* The place of a byte of a scalar's text. */
where reading_at_byte(const struct reading *r, const struct yaml *v, isize byte);

/* Does a text with fields in it make sense?  Says what does not, and in which column. */
bool pattern_check(struct reading *r, const char *what, const struct yaml *v, str text,
                   bool file /* a name of one, which has a few more */);

/* Put what v says into r->conf; on a fault the field stays as it is. */
void value_read(struct reading *r, const struct row *row, const struct yaml *v);

/* The text of scalar v in *out, or a fault that names `what`. */
bool text_read(struct reading *r, const char *what, const struct yaml *v, str *out);

/* A text or a list of texts. */
bool texts_read(struct reading *r, const char *what, const struct yaml *v, struct strs *out);

void creators_read(struct reading *r, const char *what, const struct yaml *v, struct creators *out);
void topics_read(struct reading *r, const struct yaml *v, struct topics *out);
void fonts_read(struct reading *r, const struct yaml *v, struct fonts *out);

/* Report keys of a table that are not among `names` ("a|b"), nor x-…. */
void keys_check(struct reading *r, const char *what, const struct yaml *map, const char *names);
/* The text of `key` in a table, trimmed; {0} if it is not there. */
str member_read(struct reading *r, const char *what, const struct yaml *map, const char *key);

/* A row's range may name a check of texts.  It may mend the text. */
struct check {
    const char *name, *help; /* help: what may stand there */
    bool (*run)(struct reading *r, const char *what, const struct yaml *v, str *text);
};
const struct check *check_find(const char *name); /* NULL if there is no such check */

/* The check of the keys of a table whose values `name` checks. */
const struct check *check_of_keys(const char *name);

#endif
