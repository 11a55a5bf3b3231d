/* page_know.c - whose page it is, and where the article stands.  See page.h. */
#include "html.h"
#include "page_local.h"
#include "selector.h"
#include "url.h"

static const struct page_kind kinds[] = {
#define PAGE(...) {__VA_ARGS__},
#include "page.def"
#undef PAGE
};

enum { KINDS = COUNT(kinds), ALL_CELLS = KINDS * CELLS };

struct page_set {
    struct selectors *selectors; /* a list's id is its place's number */
    struct place *places;
    isize n;
    isize from[ALL_CELLS + 1]; /* of each cell, row by row */
};

/* --- reading page.def ----------------------------------------------------------- */

static const char *cell_of(const struct page_kind *k, enum page_cell cell)
{
    switch (cell) {
    case CELL_MARKS: return k->marks;
    case CELL_ARTICLE: return k->article;
    case CELL_HEADS: return k->heads;
    case CELL_TITLE: return k->title;
    case CELL_AUTHOR: return k->author;
    case CELL_DATE: return k->date;
    case CELL_PICTURE: return k->picture;
    case CELL_SITE: return k->site;
    case CELLS: break;
    }
    return NULL;
}

static bool take(str *s, str word)
{
    if (!str_starts(*s, word)) return false;
    *s = str_skip(*s, word.len);
    return true;
}

static void add_place(struct page_set *s, arena *a, str text)
{
    struct place p = {0};
    struct selector_fault fault;
    if (take(&text, S("all "))) p.which = PLACE_ALL;
    else if (take(&text, S("first "))) p.which = PLACE_FIRST;
    if (take(&text, S("js:"))) {
        p.mark = text;
    } else {
        isize at = str_find(text, S(" @"), 0);
        if (at >= 0) {
            p.attr = str_skip(text, at + 2);
            text = str_head(text, at);
        }
        bool ok = selectors_add(s->selectors, text, (int)s->n, &fault);
        assert(ok);
        (void)ok;
    }
    s->places = make_room(a, s->places, s->n);
    s->places[s->n++] = p;
}

struct page_set *page_set_make(arena *a)
{
    struct page_set *s = make(a, struct page_set);
    s->selectors = selectors_make(a);
    for (isize i = 0; i < ALL_CELLS; i++) {
        str cell = str_of(cell_of(&kinds[i / CELLS], (enum page_cell)(i % CELLS)));
        s->from[i] = s->n;
        while (cell.len) {
            isize bar = str_find(cell, S(" | "), 0);
            add_place(s, a, bar < 0 ? cell : str_head(cell, bar));
            cell = bar < 0 ? (str){0} : str_skip(cell, bar + 3);
        }
    }
    s->from[ALL_CELLS] = s->n;
    return s;
}

struct places page_places(const struct page_set *s, int kind, enum page_cell cell)
{
    isize i = (isize)kind * CELLS + cell;
    if (kind < 0) return (struct places){0};
    return (struct places){s->places, s->from[i], s->from[i + 1]};
}

const struct page_kind *page_row(int kind)
{
    return kind < 0 ? NULL : &kinds[kind];
}

/* --- one walk ----------------------------------------------------------------------- */

static void add_hit(arena *a, struct hits *list, struct node *n, isize order)
{
    list->v = make_room(a, list->v, list->n);
    list->v[list->n++] = (struct hit){n, order};
}

/* "saved from url=(0042)https://…" as browsers write it, "url: https://…" as SingleFile does. */
static str comment_address(str s)
{
    static const str marks[] = {LIT("saved from url="), LIT("url:")};
    str head = str_head(s, s.len < 400 ? s.len : 400);
    for (isize i = 0; i < COUNT(marks); i++) {
        isize at = str_find(head, marks[i], 0);
        at = at < 0 ? -1 : str_find(head, S("http"), at);
        if (at < 0 || (i && !str_has(head, S("SingleFile")))) continue;
        isize end = at;
        while (end < s.len && !is_space(s.p[end])) end++;
        return (str){s.p + at, end - at};
    }
    return (str){0};
}

static void keep_first(str *to, str s)
{
    if (!to->len) *to = s;
}

static void see_head(arena *a, struct page_found *f, struct node *n, isize order)
{
    if (node_is(n, TAG_SCRIPT)) add_hit(a, &f->script, n, order);
    if (node_is(n, TAG_META)) add_hit(a, &f->meta, n, order);
    if (node_is(n, TAG_META) && str_ieq(node_attr_str(n, S("property")), S("og:url")))
        keep_first(&f->og_url, node_attr_str(n, S("content")));
    if (node_is(n, TAG_LINK) && str_ieq(node_attr_str(n, S("rel")), S("canonical")))
        keep_first(&f->canonical, node_attr(n, ATTR_HREF));
    if (node_is(n, TAG_HTML)) keep_first(&f->lang, node_attr(n, ATTR_LANG));
    if (node_is(n, TAG_TITLE) && !f->title.len) f->title = place_value(a, n, (str){0});
}

/* Where a walk is: marks of what stands above, by depth. */
struct walk {
    u64 above[HTML_DEPTH + 2];
    int depth;
};

static struct node *step(struct walk *w, struct node *n, const struct node *root)
{
    if (n->first && !node_is(n, TAG_TEMPLATE) && w->depth <= HTML_DEPTH) {
        w->above[w->depth + 1] = w->above[w->depth] | selectors_marks(n);
        w->depth++;
        return n->first;
    }
    for (; n != root; n = n->parent, w->depth--)
        if (n->next) return n->next;
    return NULL;
}

