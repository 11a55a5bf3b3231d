/* epub.c - a finished book: container, package document, contents.  See epub.h. */
#include "epub_local.h"
#include "hash.h"
#include "path.h"
#include "table.h"
#include "url.h"

enum { LABEL_MAX = 1 << 10 /* bytes of a line of the contents, and what came with the last */ };

/* A package document on its way. */
struct package {
    arena *mem;
    struct epub *b;
    struct table ids; /* hash of an id → number of the item */
};

/* --- names --- */

/* A reference from a document of the container to a path in it; {0} if it leads elsewhere. */
static str resolve(arena *a, str from, str ref)
{
    str path = url_decode(a, str_cut(str_cut(ref, '#').head, '?').head, false);
    if (!ref.len || str_has(str_cut(ref, '/').head, S(":"))) return (str){0};
    if (!path.len) return from;
    path = path_plain(a, path_join(a, path_dir(from), path));
    bool out = str_starts(path, S("..")) || str_starts(path, S("/"));
    return out ? (str){0} : path;
}

static str fragment_of(str ref)
{
    return str_cut(ref, '#').tail;
}

/* --- the package document --- */

static const struct epub_item *item_of(struct package *p, str id)
{
    isize i = *table_at(&p->ids, hash64(id));
    return i >= 0 && str_eq(p->b->items[i].id, id) ? &p->b->items[i] : NULL;
}

static bool has_word(str list, str word)
{
    for (struct cut c = {.tail = list}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (str_eq(c.head, word)) return true;
    }
    return false;
}

static void take(str *field, const struct xml_node *n)
{
    if (!field->len) *field = n->text;
}

static void take_meta(struct package *p, const struct xml_node *n)
{
    struct epub *b = p->b;
    str property = xml_get(n, "property"), name = xml_get(n, "name");
    if (str_eq(property, S("dcterms:modified"))) take(&b->modified, n);
    else if (str_eq(property, S("belongs-to-collection"))) take(&b->series, n);
    else if (str_eq(property, S("group-position"))) take(&b->position, n);
    else if (str_eq(name, S("cover")) && !b->cover) b->cover = item_of(p, xml_get(n, "content"));
}

static void take_metadata(struct package *p, struct xml_node *meta, str uid)
{
    struct epub *b = p->b;
    for (struct xml_node *n = meta ? meta->first : NULL; n; n = n->next) {
        if (str_eq(n->name, S("identifier")) &&
            (!b->identifier.len || str_eq(xml_get(n, "id"), uid)))
            b->identifier = n->text;
        else if (str_eq(n->name, S("title"))) take(&b->title, n);
        else if (str_eq(n->name, S("language"))) take(&b->lang, n);
        else if (str_eq(n->name, S("date"))) take(&b->date, n);
        else if (str_eq(n->name, S("description"))) take(&b->description, n);
        else if (str_eq(n->name, S("publisher"))) take(&b->publisher, n);
        else if (str_eq(n->name, S("rights"))) take(&b->rights, n);
        else if (str_eq(n->name, S("creator"))) strs_add(p->mem, &b->creators, n->text);
        else if (str_eq(n->name, S("subject"))) strs_add(p->mem, &b->subjects, n->text);
        else if (str_eq(n->name, S("meta"))) take_meta(p, n);
    }
}

static isize count(struct xml_node *in, const char *name)
{
    isize n = 0;
    for (struct xml_node *k = in ? in->first : NULL; k; k = k->next)
        n += str_eq(k->name, str_of(name));
    return n;
}

static void take_manifest(struct package *p, struct xml_node *manifest, str opf)
{
    struct epub *b = p->b;
    b->items = make_n(p->mem, struct epub_item, count(manifest, "item") + 1);
    for (struct xml_node *n = manifest ? manifest->first : NULL; n; n = n->next) {
        if (!str_eq(n->name, S("item"))) continue;
        struct epub_item *it = &b->items[b->nitems];
        *it = (struct epub_item){xml_get(n, "id"), resolve(p->mem, opf, xml_get(n, "href")),
                                 xml_get(n, "media-type"), xml_get(n, "properties")};
        if (!it->path.len) continue;
        isize *first = table_at(&p->ids, hash64(it->id));
        if (*first < 0) *first = b->nitems;
        b->nitems++;
        if (has_word(it->props, S("nav"))) b->nav = it;
        if (has_word(it->props, S("cover-image"))) b->cover = it;
    }
}

