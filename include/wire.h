/*
 * wire.h - lines of fields, as zhbook and zhbook-net write them to each other.
 *
 * Fields are cut by tabs, lines end with a newline; a tab, a line's end or a backslash
 * inside of a field is written with a backslash.  So any bytes may be a field.
 */
#ifndef ZH_WIRE_H
#define ZH_WIRE_H

#include "str.h"

void wire_put(struct buf *b, str field);
void wire_number(struct buf *b, long long n);
void wire_end(struct buf *b); /* ends the line */

/* The first line of a job: for whom it is, and of which version.  False: it is another one. */
void wire_open(struct buf *b);
bool wire_opened(arena *a, str *text); /* takes it off */

/* The next field of *line (a line without its end); {0} when there is none left. */
str wire_take(arena *a, str *line);
long long wire_take_number(str *line); /* 0 if it is none */

#endif
