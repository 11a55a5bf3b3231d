/*
 * chapter.c - one post, from bytes to a document.
 *
 *   <section epub:type="chapter" role="doc-chapter">
 *     <header class="article"> <h1>title</h1> <p class="byline">…</p> </header>
 *     …content…
 *   </section>
 */
#include "convert_local.h"
#include "date.h"
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
#include "url.h"
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

/* --- the article's header: zhbook's own words --- */

static void add_date(struct chapter *c, struct node *line)
{
    struct date day = date_of(c->post->published, c->post->zone);
    if (day.year < 1 || day.year > 9999) return;
    struct node *time = own(c, line, TAG_TIME);
    node_set(c->mem, time, ATTR_DATETIME, date_iso(c->mem, day));
    own_text(c, time, date_shown(c->mem, day, c->conf->lang));
}

static bool add_source(struct chapter *c, struct node *line)
{
    str url;
    if (!url_clean(c->mem, c->post->url, (str){0}, &url)) return false;
    url = url_untrack(c->mem, url);
    str host = url_split(url).host;
    if (!host.len) return false;
    struct node *a = own(c, line, TAG_A);
    node_set(c->mem, a, ATTR_HREF, url);
    own_text(c, a, str_starts(host, S("www.")) ? str_skip(host, 4) : host);
    return true;
}

static bool add_field(struct chapter *c, struct node *line, str field)
{
    const struct post *p = c->post;
    if (str_eq(field, S("author")) && p->author.len) {
        struct node *name = own(c, line, TAG_SPAN);
        node_add_class(c->mem, name, S("author"));
        own_text(c, name, p->author);
        return true;
    }
    if (str_eq(field, S("date")) && p->dated) {
        add_date(c, line);
        return true;
    }
    return str_eq(field, S("source")) && p->url.len && add_source(c, line);
}

static struct node *article_header(struct chapter *c)
{
    struct node *head = node_make(c->mem, TAG_HEADER);
    head->made = 1;
    node_add_class(c->mem, head, S("article"));
    own_text(c, own(c, head, TAG_H1), c->post->title);
    struct node *line = own(c, head, TAG_P);
    node_add_class(c->mem, line, S("byline"));
    bool any = false;
    for (isize i = 0; i < c->conf->show.n; i++) {
        struct node *gap = own_text(c, line, S("　"));
        bool added = add_field(c, line, c->conf->show.v[i]);
        if (!added || !any) node_detach(gap);
        any |= added;
    }
    if (!any) node_detach(line);
    return head;
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

static void wrap_chapter(struct chapter *c, struct node *root)
{
    struct node *section = node_make(c->mem, TAG_SECTION);
    node_set(c->mem, section, ATTR_EPUB_TYPE, S("chapter"));
    node_set(c->mem, section, ATTR_ROLE, S("doc-chapter"));
    if (has_gaps(c, root)) node_add_class(c->mem, section, S("spaced"));
    c->post->lang_out = language_of(c, root);
    node_move_kids(section, root);
    node_prepend(section, article_header(c));
    node_append(root, section);
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
    seen = explain_change(cx, seen, root);
    wrap_chapter(c, root);
    seen = explain_view(cx, root);
    cx->rule = "model";
    model_fix(cx, root);
    rules_run(last_rules, cx, root);
    explain_change(cx, seen, root);
}
