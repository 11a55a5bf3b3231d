/*
 * svg_write.c - the tree of an SVG file as SVG 1.1.
 */
#include "svg_local.h"
#include "xml.h"

static str attr(const struct svg_node *n, str name)
{
    const struct svg_attr *at = svg_attr_of(n, name);
    return at ? at->value : (str){0};
}

/* A side in px, as it was if it can stay. */
static str side(arena *a, str was, bool stays, int px)
{
    return stays ? str_trim(was) : str_printf(a, "%d", px);
}

/* The whole picture has a size and a viewBox, so that it can be shown in any size. */
static void write_root(struct svg *v, struct xml *x)
{
    str width = attr(v->root, S("width")), height = attr(v->root, S("height"));
    str box = attr(v->root, S("viewBox"));
    double pw, ph, bw, bh;
    int w, h;
    bool wide = svg_px(width, &pw), high = svg_px(height, &ph), boxed = svg_box(box, &bw, &bh);
    svg_size(width, height, box, &w, &h);
    if (!boxed) box = str_printf(v->mem, "0 0 %.6g %.6g", wide ? pw : w, high ? ph : h);
    bool small = (!wide || pw <= SVG_SIDE_MAX) && (!high || ph <= SVG_SIDE_MAX) &&
                 w < SVG_SIDE_MAX && h < SVG_SIDE_MAX;
    xml_attr(x, "width", side(v->mem, width, wide && small && pw >= 1, w));
    xml_attr(x, "height", side(v->mem, height, high && small && ph >= 1, h));
    xml_attr(x, "viewBox", box);
}

static bool is_of_root(str name)
{
    return str_eq(name, S("width")) || str_eq(name, S("height")) || str_eq(name, S("viewBox"));
}

static void write_attrs(struct svg *v, struct xml *x, const struct svg_node *n)
{
    bool root = n == v->root;
    if (n->id.len) xml_attr(x, "id", n->id);
    for (isize i = 0; i < n->nattrs; i++) {
        const struct svg_attr *at = &n->attrs[i];
        if (!at->value.p || str_eq(at->name->name, S("version"))) continue;
        if (root && is_of_root(at->name->name)) continue;
        xml_attr_str(x, at->name->name, at->value);
    }
    if (n->link.len) xml_attr(x, "xlink:href", n->link);
    else if (n->target && n->target->id.len)
        xml_attr(x, "xlink:href", str_printf(v->mem, "#%.*s", STR(n->target->id)));
}

static void write_sheet(struct svg *v, struct xml *x, const struct svg_node *n)
{
    struct buf all = {.mem = v->mem};
    str type = str_trim(attr(n, S("type"))), media = str_trim(attr(n, S("media")));
    if (type.len && !str_ieq(type, S("text/css"))) return;
    if (media.len && !str_ieq(media, S("all")) && !str_ieq(media, S("screen"))) return;
    for (const struct svg_node *k = n->first; k; k = k->next) buf_add(&all, k->text);
    struct buf clean = {.mem = v->mem};
    svg_sheet(v, buf_str(&all), &clean);
    if (!clean.len) return;
    xml_open(x, "style");
    xml_attr(x, "type", S("text/css"));
    xml_text(x, buf_str(&clean));
    xml_close(x);
}

/* Begin n; false if nothing of what is in it is written behind it. */
static bool begin(struct svg *v, struct xml *x, const struct svg_node *n)
{
    if (n->gone) return false;
    if (!n->tag) {
        xml_text(x, n->text);
        return false;
    }
    if (n->tag->flags & SHEET) {
        write_sheet(v, x, n);
        return false;
    }
    xml_open_str(x, n->tag->name);
    if (n == v->root) {
        xml_attr(x, "xmlns", S("http://www.w3.org/2000/svg"));
        xml_attr(x, "xmlns:xlink", S("http://www.w3.org/1999/xlink"));
        xml_attr(x, "version", S("1.1"));
        write_root(v, x);
    }
    write_attrs(v, x, n);
    if (n->first) return true;
    xml_close_void(x);
    return false;
}

static void end(struct xml *x)
{
    if (x->in_tag) xml_close_void(x);
    else xml_close(x);
}

void svg_write(struct svg *v, struct buf *out)
{
    struct xml x = {.out = out};
    xml_declare(&x);
    for (const struct svg_node *n = v->root; n;) {
        if (begin(v, &x, n)) {
            n = n->first;
            continue;
        }
        while (n && !n->next) {
            n = n->up;
            if (n) end(&x);
        }
        if (n) n = n->next;
    }
    xml_line(&x);
}
