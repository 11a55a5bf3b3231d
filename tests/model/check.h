/*
 * check.h - the content model, looked at from the other side.
 *
 * check_tree tells the first thing that is wrong with a tree, or nothing.  It reads the same
 * tables as model_fix but shares no code with it.
 */
#ifndef ZH_CHECK_H
#define ZH_CHECK_H

#include "model.h"

#include <stdio.h>

static inline bool check_is(const struct node *n, enum tag t)
{
    return n && n->tag == t;
}

static inline bool check_blank(const struct node *n)
{
    if (n->tag != TAG_TEXT) return false;
    for (isize i = 0; i < n->text.len; i++)
        if (n->text.p[i] > 0x20) return false;
    return true;
}

/* Does `hold` take a child like k? */
static inline bool check_takes(enum hold hold, const struct node *k)
{
    enum cat cat = k->tag == TAG_TEXT ? CAT_PHRASE : (enum cat)model_tags[k->tag].cat;
    bool phrase = cat == CAT_PHRASE || (cat == CAT_MATH && k->tag == TAG_MATH);
    bool math = cat == CAT_MATH && k->tag != TAG_MATH && k->tag != TAG_ANNOTATION &&
                k->tag != TAG_MNONE && k->tag != TAG_MPRESCRIPTS && k->tag != TAG_MTR &&
                k->tag != TAG_MTD;
    switch (hold) {
    case HOLD_NOTHING:
    case HOLD_M_NOTHING: return false;
    case HOLD_PHRASES:
    case HOLD_HEADING:
    case HOLD_PRE:
    case HOLD_SUMMARY: return phrase;
    case HOLD_RUBY: return phrase || cat == CAT_RT;
    case HOLD_FLOW: return cat == CAT_FLOW;
    case HOLD_MIXED:
    case HOLD_LOOSE: return phrase || cat == CAT_FLOW;
    case HOLD_FIGURE: return phrase || cat == CAT_FLOW || cat == CAT_FIGCAPTION;
    case HOLD_DETAILS: return cat == CAT_FLOW || cat == CAT_SUMMARY;
    case HOLD_LIST: return cat == CAT_LI;
    case HOLD_TERMS: return cat == CAT_TERM;
    case HOLD_TABLE: return cat == CAT_CAPTION || cat == CAT_ROWS;
    case HOLD_ROWS: return cat == CAT_ROW;
    case HOLD_CELLS: return cat == CAT_CELL;
    case HOLD_TEXT:
    case HOLD_M_TEXT:
    case HOLD_M_NOTE: return k->tag == TAG_TEXT;
    case HOLD_M_ANY:
    case HOLD_M_TWO:
    case HOLD_M_THREE: return math;
    case HOLD_M_SCRIPTS: return math || k->tag == TAG_MNONE || k->tag == TAG_MPRESCRIPTS;
    case HOLD_M_TABLE: return k->tag == TAG_MTR;
    case HOLD_M_ROW: return k->tag == TAG_MTD;
    case HOLD_M_SEMANTICS: return math || k->tag == TAG_ANNOTATION;
    }
    return false;
}

/* What stands in n as letters, for patterns. */
static inline str check_letters(arena *a, const struct node *n)
{
    struct buf out = {.mem = a};
    for (const struct node *k = n->first; k; k = k->next) {
        u8 c = 'x';
        switch (k->tag) {
        case TAG_DT: c = 't'; break;
        case TAG_DD: c = 'd'; break;
        case TAG_RT: c = 'r'; break;
        case TAG_RP: c = 'p'; break;
        case TAG_CAPTION:
        case TAG_FIGCAPTION:
        case TAG_SUMMARY: c = 'c'; break;
        case TAG_THEAD: c = 'h'; break;
        case TAG_TBODY: c = 'b'; break;
        case TAG_TFOOT: c = 'f'; break;
        case TAG_MPRESCRIPTS: c = 'm'; break;
        case TAG_ANNOTATION: c = 'n'; break;
        default: break;
        }
        if (!check_blank(k)) buf_byte(&out, c);
    }
    buf_byte(&out, 0);
    out.len--;
    return buf_str(&out);
}

