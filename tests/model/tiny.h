/*
 * tiny.h - trees for tests, as written: no rule of HTML moves anything.
 *
 * <name attr="value">, </name>, <name/>, text, and &lt; &gt; &amp; &quot;.  End tags close the
 * innermost element, whatever their name.  Below math and svg the elements are MathML's and SVG's.
 */
#ifndef ZH_TINY_H
#define ZH_TINY_H

#include "node.h"

static inline str tiny_unescape(arena *a, str s)
{
    static const struct {
        str name;
        u8 c;
    } known[] = {{LIT("&lt;"), '<'},
                 {LIT("&gt;"), '>'},
                 {LIT("&quot;"), '"'},
                 {LIT("&amp;"), '&'},
                 {LIT("&#10;"), '\n'}};
    if (str_byte(s, '&', 0) < 0) return s;
    struct buf out = {.mem = a};
    while (s.len) {
        isize i = 0;
        while (i < COUNT(known) && !str_starts(s, known[i].name)) i++;
        buf_byte(&out, i < COUNT(known) ? known[i].c : s.p[0]);
        s = str_skip(s, i < COUNT(known) ? known[i].name.len : 1);
    }
    return buf_str(&out);
}

static inline void tiny_attrs(arena *a, struct node *n, str s)
{
    struct attr **end = &n->attrs;
    while ((s = str_trim(s)).len) {
        struct cut c = str_cut(s, '=');
        struct attr *at = make(a, struct attr);
        at->name = str_trim(c.head);
        at->id = (u16)attr_find(at->name);
        s = str_trim(c.tail);
        if (s.len && s.p[0] == '"') {
            struct cut v = str_cut(str_skip(s, 1), '"');
            at->value = tiny_unescape(a, v.head);
            s = v.tail;
        }
        *end = at;
        end = &at->next;
    }
}

static inline struct node *tiny_parse(arena *a, str s)
{
    struct node *root = node_make(a, TAG_DOCUMENT), *at = root;
    while (s.len) {
        struct cut c = str_cut(s, '<');
        if (c.head.len) node_add_text(a, at, tiny_unescape(a, c.head));
        if (!c.ok) break;
        c = str_cut(c.tail, '>');
        s = c.tail;
        str tag = c.head;
        if (str_starts(tag, S("!"))) {
            node_add(a, at, TAG_COMMENT)->text = tag;
            continue;
        }
        if (str_starts(tag, S("/"))) {
            if (at != root) at = at->parent;
            continue;
        }
        bool empty = str_ends(tag, S("/"));
        if (empty) tag = str_head(tag, tag.len - 1);
        isize n = 0;
        while (n < tag.len && !is_space(tag.p[n])) n++;
        enum tag t = tag_find(str_head(tag, n));
        struct node *e = node_add(a, at, t);
        if (t == TAG_UNKNOWN) e->text = str_head(tag, n);
        e->ns = t == TAG_MATH ? NS_MATHML : t == TAG_SVG ? NS_SVG : at->ns;
        tiny_attrs(a, e, str_skip(tag, n));
        if (!empty) at = e;
    }
    return root;
}

#endif
