/*
 * rule_code.c - code as it was typed: pre holds lines of text and nothing that
 * a page put between them.
 */
#include "shape_local.h"

/* "<stdio.h>" was typed unescaped and became an element: text again.  One that ends before
 * its parent does was closed by hand. */
static void spell_out(struct rule_ctx *cx, struct node *n)
{
    str name = node_name(n);
    if (n->first && n->next) {
        struct node *end = shape_words(cx->mem, str_printf(cx->mem, "</%.*s>", STR(name)));
        end->line = n->line;
        node_append(n, end);
    }
    struct buf b = {.mem = cx->mem};
    buf_printf(&b, "<%.*s", STR(name));
    for (const struct attr *at = n->attrs; at; at = at->next) {
        buf_printf(&b, " %.*s", STR(at->name));
        if (at->value.len) buf_printf(&b, "=\"%.*s\"", STR(at->value));
    }
    buf_byte(&b, '>');
    rule_say(cx, n, "%.*s is text", STR(buf_str(&b)));
    struct node *words = shape_words(cx->mem, buf_str(&b));
    words->line = n->line;
    node_before(n, words);
}

static bool ends_line(const struct node *n)
{
    return n && n->tag == TAG_TEXT && n->text.len && n->text.p[n->text.len - 1] == '\n';
}

static bool starts_line(const struct node *n)
{
    return n && n->tag == TAG_TEXT && n->text.len && n->text.p[0] == '\n';
}

/* What structure means inside of pre: the end of a line after it. */
static struct node *flatten(struct rule_ctx *cx, struct node *n, bool breaks)
{
    if (breaks && !ends_line(n->last) && !starts_line(n->next) && n->next)
        node_after(n, node_text(cx->mem, S("\n")));
    if (breaks && n->prev && !ends_line(n->prev) && shape_block(n) && !shape_block(n->prev))
        node_before(n, node_text(cx->mem, S("\n")));
    return node_unwrap(n, cx->root);
}

/* Line numbers that stand among the code. */
static bool is_number(const struct node *n)
{
    static const str names[] = {LIT("lineno"),      LIT("linenos"),
                                LIT("line-number"), LIT("line-numbers-rows"),
                                LIT("gutter"),      LIT("hljs-ln-numbers"),
                                LIT("lnum"),        LIT("code-snippet__line-index"),
                                LIT("lnt"),         LIT("ln"),
                                LIT("crayon-num"),  LIT("react-syntax-highlighter-line-number"),
                                LIT("hljs-ln-n"),   LIT("linenumber"),
                                LIT("linenodiv")};
    for (isize i = 0; i < COUNT(names); i++)
        if (node_has_class(n, names[i])) return true;
    return false;
}

static bool is_button(struct rule_ctx *cx, const struct node *n)
{
    static const str words[] = {LIT("复制"), LIT("复制代码"),  LIT("复制成功"),   LIT("Copy"),
                                LIT("copy"), LIT("Copy code"), LIT("登录后复制"), LIT("代码解读"),
                                LIT("拷贝"), LIT("一键复制"),  LIT("Copied!"),    LIT("已复制")};
    enum { LONGEST = 20 /* bytes of these words, and more */ };
    if (!node_is(n, TAG_BUTTON) && !shape_class_has(n, S("copy")) &&
        !shape_class_has(n, S("clipboard")) && !shape_class_has(n, S("hljs-button")))
        return false;
    str text = shape_line(cx->mem, n, LONGEST);
    for (isize i = 0; i < COUNT(words); i++)
        if (str_eq(text, words[i])) return true;
    return false;
}

static bool keeps_meaning(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_A] = true,      [TAG_B] = true,      [TAG_STRONG] = true, [TAG_EM] = true,
        [TAG_I] = true,      [TAG_MARK] = true,   [TAG_DEL] = true,    [TAG_INS] = true,
        [TAG_S] = true,      [TAG_CODE] = true,   [TAG_KBD] = true,    [TAG_SAMP] = true,
        [TAG_VAR] = true,    [TAG_SUB] = true,    [TAG_SUP] = true,    [TAG_IMG] = true,
        [TAG_TABLE] = true,  [TAG_TBODY] = true,  [TAG_TR] = true,     [TAG_TD] = true,
        [TAG_TH] = true,     [TAG_THEAD] = true,  [TAG_TFOOT] = true,  [TAG_NOSCRIPT] = true,
        [TAG_INPUT] = true,  [TAG_IFRAME] = true, [TAG_HR] = true,     [TAG_RUBY] = true,
        [TAG_RT] = true,     [TAG_RP] = true,     [TAG_VIDEO] = true,  [TAG_AUDIO] = true,
        [TAG_OBJECT] = true, [TAG_EMBED] = true,  [TAG_SCRIPT] = true};
    return is[n->tag];
}

/* Words of a class by which highlighters mark keywords or comments. */
static bool has_one(const struct node *n, const str names[], isize count)
{
    for (struct cut c = {.tail = node_attr(n, ATTR_CLASS)}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        for (isize i = 0; i < count; i++)
            if (str_eq(c.head, names[i])) return true;
    }
    return false;
}

