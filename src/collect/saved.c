/*
 * saved.c - what a saved page says of itself without front matter.
 */
#include "collect_local.h"
#include "lang.h"

/* The value of an attribute in one tag, entities decoded, in tmp. */
static str attribute(arena *a, str tag, str name)
{
    for (isize i = 0; (i = str_ifind(tag, name, i)) > 0; i += name.len) {
        isize at = i + name.len;
        if (!is_space(tag.p[i - 1]) || at + 1 >= tag.len || tag.p[at] != '=') continue;
        u8 quote = tag.p[at + 1];
        if (quote != '"' && quote != '\'') continue;
        isize end = str_byte(tag, quote, at + 2);
        if (end < 0) return (str){0};
        return plain_line(a, (str){tag.p + at + 2, end - at - 2});
    }
    return (str){0};
}

struct page {
    str title, og_title, author, url, canonical, date, updated, lang, picture;
};

static void keep_first(str *to, str s)
{
    if (!to->len) *to = s;
}

static void read_meta(arena *a, str tag, struct page *g)
{
    static const struct {
        str name;
        isize field;
    } names[] = {
#define F(name, field) {LIT(name), offsetof(struct page, field)}
        F("og:title", og_title),
        F("og:url", url),
        F("og:image", picture),
        F("og:article:author", author),
        F("article:author", author),
        F("author", author),
        F("article:published_time", date),
        F("og:release_date", date),
        F("datepublished", date),
        F("date", date),
        F("publish-date", date),
        F("article:modified_time", updated),
#undef F
    };
    str name = attribute(a, tag, S("property"));
    if (!name.len) name = attribute(a, tag, S("name"));
    if (!name.len) name = attribute(a, tag, S("itemprop"));
    for (isize i = 0; name.len && i < COUNT(names); i++)
        if (str_ieq(name, names[i].name))
            keep_first((str *)(void *)((u8 *)g + names[i].field), attribute(a, tag, S("content")));
}

enum head_tag { HEAD_META, HEAD_LINK, HEAD_HTML, HEAD_TITLE, HEAD_BODY, HEAD_TAGS };

static enum head_tag head_tag(str s)
{
    static const str names[HEAD_TAGS] = {LIT("<meta"), LIT("<link"), LIT("<html"), LIT("<title"),
                                         LIT("<body")};
    int i = 0;
    while (i < HEAD_TAGS && !str_istarts(s, names[i])) i++;
    return (enum head_tag)i;
}

/* The text of a title element whose start tag ends at s.p[end]. */
static str title_at(arena *a, str s, isize end)
{
    isize close = str_ifind(s, S("</title"), end);
    return close < 0 ? (str){0} : plain_line(a, (str){s.p + end + 1, close - end - 1});
}

/* All that the head says.  Whatever it looks like, a tag is read once. */
static void read_head(arena *a, str s, struct page *g)
{
    bool titled = false;
    for (isize i = 0, end; (i = str_byte(s, '<', i)) >= 0; i = end) {
        enum head_tag is = head_tag(str_skip(s, i));
        end = i + 1;
        if (is == HEAD_BODY) return;
        if (is == HEAD_TAGS) continue;
        end = str_byte(s, '>', i);
        if (end < 0) return;
        str tag = str_skip(str_head(s, end), i);
        if (is == HEAD_META) read_meta(a, tag, g);
        if (is == HEAD_LINK && str_ieq(attribute(a, tag, S("rel")), S("canonical")))
            keep_first(&g->canonical, attribute(a, tag, S("href")));
        if (is == HEAD_HTML) keep_first(&g->lang, attribute(a, tag, S("lang")));
        if (is == HEAD_TITLE && !titled) g->title = title_at(a, s, end);
        titled |= is == HEAD_TITLE;
    }
}

/* WeChat keeps the time in a script: var ct = "1738231334" or create_time: '1738231334'. */
static str wechat_time(str s)
{
    static const str marks[] = {LIT("var ct = \""), LIT("create_time: '"),
                                LIT("oriCreateTime = '")};
    for (isize m = 0; m < COUNT(marks); m++) {
        isize at = str_find(s, marks[m], 0);
        str rest = at < 0 ? (str){0} : str_skip(s, at + marks[m].len);
        isize n = 0;
        while (n < rest.len && is_digit(rest.p[n])) n++;
        if (n == 10) return str_head(rest, n);
    }
    return (str){0};
}

void page_apply(struct intake *in)
{
    enum { HEAD_MAX = 256 << 10, SCRIPT_MAX = 8 << 20 };
    struct post *p = &in->to->p;
    struct page g = {0};
    str s = in->body;
    read_head(in->tmp, str_head(s, s.len < HEAD_MAX ? s.len : HEAD_MAX), &g);
    if (!p->title.len) p->title = str_dup(in->keep, g.og_title.len ? g.og_title : g.title);
    if (!p->title.len) p->title = str_dup(in->keep, heading_find(in->tmp, in->body));
    if (!p->author.len && !str_has(g.author, S("://"))) p->author = str_dup(in->keep, g.author);
    url_apply(in, g.canonical);
    url_apply(in, g.url);
    if (!p->lang.len) p->lang = str_dup(in->keep, lang_mend(in->tmp, g.lang));
    if (!p->headimg.len) p->headimg = str_dup(in->keep, g.picture);
    where at = {.file = p->path};
    if (!p->dated && g.date.len) date_apply(in, g.date, at, false);
    if (!p->updated && g.updated.len) date_apply(in, g.updated, at, true);
    if (!p->dated && str_has(p->url, S("weixin.qq.com")))
        date_apply(in, wechat_time(str_head(s, s.len < SCRIPT_MAX ? s.len : SCRIPT_MAX)), at,
                   false);
}
