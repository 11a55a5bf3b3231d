/* page_fields.c - what a page says of itself.  See page.h. */
#include "page_local.h"
#include "path.h"
#include "url.h"

/* --- one element -------------------------------------------------------------------- */

static bool is_unread(const struct node *n)
{
    return node_is(n, TAG_SCRIPT) || node_is(n, TAG_STYLE) || node_is(n, TAG_TEMPLATE);
}

str page_text(arena *a, const struct node *n)
{
    struct buf b = {.mem = a};
    for (const struct node *k = n; k;) {
        if (is_unread(k)) {
            k = node_skip(k, n);
            continue;
        }
        if (k->tag == TAG_TEXT) buf_add(&b, k->text);
        if (node_is(k, TAG_BR) || node_is(k, TAG_P) || node_is(k, TAG_DIV)) buf_byte(&b, ' ');
        k = node_next(k, n);
    }
    return buf_str(&b);
}

static str picture_of(const struct node *img)
{
    static const str names[] = {LIT("data-original"), LIT("data-actualsrc"), LIT("data-src"),
                                LIT("data-lazy-src"), LIT("src")};
    for (isize i = 0; i < COUNT(names); i++) {
        str s = str_trim(node_attr_str(img, names[i]));
        if (s.len && !str_istarts(s, S("data:"))) return s;
    }
    return (str){0};
}

str place_value(arena *a, const struct node *n, str attr)
{
    enum { LONGEST = 2000 }; /* bytes: more is no field */
    str s = {0};
    bool shown = !attr.len && !node_is(n, TAG_IMG);
    if (attr.len) s = node_attr_str(n, attr);
    else if (node_is(n, TAG_IMG)) s = picture_of(n);
    else if (node_is(n, TAG_TIME)) s = node_attr_str(n, S("datetime"));
    if (shown && !s.len) s = node_attr_str(n, S("content")); /* of meta, and of microdata */
    if (shown && !s.len) s = page_text(a, n);
    s = str_trim(s);
    return s.len <= LONGEST ? s : (str){0};
}

/* --- cells ---------------------------------------------------------------------------- */

static str place_says(arena *a, const struct page_found *f, const struct place *p,
                      const struct hits *hits)
{
    enum { LOOKED_AT = 16 }; /* elements, of which the first ones may be empty */
    if (p->mark.len) return script_value(a, f, p->mark);
    for (isize i = 0; i < hits->n && i < LOOKED_AT; i++) {
        str s = place_value(a, hits->v[i].node, p->attr);
        if (s.len) return s;
    }
    return (str){0};
}

/* The first place of a row's cell that says something. */
static str cell_says(arena *a, const struct page_found *f, int kind, enum page_cell cell)
{
    struct places p = page_places(f->set, kind, cell);
    for (isize i = p.from; i < p.to; i++) {
        str s = place_says(a, f, &p.v[i], &f->hits[i]);
        if (s.len) return s;
    }
    return (str){0};
}

static void keep_first(str *to, str s)
{
    if (!to->len) *to = str_trim(s);
}

/* --- dates of visible lines ------------------------------------------------------------- */

/* Bytes of a date and its time: digits, marks, "年月日时分秒". */
static isize date_byte(str s)
{
    static const str han[] = {LIT("年"), LIT("月"), LIT("日"), LIT("时"),
                              LIT("分"), LIT("秒"), LIT("点")};
    static const str marks = LIT("-/.: TZ+");
    if (is_digit(s.p[0]) || str_byte(marks, s.p[0], 0) >= 0) return 1;
    for (isize i = 0; i < COUNT(han); i++)
        if (str_starts(s, han[i])) return han[i].len;
    return 0;
}

/* A number of seconds, or "2021-8-14 15:37" of "发布于 2021-8-14 15:37 · 12 人赞同"; {0} if it has
 * no such date. */
static str date_of(str s)
{
    long long seconds;
    if (str_int(s, &seconds)) return s;
    for (isize i = 0; i + 8 <= s.len; i++) {
        str rest = str_skip(s, i);
        bool year = (str_starts(rest, S("19")) || str_starts(rest, S("20"))) &&
                    is_digit(rest.p[2]) && is_digit(rest.p[3]) && !is_digit(rest.p[4]) &&
                    date_byte(str_skip(rest, 4));
        if (!year || (i && is_digit(s.p[i - 1]))) continue;
        isize end = 4, n;
        while (end < rest.len && (n = date_byte(str_skip(rest, end)))) end += n;
        rest = str_trim(str_head(rest, end));
        while (rest.len && str_byte(S("-/.:+T"), rest.p[rest.len - 1], 0) >= 0) rest.len--;
        return rest;
    }
    return (str){0};
}

static bool is_month(str s)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; s.len >= 4 && i < 12; i++)
        if (str_istarts(s, (str){(const u8 *)names + (isize)i * 3, 3})) return true;
    return false;
}

