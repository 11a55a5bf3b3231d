/*
 * url_local.h - what the files of url.h share.
 */
#ifndef ZH_URL_LOCAL_H
#define ZH_URL_LOCAL_H

#include "str.h"

/*
 * Add the host in its ASCII form; false if it is none.  In running Chinese a
 * URL ends where the script changes, and whatever made it a link often did not see that:
 * if the host is none, but what stands before its first foreign letter is,
 * then that is the host, nothing follows it, and *cut is set.
 */
bool host_clean(arena *a, struct buf *out, str host, bool *cut);

#endif
