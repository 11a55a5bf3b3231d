/* face_local.h - what face.c and shape.c share. */
#ifndef ZH_FACE_LOCAL_H
#define ZH_FACE_LOCAL_H

#include "face.h"

struct face {
    str bytes, name;
    int index;
    int units; /* to the em */
    const struct face_axis *axes;
    isize naxes;
    void *library, *ft; /* FreeType's */
    void *hb;           /* HarfBuzz's font; NULL until text is shaped */
};

/* Let go of what shape.c has opened. */
void shape_close(struct face *f);

#endif
