/*
 * rule_drop.c - what was never meant to be read: comments, scripts, style
 * sheets, templates, drawings of icons, and what the page hides itself.
 *
 * Text that `hidden` or "display: none" hides is text of a reader with another
 * device or of nobody; it goes, and is listed.  "visibility: hidden" and opacity are
 * undone by a page's script as soon as it has loaded: that text stays.
 */
#include "model.h"
#include "shape_local.h"

static bool is_machinery(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_STYLE] = true,    [TAG_TEMPLATE] = true, [TAG_LINK] = true,     [TAG_META] = true,
        [TAG_BASE] = true,     [TAG_TITLE] = true,    [TAG_HEAD] = true,     [TAG_BASEFONT] = true,
        [TAG_BGSOUND] = true,  [TAG_NEXTID] = true,   [TAG_NOFRAMES] = true, [TAG_NOEMBED] = true,
        [TAG_DATALIST] = true, [TAG_SCRIPT] = true};
    if (n->tag == TAG_COMMENT || n->tag == TAG_DOCTYPE) return true;
    return n->ns == NS_HTML && is[n->tag];
}

static bool is_hidden(const struct node *n)
{
    if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML) return false;
    if (node_is(n, TAG_IMG) && picture_source(n).len) return false; /* shown later */
    if (node_has(n, ATTR_HIDDEN)) return !str_ieq(node_attr(n, ATTR_HIDDEN), S("until-found"));
    str style = node_attr(n, ATTR_STYLE);
    isize at = str_ifind(style, S("display"), 0);
    if (at < 0) return false;
    struct cut c = str_cut(str_skip(style, at), ':');
    return c.ok && str_trim(c.head).len == 7 && str_istarts(str_trim(c.tail), S("none"));
}

/* Obsolete elements are what they became, so that later rules know only these. */
static void modernise(struct node *n)
{
    if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML) return;
    const struct model_tag *row = model_row(n);
    bool known = row->as == TAG_S || row->as == TAG_CODE || row->as == TAG_ABBR ||
                 row->as == TAG_UL || row->as == TAG_PRE;
    if (row->fate == FATE_RENAME && known) n->tag = row->as;
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    modernise(n);
    if (is_machinery(n)) return node_remove(n, cx->root);
    if (n->tag == TAG_SVG && n->ns == NS_SVG) {
        rule_lose(cx, n, DIAG_IMG_DECOR, "svg");
        return node_remove(n, cx->root);
    }
    if (is_hidden(n)) {
        rule_say(cx, n, "hidden, removed");
        rule_lose(cx, n, DIAG_HIDDEN_GONE, "");
        return node_remove(n, cx->root);
    }
    return node_next(n, cx->root);
}

const struct rule rule_drop = {
    .name = "drop",
    .help = "scripts, styles, comments, icons and hidden text go",
    .apply = apply,
};
