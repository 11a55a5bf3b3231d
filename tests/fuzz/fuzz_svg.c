/*
 * fuzz_svg.c - any bytes become a harmless drawing, or none.
 *
 * Claim: what svg_clean makes is well-formed XML without doctype, comments or processing
 * instructions; every element and attribute of it has a row in svg.def; every reference leads
 * to an element of the same file, or is a picture in it; ids are NCNames and unique.  Cleaned
 * again it is the same, and it is as large as its source.  What is refused says why.
 */
#include "codec.h"
#include "image_local.h"
#include "oracle.h"
#include "svg_local.h"
#include "xml.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static bool has_id(const xmlNode *root, str id)
{
    for (const xmlNode *n = root; n;) {
        xmlChar *have = n->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(n, BAD_CAST "id") : NULL;
        bool same = have && str_eq(str_of((char *)have), id);
        xmlFree(have);
        if (same) return true;
        const xmlNode *next = n->type == XML_ELEMENT_NODE && n->children ? n->children : NULL;
        while (!next && n) {
            next = n->next;
            if (!next) n = n->parent == root->parent ? NULL : n->parent;
            if (!n) break;
        }
        n = next;
    }
    return false;
}

/* Every "url(" is one of an element of the file. */
static void check_urls(const xmlNode *root, str s)
{
    for (isize at = 0; (at = str_ifind(s, S("url("), at)) >= 0; at += 4) {
        str rest = str_skip(s, at + 4);
        isize end = str_byte(rest, ')', 0);
        must(end > 1 && rest.p[0] == '#', "an address", s);
        must(has_id(root, str_skip(str_head(rest, end), 1)), "leads nowhere", s);
    }
    must(str_ifind(s, S("@import"), 0) < 0, "an import", s);
}

static void check_attr(const xmlNode *root, const xmlAttr *at, arena mem)
{
    xmlChar *z = xmlNodeListGetString(at->doc, at->children, 1);
    str value = str_of((char *)z), name = str_of((const char *)at->name);
    const char *space = at->ns ? (const char *)at->ns->prefix : "";
    if (!strcmp(space, "xml")) name = str_printf(&mem, "xml:%.*s", STR(name));
    must(svg_name(name) != NULL, "attribute", name);
    must(!str_istarts(name, S("on")), "handler", name);
    if (str_eq(name, S("href"))) {
        bool local = str_starts(value, S("#")) && has_id(root, str_skip(value, 1));
        must(local || str_starts(value, S("data:image/")), "href", value);
        must(!str_istarts(value, S("data:image/svg")), "SVG in SVG", value);
    } else if (!str_eq(name, S("class")) && !str_starts(name, S("font")) &&
               !str_eq(name, S("style"))) {
        must(str_byte(value, ':', 0) < 0 || str_eq(name, S("id")), "a colon", value);
    }
    if (str_eq(name, S("id"))) must(xml_is_ncname(value), "id", value);
    check_urls(root, value);
    xmlFree(z);
}

static void check_tree(const xmlDoc *doc, arena mem)
{
    const xmlNode *root = doc->children;
    struct table ids = {.mem = &mem};
    arena scratch = {mem.at + arena_left(&mem) / 2, mem.end};
    mem.end = scratch.at;
    must(root && !root->next && root->type == XML_ELEMENT_NODE, "one root", S(""));
    for (const xmlNode *n = root; n;) {
        must(n->type == XML_ELEMENT_NODE || n->type == XML_TEXT_NODE, "kind of node", S(""));
        if (n->type == XML_ELEMENT_NODE) {
            str name = str_of((const char *)n->name);
            const struct svg_tag *tag = svg_tag(name);
            must(tag && !(tag->flags & PAGE), "element", name);
            for (const xmlAttr *at = n->properties; at; at = at->next) {
                check_attr(root, at, scratch);
                if (strcmp((const char *)at->name, "id")) continue;
                isize *seen = table_at(&ids, hash64(str_of((char *)at->children->content)));
                must(*seen < 0, "id twice", name);
                *seen = 1;
            }
            if (str_eq(name, S("style")) && n->children)
                check_urls(root, str_of((char *)n->children->content));
        }
        const xmlNode *next = n->type == XML_ELEMENT_NODE ? n->children : NULL;
        for (; !next && n != root; n = n->parent)
            if ((next = n->next)) break;
        n = next;
    }
}

/* The head of such a file says the same before it is decoded. */
static bool plain(str s)
{
    for (isize i = 0; i < s.len; i++)
        if ((s.p[i] < ' ' && !is_space(s.p[i])) || s.p[i] == '&' || s.p[i] >= 0x7F) return false;
    return true;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena one, two, three;
    if (!one.at) one = arena_reserve((isize)1 << 30);
    if (!two.at) two = arena_reserve((isize)1 << 30);
    if (!three.at) three = arena_reserve((isize)1 << 30);
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str bytes = {copy, (isize)size}, out, again, why;
    arena a = one, b = two;
    struct image_info is, now;
    if (!svg_clean(&a, bytes, &out, &why, three)) {
        must(why.len > 0, "refused for nothing", S(""));
    } else {
        xmlDocPtr doc = xmlReadMemory((const char *)out.p, (int)out.len, NULL, "UTF-8",
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                          XML_PARSE_HUGE);
        must(doc != NULL, "no XML", out);
        check_tree(doc, three);
        xmlFreeDoc(doc);
        must(codec_of(out) == &codec_svg && codec_svg.info(out, &now, &why), "not known", out);
        if (plain(bytes) && codec_svg.is(bytes) && codec_svg.info(bytes, &is, &why))
            must(is.w == now.w && is.h == now.h, "another size", out);
        must(svg_clean(&b, out, &again, &why, three), "not taken again", out);
        must(str_eq(out, again), "not the same again", again);
    }
    free(copy);
    return 0;
}
