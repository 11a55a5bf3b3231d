/*
 * lang.h - language tags, BCP 47.
 */
#ifndef ZH_LANG_H
#define ZH_LANG_H

#include "str.h"

/* Well-formed by RFC 5646, section 2.1, without the irregular old tags. */
bool lang_ok(str tag);

/* "zh-CN" for zh_CN.UTF-8, as a system writes a locale, and for "cn"; {0} if that makes
 * no tag. */
str lang_mend(arena *a, str s);

/* The first subtag is `language`, as in "zh" of zh-Hant-TW. */
bool lang_is(str tag, str language);

/* Chinese or Japanese: no spaces between words, dates with 年月日. */
bool lang_is_cjk(str tag);

#endif
