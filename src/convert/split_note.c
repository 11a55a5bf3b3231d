/*
 * split_note.c - notes of a chapter that is split.
 *
 * A reader shows a note beside its number if it is in the same file.  So a note goes with the
 * first part that refers to it, and later parts that do get a copy, which is zhbook's own
 * words: the audit counts the first.  Of the links back each keeps those to marks that lead to
 * it (split_link.c).  Too many or too large ones stay in the list at the
 * end of the chapter, and their numbers lead there.
 */
#include "split_local.h"

#include "hash.h"
#include "shape_local.h"

#include <stdlib.h>

enum { BACK = 96 }; /* bytes of a link back, at most */

/* The place that a note's number leads to, in its item; NULL if there is none. */
static const struct node *target_of(const struct node *li)
{
    for (const struct node *k = li; k; k = node_next(k, li))
        if (str_eq(node_attr(k, ATTR_EPUB_TYPE), S("footnote"))) return k;
    return NULL;
}

static struct node *find_list(struct node *root)
{
    struct node *section = root->tag == TAG_DOCUMENT ? root->first : root;
    for (struct node *k = section ? section->last : NULL; k; k = k->prev) {
        if (!node_is(k, TAG_SECTION) || !str_eq(node_attr(k, ATTR_EPUB_TYPE), S("footnotes")))
            continue;
        for (struct node *l = k->first; l; l = l->next)
            if (node_is(l, TAG_OL)) return l;
    }
    return NULL;
}

/* The note that a mark refers to; -1. */
static isize note_of(struct split *s, const struct node *a)
{
    str href = node_attr(a, ATTR_HREF);
    if (!node_is(a, TAG_A) || !str_eq(node_attr(a, ATTR_EPUB_TYPE), S("noteref"))) return -1;
    if (!str_starts(href, S("#"))) return -1;
    return *table_at(&s->marks, hash64(str_skip(href, 1)));
}

static bool is_back(const struct node *a)
{
    return str_eq(node_attr(a, ATTR_ROLE), S("doc-backlink"));
}

static void add_ref(struct split *s, isize note)
{
    s->refs.v = make_room(s->mem, s->refs.v, s->refs.n);
    s->refs.v[s->refs.n++] = note;
}

void notes_find(struct split *s, struct node *root)
{
    s->list = find_list(root);
    if (!s->list) return;
    s->frame += split_own(s->list) + split_own(s->list->parent);
    for (struct node *li = s->list->first; li; li = li->next) {
        const struct node *at = target_of(li);
        struct split_note n = {.li = li, .trial = -1, .home = -1, .shown = -1, .seen = -1};
        for (const struct node *k = li; k; k = node_next(k, li)) {
            n.bytes += split_own(k);
            n.words += is_back(k) ? 0 : split_own(k);
        }
        s->note = make_room(s->mem, s->note, s->nnotes);
        if (at) *table_at(&s->marks, hash64(node_attr(at, ATTR_ID))) = s->nnotes;
        s->note[s->nnotes++] = n;
    }
    for (isize i = 0; i < s->nnotes; i++) {
        struct split_note *n = &s->note[i];
        n->refs = s->refs.n;
        for (const struct node *k = n->li; k; k = node_next(k, n->li)) {
            isize to = note_of(s, k);
            if (to >= 0) add_ref(s, to);
        }
        n->nrefs = s->refs.n - n->refs;
    }
}

/* --- claims --- */

static bool within(const struct node *n, const struct node *of)
{
    while (n && n != of) n = n->parent;
    return n != NULL;
}

/* Refer to a note once, if it is another's already or there is room for it. */
static void claim(struct split *s, isize note, isize *room)
{
    struct split_note *n = &s->note[note];
    if (n->seen == s->natoms) return;
    n->seen = s->natoms;
    if (n->words > (n->claimed ? s->limit / 16 : *room)) return; /* a large one has no copies */
    n->claimed = true;
    *room -= n->words;
    add_ref(s, note);
}

void notes_claim(struct split *s, struct split_atom *at)
{
    isize room = s->limit - s->frame - at->bytes - (at->box < 0 ? 0 : s->box[at->box].path);
    at->refs = s->refs.n;
    if (!s->list || within(at->n, s->list)) return;
    for (const struct node *k = at->n; k; k = node_next(k, at->n)) {
        isize note = note_of(s, k);
        if (note >= 0) claim(s, note, &room);
    }
    /* Notes have notes, too. */
    for (isize i = at->refs; i < s->refs.n; i++) {
        const struct split_note *n = &s->note[s->refs.v[i]];
        for (isize k = n->refs; k < n->refs + n->nrefs; k++)
            if (!s->note[s->refs.v[k]].claimed) claim(s, s->refs.v[k], &room);
    }
    at->nrefs = s->refs.n - at->refs;
}

isize notes_cost(struct split *s, const struct split_atom *at, isize trial)
{
    isize bytes = 0;
    for (isize i = at->refs; i < at->refs + at->nrefs; i++) {
        struct split_note *n = &s->note[s->refs.v[i]];
        bytes += BACK;
        if (n->trial == trial) continue;
        n->trial = trial;
        if (n->home < 0 || n->words <= s->copy_left) bytes += n->words;
    }
    return bytes;
}

/* --- places --- */

static void settle(struct split *s, isize part, isize note)
{
    struct split_note *n = &s->note[note];
    if (n->shown == part || (n->home >= 0 && n->words > s->copy_left)) return;
    if (n->home < 0) n->home = part;
    else s->copy_left -= n->words;
    n->shown = part;
    s->placed.v = make_room(s->mem, s->placed.v, s->placed.n);
    s->placed.v[s->placed.n++] = note;
}

static int by_number(const void *a, const void *b)
{
    isize x = *(const isize *)a, y = *(const isize *)b;
    return (x > y) - (x < y);
}

void notes_settle(struct split *s, isize part)
{
    struct split_part *p = &s->part[part];
    p->notes_from = s->placed.n;
    for (isize a = p->from; a < p->end; a++) {
        const struct split_atom *at = &s->atom[a];
        for (isize i = at->refs; i < at->refs + at->nrefs; i++) settle(s, part, s->refs.v[i]);
    }
    p->notes_end = s->placed.n;
    if (p->notes_end > p->notes_from)
        qsort(s->placed.v + p->notes_from, (size_t)(p->notes_end - p->notes_from), sizeof(isize),
              by_number);
}

/* What stands behind the notes stays there. */
static void before_footer(struct node *section)
{
    struct node *footer = section->prev;
    if (!node_is(footer, TAG_FOOTER)) return;
    node_detach(footer);
    node_after(section, footer);
}

void notes_place(struct split *s, isize part)
{
    const struct split_part *p = &s->part[part];
    if (p->notes_from == p->notes_end) return;
    struct node *list = split_open(s, s->list_box, part), *first = list->first;
    for (isize i = p->notes_from; i < p->notes_end; i++) {
        const struct split_note *n = &s->note[s->placed.v[i]];
        struct node *li = n->home == part ? n->li : split_copy(s->mem, n->li);
        *table_at(&s->number, split_address(li)) = s->placed.v[i] + 1;
        if (li->parent) node_detach(li);
        if (first) node_before(first, li);
        else node_append(list, li);
    }
    if (!first) before_footer(list->parent);
}
