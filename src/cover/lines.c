/* lines.c - where a line of text may end.  The only file that knows ICU's break iterators. */
#include "cover_local.h"

#include <unicode/ubrk.h>
#include <unicode/uvernum.h>

#include <string.h>

/* Mark every boundary that the iterator finds: one more than there are bytes. */
static void mark(UBreakIteratorType type, const char *locale, str text, u8 *at, u8 bit)
{
    UErrorCode failed = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, (const char *)text.p, text.len, &failed);
    UBreakIterator *it = ubrk_open(type, locale, NULL, 0, &failed);
    ubrk_setUText(it, &view, &failed);
    if (U_SUCCESS(failed))
        for (int i = ubrk_first(it); i != UBRK_DONE; i = ubrk_next(it)) at[i] |= bit;
    if (it) ubrk_close(it);
    utext_close(&view);
}

static bool is_natural(str text, isize at)
{
    static const char marks[] = "，。、；：！？…—·）」』》】〉”’,;:!?";
    isize from = at - 1;
    while (from > 0 && (text.p[from] & 0xC0) == 0x80) from--;
    str last = {text.p + from, at - from};
    return is_space(last.p[0]) || str_find(str_of(marks), last, 0) >= 0;
}

struct endings endings_of(arena *a, str text, str lang)
{
    enum { MAY = 1, WORD = 2 };
    bool cjk = str_starts(lang, S("zh")) || str_starts(lang, S("ja"));
    u8 *marks = make_n(a, u8, text.len + 1);
    struct endings e = {make_n(a, int, text.len + 1), make_n(a, u8, text.len + 1), 0};
    mark(UBRK_LINE, cjk ? "zh@lb=strict" : "en", text, marks, MAY);
    mark(UBRK_WORD, cjk ? "zh" : "en", text, marks, WORD);
    marks[text.len] = MAY | WORD;
    for (isize i = 1; i <= text.len; i++) {
        if (!(marks[i] & MAY)) continue;
        e.at[e.n] = (int)i;
        e.how[e.n++] = is_natural(text, i) ? END_NATURAL : marks[i] & WORD ? END_WORD : END_WITHIN;
    }
    return e;
}

void lines_library(struct buf *out)
{
    buf_printf(out, "ICU %s\n", U_ICU_VERSION);
}
