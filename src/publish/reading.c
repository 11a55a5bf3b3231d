/*
 * reading.c - the web edition: an issue's chapters as pages that need nothing but a browser.
 *
 * A chapter keeps its own style sheets; around it stands a bar with the way back, on and to the
 * contents.  Pictures, fonts and sheets lie below read/vN/ by their names in the book, so that what
 * a sheet names is where it looks for it.  A book may be anybody's: what could run or call home is
 * left out.
 */
#include "publish_local.h"
#include "hash.h"
#include "html.h"
#include "path.h"
#include "table.h"
#include "url.h"
#include "xhtml.h"

/* A document of the spine. */
struct doc {
    str path;  /* in its book */
    str href;  /* in read/ */
    str title; /* as the contents have it; {0} */
    int volume;
};

struct volume {
    const struct edition *is;
    struct epub book;
    struct table docs, used; /* by hash of the path: in reading.v; copied */
    str folder;              /* in read/: "v1/" */
};

struct reading {
    struct site *s;
    struct issue *is;
    struct volume *volumes;
    int nvolumes;
    struct doc *v;
    isize n;
};

/* --- which edition, which documents --- */

/* That for everybody, as EPUB, rather than one for a device; of it all parts. */
static void choose(struct reading *r)
{
    struct issue *is = r->is;
    const struct edition *best = NULL;
    for (isize i = 0; i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        bool better = !best || (best->kepub && !e->kepub) ||
                      (best->kepub == e->kepub && str_eq(e->device, S("generic")) &&
                       !str_eq(best->device, S("generic")));
        if (better) best = e;
    }
    r->volumes = make_n(r->s->mem, struct volume, is->neditions + 1);
    for (isize i = 0; best && i < is->neditions; i++) {
        const struct edition *e = &is->editions[i];
        if (e->kepub == best->kepub && str_eq(e->device, best->device))
            r->volumes[r->nvolumes++].is = e;
    }
    for (int i = 1; i < r->nvolumes; i++) /* few */
        for (int k = i; k && r->volumes[k].is->part < r->volumes[k - 1].is->part; k--) {
            struct volume swap = r->volumes[k];
            r->volumes[k] = r->volumes[k - 1];
            r->volumes[k - 1] = swap;
        }
}

/* Pages that the issue's own page stands for. */
static bool is_front(const struct epub *b, const struct epub_item *it)
{
    static const char *const ids[] = {"cover", "title", "titlepage", "contents", "toc", "nav"};
    if (it == b->nav || !str_eq(it->mime, S("application/xhtml+xml"))) return true;
    for (isize i = 0; i < COUNT(ids); i++)
        if (str_ieq(it->id, str_of(ids[i]))) return true;
    return false;
}

static bool is_back(const struct epub *b, str path)
{
    static const char *const ids[] = {"authors", "sources", "index", "colophon"};
    for (isize i = 0; i < b->nitems; i++)
        for (isize k = 0; k < COUNT(ids); k++)
            if (str_eq(b->items[i].path, path) && str_eq(b->items[i].id, str_of(ids[k])))
                return true;
    return false;
}

static bool list_docs(struct reading *r, int number)
{
    arena *a = r->s->mem;
    struct volume *v = &r->volumes[number];
    if (!epub_open(a, v->is->path, &v->book, r->s->said)) return false;
    v->docs = v->used = (struct table){.mem = a};
    v->folder = str_printf(a, "v%d/", number + 1);
    for (isize i = 0; i < v->book.nspine; i++) {
        const struct epub_item *it = &v->book.items[v->book.spine[i]];
        isize *at = table_at(&v->docs, hash64(it->path));
        if (*at >= 0 || is_front(&v->book, it)) continue;
        *at = r->n;
        r->v = make_room(a, r->v, r->n);
        r->v[r->n++] = (struct doc){.path = it->path, .volume = number};
        r->v[r->n - 1].href = str_printf(a, "c%04td.html", r->n);
    }
    return true;
}

static struct doc *doc_of(struct reading *r, struct volume *v, str path)
{
    isize i = path.len ? *table_at(&v->docs, hash64(path)) : -1;
    return i >= 0 && str_eq(r->v[i].path, path) ? &r->v[i] : NULL;
}

