/*
 * rule_toolbar.c - what a highlighter puts around code for the mouse: bars of buttons,
 * the same code once more for copying, a label with the language's name.  What single
 * sites have of the kind is in their tables.
 */
#include "shape_local.h"

static const struct {
    str name, in; /* a class, and one of the parent's if it is not enough */
    enum diag_id id;
} known[] = {
    {LIT("crayon-toolbar"), {0}, DIAG_BUTTON_GONE},
    {LIT("crayon-info"), {0}, DIAG_BUTTON_GONE},
    {LIT("crayon-plain-wrap"), {0}, DIAG_TWIN_GONE},
    {LIT("enlighter-toolbar"), {0}, DIAG_BUTTON_GONE},
    {LIT("enlighter-toolbar-top"), {0}, DIAG_BUTTON_GONE},
    {LIT("enlighter-toolbar-bottom"), {0}, DIAG_BUTTON_GONE},
    {LIT("toolbar"), LIT("syntaxhighlighter"), DIAG_BUTTON_GONE},
    {LIT("toolbar"), LIT("code-toolbar"), DIAG_BUTTON_GONE},
    {LIT("bar"), LIT("dp-highlighter"), DIAG_BUTTON_GONE},
    {LIT("CodeMirror-gutter-wrapper"), {0}, DIAG_GUTTER_GONE},
};

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    if (n->tag < TAG_UNKNOWN || !node_has(n, ATTR_CLASS)) return node_next(n, cx->root);
    for (isize i = 0; i < COUNT(known); i++) {
        if (!node_has_class(n, known[i].name)) continue;
        if (known[i].in.len && !node_has_class(n->parent, known[i].in)) continue;
        rule_lose(cx, n, known[i].id, "");
        return node_remove(n, cx->root);
    }
    return node_next(n, cx->root);
}

const struct rule rule_toolbar = {
    .name = "toolbar",
    .help = "bars of buttons and twins that a highlighter puts around code go",
    .apply = apply,
};
