/*
 * difference.h - how one list of texts becomes another.
 */
#ifndef ZH_DIFFERENCE_H
#define ZH_DIFFERENCE_H

#include "str.h"

/* One step: ' ' keeps x.v[x], '-' drops it, '+' brings y.v[y]. */
struct step {
    char mark;
    isize x, y;
};
struct steps {
    struct step *v;
    isize n;
};

/*
 * The fewest steps from x to y, in order, in `a`.  Lists that differ in more than
 * some thousand places are not compared in between: all of x goes, all of y comes.
 */
struct steps difference(arena *a, const struct strs *x, const struct strs *y);

#endif
