/* xml_read.c - XML as a tree of our own: see epub_local.h.  The only file that knows libxml2. */
#include "epub_local.h"

#include <libxml/parser.h>

enum {
    DEEPEST = 200,
    NODES = 500000,
    TEXT_MAX = 8 << 10 /* bytes of text that an element keeps */
};

struct reading {
    arena *mem;
    struct xml_node *root, *at;
    struct buf text; /* of the element that is open */
    int depth;
    isize nodes;
    bool bad;
};

static str view(const xmlChar *z)
{
    return str_of((const char *)z);
}

/* The text so far belongs to the element at hand. */
static void settle(struct reading *r)
{
    if (r->at && r->text.len && r->at->text.len < TEXT_MAX) {
        struct buf b = {.mem = r->mem};
        buf_add(&b, r->at->text);
        buf_add(&b, buf_str(&r->text));
        r->at->text = buf_str(&b);
    }
    r->text.len = 0;
}

static void begin(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int nspaces, const xmlChar **spaces, int nattrs, int ndefaults,
                  const xmlChar **attrs)
{
    struct reading *r = user;
    (void)prefix, (void)uri, (void)nspaces, (void)spaces, (void)ndefaults;
    if (++r->depth > DEEPEST || ++r->nodes > NODES) r->bad = true;
    if (r->bad) return;
    settle(r);
    struct xml_node *n = make(r->mem, struct xml_node);
    n->name = str_dup(r->mem, view(name));
    n->parent = r->at;
    if (!r->at) r->root = n;
    else if (r->at->last) r->at->last->next = n;
    else r->at->first = n;
    if (r->at) r->at->last = n;
    for (int i = 0; i < nattrs; i++) {
        const xmlChar *from = attrs[i * 5 + 3], *to = attrs[i * 5 + 4];
        strs_add(r->mem, &n->attrs, str_dup(r->mem, view(attrs[(isize)i * 5])));
        strs_add(r->mem, &n->attrs, str_dup(r->mem, (str){from, to - from}));
    }
    r->at = n;
}

static void end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reading *r = user;
    (void)name, (void)prefix, (void)uri;
    r->depth--;
    if (r->bad || !r->at) return;
    settle(r);
    struct buf b = {.mem = r->mem};
    buf_even(&b, r->at->text);
    r->at->text = str_trim(buf_str(&b));
    r->at = r->at->parent;
}

static void text(void *user, const xmlChar *p, int len)
{
    struct reading *r = user;
    if (!r->bad && r->at && r->text.len < TEXT_MAX) buf_add(&r->text, (str){p, len});
}

struct xml_node *xml_read(arena *a, str bytes)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC};
    struct reading r = {.mem = a, .text = {.mem = a}};
    sax.startElementNs = begin;
    sax.endElementNs = end;
    sax.characters = text;
    sax.cdataBlock = text;
    if (bytes.len > EPUB_ENTRY_MAX) return NULL;
    xmlParserCtxtPtr cx = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    if (!cx) return NULL;
    xmlCtxtUseOptions(cx, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    int bad = xmlParseChunk(cx, (const char *)bytes.p, (int)bytes.len, 1);
    bool whole = cx->wellFormed;
    if (cx->myDoc) xmlFreeDoc(cx->myDoc);
    xmlFreeParserCtxt(cx);
    return bad || !whole || r.bad ? NULL : r.root;
}

str xml_get(const struct xml_node *n, const char *attr)
{
    for (isize i = 0; n && i + 1 < n->attrs.n; i += 2)
        if (str_eq(n->attrs.v[i], str_of(attr))) return n->attrs.v[i + 1];
    return (str){0};
}

struct xml_node *xml_walk(struct xml_node *root, struct xml_node *n)
{
    if (n->first) return n->first;
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

struct xml_node *xml_find(struct xml_node *root, struct xml_node *n, const char *name)
{
    for (n = n ? xml_walk(root, n) : root; n; n = xml_walk(root, n))
        if (str_eq(n->name, str_of(name))) return n;
    return NULL;
}

void epub_libraries(struct buf *out)
{
    buf_printf(out, "libxml2 %s\n", LIBXML_DOTTED_VERSION);
}
