/* shape.c - see shape_local.h. */
#include "shape_local.h"
#include "audit.h"

bool shape_block(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_ADDRESS] = true,    [TAG_ARTICLE] = true,   [TAG_ASIDE] = true,
        [TAG_BLOCKQUOTE] = true, [TAG_BODY] = true,      [TAG_CAPTION] = true,
        [TAG_CENTER] = true,     [TAG_DD] = true,        [TAG_DETAILS] = true,
        [TAG_DIALOG] = true,     [TAG_DIR] = true,       [TAG_DIV] = true,
        [TAG_DL] = true,         [TAG_DT] = true,        [TAG_FIELDSET] = true,
        [TAG_FIGCAPTION] = true, [TAG_FIGURE] = true,    [TAG_FOOTER] = true,
        [TAG_FORM] = true,       [TAG_H1] = true,        [TAG_H2] = true,
        [TAG_H3] = true,         [TAG_H4] = true,        [TAG_H5] = true,
        [TAG_H6] = true,         [TAG_HEADER] = true,    [TAG_HGROUP] = true,
        [TAG_HR] = true,         [TAG_HTML] = true,      [TAG_LEGEND] = true,
        [TAG_LI] = true,         [TAG_LISTING] = true,   [TAG_MAIN] = true,
        [TAG_MENU] = true,       [TAG_NAV] = true,       [TAG_OL] = true,
        [TAG_P] = true,          [TAG_PLAINTEXT] = true, [TAG_PRE] = true,
        [TAG_SEARCH] = true,     [TAG_SECTION] = true,   [TAG_SUMMARY] = true,
        [TAG_TABLE] = true,      [TAG_TBODY] = true,     [TAG_TD] = true,
        [TAG_TFOOT] = true,      [TAG_TH] = true,        [TAG_THEAD] = true,
        [TAG_TR] = true,         [TAG_UL] = true,        [TAG_XMP] = true};
    return n->ns == NS_HTML && is[n->tag];
}

bool shape_has_block(const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (shape_block(k)) return true;
    return false;
}

bool shape_inline(const struct node *n)
{
    return n->ns == NS_HTML && n->tag >= TAG_UNKNOWN && !shape_block(n);
}

bool shape_heading(const struct node *n)
{
    return n && n->ns == NS_HTML && n->tag >= TAG_H1 && n->tag <= TAG_H6;
}

bool shape_space(const struct node *n)
{
    if (n->tag == TAG_COMMENT) return true;
    if (n->tag != TAG_TEXT) return false;
    isize len;
    for (isize i = 0; i < n->text.len; i += len)
        if (audit_visible(utf8_get(str_skip(n->text, i), &len))) return false;
    return true;
}

/* Something to see that is no text. */
static bool is_object(const struct node *n)
{
    static const bool is[TAGS] = {
        [TAG_IMG] = true,     [TAG_HR] = true,    [TAG_IFRAME] = true, [TAG_VIDEO] = true,
        [TAG_AUDIO] = true,   [TAG_EMBED] = true, [TAG_OBJECT] = true, [TAG_INPUT] = true,
        [TAG_PICTURE] = true, [TAG_CANVAS] = true};
    if (n->ns != NS_HTML) return n->tag == TAG_SVG || n->tag == TAG_MATH;
    return is[n->tag];
}

bool shape_blank(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (is_object(k) || (k->tag == TAG_TEXT && !shape_space(k))) return false;
    return true;
}

bool shape_in_pre(const struct node *n)
{
    for (; n; n = n->parent)
        if (n->ns == NS_HTML && (n->tag == TAG_PRE || n->tag == TAG_TEXTAREA ||
                                 n->tag == TAG_LISTING || n->tag == TAG_XMP))
            return true;
    return false;
}

bool shape_in_code(const struct node *n)
{
    for (const struct node *k = n; k; k = k->parent)
        if (k->ns == NS_HTML &&
            (k->tag == TAG_CODE || k->tag == TAG_KBD || k->tag == TAG_SAMP || k->tag == TAG_TT))
            return true;
    return shape_in_pre(n);
}

struct node *shape_prev(const struct node *n)
{
    struct node *k = n->prev;
    while (k && shape_space(k)) k = k->prev;
    return k;
}

struct node *shape_next(const struct node *n)
{
    struct node *k = n->next;
    while (k && shape_space(k)) k = k->next;
    return k;
}

struct node *shape_only(const struct node *n)
{
    struct node *k = n->first;
    while (k && shape_space(k)) k = k->next;
    return k && !shape_next(k) ? k : NULL;
}

bool shape_class_has(const struct node *n, str part)
{
    return str_ifind(node_attr(n, ATTR_CLASS), part, 0) >= 0;
}

struct node *shape_clone(arena *a, const struct node *n)
{
    struct node *to = node_make(a, (enum tag)n->tag);
    to->ns = n->ns;
    to->line = n->line;
    to->text = n->text;
    struct attr **end = &to->attrs;
    for (const struct attr *at = n->attrs; at; at = at->next) {
        *end = make(a, struct attr);
        **end = *at;
        (*end)->next = NULL;
        end = &(*end)->next;
    }
    return to;
}

struct node *shape_words(arena *a, str text)
{
    struct node *n = node_text(a, text);
    n->made = 1;
    return n;
}

void shape_text_before(arena *a, struct node *n, str text)
{
    if (!text.len) return;
    struct node *t = node_text(a, text);
    t->line = n->line;
    t->made = n->made;
    node_before(n, t);
}

void shape_span_before(arena *a, struct node *n, str class_name, str text)
{
    struct node *span = node_make(a, TAG_SPAN);
    span->line = n->line;
    node_add_class(a, span, class_name);
    node_add_text(a, span, text)->made = n->made;
    node_before(n, span);
}

static isize last_rune(str s)
{
    isize i = s.len - 1;
    while (i > 0 && (s.p[i] & 0xC0) == 0x80) i--;
    return i;
}

str shape_trim(str s)
{
    isize len;
    while (s.len && !audit_visible(utf8_get(s, &len))) s = str_skip(s, len);
    while (s.len) {
        isize at = last_rune(s);
        if (audit_visible(utf8_get(str_skip(s, at), &len))) break;
        s = str_head(s, at);
    }
    return s;
}

str shape_line(arena *a, const struct node *n, isize most)
{
    enum { UNSEEN = 80 /* bytes at the ends that nobody sees, and more */ };
    struct buf b = {.mem = a};
    for (const struct node *k = n; k;) {
        if (audit_hidden(k)) {
            k = node_skip(k, n);
            continue;
        }
        if (k->tag == TAG_TEXT && k->text.len > most + UNSEEN - b.len) return (str){0};
        if (k->tag == TAG_TEXT) buf_add(&b, k->text);
        k = node_next(k, n);
    }
    str s = shape_trim(buf_str(&b));
    return s.len <= most ? s : (str){0};
}

struct node *shape_image(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (node_is(k, TAG_IMG)) return (struct node *)k;
    return NULL;
}

struct shape_list shape_leaves_first(arena *a, struct node *root)
{
    struct shape_list list = {0};
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) list.n++;
    list.v = make_n(a, struct node *, list.n + 1);
    isize i = 0;
    struct node *n = root;
    while (n->first) n = n->first;
    while (n != root) {
        list.v[i++] = n;
        if (n->next)
            for (n = n->next; n->first;) n = n->first;
        else n = n->parent;
    }
    assert(i == list.n);
    return list;
}