/* "August 14, 2021" or "14 August 2021" of a line in English; {0} if there is none. */
static str worded_date(str s)
{
    for (isize i = 0; i < s.len; i++) {
        if ((i && is_alpha(s.p[i - 1])) || !is_month(str_skip(s, i))) continue;
        isize from = i, end = i;
        while (from > 0 && (is_digit(s.p[from - 1]) || is_space(s.p[from - 1]))) from--;
        while (end < s.len && (is_alpha(s.p[end]) || s.p[end] == '.')) end++;
        while (end < s.len && (is_digit(s.p[end]) || is_space(s.p[end]) || s.p[end] == ',')) end++;
        return str_trim((str){s.p + from, end - from});
    }
    return (str){0};
}

/* A line that speaks of a date but has none, "3 小时前", is not worth a message. */
static str visible_date(str s)
{
    isize digits = 0;
    str date = date_of(s);
    if (!date.len) date = worded_date(s);
    for (isize i = 0; i < date.len; i++) digits += is_digit(date.p[i]);
    return digits >= 5 ? date : (str){0};
}

/* --- meta elements ----------------------------------------------------------------------- */

/* Which field each speaks of. */
static const struct {
    str name;
    isize field;
} metas[] = {
#define F(name, field)                                                                             \
    {                                                                                              \
        LIT(name), offsetof(struct page_says, field)                                               \
    }
    F("og:image", picture),
    F("og:article:author", author),
    F("article:author", author),
    F("author", author),
    F("parsely-author", author),
    F("article:published_time", date),
    F("og:article:published_time", date),
    F("bytedance:published_time", date),
    F("og:release_date", date),
    F("og:published_time", date),
    F("datepublished", date),
    F("parsely-pub-date", date),
    F("weibo: article:create_at", date),
    F("date", date),
    F("pubdate", date),
    F("publishdate", date),
    F("publish-date", date),
    F("dc.date.issued", date),
    F("article:modified_time", updated),
    F("bytedance:updated_time", updated),
    F("og:updated_time", updated),
    F("datemodified", updated),
    F("og:site_name", site),
    F("og:title", title),
#undef F
};

static void read_meta(const struct node *n, struct page_says *to)
{
    str name = node_attr_str(n, S("property")), value = node_attr_str(n, S("content"));
    if (!name.len) name = node_attr_str(n, S("name"));
    if (!name.len) name = node_attr_str(n, S("itemprop"));
    for (isize i = 0; name.len && i < COUNT(metas); i++) {
        str *field = (str *)(void *)((u8 *)to + metas[i].field);
        bool profile =
            metas[i].field == offsetof(struct page_says, author) && str_has(value, S("://"));
        if (str_ieq(name, metas[i].name) && !profile) keep_first(field, value);
    }
}

/* --- titles -------------------------------------------------------------------------------- */

static isize separator_before(str s)
{
    static const str marks[] = {LIT("-"), LIT("|"),  LIT("_"), LIT("–"), LIT("—"), LIT("·"),
                                LIT("»"), LIT("｜"), LIT("•"), LIT(":"), LIT("/"), LIT(",")};
    for (isize i = 0; i < COUNT(marks); i++)
        if (str_ends(s, marks[i])) return marks[i].len;
    return 0;
}

/* "title - site" without " - site"; the title itself may be all there is. */
static str cut_site(str title, str site)
{
    if (!site.len || !str_iends(title, site)) return title;
    str rest = str_trim(str_head(title, title.len - site.len));
    isize n = separator_before(rest);
    bool more = n > 0;
    for (; n; n = separator_before(rest)) rest = str_trim(str_head(rest, rest.len - n));
    return more && rest.len ? rest : title;
}

/* "(12 封私信 / 3 条消息) title" as a reader of Zhihu sees it who has logged in. */
static str cut_letters(str title)
{
    isize end = str_starts(title, S("(")) ? str_byte(title, ')', 0) : -1;
    if (end < 0 || end > 80) return title;
    str letters = str_head(title, end);
    bool is =
        str_has(letters, S("私信")) || str_has(letters, S("条消息")) || str_has(letters, S("未读"));
    return is ? str_trim(str_skip(title, end + 1)) : title;
}

static str cut_suffixes(str title, const struct page *g, const struct page_says *says)
{
    enum { ROUNDS = 3 };
    str row = str_of(g->kind ? g->kind->suffix : NULL);
    title = cut_letters(str_trim(title));
    for (int round = 0; round < ROUNDS; round++) {
        title = cut_site(title, says->site);
        for (str rest = row; rest.len;) {
            isize bar = str_find(rest, S(" | "), 0);
            title = cut_site(title, bar < 0 ? rest : str_head(rest, bar));
            rest = bar < 0 ? (str){0} : str_skip(rest, bar + 3);
        }
        if (row.len) title = cut_site(title, says->author); /* "title - author - 博客园" */
    }
    return title;
}

