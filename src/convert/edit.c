/* edit.c - see edit_local.h. */
#include "edit_local.h"
#include "explain_local.h"
#include "selector.h"

struct row {
    enum edit_act act;
    enum diag_id id;
    int owner;
    enum tag to;
    str class_name; /* {0}: none */
};

struct edits {
    struct selectors *set; /* a list's id is its row's number */
    struct row *v;
    isize n;
    arena *mem;
};

struct edits *edits_make(arena *a)
{
    struct edits *e = make(a, struct edits);
    e->mem = a;
    e->set = selectors_make(a);
    return e;
}

void edits_add(struct edits *e, struct edit one, str select, int owner)
{
    struct selector_fault fault;
    struct cut to = str_cut(str_of(one.to), '.');
    bool ok = selectors_add(e->set, select, (int)e->n, &fault);
    assert(ok); /* conf.c has looked at those of the user */
    if (!ok) return;
    e->v = make_room(e->mem, e->v, e->n);
    e->v[e->n++] = (struct row){one.act, one.id, owner, tag_find(to.head), to.tail};
}

/* Where the walk goes on if the row takes n out of the tree; NULL and *gone false otherwise. */
static struct node *apply(const struct row *r, struct rule_ctx *cx, struct node *n, bool *gone)
{
    *gone = r->act != EDIT_RENAME;
    switch (r->act) {
    case EDIT_DROP: rule_lose(cx, n, r->id, ""); return node_remove(n, cx->root);
    case EDIT_UNWRAP: break;
    case EDIT_RENAME:
        n->tag = (u16)r->to;
        n->ns = NS_HTML;
        if (r->class_name.len) node_add_class(cx->mem, n, r->class_name);
        return NULL;
    }
    return node_unwrap(n, cx->root);
}

static void run(const struct edits *e, u64 owners, const char *const names[], struct rule_ctx *cx,
                struct node *root)
{
    for (struct node *n = node_next(root, root); n;) {
        struct node *next = NULL;
        bool gone = false;
        for (int i = -1; !gone && (i = selectors_next(e->set, n, i)) >= 0;) {
            const struct row *r = &e->v[i];
            if (!(owners >> r->owner & 1)) continue;
            cx->rule = names[r->owner];
            next = apply(r, cx, n, &gone);
        }
        n = gone ? next : node_next(n, root);
    }
}

void edits_run(const struct edits *e, u64 owners, const char *const names[], struct rule_ctx *cx,
               struct node *root)
{
    cx->root = root;
    if (!cx->explain) {
        run(e, owners, names, cx, root);
        return;
    }
    struct view *seen = explain_view(cx, root); /* each owner alone, to tell whose change it is */
    for (int i = 0; i < 64; i++) {
        if (!(owners >> i & 1)) continue;
        cx->rule = names[i];
        run(e, (u64)1 << i, names, cx, root);
        seen = explain_change(cx, seen, root);
    }
}
