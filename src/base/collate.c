/* collate.c - see collate.h.  The only file that sees ICU's collation. */
#include "collate.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct collator *collator_open(void)
{
    UErrorCode bad = U_ZERO_ERROR;
    UCollator *c = ucol_open("zh", &bad);
    return U_FAILURE(bad) ? NULL : (struct collator *)c;
}

void collator_close(struct collator *c)
{
    if (c) ucol_close((UCollator *)c);
}

str collator_key(arena *a, struct collator *c, str s)
{
    UErrorCode bad = U_ZERO_ERROR;
    int32_t n = 0;
    if (!c || s.len > 4096) return s;
    UChar *wide = make_n(a, UChar, s.len + 1);
    u_strFromUTF8(wide, (int32_t)s.len + 1, &n, (const char *)s.p, (int32_t)s.len, &bad);
    if (U_FAILURE(bad)) return s;
    int32_t len = ucol_getSortKey((UCollator *)c, wide, n, NULL, 0);
    u8 *key = make_n(a, u8, len + 1);
    ucol_getSortKey((UCollator *)c, wide, n, key, len);
    return (str){key, len};
}

/* Of a key what says which letters: accents and case come behind the first 01. */
static str letters_of(str key)
{
    return str_cut(key, 1).head;
}

/* The last letter that does not sort behind `head`; `mark` stands before the letters. */
static int last_before(arena scratch, struct collator *c, str head, const char *mark)
{
    str key = letters_of(collator_key(&scratch, c, head));
    int found = 0;
    for (int letter = 'A'; letter <= 'Z'; letter++) {
        arena a = scratch;
        /* No sound of Chinese begins so: there is no border. */
        if (mark[0] && (letter == 'I' || letter == 'U' || letter == 'V')) continue;
        str border = str_printf(&a, "%s%c", mark, letter);
        if (str_cmp(letters_of(collator_key(&a, c, border)), key) > 0) break;
        found = letter;
    }
    return found;
}

int collator_letter(arena scratch, struct collator *c, str s)
{
    isize len;
    if (!c || !s.len) return 0;
    u32 first = utf8_get(s, &len);
    if (len == 1) return is_alpha(s.p[0]) ? to_lower(s.p[0]) - 'a' + 'A' : 0;
    /* Letters with marks are those without.  Of Chinese, the rules themselves say where a sound's
     * first letter begins: at U+FDD0 and the letter, which is there for indexes (UTS #35). */
    if (first >= 0xC0 && first <= 0x24F) return last_before(scratch, c, str_head(s, len), "");
    bool han = (first >= 0x3400 && first <= 0x9FFF) || (first >= 0xF900 && first <= 0xFAFF) ||
               (first >= 0x20000 && first <= 0x3FFFF) || first == 0x3007;
    return han ? last_before(scratch, c, str_head(s, len), "\xEF\xB7\x90") : 0;
}
