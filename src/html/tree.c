/* tree.c - the stack of open elements, and where nodes go.  See tree_local.h. */
#include "tree_local.h"

#include <string.h>

/* --- what an element is ---------------------------------------------------- */

static const u16 is[TAGS] = {
#define SPECIAL(id) [TAG_##id] = IS_SPECIAL,
    /* clang-format off */
    SPECIAL(AREA) SPECIAL(ARTICLE) SPECIAL(ASIDE) SPECIAL(ADDRESS)
    SPECIAL(BASE) SPECIAL(BASEFONT) SPECIAL(BGSOUND) SPECIAL(BLOCKQUOTE) SPECIAL(BODY) SPECIAL(BR)
    SPECIAL(CENTER) SPECIAL(COL) SPECIAL(DETAILS) SPECIAL(DIR) SPECIAL(DIV) SPECIAL(DL)
    SPECIAL(EMBED) SPECIAL(FIELDSET) SPECIAL(FIGCAPTION) SPECIAL(FIGURE) SPECIAL(FOOTER)
    SPECIAL(FORM) SPECIAL(FRAME) SPECIAL(FRAMESET) SPECIAL(HEAD) SPECIAL(HEADER) SPECIAL(HGROUP)
    SPECIAL(HR) SPECIAL(IFRAME) SPECIAL(IMG) SPECIAL(INPUT) SPECIAL(KEYGEN) SPECIAL(LINK)
    SPECIAL(LISTING) SPECIAL(MAIN) SPECIAL(MENU) SPECIAL(META) SPECIAL(NAV) SPECIAL(NOEMBED)
    SPECIAL(NOFRAMES) SPECIAL(NOSCRIPT) SPECIAL(PARAM) SPECIAL(PLAINTEXT) SPECIAL(PRE)
    SPECIAL(SCRIPT) SPECIAL(SEARCH) SPECIAL(SECTION) SPECIAL(SOURCE) SPECIAL(STYLE)
    SPECIAL(SUMMARY) SPECIAL(TEXTAREA) SPECIAL(TITLE) SPECIAL(TRACK) SPECIAL(WBR) SPECIAL(XMP)
/* clang-format on */
#undef SPECIAL
                                                    [TAG_APPLET] = IS_SPECIAL | IS_SCOPE,
    [TAG_MARQUEE] = IS_SPECIAL | IS_SCOPE,
    [TAG_OBJECT] = IS_SPECIAL | IS_SCOPE,
    [TAG_SELECT] = IS_SPECIAL | IS_SCOPE,
    [TAG_HTML] = IS_SPECIAL | IS_SCOPE | IS_TABLE_SCOPE,
    [TAG_TEMPLATE] = IS_SPECIAL | IS_SCOPE | IS_TABLE_SCOPE,
    [TAG_TABLE] = IS_SPECIAL | IS_SCOPE | IS_TABLE_SCOPE | IS_TABLE_PART,
    [TAG_TBODY] = IS_SPECIAL | IS_IMPLIED_ALL | IS_TABLE_PART,
    [TAG_THEAD] = IS_SPECIAL | IS_IMPLIED_ALL | IS_TABLE_PART,
    [TAG_TFOOT] = IS_SPECIAL | IS_IMPLIED_ALL | IS_TABLE_PART,
    [TAG_TR] = IS_SPECIAL | IS_IMPLIED_ALL | IS_TABLE_PART,
    [TAG_TD] = IS_SPECIAL | IS_SCOPE | IS_IMPLIED_ALL,
    [TAG_TH] = IS_SPECIAL | IS_SCOPE | IS_IMPLIED_ALL,
    [TAG_CAPTION] = IS_SPECIAL | IS_SCOPE | IS_IMPLIED_ALL,
    [TAG_COLGROUP] = IS_SPECIAL | IS_IMPLIED_ALL,
    [TAG_OL] = IS_SPECIAL | IS_LIST_SCOPE,
    [TAG_UL] = IS_SPECIAL | IS_LIST_SCOPE,
    [TAG_BUTTON] = IS_SPECIAL | IS_BUTTON_SCOPE,
    [TAG_DD] = IS_SPECIAL | IS_IMPLIED,
    [TAG_DT] = IS_SPECIAL | IS_IMPLIED,
    [TAG_LI] = IS_SPECIAL | IS_IMPLIED,
    [TAG_P] = IS_SPECIAL | IS_IMPLIED,
    [TAG_OPTGROUP] = IS_IMPLIED,
    [TAG_OPTION] = IS_IMPLIED,
    [TAG_RB] = IS_IMPLIED,
    [TAG_RP] = IS_IMPLIED,
    [TAG_RT] = IS_IMPLIED,
    [TAG_RTC] = IS_IMPLIED,
    [TAG_H1] = IS_SPECIAL | IS_HEADING,
    [TAG_H2] = IS_SPECIAL | IS_HEADING,
    [TAG_H3] = IS_SPECIAL | IS_HEADING,
    [TAG_H4] = IS_SPECIAL | IS_HEADING,
    [TAG_H5] = IS_SPECIAL | IS_HEADING,
    [TAG_H6] = IS_SPECIAL | IS_HEADING,
};

