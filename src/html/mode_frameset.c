/* mode_frameset.c - framesets, and what comes behind them. */
#include "tree_local.h"

/* Only the white space of a text is kept. */
static void spaces(struct builder *b, struct token *t)
{
    while (t->text.len) {
        tree_text(b, token_space(t), t->at);
        isize i = 0;
        while (i < t->text.len && !is_space(t->text.p[i])) i++;
        t->text = str_skip(t->text, i);
    }
}

enum next mode_frameset(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_TEXT: spaces(b, t); break;
    case TOK_COMMENT: tree_comment(b, t, NULL); break;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        if (t->tag == TAG_NOFRAMES) return mode_head(b, t);
        if (t->tag == TAG_FRAMESET) tree_insert(b, t);
        if (t->tag == TAG_FRAME) tree_insert_void(b, t);
        break;
    case TOK_END:
        if (t->tag != TAG_FRAMESET || b->n == 1) break;
        tree_pop(b);
        if (!b->opts.context && !tree_at(b, TAG_FRAMESET)) b->mode = MODE_AFTER_FRAMESET;
        break;
    }
    return DONE;
}

enum next mode_after_frameset(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_TEXT: spaces(b, t); break;
    case TOK_COMMENT: tree_comment(b, t, NULL); break;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        if (t->tag == TAG_NOFRAMES) return mode_head(b, t);
        break;
    case TOK_END:
        if (t->tag == TAG_HTML) b->mode = MODE_AFTER_AFTER_FRAMESET;
        break;
    }
    return DONE;
}

enum next mode_after_after_frameset(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_TEXT: spaces(b, t); break;
    case TOK_COMMENT: tree_comment(b, t, b->root); break;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        if (t->tag == TAG_NOFRAMES) return mode_head(b, t);
        break;
    }
    return DONE;
}
