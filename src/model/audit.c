/* audit.c - see audit.h. */
#include "audit.h"

/* Beside ASCII: Unicode 15's White_Space, Cc, Cf, Default_Ignorable_Code_Point
 * and noncharacters, sorted. */
static const struct {
    u32 from, to;
} unseen[] = {
    {0x7F, 0xA0},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x600, 0x605},
    {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},
    {0x8E2, 0x8E2},     {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x2000, 0x200F},   {0x2028, 0x202F},   {0x205F, 0x206F},
    {0x3000, 0x3000},   {0x3164, 0x3164},   {0xD800, 0xDFFF},   {0xFDD0, 0xFDEF},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
    {0xFFFE, 0xFFFF},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool audit_visible(u32 c)
{
    if (c < 0x7F) return c > 0x20;
    if (c >= 0x3001 && c < 0xD800) return c != 0x3164;
    isize low = 0, high = COUNT(unseen);
    while (low < high) {
        isize mid = (low + high) / 2;
        if (c > unseen[mid].to) low = mid + 1;
        else high = mid;
    }
    return (low == COUNT(unseen) || c < unseen[low].from) && (c & 0xFFFE) != 0xFFFE;
}

static struct tally one(u32 c)
{
    u64 h = (c + 1) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
    return (struct tally){1, h * 0xBF58476D1CE4E5B9u};
}

str audit_core(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (audit_visible(c)) buf_rune(&b, c);
    }
    return buf_str(&b);
}

struct tally audit_text(str s)
{
    struct tally t = {0};
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get((str){s.p + i, s.len - i}, &len);
        if (audit_visible(c)) t = tally_add(t, one(c));
    }
    return t;
}

bool audit_hidden(const struct node *n)
{
    if (n->made) return true;
    if (n->ns != NS_HTML) return false;
    switch (n->tag) {
    case TAG_COMMENT:
    case TAG_DOCTYPE:
    case TAG_HEAD:
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_TEMPLATE:
    case TAG_TITLE:
    case TAG_IFRAME:
    case TAG_NOEMBED:
    case TAG_NOFRAMES:
    case TAG_DATALIST: return true;
    default: return false;
    }
}

bool audit_within_hidden(const struct node *n)
{
    for (; n; n = n->parent)
        if (audit_hidden(n)) return true;
    return false;
}

struct tally audit_tree(const struct node *n)
{
    struct tally t = {0};
    for (const struct node *k = n; k;) {
        if (audit_hidden(k)) {
            k = node_skip(k, n);
            continue;
        }
        if (k->tag == TAG_TEXT) t = tally_add(t, audit_text(k->text));
        k = node_next(k, n);
    }
    return t;
}

isize audit_pictures(const struct node *n)
{
    isize count = 0;
    for (const struct node *k = n; k;) {
        if (audit_hidden(k)) {
            k = node_skip(k, n);
            continue;
        }
        count += node_is(k, TAG_IMG);
        k = node_next(k, n);
    }
    return count;
}

/* The character that a reference of xml.c's writing stands for. */
static u32 reference(str name)
{
    static const struct {
        str name;
        u32 c;
    } known[] = {{LIT("amp"), '&'}, {LIT("lt"), '<'}, {LIT("gt"), '>'}, {LIT("quot"), '"'}};
    for (isize i = 0; i < COUNT(known); i++)
        if (str_eq(known[i].name, name)) return known[i].c;
    return ' '; /* a numeric one: only white space is written so */
}

struct tally audit_xhtml(str s)
{
    struct tally t = {0};
    isize body = str_find(s, S("<body"), 0);
    if (body > 0) s = str_skip(s, body);
    while (s.len) {
        isize n = 0;
        while (n < s.len && s.p[n] != '<' && s.p[n] != '&') n++;
        t = tally_add(t, audit_text(str_head(s, n)));
        s = str_skip(s, n);
        if (!s.len) break;
        isize end = str_byte(s, s.p[0] == '<' ? '>' : ';', 0);
        assert(end > 0);
        if (s.p[0] == '&') {
            u32 c = reference(str_skip(str_head(s, end), 1));
            if (audit_visible(c)) t = tally_add(t, one(c));
        }
        s = str_skip(s, end + 1);
    }
    return t;
}
