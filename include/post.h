/*
 * post.h - a post's file, opened the same way by every pass.
 */
#ifndef ZH_POST_H
#define ZH_POST_H

#include "diag.h"

enum { POST_MAX = 256 << 20 }; /* bytes of one file */

/* The front matter's fences and what lies between. */
struct front {
    str head;                 /* the lines between the fences; {0} if there is no front matter */
    bool json;                /* between ";;;" fences */
    bool open;                /* the closing fence is missing; the head ends where prose begins */
    int head_line, body_line; /* 1-based */
    isize body;               /* offset of the body in the text */
};

/*
 * Find the front matter of a decoded text (R1): BOM and blank lines skipped,
 * "---" or ";;;" fences, the opening one optional if the lines before the
 * closing one read as keys, closed by "---" or "...".  Linear; always finds a
 * body, if only the whole text.
 */
struct front front_split(str text);

#endif
