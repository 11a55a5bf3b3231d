/* device.c - see device.h. */
#include "device.h"

const struct device devices[] = {
#define D(name, w, h, greys, takes, area, kb, split, help)                                         \
    {name, w, h, greys, takes, area, kb, split, help},
#include "device.def"
#undef D
    {0},
};

const struct device *device_of(str name)
{
    for (const struct device *d = devices; d->name; d++)
        if (str_eq(str_of(d->name), name)) return d;
    return NULL;
}
