/* emoji_local.h - emoji and what they are called (Unicode Technical Standard 51). */
#ifndef ZH_EMOJI_LOCAL_H
#define ZH_EMOJI_LOCAL_H

#include "str.h"

/*
 * Bytes of the emoji that s (not empty) begins with, with its selectors, skin tone and all that
 * is joined to it; 0 if none does.  *name is what it is called in Chinese.  What is
 * text unless U+FE0F follows it is an emoji only then.
 */
isize emoji_at(str s, str *name);

/* True if s is one emoji and nothing else. */
bool emoji_is(str s);

#endif
