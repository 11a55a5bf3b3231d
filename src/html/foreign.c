/* foreign.c - SVG and MathML in HTML (section 13.2.6.5). */
#include "tree_local.h"

/* --- names in their own spelling ------------------------------------------- */

/* Sorted, in lower case and as it should be: the standard's lists say each name once. */
static const char *const svg_tags[] = {
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
};

static const char *const svg_attrs[] = {
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
};

/* The row that is `name` but for case; `name` itself if there is none. */
static str respell(const char *const *list, isize n, str name)
{
    for (isize lo = 0, hi = n; lo < hi;) {
        isize mid = lo + (hi - lo) / 2, i = 0;
        str row = str_of(list[mid]);
        while (i < row.len && i < name.len && to_lower(row.p[i]) == name.p[i]) i++;
        int order = (i < name.len ? name.p[i] : 0) - (i < row.len ? to_lower(row.p[i]) : 0);
        if (!order) return row;
        *(order < 0 ? &hi : &lo) = order < 0 ? mid : mid + 1;
    }
    return name;
}

static const struct {
    str name;
    enum ns ns;
} foreign_attrs[] = {
    {LIT("xlink:actuate"), NS_XLINK}, {LIT("xlink:arcrole"), NS_XLINK},
    {LIT("xlink:href"), NS_XLINK},    {LIT("xlink:role"), NS_XLINK},
    {LIT("xlink:show"), NS_XLINK},    {LIT("xlink:title"), NS_XLINK},
    {LIT("xlink:type"), NS_XLINK},    {LIT("xml:lang"), NS_XML},
    {LIT("xml:space"), NS_XML},       {LIT("xmlns"), NS_XMLNS},
    {LIT("xmlns:xlink"), NS_XMLNS},
};

static void adjust_attr(struct attr *a, enum ns ns)
{
    str name = a->name;
    if (ns == NS_SVG) name = respell(svg_attrs, COUNT(svg_attrs), name);
    if (ns == NS_MATHML && str_eq(name, S("definitionurl"))) name = S("definitionURL");
    if (name.p != a->name.p) {
        a->name = name;
        a->id = (u16)attr_find(name);
    }
    if (name.len < 5 || name.p[0] != 'x') return;
    for (isize i = 0; i < COUNT(foreign_attrs); i++)
        if (str_eq(name, foreign_attrs[i].name)) a->ns = (u8)foreign_attrs[i].ns;
}

void foreign_insert(struct builder *b, struct token *t, enum ns ns)
{
    for (struct attr *a = t->attrs; a; a = a->next) adjust_attr(a, ns);
    if (ns == NS_SVG) {
        str name = respell(svg_tags, COUNT(svg_tags), t->name);
        if (name.p != t->name.p) {
            t->name = name;
            t->tag = (u16)tag_find(name);
        }
    }
    tree_insert_ns(b, t, ns);
    if (t->self_closing) tree_pop(b);
}

/* --- whose rules ----------------------------------------------------------- */

/* The element that decides; a fragment's context is known by tag and namespace alone. */
static struct node adjusted(const struct builder *b)
{
    if (b->n == 1 && b->opts.context)
        return (struct node){.tag = (u16)b->opts.context, .ns = (u8)b->opts.context_ns};
    return *tree_current(b);
}

bool foreign_here(const struct builder *b)
{
    if (!b->n) return false;
    if (b->n == 1 && b->opts.context) return b->opts.context_ns != NS_HTML;
    return tree_current(b)->ns != NS_HTML;
}

static bool is_mathml_text(const struct node *n)
{
    return n->ns == NS_MATHML && (n->tag == TAG_MI || n->tag == TAG_MO || n->tag == TAG_MN ||
                                  n->tag == TAG_MS || n->tag == TAG_MTEXT);
}

