/* parse.c - html_parse: the loop, and where it starts.  See html.h. */
#include "tree_local.h"

#include <string.h>

static mode_fn *const modes[MODES] = {
    [MODE_INITIAL] = mode_initial,
    [MODE_BEFORE_HTML] = mode_before_html,
    [MODE_BEFORE_HEAD] = mode_before_head,
    [MODE_HEAD] = mode_head,
    [MODE_HEAD_NOSCRIPT] = mode_head_noscript,
    [MODE_AFTER_HEAD] = mode_after_head,
    [MODE_BODY] = mode_body,
    [MODE_TEXT] = mode_text,
    [MODE_TABLE] = mode_table,
    [MODE_TABLE_TEXT] = mode_table_text,
    [MODE_CAPTION] = mode_caption,
    [MODE_COLGROUP] = mode_colgroup,
    [MODE_TABLE_BODY] = mode_table_body,
    [MODE_ROW] = mode_row,
    [MODE_CELL] = mode_cell,
    [MODE_TEMPLATE] = mode_template,
    [MODE_AFTER_BODY] = mode_after_body,
    [MODE_FRAMESET] = mode_frameset,
    [MODE_AFTER_FRAMESET] = mode_after_frameset,
    [MODE_AFTER_AFTER_BODY] = mode_after_after_body,
    [MODE_AFTER_AFTER_FRAMESET] = mode_after_after_frameset,
};

enum next mode_token(struct builder *b, struct token *t)
{
    return modes[b->mode](b, t);
}

static enum text_state context_state(const struct html_opts *o)
{
    if (o->context_ns != NS_HTML) return STATE_DATA;
    switch (o->context) {
    case TAG_TITLE:
    case TAG_TEXTAREA: return STATE_RCDATA;
    case TAG_STYLE:
    case TAG_XMP:
    case TAG_IFRAME:
    case TAG_NOEMBED:
    case TAG_NOFRAMES: return STATE_RAWTEXT;
    case TAG_SCRIPT: return STATE_SCRIPT;
    case TAG_NOSCRIPT: return o->scripting ? STATE_RAWTEXT : STATE_DATA;
    case TAG_PLAINTEXT: return STATE_PLAINTEXT;
    default: return STATE_DATA;
    }
}

/* The root is the html element of the standard's algorithm until the end. */
static void fragment_start(struct builder *b)
{
    b->root->tag = TAG_HTML;
    tree_push(b, b->root, 0);
    if (b->opts.context_ns == NS_HTML) {
        if (b->opts.context == TAG_TEMPLATE) b->templates[b->ntemplates++] = MODE_TEMPLATE;
        if (b->opts.context == TAG_FORM) b->form = b->root;
    }
    token_enter(&b->tk, context_state(&b->opts));
    mode_reset(b);
}

/* One token, through as many modes as it takes. */
static void feed(struct builder *b, struct token *t)
{
    if (b->skip_lf) {
        b->skip_lf = false;
        if (t->kind == TOK_TEXT && t->text.p[0] == '\n') t->text = str_skip(t->text, 1);
        if (t->kind == TOK_TEXT && !t->text.len) return;
    }
    while ((foreign_wants(b, t) ? foreign_token(b, t) : mode_token(b, t)) == AGAIN) {
    }
}

bool html_is_page(str text)
{
    enum { DECLARATION = 512 }; /* bytes, with the doctype of XHTML */
    static const str starts[] = {LIT("<!doctype"), LIT("<html"), LIT("<head"), LIT("<body")};
    if (str_starts(text, S("\xEF\xBB\xBF"))) text = str_skip(text, 3);
    for (text = str_trim(text); str_starts(text, S("<!--")); text = str_trim(text)) {
        isize end = str_find(text, S("-->"), 4);
        if (end < 0) return false;
        text = str_skip(text, end + 3);
    }
    for (isize i = 0; i < COUNT(starts); i++)
        if (str_istarts(text, starts[i])) return true;
    str head = str_head(text, text.len < DECLARATION ? text.len : DECLARATION);
    return str_istarts(text, S("<?xml")) && str_ifind(head, S("<html"), 0) > 0;
}

struct node *html_parse(arena *a, str text, struct html_opts opts)
{
    enum { COPIES = 4096 };
    struct builder b = {.mem = a, .opts = opts, .root = node_make(a, TAG_DOCUMENT)};
    struct token t = {0};
    const int line = opts.line ? opts.line : 1;
    b.root->line = line;
    b.frameset_ok = true;
    b.copies = COPIES + text.len / 2;
    token_init(&b.tk, a, text, line);
    if (opts.context) fragment_start(&b);
    do {
        b.tk.foreign = foreign_here(&b);
        token_next(&b.tk, &t);
        feed(&b, &t);
    } while (t.kind != TOK_EOF);
    while (b.n > 1) tree_pop(&b);
    b.root->tag = TAG_DOCUMENT;
    b.root->attrs = NULL; /* a stray html tag's */
    return b.root;
}
