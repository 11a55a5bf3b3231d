/*
 * redirect_local.h - addresses that only lead to another one.
 */
#ifndef ZH_REDIRECT_LOCAL_H
#define ZH_REDIRECT_LOCAL_H

#include "str.h"

/* Where `url` (cleaned) leads in the end; `url` itself if it is no redirector's. */
str redirect_target(arena *a, str url);

#endif
