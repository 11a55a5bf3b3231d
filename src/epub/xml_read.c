/* xml_read.c - XML as a tree of our own: see epub_local.h.  The only file that knows libxml2. */
#include "epub_local.h"

#include <libxml/parser.h>

enum {
    DEEPEST = 200,
    NODES = 500000,
    ATTRS = 1000,      /* of an element */
    SPACES = 1000,     /* namespaces declared by the elements that are open */
    TEXT_MAX = 8 << 10 /* bytes of text that an element keeps, and what came with the last */
};

struct reading {
    arena *mem;
    xmlParserCtxtPtr cx;
    struct xml_node *root, *at;
    int spaces[DEEPEST + 1]; /* by depth: those of all that are open */
    int depth;
    isize nodes;
    bool bad;
};

static str view(const xmlChar *z)
{
    return str_of((const char *)z);
}

static void refuse(struct reading *r)
{
    r->bad = true;
    xmlStopParser(r->cx);
}

static void begin(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int nspaces, const xmlChar **spaces, int nattrs, int ndefaults,
                  const xmlChar **attrs)
{
    struct reading *r = user;
    (void)prefix, (void)uri, (void)spaces, (void)ndefaults;
    if (!r->bad && (++r->depth > DEEPEST || ++r->nodes > NODES)) refuse(r);
    if (r->bad) return;
    r->spaces[r->depth] = r->spaces[r->depth - 1] + nspaces;
    if (r->spaces[r->depth] > SPACES) refuse(r);
    struct xml_node *n = make(r->mem, struct xml_node);
    n->name = str_dup(r->mem, view(name));
    n->parent = r->at;
    n->raw.mem = r->mem;
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
    if (r->bad || !r->at) return;
    r->depth--;
    struct buf b = {.mem = r->mem};
    buf_even(&b, buf_str(&r->at->raw));
    r->at->text = str_trim(buf_str(&b));
    r->at = r->at->parent;
}

static void text(void *user, const xmlChar *p, int len)
{
    struct reading *r = user;
    if (!r->bad && r->at && r->at->raw.len < TEXT_MAX) buf_add(&r->at->raw, (str){p, len});
}

/* What a DTD may declare, an entity or what attributes are by default, makes a document larger
 * than its text. */
static void declared_entity(void *user, const xmlChar *name, int type, const xmlChar *public_id,
                            const xmlChar *system_id, xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    refuse(user);
}

static void declared_attribute(void *user, const xmlChar *element, const xmlChar *name, int type,
                               int def, const xmlChar *value, xmlEnumerationPtr tree)
{
    (void)element, (void)name, (void)type, (void)def, (void)value;
    xmlFreeEnumeration(tree);
    refuse(user);
}

/* libxml2 compares each attribute of an element with all before it, so there must be no crowd of
 * them.  Each has a "=" and a quote, and between the two of an element is no "<". */
static bool is_crowded(str s)
{
    int n = 0;
    u8 before = 0;
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (is_space(c) || !c) continue; /* nor do the zeros of UTF-16 count */
        if (c == '<') n = 0;
        n += (c == '"' || c == '\'') && before == '=';
        if (n > ATTRS) return true;
        before = c;
    }
    return false;
}

struct xml_node *xml_read(arena *a, str bytes)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC};
    struct reading r = {.mem = a};
    sax.startElementNs = begin;
    sax.endElementNs = end;
    sax.characters = text;
    sax.cdataBlock = text;
    sax.entityDecl = declared_entity;
    sax.attributeDecl = declared_attribute;
    if (bytes.len > EPUB_ENTRY_MAX || is_crowded(bytes)) return NULL;
    r.cx = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    if (!r.cx) return NULL;
    /* EPUB knows UTF-8 and UTF-16, and the first bytes tell which; whatever else is claimed. */
    xmlCtxtUseOptions(r.cx, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                XML_PARSE_IGNORE_ENC);
    int bad = xmlParseChunk(r.cx, (const char *)bytes.p, (int)bytes.len, 1);
    bool whole = r.cx->wellFormed;
    if (r.cx->myDoc) xmlFreeDoc(r.cx->myDoc);
    xmlFreeParserCtxt(r.cx);
    return bad || !whole || r.bad ? NULL : r.root;
}

str xml_get(const struct xml_node *n, const char *attr)
{
    for (isize i = 0; n && i + 1 < n->attrs.n; i += 2)
        if (str_eq(n->attrs.v[i], str_of(attr))) return n->attrs.v[i + 1];
    return (str){0};
}

struct xml_node *xml_past(struct xml_node *root, struct xml_node *n)
{
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

struct xml_node *xml_walk(struct xml_node *root, struct xml_node *n)
{
    return n->first ? n->first : xml_past(root, n);
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
