/* letter.c - see letter_local.h.  Ranges are those of Unicode 15. */
#include "letter_local.h"

static bool within(u32 c, u32 from, u32 to)
{
    return c >= from && c <= to;
}

bool letter_han(u32 c)
{
    return within(c, 0x3400, 0x9FFF) || within(c, 0xF900, 0xFAFF) || within(c, 0x20000, 0x323AF) ||
           c == 0x3005 || c == 0x3007;
}

bool letter_wide(u32 c)
{
    return within(c, 0x2E80, 0x312F) || within(c, 0x3190, 0x9FFF) || within(c, 0xF900, 0xFAFF) ||
           within(c, 0xFE30, 0xFE4F) || within(c, 0xFF00, 0xFF60) || within(c, 0x20000, 0x323AF);
}

bool letter_shared(u32 c)
{
    return within(c, 0x2018, 0x201D) || c == 0x2014 || c == 0x2026 || c == 0xB7;
}

bool letter_rtl(u32 c)
{
    return within(c, 0x590, 0x8FF) || within(c, 0xFB1D, 0xFDFF) || within(c, 0xFE70, 0xFEFC) ||
           within(c, 0x10800, 0x10FFF) || within(c, 0x1E800, 0x1EFFF);
}

bool letter_latin(u32 c)
{
    return within(c | 0x20, 'a', 'z') || within(c, '0', '9') ||
           (within(c, 0xC0, 0x24F) && c != 0xD7 && c != 0xF7);
}

bool letter_private(u32 c)
{
    return within(c, 0xE000, 0xF8FF) || within(c, 0xF0000, 0xFFFFD) ||
           within(c, 0x100000, 0x10FFFD);
}

bool letter_bidi(u32 c)
{
    return c == 0x200E || c == 0x200F || c == 0x61C || within(c, 0x202A, 0x202E) ||
           within(c, 0x2066, 0x2069);
}

/* Scripts whose letters take other shapes when they are joined: Arabic, those of India and their
 * neighbours, Mongolian. */
static bool is_shaping(u32 c)
{
    return within(c, 0x600, 0x109F) || within(c, 0x1780, 0x18AF) || within(c, 0xA840, 0xA877) ||
           within(c, 0xFB50, 0xFDFF);
}

/* Scripts without blanks, where an unseen one says how words end. */
static bool is_unspaced(u32 c)
{
    return within(c, 0xE00, 0xEFF) || within(c, 0x1000, 0x109F) || within(c, 0x1780, 0x17FF);
}

/* What may be a part of an emoji, without its selectors. */
static bool is_pictograph(u32 c)
{
    return within(c, 0x1F000, 0x1FAFF) || within(c, 0x2190, 0x21FF) || within(c, 0x2300, 0x27BF) ||
           within(c, 0x2B00, 0x2BFF);
}

static bool takes_emoji_style(u32 before, u32 after)
{
    if (within(before, '0', '9') || before == '#' || before == '*') return after == 0x20E3;
    return is_pictograph(before) || before == 0xA9 || before == 0xAE || before == 0x203C ||
           before == 0x2049 || before == 0x2122 || before == 0x2139 ||
           within(before, 0x2900, 0x297F) || before == 0x3030 || before == 0x303D ||
           before == 0x3297 || before == 0x3299;
}

/* Selectors of a variant. */
static bool is_stray_selector(u32 before, u32 c, u32 after)
{
    if (c == 0xFE0E || c == 0xFE0F) return !takes_emoji_style(before, after);
    if (c >= 0xE0100) return !letter_han(before);
    if (c < 0xFE00) return !within(before, 0x1800, 0x18AF);
    return before < 0x1000 || within(before, 0x2000, 0x218F); /* letters, mathematical signs */
}

/* Not what anybody typed: controls, halves of nothing, notes of machines. */
static bool is_noise(u32 c)
{
    return c < 0x20 || within(c, 0x7F, 0x9F) || c == 0xAD || c == 0x34F ||
           within(c, 0x2060, 0x2064) || within(c, 0x206A, 0x206F) || c == 0xFEFF ||
           within(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE || within(c, 0xFFF9, 0xFFFB) ||
           within(c, 0x17B4, 0x17B5);
}

bool letter_idle(u32 before, u32 c, u32 after, bool rtl)
{
    if (within(c, 0x20, 0x7E) || within(c, 0x3000, 0xD7FF)) return false;
    if (is_noise(c)) return true;
    if (letter_bidi(c)) return !rtl;
    if (c == 0x200B) return !is_unspaced(before) || !is_unspaced(after);
    if (c == 0x200C) return !is_shaping(before);
    if (c == 0x200D)
        return !is_shaping(before) &&
               !((is_pictograph(before) || before == 0xFE0F) && is_pictograph(after));
    if (within(c, 0x180B, 0x180F) || within(c, 0xFE00, 0xFE0F) || within(c, 0xE0100, 0xE01EF))
        return is_stray_selector(before, c, after);
    if (within(c, 0xE0000, 0xE0FFF)) /* the letters of a flag, and nothing else */
        return !within(c, 0xE0020, 0xE007F) ||
               (before != 0x1F3F4 && !within(before, 0xE0020, 0xE007E));
    return false;
}