static void take_spine(struct package *p, struct xml_node *spine)
{
    struct epub *b = p->b;
    b->spine = make_n(p->mem, isize, count(spine, "itemref") + 1);
    b->direction = xml_get(spine, "page-progression-direction");
    for (struct xml_node *n = spine ? spine->first : NULL; n; n = n->next) {
        const struct epub_item *it = item_of(p, xml_get(n, "idref"));
        if (str_eq(n->name, S("itemref")) && it) b->spine[b->nspine++] = it - b->items;
    }
}

/* --- the contents --- */

/* The words of an element, its children's among them: labels have few. */
static str words_of(arena *a, struct xml_node *n)
{
    struct buf b = {.mem = a};
    for (struct xml_node *k = n; k && b.len < LABEL_MAX; k = xml_walk(n, k)) {
        if (b.len && k->text.len) buf_byte(&b, ' ');
        buf_add(&b, k->text);
    }
    return str_trim(buf_str(&b));
}

static struct xml_node *toc_of(struct xml_node *root)
{
    for (struct xml_node *n = NULL; (n = xml_find(root, n, "nav"));)
        if (has_word(xml_get(n, "type"), S("toc"))) return n;
    return NULL;
}

static int level_of(const struct xml_node *n, const struct xml_node *nav)
{
    int lists = 0;
    for (; n != nav; n = n->parent) lists += str_eq(n->name, S("ol"));
    return lists > 0 ? lists - 1 : 0;
}

static void take_toc(arena *a, struct epub *b)
{
    str text;
    if (!b->nav || !epub_read(a, b, b->nav->path, &text)) return;
    struct xml_node *root = xml_read(a, text), *nav = root ? toc_of(root) : NULL;
    for (struct xml_node *n = nav, *next; n; n = next) {
        bool link = str_eq(n->name, S("a")), label = str_eq(n->name, S("span"));
        next = link ? xml_past(nav, n) : xml_walk(nav, n); /* no link is in a link */
        if (!link && !(label && n->parent && str_eq(n->parent->name, S("li")))) continue;
        str href = xml_get(n, "href");
        b->toc = make_room(a, b->toc, b->ntoc);
        b->toc[b->ntoc++] = (struct epub_row){words_of(a, n), resolve(a, b->nav->path, href),
                                              fragment_of(href), level_of(n, nav)};
    }
}

/* --- the whole --- */

static bool refuse(struct epub *b, str path, struct diags *ds, const char *why)
{
    diag(ds, DIAG_NO_EPUB, (where){.file = path}, "%s", why);
    epub_close(b);
    return false;
}

static str package_of(arena *a, const struct epub *b)
{
    str text;
    if (!epub_read(a, b, S("META-INF/container.xml"), &text)) return (str){0};
    struct xml_node *root = xml_read(a, text);
    struct xml_node *file = root ? xml_find(root, NULL, "rootfile") : NULL;
    return resolve(a, S(""), xml_get(file, "full-path"));
}

bool epub_open(arena *a, str path, struct epub *out, struct diags *ds)
{
    const char *why = "";
    str text;
    *out = (struct epub){0};
    out->zip = unzip_open(a, path, &why);
    if (!out->zip) return refuse(out, path, ds, why);
    str opf = package_of(a, out);
    if (!opf.len) return refuse(out, path, ds, "META-INF/container.xml names no package document");
    struct xml_node *root = epub_read(a, out, opf, &text) ? xml_read(a, text) : NULL;
    if (!root || !str_eq(root->name, S("package")))
        return refuse(out, path, ds, "its package document cannot be read");
    out->version = xml_get(root, "version");
    struct package p = {.mem = a, .b = out, .ids = {.mem = a}};
    take_manifest(&p, xml_find(root, NULL, "manifest"), opf);
    take_metadata(&p, xml_find(root, NULL, "metadata"), xml_get(root, "unique-identifier"));
    take_spine(&p, xml_find(root, NULL, "spine"));
    take_toc(a, out);
    return true;
}

void epub_close(struct epub *b)
{
    if (b->zip) unzip_close(b->zip);
    b->zip = NULL;
}

bool epub_read(arena *a, const struct epub *b, str name, str *out)
{
    return unzip_read(a, b->zip, name, out);
}

struct strs epub_names(arena *a, const struct epub *b)
{
    return unzip_names(a, b->zip);
}
