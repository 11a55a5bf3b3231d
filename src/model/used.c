/*
 * used.c - see used.h.
 *
 * Packed: for each character the distance from the one before (the first from
 * zero), then how often it is there; numbers of seven bits a byte, the last one below 0x80.
 */
#include "used.h"

enum { PAGE = 256, PAGES = 0x110000 / PAGE, DEEPEST = 1024, NO_ROLE = TEXT_ROLES };

static u32 *place(struct used *u, enum font_role role, u32 c)
{
    assert(c < 0x110000);
    u32 ***pages = &u->page[role];
    if (!*pages) *pages = make_n(u->mem, u32 *, PAGES);
    u32 **page = &(*pages)[c / PAGE];
    if (!*page) *page = make_n(u->mem, u32, PAGE);
    return &(*page)[c % PAGE];
}

void used_one(struct used *u, enum font_role role, u32 c, u32 times)
{
    u32 *n = place(u, role, c);
    *n = *n + times < *n ? UINT32_MAX : *n + times;
}

u32 used_times(const struct used *u, enum font_role role, u32 c)
{
    const u32 *page = u->page[role] ? u->page[role][c / PAGE] : NULL;
    return page ? page[c % PAGE] : 0;
}

void used_text(struct used *u, enum font_role role, str text)
{
    isize len;
    for (isize i = 0; i < text.len; i += len)
        used_one(u, role, utf8_get(str_skip(text, i), &len), 1);
}

/* --- documents --- */

/* The role in each element that is open. */
struct open_roles {
    u8 role[DEEPEST];
    isize depth;
};

static int role_now(const struct open_roles *o)
{
    isize n = o->depth < DEEPEST ? o->depth : DEEPEST;
    return n ? o->role[n - 1] : FONT_BODY;
}

/* Is the word in the tag's class?  Values stand in double quotes. */
static bool has_class(str tag, str word)
{
    isize from = str_find(tag, S(" class=\""), 0);
    if (from < 0) return false;
    for (struct cut c = {.tail = str_cut(str_skip(tag, from + 8), '"').head}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (str_eq(c.head, word)) return true;
    }
    return false;
}

/* The role that an element gives to what is in it, by its tag; `outer` if it gives none. */
static int role_of(str tag, int outer)
{
    static const struct {
        str name;
        int role;
    } known[] = {
        {LIT("h1"), FONT_HEADING},       {LIT("h2"), FONT_HEADING}, {LIT("h3"), FONT_HEADING},
        {LIT("h4"), FONT_HEADING},       {LIT("h5"), FONT_HEADING}, {LIT("h6"), FONT_HEADING},
        {LIT("blockquote"), FONT_QUOTE}, {LIT("pre"), FONT_CODE},   {LIT("code"), FONT_CODE},
        {LIT("kbd"), FONT_CODE},         {LIT("samp"), FONT_CODE},  {LIT("tt"), FONT_CODE},
        {LIT("math"), NO_ROLE},
    };
    isize n = 0;
    while (n < tag.len && !is_space(tag.p[n])) n++;
    for (isize i = 0; i < COUNT(known); i++)
        if (str_eq(known[i].name, str_head(tag, n))) return known[i].role;
    return has_class(tag, S("kai")) || has_class(tag, S("abstract")) ? FONT_QUOTE : outer;
}

/* What stands between < and >. */
static void see_tag(struct open_roles *o, str s)
{
    int outer = role_now(o);
    if (!s.len || s.p[0] == '!' || s.p[0] == '?' || str_ends(s, S("/"))) return;
    if (s.p[0] == '/') {
        o->depth -= o->depth > 0;
        return;
    }
    if (o->depth < DEEPEST) o->role[o->depth] = (u8)role_of(s, outer);
    o->depth++;
}

/* The character of a reference as xml.h writes it. */
static u32 reference(str name)
{
    return str_eq(name, S("amp"))  ? '&'
           : str_eq(name, S("lt")) ? '<'
           : str_eq(name, S("gt")) ? '>'
                                   : ' ';
}

void used_document(struct used *u, str s)
{
    struct open_roles open;
    open.depth = 0;
    isize body = str_find(s, S("<body"), 0), len;
    if (body > 0) s = str_skip(s, body);
    for (isize i = 0; i < s.len; i += len) {
        int role = role_now(&open);
        isize end = s.p[i] == '<' ? str_byte(s, '>', i) : s.p[i] == '&' ? str_byte(s, ';', i) : -1;
        u32 c = ' ';
        len = end - i + 1;
        if (end > 0 && s.p[i] == '<') {
            see_tag(&open, (str){s.p + i + 1, end - i - 1});
            continue;
        }
        if (end > 0) c = reference((str){s.p + i + 1, end - i - 1});
        else c = utf8_get(str_skip(s, i), &len);
        if (role != NO_ROLE) used_one(u, (enum font_role)role, c, 1);
    }
}

/* --- style sheets --- */

/* A string of CSS behind its opening quote; what is left behind the closing one. */
static str see_string(struct used *u, str s, u8 quote)
{
    isize len;
    while (s.len && s.p[0] != quote) {
        u32 c = utf8_get(s, &len), hex = 0;
        s = str_skip(s, len);
        if (c == '\\' && s.len) {
            isize n = 0;
            for (; n < 6 && n < s.len && hex_value(s.p[n]) >= 0; n++)
                hex = hex * 16 + (u32)hex_value(s.p[n]);
            c = n ? hex : utf8_get(s, &n);
            s = str_skip(s, n);
        }
        if (c < 0x110000) used_one(u, FONT_BODY, c, 1);
    }
    return s.len ? str_skip(s, 1) : s;
}

void used_sheet(struct used *u, str s)
{
    for (isize at; (at = str_find(s, S("content:"), 0)) >= 0;) {
        s = str_skip(s, at + 8);
        while (s.len && s.p[0] != ';' && s.p[0] != '}') {
            u8 c = s.p[0];
            s = str_skip(s, 1);
            if (c == '"' || c == '\'') s = see_string(u, s, c);
        }
    }
}

/* --- packed --- */

static void put(struct buf *b, u32 n)
{
    for (; n >= 0x80; n >>= 7) buf_byte(b, (u8)(n | 0x80));
    buf_byte(b, (u8)n);
}

static u32 take(str *s)
{
    u32 n = 0;
    for (int shift = 0; s->len && shift < 32; shift += 7) {
        u8 byte = s->p[0];
        *s = str_skip(*s, 1);
        n |= (u32)(byte & 0x7F) << shift;
        if (byte < 0x80) break;
    }
    return n;
}

str used_pack(arena *a, const struct used *u, enum font_role role)
{
    struct buf b = {.mem = a};
    u32 last = 0;
    for (u32 p = 0; u->page[role] && p < PAGES; p++) {
        const u32 *page = u->page[role][p];
        for (u32 i = 0; page && i < PAGE; i++) {
            if (!page[i]) continue;
            put(&b, p * PAGE + i - last);
            put(&b, page[i]);
            last = p * PAGE + i;
        }
    }
    return buf_str(&b);
}

bool used_next(struct used_walk *w)
{
    if (!w->left.len) return false;
    w->c += take(&w->left);
    w->times = take(&w->left);
    return w->c < 0x110000;
}

void used_unpack(struct used *u, enum font_role role, str packed)
{
    struct used_walk w = {.left = packed};
    while (used_next(&w)) used_one(u, role, w.c, w.times);
}