/* --- all of it ------------------------------------------------------------------------------ */

static struct ld read_ld(arena *a, const struct page_found *f)
{
    struct ld ld = {0};
    for (isize i = 0; i < f->script.n; i++) {
        const struct node *n = f->script.v[i].node;
        bool is = str_istarts(str_trim(node_attr_str(n, S("type"))), S("application/ld+json"));
        if (is && n->first) ld_read(a, n->first->text, &ld);
    }
    return ld;
}

static void add_url(struct page_says *to, str url)
{
    url = str_trim(url);
    if (url.len && to->nurls < COUNT(to->url)) to->url[to->nurls++] = url;
}

struct page_says page_says(arena *a, const struct page *g)
{
    const struct page_found *f = g->found;
    struct page_says to = {.lang = f->lang}, meta = {0};
    struct ld ld = read_ld(a, f);
    int kind = f->kind;
    for (isize i = 0; i < f->meta.n; i++) read_meta(f->meta.v[i].node, &meta);

    keep_first(&to.site, cell_says(a, f, kind, CELL_SITE));
    keep_first(&to.site, meta.site);
    keep_first(&to.site, ld.site);
    keep_first(&to.author, cell_says(a, f, kind, CELL_AUTHOR));
    keep_first(&to.author, ld.author);
    keep_first(&to.author, meta.author);
    keep_first(&to.author, cell_says(a, f, PAGE_STANDARD, CELL_AUTHOR));
    if (str_has(to.author, S("://"))) to.author = (str){0};
    /* What is written for machines names the minute, and what is written for readers the day. */
    keep_first(&to.date, ld.date);
    keep_first(&to.date, meta.date);
    keep_first(&to.date, visible_date(cell_says(a, f, kind, CELL_DATE)));
    keep_first(&to.date, visible_date(cell_says(a, f, PAGE_STANDARD, CELL_DATE)));
    keep_first(&to.updated, ld.updated);
    keep_first(&to.updated, meta.updated);
    keep_first(&to.picture, cell_says(a, f, kind, CELL_PICTURE));
    keep_first(&to.picture, meta.picture);
    keep_first(&to.picture, ld.picture);
    keep_first(&to.picture, cell_says(a, f, PAGE_STANDARD, CELL_PICTURE));

    keep_first(&to.title, cell_says(a, f, kind, CELL_TITLE));
    keep_first(&to.title, ld.rank > 1 ? ld.title : (str){0});
    keep_first(&to.title, cut_suffixes(meta.title, g, &to));
    keep_first(&to.title, cell_says(a, f, PAGE_STANDARD, CELL_TITLE));
    keep_first(&to.title, cut_suffixes(f->title, g, &to));
    add_url(&to, f->canonical);
    add_url(&to, f->og_url);
    add_url(&to, f->comment_url);
    return to;
}

/* --- content ------------------------------------------------------------------------------ */

struct node *page_content(arena *a, const struct page *g)
{
    struct node *root = node_make(a, TAG_DOCUMENT);
    struct node *body = NULL;
    for (struct node *n = g->doc; n && !body; n = node_next(n, g->doc))
        if (node_is(n, TAG_BODY)) body = n;
    node_move_kids(root, body ? body : g->doc);
    if (g->scripted) node_append(root, g->articles[0].node);
    return root;
}

/* --- pictures ------------------------------------------------------------------------------- */

/* "name-300x200", which WordPress made of "name". */
static str cut_size(str stem)
{
    isize i = stem.len, digits = 0;
    while (i > 0 && is_digit(stem.p[i - 1])) i--, digits++;
    if (!digits || !i || stem.p[i - 1] != 'x') return stem;
    for (digits = 0, i--; i > 0 && is_digit(stem.p[i - 1]); digits++) i--;
    return digits && i > 1 && stem.p[i - 1] == '-' ? str_head(stem, i - 1) : stem;
}

str page_picture_key(arena *a, str url)
{
    str key = url_key(a, url);
    isize query = str_byte(key, '?', 0);
    if (query >= 0) key = str_head(key, query);
    isize slash = str_byte(key, '/', 0);
    str host = slash < 0 ? key : str_head(key, slash);
    if (url_host_in(host, "qpic.cn")) return path_dir(key); /* "ID/640" */
    isize name = key.len;
    while (name > 0 && key.p[name - 1] != '/') name--;
    isize dot = key.len;
    while (dot > name && key.p[dot - 1] != '.') dot--;
    isize end = dot > name + 1 ? dot - 1 : key.len;
    if (!url_host_in(host, "zhimg.com sinaimg.cn")) return cut_size(str_head(key, end));
    str stem = {key.p + name, end - name}; /* "v2-HASH_1440w", on any of their hosts */
    isize under = str_byte(stem, '_', 0);
    return under > 0 ? str_head(stem, under) : stem;
}
