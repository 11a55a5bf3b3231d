/* lang.c - see lang.h. */
#include "lang.h"

static bool all(str s, bool letters, bool digits)
{
    for (isize i = 0; i < s.len; i++)
        if (!(letters && is_alpha(s.p[i])) && !(digits && is_digit(s.p[i]))) return false;
    return s.len > 0;
}

static bool is_word(str s, isize least, isize most)
{
    return s.len >= least && s.len <= most && all(s, true, true);
}

static bool is_variant(str s)
{
    return is_word(s, 5, 8) || (is_word(s, 4, 4) && is_digit(s.p[0]));
}

/* One subtag; "-" follows unless it is the last. */
static str next(str *rest)
{
    struct cut c = str_cut(*rest, '-');
    *rest = c.tail;
    return c.head;
}

/* True if the subtag `sub` of `tag` stands before itself, too. */
static bool is_again(str tag, str sub)
{
    for (str s = next(&tag); s.p != sub.p; s = next(&tag))
        if (str_ieq(s, sub)) return true;
    return false;
}

/* From a singleton on: extensions "a-…", then private use "x-…". */
static bool extensions_ok(str sub, str rest)
{
    while (sub.len) {
        bool private = str_ieq(sub, S("x"));
        if (!is_word(sub, 1, 1)) return false;
        isize n = 0;
        for (sub = next(&rest); is_word(sub, private ? 1 : 2, 8); sub = next(&rest)) n++;
        if (!n || (private && sub.len)) return false;
    }
    return true;
}

bool lang_ok(str tag)
{
    if (!tag.len || tag.len > 100 || str_ends(tag, S("-")) || str_has(tag, S("--"))) return false;
    str rest = tag, sub = next(&rest);
    if (str_ieq(sub, S("x"))) return extensions_ok(sub, rest);
    if (!all(sub, true, false) || sub.len < 2 || sub.len > 8) return false;
    bool is_short = sub.len < 4;
    sub = next(&rest);
    for (int i = 0; i < 3 && is_short && sub.len == 3 && all(sub, true, false); i++)
        sub = next(&rest);
    if (sub.len == 4 && all(sub, true, false)) sub = next(&rest);
    if ((sub.len == 2 && all(sub, true, false)) || (sub.len == 3 && all(sub, false, true)))
        sub = next(&rest);
    for (; is_variant(sub); sub = next(&rest))
        if (is_again(tag, sub)) return false;
    return extensions_ok(sub, rest);
}

str lang_mend(arena *a, str s)
{
    str tag = str_cut(str_cut(str_trim(s), '.').head, '@').head;
    u8 *p = make_n(a, u8, tag.len);
    for (isize i = 0; i < tag.len; i++) p[i] = tag.p[i] == '_' ? '-' : tag.p[i];
    tag.p = p;
    if (str_ieq(tag, S("cn"))) return S("zh-CN");
    return lang_ok(tag) ? tag : (str){0};
}

bool lang_is(str tag, str language)
{
    return str_ieq(str_cut(tag, '-').head, language);
}

bool lang_is_cjk(str tag)
{
    return lang_is(tag, S("zh")) || lang_is(tag, S("yue")) || lang_is(tag, S("ja"));
}
