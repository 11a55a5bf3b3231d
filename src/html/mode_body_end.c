/* mode_body_end.c - "in body": end tags; and what comes behind the body. */
#include "tree_local.h"

typedef enum next rule_fn(struct builder *b, struct token *t);

void body_end_other(struct builder *b, const struct token *t)
{
    if (!b->opened[t->tag]) return;
    for (int i = b->n - 1; i > 0; i--) {
        const struct node *n = b->stack[i].n;
        if (tree_same(n, t)) {
            tree_imply(b, (enum tag)t->tag);
            while (b->n > i) tree_pop(b);
            return;
        }
        if (open_is(n) & IS_SPECIAL) return;
    }
}

static enum next e_template(struct builder *b, struct token *t)
{
    (void)t;
    template_end(b);
    return DONE;
}

static enum next e_body(struct builder *b, struct token *t)
{
    if (!tree_scope(b, TAG_BODY, SCOPE)) return DONE;
    b->mode = MODE_AFTER_BODY;
    return t->tag == TAG_HTML ? AGAIN : DONE;
}

static enum next e_block(struct builder *b, struct token *t)
{
    if (!tree_scope(b, (enum tag)t->tag, SCOPE)) return DONE;
    tree_imply(b, TAG_NONE);
    tree_pop_to(b, (enum tag)t->tag);
    return DONE;
}

static enum next e_form(struct builder *b, struct token *t)
{
    if (b->opened[TAG_TEMPLATE]) return e_block(b, t);
    const struct node *form = b->form;
    b->form = NULL;
    int i = form ? tree_index(b, form) : -1;
    if (i < 0 || !tree_scope(b, TAG_FORM, SCOPE)) return DONE;
    tree_imply(b, TAG_NONE);
    i = tree_index(b, form);
    if (i > 0) tree_close_at(b, i);
    return DONE;
}

static enum next e_p(struct builder *b, struct token *t)
{
    if (!tree_scope(b, TAG_P, SCOPE_BUTTON)) tree_insert_tag(b, TAG_P, t->at);
    tree_close_p(b);
    return DONE;
}

static enum next e_item(struct builder *b, struct token *t)
{
    const enum tag tag = (enum tag)t->tag;
    if (!tree_scope(b, tag, tag == TAG_LI ? SCOPE_LIST : SCOPE)) return DONE;
    tree_imply(b, tag);
    tree_pop_to(b, tag);
    return DONE;
}

static enum next e_heading(struct builder *b, struct token *t)
{
    (void)t;
    for (int i = b->n - 1; i > 0; i--) {
        const int is = open_is(b->stack[i].n);
        if (is & IS_HEADING) {
            tree_imply(b, TAG_NONE);
            while (b->n > i) tree_pop(b);
            return DONE;
        }
        if (is & IS_SCOPE) return DONE;
    }
    return DONE;
}

static enum next e_format(struct builder *b, struct token *t)
{
    format_close(b, t);
    return DONE;
}

static enum next e_object(struct builder *b, struct token *t)
{
    if (!tree_scope(b, (enum tag)t->tag, SCOPE)) return DONE;
    tree_imply(b, TAG_NONE);
    tree_pop_to(b, (enum tag)t->tag);
    format_clear(b);
    return DONE;
}

static enum next e_br(struct builder *b, struct token *t)
{
    t->kind = TOK_START;
    t->attrs = NULL;
    return body_start(b, t);
}

static rule_fn *const end_rules[TAGS] = {
#define R(id, rule) [TAG_##id] = e_##rule,
    /* clang-format off */
    R(TEMPLATE, template) R(BODY, body) R(HTML, body)
    R(ADDRESS, block) R(ARTICLE, block) R(ASIDE, block) R(BLOCKQUOTE, block) R(BUTTON, block)
    R(CENTER, block) R(DETAILS, block) R(DIALOG, block) R(DIR, block) R(DIV, block) R(DL, block)
    R(FIELDSET, block) R(FIGCAPTION, block) R(FIGURE, block) R(FOOTER, block) R(HEADER, block)
    R(HGROUP, block) R(LISTING, block) R(MAIN, block) R(MENU, block) R(NAV, block) R(OL, block)
    R(PRE, block) R(SEARCH, block) R(SECTION, block) R(SELECT, block) R(SUMMARY, block)
    R(UL, block)
    R(FORM, form) R(P, p) R(LI, item) R(DD, item) R(DT, item)
    R(H1, heading) R(H2, heading) R(H3, heading) R(H4, heading) R(H5, heading) R(H6, heading)
    R(A, format) R(B, format) R(BIG, format) R(CODE, format) R(EM, format) R(FONT, format)
    R(I, format) R(NOBR, format) R(S, format) R(SMALL, format) R(STRIKE, format)
    R(STRONG, format) R(TT, format) R(U, format)
    R(APPLET, object) R(MARQUEE, object) R(OBJECT, object) R(BR, br)
/* clang-format on */
#undef R
};

enum next body_end(struct builder *b, struct token *t)
{
    rule_fn *rule = end_rules[t->tag];
    if (rule) return rule(b, t);
    body_end_other(b, t);
    return DONE;
}

/* --- behind the body ------------------------------------------------------- */

/* White space goes into the body; anything else opens it again. */
static enum next back_to_body(struct builder *b, struct token *t)
{
    if (t->kind == TOK_TEXT) {
        struct token space = *t;
        space.text = token_space(t);
        if (space.text.len) mode_body(b, &space);
        if (!t->text.len) return DONE;
    }
    b->mode = MODE_BODY;
    return AGAIN;
}

enum next mode_after_body(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_COMMENT: tree_comment(b, t, b->stack[0].n); return DONE;
    case TOK_DOCTYPE: return DONE;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        break;
    case TOK_END:
        if (t->tag != TAG_HTML) break;
        if (!b->opts.context) b->mode = MODE_AFTER_AFTER_BODY;
        return DONE;
    case TOK_EOF: return DONE;
    }
    return back_to_body(b, t);
}

enum next mode_after_after_body(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_COMMENT: tree_comment(b, t, b->root); return DONE;
    case TOK_DOCTYPE: return DONE;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        break;
    case TOK_EOF: return DONE;
    }
    return back_to_body(b, t);
}
