/* pages.c - the book's own pages: cover, title page, contents, a page for each topic. */
#include "package_local.h"
#include "model.h"
#include "styles.h"
#include "url.h"
#include "xhtml.h"

str page_write(const struct making *m, enum page_id id, str title, const struct scope *scope)
{
    struct buf out = {.mem = m->mem};
    struct xhtml_head head = {
        .title = title, .lang = m->conf->lang, .css = styles_links(m->mem, m->conf)};
    xhtml_chapter(&out, &head, templates_page(m->mem, m->templates, m->conf, id, scope));
    return buf_str(&out);
}

str page_link(str href)
{
    assert(str_starts(href, S("text/")));
    return str_skip(href, 5);
}

/* "2021年8月7日至8月14日" would be nicer, but is not what every language does. */
static str range_text(const struct making *m, struct date from, struct date to)
{
    str first = date_shown(m->mem, from, m->conf->lang),
        last = date_shown(m->mem, to, m->conf->lang);
    if (str_eq(first, last)) return first;
    const char *gap = lang_is_cjk(m->conf->lang) ? "" : " ";
    return str_printf(m->mem, "%.*s%s%s%s%.*s", STR(first), gap, m->words->to, gap, STR(last));
}

str dates_text(const struct making *m)
{
    const struct totals *t = &m->totals;
    return t->dated ? range_text(m, t->first, t->last) : (str){0};
}

/* Those of the issue, if it has some: articles that came late are of other days. */
static str days_text(const struct making *m)
{
    const struct issue_info *issue = &m->b->issue;
    return issue->number && issue->dated ? range_text(m, issue->from, issue->to) : dates_text(m);
}

static str label(const struct making *m, str text)
{
    return text.len ? words_label(m->mem, text, m->words) : (str){0};
}

/* Text of book.yaml may have several paragraphs. */
static void put_lines(const struct making *m, struct scope *s, enum slot_id list, str text)
{
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (line.len) scope_text(scope_row(m->mem, s, list), SLOT_line_text, line);
    }
}

/* --- before the text --- */

str page_cover(const struct making *m)
{
    struct scope *s = scope_make(m->mem, SLOT_cover_image);
    const struct cover *cover = &m->b->cover;
    str title = words_label(m->mem, m->conf->title, m->words);
    str shows = cover->alt.len ? cover->alt : title;
    scope_text(s, SLOT_cover_image, S("../images/cover.jpg"));
    scope_text(s, SLOT_cover_alt,
               str_printf(m->mem, "%s%s%.*s", m->words->cover, m->words->colon, STR(shows)));
    if (!cover->has_text) {
        str line = label(m, m->conf->subtitle);
        scope_text(s, SLOT_cover_title, title);
        scope_text(s, SLOT_cover_line, line.len ? line : days_text(m));
    }
    return page_write(m, PAGE_cover, str_of(m->words->cover), s);
}

/* The name that the issue has beside the series': nothing that the title says already. */
static str issue_text(const struct making *m)
{
    const struct issue_info *issue = &m->b->issue;
    if (!issue->number || str_has(m->conf->title, issue->title)) return (str){0};
    return label(m, issue->title);
}

str page_title(const struct making *m)
{
    struct scope *s = scope_make(m->mem, SLOT_title_title);
    const struct totals *t = &m->totals;
    const struct words *w = m->words;
    str title = words_label(m->mem, m->conf->title, w);
    scope_text(s, SLOT_title_title, title);
    scope_text(s, SLOT_title_subtitle, label(m, m->conf->subtitle));
    scope_text(s, SLOT_title_issue, issue_text(m));
    scope_text(s, SLOT_title_dates, days_text(m));
    for (isize i = 0; i < m->conf->creators.n; i++)
        scope_text(scope_row(m->mem, s, SLOT_title_creators), SLOT_line_text,
                   m->conf->creators.v[i].text);
    scope_text(s, SLOT_title_articles, words_count(m->mem, t->articles, w->articles));
    scope_text(s, SLOT_title_characters, words_chars(m->mem, w, t->chars));
    if (t->pictures)
        scope_text(s, SLOT_title_pictures, words_count(m->mem, t->pictures, w->pictures));
    scope_text(s, SLOT_title_time, words_time(m->mem, w, t->minutes));
    put_lines(m, s, SLOT_title_description, m->conf->description);
    scope_text(s, SLOT_title_publisher, m->conf->publisher);
    return page_write(m, PAGE_title, title, s);
}

/* --- the contents --- */

static struct node *add_own(const struct making *m, struct node *parent, enum tag tag)
{
    struct node *n = node_add(m->mem, parent, tag);
    n->made = 1;
    return n;
}

static void add_row(const struct making *m, struct node *item, const struct row *r)
{
    struct node *a = add_own(m, item, TAG_A);
    node_set(m->mem, a, ATTR_HREF, page_link(r->href));
    if (r->topic) node_add_class(m->mem, a, S("topic"));
    node_add_text(m->mem, a, r->label);
    if (!r->beside.len) return;
    node_add_text(m->mem, item, S(" "));
    struct node *beside = add_own(m, item, TAG_SPAN);
    node_add_class(m->mem, beside, S("by"));
    node_add_text(m->mem, beside, r->beside);
}