static inline bool check_ruby(str s)
{
    bool any = false;
    for (isize i = 0; i < s.len;) {
        while (i < s.len && s.p[i] == 'x') i++;
        if (i == s.len) return false;
        any = true;
        if (s.p[i] == 'r') {
            while (i < s.len && s.p[i] == 'r') i++;
            continue;
        }
        if (i + 2 >= s.len || s.p[i + 1] != 'r' || s.p[i + 2] != 'p') return false;
        i += 3;
        while (i + 1 < s.len && s.p[i] == 'r' && s.p[i + 1] == 'p') i += 2;
    }
    return any;
}

static inline bool check_order(arena *a, const struct node *n)
{
    str s = check_letters(a, n);
    isize count = s.len;
    switch ((enum hold)model_tags[n->tag].holds) {
    case HOLD_TERMS: return count >= 2 && s.p[0] == 't' && s.p[count - 1] == 'd';
    case HOLD_RUBY: return check_ruby(s);
    case HOLD_FIGURE: {
        isize at = str_byte(s, 'c', 0);
        return at < 0 || ((at == 0 || at == count - 1) && str_byte(s, 'c', at + 1) < 0);
    }
    case HOLD_DETAILS: return count && s.p[0] == 'c' && str_byte(s, 'c', 1) < 0;
    case HOLD_TABLE: {
        isize i = 0;
        if (i < count && s.p[i] == 'c') i++;
        isize rows = i;
        if (i < count && s.p[i] == 'h') i++;
        while (i < count && s.p[i] == 'b') i++;
        if (i < count && s.p[i] == 'f') i++;
        return i == count && i > rows;
    }
    case HOLD_LIST:
    case HOLD_ROWS:
    case HOLD_CELLS: return count > 0;
    case HOLD_M_TWO: return count == 2;
    case HOLD_M_THREE: return count == 3;
    case HOLD_M_SEMANTICS: {
        isize i = 1;
        while (i < count && s.p[i] == 'n') i++;
        return count && s.p[0] != 'n' && i == count;
    }
    case HOLD_M_SCRIPTS: {
        isize m = str_byte(s, 'm', 0);
        if (m < 0) return count % 2 == 1;
        return m % 2 == 1 && (count - m - 1) % 2 == 0 && str_byte(s, 'm', m + 1) < 0;
    }
    default: return true;
    }
}

static inline const char *check_node(arena *a, const struct node *n, const struct node *root)
{
    const struct node *up = n->parent;
    enum hold hold = up == root ? HOLD_FLOW : (enum hold)model_tags[up->tag].holds;
    if (!check_takes(hold, n)) return "its parent does not take it";
    if (n->tag == TAG_TEXT) return NULL;
    const struct model_tag *r = &model_tags[n->tag];
    if (r->fate != FATE_KEEP) return "it is no element of a book";
    if ((n->ns == NS_MATHML) != (r->cat == CAT_MATH) || n->ns == NS_SVG) return "its namespace";
    if (!check_order(a, n)) return "what is in it is not in order";
    isize depth = 0;
    for (; up != root; up = up->parent, depth++) {
        if (model_tags[up->tag].bars & r->not_in) return "an ancestor forbids it";
        if (up->tag == n->tag && (n->tag == TAG_A || n->tag == TAG_DFN || n->tag == TAG_TIME))
            return "it is in another one";
    }
    if (depth > 500) return "it is too deep";
    if (check_is(n, TAG_A) && !node_has(n, ATTR_HREF)) return "a without href";
    if (check_is(n, TAG_IMG) && (!node_has(n, ATTR_SRC) || !node_has(n, ATTR_ALT)))
        return "img without src or alt";
    if (check_is(n, TAG_BDO) && !node_has(n, ATTR_DIR)) return "bdo without dir";
    for (const struct attr *at = n->attrs; at; at = at->next) {
        const struct model_attr *m = &model_attrs[at->id];
        if (!(n->ns == NS_MATHML ? m->math_on & r->attrs : m->on & (r->attrs | ON_ALL)))
            return "an attribute is not its";
        for (const struct attr *b = at->next; b; b = b->next)
            if (str_eq(b->name, at->name)) return "an attribute stands twice";
    }
    return NULL;
}

/* NULL if all is well; else what is wrong, and *where_ is at it. */
static inline const char *check_tree(arena scratch, const struct node *root,
                                     const struct node **where_)
{
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        *where_ = n;
        const char *wrong = check_node(&scratch, n, root);
        if (wrong) return wrong;
    }
    return NULL;
}

#endif
