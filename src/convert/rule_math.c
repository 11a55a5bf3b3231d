/*
 * rule_math.c - of a formula's many shapes on a page, its TeX is taken and set
 * as MathML: the picture of it and what a script has drawn from it are twins.
 */
#include "math_local.h"
#include "convert_local.h"
#include "audit.h"
#include "shape_local.h"
#include "tex.h"
#include "url.h"

/* --- a formula in the tree -------------------------------------------------------- */

/* It is all that its paragraph has. */
static bool is_alone(const struct node *n)
{
    while (n->parent && shape_only(n->parent) == n) {
        n = n->parent;
        if (node_is(n, TAG_P) || node_is(n, TAG_DIV) || node_is(n, TAG_CENTER)) return true;
        if (!shape_inline(n)) return false;
    }
    return false;
}

static struct node *code_of(struct rule_ctx *cx, str tex)
{
    struct node *code = node_make(cx->mem, TAG_CODE);
    node_set(cx->mem, code, ATTR_CLASS, S("tex"));
    node_append(code, shape_words(cx->mem, tex));
    return code;
}

/* The beginning of s, for a message. */
static str shown(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize len;
    s = utf8_head(s, 100);
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        buf_rune(&b, audit_visible(c) ? c : ' ');
    }
    return str_trim(buf_str(&b));
}

struct node *math_node(struct rule_ctx *cx, const struct node *at, str tex, bool display)
{
    struct node *math;
    str why;
    display |= tex_strip(&tex);
    if (tex_mathml(cx->mem, tex, display, &math, &why)) {
        math->made = 1;
        math->line = at->line;
        return math;
    }
    diag(cx->ds, DIAG_FORMULA_TEX, rule_at(cx, at), "%.*s",
         STR(shown(cx->mem, str_printf(cx->mem, "%.*s: %.*s", STR(why), STR(tex)))));
    return NULL;
}

bool math_plausible(str tex)
{
    bool blank = tex.len && (is_space(tex.p[0]) || is_space(tex.p[tex.len - 1])), signs = false;
    bool words = false;
    for (isize i = 0; i < tex.len; i++) {
        signs |= str_byte(S("\\^_={}<>+"), tex.p[i], 0) >= 0;
        words |= tex.p[i] >= 0xE3 && tex.p[i] <= 0xE9; /* Han and its punctuation */
    }
    return str_trim(tex).len && (signs || (!blank && !words));
}

/* --- the TeX that an element carries ------------------------------------------------ */

/* It stands in the address of the picture, or beside it. */
static bool tex_of_picture(struct rule_ctx *cx, const struct node *n, str *tex)
{
    str src = picture_source(n);
    isize at = str_find(src, S("equation?tex="), 0), card = str_find(src, S("#card=math"), 0);
    *tex = node_attr(n, ATTR_DATA_FORMULA);
    if (!tex->len) *tex = node_attr(n, ATTR_DATA_TEX);
    if (!tex->len && at >= 0) url_param(cx->mem, url_split(src).query, S("tex"), tex);
    if (!tex->len && card >= 0) url_param(cx->mem, str_skip(src, card + 1), S("code"), tex);
    bool marked = node_has(n, ATTR_EEIMG) || node_has(n, ATTR_DATA_EEIMG);
    if (!tex->len && marked) *tex = node_attr(n, ATTR_ALT);
    return str_trim(*tex).len && utf8_ok(*tex);
}

static bool is_script(const struct node *n)
{
    return n && node_is(n, TAG_SCRIPT) && str_istarts(node_attr(n, ATTR_TYPE), S("math/tex"));
}

/* The editors Vditor and Lute leave the TeX for a script of the page to set. */
static bool is_tex(const struct node *n)
{
    bool box = node_is(n, TAG_SPAN) || node_is(n, TAG_DIV);
    return box && (node_has_class(n, S("vditor-math")) || node_has_class(n, S("language-math"))) &&
           n->first && n->first->tag == TAG_TEXT && !n->first->next;
}

static bool tex_of(struct rule_ctx *cx, const struct node *n, str *tex)
{
    *tex = (str){0};
    if (n->tag < TAG_UNKNOWN) return false;
    if (is_script(n)) *tex = node_text_all(cx->mem, n);
    if (node_is(n, TAG_SCRIPT) || node_is(n, TAG_IMG)) return tex->len;
    *tex = node_attr(n, ATTR_DATA_TEX);
    if (!tex->len) *tex = node_attr(n, ATTR_DATA_FORMULA);
    if (is_tex(n)) *tex = n->first->text;
    if (tex->len) return true;
    if (!node_has_class(n, S("katex"))) return false;
    for (const struct node *k = node_next(n, n); k; k = node_next(k, n)) {
        if (k->tag != TAG_ANNOTATION) continue;
        *tex = node_text_all(cx->mem, k);
        return true;
    }
    return false;
}

