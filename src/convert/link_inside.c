/*
 * link_inside.c - the post of this book that a link means.
 *
 * Every question to the table of links.c goes onto the chapter's list, with its answer:
 * another set of posts may answer otherwise, and a kept chapter is asked again (shelf.c).
 */
#include "convert_local.h"
#include "path.h"
#include "url.h"

static const struct post *ask(struct chapter *c, str key)
{
    if (!key.len) return NULL;
    const struct post *p = links_find(c->links, key);
    asked_add(c, (struct asked){.ref = key, .kind = ASKED_LINK, .href = link_name(p)});
    return p;
}

str link_title(struct chapter *c, const struct post *p)
{
    asked_add(c, (struct asked){.ref = link_name(p), .kind = ASKED_TITLE, .href = p->title});
    return p->title;
}

static str no_slash(str s)
{
    while (s.len && s.p[s.len - 1] == '/') s.len--;
    return s;
}

static bool is_number(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (!is_digit(s.p[i])) return false;
    return true;
}

/* --- permalinks: /2020/01/02/slug/, /2020-01-02-slug.html --------------------------------- */

/* The number of 1 to `most` digits that ends s, which is cut off with the slash before it; -1. */
static int cut_number(str *s, int most)
{
    int n = 0, value = 0, unit = 1;
    while (n < s->len && n < most && is_digit(s->p[s->len - 1 - n])) {
        value += unit * (s->p[s->len - 1 - n] - '0');
        unit *= 10;
        n++;
    }
    if (!n || n == s->len || s->p[s->len - 1 - n] != '/') return -1;
    s->len -= n + 1;
    return value;
}

/* "2020-01-02/slug" of a decoded path; {0} if it has no such end. */
static str day_and_name(arena *a, str path)
{
    path = no_slash(path);
    if (str_ends(path, S("/index.html"))) path.len -= S("/index.html").len;
    str name = link_stem(path_name(path));
    str rest = no_slash(str_head(path, path.len - path_name(path).len));
    int day = cut_number(&rest, 2), month = day < 0 ? -1 : cut_number(&rest, 2);
    int year = month < 0 ? -1 : cut_number(&rest, 4);
    if (!name.len || year < 1000) return (str){0};
    return str_lower(a, str_printf(a, "%04d-%02d-%02d/%.*s", year, month, day, STR(name)));
}

/* --- files ---------------------------------------------------------------------------------- */

/* The post in the file that `path` names, seen from the folders that hold this one: a site's
 * root is one of them. */
static const struct post *by_file(struct chapter *c, str path, bool rooted)
{
    enum { FOLDERS = 8 };
    str dir = path_dir(path_plain(c->mem, c->post->path));
    path = link_stem(no_slash(path));
    if (!path.len) return NULL;
    for (int i = 0; i < FOLDERS; i++) {
        str whole = path_plain(c->mem, path_join(c->mem, dir, path));
        const struct post *p = ask(c, str_printf(c->mem, "file:%.*s", STR(whole)));
        if (p || !rooted || str_eq(dir, path_dir(dir))) return p;
        dir = path_dir(dir);
    }
    return NULL;
}

/* The post that says of itself that it is there, or has such a name for the last part. */
static const struct post *by_place(struct chapter *c, str path)
{
    path = str_lower(c->mem, link_stem(no_slash(path)));
    if (str_ends(path, S("/index"))) path.len -= S("/index").len;
    const struct post *p = ask(c, str_printf(c->mem, "path:/%.*s", STR(path)));
    str name = path_name(path);
    if (p || name.len == path.len) return p;
    return ask(c, str_printf(c->mem, "path:/%.*s", STR(name)));
}

/* A path of the post's own site. */
static const struct post *by_path(struct chapter *c, str path)
{
    bool rooted = str_starts(path, S("/"));
    while (str_starts(path, S("/"))) path = str_skip(path, 1);
    const struct post *p = by_file(c, path, rooted);
    if (p) return p;
    str day = day_and_name(c->mem, str_printf(c->mem, "/%.*s", STR(path)));
    if (day.len && (p = ask(c, str_printf(c->mem, "day:%.*s", STR(day))))) return p;
    if ((p = by_place(c, path))) return p;
    str name = str_lower(c->mem, link_stem(path_name(no_slash(path))));
    if (!name.len || is_number(name) || str_eq(name, S("index"))) return NULL;
    return ask(c, str_printf(c->mem, "loose:%.*s", STR(name)));
}

/* What a generator's tag names: a file, a name, a title. */
static const struct post *by_name(struct chapter *c, str name)
{
    const struct post *p = by_file(c, str_trim(name), true);
    if (!p) p = by_file(c, str_printf(c->mem, "_posts/%.*s", STR(name)), true);
    if (p) return p;
    str last = str_lower(c->mem, link_stem(path_name(no_slash(name))));
    return last.len ? ask(c, str_printf(c->mem, "name:%.*s", STR(last))) : NULL;
}

/* --- all of it ------------------------------------------------------------------------------- */

bool link_is_local(str url)
{
    static const str hosts[] = {LIT("localhost"), LIT("127.0.0.1"), LIT("0.0.0.0"), LIT("[::1]")};
    str host = url_split(url).host;
    for (isize i = 0; i < COUNT(hosts); i++)
        if (str_eq(host, hosts[i])) return true;
    return false;
}

static const struct post *by_address(struct chapter *c, str url)
{
    const struct post *p = ask(c, url_key(c->mem, url));
    if (!p) p = ask(c, url_article(c->mem, url));
    if (p) return p;
    str path = url_decode(c->mem, url_split(url).path, false);
    str day = utf8_ok(path) ? day_and_name(c->mem, path) : (str){0};
    return day.len ? ask(c, str_printf(c->mem, "any:%.*s", STR(day))) : NULL;
}

const struct post *link_inside(struct chapter *c, str href, str url)
{
    if (!c || !c->links) return NULL;
    struct url u = url_split(href);
    str path = url_decode(c->mem, u.path, false);
    bool local = url.len && link_is_local(url);
    if (!utf8_ok(path)) path = (str){0};
    if (str_eq(u.scheme, S(LINK_POST))) return by_name(c, path);
    bool relative = !u.scheme.len && !u.has_host && path.len;
    const struct post *p = NULL;
    if (relative) p = ask(c, str_printf(c->mem, "chapter:%.*s", STR(path)));
    if (!p && url.len && !local) p = by_address(c, url);
    if (!p && local) p = by_path(c, url_decode(c->mem, url_split(url).path, false));
    return !p && relative ? by_path(c, path) : p;
}
