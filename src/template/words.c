/* words.c - see words.h. */
#include "words.h"
#include "lang.h"
#include "xml.h"

enum {
    LABEL_MAX = 120, /* code points */
    /* Visible characters a minute of silent reading.  For Chinese the middle of what studies of
     * ordinary readers find (300 to 500); for others 230 words of five letters. */
    PACE_CJK = 400,
    PACE_OTHER = 1150,
    WORDS = sizeof(struct words) / sizeof(const char *)
};

static const struct words simplified = {
#define W(name, hans, hant, en) hans,
#include "words.def"
#undef W
};
static const struct words traditional = {
#define W(name, hans, hant, en) hant,
#include "words.def"
#undef W
};
static const struct words english = {
#define W(name, hans, hant, en) en,
#include "words.def"
#undef W
};

static const str names[] = {
#define W(name, ...) LIT(#name),
#include "words.def"
#undef W
};

int word_find(str name)
{
    for (int i = 0; i < COUNT(names); i++)
        if (str_eq(names[i], name)) return i;
    return -1;
}

const char *word_at(const struct words *w, int number)
{
    switch (number) {
#define W(name, ...)                                                                               \
    case offsetof(struct words, name) / sizeof(const char *):                                      \
        return w->name;
#include "words.def"
#undef W
    }
    assert(number >= 0 && number < WORDS);
    return "";
}

static bool has_subtag(str lang, str want)
{
    for (struct cut c = {.tail = lang}; c.tail.len;) {
        c = str_cut(c.tail, '-');
        if (str_ieq(c.head, want)) return true;
    }
    return false;
}

const struct words *words_of(str lang)
{
    if (!lang_is(lang, S("zh")) && !lang_is(lang, S("yue"))) return &english;
    bool simple = has_subtag(lang, S("Hans"));
    bool full = has_subtag(lang, S("Hant")) || has_subtag(lang, S("TW")) ||
                has_subtag(lang, S("HK")) || has_subtag(lang, S("MO"));
    return full && !simple ? &traditional : &simplified;
}

str words_count(arena *a, long long n, const char *unit)
{
    struct cut forms = str_cut(str_of(unit), '|');
    return str_printf(a, "%lld %.*s", n, STR(forms.ok && n != 1 ? forms.tail : forms.head));
}

str words_chars(arena *a, const struct words *w, long long n)
{
    if (!w->ten_thousand[0] || n < 10000) return words_count(a, n, w->characters);
    long long tenths = (n + 500) / 1000;
    return str_printf(a, "%lld.%lld %s", tenths / 10, tenths % 10, w->ten_thousand);
}

long long words_minutes(long long chars, str lang)
{
    long long pace = lang_is_cjk(lang) ? PACE_CJK : PACE_OTHER;
    return chars < pace ? 1 : (chars + pace / 2) / pace;
}

str words_time(arena *a, const struct words *w, long long minutes)
{
    if (minutes < 60) return words_count(a, minutes, w->minutes);
    str hours = words_count(a, minutes / 60, w->hours);
    if (minutes % 60 == 0) return hours;
    str rest = words_count(a, minutes % 60, w->minutes);
    return str_printf(a, "%.*s %.*s", STR(hours), STR(rest));
}

/* Seen as nothing or as a gap: white space of any kind, controls, zero-width marks. */
static bool is_blank(u32 c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || !xml_is_char(c);
}

str words_label(arena *a, str text, const struct words *w)
{
    struct buf b = {.mem = a};
    isize len, shown = 0;
    bool gap = false;
    for (isize i = 0; i < text.len; i += len) {
        u32 c = utf8_get(str_skip(text, i), &len);
        if (is_blank(c)) {
            gap = shown > 0;
            continue;
        }
        if (shown + gap + 1 >= LABEL_MAX) {
            buf_add(&b, S("…"));
            break;
        }
        if (gap) buf_byte(&b, ' ');
        buf_rune(&b, c);
        shown += 1 + gap;
        gap = false;
    }
    return b.len ? buf_str(&b) : str_of(w->untitled);
}
