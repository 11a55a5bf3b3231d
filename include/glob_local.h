/*
 * glob_local.h - patterns of paths.
 *
 * "*" is any characters but a slash, "?" one of them, "[a-z]" one of these,
 * "[!a-z]" none of these, "{a,b}" either; "**" is any characters, and as a
 * whole folder any folders or none.
 *
 * A pattern without a slash is about the last name, in whatever folder.  ASCII
 * letters match in either case, since files come from systems that do not care.
 */
#ifndef ZH_GLOB_LOCAL_H
#define ZH_GLOB_LOCAL_H

#include "diag.h"

struct glob_part;
struct glob {
    struct {
        struct glob_part *v;
        isize n;
    } * way; /* one for each choice of the braces */
    isize n;
    bool by_name;
};

/* False if the braces make too many choices. */
bool glob_compile(arena *a, str pattern, struct glob *out);
/* Time is in proportion to the lengths of pattern and path, whatever they are. */
bool glob_match(const struct glob *g, str path, arena scratch);

struct globs {
    struct glob *v;
    isize n;
};
/* All of a list; what cannot be compiled is an error at `at`. */
bool globs_compile(arena *a, const struct strs *list, where at, struct globs *out,
                   struct diags *ds);
bool globs_match(const struct globs *gs, str path, arena scratch);

#endif
