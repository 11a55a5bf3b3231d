/*
 * article.c - what stands around the content: the template of chapters.
 *
 * All of it is zhbook's own words.  What the footer says of the next article is asked and kept
 * on the chapter's list (shelf.c): another selection has another one.
 */
#include "convert_local.h"
#include "date.h"
#include "lang.h"
#include "shape_local.h"
#include "url.h"

enum { ADDRESS_MAX = 80 }; /* code points of an address that people are to read */

/* --- the original --- */

static str original_of(const struct chapter *c)
{
    str url;
    if (!c->post->url.len || !url_clean(c->mem, c->post->url, (str){0}, &url)) return (str){0};
    url = url_untrack(c->mem, url);
    return url_split(url).host.len ? url : (str){0};
}

static str host_of(str url)
{
    str host = url_split(url).host;
    return str_starts(host, S("www.")) ? str_skip(host, 4) : host;
}

static bool is_readable(str s)
{
    isize len;
    if (!utf8_ok(s)) return false;
    for (isize i = 0; i < s.len; i += len)
        if (!audit_visible(utf8_get(str_skip(s, i), &len))) return false;
    return true;
}

/* Without its scheme, decoded where that can be read. */
static str address_of(arena *a, str url)
{
    isize at = str_find(url, S("://"), 0);
    str shown = at < 0 ? url : str_skip(url, at + 3);
    if (str_starts(shown, S("www."))) shown = str_skip(shown, 4);
    str decoded = url_decode(a, shown, false);
    if (is_readable(decoded)) shown = decoded;
    if (str_ends(shown, S("/")) && str_byte(shown, '/', 0) == shown.len - 1) shown.len--;
    str head = utf8_head(shown, ADDRESS_MAX);
    return head.len < shown.len ? str_printf(a, "%.*s…", STR(head)) : shown;
}

/* --- the next one --- */

str article_next(arena *a, const struct post *next)
{
    return next ? str_printf(a, "%.*s\n%.*s", STR(link_name(next)), STR(next->title)) : (str){0};
}

static bool put_next(struct chapter *c, struct scope *page, const struct words *w)
{
    str answer = article_next(c->mem, c->next);
    asked_add(c, (struct asked){.kind = ASKED_NEXT, .href = answer});
    if (!c->next) return false;
    scope_text(page, SLOT_chapter_next, words_label(c->mem, c->next->title, w));
    scope_text(page, SLOT_chapter_next_url, link_name(c->next));
    return true;
}

/* --- the line below the title --- */

static struct scope *add_row(struct chapter *c, struct scope *page, bool *any)
{
    struct scope *row = scope_row(c->mem, page, SLOT_chapter_byline);
    scope_flag(row, SLOT_field_more, *any);
    *any = true;
    return row;
}

static void put_date(struct chapter *c, struct scope *page, bool *any)
{
    struct date day = date_of(c->post->published, c->post->zone);
    if (!c->post->dated || day.year < 1 || day.year > 9999) return;
    struct scope *row = add_row(c, page, any);
    scope_text(row, SLOT_field_day, date_iso(c->mem, day));
    scope_text(row, SLOT_field_date, date_shown(c->mem, day, c->conf->lang));
}

static void put_field(struct chapter *c, struct scope *page, const struct words *w, str field,
                      bool *any)
{
    const struct post *p = c->post;
    str url = original_of(c);
    if (str_eq(field, S("author")) && p->author.len)
        scope_text(add_row(c, page, any), SLOT_field_author, p->author);
    if (str_eq(field, S("date"))) put_date(c, page, any);
    if (str_eq(field, S("source")) && url.len) {
        struct scope *row = add_row(c, page, any);
        scope_text(row, SLOT_field_source, host_of(url));
        scope_text(row, SLOT_field_source_url, url);
    }
    if (str_eq(field, S("time"))) {
        long long minutes = words_minutes(c->chars, c->post->lang_out);
        scope_text(add_row(c, page, any), SLOT_field_time, words_time(c->mem, w, minutes));
    }
}

/* --- the page --- */

static struct scope *page_of(struct chapter *c, const struct templates *t, struct node *content)
{
    struct scope *page = scope_make(c->mem, SLOT_chapter_title);
    const struct strs *show = &c->conf->show;
    bool any = false;
    str title = c->post->title, url = original_of(c);
    scope_text(page, SLOT_chapter_title,
               shape_trim(title).len ? title : str_of(t->words->untitled));
    if (c->spaced) scope_text(page, SLOT_chapter_manner, S("spaced"));
    if (!str_ieq(c->post->lang_out, c->conf->lang))
        scope_text(page, SLOT_chapter_lang, c->conf->lang);
    for (isize i = 0; i < show->n; i++) put_field(c, page, t->words, show->v[i], &any);
    scope_tree(page, SLOT_chapter_content, content);
    if (!strs_has(show, S("source"))) url = (str){0};
    if (url.len) {
        scope_text(page, SLOT_chapter_source, host_of(url));
        scope_text(page, SLOT_chapter_source_url, url);
        scope_text(page, SLOT_chapter_source_address, address_of(c->mem, url));
    }
    bool next = put_next(c, page, t->words);
    scope_flag(page, SLOT_chapter_footer, next || url.len);
    return page;
}

void article_wrap(struct chapter *c, struct node *root)
{
    struct book plain = {.conf = c->conf};
    const struct templates *t = c->templates ? c->templates : templates_of(c->mem, &plain);
    struct node *content = node_make(c->mem, TAG_DOCUMENT);
    c->chars = audit_tree(root).chars;
    node_move_kids(content, root);
    struct scope *page = page_of(c, t, content);
    const struct scope *book = scope_book(c->mem, c->conf);
    node_append(root, template_expand(c->mem, t->v[PAGE_chapter], t->words, book, page));
    c->rules.classes = template_classes(t->v[PAGE_chapter]);
}
