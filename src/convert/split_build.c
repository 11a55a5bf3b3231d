/* split_build.c - the trees of a split chapter.  See split_local.h. */
#include "split_local.h"

#include "shape_local.h"
#include "xml.h"

/* --- numbers --- */

static int step_of(const struct node *ol)
{
    return node_has(ol, ATTR_REVERSED) ? -1 : 1;
}

void split_number(struct split *s, const struct node *ol)
{
    long long n = 1;
    if (step_of(ol) < 0)
        for (const struct node *k = ol->first; k; k = k->next) n += k != ol->first;
    (void)str_int(node_attr(ol, ATTR_START), &n);
    for (const struct node *k = ol->first; k; k = k->next) {
        (void)str_int(node_attr(k, ATTR_VALUE), &n);
        *table_at(&s->number, split_address(k)) = (isize)n;
        n += step_of(ol);
    }
}

static void set_number(arena *a, struct node *n, enum attr_id id, isize number)
{
    node_set(a, n, id, str_printf(a, "%td", number));
}

/* Its items keep the numbers that they had in the whole. */
static void renumber(struct split *s, struct node *ol)
{
    isize next = 0;
    for (struct node *k = ol->first; k; k = k->next) {
        isize n = *table_at(&s->number, split_address(k));
        node_unset(k, ATTR_VALUE);
        if (k != ol->first && n != next) set_number(s->mem, k, ATTR_VALUE, n);
        if (k == ol->first && (n != 1 || step_of(ol) < 0)) set_number(s->mem, ol, ATTR_START, n);
        next = n + step_of(ol);
    }
}

/* No cell reaches below the last row. */
static void clip(struct split *s, struct node *rows)
{
    isize left = 0;
    for (const struct node *tr = rows->first; tr; tr = tr->next) left++;
    for (struct node *tr = rows->first; tr; tr = tr->next, left--) {
        for (struct node *k = tr->first; k; k = k->next) {
            long long n = 0;
            if (!str_int(node_attr(k, ATTR_ROWSPAN), &n) || n <= left) continue;
            if (left > 1) set_number(s->mem, k, ATTR_ROWSPAN, left);
            else node_unset(k, ATTR_ROWSPAN);
        }
    }
}

/* --- boxes --- */

static struct node *copy(arena *a, const struct node *n, bool ids)
{
    struct node *to = shape_clone(a, n);
    to->made = n->made;
    if (!ids) node_unset(to, ATTR_ID);
    return to;
}

static struct node *copy_all(arena *a, const struct node *n, bool ids)
{
    struct node *top = copy(a, n, ids), *to = top;
    for (const struct node *k = n;;) {
        if (k->first) {
            k = k->first;
        } else {
            while (k != n && !k->next) {
                k = k->parent;
                to = to->parent;
            }
            if (k == n) break;
            k = k->next;
            to = to->parent;
        }
        struct node *new = copy(a, k, ids);
        node_append(to, new);
        to = new;
    }
    top->made = 1;
    return top;
}

struct node *split_copy(arena *a, const struct node *n)
{
    return copy_all(a, n, true);
}

static void attach(struct split *s, isize box, struct node *n, const struct node *lead)
{
    struct split_box *b = &s->box[box];
    if (b->again && !b->out->first && lead) node_append(b->out, copy_all(s->mem, lead, false));
    if (n->parent) node_detach(n);
    node_append(b->out, n);
}

static void open_one(struct split *s, isize box, isize part)
{
    struct split_box *b = &s->box[box];
    b->again = b->out_part >= 0;
    b->out = copy(s->mem, b->n, !b->again);
    b->out_part = part;
    if (b->up >= 0) attach(s, b->up, b->out, b->lead);
    else s->part[part].root = b->out;
    if (node_is(b->n, TAG_LI))
        *table_at(&s->number, split_address(b->out)) = *table_at(&s->number, split_address(b->n));
    if (node_is(b->n, TAG_OL) || node_is(b->n, TAG_TBODY)) {
        s->list_made = make_room(s->mem, s->list_made, s->nlists_made);
        s->list_made[s->nlists_made++] = b->out;
    }
}

struct node *split_open(struct split *s, isize box, isize part)
{
    isize chain[XML_DEPTH], n = 0;
    for (isize b = box; b >= 0 && s->box[b].out_part != part; b = s->box[b].up) {
        assert(n < XML_DEPTH);
        chain[n++] = b;
    }
    while (n) open_one(s, chain[--n], part);
    return s->box[box].out;
}

void split_build(struct split *s)
{
    for (isize p = 0; p < s->nparts; p++) {
        for (isize i = s->part[p].from; i < s->part[p].end; i++) {
            const struct split_atom *at = &s->atom[i];
            (void)split_open(s, at->box, p);
            attach(s, at->box, at->n, at->lead);
        }
        notes_place(s, p);
    }
    for (isize i = 0; i < s->nlists_made; i++) {
        if (node_is(s->list_made[i], TAG_OL)) renumber(s, s->list_made[i]);
        else clip(s, s->list_made[i]);
    }
}
