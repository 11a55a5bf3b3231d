/*
 * rule_dollar.c - formulas written among the words: $…$, $$…$$, \(…\), \[…\].
 *
 * In Markdown the parser has found the dollars (and marked them, see
 * markdown.c); brackets are looked for in its texts.  In HTML a dollar is a
 * dollar unless content.math_dollars says otherwise.
 */
#include "math_local.h"
#include "shape_local.h"
#include "audit.h"

/* A formula in s at or after `from`: where it begins and ends, marks and all. */
struct found {
    isize from, to;
    isize mark; /* length of one */
    bool display;
};

static bool find(str s, bool dollars, struct found *f)
{
    static const struct {
        str open, close;
        bool display;
    } marks[] = {{LIT("$$"), LIT("$$"), true},
                 {LIT("\\["), LIT("\\]"), true},
                 {LIT("\\("), LIT("\\)"), false},
                 {LIT("$"), LIT("$"), false}};
    for (isize i = f->to; i < s.len; i++) {
        if (s.p[i] != '$' && s.p[i] != '\\') continue;
        if (i && s.p[i - 1] == '\\') continue;
        for (isize k = 0; k < COUNT(marks); k++) {
            if (marks[k].open.p[0] == '$' && !dollars) continue;
            if (!str_starts(str_skip(s, i), marks[k].open)) continue;
            isize inner = i + marks[k].open.len, end = str_find(s, marks[k].close, inner);
            enum { LONGEST = 8000 }; /* a mark without its fellow costs no more */
            if (end < 0) break;
            str tex = str_skip(str_head(s, end), inner);
            bool price = s.p[i] == '$' && !marks[k].display && !math_plausible(tex);
            if (tex.len > LONGEST || !str_trim(tex).len || price) break;
            *f = (struct found){i, end + marks[k].close.len, marks[k].open.len, marks[k].display};
            return true;
        }
    }
    return false;
}

static bool is_wanted(const struct rule_ctx *cx, const struct node *n)
{
    if (n->tag != TAG_TEXT || n->made || !n->parent || n->parent->ns != NS_HTML) return false;
    if (cx->conf && cx->conf->math == MATH_TEXT) return false;
    bool markdown = cx->post && cx->post->kind == BODY_MARKDOWN;
    bool dollars = cx->conf && cx->conf->math_dollars;
    if (!dollars && !markdown) return false;
    if (str_byte(n->text, '\\', 0) < 0 && str_byte(n->text, '$', 0) < 0) return false;
    return !audit_hidden(n->parent) && !shape_in_code(n);
}

/* A span of markdown.c: all of it is one formula. */
static struct node *set_marked(struct rule_ctx *cx, struct node *n)
{
    str all = node_text_all(cx->mem, n);
    isize mark = str_starts(all, S("$$")) ? 2 : 1;
    bool display = mark == 2 || shape_only(n->parent) == n;
    str tex = all.len > 2 * mark ? str_skip(str_head(all, all.len - mark), mark) : (str){0};
    if ((cx->conf && cx->conf->math == MATH_TEXT) || !math_plausible(tex))
        return node_unwrap(n, cx->root);
    struct node *math = math_node(cx, n, tex, display);
    if (!math) { /* as it was written */
        n->tag = TAG_CODE;
        n->attrs = NULL;
        node_set(cx->mem, n, ATTR_CLASS, S("tex"));
        return node_skip(n, cx->root);
    }
    node_before(n, math);
    rule_lose_text(cx, n, all, DIAG_FORMULA);
    return node_remove(n, cx->root);
}

static struct node *set_text(struct rule_ctx *cx, struct node *n)
{
    struct found f = {0};
    str s = n->text;
    bool markdown = cx->post && cx->post->kind == BODY_MARKDOWN;
    bool dollars = cx->conf && cx->conf->math_dollars && !markdown;
    isize done = 0;
    while (find(s, dollars, &f)) {
        str all = str_skip(str_head(s, f.to), f.from);
        str tex = str_skip(str_head(all, all.len - f.mark), f.mark);
        bool alone =
            f.from == 0 && f.to == s.len && shape_only(n->parent) == n && node_is(n->parent, TAG_P);
        struct node *math = math_node(cx, n, tex, f.display || alone);
        if (!math) continue; /* it stays as it was written */
        struct node *before = node_text(cx->mem, str_skip(str_head(s, f.from), done));
        before->line = n->line;
        if (before->text.len) node_before(n, before);
        node_before(n, math);
        rule_lose_text(cx, n, all, DIAG_FORMULA);
        done = f.to;
    }
    if (!done) return node_next(n, cx->root);
    n->text = str_skip(s, done);
    return n->text.len ? node_next(n, cx->root) : node_remove(n, cx->root);
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    bool markdown = cx->post && cx->post->kind == BODY_MARKDOWN;
    if (markdown && node_is(n, TAG_SPAN) && node_has(n, ATTR_DATA_EEIMG) &&
        !node_has(n, ATTR_DATA_TEX) && n->first)
        return set_marked(cx, n);
    return is_wanted(cx, n) ? set_text(cx, n) : node_next(n, cx->root);
}

const struct rule rule_dollar = {
    .name = "dollar",
    .help = "TeX among the words becomes a formula",
    .apply = apply,
};
