/*
 * measure.c - how much there is to read, and what it is like.
 *
 * One pass, no tree: tags are skipped, text is counted by code points.  The
 * simhash is over runs of three letters; its 64 counters are kept bit-sliced
 * (plane k holds bit k of every counter), so that one run costs a few
 * operations and not 64.
 */
#include "collect_local.h"

enum { PLANES = 24 };

struct scan {
    str s;
    isize at;
    bool markdown;
    isize no_quote[2]; /* from here on there is no more " or ' */
    u64 a, b;          /* the two letters before */
    long long grams;
    u64 plane[PLANES];
    struct measure m;
};

/* Three letters as 64 bits that look random. */
static u64 mix(u64 a, u64 b, u64 c)
{
    u64 x = (a << 42 ^ b << 21 ^ c) * 0xD6E8FEB86659FD93u;
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
    return x ^ x >> 32;
}

static void letter(struct scan *w, u32 c)
{
    u64 carry = mix(w->a, w->b, c);
    w->m.exact = ((w->m.exact << 5 | w->m.exact >> 59) ^ c) * 0x9E3779B97F4A7C15u;
    w->a = w->b;
    w->b = c;
    w->grams++;
    for (int i = 0; i < PLANES && carry; i++) {
        u64 both = w->plane[i] & carry;
        w->plane[i] ^= carry;
        carry = both;
    }
}

/* Bit i of the hash is set if more than half of the runs had it set. */
static u64 majority(const struct scan *w)
{
    u64 above = 0, equal = ~(u64)0;
    u64 half = (u64)w->grams / 2;
    for (int i = PLANES - 1; i >= 0; i--) {
        u64 bit = half >> i & 1 ? ~(u64)0 : 0;
        above |= equal & w->plane[i] & ~bit;
        equal &= ~(w->plane[i] ^ bit);
    }
    return above;
}

static bool is_letter(u32 c)
{
    if (c < 0x80) return is_alpha((int)c) || is_digit((int)c);
    if (c < 0xC0 || (c >= 0x2000 && c < 0x2070) || c == 0xFEFF) return false;
    return !(c >= 0x3000 && c < 0x3005) && !(c >= 0x3008 && c < 0x3020) &&
           !(c >= 0xFF00 && c < 0xFF10) && !(c >= 0xFE30 && c < 0xFE50);
}

static bool is_unseen(u32 c)
{
    return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) ||
           c == 0x2060 || c == 0xFEFF;
}

static void see(struct scan *w, u32 c)
{
    if (is_unseen(c)) return;
    w->m.chars++;
    if (is_letter(c)) letter(w, c < 0x80 ? (u32)to_lower((int)c) : c);
}

/* "&amp;", "&#20013;": one character, which one does not matter much. */
static isize entity_length(str s)
{
    isize i = 1;
    while (i < s.len && i < 12 && (is_alpha(s.p[i]) || is_digit(s.p[i]) || s.p[i] == '#')) i++;
    return i > 1 && i < s.len && s.p[i] == ';' ? i + 1 : 0;
}

static void see_entity(struct scan *w, str s)
{
    u32 c = 0;
    if (str_eq(s, S("&nbsp;"))) return;
    if (s.p[1] != '#') {
        see(w, '&');
        return;
    }
    bool hex = to_lower(s.p[2]) == 'x';
    for (isize i = hex ? 3 : 2; i < s.len - 1 && c <= 0x10FFFF; i++) {
        int v = hex_value(s.p[i]);
        c = c * (hex ? 16 : 10) + (u32)(v < 0 ? 0 : v);
    }
    see(w, c);
}

/* The end of a tag that starts at `from`: behind its ">", quotes respected while
 * they close.  Each quote is looked for once in vain at most. */
static isize tag_end(struct scan *w, isize from)
{
    for (isize i = from + 1; i < w->s.len; i++) {
        u8 c = w->s.p[i];
        if (c == '>') return i + 1;
        if ((c != '"' && c != '\'') || w->s.p[i - 1] != '=') continue;
        isize *none = &w->no_quote[c == '\''];
        if (*none && i >= *none) continue;
        isize close = str_byte(w->s, c, i + 1);
        if (close < 0) *none = i;
        else i = close;
    }
    return w->s.len;
}

static str tag_name_at(str s, isize i)
{
    isize from = i;
    while (i < s.len && (is_alpha(s.p[i]) || is_digit(s.p[i]))) i++;
    return (str){s.p + from, i - from};
}

