/* character.c - what is shown by a glyph.  ICU's properties of characters. */
#include "font_local.h"

#include <unicode/uchar.h>

bool font_shows(u32 c)
{
    UChar32 u = (UChar32)c;
    int kind = u_charType(u);
    bool space =
        kind == U_SPACE_SEPARATOR || kind == U_LINE_SEPARATOR || kind == U_PARAGRAPH_SEPARATOR;
    bool ghost = kind == U_CONTROL_CHAR || kind == U_FORMAT_CHAR || kind == U_UNASSIGNED ||
                 kind == U_SURROGATE || kind == U_PRIVATE_USE_CHAR;
    return !space && !ghost && !u_hasBinaryProperty(u, UCHAR_EMOJI_PRESENTATION) &&
           !u_hasBinaryProperty(u, UCHAR_VARIATION_SELECTOR) &&
           !u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool font_is_han(u32 c)
{
    return u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC);
}
