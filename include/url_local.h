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

/* True if the last label of the name is one that names of the web end in and names of files
 * do not. */
bool host_is_complete(str host);

/* `s` (clean UTF-8, without blanks at its ends) with a mended beginning: "hhttps://x",
 * "http：//x", "http://https://x", "http:/x", "www.x", "x.com/y". */
str url_mend(arena *a, str s);

/* True for a relative address that leads nowhere whatever the page: an unfilled template, "null".
 */
bool url_is_void(str s);

/* True if a parameter "name=value", or a fragment "#name", of an address at this host (lower
 * case) says only how somebody came by it. */
bool url_tracks(str host, str pair);

#endif