/* What a highlighter's span means to one who sees no colours: TAG_B, TAG_I or TAG_SPAN. */
static enum tag emphasis(const struct node *n)
{
    static const str keywords[] = {
        LIT("k"),         LIT("kc"),           LIT("kd"),
        LIT("kn"),        LIT("kp"),           LIT("kr"),
        LIT("kt"),        LIT("kw"),           LIT("ow"),
        LIT("keyword"),   LIT("hljs-keyword"), LIT("kwd"),
        LIT("kw1"),       LIT("kw2"),          LIT("crayon-k"),
        LIT("crayon-st"), LIT("enlighter-k1"), LIT("code-snippet__keyword")};
    static const str comments[] = {LIT("c"),
                                   LIT("c1"),
                                   LIT("cm"),
                                   LIT("cs"),
                                   LIT("ch"),
                                   LIT("comment"),
                                   LIT("comments"),
                                   LIT("com"),
                                   LIT("hljs-comment"),
                                   LIT("crayon-c"),
                                   LIT("co1"),
                                   LIT("enlighter-c0"),
                                   LIT("enlighter-c1"),
                                   LIT("code-snippet__comment")};
    if (!node_is(n, TAG_SPAN) && !node_is(n, TAG_CODE)) return TAG_SPAN;
    if (has_one(n, keywords, COUNT(keywords))) return TAG_B;
    return has_one(n, comments, COUNT(comments)) ? TAG_I : TAG_SPAN;
}

static bool follows_include(const struct node *n)
{
    return n->prev && n->prev->tag == TAG_TEXT && str_ends(str_trim(n->prev->text), S("#include"));
}

static struct node *in_pre(struct rule_ctx *cx, struct node *n)
{
    if (is_number(n)) {
        rule_lose(cx, n, DIAG_GUTTER_GONE, "");
        return node_remove(n, cx->root);
    }
    if (node_is(n, TAG_BR)) {
        if (!starts_line(n->next)) node_after(n, node_text(cx->mem, S("\n")));
        return node_remove(n, cx->root);
    }
    if (n->tag == TAG_UNKNOWN) {
        if (str_byte(n->text, '-', 0) < 0 || str_byte(n->text, '.', 0) >= 0) spell_out(cx, n);
        return node_unwrap(n, cx->root);
    }
    if (follows_include(n)) {
        spell_out(cx, n);
        return node_unwrap(n, cx->root);
    }
    if (cx->conf->code_highlight == HIGHLIGHT_BOLD && emphasis(n) != TAG_SPAN) {
        n->tag = (u16)emphasis(n);
        node_unset(n, ATTR_STYLE);
        return node_next(n, cx->root);
    }
    if (node_is(n, TAG_CODE) && node_up(n->parent, TAG_CODE)) return node_unwrap(n, cx->root);
    bool named = node_is(n, TAG_SPAN) && (node_has(n, ATTR_ID) || node_has_class(n, S("missing")));
    if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML || named || keeps_meaning(n))
        return node_next(n, cx->root);
    return flatten(cx, n, shape_block(n));
}

/* The same where nobody said that it is code: a file's name, or "#include" before it. */
static bool is_include(const struct node *n)
{
    if (str_byte(n->text, '.', 0) > 0 && str_byte(n->text, ':', 0) < 0) return true;
    return follows_include(n);
}

static bool ends_here(const struct node *beside)
{
    return !beside || node_is(beside, TAG_BR) || shape_block(beside);
}

/* Code whose lines br parts, with nothing beside it on its line. */
static bool is_lines(const struct node *n)
{
    if (!node_is(n, TAG_CODE) || shape_inline(n->parent) || !ends_here(shape_prev(n)) ||
        !ends_here(shape_next(n)))
        return false;
    if (node_is(n->parent, TAG_P) && (shape_prev(n) || shape_next(n))) return false;
    for (const struct node *k = node_next(n, n); k; k = node_next(k, n))
        if (node_is(k, TAG_BR)) return true;
    return false;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    if (n->tag < TAG_UNKNOWN) return node_next(n, cx->root);
    if (is_button(cx, n)) {
        rule_lose(cx, n, DIAG_BUTTON_GONE, "");
        return node_remove(n, cx->root);
    }
    if (shape_in_pre(n->parent)) return in_pre(cx, n);
    if (is_lines(n)) {
        struct node *pre = node_make(cx->mem, TAG_PRE);
        pre->line = n->line;
        rule_say(cx, n, "lines of code are a pre");
        if (node_is(n->parent, TAG_P)) n->parent->tag = TAG_PRE;
        else node_wrap(n, pre);
    }
    if (n->tag == TAG_UNKNOWN && (node_up(n, TAG_CODE) || is_include(n))) {
        spell_out(cx, n);
        return node_unwrap(n, cx->root);
    }
    return node_next(n, cx->root);
}

const struct rule rule_code = {
    .name = "code",
    .help = "pre holds lines of text: no line numbers, no buttons, no eaten #includes",
    .apply = apply,
};
