/* chapter.c - one post, from bytes to a document. */
#include "convert_local.h"
#include "explain_local.h"
#include "manner_local.h"
#include "html.h"
#include "lang.h"
#include "markdown.h"
#include "model.h"
#include "os.h"
#include "post.h"
#include "shape_local.h"
#include "styles.h"
#include "xhtml.h"

bool body_read(arena *a, const struct post *p, struct body *out, struct diags *ds)
{
    struct html_text text;
    if (!os_read(a, p->path, POST_MAX, &out->file, ds)) return false;
    if (!html_decode(a, out->file, str_of(p->encoding), &text)) return false;
    isize from = p->body < text.text.len ? p->body : text.text.len;
    out->text = str_skip(text.text, from);
    out->line = p->body_line;
    return true;
}

struct node *body_parse(arena *a, const struct page_set *pages, const struct post *p,
                        const struct body *body, struct page *page)
{
    struct html_opts opts = {.context = TAG_DIV, .line = body->line};
    if (p->kind == BODY_TEXT) return plain_parse(a, body->text, body->line);
    if (p->kind == BODY_MARKDOWN) return markdown_body(a, p, body->text, body->line);
    if (!html_is_page(body->text)) return html_parse(a, body->text, opts);
    opts.context = TAG_NONE;
    *page = (struct page){.doc = html_parse(a, body->text, opts)};
    if (pages) *page = page_read(a, pages, page->doc, p->url);
    return page_content(a, page);
}

struct node *own(struct chapter *c, struct node *parent, enum tag t)
{
    struct node *n = node_add(c->mem, parent, t);
    n->made = 1;
    return n;
}

struct node *own_text(struct chapter *c, struct node *parent, str text)
{
    struct node *n = shape_words(c->mem, text);
    node_append(parent, n);
    return n;
}

/* A gap between the paragraphs instead of an indent; what the author typed counts. */
static bool has_gaps(const struct chapter *c, const struct node *root)
{
    struct manner m = manner_count(root);
    if (c->conf->paragraphs != PARAGRAPHS_AUTO) return c->conf->paragraphs == PARAGRAPHS_GAP;
    return manner_has_gaps(&m) && c->typed * 2 < m.paragraphs;
}

/* What the post says it is in; a page of nothing but English is in that. */
static str language_of(const struct chapter *c, const struct node *root)
{
    if (c->post->lang.len) return c->post->lang;
    return lang_is_cjk(c->conf->lang) && manner_english(root) ? S("en") : c->conf->lang;
}

/* What stands around the content, and how it stands there. */
static void wrap_chapter(struct chapter *c, struct node *root)
{
    c->spaced = has_gaps(c, root);
    c->post->lang_out = language_of(c, root);
    article_wrap(c, root);
}

/* --- what was asked --- */

void asked_add(struct chapter *c, struct asked one)
{
    struct asked_list *l = &c->asked;
    l->v = make_room(c->mem, l->v, l->n);
    l->v[l->n++] = one;
}

/* --- the passes, in order --- */

void chapter_convert(struct chapter *c, const struct page *page, struct node *root)
{
    struct rule_ctx *cx = &c->rules;
    cx->chapter = c;
    c->audit.in = audit_tree(root);
    c->typed = manner_typed(root);
    c->audit.pictures_in = audit_pictures(root);
    markdown_asides(cx, root);
    bool whole = !page->found || user_rules_keep(c->user, root);
    struct view *seen = explain_view(cx, root);
    cx->rule = "page";
    if (!whole) page_cut(cx, page, root);
    explain_change(cx, seen, root);
    user_rules_run(c->user, cx, root);
    sites_run(c->sites, cx, root);
    rules_run(common_rules, cx, root);
    seen = explain_view(cx, root);
    cx->rule = "pictures";
    pictures_place(c, root);
    explain_change(cx, seen, root);
    wrap_chapter(c, root);
    seen = explain_view(cx, root);
    cx->rule = "model";
    model_fix(cx, root);
    rules_run(last_rules, cx, root);
    explain_change(cx, seen, root);
    article_abstract(c, root);
}
