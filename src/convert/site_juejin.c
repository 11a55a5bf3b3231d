/*
 * site_juejin.c - articles of juejin.cn, whose pages put a bar with buttons on every piece of
 * code, and their themes' names into the text.
 */
#include "shape_local.h"
#include "site.h"

/* The settings of the author's editor, which another one took for a heading. */
static bool is_setting(const struct rule_ctx *cx, const struct node *n)
{
    if (!node_is(n, TAG_H1) && !node_is(n, TAG_H2) && !node_is(n, TAG_P)) return false;
    str line = str_trim(node_text_all(cx->mem, n));
    for (struct cut c = {.tail = line}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        str key = str_trim(c.head);
        if (!str_starts(key, S("theme:")) && !str_starts(key, S("highlight:"))) return false;
        if (key.len > 60 || str_has(key, S("。"))) return false;
    }
    return line.len > 0;
}

static struct node *settings(struct rule_ctx *cx, struct node *root)
{
    struct node *n = root->first;
    while (n &&
           (shape_space(n) || node_is(n, TAG_HR) || node_is(n, TAG_DIV) || node_is(n, TAG_STYLE)))
        n = node_is(n, TAG_DIV) ? node_next(n, root) : node_skip(n, root);
    if (!n || !is_setting(cx, n)) return NULL;
    struct node *rule = shape_prev(n);
    rule_lose(cx, n, DIAG_NOISE_GONE, "");
    node_detach(n);
    if (node_is(rule, TAG_HR)) node_detach(rule);
    return NULL;
}

static const struct rule rule_settings = {
    .name = "juejin-settings",
    .help = "the theme that an author chose for the page goes",
    .on = TAG_DOCUMENT,
    .apply = settings,
};

/* "lang" on code names a programming language: no reader should speak it as Javanese. */
static struct node *speak(struct rule_ctx *cx, struct node *n)
{
    if (node_has_class(n, S("hljs"))) node_unset(n, ATTR_LANG);
    return node_next(n, cx->root);
}

static const struct rule rule_speech = {
    .name = "juejin-code",
    .help = "code says its language in its class alone",
    .on = TAG_CODE,
    .apply = speak,
};

static const struct rule *const rules[] = {&rule_settings, &rule_speech, NULL};

static const struct edit edits[] = {
    BUTTON(".copy-code-btn, .code-block-extension-header, .code-block-extension-foldBtn"),
    NOISE(".article-suspended-panel, .column-container, .tag-list-box, .article-end"),
    EDITS_END,
};

const struct site site_juejin = {
    .name = "juejin",
    .help = "articles of juejin.cn",
    .hosts = "juejin.cn juejin.im",
    .pictures = "xitu.io",
    .marks = ".copy-code-btn, .code-block-extension-header, code.copyable, "
             "img[src*='-juejin.byteimg.com/'], img[src*='tplv-k3u1fbpfcp']",
    .labels = "掘金",
    .rules = rules,
    .edits = edits,
};
