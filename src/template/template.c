/* template.c - pieces become nodes.  See template.h. */
#include "template_local.h"
#include "model.h"

struct filling {
    arena *mem;
    const struct words *words;
    const struct scope *at[TEMPLATE_LEVELS]; /* book, page, row, row of that … */
    int levels;
    struct node *out; /* the element that is open */
    struct node *root;
};

static const struct fill *fill_of(const struct filling *f, struct ref ref)
{
    const struct scope *s = f->at[ref.level];
    return &s->v[ref.id - s->of];
}

static str text_of(const struct filling *f, const struct bit *b)
{
    switch (b->ref.kind) {
    case REF_NONE: return b->text;
    case REF_WORD: return str_of(word_at(f->words, b->ref.id));
    case REF_SLOT: break;
    }
    return fill_of(f, b->ref)->text;
}

static bool is_there(const struct filling *f, struct ref ref)
{
    if (ref.kind != REF_SLOT) return true;
    const struct fill *fill = fill_of(f, ref);
    return fill->text.len > 0 || fill->first != NULL;
}

static str value_of(const struct filling *f, const struct setting *v)
{
    if (v->bits && !v->bits->next) return text_of(f, v->bits);
    struct buf b = {.mem = f->mem};
    for (const struct bit *bit = v->bits; bit; bit = bit->next) buf_add(&b, text_of(f, bit));
    return buf_str(&b);
}

static void open_element(struct filling *f, const struct piece *p)
{
    struct node *n = node_make(f->mem, p->tag);
    n->made = !p->around;
    for (const struct setting *v = p->values; v; v = v->next) {
        str text = value_of(f, v);
        /* What is empty is not said; only a picture says so. */
        if (text.len || v->id == ATTR_ALT) node_set(f->mem, n, v->id, text);
    }
    if (f->out) node_append(f->out, n);
    else f->root = n;
    f->out = n;
}

static void add_text(struct filling *f, const struct bit *b)
{
    str text = text_of(f, b);
    if (text.len) node_add_text(f->mem, f->out, text)->made = 1;
}

static void place_tree(struct filling *f)
{
    const struct scope *page = f->at[1];
    for (int i = page->of; i < slot_end(page->of); i++) {
        struct node *tree = page->v[i - page->of].tree;
        if (!tree) continue;
        if (tree->tag == TAG_DOCUMENT) node_move_kids(f->out, tree);
        else node_append(f->out, tree);
    }
}

/* Whether what is in p comes next. */
static bool enter(struct filling *f, const struct piece *p)
{
    switch (p->kind) {
    case PIECE_ELEMENT: open_element(f, p); return true;
    case PIECE_TEXT: add_text(f, &p->bit); return false;
    case PIECE_TREE: place_tree(f); return false;
    case PIECE_IF: return is_there(f, p->bit.ref);
    case PIECE_UNLESS: return !is_there(f, p->bit.ref);
    case PIECE_EACH: break;
    }
    const struct scope *first = fill_of(f, p->bit.ref)->first;
    if (!first) return false;
    f->at[f->levels++] = first;
    return true;
}

/* Whether what is in p comes once more. */
static bool leave(struct filling *f, const struct piece *p)
{
    if (p->kind == PIECE_ELEMENT) f->out = f->out->parent;
    if (p->kind != PIECE_EACH) return false;
    const struct scope **row = &f->at[f->levels - 1];
    *row = (*row)->next;
    if (*row) return true;
    f->levels--;
    return false;
}

struct node *template_expand(arena *a, const struct template *t, const struct words *w,
                             const struct scope *book, const struct scope *page)
{
    struct filling f = {.mem = a, .words = w, .at = {book, page}, .levels = 2};
    const struct piece *p = t->root;
    for (bool up = false; p;) {
        bool in = up ? leave(&f, p) : enter(&f, p);
        if (in && p->first) {
            p = p->first;
            up = false;
            continue;
        }
        while (in) in = leave(&f, p); /* nothing is in it */
        up = !p->next;
        p = up ? p->up : p->next;
    }
    return f.root;
}

struct strs template_classes(const struct template *t)
{
    return t->classes;
}

bool template_names(const struct template *t, enum slot_id id)
{
    return t->named[id];
}
