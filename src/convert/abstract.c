/*
 * abstract.c - the first sentences of an article.
 *
 * From paragraphs of running text alone: what stands in lists, tables, notes and boxes, what has
 * formulas, and short lines that are no sentence ("作者：…") make no abstract.  The end is that of
 * a sentence, or else of a clause.
 */
#include "convert_local.h"
#include "shape_local.h"

enum { SHORT = 24 }; /* visible characters: less is a sentence only with a mark at its end */

static bool is_one_of(u32 c, const char *marks)
{
    str s = str_of(marks);
    isize len;
    for (isize i = 0; i < s.len; i += len)
        if (utf8_get(str_skip(s, i), &len) == c) return true;
    return false;
}

static bool ends_sentence(u32 c)
{
    return is_one_of(c, "。！？…!?．");
}

static bool ends_clause(u32 c)
{
    return is_one_of(c, "，；：、,;:—");
}

static bool closes(u32 c)
{
    return is_one_of(c, "”’」』）》】)]\"");
}

/* --- paragraphs --- */

static bool is_running(const struct node *p, const struct node *root)
{
    for (const struct node *n = p; n && n != root; n = n->parent) {
        if (n->made) return false;
        switch (n->tag) {
        case TAG_P:
        case TAG_DIV:
        case TAG_ARTICLE:
        case TAG_BLOCKQUOTE: break;
        case TAG_SECTION:
            if (node_has_class(n, S("footnotes"))) return false;
            break;
        default: return false;
        }
        if (node_has_class(n, S("link-card")) || node_has_class(n, S("media")) ||
            node_has_class(n, S("missing")) || node_has_class(n, S("link-list")))
            return false;
    }
    return true;
}

/* Its text on one line; {0} if that would lack something. */
static str text_of(arena *a, const struct node *p)
{
    struct buf b = {.mem = a};
    for (const struct node *n = p; n;) {
        if (n->ns == NS_MATHML || node_is(n, TAG_IMG) || node_has_class(n, S("tex")))
            return (str){0};
        bool note = node_is(n, TAG_A) && node_has_class(n, S("duokan-footnote"));
        if (note || node_is(n, TAG_RT) || node_is(n, TAG_RP) || n->made) {
            n = node_skip(n, p);
            continue;
        }
        if (n->tag == TAG_TEXT) buf_even(&b, n->text);
        if (node_is(n, TAG_BR)) buf_byte(&b, ' ');
        n = node_next(n, p);
    }
    return shape_trim(buf_str(&b));
}

static bool is_prose(str s)
{
    isize n = audit_text(s).chars, len, at = s.len;
    if (n >= SHORT || !n) return n > 0;
    while (at > 0 && (s.p[at - 1] & 0xC0) == 0x80) at--;
    u32 last = utf8_get(str_skip(s, at - 1), &len);
    return n >= SHORT / 3 && (ends_sentence(last) || last == '.');
}

/* --- the end --- */

/* The longest beginning of at most `most` code points that ends as `ends` says; 0: none. */
static isize cut_at(str s, isize most, bool (*ends)(u32))
{
    isize len, good = 0, n = 0;
    bool open = false; /* an end was seen, and what closes may follow */
    for (isize i = 0; i < s.len && n < most; i += len, n++) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool dot = c == '.' && ends == ends_sentence && i + 1 < s.len && s.p[i + 1] == ' ';
        open = ends(c) || dot || (open && closes(c));
        if (open) good = i + len;
    }
    return good;
}

static str cut(arena *a, str s, isize most)
{
    if (utf8_len(s) <= most) return s;
    isize end = cut_at(s, most, ends_sentence);
    if (end && utf8_len(str_head(s, end)) * 3 >= most) return str_head(s, end);
    isize clause = cut_at(s, most, ends_clause), len;
    if (!clause || utf8_len(str_head(s, clause)) * 2 < most) {
        str head = utf8_head(s, most - 1);
        while (head.len && is_alpha(head.p[head.len - 1])) head.len--; /* no half of a word */
        if (!head.len) head = utf8_head(s, most - 1);
        return str_printf(a, "%.*s…", STR(str_trim(head)));
    }
    while (clause > 0) { /* the mark goes */
        isize at = clause - 1;
        while (at > 0 && (s.p[at] & 0xC0) == 0x80) at--;
        u32 c = utf8_get(str_skip(s, at), &len);
        if (!ends_clause(c) && c != ' ') break;
        clause = at;
    }
    return str_printf(a, "%.*s…", STR(str_head(s, clause)));
}

void article_abstract(struct chapter *c, const struct node *root)
{
    isize most = (isize)c->conf->summary_length;
    if (!most) return;
    arena scratch = *c->mem;
    struct buf all = {.mem = &scratch};
    buf_room(&all, 8 * most + 16); /* all that can come: what is made below is safe behind it */
    for (const struct node *n = root; n; n = node_next(n, root)) {
        if (!node_is(n, TAG_P) || !is_running(n, root)) continue;
        arena inner = scratch;
        str text = text_of(&inner, n);
        if (!text.len || !is_prose(text)) continue;
        bool letters = all.len && all.p[all.len - 1] < 0x80 && text.p[0] < 0x80;
        if (letters || (all.len && !rule_is_cjk(&c->rules))) buf_byte(&all, ' ');
        buf_add(&all, utf8_head(text, most + 1));
        if (utf8_len(buf_str(&all)) > most) break;
    }
    c->post->abstract = str_dup(c->keep, cut(&scratch, buf_str(&all), most));
}
