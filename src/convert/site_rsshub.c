/*
 * site_rsshub.c - small things of single sites that come through RSSHub: Dockone, AI 研习社,
 * Eventernote.
 */
#include "shape_local.h"
#include "site.h"

/* Nothing but boxes and text: then a new line of the text is one. */
static bool is_bare(const struct node *root)
{
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (n->tag >= TAG_UNKNOWN && !node_is(n, TAG_DIV)) return false;
    return true;
}

/* Cut n at its first end of a line, and put a break there; NULL if there is none. */
static struct node *cut_line(struct rule_ctx *cx, struct node *n)
{
    struct cut c = str_cut(n->text, '\n');
    if (!c.ok) return NULL;
    struct node *br = node_make(cx->mem, TAG_BR), *rest = node_text(cx->mem, c.tail);
    n->text = c.head;
    node_after(n, br);
    node_after(br, rest);
    return rest;
}

static struct node *keep_lines(struct rule_ctx *cx, struct node *root)
{
    if ((cx->post && cx->post->kind != BODY_HTML) || !is_bare(root)) return NULL;
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        for (struct node *rest = n; rest && rest->tag == TAG_TEXT;)
            if ((rest = cut_line(cx, rest))) n = rest;
    return NULL;
}

static const struct rule rule_lines = {
    .name = "rsshub-lines",
    .help = "the lines of a text without elements are lines",
    .on = TAG_DOCUMENT,
    .apply = keep_lines,
};

static const struct rule *const rules[] = {&rule_lines, NULL};

static const struct edit edits[] = {
    /* the list of the article's own headings */
    TWIN(".vditor-toc"),
    /* a folder of attachments, empty in feeds */
    NOISE(".aw-upload-file-list"),
    EDITS_END,
};

const struct site site_rsshub = {
    .name = "rsshub",
    .help = "small sites that come through RSSHub",
    .labels = "Dockone|AI 研习社|Eventernote",
    .marks = ".vditor-toc, .aw-upload-img-list, .aw-upload-file-list",
    .rules = rules,
    .edits = edits,
};
