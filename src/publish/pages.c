/* pages.c - the archive, and a page for each issue. */
#include "publish_local.h"
#include "path.h"

/* --- pieces --- */

static void picture(struct xml *x, const struct site *s, str path, int w, int h, const char *up)
{
    xml_open(x, "img");
    xml_attr(x, "src", str_printf(s->mem, "%s%.*s", up, STR(href_of(s->mem, path))));
    xml_attr(x, "alt", S(""));
    xml_attr(x, "width", str_printf(s->mem, "%d", w));
    xml_attr(x, "height", str_printf(s->mem, "%d", h));
    xml_close_void(x);
}

static void date_of_issue(struct xml *x, const struct site *s, const struct issue *is)
{
    xml_leaf_attr(x, "time", "datetime", is->date, issue_date(s->mem, is));
}

/* "2021年8月14日 · 41 篇文章" */
static void facts(struct xml *x, const struct site *s, const struct issue *is)
{
    xml_open(x, "p");
    xml_attr(x, "class", S("web-facts"));
    date_of_issue(x, s, is);
    if (is->narticles) {
        xml_text(x, S(" · "));
        xml_text(x, words_count(s->mem, is->narticles, s->words->articles));
    }
    xml_close(x);
    xml_line(x);
}

static void download(struct xml *x, const struct site *s, const struct issue *is,
                     const struct edition *e, const char *up)
{
    arena *a = s->mem;
    xml_open(x, "a");
    xml_attr(x, "class", S("web-file"));
    xml_attr(x, "href", str_printf(a, "%sissues/%.*s", up, STR(href_of(a, e->name))));
    xml_attr(x, "type", S(EPUB_TYPE));
    xml_attr(x, "download", e->name);
    xml_text(x, edition_label(a, s, is, e));
    xml_text(x, S(" "));
    xml_leaf(x, "small", size_shown(a, e->bytes));
    xml_close(x);
    xml_line(x);
}

/* The button for reading, then files. */
static void ways(struct xml *x, const struct site *s, const struct issue *is, const char *up)
{
    arena *a = s->mem;
    xml_open(x, "p");
    xml_attr(x, "class", S("web-ways"));
    xml_line(x);
    if (is->first.len) {
        str first =
            str_printf(a, "%sissues/%.*s/%.*s", up, STR(href_of(a, is->slug)), STR(is->first));
        web_link(x, "web-open", first, str_of(s->words->web_read));
        xml_line(x);
    }
    for (isize i = 0; i < is->neditions; i++) download(x, s, is, &is->editions[i], up);
    xml_close(x);
    xml_line(x);
}

static str issue_page(arena *a, const struct issue *is)
{
    return str_printf(a, "issues/%.*s/index.html", STR(href_of(a, is->slug)));
}

/* --- the archive --- */