int tag_is(enum tag t)
{
    return is[t];
}

int open_is(const struct node *n)
{
    if (n->ns == NS_HTML) return is[n->tag];
    bool barrier;
    if (n->ns == NS_SVG)
        barrier = n->tag == TAG_FOREIGNOBJECT || n->tag == TAG_DESC || n->tag == TAG_TITLE;
    else
        barrier = n->tag == TAG_MI || n->tag == TAG_MO || n->tag == TAG_MN || n->tag == TAG_MS ||
                  n->tag == TAG_MTEXT || n->tag == TAG_ANNOTATION_XML;
    return barrier ? IS_SPECIAL | IS_SCOPE : 0;
}

struct node *tree_current(const struct builder *b)
{
    return b->stack[b->n - 1].n;
}

bool tree_same(const struct node *n, const struct token *t)
{
    return n->ns == NS_HTML && n->tag == t->tag &&
           (n->tag != TAG_UNKNOWN || str_eq(n->text, t->name));
}

/* --- the stack ------------------------------------------------------------- */

void tree_push(struct builder *b, struct node *n, int depth)
{
    assert(b->n < HTML_DEPTH);
    b->stack[b->n++] = (struct open){n, depth};
    if (n->ns == NS_HTML) b->opened[n->tag]++;
}

static void closed(struct builder *b, struct node *n)
{
    if (n->ns != NS_HTML) return;
    b->opened[n->tag]--;
    if (b->shown && (n->tag == TAG_OPTION || n->tag == TAG_SELECT)) select_popped(b, n);
}

/* The root stays. */
void tree_pop(struct builder *b)
{
    if (b->n > 1) closed(b, b->stack[--b->n].n);
}

void tree_close_at(struct builder *b, int i)
{
    struct node *n = b->stack[i].n;
    b->n--;
    memmove(&b->stack[i], &b->stack[i + 1], (size_t)(b->n - i) * sizeof b->stack[0]);
    closed(b, n);
}

void tree_pop_to(struct builder *b, enum tag t)
{
    while (b->n > 1) {
        bool last = tree_at(b, t);
        tree_pop(b);
        if (last) return;
    }
}

int tree_index(const struct builder *b, const struct node *n)
{
    int i = b->n - 1;
    while (i >= 0 && b->stack[i].n != n) i--;
    return i;
}

bool tree_scope(const struct builder *b, enum tag t, int scope)
{
    if (!b->opened[t]) return false;
    for (int i = b->n - 1; i >= 0; i--) {
        const struct node *n = b->stack[i].n;
        if (node_is(n, t)) return true;
        if (open_is(n) & scope) return false;
    }
    return false;
}

void tree_imply(struct builder *b, enum tag except)
{
    for (;;) {
        const struct node *n = tree_current(b);
        if (n->ns != NS_HTML || !(is[n->tag] & IS_IMPLIED) || n->tag == except) return;
        tree_pop(b);
    }
}

void tree_imply_all(struct builder *b)
{
    for (;;) {
        const struct node *n = tree_current(b);
        if (n->ns != NS_HTML || !(is[n->tag] & (IS_IMPLIED | IS_IMPLIED_ALL)) || b->n == 1) return;
        tree_pop(b);
    }
}

void tree_close_p(struct builder *b)
{
    if (!tree_scope(b, TAG_P, SCOPE_BUTTON)) return;
    tree_imply(b, TAG_P);
    tree_pop_to(b, TAG_P);
}

/* --- places ---------------------------------------------------------------- */

/* Before the last table, or what the standard says if that cannot be. */
static struct place foster_place(struct builder *b)
{
    int i = b->n - 1;
    while (i > 0 && !node_is(b->stack[i].n, TAG_TABLE) && !node_is(b->stack[i].n, TAG_TEMPLATE))
        i--;
    struct open *o = &b->stack[i];
    if (i == 0 || o->n->tag == TAG_TEMPLATE) return (struct place){o->n, NULL, o->depth + 1};
    if (o->n->parent) return (struct place){o->n->parent, o->n, o->depth};
    return (struct place){o[-1].n, NULL, o[-1].depth + 1};
}

struct place tree_place(struct builder *b, int at)
{
    struct open *o = &b->stack[at];
    if (b->foster && open_is(o->n) & IS_TABLE_PART) return foster_place(b);
    return (struct place){o->n, NULL, o->depth + 1};
}

void tree_put(struct place to, struct node *n)
{
    if (to.before) node_before(to.before, n);
    else node_append(to.parent, n);
}