/* --- contents --- */

static str author_of(const struct issue *is, str title)
{
    for (isize i = 0; is->row && i < is->row->narticles; i++)
        if (str_eq(is->row->articles[i].is.title, title)) return is->row->articles[i].is.author;
    return (str){0};
}

static void list_lines(struct reading *r, struct volume *v)
{
    arena *a = r->s->mem;
    struct issue *is = r->is;
    for (isize i = 0; i < v->book.ntoc; i++) {
        const struct epub_row *row = &v->book.toc[i];
        struct doc *d = doc_of(r, v, row->path);
        if (row->path.len && !d) continue;
        struct line *l =
            (is->lines = make_room(a, is->lines, is->nlines), &is->lines[is->nlines++]);
        *l = (struct line){.label = words_label(a, row->label, r->s->words), .level = row->level};
        l->author = author_of(is, row->label);
        l->back = d && is_back(&v->book, row->path);
        if (!d) continue;
        str hash = row->fragment.len ? S("#") : S("");
        l->href = str_printf(a, "read/%.*s%.*s%.*s", STR(d->href), STR(hash),
                             STR(href_of(a, row->fragment)));
        if (!d->title.len) d->title = l->label;
    }
}

/* --- a chapter --- */

struct chapter {
    struct reading *r;
    struct volume *v;
    const struct doc *doc;
    arena *mem;
};

/* A name that may be one of a file here. */
static bool is_sane(str path)
{
    for (isize i = 0; i < path.len; i++)
        if (path.p[i] < ' ' || path.p[i] == '\\' || path.p[i] == 0x7F) return false;
    for (struct cut c = {.tail = path}; c.tail.len;) {
        c = str_cut(c.tail, '/');
        if (!c.head.len || c.head.p[0] == '.' || c.head.len > 120) return false;
    }
    return path.len > 0 && path.len < 400;
}

static bool may_copy(const struct epub_item *it)
{
    static const char *const types[] = {"image/jpeg",
                                        "image/png",
                                        "image/gif",
                                        "image/webp",
                                        "image/svg+xml",
                                        "text/css",
                                        "font/ttf",
                                        "font/otf",
                                        "font/woff",
                                        "font/woff2",
                                        "application/vnd.ms-opentype",
                                        "application/font-sfnt",
                                        "application/x-font-ttf",
                                        "application/font-woff"};
    for (isize i = 0; i < COUNT(types); i++)
        if (str_eq(it->mime, str_of(types[i]))) return is_sane(it->path);
    return false;
}

static const struct epub_item *item_at(const struct epub *b, str path)
{
    for (isize i = 0; i < b->nitems; i++)
        if (str_eq(b->items[i].path, path)) return &b->items[i];
    return NULL;
}

/* Copy it, if it was not; {0}: it is not there. */
static str use(struct reading *r, struct volume *v, str path)
{
    arena *a = r->s->mem;
    isize *at = table_at(&v->used, hash64(path));
    if (*at < 0) {
        path = str_dup(a, path);
        const struct epub_item *it = item_at(&v->book, path);
        *at = it && may_copy(it) ? 1 : 0;
        struct output one = {
            .rank = RANK_PART, .how = HOW_ENTRY, .from = v->is->path, .entry = path};
        one.path =
            str_printf(a, "issues/%.*s/read/%.*s%.*s", STR(r->is->slug), STR(v->folder), STR(path));
        one.key = str_printf(a, "%.*s/%.*s", STR(v->is->sum), STR(path));
        if (*at) site_add(r->s, &one);
    }
    return *at ? href_of(a, str_printf(a, "%.*s%.*s", STR(v->folder), STR(path))) : (str){0};
}

/* A reference from the chapter to a path in the book; {0} if it leads elsewhere. */
static str inside(struct chapter *c, str ref)
{
    arena *a = c->mem;
    str way = str_cut(str_cut(ref, '#').head, '?').head;
    if (str_has(str_cut(way, '/').head, S(":")) || str_starts(way, S("/"))) return (str){0};
    if (!way.len) return c->doc->path;
    str path = path_plain(a, path_join(a, path_dir(c->doc->path), url_decode(a, way, false)));
    return str_starts(path, S("..")) ? (str){0} : path;
}