static bool says_display(const struct node *n)
{
    if (str_eq(node_attr(n, ATTR_EEIMG), S("2"))) return true;
    if (str_eq(node_attr(n, ATTR_DATA_EEIMG), S("2"))) return true;
    if (is_script(n)) return str_has(node_attr(n, ATTR_TYPE), S("display"));
    if (is_tex(n)) return node_is(n, TAG_DIV);
    return n->parent && node_has_class(n->parent, S("katex-display"));
}

/* --- twins ------------------------------------------------------------------------- */

static bool is_drawn(const struct node *n)
{
    static const str classes[] = {LIT("MathJax_Preview"),
                                  LIT("MathJax"),
                                  LIT("MathJax_Display"),
                                  LIT("MathJax_SVG"),
                                  LIT("MathJax_SVG_Display"),
                                  LIT("MathJax_CHTML"),
                                  LIT("mjx-chtml")};
    if (!n || n->tag < TAG_UNKNOWN || n->ns != NS_HTML) return false;
    for (isize i = 0; i < COUNT(classes); i++)
        if (node_has_class(n, classes[i])) return true;
    return false;
}

static void remove_twin(struct rule_ctx *cx, struct node *n)
{
    rule_lose(cx, n, DIAG_TWIN_GONE, "formula");
    node_remove(n, cx->root);
}

/* What MathJax drew stands before its script. */
static void remove_drawn(struct rule_ctx *cx, const struct node *script)
{
    for (struct node *k; is_drawn(k = shape_prev(script));) remove_twin(cx, k);
}

/* The picture again, for readers without scripts. */
static void remove_noscript(struct rule_ctx *cx, struct node *noscript, str tex)
{
    str same;
    if (!noscript || !node_is(noscript, TAG_NOSCRIPT)) return;
    struct node *img = shape_only(noscript);
    if (img && node_is(img, TAG_IMG) && tex_of_picture(cx, img, &same) && str_eq(same, tex))
        remove_twin(cx, noscript);
}

/* --- the rule ------------------------------------------------------------------------ */

static struct node *set_picture(struct rule_ctx *cx, struct node *n)
{
    str tex;
    if (cx->conf && cx->conf->math == MATH_IMAGE) return node_next(n, cx->root);
    if (node_up(n, TAG_NOSCRIPT) || !tex_of_picture(cx, n, &tex)) return node_next(n, cx->root);
    if (cx->conf && cx->conf->math == MATH_CACHED &&
        picture_there(cx->chapter, picture_source(n), n->line))
        return node_next(n, cx->root);
    bool text = cx->conf && cx->conf->math == MATH_TEXT;
    struct node *to =
        text ? code_of(cx, str_trim(tex)) : math_node(cx, n, tex, says_display(n) || is_alone(n));
    if (!to) { /* rule_img will know it as one */
        node_set(cx->mem, n, ATTR_CLASS, S("formula"));
        node_set(cx->mem, n, ATTR_ALT, str_trim(tex));
        return node_next(n, cx->root);
    }
    remove_noscript(cx, shape_prev(n), tex);
    remove_noscript(cx, shape_next(n), tex);
    to->line = n->line;
    node_before(n, to);
    rule_lose(cx, n, DIAG_FORMULA, str_z(cx->mem, shown(cx->mem, str_trim(tex))));
    return node_remove(n, cx->root);
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    str tex;
    if (node_is(n, TAG_IMG)) return set_picture(cx, n);
    if (!tex_of(cx, n, &tex) || !str_trim(tex).len) return node_next(n, cx->root);
    tex = str_trim(tex);
    if (is_script(n)) remove_drawn(cx, n);
    bool text = cx->conf && cx->conf->math == MATH_TEXT;
    struct node *to = text ? NULL : math_node(cx, n, tex, says_display(n) || is_alone(n));
    if (!to) to = code_of(cx, tex);
    to->line = n->line;
    node_before(n, to);
    if (is_tex(n)) rule_lose(cx, n, DIAG_FORMULA, "");
    else rule_lose(cx, n, DIAG_TWIN_GONE, "formula");
    struct node *on = node_remove(n, cx->root);
    while (is_script(on) && str_eq(str_trim(node_text_all(cx->mem, on)), tex))
        on = node_remove(on, cx->root);
    return on;
}

const struct rule rule_math = {
    .name = "math",
    .help = "a formula is MathML once; its picture and what scripts drew of it go",
    .apply = apply,
};
