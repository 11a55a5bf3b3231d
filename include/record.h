/*
 * record.h - numbers and texts as bytes, for files that never leave the machine.
 *
 * A number is eight bytes as the machine has them, a text its length and its bytes.  A record is
 * read with a cursor that remembers failure, so it is asked once, at the end.
 */
#ifndef ZH_RECORD_H
#define ZH_RECORD_H

#include "str.h"

void put_int(struct buf *b, long long n);
void put_str(struct buf *b, str s);

struct reader {
    str left;
    bool bad; /* it ended early, or says what cannot be */
};
long long take_int(struct reader *r); /* 0 if it is not there */
str take_str(struct reader *r);       /* a view of the record; {0} if it is not there */

#endif
