/*
 * tex.h - a formula in TeX becomes Presentation MathML.
 *
 * What is written is MathML Core where Core has it: alphabets are the letters
 * of Unicode, spaces are mspace, tables have cells and nothing else.  Every
 * command is a row of tex.def; one that is in no row makes the formula fail as
 * a whole, and its name is told.  Work and output are linear in the source,
 * which is bounded, and so is the depth of both.
 */
#ifndef ZH_TEX_H
#define ZH_TEX_H

#include "node.h"

/*
 * Make the <math> of `tex`, in no tree, its source in alttext; display: it stands
 * by itself.  False: *why says what cannot be shown, and *out is NULL.
 */
bool tex_mathml(arena *a, str tex, bool display, struct node **out, str *why);

/* `tex` without the dollars or brackets that set it off; true: as a display, or
 * it ends with a line break as displays do on some sites. */
bool tex_strip(str *tex);

#endif
