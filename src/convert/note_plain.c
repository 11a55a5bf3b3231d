/*
 * note_plain.c - marks without links and a list at the end, which belong together
 * because their numbers do: every number of a mark has one item and every item has
 * a mark.  Where that is not so, all stays as it was written.
 *
 *   text<sup>[1]</sup> …   <h2>参考</h2> <ol><li>the note</li></ol>
 *                          <p>[1] the note</p> <p>[2] …</p>
 *                          <p><code>[1]</code> the note<br>[2] …</p>
 */
#include "note_local.h"
#include "shape_local.h"

#include <stdlib.h>

enum { MOST = 999 };

/* The sups that are numbers, and how often each number is. */
struct wanted {
    struct note_mark *sup;
    isize n;
    int most;            /* the largest */
    int times[MOST + 1]; /* that a number is used */
};

/* The number that is all of n's text; 0 if it is anything else. */
static int number_of(struct notes *t, const struct node *n, bool *closed)
{
    enum { LONGEST = 12 /* bytes */ };
    struct node *first = note_first_text(n, n);
    if (!first || node_up(n, TAG_A)) return 0;
    str s = shape_line(t->mem, n, LONGEST);
    isize end;
    int number = note_label(s, &end, closed);
    return number && end == s.len && number <= MOST ? number : 0;
}

/* The sup may be a power: 10², or a formula's. */
static bool is_power(const struct node *sup)
{
    const struct node *k = sup->prev;
    while (k && k->tag != TAG_TEXT && k->last) k = k->last;
    if (!k || k->tag != TAG_TEXT || !k->text.len) return true;
    u8 c = k->text.p[k->text.len - 1];
    return is_alpha(c) || is_digit(c) || c == ')' || c == ']' || c == '|';
}

static bool read_sups(struct notes *t, struct wanted *w)
{
    bool any_closed = false, power = false;
    for (int pass = 0; pass < 2; pass++) {
        for (isize i = 0; i < t->nsups; i++) {
            bool closed = false;
            int number = number_of(t, t->sup[i].at, &closed);
            if (!number) continue;
            if (pass == 0) {
                any_closed |= closed;
                continue;
            }
            if (closed != any_closed) continue;
            if (!closed) power |= is_power(t->sup[i].at);
            if (number > w->most + 1 && !closed) power = true; /* notes come in their order */
            if (number > w->most) w->most = number;
            w->sup = make_room(t->mem, w->sup, w->n);
            w->sup[w->n++] = t->sup[i];
            w->times[number]++;
        }
    }
    for (int i = 1; i <= w->most; i++)
        if (!w->times[i]) return false;
    return w->n > 0 && !power;
}

/* --- where the items are ------------------------------------------------------------ */

static bool holds_block(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (shape_block(k)) return true;
    return false;
}

/* The text with which the line or block that n begins starts. */
static struct node *start_of(const struct node *n)
{
    for (const struct node *k = n; k; k = k->next) {
        if (node_is(k, TAG_BR)) return NULL;
        struct node *text = note_first_text(k, k);
        if (text) return text;
        if (shape_block(k)) return NULL;
    }
    return NULL;
}

static bool starts_with(const struct node *n, int number)
{
    isize end;
    bool closed = false;
    struct node *text = start_of(n);
    return text && note_label(str_trim(text->text), &end, &closed) == number && closed;
}

/* Where the next item would start, beside the one that n starts. */
static struct node *next_of(struct node *n)
{
    struct node *k = n;
    if (holds_block(n)) return shape_next(n);
    while (k && !node_is(k, TAG_BR) && !(shape_block(k))) k = k->next;
    while (k && node_is(k, TAG_BR)) k = shape_next(k);
    return k;
}

/* Items side by side, [1] [2] … up to `most`, the first of which starts with `text`;
 * false if there are not just as many. */
static bool items_from(struct notes *t, struct node *text, int most, struct node **items)
{
    enum { LEVELS = 16 };
    int level = 0;
    for (struct node *n = text; n && n != t->root && level < LEVELS; n = n->parent, level++) {
        int count = 0;
        for (struct node *k = n; k && count < most && starts_with(k, count + 1); k = next_of(k))
            items[count++] = k;
        struct node *more = count == most ? next_of(items[most - 1]) : NULL;
        bool alone = most == 1 && !shape_block(n) && !shape_prev(n);
        if (count == most && !alone) return !more || !starts_with(more, most + 1);
        if (shape_prev(n) && !node_is(shape_prev(n), TAG_BR) && !shape_block(n)) return false;
    }
    return false;
}

/* A list below a heading that notes have. */
static bool items_of_list(struct notes *t, struct node *list, int most, struct node **items)
{
    int count = 0;
    struct node *head = shape_prev(list);
    if (!head && list->parent != t->root) head = shape_prev(list->parent);
    if (!head || !note_heading(t, head)) return false;
    for (struct node *k = list->first; k; k = k->next) {
        if (!node_is(k, TAG_LI)) continue;
        if (count == most) return false;
        items[count++] = k;
    }
    return count == most;
}

/* Behind the last mark. */
static bool find_items(struct notes *t, const struct node *last, int most, struct node **items)
{
    enum { TRIES = 16 };
    int tries = 0;
    for (struct node *n = node_skip(last, t->root); n; n = node_next(n, t->root)) {
        isize end;
        bool closed = false;
        if (node_is(n, TAG_OL) && items_of_list(t, n, most, items)) return true;
        if (n->tag != TAG_TEXT || note_label(str_trim(n->text), &end, &closed) != 1 || !closed)
            continue;
        if (shape_in_pre(n)) continue;
        if (items_from(t, n, most, items)) return true;
        if (++tries == TRIES) return false;
    }
    return false;
}

/* --- one element for each ------------------------------------------------------------ */

/* A line of a paragraph becomes one. */
static struct node *whole(struct notes *t, struct node *n)
{
    if (n->tag >= TAG_UNKNOWN && (shape_block(n) || holds_block(n))) return n;
    if (node_is(n->parent, TAG_P) && !shape_prev(n) && !next_of(n)) return n->parent;
    return note_line(t, n);
}

static int by_order(const void *a, const void *b)
{
    const struct note_mark *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

void notes_pair(struct notes *t)
{
    struct wanted *w = t->nsups ? make(t->mem, struct wanted) : NULL;
    if (!w || !read_sups(t, w)) return;
    struct node **items = make_n(t->mem, struct node *, w->most + 1);
    if (!find_items(t, w->sup[w->n - 1].at, w->most, items)) return;
    for (int i = 0; i < w->most; i++)
        if (*table_at(&t->by_item, (u64)(uintptr_t)items[i]) >= 0) return; /* a link has it */
    for (int i = 0; i < w->most; i++) items[i] = whole(t, items[i]);
    for (isize i = 0; i < w->n; i++) {
        bool closed;
        struct note_mark m = w->sup[i];
        note_refer(t, &m, note_of(t, items[number_of(t, m.at, &closed) - 1]));
        t->mark = make_room(t->mem, t->mark, t->nmarks);
        t->mark[t->nmarks++] = m;
    }
    qsort(t->mark, (size_t)t->nmarks, sizeof *t->mark, by_order);
    rule_say(t->cx, w->sup[0].at, "%td marks belong to a list of %d", w->n, w->most);
}
