/*
 * collate.h - Chinese in the order of its sound.
 *
 * ICU's rules for Chinese (pinyin), whatever the locale of the machine says; what is not
 * Chinese comes in the order of the Unicode collation.
 */
#ifndef ZH_COLLATE_H
#define ZH_COLLATE_H

#include "str.h"

struct collator; /* of one thread; NULL sorts by bytes */

struct collator *collator_open(void);
void collator_close(struct collator *c);

/* Bytes that sort as the text does. */
str collator_key(arena *a, struct collator *c, str s);

/* The letter that the text begins with, or the sound of its first character: 'A' to 'Z', or 0. */
int collator_letter(arena scratch, struct collator *c, str s);

#endif
