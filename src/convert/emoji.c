/*
 * emoji.c - see emoji_local.h.
 *
 * The names are one text of lines "key TAB name", sorted by key, which is bisected
 * by bytes: no key has a byte below that of TAB.
 */
/* The table is longer than what C promises of a literal. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#include "emoji_local.h"

static const char table[] =
#define E(key, name) key "\t" name "\n"
#include "emoji.def"
#undef E
    ;

enum { TEXT_STYLE = 0xFE0E, EMOJI_STYLE = 0xFE0F, KEYCAP = 0x20E3, JOINER = 0x200D };

/* The name of a key; {0} if it is in no line. */
static str find(str key)
{
    str lines = {(const u8 *)table, (isize)sizeof table - 1};
    isize low = 0, high = lines.len; /* both where lines begin */
    while (low < high) {
        isize at = low + (high - low) / 2;
        while (at > low && lines.p[at - 1] != '\n') at--;
        isize end = str_byte(lines, '\n', at);
        struct cut line = str_cut(str_head(str_skip(lines, at), end - at), '\t');
        int order = str_cmp(key, line.head);
        if (!order) return line.tail;
        if (order < 0) high = at;
        else low = end + 1;
    }
    return (str){0};
}

static bool is_tone(u32 c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

static bool is_letter_of_flags(u32 c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

static bool is_tag(u32 c)
{
    return c >= 0xE0020 && c <= 0xE007F;
}

/* Where emoji come to stand that are younger than the names. */
static bool is_young(u32 c)
{
    return (c >= 0x1FA70 && c <= 0x1FAFF) || (c >= 0x1F6D8 && c <= 0x1F6DF);
}

/* Reads a sequence; the key grows as it goes. */
struct scan {
    str rest;
    u8 key[96];
    isize len;
    bool styled; /* U+FE0F or a skin tone makes an emoji of a character of text */
};

static u32 peek(const struct scan *s, isize *len)
{
    *len = 0;
    return s->rest.len ? utf8_get(s->rest, len) : 0;
}

/* Take the next character, into the key if `kept`; false if that is full. */
static bool take(struct scan *s, bool kept)
{
    isize len;
    u32 c = utf8_get(s->rest, &len);
    if (kept && s->len + len > (isize)sizeof s->key) return false;
    if (kept) s->len += utf8_put(s->key + s->len, c);
    s->rest = str_skip(s->rest, len);
    return true;
}

/* One character with what belongs to it; false if it is wanted as text. */
static bool element(struct scan *s)
{
    isize len;
    u32 first = peek(s, &len);
    s->styled = false;
    if (!first || !take(s, true)) return false;
    if (is_letter_of_flags(first)) return is_letter_of_flags(peek(s, &len)) && take(s, true);
    if (peek(s, &len) == TEXT_STYLE) return false;
    while (peek(s, &len) == EMOJI_STYLE || is_tone(peek(s, &len))) {
        s->styled = true;
        take(s, false);
    }
    if (peek(s, &len) == KEYCAP) return take(s, true);
    while (is_tag(peek(s, &len)) && first == 0x1F3F4)
        if (!take(s, true)) return false;
    return true;
}

/* The name of what was read until now. */
static str known(const struct scan *s, isize elements)
{
    u8 plain[8];
    struct scan one = *s;
    str name = find((str){s->key, s->len});
    if (name.len || elements > 1 || !s->styled) return name;
    if (s->len + 3 > (isize)sizeof plain) return name;
    one.len += utf8_put(one.key + one.len, EMOJI_STYLE);
    return find((str){one.key, one.len});
}

/* A character that begins no emoji, as most do. */
static bool is_plain(str s, u32 c, isize len)
{
    if (c < 0x80) {
        bool key = is_digit((int)c) || c == '#' || c == '*';
        return !key || s.len <= len || s.p[len] < 0x80;
    }
    return (c >= 0x3300 && c < 0x1F000) || c == 0x3000 || c == 0x3001 || c == 0x3002;
}

isize emoji_at(str s, str *name)
{
    isize len, end = 0;
    u32 c = utf8_get(s, &len);
    struct scan sc = {.rest = s};
    *name = (str){0};
    if (is_plain(s, c, len) || !element(&sc)) return 0;
    *name = known(&sc, 1);
    if (!name->len && is_young(c)) *name = S("表情");
    if (name->len) end = s.len - sc.rest.len;
    for (isize n = 2; peek(&sc, &len) == JOINER; n++) {
        struct scan before = sc;
        if (!take(&sc, true) || !element(&sc)) break;
        struct scan last = {.len = sc.len - before.len - len, .styled = sc.styled};
        for (isize i = 0; i < last.len; i++) last.key[i] = sc.key[before.len + len + i];
        str whole = known(&sc, n), part = known(&last, 1);
        if (!whole.len && (!part.len || !end)) continue;
        if (whole.len) *name = whole;
        end = s.len - sc.rest.len;
    }
    return end;
}

bool emoji_is(str s)
{
    str name;
    return s.len && emoji_at(s, &name) == s.len;
}
