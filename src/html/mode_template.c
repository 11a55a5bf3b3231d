/* mode_template.c - templates, and which mode an open element asks for. */
#include "tree_local.h"

enum next template_eof(struct builder *b)
{
    if (!b->opened[TAG_TEMPLATE]) return DONE;
    tree_pop_to(b, TAG_TEMPLATE);
    format_clear(b);
    b->ntemplates--;
    mode_reset(b);
    return AGAIN;
}

static enum mode mode_for(enum tag t)
{
    switch (t) {
    case TAG_CAPTION:
    case TAG_COLGROUP:
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD: return MODE_TABLE;
    case TAG_COL: return MODE_COLGROUP;
    case TAG_TR: return MODE_TABLE_BODY;
    case TAG_TD:
    case TAG_TH: return MODE_ROW;
    default: return MODE_BODY;
    }
}

enum next mode_template(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_EOF: return template_eof(b);
    case TOK_END:
        if (t->tag == TAG_TEMPLATE) template_end(b);
        return DONE;
    case TOK_START:
        switch (t->tag) {
        case TAG_BASE:
        case TAG_BASEFONT:
        case TAG_BGSOUND:
        case TAG_LINK:
        case TAG_META:
        case TAG_NOFRAMES:
        case TAG_SCRIPT:
        case TAG_STYLE:
        case TAG_TEMPLATE:
        case TAG_TITLE: return mode_head(b, t);
        }
        b->mode = (u8)mode_for((enum tag)t->tag);
        b->templates[b->ntemplates - 1] = b->mode;
        return AGAIN;
    }
    return mode_body(b, t);
}

/* What an open element asks for; MODES: nothing. */
static enum mode mode_of(const struct builder *b, enum tag t, bool last)
{
    switch (t) {
    case TAG_TD:
    case TAG_TH: return last ? MODES : MODE_CELL;
    case TAG_TR: return MODE_ROW;
    case TAG_TBODY:
    case TAG_THEAD:
    case TAG_TFOOT: return MODE_TABLE_BODY;
    case TAG_CAPTION: return MODE_CAPTION;
    case TAG_COLGROUP: return MODE_COLGROUP;
    case TAG_TABLE: return MODE_TABLE;
    case TAG_TEMPLATE: return (enum mode)b->templates[b->ntemplates - 1];
    case TAG_HEAD: return last ? MODES : MODE_HEAD;
    case TAG_BODY: return MODE_BODY;
    case TAG_FRAMESET: return MODE_FRAMESET;
    case TAG_HTML: return b->head ? MODE_AFTER_HEAD : MODE_BEFORE_HEAD;
    default: return MODES;
    }
}

void mode_reset(struct builder *b)
{
    for (int i = b->n - 1; i >= 0; i--) {
        const struct node *n = b->stack[i].n;
        enum tag tag = n->ns == NS_HTML ? (enum tag)n->tag : TAG_UNKNOWN;
        const bool last = i == 0;
        if (last && b->opts.context)
            tag = b->opts.context_ns == NS_HTML ? b->opts.context : TAG_UNKNOWN;
        const enum mode mode = mode_of(b, tag, last);
        if (mode == MODES) continue;
        b->mode = (u8)mode;
        return;
    }
    b->mode = MODE_BODY;
}
