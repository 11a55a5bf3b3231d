/*
 * rule_fake.c - headings that are headings only to the eye: short bold lines on their own,
 * and lists of one bold item.
 *
 * A line is taken for one only if all speaks for it: the article has no real heading, the line is
 * short, bold from end to end, does not end as a sentence does, and text stands on both
 * sides; there are two such lines or more, and enough text for each.  A list of one item that
 * looks like that is one even among real headings, if there are two.
 */
#include "shape_local.h"
#include "audit.h"

enum { LONGEST = 30 /* code points */, LEAST = 2, SHARE = 60 /* signs of text for each */ };

/* No sentence and no label of something else ends a heading. */
static bool ends_sentence(str s)
{
    static const str ends[] = {LIT("。"), LIT("，"), LIT("；"), LIT("："), LIT("！"), LIT("？"),
                               LIT("、"), LIT("…"),  LIT("."),  LIT(","),  LIT(";"),  LIT(":"),
                               LIT("!"),  LIT("?"),  LIT("”"),  LIT("～")};
    for (isize i = 0; i < COUNT(ends); i++)
        if (str_ends(s, ends[i])) return true;
    return false;
}

/* Who wrote it, where it is from, what to tap: bold, but no part's name. */
static bool is_notice(str s)
{
    static const str starts[] = {LIT("作者"), LIT("来源"), LIT("编辑"), LIT("责编"), LIT("文/"),
                                 LIT("文／"), LIT("文丨"), LIT("文|"),  LIT("点击"), LIT("关注"),
                                 LIT("长按"), LIT("扫码"), LIT("图/"),  LIT("图：")};
    static const str whole[] = {LIT("注意"), LIT("提示"), LIT("警告"), LIT("Note"), LIT("Warning")};
    for (isize i = 0; i < COUNT(starts); i++)
        if (str_starts(s, starts[i])) return true;
    for (isize i = 0; i < COUNT(whole); i++)
        if (str_ieq(s, whole[i])) return true;
    return false;
}

/* All that is visible in n is bold, and nothing but words. */
static bool is_bold(const struct node *n)
{
    bool any = false;
    for (const struct node *k = node_next(n, n); k;) {
        bool bold = node_is(k, TAG_B) || node_is(k, TAG_STRONG);
        if (!bold && !shape_space(k)) return false;
        const struct node *end = node_skip(k, n);
        for (const struct node *in = bold ? k : end; in != end; in = node_next(in, n)) {
            if (in->tag == TAG_TEXT) any |= !shape_space(in);
            else if (!node_is(in, TAG_B) && !node_is(in, TAG_STRONG) && !node_is(in, TAG_EM) &&
                     !node_is(in, TAG_I) && !node_is(in, TAG_CODE))
                return false;
        }
        k = end;
    }
    return any;
}

static bool looks_like_heading(struct rule_ctx *cx, const struct node *n)
{
    if (!is_bold(n)) return false;
    str s = str_trim(node_text_all(cx->mem, n));
    return audit_text(s).chars > 1 && utf8_len(s) <= LONGEST && !ends_sentence(s) && !is_notice(s);
}

/* The item of a list of one, if it looks like a heading. */
static struct node *lone_item(struct rule_ctx *cx, const struct node *n)
{
    bool list = (node_is(n, TAG_UL) || node_is(n, TAG_OL)) && !node_has_class(n, S("stack"));
    struct node *li = list ? shape_only(n) : NULL;
    return li && node_is(li, TAG_LI) && looks_like_heading(cx, li) ? li : NULL;
}

/* One around a picture alone will be none. */
static bool is_heading(const struct node *n)
{
    if (!shape_heading(n)) return false;
    for (const struct node *k = node_next(n, n); k; k = node_next(k, n))
        if (k->tag == TAG_TEXT && !shape_space(k)) return true;
    return false;
}

enum kind { TEXT, LINE, ITEM, HEADING, NOTHING };

