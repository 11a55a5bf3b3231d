/* tok_tag.c - start and end tags (sections 13.2.5.6 to 13.2.5.40). */
#include "token_local.h"

#include <string.h>

enum { SPACE = 1, SLASH = 2, GREATER = 4, EQUALS = 8, CHANGES = 16 };

/* CHANGES: what a name does not keep as it is. */
static const u8 kinds[256] = {
    ['\t'] = SPACE,  ['\n'] = SPACE,  ['\f'] = SPACE,  ['\r'] = SPACE,  [' '] = SPACE,
    ['/'] = SLASH,   ['>'] = GREATER, ['='] = EQUALS,  [0] = CHANGES,   ['A'] = CHANGES,
    ['B'] = CHANGES, ['C'] = CHANGES, ['D'] = CHANGES, ['E'] = CHANGES, ['F'] = CHANGES,
    ['G'] = CHANGES, ['H'] = CHANGES, ['I'] = CHANGES, ['J'] = CHANGES, ['K'] = CHANGES,
    ['L'] = CHANGES, ['M'] = CHANGES, ['N'] = CHANGES, ['O'] = CHANGES, ['P'] = CHANGES,
    ['Q'] = CHANGES, ['R'] = CHANGES, ['S'] = CHANGES, ['T'] = CHANGES, ['U'] = CHANGES,
    ['V'] = CHANGES, ['W'] = CHANGES, ['X'] = CHANGES, ['Y'] = CHANGES, ['Z'] = CHANGES,
};

static const u8 *skip(const u8 *p, const u8 *end, int which)
{
    while (p < end && kinds[*p] & which) p++;
    return p;
}

/* A name from p up to a byte of `stops`; *seen says whether it has to change. */
static str name_at(const u8 *p, const u8 *end, int stops, int *seen)
{
    const u8 *s = p;
    *seen = 0;
    for (; s < end && !(kinds[*s] & stops); s++) *seen |= kinds[*s];
    return (str){p, s - p};
}

/* --- each name once -------------------------------------------------------- */

enum { FEW = 12 };

static bool same_name(const struct attr *a, const struct attr *b)
{
    return a->id == b->id && (a->id != ATTR_UNKNOWN || str_eq(a->name, b->name));
}

static void unique_few(struct attr *first)
{
    for (struct attr *a = first; a; a = a->next)
        for (struct attr **b = &a->next; *b;) {
            if (same_name(a, *b)) *b = (*b)->next;
            else b = &(*b)->next;
        }
}

/* Merge v[lo, mid) and v[mid, hi), each sorted by name, into out. */
static void merge(struct attr **v, struct attr **out, isize lo, isize mid, isize hi)
{
    isize i = lo, j = mid;
    for (isize k = lo; k < hi; k++) {
        bool left = j == hi || (i < mid && str_cmp(v[i]->name, v[j]->name) <= 0);
        out[k] = left ? v[i++] : v[j++];
    }
}

/* A stable sort finds what is there twice; no choice of names makes it slow, as
 * it would a hash. */
static void unique_many(struct attr *first, isize n, arena scratch)
{
    enum { TWICE = 0xFF }; /* in .ns, for a moment */
    struct attr **v = make_n(&scratch, struct attr *, n);
    struct attr **w = make_n(&scratch, struct attr *, n);
    n = 0;
    for (struct attr *a = first; a; a = a->next) v[n++] = a;
    for (isize run = 1; run < n; run *= 2) {
        for (isize lo = 0; lo < n; lo += 2 * run) {
            isize mid = lo + run < n ? lo + run : n, hi = mid + run < n ? mid + run : n;
            merge(v, w, lo, mid, hi);
        }
        struct attr **sorted = w;
        w = v;
        v = sorted;
    }
    for (isize i = 1; i < n; i++)
        if (str_eq(v[i]->name, v[i - 1]->name)) v[i]->ns = TWICE;
    for (struct attr **at = &first; *at;) {
        if ((*at)->ns == TWICE) *at = (*at)->next;
        else at = &(*at)->next;
    }
}

/* --- attributes ------------------------------------------------------------ */

