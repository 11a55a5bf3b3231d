/* page.c - what all pages have: head, references, sizes, labels. */
#include "publish_local.h"
#include "date.h"
#include "device.h"

static bool is_plain(u8 c)
{
    return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '~' || c == '/';
}

str href_of(arena *a, str path)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < path.len; i++) {
        if (is_plain(path.p[i])) buf_byte(&b, path.p[i]);
        else buf_printf(&b, "%%%02X", path.p[i]);
    }
    return buf_str(&b);
}

str site_href(const struct site *s, arena *a, const char *up, str path)
{
    str to = href_of(a, path), base = s->want->base;
    return base.len ? str_printf(a, "%.*s%.*s", STR(base), STR(to))
                    : str_printf(a, "%s%.*s", up, STR(to));
}

static void head_link(struct xml *x, const char *rel, const char *type, str href)
{
    if (!href.len) return;
    xml_open(x, "link");
    xml_attr(x, "rel", str_of(rel));
    if (type) xml_attr(x, "type", str_of(type));
    xml_attr(x, "href", href);
    xml_close_void(x);
    xml_line(x);
}

static void head_meta(struct xml *x, const char *name, const char *content)
{
    xml_open(x, "meta");
    xml_attr(x, "name", str_of(name));
    xml_attr(x, "content", str_of(content));
    xml_close_void(x);
    xml_line(x);
}

void web_begin(struct xml *x, const struct site *s, const struct page *p)
{
    arena *a = s->mem;
    str lang = p->lang.len ? p->lang : s->conf->lang;
    xml_doctype_html(x);
    xml_open(x, "html");
    xml_attr(x, "xmlns", S("http://www.w3.org/1999/xhtml"));
    xml_attr(x, "lang", lang);
    xml_line(x);
    xml_open(x, "head");
    xml_line(x);
    xml_open(x, "meta");
    xml_attr(x, "charset", S("utf-8"));
    xml_close_void(x);
    xml_line(x);
    head_meta(x, "viewport", "width=device-width, initial-scale=1");
    head_meta(x, "color-scheme", "light dark");
    /* An issue holds what others wrote: it is for those who know the address. */
    if (!s->conf->publish_robots) head_meta(x, "robots", "noindex, nofollow");
    head_meta(x, "referrer", "no-referrer");
    head_meta(x, "generator", "zhbook " ZHBOOK_VERSION);
    xml_leaf(x, "title", words_label(a, p->title, s->words));
    xml_line(x);
    for (isize i = 0; i < p->css.n; i++) head_link(x, "stylesheet", NULL, p->css.v[i]);
    head_link(x, "stylesheet", NULL, str_printf(a, "%sweb.css", p->up));
    head_link(x, "alternate", "application/atom+xml", str_printf(a, "%sfeed.xml", p->up));
    if (s->conf->publish_opds)
        head_link(x, "alternate", "application/atom+xml;profile=opds-catalog",
                  str_printf(a, "%sopds/index.xml", p->up));
    head_link(x, "prev", NULL, p->prev);
    head_link(x, "next", NULL, p->next);
    xml_close(x);
    xml_line(x);
    xml_open(x, "body");
    xml_attr(x, "class", str_of(p->body));
    xml_line(x);
}

void web_end(struct xml *x)
{
    xml_close(x);
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

void web_link(struct xml *x, const char *class, str href, str text)
{
    xml_open(x, "a");
    if (class) xml_attr(x, "class", str_of(class));
    xml_attr(x, "href", href);
    xml_text(x, text);
    xml_close(x);
}

str size_shown(arena *a, long long bytes)
{
    if (bytes < 100000) return str_printf(a, "%lld kB", (bytes + 999) / 1000);
    long long tenths = (bytes + 50000) / 100000;
    return str_printf(a, "%lld.%lld MB", tenths / 10, tenths % 10);
}

/* Do the editions of the issue differ in this? */
static bool has_devices(const struct issue *is)
{
    for (isize i = 1; i < is->neditions; i++)
        if (!str_eq(is->editions[i].device, is->editions[0].device)) return true;
    return false;
}

str edition_label(arena *a, const struct site *s, const struct issue *is, const struct edition *e)
{
    struct buf b = {.mem = a};
    buf_add(&b, e->kepub ? S("KEPUB") : S("EPUB"));
    if (e->kepub && !has_devices(is)) buf_add(&b, S(" (Kobo)"));
    if (has_devices(is)) buf_printf(&b, " · %.*s", STR(e->device));
    if (e->part) buf_printf(&b, " · %s %d", s->words->web_volume, e->part);
    return buf_str(&b);
}

str issue_date(arena *a, const struct issue *is)
{
    long long v[3];
    str d = is->date;
    if (d.len < 10 || !str_int(str_head(d, 4), &v[0]) || !str_int((str){d.p + 5, 2}, &v[1]) ||
        !str_int((str){d.p + 8, 2}, &v[2]))
        return d;
    struct date day = {.year = v[0], .month = (int)v[1], .day = (int)v[2]};
    return date_shown(a, day, is->lang);
}