/* The rows as nested lists, without headings of articles: those are for the reader's menu. */
static struct node *contents_tree(const struct making *m)
{
    struct node *root = node_make(m->mem, TAG_DOCUMENT), *at = root;
    int open = -1; /* level of the innermost open list, whose last item is `at` */
    for (isize i = 0; i < m->ntoc; i++) {
        const struct row *r = &m->toc[i];
        if (str_byte(r->href, '#', 0) >= 0) continue;
        for (; open > r->level; open--) at = at->parent->parent;
        if (open == r->level) {
            at = add_own(m, at->parent, TAG_LI);
        } else {
            at = add_own(m, add_own(m, at, TAG_OL), TAG_LI);
            open++;
        }
        add_row(m, at, r);
    }
    return root;
}

str page_contents(const struct making *m)
{
    struct scope *s = scope_make(m->mem, SLOT_contents_title);
    str title = words_label(m->mem, m->conf->toc_title, m->words);
    scope_text(s, SLOT_contents_title, title);
    scope_tree(s, SLOT_contents_content, contents_tree(m));
    return page_write(m, PAGE_contents, title, s);
}

/* --- a topic --- */

str page_source(const struct making *m, const struct post *p, str *url)
{
    if (!url_clean(m->mem, p->url, (str){0}, url)) return *url = (str){0};
    *url = url_untrack(m->mem, *url);
    str host = url_split(*url).host;
    return str_starts(host, S("www.")) ? str_skip(host, 4) : host;
}

static void put_by(const struct making *m, struct scope *row, str text, bool *any)
{
    if (!text.len) return;
    struct scope *by = scope_row(m->mem, row, SLOT_article_by);
    scope_flag(by, SLOT_by_more, *any);
    scope_text(by, SLOT_by_text, text);
    *any = true;
}

void page_article(const struct making *m, struct scope *row, const struct post *p)
{
    str lang = p->lang.len ? p->lang : m->conf->lang, author = label(m, p->author), day = {0}, url;
    str time = words_time(m->mem, m->words, words_minutes(p->chars_out, lang));
    bool any = false;
    if (p->dated) {
        struct date d = date_of(p->published, p->zone);
        day = date_shown(m->mem, d, m->conf->lang);
        scope_text(row, SLOT_article_day, date_iso(m->mem, d));
    }
    scope_text(row, SLOT_article_title, words_label(m->mem, p->title, m->words));
    scope_text(row, SLOT_article_url, page_link(p->href));
    scope_text(row, SLOT_article_author, author);
    scope_text(row, SLOT_article_date, day);
    scope_text(row, SLOT_article_source, page_source(m, p, &url));
    scope_text(row, SLOT_article_time, time);
    scope_text(row, SLOT_article_abstract, p->abstract);
    put_by(m, row, author, &any);
    put_by(m, row, day, &any);
    put_by(m, row, time, &any);
}

bool topic_has_page(const struct making *m, isize part)
{
    return m->live[part] > 1 || m->b->parts[part].intro.len;
}

str topic_href(const struct making *m, isize part)
{
    const struct part *p = &m->b->parts[part];
    if (topic_has_page(m, part)) return p->href;
    isize i = p->first;
    while (!post_is_in(&m->b->posts[i])) i++;
    return m->b->posts[i].href;
}

static bool is_own(const struct making *m, isize part, isize post)
{
    return m->b->posts[post].part == part && post_is_in(&m->b->posts[post]);
}

static void put_subtopics(const struct making *m, struct scope *s, isize part)
{
    const struct book *b = m->b;
    for (isize i = part + 1; i < b->nparts && b->parts[i].level > b->parts[part].level; i++) {
        if (b->parts[i].parent != part || !m->live[i]) continue;
        struct scope *row = scope_row(m->mem, s, SLOT_topic_topics);
        scope_text(row, SLOT_subtopic_title, words_label(m->mem, b->parts[i].title, m->words));
        scope_text(row, SLOT_subtopic_url, page_link(topic_href(m, i)));
        scope_text(row, SLOT_subtopic_count, words_count(m->mem, m->live[i], m->words->articles));
    }
}

str page_topic(const struct making *m, isize part)
{
    struct scope *s = scope_make(m->mem, SLOT_topic_title);
    const struct part *t = &m->b->parts[part];
    str title = words_label(m->mem, t->title, m->words);
    long long minutes = 0;
    for (isize i = t->first; i < t->first + t->count; i++) {
        const struct post *p = &m->b->posts[i];
        if (post_is_in(p))
            minutes += words_minutes(p->chars_out, p->lang.len ? p->lang : m->conf->lang);
        if (is_own(m, part, i)) page_article(m, scope_row(m->mem, s, SLOT_topic_articles), p);
    }
    scope_text(s, SLOT_topic_title, title);
    scope_text(s, SLOT_topic_count, words_count(m->mem, m->live[part], m->words->articles));
    scope_text(s, SLOT_topic_time, words_time(m->mem, m->words, minutes));
    put_lines(m, s, SLOT_topic_intro, t->intro);
    put_subtopics(m, s, part);
    return page_write(m, PAGE_topic, title, s);
}
