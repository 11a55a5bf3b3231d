/* front_split.c - where the front matter ends.  See post.h. */
#include "front_local.h"

enum { HEAD_LINES = 400 }; /* of a head without an opening fence */

struct line {
    str s;      /* without its end */
    isize next; /* offset of the next line */
    int number;
};

static struct line line_at(str text, isize at, int number)
{
    isize end = str_byte(text, '\n', at);
    if (end < 0) end = text.len;
    struct line l = {{text.p + at, end - at}, end < text.len ? end + 1 : end, number};
    if (l.s.len && l.s.p[l.s.len - 1] == '\r') l.s.len--;
    return l;
}

static bool is_blank(str s)
{
    return !str_trim(s).len;
}

/* At least three of `c` and nothing else but blanks behind. */
static bool is_fence(str s, u8 c)
{
    isize n = 0;
    while (n < s.len && s.p[n] == c) n++;
    return n >= 3 && is_blank(str_skip(s, n));
}

static bool is_close(str s)
{
    return is_fence(s, '-') || (s.len >= 3 && str_starts(s, S("...")) && is_blank(str_skip(s, 3)));
}

static const str known[] = {
    LIT("title"),      LIT("date"),       LIT("updated"),   LIT("categories"),  LIT("category"),
    LIT("tags"),       LIT("tag"),        LIT("author"),    LIT("authors"),     LIT("layout"),
    LIT("permalink"),  LIT("source"),     LIT("url"),       LIT("link"),        LIT("headimg"),
    LIT("thumbnail"),  LIT("cover"),      LIT("published"), LIT("draft"),       LIT("hidden"),
    LIT("subtitle"),   LIT("slug"),       LIT("comments"),  LIT("description"), LIT("keywords"),
    LIT("lang"),       LIT("toc"),        LIT("mathjax"),   LIT("excerpt"),     LIT("status"),
    LIT("created_at"), LIT("updated_at"), LIT("original"),  LIT("weight"),      LIT("abbrlink"),
};

bool front_knows(str key)
{
    for (isize i = 0; i < COUNT(known); i++)
        if (str_ieq(key, known[i])) return true;
    return false;
}