static void look(arena *a, struct page_found *f, struct node *doc)
{
    struct walk w = {.depth = 0};
    isize order = 0;
    bool body = false;
    for (struct node *n = doc; n; n = step(&w, n, doc), order++) {
        u64 above = w.above[w.depth];
        body |= node_is(n, TAG_BODY);
        if (n->tag == TAG_COMMENT && !body) keep_first(&f->comment_url, comment_address(n->text));
        if (n->tag < TAG_UNKNOWN) continue;
        see_head(a, f, n, order);
        for (int i = -1; (i = selectors_next_below(f->set->selectors, n, above, i)) >= 0;)
            add_hit(a, &f->hits[i], n, order);
    }
}

/* --- the article ----------------------------------------------------------------------- */

bool page_blank(const struct node *n)
{
    for (const struct node *k = n; k;) {
        if (node_is(k, TAG_SCRIPT) || node_is(k, TAG_STYLE) || node_is(k, TAG_TEMPLATE)) {
            k = node_skip(k, n);
            continue;
        }
        if (node_is(k, TAG_IMG) || node_is(k, TAG_VIDEO)) return false;
        if (k->tag == TAG_TEXT && str_trim(k->text).len) return false;
        k = node_next(k, n);
    }
    return true;
}

static bool is_in(const struct node *n, const struct node *outer)
{
    while (n && n != outer) n = n->parent;
    return n != NULL;
}

/* The body itself is no part of the page, and what stands in the head nobody sees. */
static bool can_be(const struct node *n)
{
    if (n->ns != NS_HTML || node_is(n, TAG_BODY) || node_is(n, TAG_HTML)) return false;
    for (; n; n = n->parent)
        if (node_is(n, TAG_HEAD) || node_is(n, TAG_DATALIST) || node_is(n, TAG_NOSCRIPT))
            return false;
    return true;
}

static void add_article(arena *a, struct page *g, struct node *n)
{
    g->articles = make_room(a, g->articles, g->n);
    g->articles[g->n++] = (struct page_article){.node = n};
}

/* The outermost elements of a place that have something to show. */
static bool take_place(arena *a, struct page *g, isize place)
{
    const struct place *p = &g->found->set->places[place];
    const struct hits *h = &g->found->hits[place];
    const struct node *last = NULL; /* the outermost one so far, which may be blank */
    g->articles = NULL;
    g->n = 0;
    if (p->mark.len) {
        struct node *n = script_article(a, g->found, p->mark);
        g->scripted = n != NULL;
        if (n) add_article(a, g, n);
        return n != NULL;
    }
    for (isize i = 0; i < h->n; i++) {
        struct node *n = h->v[i].node;
        if ((last && is_in(n, last)) || !can_be(n)) continue;
        last = n;
        if (page_blank(n)) continue;
        add_article(a, g, n);
        if (p->which == PLACE_FIRST) break;
    }
    return g->n == 1 || (g->n && p->which == PLACE_ALL);
}

/* Each name that stands before an article and behind the one before it. */
static void read_names(arena *a, struct page *g, const struct hits *articles,
                       const struct hits *names)
{
    isize name = 0;
    for (isize i = 0, k = 0; i < articles->n && k < g->n; i++) {
        if (articles->v[i].node != g->articles[k].node) continue;
        for (; name < names->n && names->v[name].order < articles->v[i].order; name++)
            g->articles[k].head = place_value(a, names->v[name].node, (str){0});
        k++;
    }
}

static void read_heads(arena *a, struct page *g, isize place)
{
    struct places p = page_places(g->found->set, g->found->kind, CELL_HEADS);
    for (isize i = p.from; i < p.to && g->n > 1 && !g->articles[0].head.len; i++)
        read_names(a, g, &g->found->hits[place], &g->found->hits[i]);
}

static bool try_kind(arena *a, struct page *g, int kind)
{
    struct places p = page_places(g->found->set, kind, CELL_ARTICLE);
    for (isize i = p.from; i < p.to; i++) {
        if (!take_place(a, g, i)) continue;
        g->found->kind = kind;
        g->kind = &kinds[kind];
        read_heads(a, g, i);
        return true;
    }
    g->n = 0;
    return false;
}

/* --- recognition ------------------------------------------------------------------------- */

static bool is_from(const struct page_found *f, const char *hosts)
{
    const str urls[] = {f->given_url, f->canonical, f->og_url, f->comment_url};
    for (isize i = 0; i < COUNT(urls); i++)
        if (url_host_in(url_split(urls[i]).host, hosts)) return true;
    return false;
}

static bool is_marked(const struct page_found *f, int kind)
{
    struct places p = page_places(f->set, kind, CELL_MARKS);
    for (isize i = p.from; i < p.to; i++)
        if (f->hits[i].n) return true;
    return false;
}

struct page page_read(arena *a, const struct page_set *s, struct node *doc, str url)
{
    struct page g = {.doc = doc, .found = make(a, struct page_found)};
    *g.found = (struct page_found){.set = s, .kind = -1, .given_url = url};
    g.found->hits = make_n(a, struct hits, s->n + 1);
    look(a, g.found, doc);
    for (int i = 0; i < KINDS && !g.kind; i++)
        if (is_from(g.found, kinds[i].hosts)) try_kind(a, &g, i);
    for (int i = 0; i < KINDS && !g.kind; i++)
        if (is_marked(g.found, i)) try_kind(a, &g, i);
    return g;
}
