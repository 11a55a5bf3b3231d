/*
 * path.h - names of files, put together and taken apart by their letters.
 *
 * Nothing here asks the machine; what links make of a path is os_real's to say.
 */
#ifndef ZH_PATH_H
#define ZH_PATH_H

#include "str.h"

str path_dir(str path);  /* the folder that holds it: "." if none is named */
str path_name(str path); /* the last part, behind the last "/" */

/* `name` below `dir`: an absolute name stands for itself, "." and {0} add nothing. */
str path_join(arena *a, str dir, str name);

/* Without ".", ".." and doubled "/"; ".." that lead above the start stay. */
str path_plain(arena *a, str path);

/* True for dir itself and what lies below it; both real or both plain. */
bool path_below(str path, str dir);

#endif
