/* edition.c - book.yaml as one device has it.  See conf.h. */
#include "conf.h"
#include "device.h"

static struct strs formats_for(arena *a, const struct conf *all, const struct device *d)
{
    struct strs some = {0};
    for (isize i = 0; i < all->formats.n; i++)
        if (!str_eq(all->formats.v[i], S("kepub")) || (d->takes & TAKES_KEPUB))
            strs_add(a, &some, all->formats.v[i]);
    return some;
}

bool conf_for(arena *a, const struct conf *all, const struct device *d, struct conf *out)
{
    *out = *all;
    out->devices = (struct strs){0};
    strs_add(a, &out->devices, str_of(d->name));
    out->formats = formats_for(a, all, d);
    if (all->math == MATH_AUTO) out->math = d->takes & TAKES_MATHML ? MATH_MATHML : MATH_CACHED;
    if (all->emoji == EMOJI_AUTO) out->emoji = d->takes & TAKES_EMOJI ? EMOJI_KEEP : EMOJI_TEXT;
    if (!(d->takes & TAKES_DEPTH) && all->toc_depth > 2) out->toc_depth = 2;
    return out->formats.n > 0;
}

bool conf_shows_formulas(const struct conf *all)
{
    bool any = false;
    for (isize i = 0; i < all->devices.n; i++)
        any |= !(device_of(all->devices.v[i])->takes & TAKES_MATHML);
    return any && all->math == MATH_AUTO;
}
