/*
 * front_local.h - the front matter as keys and values.
 *
 * Real heads are nearly YAML.  So a head is cut into its top-level keys by
 * line first, and each is read by itself: a fault in one never touches the
 * others, and what YAML would cut or turn silently ("title: C# #1", "title:
 * [转]") is still there as text.
 */
#ifndef ZH_FRONT_LOCAL_H
#define ZH_FRONT_LOCAL_H

#include "post.h"

enum field_kind { FIELD_NONE, FIELD_TEXT, FIELD_LIST, FIELD_MAP };

/* A key and its value, or an item of a list (key {0}). */
struct field {
    struct field *next;
    enum field_kind kind;
    str key;            /* lower case */
    str text;           /* TEXT: the value.  A top-level key: never empty if a value stands there */
    str raw;            /* of a top-level key: its line behind the colon, trimmed, as written */
    struct field *kids; /* LIST, MAP */
    int line, col;      /* where the value starts */
};

/* Does the line (no indent) start with "key:"?  Then its parts. */
bool front_key(str line, str *key, str *value);

/* True for names that posts really have, such as title, date, layout. */
bool front_knows(str key);

/*
 * The fields of a head, in order.  `f` is what front_split found; texts may be
 * views of it.  What is no YAML is read line by line, and said so in ds.
 */
struct field *front_fields(arena *a, const struct front *f, str file, struct diags *ds);

/* The value of one key (its line and those below), or with `line` {0} a whole
 * tree, through the YAML library; false if it refuses. */
bool front_yaml(arena *a, str line, str rest, struct field *out);

#endif