/* Elements whose content no reader sees. */
static bool is_unread(str name)
{
    static const str names[] = {LIT("script"), LIT("style"), LIT("noscript"), LIT("template"),
                                LIT("svg"),    LIT("title"), LIT("textarea"), LIT("iframe")};
    for (isize i = 0; i < COUNT(names); i++)
        if (str_ieq(name, names[i])) return true;
    return false;
}

/* Of these, what a chapter may show all the same. */
static bool is_foreign(str name)
{
    return str_ieq(name, S("noscript")) || str_ieq(name, S("svg")) || str_ieq(name, S("textarea"));
}

/* Behind "</name…>" at or after `from`. */
static isize skip_element(struct scan *w, str name, isize from)
{
    for (isize i = from; (i = str_byte(w->s, '<', i)) >= 0; i++) {
        if (i + 2 + name.len > w->s.len) break;
        if (w->s.p[i + 1] == '/' && str_istarts(str_skip(w->s, i + 2), name))
            return tag_end(w, i + 1);
    }
    return w->s.len;
}

static void skip_markup(struct scan *w)
{
    str rest = str_skip(w->s, w->at);
    if (str_starts(rest, S("<!--"))) {
        isize end = str_find(w->s, S("-->"), w->at + 4);
        w->at = end < 0 ? w->s.len : end + 3;
        return;
    }
    bool closing = rest.len > 1 && rest.p[1] == '/';
    isize from = w->at + 1 + closing;
    bool tag = from < w->s.len && (is_alpha(w->s.p[from]) || w->s.p[from] == '!');
    if (!tag) {
        see(w, '<');
        w->at++;
        return;
    }
    str name = tag_name_at(w->s, from);
    w->at = tag_end(w, w->at);
    w->m.pictures += !closing && (str_ieq(name, S("img")) || str_ieq(name, S("image")));
    bool alone = w->s.p[w->at - 1] == '>' && w->at >= 2 && w->s.p[w->at - 2] == '/';
    if (!closing && !alone && is_unread(name)) w->at = skip_element(w, name, w->at);
    /* Markdown shows what is no tag after all, and browsers show what we do not count. */
    u8 after = from + name.len < w->s.len ? w->s.p[from + name.len] : '>';
    w->m.any |= w->markdown && (after == ':' || after == '@' || w->s.p[w->at - 1] != '>');
    w->m.any |= !closing && is_foreign(name);
}

/* "![", "](address)" and the marks of emphasis, code and headings. */
static bool skip_mark(struct scan *w, u8 c)
{
    str rest = str_skip(w->s, w->at);
    if (str_starts(rest, S("!["))) w->m.pictures++;
    else if (str_starts(rest, S("]("))) {
        isize i = w->at + 2;
        while (i < w->s.len && w->s.p[i] != ')' && w->s.p[i] != '\n') i++;
        w->at = i + (i < w->s.len);
        return true;
    } else if (c != '#' && c != '*' && c != '`' && c != '_' && c != '|' && c != '~' && c != '[' &&
               c != ']' && c != '>')
        return false;
    w->m.any = true; /* what marks nothing is text */
    w->at++;
    return true;
}

/* A run of Han and other letters of three bytes (U+3400 to U+DFFF): most of what there is. */
static void see_run(struct scan *w)
{
    const u8 *p = w->s.p + w->at;
    for (; w->s.len - w->at >= 3; w->at += 3, p += 3) {
        u32 c = (u32)(p[0] & 0x0F) << 12 | (u32)(p[1] & 0x3F) << 6 | (u32)(p[2] & 0x3F);
        bool whole = p[0] >= 0xE3 && p[0] <= 0xED && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
        if (!whole || c < 0x3400) return;
        w->m.chars++;
        letter(w, c);
    }
}

struct measure body_measure(str body, enum body_kind kind)
{
    struct scan w = {.s = body, .markdown = kind == BODY_MARKDOWN};
    while (w.at < body.len) {
        see_run(&w);
        if (w.at == body.len) break;
        u8 c = body.p[w.at];
        isize len = 1;
        if (c == '<' && kind != BODY_TEXT) {
            skip_markup(&w);
            continue;
        }
        if (w.markdown && c < 0x80 && skip_mark(&w, c)) continue;
        str rest = str_skip(body, w.at);
        isize entity = c == '&' && kind != BODY_TEXT ? entity_length(rest) : 0;
        if (entity) {
            see_entity(&w, str_head(rest, entity));
            w.at += entity;
            continue;
        }
        see(&w, utf8_get(rest, &len));
        w.at += len;
    }
    w.m.simhash = majority(&w);
    w.m.any |= w.m.chars > 0;
    return w.m;
}
