/*
 * letter_local.h - what a code point is to the text around it.
 */
#ifndef ZH_LETTER_LOCAL_H
#define ZH_LETTER_LOCAL_H

#include "str.h"

bool letter_han(u32 c);  /* an ideograph */
bool letter_wide(u32 c); /* of a script written without blanks between words, or its punctuation */
bool letter_rtl(u32 c);  /* of a script that runs to the left */
bool letter_latin(u32 c);
bool letter_private(u32 c);
bool letter_bidi(u32 c); /* steers the direction of text */

/* Quotation marks, dashes and dots that Latin and Chinese share. */
bool letter_shared(u32 c);

/* True for a code point nobody sees that means nothing where it stands: between `before` and
 * `after`, each 0 if there is none.  Those that steer direction mean something in a text that has
 * letters running to the left. */
bool letter_idle(u32 before, u32 c, u32 after, bool rtl);

#endif