/* A value with references in it, or CR, or NUL. */
static str value_decoded(struct tokenizer *tk, str raw)
{
    static const u8 stops[4] = {'&', '\r', 0, 0};
    const u8 *p = raw.p, *end = raw.p + raw.len;
    struct buf out = {.mem = tk->mem};
    u8 rune[8];
    str text;
    while (p < end) {
        isize n = *p == '&' ? charref_read(p, end, REF_VALUE, &text, rune) : 0;
        if (n) {
            buf_add(&out, text);
            p += n;
            continue;
        }
        const u8 *stop = scan_4(p + 1, end, stops);
        if (!*p) buf_rune(&out, 0xFFFD);
        else if (*p == '\r' && !(stop > p + 1 && p[1] == '\n')) buf_byte(&out, '\n');
        else if (*p != '\r') buf_byte(&out, *p);
        buf_add(&out, (str){p + 1, stop - p - 1});
        p = stop;
    }
    return buf_str(&out);
}

/* The value at p, where neither white space nor "=" stands; NULL if the text ends in it. */
static const u8 *value_at(struct tokenizer *tk, const u8 *p, str *value)
{
    bool plain = true;
    const u8 *from = p, *end = tk->end;
    if (*p == '>') return p;
    if (*p == '"' || *p == '\'') {
        const u8 quote = *p, stops[4] = {quote, '&', '\r', 0};
        from = ++p;
        while ((p = scan_4(p, end, stops)) < end && *p != quote) {
            plain = false;
            p++;
        }
        if (p == end) return NULL;
        *value = (str){from, p++ - from};
    } else {
        for (; p < end && !(kinds[*p] & (SPACE | GREATER)); p++) plain &= *p && *p != '&';
        *value = (str){from, p - from};
    }
    if (!plain) *value = value_decoded(tk, *value);
    return p;
}

static struct attr *attr_make(struct tokenizer *tk, str name, int seen, str value)
{
    struct attr *a = make(tk->mem, struct attr);
    a->name = seen & CHANGES ? text_clean(tk->mem, name, true) : name;
    a->id = (u16)attr_find(a->name);
    if (a->id != ATTR_UNKNOWN) a->name = attr_name((enum attr_id)a->id);
    a->value = value;
    return a;
}

/* Attributes and the end of a tag, from p on; NULL if the text ends before the tag. */
static const u8 *attrs_at(struct tokenizer *tk, const u8 *p, struct token *t)
{
    const u8 *end = tk->end;
    struct attr **last = &t->attrs;
    isize n = 0;
    for (;;) {
        const u8 *gap = p;
        p = skip(p, end, SPACE | SLASH);
        if (p == end) return NULL;
        t->self_closing = p > gap && p[-1] == '/';
        if (*p == '>') break;
        int seen;
        str name = name_at(p + 1, end, SPACE | SLASH | GREATER | EQUALS, &seen), value = {0};
        seen |= kinds[*p]; /* even "=" begins a name */
        name = (str){p, name.len + 1};
        p = skip(p + name.len, end, SPACE);
        if (p < end && *p == '=') {
            p = skip(p + 1, end, SPACE);
            if (p == end || !(p = value_at(tk, p, &value))) return NULL;
        }
        if (t->kind != TOK_START) continue;
        *last = attr_make(tk, name, seen, value);
        last = &(*last)->next;
        n++;
    }
    if (n > FEW) unique_many(t->attrs, n, *tk->mem);
    else if (n > 1) unique_few(t->attrs);
    return p + 1;
}

/* The name in lower case; static if the element is known. */
static void name_lower(struct tokenizer *tk, struct token *t)
{
    u8 small[16];
    if (t->name.len <= COUNT(small)) {
        for (isize i = 0; i < t->name.len; i++) small[i] = (u8)to_lower(t->name.p[i]);
        t->tag = (u16)tag_find((str){small, t->name.len});
        t->name =
            t->tag == TAG_UNKNOWN ? text_clean(tk->mem, t->name, true) : tag_name((enum tag)t->tag);
    } else {
        t->name = text_clean(tk->mem, t->name, true);
        t->tag = (u16)tag_find(t->name);
    }
}

bool tag_read(struct tokenizer *tk, const u8 *p, struct token *t)
{
    int seen;
    t->name = name_at(p, tk->end, SPACE | SLASH | GREATER, &seen);
    p += t->name.len; /* what it becomes may be longer */
    if (seen & CHANGES) name_lower(tk, t);
    else t->tag = (u16)tag_find(t->name);
    t->attrs = NULL;
    t->self_closing = false;
    if (p < tk->end && *p == '>') p++;
    else if (!(p = attrs_at(tk, p, t))) return false;
    tk->p = p;
    if (t->kind == TOK_START) tk->last_start = t->name;
    return true;
}
