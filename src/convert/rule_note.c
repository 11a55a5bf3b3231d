/*
 * rule_note.c - notes of every form become notes of one form, at the chapter's end.
 */
#include "note_local.h"

/* Items of a list of notes that no mark leads to are notes all the same. */
static void take_lists(struct notes *t)
{
    struct table seen = {.mem = t->mem};
    isize linked = t->nnotes;
    for (isize i = 0; i < linked + t->nlists; i++) {
        struct node *list = i < linked ? t->note[i].list : t->list[i - linked];
        if (!list) continue;
        isize *known = table_at(&seen, (u64)(uintptr_t)list);
        if (*known >= 0) continue;
        *known = 1;
        for (struct node *k = list->first; k; k = k->next)
            if (node_is(k, TAG_LI)) note_of(t, k);
    }
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct notes t = {.cx = cx,
                      .mem = cx->mem,
                      .root = root,
                      .by_name = {.mem = cx->mem},
                      .by_item = {.mem = cx->mem},
                      .by_text = {.mem = cx->mem}};
    notes_read(&t);
    if (!t.nmarks && !t.nsups && !t.nlists) return NULL;
    notes_link(&t);
    notes_pair(&t);
    take_lists(&t);
    if (t.nnotes) notes_write(&t);
    return NULL;
}

const struct rule rule_note = {
    .name = "note",
    .help = "notes stand numbered at the chapter's end, with links there and back",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