/* Where a link leads now; {0}: nowhere. */
static str link_to(struct chapter *c, str ref)
{
    arena *a = c->mem;
    str path = inside(c, ref);
    struct cut hash = str_cut(ref, '#');
    if (!path.len) {
        static const char *const schemes[] = {"http:", "https:", "mailto:"};
        for (isize i = 0; i < COUNT(schemes); i++)
            if (str_istarts(ref, str_of(schemes[i]))) return ref;
        return (str){0};
    }
    if (str_eq(path, c->doc->path) && hash.ok) return str_printf(a, "#%.*s", STR(hash.tail));
    struct doc *d = doc_of(c->r, c->v, path);
    if (!d) return S("../index.html");
    return str_printf(a, "%.*s%s%.*s", STR(d->href), hash.ok ? "#" : "", STR(hash.tail));
}

static bool in_list(str name, const char *const *v, isize n)
{
    for (isize i = 0; i < n; i++)
        if (str_ieq(name, str_of(v[i]))) return true;
    return false;
}

/* What shows nothing of a chapter, or could do more than show. */
static bool is_unwanted(const struct node *n)
{
    static const char *const names[] = {
        "script", "style",  "iframe", "frame",         "frameset", "object",   "embed",
        "applet", "link",   "meta",   "base",          "title",    "template", "form",
        "input",  "button", "select", "textarea",      "audio",    "video",    "source",
        "track",  "canvas", "portal", "foreignObject", "animate",  "set",      "use"};
    if (n->tag == TAG_COMMENT || n->tag == TAG_DOCTYPE) return true;
    return n->tag > TAG_TEXT && in_list(node_name(n), names, COUNT(names));
}

static bool is_attr_unwanted(const struct attr *at)
{
    static const char *const names[] = {"style",    "srcset",     "ping",   "formaction",
                                        "xmlns",    "background", "target", "download",
                                        "xml:lang", "autofocus"};
    return str_istarts(at->name, S("on")) || str_istarts(at->name, S("epub:")) ||
           str_istarts(at->name, S("xmlns:")) || in_list(at->name, names, COUNT(names));
}

static void mend_attrs(struct chapter *c, struct node *n)
{
    struct attr **to = &n->attrs;
    for (struct attr *at = n->attrs; at; at = at->next) {
        bool href = str_eq(at->name, S("href")), src = str_eq(at->name, S("src"));
        if (is_attr_unwanted(at)) continue;
        if (href) at->value = link_to(c, at->value);
        if (src) at->value = use(c->r, c->v, inside(c, at->value));
        if ((href || src) && !at->value.len) continue;
        *to = at;
        to = &at->next;
    }
    *to = NULL;
}

static void mend(struct chapter *c, struct node *body)
{
    for (struct node *n = node_next(body, body); n;) {
        if (is_unwanted(n)) {
            n = node_remove(n, body);
            continue;
        }
        mend_attrs(c, n);
        bool lost = node_is(n, TAG_IMG) && !node_has(n, ATTR_SRC);
        n = lost ? node_remove(n, body) : node_next(n, body);
    }
}

static struct node *find(struct node *root, enum tag tag)
{
    for (struct node *n = root; n; n = node_next(n, root))
        if (node_is(n, tag)) return n;
    return NULL;
}

/* The sheets it links, and what stands in its title. */
static void read_head(struct chapter *c, struct node *root, struct page *p)
{
    for (struct node *n = root; n; n = node_next(n, root)) {
        if (node_is(n, TAG_TITLE) && !p->title.len) p->title = node_text_all(c->mem, n);
        if (!node_is(n, TAG_LINK) || !str_ieq(node_attr_str(n, S("rel")), S("stylesheet")))
            continue;
        str href = use(c->r, c->v, inside(c, node_attr(n, ATTR_HREF)));
        if (href.len) strs_add(c->mem, &p->css, href);
    }
}

static void bar(struct xml *x, const struct site *s, const struct page *p, str label)
{
    const struct words *w = s->words;
    xml_open(x, "nav");
    xml_attr(x, "class", S("web-bar"));
    xml_attr(x, "aria-label", label);
    xml_line(x);
    if (p->prev.len) web_link(x, "web-prev", p->prev, str_of(w->web_previous));
    else xml_leaf_attr(x, "span", "class", S("web-prev"), S(""));
    web_link(x, "web-home", p->contents, str_of(w->web_contents));
    if (p->next.len) web_link(x, "web-next", p->next, str_of(w->next));
    else xml_leaf_attr(x, "span", "class", S("web-next"), S(""));
    xml_line(x);
    xml_close(x);
    xml_line(x);
}

