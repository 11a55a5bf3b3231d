/* slot.c - names, and the values they are filled with. */
#include "template_local.h"

#include <string.h>

static const struct {
    const char *group, *id, *rows, *help;
    enum slot_kind kind;
} slots[] = {
#define SLOT(group, id, kind, rows, help) {#group, #id, #rows, help, SLOT_##kind},
#include "slot.def"
};

static const struct {
    const char *group, *name, *help;
} pages[] = {
#define PAGE(id, name, help) {#id, name, help},
#include "slot.def"
};

static int group_first(const char *group)
{
    for (int i = 0; i < SLOTS; i++)
        if (!strcmp(slots[i].group, group)) return i;
    return -1;
}

struct slot slot_of(int id)
{
    const char *group = slots[id].group, *name = slots[id].id;
    /* What is the book's says so; the rest is short for where it is. */
    if (strcmp(group, "book") != 0) name += strlen(group) + 1;
    return (struct slot){name, slots[id].kind, group_first(group), group_first(slots[id].rows)};
}

int slot_of_page(enum page_id id)
{
    return group_first(pages[id].group);
}

int slot_end(int first)
{
    int end = first;
    while (end < SLOTS && !strcmp(slots[end].group, slots[first].group)) end++;
    return end;
}

/* --- values --- */

struct scope *scope_make(arena *a, enum slot_id first)
{
    struct scope *s = make(a, struct scope);
    s->of = slot_of((int)first).of;
    s->v = make_n(a, struct fill, slot_end(s->of) - s->of);
    return s;
}

static struct fill *fill_of(struct scope *s, enum slot_id id)
{
    assert((int)id >= s->of && (int)id < slot_end(s->of));
    return &s->v[(int)id - s->of];
}

void scope_text(struct scope *s, enum slot_id id, str text)
{
    assert(slots[id].kind == SLOT_TEXT || slots[id].kind == SLOT_URL);
    fill_of(s, id)->text = text;
}

void scope_flag(struct scope *s, enum slot_id id, bool set)
{
    assert(slots[id].kind == SLOT_FLAG);
    fill_of(s, id)->text = set ? S("1") : (str){0};
}

void scope_tree(struct scope *s, enum slot_id id, struct node *tree)
{
    assert(slots[id].kind == SLOT_TREE);
    fill_of(s, id)->tree = tree;
}

struct scope *scope_row(arena *a, struct scope *s, enum slot_id id)
{
    assert(slots[id].kind == SLOT_LIST);
    struct fill *f = fill_of(s, id);
    struct scope *row = scope_make(a, (enum slot_id)group_first(slots[id].rows));
    if (f->last) f->last->next = row;
    else f->first = row;
    return f->last = row;
}

/* --- help --- */

static const char *kind_name(enum slot_kind kind)
{
    switch (kind) {
    case SLOT_TEXT: return "text";
    case SLOT_URL: return "address";
    case SLOT_FLAG: return "flag";
    case SLOT_LIST: return "list";
    case SLOT_TREE: return "elements";
    }
    return "";
}

static void help_group(struct buf *out, int first)
{
    for (int i = first; i < slot_end(first); i++) {
        struct slot s = slot_of(i);
        buf_printf(out, "  %-16s %-8s  %s", s.name, kind_name(s.kind), slots[i].help);
        if (s.rows >= 0) buf_printf(out, "; in each row: %s", slots[s.rows].group);
        buf_byte(out, '\n');
    }
}

void templates_help(struct buf *out)
{
    buf_add(out, S("everywhere:\n"));
    help_group(out, group_first("book"));
    for (int i = 0; i < PAGES; i++) {
        buf_printf(out, "\n%s: %s\n", pages[i].name, pages[i].help);
        help_group(out, group_first(pages[i].group));
    }
    for (int i = 0; i < SLOTS; i = slot_end(i)) {
        bool is_row = strcmp(slots[i].group, "book") != 0;
        for (int k = 0; k < PAGES; k++) is_row &= strcmp(slots[i].group, pages[k].group) != 0;
        if (!is_row) continue;
        buf_printf(out, "\nrows of %s:\n", slots[i].group);
        help_group(out, i);
    }
}
