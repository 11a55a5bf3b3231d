/* mode_body.c - "in body": text and start tags (section 13.2.6.4.7). */
#include "tree_local.h"

typedef void rule_fn(struct builder *b, struct token *t);

/* --- start tags, by what they have in common ------------------------------- */

static void r_ignore(struct builder *b, struct token *t)
{
    (void)b;
    (void)t;
}

static void r_head(struct builder *b, struct token *t)
{
    mode_head(b, t);
}

static void r_html(struct builder *b, struct token *t)
{
    if (!b->opened[TAG_TEMPLATE]) tree_merge_attrs(b->stack[0].n, t);
}

static void r_body(struct builder *b, struct token *t)
{
    if (b->n < 2 || !node_is(b->stack[1].n, TAG_BODY) || b->opened[TAG_TEMPLATE]) return;
    b->frameset_ok = false;
    tree_merge_attrs(b->stack[1].n, t);
}

static void r_frameset(struct builder *b, struct token *t)
{
    if (b->n < 2 || !node_is(b->stack[1].n, TAG_BODY) || !b->frameset_ok) return;
    node_detach(b->stack[1].n);
    while (b->n > 1) tree_pop(b);
    tree_insert(b, t);
    b->mode = MODE_FRAMESET;
}

static void r_block(struct builder *b, struct token *t)
{
    tree_close_p(b);
    tree_insert(b, t);
}

static void r_heading(struct builder *b, struct token *t)
{
    tree_close_p(b);
    const struct node *n = tree_current(b);
    if (n->ns == NS_HTML && tag_is((enum tag)n->tag) & IS_HEADING) tree_pop(b);
    tree_insert(b, t);
}

static void r_pre(struct builder *b, struct token *t)
{
    r_block(b, t);
    b->skip_lf = true;
    b->frameset_ok = false;
}

static void r_form(struct builder *b, struct token *t)
{
    if (b->form && !b->opened[TAG_TEMPLATE]) return;
    tree_close_p(b);
    struct node *n = tree_insert(b, t);
    if (!b->opened[TAG_TEMPLATE]) b->form = n;
}

/* li, dd and dt end the one before, if nothing special stands between. */
static void r_item(struct builder *b, struct token *t)
{
    const bool li = t->tag == TAG_LI;
    b->frameset_ok = false;
    for (int i = b->n - 1; i >= 0; i--) {
        const struct node *n = b->stack[i].n;
        if (li ? node_is(n, TAG_LI) : node_is(n, TAG_DD) || node_is(n, TAG_DT)) {
            const enum tag tag = (enum tag)n->tag;
            tree_imply(b, tag);
            tree_pop_to(b, tag);
            break;
        }
        if (open_is(n) & IS_SPECIAL && !node_is(n, TAG_ADDRESS) && !node_is(n, TAG_DIV) &&
            !node_is(n, TAG_P))
            break;
    }
    r_block(b, t);
}

static void r_plaintext(struct builder *b, struct token *t)
{
    r_block(b, t);
    token_enter(&b->tk, STATE_PLAINTEXT);
}

static void r_inline(struct builder *b, struct token *t)
{
    format_reopen(b);
    tree_insert(b, t);
}

static void r_button(struct builder *b, struct token *t)
{
    if (tree_scope(b, TAG_BUTTON, SCOPE)) {
        tree_imply(b, TAG_NONE);
        tree_pop_to(b, TAG_BUTTON);
    }
    r_inline(b, t);
    b->frameset_ok = false;
}

static void r_format(struct builder *b, struct token *t)
{
    format_reopen(b);
    format_push(b, tree_insert(b, t));
}

static void r_a(struct builder *b, struct token *t)
{
    struct node *open = format_find(b, t);
    if (open) {
        format_close(b, t);
        format_drop(b, open);
        int i = tree_index(b, open);
        if (i > 0) tree_close_at(b, i);
    }
    r_format(b, t);
}

static void r_nobr(struct builder *b, struct token *t)
{
    format_reopen(b);
    if (tree_scope(b, TAG_NOBR, SCOPE)) {
        format_close(b, t);
        format_reopen(b);
    }
    format_push(b, tree_insert(b, t));
}