static void card(struct xml *x, const struct site *s, const struct issue *is, bool large)
{
    arena *a = s->mem;
    str page = issue_page(a, is);
    xml_open(x, large ? "article" : "li");
    xml_attr(x, "class", large ? S("web-latest") : S("web-card"));
    xml_line(x);
    if (is->thumb.len) {
        xml_open(x, "a");
        xml_attr(x, "class", S("web-cover"));
        xml_attr(x, "href", page);
        xml_attr(x, "tabindex", S("-1"));
        xml_attr(x, "aria-hidden", S("true"));
        if (large) picture(x, s, is->cover, is->cover_w, is->cover_h, "");
        else picture(x, s, is->thumb, is->thumb_w, is->thumb_h, "");
        xml_close(x);
        xml_line(x);
    }
    xml_open(x, "div");
    xml_attr(x, "class", S("web-about"));
    xml_line(x);
    if (large) xml_leaf_attr(x, "p", "class", S("web-mark"), str_of(s->words->web_latest));
    xml_open(x, large ? "h2" : "h3");
    web_link(x, NULL, page, is->title);
    xml_close(x);
    xml_line(x);
    facts(x, s, is);
    if (large) {
        xml_leaf_attr(x, "p", "class", S("web-summary"), issue_summary(a, s, is));
        xml_line(x);
        ways(x, s, is, "");
    }
    xml_close(x);
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

static str year_of(const struct issue *is)
{
    return str_head(is->date, is->date.len < 4 ? is->date.len : 4);
}

/* All but the newest; by years if there are several. */
static void earlier(struct xml *x, const struct site *s)
{
    bool years = !str_eq(year_of(&s->v[1]), year_of(&s->v[s->n - 1]));
    xml_leaf_attr(x, "h2", "class", S("web-rest"), str_of(s->words->web_earlier));
    xml_line(x);
    for (isize i = 1; i < s->n; i++) {
        bool begins = i == 1 || (years && !str_eq(year_of(&s->v[i]), year_of(&s->v[i - 1])));
        bool last = i + 1 == s->n || (years && !str_eq(year_of(&s->v[i]), year_of(&s->v[i + 1])));
        if (begins && years) {
            xml_leaf_attr(x, "p", "class", S("web-year"), year_of(&s->v[i]));
            xml_line(x);
        }
        if (begins) {
            xml_open(x, "ul");
            xml_attr(x, "class", S("web-cards"));
            xml_line(x);
        }
        card(x, s, &s->v[i], false);
        if (last) {
            xml_close(x);
            xml_line(x);
        }
    }
}

static void feeds(struct xml *x, const struct site *s)
{
    xml_open(x, "footer");
    xml_attr(x, "class", S("web-foot"));
    xml_line(x);
    xml_open(x, "p");
    web_link(x, NULL, S("feed.xml"), str_of(s->words->web_feed));
    if (s->conf->publish_opds) {
        xml_text(x, S(" "));
        web_link(x, NULL, S("opds/index.xml"), str_of(s->words->web_catalogue));
    }
    xml_text(x, S(" "));
    web_link(x, NULL, S("sha256sums"), S("SHA-256"));
    xml_close(x);
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

static void write_page(struct site *s, enum rank rank, str path, const struct buf *out)
{
    site_bytes(s, rank, path, buf_str(out));
}

static void archive(struct site *s)
{
    struct buf out = {.mem = s->mem};
    struct xml *x = make(s->mem, struct xml);
    struct page p = {.title = s->title, .up = "", .body = "web-archive"};
    x->out = &out;
    web_begin(x, s, &p);
    xml_open(x, "header");
    xml_attr(x, "class", S("web-head"));
    xml_line(x);
    xml_leaf(x, "h1", s->title);
    xml_line(x);
    if (s->conf->description.len) xml_leaf(x, "p", s->conf->description);
    xml_close(x);
    xml_line(x);
    xml_open(x, "main");
    xml_line(x);
    if (s->n) card(x, s, &s->v[0], true);
    else xml_leaf(x, "p", str_of(s->words->web_nothing));
    if (s->n > 1) earlier(x, s);
    xml_close(x);
    xml_line(x);
    feeds(x, s);
    web_end(x);
    write_page(s, RANK_FRONT, S("index.html"), &out);
}

/* --- one issue --- */

static void line_item(struct xml *x, const struct line *l)
{
    if (l->href.len) web_link(x, NULL, l->href, l->label);
    else xml_leaf(x, "span", l->label);
    if (!l->author.len) return;
    xml_text(x, S(" "));
    xml_leaf_attr(x, "span", "class", S("web-by"), l->author);
}

/* Two levels are enough to find an article. */
static void contents(struct xml *x, const struct site *s, const struct issue *is)
{
    int depth = -1;
    xml_open(x, "nav");
    xml_attr(x, "class", S("web-contents"));
    xml_attr(x, "aria-labelledby", S("contents"));
    xml_line(x);
    xml_open(x, "h2");
    xml_attr(x, "id", S("contents"));
    xml_text(x, str_of(s->words->web_contents));
    xml_close(x);
    xml_line(x);
    for (isize i = 0; i < is->nlines; i++) {
        const struct line *l = &is->lines[i];
        int level = l->level > depth + 1 ? depth + 1 : l->level;
        if (str_has(l->href, S("#")) || level > 3) continue; /* a section of an article */
        if (level > depth) xml_open(x, "ol");
        for (int k = depth; k > level; k--) {
            xml_close(x);
            xml_close(x);
            xml_line(x);
        }
        if (level <= depth) xml_close(x); /* the li before */
        xml_line(x);
        depth = level;
        xml_open(x, "li");
        if (l->back) xml_attr(x, "class", S("web-back"));
        line_item(x, l);
    }
    for (; depth >= 0; depth--) {
        xml_close(x);
        xml_close(x);
    }
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

static void sums(struct xml *x, const struct site *s, const struct issue *is)
{
    xml_open(x, "section");
    xml_attr(x, "class", S("web-sums"));
    xml_line(x);
    xml_leaf(x, "h2", str_of(s->words->web_files));
    xml_line(x);
    xml_open(x, "dl");
    xml_line(x);
    for (isize i = 0; i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        xml_open(x, "dt");
        web_link(x, NULL, str_printf(s->mem, "../%.*s", STR(href_of(s->mem, e->name))), e->name);
        xml_text(x, str_printf(s->mem, " %.*s, %.*s", STR(edition_label(s->mem, s, is, e)),
                               STR(size_shown(s->mem, e->bytes))));
        xml_close(x);
        xml_line(x);
        xml_open(x, "dd");
        xml_text(x, S("SHA-256 "));
        xml_leaf(x, "code", e->sum);
        xml_close(x);
        xml_line(x);
    }
    xml_close(x);
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

/* To the archive and to the issues beside. */
static void bar(struct xml *x, const struct site *s, const struct page *p)
{
    xml_open(x, "nav");
    xml_attr(x, "class", S("web-bar"));
    xml_attr(x, "aria-label", str_of(s->words->web_issues));
    xml_line(x);
    if (p->prev.len) web_link(x, "web-prev", p->prev, str_of(s->words->web_before));
    else xml_leaf_attr(x, "span", "class", S("web-prev"), S(""));
    web_link(x, "web-home", S("../../index.html"), s->title);
    if (p->next.len) web_link(x, "web-next", p->next, str_of(s->words->web_after));
    else xml_leaf_attr(x, "span", "class", S("web-next"), S(""));
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

static void issue(struct site *s, isize i)
{
    arena *a = s->mem;
    const struct issue *is = &s->v[i];
    struct buf out = {.mem = a};
    struct xml *x = make(a, struct xml);
    struct page p = {.title = is->title, .lang = is->lang, .up = "../../", .body = "web-issue"};
    if (i + 1 < s->n) p.prev = str_printf(a, "../%.*s/index.html", STR(href_of(a, is[1].slug)));
    if (i) p.next = str_printf(a, "../%.*s/index.html", STR(href_of(a, is[-1].slug)));
    x->out = &out;
    web_begin(x, s, &p);
    bar(x, s, &p);
    xml_open(x, "main");
    xml_line(x);
    xml_open(x, "header");
    xml_attr(x, "class", S("web-latest"));
    xml_line(x);
    if (is->cover.len) {
        xml_open(x, "p");
        xml_attr(x, "class", S("web-cover"));
        picture(x, s, is->cover, is->cover_w, is->cover_h, "../../");
        xml_close(x);
        xml_line(x);
    }
    xml_open(x, "div");
    xml_attr(x, "class", S("web-about"));
    xml_line(x);
    xml_leaf(x, "h1", is->title);
    xml_line(x);
    facts(x, s, is);
    if (is->description.len) xml_leaf_attr(x, "p", "class", S("web-summary"), is->description);
    ways(x, s, is, "../../");
    xml_close(x);
    xml_line(x);
    xml_close(x);
    xml_line(x);
    if (is->nlines) contents(x, s, is);
    sums(x, s, is);
    xml_close(x);
    xml_line(x);
    web_end(x);
    write_page(s, RANK_PAGE, str_printf(a, "issues/%.*s/index.html", STR(is->slug)), &out);
}

void pages_make(struct site *s)
{
    for (isize i = 0; i < s->n; i++) issue(s, i);
    archive(s);
}
