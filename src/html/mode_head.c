/* mode_head.c - insertion modes from the doctype to the end of the head. */
#include "tree_local.h"

static struct attr *identifier(struct builder *b, str name, str value, struct attr *next)
{
    struct attr *a = make(b->mem, struct attr);
    *a = (struct attr){.next = next, .name = name, .value = value, .id = ATTR_UNKNOWN};
    return a;
}

static void doctype_put(struct builder *b, const struct token *t)
{
    struct node *n = node_add(b->mem, b->root, TAG_DOCTYPE);
    n->line = token_line(&b->tk, t->at);
    n->text = t->name;
    if (t->has_system) n->attrs = identifier(b, S("system"), t->system_id, n->attrs);
    if (t->has_public) n->attrs = identifier(b, S("public"), t->public_id, n->attrs);
}

enum next mode_initial(struct builder *b, struct token *t)
{
    if (t->kind == TOK_TEXT) {
        token_space(t);
        if (!t->text.len) return DONE;
    }
    if (t->kind == TOK_COMMENT) {
        tree_comment(b, t, b->root);
        return DONE;
    }
    b->mode = MODE_BEFORE_HTML;
    if (t->kind != TOK_DOCTYPE) {
        b->quirks = !b->opts.srcdoc;
        return AGAIN;
    }
    doctype_put(b, t);
    b->quirks = !b->opts.srcdoc && doctype_quirks(t);
    return DONE;
}

static void html_push(struct builder *b, const struct token *t, struct attr *attrs)
{
    struct node *n = node_add(b->mem, b->root, TAG_HTML);
    n->line = token_line(&b->tk, t->at);
    n->attrs = attrs;
    tree_push(b, n, 1);
    b->mode = MODE_BEFORE_HEAD;
}

/* An end tag that these modes leave out. */
static bool stray_end(const struct token *t)
{
    return t->kind == TOK_END && t->tag != TAG_HEAD && t->tag != TAG_BODY && t->tag != TAG_HTML &&
           t->tag != TAG_BR;
}

enum next mode_before_html(struct builder *b, struct token *t)
{
    if (t->kind == TOK_TEXT) {
        token_space(t);
        if (!t->text.len) return DONE;
    }
    if (t->kind == TOK_COMMENT) {
        tree_comment(b, t, b->root);
        return DONE;
    }
    if (t->kind == TOK_DOCTYPE || stray_end(t)) return DONE;
    if (t->kind == TOK_START && t->tag == TAG_HTML) {
        html_push(b, t, t->attrs);
        return DONE;
    }
    html_push(b, t, NULL);
    return AGAIN;
}

enum next mode_before_head(struct builder *b, struct token *t)
{
    if (t->kind == TOK_TEXT) {
        token_space(t);
        if (!t->text.len) return DONE;
    }
    if (t->kind == TOK_COMMENT) {
        tree_comment(b, t, NULL);
        return DONE;
    }
    if (t->kind == TOK_DOCTYPE || stray_end(t)) return DONE;
    if (t->kind == TOK_START && t->tag == TAG_HTML) return body_start(b, t);
    b->mode = MODE_HEAD;
    if (t->kind == TOK_START && t->tag == TAG_HEAD) {
        b->head = tree_insert(b, t);
        return DONE;
    }
    b->head = tree_insert_tag(b, TAG_HEAD, t->at);
    return AGAIN;
}

/* --- in head --------------------------------------------------------------- */

static void template_start(struct builder *b, struct token *t)
{
    /* Too deep for what may have to go into it: its content stays where it is. */
    if (b->stack[b->n - 1].depth >= DEPTH_TABLE || b->n >= DEPTH_TABLE) return;
    tree_insert(b, t);
    format_mark(b);
    b->frameset_ok = false;
    b->mode = MODE_TEMPLATE;
    b->templates[b->ntemplates++] = MODE_TEMPLATE;
}

void template_end(struct builder *b)
{
    if (!b->opened[TAG_TEMPLATE]) return;
    tree_imply_all(b);
    tree_pop_to(b, TAG_TEMPLATE);
    format_clear(b);
    b->ntemplates--;
    mode_reset(b);
}

static enum next head_else(struct builder *b)
{
    tree_pop(b);
    b->mode = MODE_AFTER_HEAD;
    return AGAIN;
}