static void r_object(struct builder *b, struct token *t)
{
    r_inline(b, t);
    format_mark(b);
    b->frameset_ok = false;
}

static void r_table(struct builder *b, struct token *t)
{
    if (!b->quirks) tree_close_p(b);
    b->frameset_ok = false;
    /* Too deep for rows and cells: they are left out, and their content stays. */
    if (b->stack[b->n - 1].depth >= DEPTH_TABLE || b->n >= DEPTH_TABLE) return;
    tree_insert(b, t);
    b->mode = MODE_TABLE;
}

static void r_void(struct builder *b, struct token *t)
{
    format_reopen(b);
    tree_insert_void(b, t);
    b->frameset_ok = false;
}

static void r_input(struct builder *b, struct token *t)
{
    str type = {0};
    if (b->opts.context == TAG_SELECT) return;
    if (tree_scope(b, TAG_SELECT, SCOPE)) tree_pop_to(b, TAG_SELECT);
    for (const struct attr *a = t->attrs; a; a = a->next)
        if (a->id == ATTR_TYPE) type = a->value;
    format_reopen(b);
    tree_insert_void(b, t);
    if (!str_ieq(type, S("hidden"))) b->frameset_ok = false;
}

static void r_param(struct builder *b, struct token *t)
{
    tree_insert_void(b, t);
}

static void r_hr(struct builder *b, struct token *t)
{
    tree_close_p(b);
    if (tree_scope(b, TAG_SELECT, SCOPE)) tree_imply(b, TAG_NONE);
    tree_insert_void(b, t);
    b->frameset_ok = false;
}

static void r_image(struct builder *b, struct token *t)
{
    t->tag = TAG_IMG;
    t->name = S("img");
    r_void(b, t);
}

static void r_textarea(struct builder *b, struct token *t)
{
    tree_raw(b, t, STATE_RCDATA);
    b->skip_lf = true;
    b->frameset_ok = false;
}

static void r_xmp(struct builder *b, struct token *t)
{
    tree_close_p(b);
    format_reopen(b);
    b->frameset_ok = false;
    tree_raw(b, t, STATE_RAWTEXT);
}

static void r_iframe(struct builder *b, struct token *t)
{
    b->frameset_ok = false;
    tree_raw(b, t, STATE_RAWTEXT);
}

static void r_noembed(struct builder *b, struct token *t)
{
    tree_raw(b, t, STATE_RAWTEXT);
}

static void r_noscript(struct builder *b, struct token *t)
{
    if (b->opts.scripting) tree_raw(b, t, STATE_RAWTEXT);
    else r_inline(b, t);
}

static void r_select(struct builder *b, struct token *t)
{
    if (b->opts.context == TAG_SELECT) return;
    if (tree_scope(b, TAG_SELECT, SCOPE)) {
        tree_pop_to(b, TAG_SELECT);
        return;
    }
    r_inline(b, t);
    b->frameset_ok = false;
}

static void r_option(struct builder *b, struct token *t)
{
    if (tree_scope(b, TAG_SELECT, SCOPE))
        tree_imply(b, t->tag == TAG_OPTION ? TAG_OPTGROUP : TAG_NONE);
    else if (tree_at(b, TAG_OPTION)) tree_pop(b);
    r_inline(b, t);
}

static void r_selectedcontent(struct builder *b, struct token *t)
{
    format_reopen(b);
    select_shown(b, tree_insert(b, t));
}

static void r_ruby_base(struct builder *b, struct token *t)
{
    if (tree_scope(b, TAG_RUBY, SCOPE)) tree_imply(b, TAG_NONE);
    tree_insert(b, t);
}

static void r_ruby_text(struct builder *b, struct token *t)
{
    if (tree_scope(b, TAG_RUBY, SCOPE)) tree_imply(b, TAG_RTC);
    tree_insert(b, t);
}

static void r_foreign(struct builder *b, struct token *t)
{
    format_reopen(b);
    foreign_insert(b, t, t->tag == TAG_SVG ? NS_SVG : NS_MATHML);
}

