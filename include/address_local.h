/*
 * address_local.h - addresses as words.
 */
#ifndef ZH_ADDRESS_LOCAL_H
#define ZH_ADDRESS_LOCAL_H

#include "str.h"

/* A cleaned address as one reads it: letters beyond ASCII as themselves, if all can be read. */
str address_shown(arena *a, str url);

/* Without what nobody types: scheme, "www.", the last slash. */
str address_short(str s);

/* What to call the page at a cleaned address whose title nobody gives: what kind of page it is on
 * a site we know, the path if it is readable, the host. */
str address_title(arena *a, str url);

#endif
