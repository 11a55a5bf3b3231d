/*
 * colour.c - samples as their colour profile means them, to sRGB, by Little CMS.
 *
 * Profiles are read from memory that the file has already; what is damaged is no profile.
 */
#include "image_local.h"

#include <lcms2.h>

struct colour {
    cmsContext context;
    cmsHTRANSFORM transform;
};

void colour_library(struct buf *out)
{
    buf_printf(out, "Little CMS %d.%d\n", LCMS_VERSION / 1000, LCMS_VERSION % 1000 / 10);
}

static const struct {
    cmsColorSpaceSignature signature;
    cmsUInt32Number from, to;
} spaces[] = {
    [GREY] = {cmsSigGrayData, TYPE_GRAY_8, TYPE_GRAY_8},
    [GREY_ALPHA] = {cmsSigGrayData, TYPE_GRAYA_8, TYPE_GRAYA_8},
    [RGB] = {cmsSigRgbData, TYPE_RGB_8, TYPE_RGB_8},
    [RGBA] = {cmsSigRgbData, TYPE_RGBA_8, TYPE_RGBA_8},
    [COLOUR_CMYK] = {cmsSigCmykData, TYPE_CMYK_8, TYPE_RGB_8},
};

/* The names under which makers ship sRGB; a profile that only starts so is another. */
static bool named_srgb(cmsHPROFILE p)
{
    static const char *const names[] = {"sRGB",
                                        "sRGB IEC61966-2.1",
                                        "sRGB IEC61966-2-1",
                                        "sRGB built-in",
                                        "sRGB2014",
                                        "c2",
                                        "sRGB IEC61966-2.1 black scaled"};
    char name[64] = {0};
    cmsGetProfileInfoASCII(p, cmsInfoDescription, "en", "US", name, sizeof name);
    for (isize i = 0; i < COUNT(names); i++)
        if (str_eq(str_of(name), str_of(names[i]))) return true;
    return false;
}

/* The first bytes say how long a profile is and what it is for. */
static cmsHPROFILE profile_open(cmsContext cx, str profile)
{
    enum { HEAD = 128 };
    if (profile.len < HEAD || be32(profile.p) > profile.len) return NULL;
    return cmsOpenProfileFromMemTHR(cx, profile.p, (cmsUInt32Number)profile.len);
}

bool colour_is_srgb(str profile)
{
    cmsContext cx = cmsCreateContext(NULL, NULL);
    cmsHPROFILE p = cx ? profile_open(cx, profile) : NULL;
    bool is = p && cmsGetColorSpace(p) == cmsSigRgbData && named_srgb(p);
    if (p) cmsCloseProfile(p);
    if (cx) cmsDeleteContext(cx);
    return is;
}

static cmsHTRANSFORM transform_of(cmsContext cx, str profile, int space)
{
    cmsHPROFILE in = profile_open(cx, profile), out = NULL;
    cmsHTRANSFORM t = NULL;
    bool alpha = space == GREY_ALPHA || space == RGBA;
    if (in && cmsGetColorSpace(in) == spaces[space].signature &&
        !((space == RGB || space == RGBA) && named_srgb(in))) {
        cmsToneCurve *curve = NULL;
        if (space == GREY || space == GREY_ALPHA) {
            cmsFloat64Number srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
            curve = cmsBuildParametricToneCurve(cx, 4, srgb);
            if (curve) out = cmsCreateGrayProfileTHR(cx, cmsD50_xyY(), curve);
        } else {
            out = cmsCreate_sRGBProfileTHR(cx);
        }
        if (out)
            t = cmsCreateTransformTHR(cx, in, spaces[space].from, out, spaces[space].to,
                                      INTENT_PERCEPTUAL, alpha ? cmsFLAGS_COPY_ALPHA : 0);
        if (curve) cmsFreeToneCurve(curve);
    }
    if (out) cmsCloseProfile(out);
    if (in) cmsCloseProfile(in);
    return t;
}

struct colour *colour_open(arena *a, str profile, int space)
{
    cmsContext cx = cmsCreateContext(NULL, NULL);
    cmsHTRANSFORM t = cx ? transform_of(cx, profile, space) : NULL;
    if (!t) {
        if (cx) cmsDeleteContext(cx);
        return NULL;
    }
    struct colour *c = make(a, struct colour);
    *c = (struct colour){cx, t};
    return c;
}

void colour_row(const struct colour *c, const u8 *from, u8 *to, int w)
{
    cmsDoTransform(c->transform, from, to, (cmsUInt32Number)w);
}

bool rows_push(struct raster is, u8 *px, int rows, str profile, struct sink *to, arena scratch)
{
    struct colour *c = profile.len ? colour_open(&scratch, profile, is.channels) : NULL;
    bool wanted = to->begin(to, is);
    for (int y = 0; wanted && y < rows; y++, px += raster_row(is)) {
        if (c) colour_row(c, px, px, is.w);
        wanted = to->row(to, px);
    }
    if (c) colour_close(c);
    return wanted && to->end(to);
}

void colour_close(struct colour *c)
{
    cmsDeleteTransform(c->transform);
    cmsDeleteContext(c->context);
}
