/* tex_find.c - commands by name, signs by themselves, letters of other alphabets. */
#include "tex_local.h"

static const struct tex_row rows[] = {
#define X(name, kind, more, text) {LIT(name), TEX_##kind, more, LIT(text)},
#include "tex.def"
#undef X
};

const struct tex_row *tex_find(str name)
{
    for (isize i = 0; i < COUNT(rows); i++)
        if (str_eq(rows[i].name, name)) return &rows[i];
    return NULL;
}

const struct tex_row *tex_sign(u32 c)
{
    static const struct tex_row ascii[] = {
        {LIT("+"), TEX_BIN, 0, LIT("+")},     {LIT("-"), TEX_BIN, 0, LIT("−")},
        {LIT("*"), TEX_BIN, 0, LIT("∗")},     {LIT("/"), TEX_SIGN, 's', LIT("/")},
        {LIT("="), TEX_REL, 0, LIT("=")},     {LIT("<"), TEX_REL, 0, LIT("<")},
        {LIT(">"), TEX_REL, 0, LIT(">")},     {LIT(":"), TEX_REL, 'r', LIT(":")},
        {LIT(","), TEX_PUNCT, 0, LIT(",")},   {LIT(";"), TEX_PUNCT, 0, LIT(";")},
        {LIT("("), TEX_OPEN, 0, LIT("(")},    {LIT(")"), TEX_CLOSE, 0, LIT(")")},
        {LIT("["), TEX_OPEN, 0, LIT("[")},    {LIT("]"), TEX_CLOSE, 0, LIT("]")},
        {LIT("|"), TEX_SIGN, 's', LIT("|")},  {LIT("!"), TEX_CLOSE, 'f', LIT("!")},
        {LIT("?"), TEX_CLOSE, 'f', LIT("?")},
    };
    for (isize i = 0; c < 0x80 && i < COUNT(ascii); i++)
        if (ascii[i].name.p[0] == c) return &ascii[i];
    for (isize i = 0; c >= 0xA0 && i < COUNT(rows); i++) {
        isize len;
        if (rows[i].kind > TEX_INT || !rows[i].text.len) continue;
        if (utf8_get(rows[i].text, &len) == c && len == rows[i].text.len) return &rows[i];
    }
    return NULL;
}

/* Where an alphabet begins; 0: it has no such letters. */
static const struct {
    u32 upper, lower, figure, greek_upper, greek_lower;
} alphabets[] = {
    [FONT_BF] = {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
    [FONT_BI] = {0x1D468, 0x1D482, 0x1D7CE, 0x1D6A8, 0x1D736},
    [FONT_IT] = {0x1D434, 0x1D44E, 0, 0, 0},
    [FONT_BB] = {0x1D538, 0x1D552, 0x1D7D8, 0, 0},
    [FONT_CAL] = {0x1D49C, 0x1D4B6, 0, 0, 0},
    [FONT_FRAK] = {0x1D504, 0x1D51E, 0, 0, 0},
    [FONT_SF] = {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0},
    [FONT_TT] = {0x1D670, 0x1D68A, 0x1D7F6, 0, 0},
};

u32 tex_letter(enum tex_font font, u32 c)
{
    /* Those that Unicode had before it had the alphabets. */
    static const struct {
        u8 font, letter;
        u16 c;
    } older[] = {
        {FONT_IT, 'h', 0x210E},   {FONT_BB, 'C', 0x2102},   {FONT_BB, 'H', 0x210D},
        {FONT_BB, 'N', 0x2115},   {FONT_BB, 'P', 0x2119},   {FONT_BB, 'Q', 0x211A},
        {FONT_BB, 'R', 0x211D},   {FONT_BB, 'Z', 0x2124},   {FONT_CAL, 'B', 0x212C},
        {FONT_CAL, 'E', 0x2130},  {FONT_CAL, 'F', 0x2131},  {FONT_CAL, 'H', 0x210B},
        {FONT_CAL, 'I', 0x2110},  {FONT_CAL, 'L', 0x2112},  {FONT_CAL, 'M', 0x2133},
        {FONT_CAL, 'R', 0x211B},  {FONT_CAL, 'e', 0x212F},  {FONT_CAL, 'g', 0x210A},
        {FONT_CAL, 'o', 0x2134},  {FONT_FRAK, 'C', 0x212D}, {FONT_FRAK, 'H', 0x210C},
        {FONT_FRAK, 'I', 0x2111}, {FONT_FRAK, 'R', 0x211C}, {FONT_FRAK, 'Z', 0x2128},
    };
    if (font >= COUNT(alphabets)) return c;
    for (isize i = 0; i < COUNT(older); i++)
        if (older[i].font == font && older[i].letter == c) return older[i].c;
    u32 from = 0, base = 0;
    if (c >= 'A' && c <= 'Z') from = 'A', base = alphabets[font].upper;
    else if (c >= 'a' && c <= 'z') from = 'a', base = alphabets[font].lower;
    else if (c >= '0' && c <= '9') from = '0', base = alphabets[font].figure;
    else if (c >= 0x391 && c <= 0x3A9) from = 0x391, base = alphabets[font].greek_upper;
    else if (c >= 0x3B1 && c <= 0x3C9) from = 0x3B1, base = alphabets[font].greek_lower;
    return base ? base + (c - from) : c;
}
