/* scalar_local.h - single values of a front matter, without the YAML library. */
#ifndef ZH_SCALAR_LOCAL_H
#define ZH_SCALAR_LOCAL_H

#include "front_local.h"

/* A quoted or plain scalar, its comment left out; false if YAML would read it
 * as something else, or not at all. */
bool scalar_read(arena *a, str s, str *out);

/* The text as it stands, without a pair of quotes around it. */
str scalar_loose(str s);

/* "[a, 'b', [c]]" as a list of fields; false if it is anything richer. */
bool scalar_flow(arena *a, str s, struct field **kids);

#endif
