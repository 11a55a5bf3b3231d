/* xhtml.c - see xhtml.h. */
#include "xhtml.h"

#include "model.h"

static const char xhtml_ns[] = "http://www.w3.org/1999/xhtml";
static const char epub_ns[] = "http://www.idpf.org/2007/ops";
static const char svg_ns[] = "http://www.w3.org/2000/svg";
static const char math_ns[] = "http://www.w3.org/1998/Math/MathML";

static bool is_void(const struct node *n)
{
    if (n->ns != NS_HTML || n->first) return false;
    return n->tag == TAG_BR || n->tag == TAG_HR || n->tag == TAG_IMG || n->tag == TAG_WBR ||
           n->tag == TAG_COL;
}

/* Names that XML cannot say stand only in a tree that has not been through the model. */
static bool is_sayable(const struct attr *at)
{
    if (at->id == ATTR_EPUB_TYPE) return true;
    return at->ns == NS_HTML && xml_is_ncname(at->name) && !str_eq(at->name, S("xmlns"));
}

static void start_tag(struct xml *x, const struct node *n)
{
    str name = node_name(n);
    xml_open_str(x, xml_is_ncname(name) ? name : S("span"));
    if (n->ns == NS_MATHML && n->tag == TAG_MATH) xml_attr(x, "xmlns", str_of(math_ns));
    if (n->ns == NS_SVG && n->tag == TAG_SVG) xml_attr(x, "xmlns", str_of(svg_ns));
    for (const struct attr *at = n->attrs; at; at = at->next) {
        if (!is_sayable(at)) continue;
        xml_attr_str(x, at->name, at->value);
        if (at->id == ATTR_LANG) xml_attr(x, "xml:lang", at->value);
    }
}

/* A line feed may stand before n: it or its neighbour is a block, and not in text. */
static bool starts_line(const struct node *n)
{
    return model_is_block(n) || (n->prev && model_is_block(n->prev));
}

/* Its end tag stands on a line of its own. */
static bool ends_on_line(const struct node *n)
{
    return n->last && model_is_block(n->last);
}

static bool is_element(const struct node *n)
{
    return n->tag > TAG_TEXT;
}

/* n and what is in it; with `inside`, only that. */
static void put(struct xml *x, const struct node *root, bool inside)
{
    const struct node *n = root;
    bool down = true;
    for (;;) {
        bool shown = is_element(n) && (n != root || !inside);
        if (down && n->tag == TAG_TEXT) {
            xml_text(x, n->text);
        } else if (down && shown) {
            start_tag(x, n);
        }
        if (down && n->first) {
            n = n->first;
            if (starts_line(n) && (n->parent != root || shown)) xml_line(x);
            continue;
        }
        if (shown) {
            if (ends_on_line(n)) xml_line(x);
            if (is_void(n)) xml_close_void(x);
            else xml_close(x);
        }
        if (n == root) return;
        down = n->next;
        if (down && (starts_line(n->next))) xml_line(x);
        n = down ? n->next : n->parent;
    }
}

void xhtml_node(struct buf *out, const struct node *n)
{
    struct xml x = {.out = out};
    put(&x, n, n->tag == TAG_DOCUMENT);
}

int xhtml_properties(const struct node *n)
{
    int all = 0;
    for (const struct node *k = n; k; k = node_next(k, n)) {
        if (k->tag == TAG_TEXT) continue;
        if (k->ns == NS_MATHML) all |= XHTML_MATHML;
        if (k->ns == NS_SVG) all |= XHTML_SVG;
    }
    return all;
}

static void write_head(struct xml *x, const struct xhtml_head *head)
{
    xml_open(x, "head");
    xml_line(x);
    xml_open(x, "meta");
    xml_attr(x, "charset", S("utf-8"));
    xml_close_void(x);
    xml_line(x);
    str title = str_trim(head->title);
    xml_leaf(x, "title", title.len ? title : S("\xE2\x80\x94"));
    xml_line(x);
    for (isize i = 0; i < head->css.n; i++) {
        xml_open(x, "link");
        xml_attr(x, "rel", S("stylesheet"));
        xml_attr(x, "type", S("text/css"));
        xml_attr(x, "href", head->css.v[i]);
        xml_close_void(x);
        xml_line(x);
    }
    xml_close(x);
    xml_line(x);
}

int xhtml_chapter(struct buf *out, const struct xhtml_head *head, const struct node *body)
{
    struct xml x = {.out = out};
    bool inside = body->tag == TAG_DOCUMENT || body->tag == TAG_BODY;
    xml_declare(&x);
    xml_doctype_html(&x);
    xml_open(&x, "html");
    xml_attr(&x, "xmlns", str_of(xhtml_ns));
    xml_attr(&x, "xmlns:epub", str_of(epub_ns));
    if (head->lang.len) {
        xml_attr(&x, "lang", head->lang);
        xml_attr(&x, "xml:lang", head->lang);
    }
    xml_line(&x);
    write_head(&x, head);
    xml_open(&x, "body");
    xml_line(&x);
    put(&x, body, inside);
    xml_line(&x);
    xml_close(&x);
    xml_line(&x);
    xml_close(&x);
    xml_line(&x);
    return xhtml_properties(body);
}
