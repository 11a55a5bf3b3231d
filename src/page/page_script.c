/*
 * page_script.c - what a page keeps in its scripts.
 *
 * Nothing is run: a value is the string literal that stands behind a mark.
 */
#include "html.h"
#include "page_local.h"

enum { CALL_MAX = 24 /* bytes of "htmlDecode(" between a mark and its string */ };

/* The character behind a backslash at s.p[*i], which is behind it afterwards. */
static void escape(struct buf *b, str s, isize *i)
{
    static const struct {
        u8 c, means;
    } plain[] = {{'n', '\n'}, {'r', '\n'}, {'t', '\t'}, {'b', ' '}, {'f', ' '}, {'v', ' '}};
    u8 c = s.p[(*i)++];
    isize digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    u32 rune = 0;
    for (isize k = 0; k < digits && *i < s.len && hex_value(s.p[*i]) >= 0; k++)
        rune = rune * 16 + (u32)hex_value(s.p[(*i)++]);
    if (digits) {
        if (rune && (rune < 0xD800 || rune > 0xDFFF)) buf_rune(b, rune);
        return;
    }
    for (isize k = 0; k < COUNT(plain); k++)
        if (c == plain[k].c) c = plain[k].means;
    buf_byte(b, c);
}

/* The string literal that begins with a quote at s.p[i]; the index behind it, -1 if it is open. */
static isize literal(arena *a, str s, isize i, str *out)
{
    u8 quote = s.p[i++];
    struct buf b = {.mem = a};
    while (i < s.len && s.p[i] != quote) {
        isize from = i;
        while (i < s.len && s.p[i] != quote && s.p[i] != '\\') i++;
        buf_add(&b, (str){s.p + from, i - from});
        if (i + 1 >= s.len || s.p[i] != '\\') continue;
        i++;
        escape(&b, s, &i);
    }
    *out = buf_str(&b);
    return i < s.len ? i + 1 : -1;
}

static bool is_call(u8 c)
{
    return is_alpha(c) || c == '(' || c == '=' || c == '.' || c == '_' || c == ':' || is_space(c);
}

/* Where the string behind s.p[at] begins; -1 if something else stands there. */
static isize quote_behind(str s, isize at)
{
    isize i = at;
    while (i < s.len && i < at + CALL_MAX && is_call(s.p[i])) i++;
    return i < s.len && (s.p[i] == '"' || s.p[i] == '\'') ? i : -1;
}

/* "&amp;" and its like undone: the page's own decoder did it. */
static str unescape(arena *a, str s)
{
    if (str_byte(s, '&', 0) < 0) return s;
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '<') buf_add(&b, S("&lt;"));
        else buf_byte(&b, s.p[i]);
    }
    return node_text_all(a, html_parse(a, buf_str(&b), (struct html_opts){.context = TAG_SPAN}));
}

static str script_text(const struct node *n)
{
    return n->first && n->first->tag == TAG_TEXT ? n->first->text : (str){0};
}

str script_value(arena *a, const struct page_found *f, str mark)
{
    for (isize k = 0; k < f->script.n; k++) {
        str s = script_text(f->script.v[k].node), value;
        for (isize at = 0; s.len && (at = str_find(s, mark, at)) >= 0;) {
            at += mark.len;
            isize quote = quote_behind(s, at);
            if (quote < 0 || literal(a, s, quote, &value) < 0) continue;
            value = str_trim(unescape(a, value));
            if (value.len) return value;
        }
    }
    return (str){0};
}

/* --- WeChat's posts of pictures or text ------------------------------------------ */

/* Member `name` of an object stands at s.p[i]. */
static bool is_member(str s, isize i, str name)
{
    return str_starts(str_skip(s, i), name) && i > 0 &&
           (is_space(s.p[i - 1]) || s.p[i - 1] == '{' || s.p[i - 1] == ',');
}

/* The pictures of "[{cdn_url: '…', more: {cdn_url: '…'}}, …]" at s.p[i], of its objects only. */
static void add_pictures(arena *a, struct node *to, str s, isize i)
{
    int depth = 0;
    str value;
    while (i >= 0 && i < s.len) {
        u8 c = s.p[i];
        if (c == '"' || c == '\'') {
            i = literal(a, s, i, &value);
            continue;
        }
        depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (!depth) return;
        bool url = depth == 2 && c == 'c' && is_member(s, i, S("cdn_url:"));
        isize quote = url ? quote_behind(s, i + 8) : -1;
        i = quote < 0 ? i + 1 : literal(a, s, quote, &value);
        if (quote >= 0 && i >= 0 && value.len)
            node_set(a, node_add(a, node_add(a, to, TAG_P), TAG_IMG), ATTR_SRC, unescape(a, value));
    }
}

/* What stands in `text`, whose lines are lines. */
static void add_lines(arena *a, struct node *to, str text)
{
    struct buf b = {.mem = a};
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        buf_add(&b, c.head);
        if (c.ok) buf_add(&b, S("<br>"));
    }
    struct html_opts opts = {.context = TAG_DIV, .line = to->line};
    node_move_kids(node_add(a, to, TAG_DIV), html_parse(a, buf_str(&b), opts));
}

/* A string of the script as it stands there: what it holds is markup. */
static str raw_value(arena *a, str s, isize from, str mark)
{
    str value;
    for (isize at = from; (at = str_find(s, mark, at)) >= 0;) {
        at += mark.len;
        isize quote = quote_behind(s, at);
        if (quote >= 0 && literal(a, s, quote, &value) >= 0 && str_trim(value).len)
            return str_trim(value);
    }
    return (str){0};
}

static bool is_type(str s, str type)
{
    isize at = str_find(s, S("item_show_type"), 0);
    isize quote = at < 0 ? -1 : quote_behind(s, at + 14);
    return quote >= 0 && str_starts(str_skip(s, quote + 1), type);
}

struct node *script_article(arena *a, const struct page_found *f, str mark)
{
    bool pictures = str_eq(mark, S("picture_page_info_list"));
    for (isize k = 0; k < f->script.n; k++) {
        const struct node *script = f->script.v[k].node;
        str s = script_text(script);
        isize at = s.len ? str_find(s, mark, 0) : -1;
        if (at < 0 || !is_type(s, pictures ? S("8'") : S("10'"))) continue;
        struct node *n = node_make(a, TAG_DIV);
        n->line = script->line;
        add_lines(a, n, raw_value(a, s, 0, S("content_noencode:")));
        isize list = pictures ? str_byte(s, '[', at) : -1;
        if (list >= 0) add_pictures(a, n, s, list);
        if (!page_blank(n)) return n;
    }
    return NULL;
}