static str chapter_page(struct chapter *c, isize i, str text)
{
    struct reading *r = c->r;
    struct buf out = {.mem = c->mem};
    struct xml *x = make(c->mem, struct xml);
    x->out = &out;
    struct node *root = html_parse(c->mem, text, (struct html_opts){0});
    struct node *body = find(root, TAG_BODY), *html = find(root, TAG_HTML);
    struct page p = {.up = "../../../", .body = "web-read", .contents = S("../index.html")};
    if (i) p.prev = r->v[i - 1].href;
    if (i + 1 < r->n) p.next = r->v[i + 1].href;
    p.lang = html ? node_attr_str(html, S("lang")) : (str){0};
    if (!p.lang.len) p.lang = r->is->lang;
    read_head(c, root, &p);
    if (!p.title.len) p.title = c->doc->title;
    web_begin(x, r->s, &p);
    bar(x, r->s, &p, str_of(r->s->words->web_pages));
    xml_open(x, "main");
    xml_attr(x, "class", S("web-text"));
    xml_line(x);
    if (body) {
        mend(c, body);
        body->tag = TAG_DOCUMENT; /* of which only the content is written */
        xhtml_node(&out, body);
    }
    xml_line(x);
    xml_close(x);
    xml_line(x);
    bar(x, r->s, &p, str_of(r->s->words->web_pages_end));
    web_end(x);
    return buf_str(&out);
}

static void write_chapters(struct reading *r)
{
    arena *a = r->s->mem, scratch = arena_reserve((isize)1 << 30);
    u8 *start = scratch.at;
    for (isize i = 0; i < r->n; i++) {
        arena mem = scratch;
        str text;
        struct chapter c = {.r = r, .v = &r->volumes[r->v[i].volume], .doc = &r->v[i], .mem = &mem};
        if (!epub_read(&mem, &c.v->book, r->v[i].path, &text)) text = (str){0};
        str page = chapter_page(&c, i, text);
        str path = str_printf(a, "issues/%.*s/read/%.*s", STR(r->is->slug), STR(r->v[i].href));
        site_bytes(r->s, RANK_PAGE, path, str_dup(a, page));
    }
    arena_release(start, scratch.end);
}

/* Fonts are named by sheets alone. */
static void use_fonts(struct reading *r, struct volume *v)
{
    for (isize i = 0; i < v->book.nitems; i++) {
        const struct epub_item *it = &v->book.items[i];
        bool font = str_starts(it->mime, S("font/")) || str_has(it->mime, S("font-")) ||
                    str_has(it->mime, S("opentype"));
        if (font) use(r, v, it->path);
    }
}

static void count_articles(struct issue *is)
{
    for (isize i = 0; i < is->nlines; i++) {
        const struct line *l = &is->lines[i];
        bool parent = i + 1 < is->nlines && is->lines[i + 1].level > l->level &&
                      !str_has(is->lines[i + 1].href, S("#"));
        is->narticles += !parent && !l->back && l->href.len && !str_has(l->href, S("#"));
    }
    if (is->row) is->narticles = is->row->narticles;
}

bool reading_make(struct site *s, struct issue *is)
{
    struct reading r = {.s = s, .is = is};
    bool ok = true;
    choose(&r);
    for (int i = 0; i < r.nvolumes; i++) ok = list_docs(&r, i) && ok;
    for (int i = 0; ok && i < r.nvolumes; i++) list_lines(&r, &r.volumes[i]);
    if (ok) {
        count_articles(is);
        write_chapters(&r);
        if (r.n) is->first = str_printf(s->mem, "read/%.*s", STR(r.v[0].href));
    }
    for (int i = 0; i < r.nvolumes; i++) {
        if (ok) use_fonts(&r, &r.volumes[i]);
        if (r.volumes[i].book.zip) epub_close(&r.volumes[i].book);
    }
    return ok;
}