static enum kind kind_of(struct rule_ctx *cx, const struct node *n)
{
    if (!n || shape_space(n) || node_is(n, TAG_HR)) return NOTHING;
    if (is_heading(n)) return HEADING;
    if (node_is(n, TAG_P) && looks_like_heading(cx, n)) return LINE;
    return lone_item(cx, n) ? ITEM : TEXT;
}

/* The root's blocks, what they are, and how many of each kind. */
struct survey {
    struct node **v;
    enum kind *kind;
    isize n, headings, lines, items;
};

static bool has_heading(const struct node *root)
{
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (is_heading(n)) return true;
    return false;
}

/* A line between two of its kind is verse or a sign, not a heading. */
static bool stands_alone(const struct survey *s, isize i)
{
    enum kind before = i > 0 ? s->kind[i - 1] : TEXT;
    return before != s->kind[i] && i + 1 < s->n && s->kind[i + 1] == TEXT;
}

static struct survey survey(struct rule_ctx *cx, struct node *root)
{
    struct survey s = {0};
    for (const struct node *k = root->first; k; k = k->next) s.n++;
    s.v = make_n(cx->mem, struct node *, s.n + 1);
    s.kind = make_n(cx->mem, enum kind, s.n + 1);
    s.n = 0;
    for (struct node *k = root->first; k; k = k->next) {
        s.kind[s.n] = kind_of(cx, k);
        s.v[s.n] = k;
        if (s.kind[s.n] != NOTHING) s.n++;
    }
    for (isize i = 0; i < s.n; i++) {
        bool alone = stands_alone(&s, i);
        s.lines += s.kind[i] == LINE && alone;
        s.items += s.kind[i] == ITEM && alone;
    }
    s.headings = has_heading(root);
    return s;
}

static void raise(struct rule_ctx *cx, struct node *n, int level)
{
    rule_say(cx, n, "a bold line is a heading");
    n->tag = (u16)(TAG_H1 + (level > 6 ? 6 : level) - 1);
}

/* The item of a list becomes a heading, its number zhbook's own words. */
static void raise_item(struct rule_ctx *cx, struct node *list, int level)
{
    struct node *li = lone_item(cx, list);
    long long number;
    for (struct node *n = node_next(li, li); n;) {
        bool bold = node_is(n, TAG_B) || node_is(n, TAG_STRONG);
        n = bold ? node_unwrap(n, li) : node_next(n, li);
    }
    if (node_is(list, TAG_OL)) {
        if (!str_int(node_attr(list, ATTR_START), &number)) number = 1;
        node_prepend(li, shape_words(cx->mem, str_printf(cx->mem, "%lld. ", number)));
    }
    node_detach(li);
    node_before(list, li);
    node_detach(list);
    raise(cx, li, level);
}

/* Signs of text, zhbook's own words among them, for who can tell them apart later; but not
 * the boxes for pictures, which nobody has made yet. */
static long long length_of(const struct node *root)
{
    long long chars = 0;
    for (const struct node *n = node_next(root, root); n;) {
        bool box = n->tag >= TAG_UNKNOWN && node_has_class(n, S("missing"));
        if (n->tag == TAG_TEXT) chars += audit_text(n->text).chars;
        n = box ? node_skip(n, root) : node_next(n, root);
    }
    return chars;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct survey s = survey(cx, root);
    bool lines =
        !s.headings && s.lines >= LEAST && 2 * s.lines <= s.n && length_of(root) >= SHARE * s.lines;
    bool items = s.items >= LEAST;
    int above = 0;
    for (isize i = 0; i < s.n; i++) {
        bool alone = stands_alone(&s, i);
        if (s.kind[i] == HEADING) above = s.v[i]->tag - TAG_H1 + 1;
        if (lines && s.kind[i] == LINE && alone) raise(cx, s.v[i], above = 2);
        if (items && s.kind[i] == ITEM && alone) raise_item(cx, s.v[i], above ? above + 1 : 2);
    }
    return NULL;
}

const struct rule rule_fake = {
    .name = "fake",
    .help = "short bold lines are headings where an article has no other",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