static bool is_key_byte(u8 c)
{
    return is_alpha(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c >= 0x80;
}

bool front_key(str line, str *key, str *value)
{
    enum { KEY_MAX = 64 }; /* bytes */
    isize i = 0;
    u8 quote = line.len && (line.p[0] == '"' || line.p[0] == '\'') ? line.p[0] : 0;
    isize from = quote ? 1 : 0;
    const str wide = S("\xEF\xBC\x9A"); /* ： */
    for (i = from; i < line.len && i < KEY_MAX && is_key_byte(line.p[i]); i++)
        if (str_starts(str_skip(line, i), wide)) break;
    *key = (str){line.p + from, i - from};
    if (!key->len || key->p[0] == '-' || key->p[0] == '.') return false;
    if (quote && (i == line.len || line.p[i++] != quote)) return false;
    while (i < line.len && (line.p[i] == ' ' || line.p[i] == '\t')) i++;
    str rest = str_skip(line, i);
    bool is_wide = str_starts(rest, wide);
    if (!is_wide && !str_starts(rest, S(":"))) return false;
    rest = str_skip(rest, is_wide ? wide.len : 1);
    *value = str_trim(rest);
    if (rest.len && !is_wide && is_space(rest.p[0])) return true;
    return (!rest.len && !is_wide) || front_knows(*key);
}

enum reads_as { BLANK, KEY, KNOWN, ITEM, COMMENT, INDENTED, OTHER };

static enum reads_as judge(str s, bool any_key)
{
    str key, value, bare = str_trim(s);
    if (!bare.len) return BLANK;
    if (bare.p[0] == '#') return COMMENT;
    bool indented = s.p[0] == ' ' || s.p[0] == '\t';
    if (!indented || !any_key)
        if (front_key(bare, &key, &value)) return front_knows(key) ? KNOWN : KEY;
    if (any_key && (bare.p[0] == ']' || bare.p[0] == '}')) return INDENTED;
    if (bare.p[0] == '-' && (bare.len == 1 || is_space(bare.p[1]))) return ITEM;
    return indented ? INDENTED : OTHER;
}

static struct front found(str text, struct line first, struct line close, isize end)
{
    return (struct front){
        .head = {text.p + (first.s.p - text.p), end},
        .head_line = first.number,
        .body_line = close.number + 1,
        .body = close.next,
    };
}

/*
 * The head of an opened one: `first` is the line behind the fence.  Prose
 * before the closing fence means that the fence was forgotten; then the head
 * ends where the prose starts.  No known key, no head: it was a rule.
 */
static bool read_open(str text, struct line first, struct front *out)
{
    bool keys = false, known_key = false, blank = false;
    bool flow = str_starts(str_trim(first.s), S("{"));
    for (struct line l = first;; l = line_at(text, l.next, l.number + 1)) {
        isize head = l.s.p - first.s.p;
        if (is_close(l.s)) {
            *out = found(text, first, l, head);
            return keys || flow || !head || is_blank((str){first.s.p, head});
        }
        enum reads_as is = flow ? INDENTED : judge(l.s, keys);
        bool prose = (is == OTHER && (blank || !keys)) || (is == ITEM && !keys);
        if (prose || l.next == text.len) {
            isize end = prose ? l.s.p - text.p : text.len;
            *out = found(text, first, (struct line){.next = end, .number = l.number - prose},
                         end - (first.s.p - text.p));
            out->open = true;
            return known_key && !flow;
        }
        if (is == KEY || is == KNOWN) keys = true;
        if (is == KNOWN) known_key = true;
        blank = is == BLANK;
    }
}

/* Without an opening fence every line must read as front matter, the first as a
 * known key: prose must not be taken for it. */
static bool read_bare(str text, struct line first, struct front *out)
{
    struct line l = first;
    for (int n = 0; n < HEAD_LINES; n++, l = line_at(text, l.next, l.number + 1)) {
        enum reads_as is = judge(l.s, n > 0);
        if (n == 0 && is != KNOWN) return false;
        if (n > 0 && is_close(l.s) && str_trim(l.s).len == 3) {
            *out = found(text, first, l, l.s.p - first.s.p);
            return true;
        }
        if (is == OTHER || l.next == text.len) return false;
    }
    return false;
}

static bool read_json(str text, struct line first, struct front *out)
{
    for (struct line l = first; l.number - first.number < HEAD_LINES;
         l = line_at(text, l.next, l.number + 1)) {
        if (is_fence(l.s, ';')) {
            *out = found(text, first, l, l.s.p - first.s.p);
            out->json = true;
            return true;
        }
        if (l.next == text.len) return false;
    }
    return false;
}

/* Hexo's JSON has no opening fence: `"title": …` or a brace opens it. */
static bool opens_json(str line)
{
    str key, value, bare = str_trim(line);
    if (str_starts(bare, S("{")) && (bare.len == 1 || bare.p[1] != '%')) return true;
    return str_starts(bare, S("\"")) && front_key(bare, &key, &value) && front_knows(key);
}

struct front front_split(str text)
{
    struct front f = {0};
    isize start = str_starts(text, S("\xEF\xBB\xBF")) ? 3 : 0;
    struct line l = line_at(text, start, 1);
    while (is_blank(l.s) && l.next < text.len) l = line_at(text, l.next, l.number + 1);
    bool ok = false;
    if (l.next < text.len && is_fence(l.s, '-'))
        ok = read_open(text, line_at(text, l.next, l.number + 1), &f);
    else if (l.next < text.len && is_fence(l.s, ';'))
        ok = read_json(text, line_at(text, l.next, l.number + 1), &f);
    else ok = (opens_json(l.s) && read_json(text, l, &f)) || read_bare(text, l, &f);
    return ok ? f : (struct front){.body = start, .head_line = 1, .body_line = 1};
}