static rule_fn *const start_rules[TAGS] = {
#define R(id, rule) [TAG_##id] = r_##rule,
    /* clang-format off */
    R(HTML, html) R(BODY, body) R(FRAMESET, frameset)
    R(BASE, head) R(BASEFONT, head) R(BGSOUND, head) R(LINK, head) R(META, head) R(NOFRAMES, head)
    R(SCRIPT, head) R(STYLE, head) R(TEMPLATE, head) R(TITLE, head)
    R(ADDRESS, block) R(ARTICLE, block) R(ASIDE, block) R(BLOCKQUOTE, block) R(CENTER, block)
    R(DETAILS, block) R(DIALOG, block) R(DIR, block) R(DIV, block) R(DL, block) R(FIELDSET, block)
    R(FIGCAPTION, block) R(FIGURE, block) R(FOOTER, block) R(HEADER, block) R(HGROUP, block)
    R(MAIN, block) R(MENU, block) R(NAV, block) R(OL, block) R(P, block) R(SEARCH, block)
    R(SECTION, block) R(SUMMARY, block) R(UL, block)
    R(H1, heading) R(H2, heading) R(H3, heading) R(H4, heading) R(H5, heading) R(H6, heading)
    R(PRE, pre) R(LISTING, pre) R(FORM, form) R(LI, item) R(DD, item) R(DT, item)
    R(PLAINTEXT, plaintext) R(BUTTON, button) R(A, a) R(NOBR, nobr)
    R(B, format) R(BIG, format) R(CODE, format) R(EM, format) R(FONT, format) R(I, format)
    R(S, format) R(SMALL, format) R(STRIKE, format) R(STRONG, format) R(TT, format) R(U, format)
    R(APPLET, object) R(MARQUEE, object) R(OBJECT, object) R(TABLE, table)
    R(AREA, void) R(BR, void) R(EMBED, void) R(IMG, void) R(KEYGEN, void) R(WBR, void)
    R(INPUT, input) R(PARAM, param) R(SOURCE, param) R(TRACK, param) R(HR, hr) R(IMAGE, image)
    R(TEXTAREA, textarea) R(XMP, xmp) R(IFRAME, iframe) R(NOEMBED, noembed)
    R(NOSCRIPT, noscript) R(SELECT, select) R(OPTION, option) R(OPTGROUP, option)
    R(SELECTEDCONTENT, selectedcontent)
    R(RB, ruby_base) R(RTC, ruby_base) R(RP, ruby_text) R(RT, ruby_text)
    R(MATH, foreign) R(SVG, foreign)
    R(CAPTION, ignore) R(COL, ignore) R(COLGROUP, ignore) R(FRAME, ignore) R(HEAD, ignore)
    R(TBODY, ignore) R(TD, ignore) R(TFOOT, ignore) R(TH, ignore) R(THEAD, ignore) R(TR, ignore)
/* clang-format on */
#undef R
};

enum next body_start(struct builder *b, struct token *t)
{
    rule_fn *rule = start_rules[t->tag];
    if (rule) rule(b, t);
    else r_inline(b, t);
    return DONE;
}

enum next mode_body(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_TEXT:
        format_reopen(b);
        if (b->frameset_ok && text_visible(t->text)) b->frameset_ok = false;
        tree_text(b, t->text, t->at);
        return DONE;
    case TOK_COMMENT: tree_comment(b, t, NULL); return DONE;
    case TOK_START: return body_start(b, t);
    case TOK_END: return body_end(b, t);
    case TOK_EOF: return b->ntemplates ? template_eof(b) : DONE;
    }
    return DONE; /* a NUL, a doctype */
}

/* Script, style, title, textarea …: the tokenizer gives text, then the end tag or the end. */
enum next mode_text(struct builder *b, struct token *t)
{
    if (t->kind == TOK_TEXT) {
        tree_text(b, t->text, t->at);
        return DONE;
    }
    tree_pop(b);
    b->mode = b->back;
    return t->kind == TOK_EOF ? AGAIN : DONE;
}