static enum next head_start(struct builder *b, struct token *t)
{
    switch (t->tag) {
    case TAG_HTML: return body_start(b, t);
    case TAG_BASE:
    case TAG_BASEFONT:
    case TAG_BGSOUND:
    case TAG_LINK:
    case TAG_META: tree_insert_void(b, t); return DONE;
    case TAG_TITLE: tree_raw(b, t, STATE_RCDATA); return DONE;
    case TAG_NOSCRIPT:
        if (b->opts.scripting) {
            tree_raw(b, t, STATE_RAWTEXT);
        } else {
            tree_insert(b, t);
            b->mode = MODE_HEAD_NOSCRIPT;
        }
        return DONE;
    case TAG_NOFRAMES:
    case TAG_STYLE: tree_raw(b, t, STATE_RAWTEXT); return DONE;
    case TAG_SCRIPT: tree_raw(b, t, STATE_SCRIPT); return DONE;
    case TAG_TEMPLATE: template_start(b, t); return DONE;
    case TAG_HEAD: return DONE;
    default: return head_else(b);
    }
}

static enum next head_end(struct builder *b, const struct token *t)
{
    switch (t->tag) {
    case TAG_HEAD:
        tree_pop(b);
        b->mode = MODE_AFTER_HEAD;
        return DONE;
    case TAG_TEMPLATE: template_end(b); return DONE;
    case TAG_BODY:
    case TAG_HTML:
    case TAG_BR: return head_else(b);
    default: return DONE;
    }
}

enum next mode_head(struct builder *b, struct token *t)
{
    const u8 *at = t->at;
    switch (t->kind) {
    case TOK_TEXT: tree_text(b, token_space(t), at); return t->text.len ? head_else(b) : DONE;
    case TOK_COMMENT: tree_comment(b, t, NULL); return DONE;
    case TOK_DOCTYPE: return DONE;
    case TOK_START: return head_start(b, t);
    case TOK_END: return head_end(b, t);
    default: return head_else(b);
    }
}

enum next mode_head_noscript(struct builder *b, struct token *t)
{
    const u8 *at = t->at;
    switch (t->kind) {
    case TOK_DOCTYPE: return DONE;
    case TOK_COMMENT: return mode_head(b, t);
    case TOK_TEXT:
        tree_text(b, token_space(t), at);
        if (!t->text.len) return DONE;
        break;
    case TOK_START:
        if (t->tag == TAG_HTML) return body_start(b, t);
        if (t->tag == TAG_BASEFONT || t->tag == TAG_BGSOUND || t->tag == TAG_LINK ||
            t->tag == TAG_META || t->tag == TAG_NOFRAMES || t->tag == TAG_STYLE)
            return mode_head(b, t);
        if (t->tag == TAG_HEAD || t->tag == TAG_NOSCRIPT) return DONE;
        break;
    case TOK_END:
        if (t->tag != TAG_NOSCRIPT && t->tag != TAG_BR) return DONE;
        break;
    }
    tree_pop(b);
    b->mode = MODE_HEAD;
    return t->kind == TOK_END && t->tag == TAG_NOSCRIPT ? DONE : AGAIN;
}

/* --- after head ------------------------------------------------------------ */

/* What belongs into the head goes there, late as it is. */
static enum next late(struct builder *b, struct token *t)
{
    tree_push(b, b->head, 2);
    enum next next = mode_head(b, t);
    int i = tree_index(b, b->head);
    if (i >= 0) tree_close_at(b, i);
    return next;
}

enum next mode_after_head(struct builder *b, struct token *t)
{
    const u8 *at = t->at;
    switch (t->kind) {
    case TOK_TEXT:
        tree_text(b, token_space(t), at);
        if (!t->text.len) return DONE;
        break;
    case TOK_COMMENT: tree_comment(b, t, NULL); return DONE;
    case TOK_DOCTYPE: return DONE;
    case TOK_START:
        switch (t->tag) {
        case TAG_HTML: return body_start(b, t);
        case TAG_BODY:
            tree_insert(b, t);
            b->frameset_ok = false;
            b->mode = MODE_BODY;
            return DONE;
        case TAG_FRAMESET:
            tree_insert(b, t);
            b->mode = MODE_FRAMESET;
            return DONE;
        case TAG_BASE:
        case TAG_BASEFONT:
        case TAG_BGSOUND:
        case TAG_LINK:
        case TAG_META:
        case TAG_NOFRAMES:
        case TAG_SCRIPT:
        case TAG_STYLE:
        case TAG_TEMPLATE:
        case TAG_TITLE: return late(b, t);
        case TAG_HEAD: return DONE;
        }
        break;
    case TOK_END:
        if (t->tag == TAG_TEMPLATE) return mode_head(b, t);
        if (t->tag != TAG_BODY && t->tag != TAG_HTML && t->tag != TAG_BR) return DONE;
        break;
    }
    tree_insert_tag(b, TAG_BODY, at);
    b->mode = MODE_BODY;
    return AGAIN;
}
