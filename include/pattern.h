/*
 * pattern.h - texts with fields in them: "{title} 第{issue}期 {from:%m.%d}".
 *
 * A field is a name in braces, and behind a colon how it is to be shown: a number's width
 * ("03": padded with zeros), a date's parts as strftime names them (%Y %y %m %d %e %j %G %g %V
 * %u %F %%; "-" behind the "%" takes leading zeros away, as in %-m).  "{{" and "}}" are braces.
 */
#ifndef ZH_PATTERN_H
#define ZH_PATTERN_H

#include "date.h"

enum pattern_kind { PATTERN_TEXT, PATTERN_NUMBER, PATTERN_DATE };

struct pattern_field {
    const char *name;
    enum pattern_kind kind;
    str text;         /* TEXT; DATE: its format if none is given */
    long long number; /* NUMBER, 0 or more */
    struct date date; /* DATE */
};

/* Where and why a pattern makes no sense. */
struct pattern_fault {
    isize at; /* byte of the pattern */
    str why;
};

/* Add the pattern with its fields filled in; false if it makes no sense.  The fault's text is
 * in out's arena. */
bool pattern_expand(struct buf *out, str pattern, const struct pattern_field *fields, isize n,
                    struct pattern_fault *fault);

/* Does a field of this name stand in it? */
bool pattern_has(str pattern, const char *name);

#endif