static bool is_html_point(const struct node *n)
{
    if (n->ns == NS_SVG)
        return n->tag == TAG_FOREIGNOBJECT || n->tag == TAG_DESC || n->tag == TAG_TITLE;
    if (n->ns != NS_MATHML || n->tag != TAG_ANNOTATION_XML) return false;
    str encoding = node_attr_str(n, S("encoding"));
    return str_ieq(encoding, S("text/html")) || str_ieq(encoding, S("application/xhtml+xml"));
}

bool foreign_wants(const struct builder *b, const struct token *t)
{
    if (!foreign_here(b) || t->kind == TOK_EOF) return false;
    const struct node n = adjusted(b);
    const bool text = t->kind == TOK_TEXT || t->kind == TOK_NUL, start = t->kind == TOK_START;
    if (is_mathml_text(&n) && (text || (start && t->tag != TAG_MGLYPH && t->tag != TAG_MALIGNMARK)))
        return false;
    if (n.ns == NS_MATHML && n.tag == TAG_ANNOTATION_XML && start && t->tag == TAG_SVG)
        return false;
    return !(is_html_point(&n) && (start || text));
}

/* --- tokens ---------------------------------------------------------------- */

static const bool breaks_out[TAGS] = {
#define B(id) [TAG_##id] = true,
    /* clang-format off */
    B(B) B(BIG) B(BLOCKQUOTE) B(BODY) B(BR) B(CENTER) B(CODE) B(DD) B(DIV) B(DL) B(DT) B(EM)
    B(EMBED) B(H1) B(H2) B(H3) B(H4) B(H5) B(H6) B(HEAD) B(HR) B(I) B(IMG) B(LI) B(LISTING)
    B(MENU) B(META) B(NOBR) B(OL) B(P) B(PRE) B(RUBY) B(S) B(SMALL) B(SPAN) B(STRONG) B(STRIKE)
    B(SUB) B(SUP) B(TABLE) B(TT) B(U) B(UL) B(VAR)
/* clang-format on */
#undef B
};

static bool breaks(const struct token *t)
{
    if (t->kind == TOK_END) return t->tag == TAG_P || t->tag == TAG_BR;
    if (t->tag != TAG_FONT) return breaks_out[t->tag];
    for (const struct attr *a = t->attrs; a; a = a->next)
        if (str_eq(a->name, S("color")) || str_eq(a->name, S("face")) || str_eq(a->name, S("size")))
            return true;
    return false;
}

static enum next break_out(struct builder *b, struct token *t)
{
    while (b->n > 1) {
        const struct node *n = tree_current(b);
        if (n->ns == NS_HTML || is_mathml_text(n) || is_html_point(n)) break;
        tree_pop(b);
    }
    return mode_token(b, t);
}

static enum next end(struct builder *b, struct token *t)
{
    for (int i = b->n - 1; i > 0; i--) {
        const struct node *n = b->stack[i].n;
        if (i < b->n - 1 && n->ns == NS_HTML) return mode_token(b, t);
        if (str_ieq(node_name(n), t->name)) {
            while (b->n > i) tree_pop(b);
            return DONE;
        }
    }
    return b->n > 1 && b->stack[0].n->ns == NS_HTML && b->stack[1].n->ns != NS_HTML &&
                   !b->opts.context
               ? mode_token(b, t)
               : DONE;
}

static enum next start(struct builder *b, struct token *t)
{
    const struct node n = adjusted(b);
    foreign_insert(b, t, (enum ns)n.ns);
    return DONE;
}

enum next foreign_token(struct builder *b, struct token *t)
{
    switch (t->kind) {
    case TOK_NUL: tree_text(b, S("\xEF\xBF\xBD"), t->at); return DONE;
    case TOK_TEXT:
        if (b->frameset_ok && text_visible(t->text)) b->frameset_ok = false;
        tree_text(b, t->text, t->at);
        return DONE;
    case TOK_COMMENT: tree_comment(b, t, NULL); return DONE;
    case TOK_START: return breaks(t) ? break_out(b, t) : start(b, t);
    case TOK_END: return breaks(t) ? break_out(b, t) : end(b, t);
    }
    return DONE;
}
