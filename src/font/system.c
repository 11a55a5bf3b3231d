/*
 * system.c - fonts by name.  The only file that knows fontconfig.
 *
 * Fonts are listed, not matched: a match would give some other font where the one that was
 * meant is missing, and what is given would depend on the language of who asks.
 */
#include "font_local.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>

static const char *text_of(FcPattern *p, const char *what)
{
    FcChar8 *s;
    return FcPatternGetString(p, what, 0, &s) == FcResultMatch ? (const char *)s : "";
}

static int number_of(FcPattern *p, const char *what, int none)
{
    int n;
    double d;
    if (FcPatternGetInteger(p, what, 0, &n) == FcResultMatch) return n;
    return FcPatternGetDouble(p, what, 0, &d) == FcResultMatch ? (int)d : none;
}

/* How far a font is from the one that was asked for: upright, of normal weight and width, if
 * nothing is said. */
static int distance(FcPattern *p, FcPattern *wanted)
{
    FcBool variable = FcFalse;
    int weight = number_of(wanted, FC_WEIGHT, FC_WEIGHT_REGULAR);
    int slant = number_of(wanted, FC_SLANT, FC_SLANT_ROMAN);
    int width = number_of(wanted, FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternGetBool(p, FC_VARIABLE, 0, &variable);
    return abs(number_of(p, FC_WEIGHT, FC_WEIGHT_REGULAR) - weight) +
           abs(number_of(p, FC_SLANT, FC_SLANT_ROMAN) - slant) * 10 +
           abs(number_of(p, FC_WIDTH, FC_WIDTH_NORMAL) - width) * 10 + (variable ? 1 : 0);
}

/* The low half of an index is the face, the high one an instance of a variable font. */
static int face_of_pattern(FcPattern *p)
{
    return number_of(p, FC_INDEX, 0) & 0xFFFF;
}

static bool is_before(FcPattern *p, FcPattern *q, FcPattern *wanted)
{
    int near = distance(p, wanted) - distance(q, wanted);
    if (!near) near = str_cmp(str_of(text_of(p, FC_FILE)), str_of(text_of(q, FC_FILE)));
    return near < 0 || (!near && face_of_pattern(p) < face_of_pattern(q));
}

/* The best of those whose `what` is the name; NULL if there is none.  It is the set's. */
static FcPattern *find(FcConfig *config, FcFontSet **set, const char *what, FcPattern *wanted)
{
    FcPattern *asked = FcPatternCreate(), *best = NULL;
    FcObjectSet *fields = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH,
                                           FC_VARIABLE, FC_FONTFORMAT, (char *)NULL);
    FcPatternAddString(asked, what, (const FcChar8 *)text_of(wanted, FC_FAMILY));
    FcPatternAddBool(asked, FC_OUTLINE, FcTrue);
    *set = FcFontList(config, asked, fields);
    for (int i = 0; *set && i < (*set)->nfont; i++) {
        FcPattern *p = (*set)->fonts[i];
        str format = str_of(text_of(p, FC_FONTFORMAT));
        bool sfnt = str_eq(format, S("TrueType")) || str_eq(format, S("CFF"));
        if (sfnt && (!best || is_before(p, best, wanted))) best = p;
    }
    FcObjectSetDestroy(fields);
    FcPatternDestroy(asked);
    return best;
}

bool system_font(arena *a, str name, struct font_place *out)
{
    FcFontSet *set = NULL, *full = NULL;
    FcPattern *best = NULL;
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcPattern *wanted = FcNameParse((const FcChar8 *)str_z(a, name));
    if (config && wanted) {
        best = find(config, &set, FC_FAMILY, wanted);
        if (!best) best = find(config, &full, FC_FULLNAME, wanted);
    }
    if (best) {
        out->file = str_dup(a, str_of(text_of(best, FC_FILE)));
        out->face = face_of_pattern(best);
    }
    if (set) FcFontSetDestroy(set);
    if (full) FcFontSetDestroy(full);
    if (wanted) FcPatternDestroy(wanted);
    if (config) FcConfigDestroy(config);
    return best != NULL;
}

void system_library(struct buf *out)
{
    int v = FcGetVersion();
    buf_printf(out, "fontconfig %d.%d.%d\n", v / 10000, v / 100 % 100, v % 100);
}