/*
 * Where the next element goes.  At the greatest depth, what is open there is
 * closed first, as if its end tag were missing; it is forgotten as formatting,
 * so that it is not opened again and again.
 */
static struct place element_place(struct builder *b)
{
    struct place to = tree_place(b, b->n - 1);
    while (b->n > 1 && (to.depth > DEPTH_MAX || b->n >= DEPTH_MAX)) {
        format_drop(b, tree_current(b));
        tree_pop(b);
        to = tree_place(b, b->n - 1);
    }
    return to;
}

/* --- elements -------------------------------------------------------------- */

struct node *tree_enter(struct builder *b, struct node *n)
{
    struct place to = element_place(b);
    tree_put(to, n);
    tree_push(b, n, to.depth);
    return n;
}

struct node *tree_insert_ns(struct builder *b, const struct token *t, enum ns ns)
{
    struct node *n = node_make(b->mem, (enum tag)t->tag);
    if (t->tag == TAG_UNKNOWN) n->text = t->name;
    n->ns = (u8)ns;
    n->attrs = t->attrs;
    n->line = token_line(&b->tk, t->at);
    return tree_enter(b, n);
}

struct node *tree_insert(struct builder *b, const struct token *t)
{
    return tree_insert_ns(b, t, NS_HTML);
}

struct node *tree_insert_tag(struct builder *b, enum tag tag, const u8 *at)
{
    struct node *n = node_make(b->mem, tag);
    n->line = token_line(&b->tk, at);
    return tree_enter(b, n);
}

void tree_insert_void(struct builder *b, const struct token *t)
{
    tree_insert(b, t);
    tree_pop(b);
}

void tree_comment(struct builder *b, const struct token *t, struct node *parent)
{
    struct node *n = node_make(b->mem, TAG_COMMENT);
    n->text = t->text;
    n->line = token_line(&b->tk, t->at);
    if (parent) node_append(parent, n);
    else tree_put(tree_place(b, b->n - 1), n);
}

void tree_raw(struct builder *b, const struct token *t, enum text_state state)
{
    tree_insert(b, t);
    token_enter(&b->tk, state);
    b->back = b->mode;
    b->mode = MODE_TEXT;
}

/* A second html or body tag adds what the first did not have.  Only a page made
 * to be slow has more attributes than MANY there. */
void tree_merge_attrs(struct node *n, const struct token *t)
{
    enum { MANY = 64 };
    for (struct attr *a = t->attrs, *next; a; a = next) {
        next = a->next;
        int i = 0;
        struct attr **at = &n->attrs;
        while (*at && i < MANY && !str_eq((*at)->name, a->name)) at = &(*at)->next, i++;
        if (*at) continue;
        a->next = NULL;
        *at = a;
    }
}

/* --- text ------------------------------------------------------------------ */

/* Text that is not a view of the input grows in a block of its own. */
struct grown {
    isize cap;
    u8 text[];
};

static bool is_view(const struct builder *b, str s)
{
    return s.p >= b->tk.start && s.p <= b->tk.end;
}

static void text_grow(struct builder *b, struct node *n, str more)
{
    enum { FIRST = 56 };
    const bool view = is_view(b, n->text);
    const isize head = sizeof(struct grown), len = n->text.len + more.len;
    struct grown *old = view ? NULL : (struct grown *)(void *)(n->text.p - head);
    if (!old || old->cap < len) {
        isize cap = len < FIRST ? FIRST : 2 * len;
        if (old && arena_extend(b->mem, old, head + old->cap, head + cap)) {
            old->cap = cap;
        } else {
            struct grown *g = arena_alloc(b->mem, 1, _Alignof(struct grown), head + cap);
            g->cap = cap;
            assert(n->text.p);
            if (n->text.len) memcpy(g->text, n->text.p, (size_t)n->text.len);
            n->text.p = g->text;
            old = g;
        }
    }
    if (more.len) memcpy(old->text + n->text.len, more.p, (size_t)more.len);
    n->text.len = len;
}

void tree_text(struct builder *b, str text, const u8 *at)
{
    if (!text.len) return;
    struct place to = tree_place(b, b->n - 1);
    struct node *n = to.before ? to.before->prev : to.parent->last;
    if (n && n->tag == TAG_TEXT) {
        if (is_view(b, n->text) && n->text.p + n->text.len == text.p) n->text.len += text.len;
        else text_grow(b, n, text);
        return;
    }
    n = node_make(b->mem, TAG_TEXT);
    n->line = token_line(&b->tk, at);
    tree_put(to, n);
    n->text = (str){b->tk.start, 0};
    if (is_view(b, text)) n->text = text;
    else text_grow(b, n, text);
}

str token_space(struct token *t)
{
    isize i = 0;
    while (i < t->text.len && is_space(t->text.p[i])) i++;
    str space = str_head(t->text, i);
    t->text = str_skip(t->text, i);
    return space;
}

bool text_visible(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (!is_space(s.p[i])) return true;
    return false;
}
