/*
 * note_write.c - one form for all notes.  See note_local.h.
 *
 *   <a epub:type="noteref" role="doc-noteref" class="duokan-footnote" id href="#…"><sup>1</sup></a>
 *
 *   <section epub:type="footnotes" role="doc-endnotes" class="footnotes">
 *     <ol class="duokan-footnote-content"><li class="duokan-footnote-item">
 *       <aside epub:type="footnote" role="doc-footnote" id>
 *         … <a role="doc-backlink" href="#…">↩</a></aside>
 *
 * Several marks of one note have a link back each.  A note that nothing refers to
 * stands behind the others without the aside: no reader may take it for one to
 * show only when it is asked for.
 */
#include "note_local.h"
#include "conf.h"
#include "shape_local.h"

/* --- a mark ------------------------------------------------------------------------------ */

/* Split `out`, in which n stands, so that n stands between its halves.  The first half is
 * the new one: marks come in order, so what is moved is moved once. */
static void lift(struct notes *t, struct node *n, struct node *out)
{
    for (struct node *p = NULL; p != out;) {
        p = n->parent;
        if (n->prev) {
            struct node *half = shape_clone(t->mem, p);
            while (p->first != n) {
                struct node *k = p->first;
                node_detach(k);
                node_append(half, k);
            }
            node_before(p, half);
            node_unset(p, ATTR_ID);
        }
        node_detach(n);
        node_before(p, n);
        if (!p->first && !node_has(p, ATTR_ID)) node_detach(p);
    }
}

static struct node *write_mark(struct notes *t, struct note_mark *m, int number, str id, str to)
{
    struct node *a = node_make(t->mem, TAG_A), *top = note_around(m->at, t->root);
    node_set(t->mem, a, ATTR_EPUB_TYPE, S("noteref"));
    node_set(t->mem, a, ATTR_ROLE, S("doc-noteref"));
    node_set(t->mem, a, ATTR_CLASS, S("duokan-footnote"));
    node_set(t->mem, a, ATTR_ID, id);
    node_set(t->mem, a, ATTR_HREF, str_printf(t->mem, "#%.*s", STR(to)));
    struct node *sup = node_add(t->mem, a, TAG_SUP);
    node_append(sup, shape_words(t->mem, str_printf(t->mem, "%d", number)));
    a->line = sup->line = top->line;
    rule_say(t->cx, top, "note %d", number);
    node_before(top, a);
    note_forget(t, top);
    for (struct node *out;
         (out = node_up(a->parent, TAG_A)) || (out = node_up(a->parent, TAG_SUP));)
        lift(t, a, out);
    return a;
}

/* Two notes of one text have become one, and their marks stood side by side. */
static bool is_again(const struct node *mark)
{
    const struct node *before = shape_prev(mark);
    return node_is(before, TAG_A) && str_eq(node_attr(before, ATTR_EPUB_TYPE), S("noteref")) &&
           str_eq(node_attr(before, ATTR_HREF), node_attr(mark, ATTR_HREF));
}

/* --- the list --------------------------------------------------------------------------- */

static str name_of(struct notes *t, isize note)
{
    return str_printf(t->mem, "zhbook note %td", note);
}

static str name_of_mark(struct notes *t, isize mark)
{
    return str_printf(t->mem, "zhbook mark %td", mark);
}

static bool is_url(str s)
{
    if (!str_istarts(s, S("http://")) && !str_istarts(s, S("https://"))) return false;
    for (isize i = 0; i < s.len; i++)
        if (is_space(s.p[i]) || s.p[i] >= 0x80) return false;
    return true;
}

static void add_link(struct notes *t, struct node *to, str url)
{
    struct node *a = node_add(t->mem, to, TAG_A);
    node_set(t->mem, a, ATTR_HREF, url);
    node_append(a, shape_words(t->mem, url));
}

/* The words that a mark carried: no text of the post, so they are marked as made. */
static void build(struct notes *t, const struct note *n, struct node *box)
{
    if (is_url(n->text)) add_link(t, box, n->text);
    else node_append(box, shape_words(t->mem, n->text));
    if (!n->url.len || str_eq(n->url, n->text)) return;
    if (n->text.len) node_append(box, shape_words(t->mem, S(" ")));
    add_link(t, box, n->url);
}

/* What the item holds comes into the box; a paragraph as a whole. */
static void fill(struct notes *t, struct note *n, struct node *box)
{
    struct node *item = n->item, *only;
    if (!item) {
        build(t, n, box);
        return;
    }
    box->line = item->line;
    if (!n->id.len) n->id = node_attr(item, ATTR_ID);
    node_unset(item, ATTR_ID);
    if (node_is(item, TAG_P)) {
        node_detach(item);
        node_append(box, item);
        return;
    }
    while ((only = shape_only(item)) && (node_is(only, TAG_ASIDE) || node_is(only, TAG_DIV)))
        item = only;
    node_move_kids(box, item);
    node_detach(n->item);
}

/* The paragraph that ends the note, or the note itself. */
static struct node *end_of(struct notes *t, struct node *box)
{
    if (!shape_has_block(box)) return box;
    struct node *last = box->last;
    while (last && shape_space(last)) last = last->prev;
    return last && node_is(last, TAG_P) ? last : node_add(t->mem, box, TAG_P);
}

/* White space, a break, an element with nothing in it. */
static bool is_idle(const struct node *n)
{
    if (shape_space(n) || node_is(n, TAG_BR)) return true;
    return (shape_inline(n) || node_is(n, TAG_DIV)) && shape_blank(n);
}

/* What says nothing behind the last word goes, but for names. */
static void trim_end(struct node *n)
{
    for (struct node *k, *prev; n && n->tag != TAG_TEXT; n = k) {
        for (k = n->last; k && is_idle(k); k = prev) {
            prev = k->prev;
            if (!node_has(k, ATTR_ID)) node_detach(k);
        }
    }
    if (!n) return;
    while (n->text.len && is_space(n->text.p[n->text.len - 1])) n->text.len--;
}

static void link_back(struct notes *t, struct node *end, isize mark)
{
    if (end->first) node_append(end, shape_words(t->mem, S(" ")));
    struct node *a = node_add(t->mem, end, TAG_A);
    node_set(t->mem, a, ATTR_ROLE, S("doc-backlink"));
    node_set(t->mem, a, ATTR_HREF, str_printf(t->mem, "#%.*s", STR(name_of_mark(t, mark))));
    node_append(a, shape_words(t->mem, S("↩")));
}

/* The item's place in the new list; its box is where links back go. */
static struct node *write_note(struct notes *t, isize i, struct node *ol)
{
    struct note *n = &t->note[i];
    struct node *li = node_add(t->mem, ol, TAG_LI), *box = li;
    bool hide = t->cx->conf && t->cx->conf->notes_hide;
    node_set(t->mem, li, ATTR_CLASS, S("duokan-footnote-item"));
    if (n->number) {
        box = node_add(t->mem, li, hide ? TAG_ASIDE : TAG_DIV);
        node_set(t->mem, box, ATTR_EPUB_TYPE, S("footnote"));
        node_set(t->mem, box, ATTR_ROLE, S("doc-footnote"));
        node_set(t->mem, box, ATTR_ID, name_of(t, i));
    }
    fill(t, n, box);
    if (n->id.len) node_set(t->mem, li, ATTR_ID, n->id);
    if (!n->number) return li;
    struct node *end = end_of(t, box);
    trim_end(end);
    return end;
}

/* --- what the old list leaves -------------------------------------------------------------- */

/* Nothing but lines that part. */
static bool is_husk(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (!k->first && !node_is(k, TAG_HR) && !shape_blank(k)) return false;
    return true;
}

/* A heading whose notes have gone. */
static void drop_heading(struct notes *t, struct node *head)
{
    if (node_is(head, TAG_HR) && shape_prev(head) && note_heading(t, shape_prev(head)))
        head = shape_prev(head);
    struct node *next = shape_next(head);
    if (!note_heading(t, head) || node_is(next, TAG_OL) || node_is(next, TAG_UL)) return;
    note_forget(t, head);
}

/* Blanks before what goes would gather where the list was, and be looked at each time. */
static void drop_gap(const struct node *n)
{
    while (n->prev && shape_space(n->prev)) node_detach(n->prev);
}

/* Boxes with nothing left in them, from `n` outwards, and the heading before them. */
static void tidy(struct notes *t, struct node *n)
{
    while (n && n != t->root && n->parent && is_husk(n)) {
        struct node *up = n->parent, *head = shape_prev(n);
        drop_gap(n);
        node_detach(n);
        if (head) drop_heading(t, head);
        n = up;
    }
}

/* A line between the text and the notes, where the notes now stand anyway. */
static void drop_last_rule(struct node *n)
{
    for (struct node *k; (k = n->last);) {
        if (shape_space(k) || node_is(k, TAG_BR) || node_is(k, TAG_HR)) node_detach(k);
        else if (node_is(k, TAG_DIV) || node_is(k, TAG_SECTION) || node_is(k, TAG_ARTICLE)) n = k;
        else return;
    }
}

/* Headings of notes and lines, with nothing but the new list behind them. */
static void drop_last_headings(struct notes *t, const struct node *section)
{
    for (struct node *k = shape_prev(section), *prev; k; k = prev) {
        prev = shape_prev(k);
        if (node_is(k, TAG_HR)) node_detach(k);
        else if (note_heading(t, k)) note_forget(t, k);
        else if (!shape_blank(k)) return;
    }
}

/* --- all of it ------------------------------------------------------------------------------ */

/* A mark within another one goes with it. */
static void drop_inner_marks(struct notes *t)
{
    const struct node *outer = NULL;
    for (isize i = 0; i < t->nmarks; i++) {
        struct note_mark *m = &t->mark[i];
        if (m->note < 0 || t->note[m->note].empty) continue;
        if (outer && note_within(m->at, outer)) m->note = -1;
        else outer = m->at;
    }
}

static isize *number_notes(struct notes *t)
{
    isize *order = make_n(t->mem, isize, t->nnotes);
    isize count = 0;
    for (isize i = 0; i < t->nmarks; i++) {
        struct note *n = t->mark[i].note < 0 ? NULL : &t->note[t->mark[i].note];
        if (!n || n->empty || n->number) continue;
        n->number = ++t->used;
        order[count++] = t->mark[i].note;
    }
    for (isize i = 0; i < t->nnotes; i++)
        if (!t->note[i].number) order[count++] = i;
    return order;
}

static void write_marks(struct notes *t, struct node *const *ends)
{
    for (isize i = 0; i < t->nmarks; i++) {
        struct note_mark *m = &t->mark[i];
        if (m->note < 0) continue;
        if (t->note[m->note].empty) { /* a number that leads to nothing is a number */
            if (node_is(m->at, TAG_A)) node_unwrap(m->at, t->root);
            continue;
        }
        int number = t->note[m->note].number;
        struct node *mark = write_mark(t, m, number, name_of_mark(t, i), name_of(t, m->note));
        if (is_again(mark)) node_detach(mark);
        else link_back(t, ends[m->note], i);
    }
}

static void say_alone(struct notes *t)
{
    enum { WORDS = 30 };
    const struct note *first = NULL;
    int count = 0;
    for (isize i = 0; i < t->nnotes; i++) {
        if (t->note[i].number || t->note[i].empty || t->note[i].twin) continue;
        if (!count++) first = &t->note[i];
    }
    if (!first) return;
    str s = utf8_head(str_trim(node_text_all(t->mem, first->item)), WORDS);
    where at = rule_at(t->cx, first->item);
    if (t->cx->post && t->cx->post->kind == BODY_MARKDOWN) at.line = 0; /* it was moved */
    diag(t->cx->ds, DIAG_NOTE_ALONE, at, "%d, the first: %.*s", count, STR(s));
}

void notes_write(struct notes *t)
{
    struct node *section = node_make(t->mem, TAG_SECTION);
    struct node *ol = node_add(t->mem, section, TAG_OL);
    struct node **ends = make_n(t->mem, struct node *, t->nnotes);
    struct node **heads = make_n(t->mem, struct node *, t->nnotes);
    t->bin = node_make(t->mem, TAG_DIV);
    node_set(t->mem, section, ATTR_EPUB_TYPE, S("footnotes"));
    node_set(t->mem, section, ATTR_ROLE, S("doc-endnotes"));
    node_set(t->mem, section, ATTR_CLASS, S("footnotes"));
    node_set(t->mem, ol, ATTR_CLASS, S("duokan-footnote-content"));
    notes_clean(t);
    drop_inner_marks(t);
    isize *order = number_notes(t);
    say_alone(t);
    for (isize k = 0; k < t->nnotes; k++) {
        struct note *n = &t->note[order[k]];
        struct node *from = n->item ? n->item->parent : NULL;
        heads[k] = !from || node_is(n->item, TAG_LI) ? NULL
                   : node_is(from, TAG_P)            ? from
                                                     : shape_prev(n->item);
        if (n->item) drop_gap(n->item);
        if (n->twin && n->item) note_forget(t, n->item);
        else if (n->empty) node_detach(n->item);
        else if (!n->twin) ends[order[k]] = write_note(t, order[k], ol);
        tidy(t, from);
    }
    for (isize k = 0; k < t->nnotes; k++)
        if (heads[k] && heads[k]->parent) drop_heading(t, heads[k]);
    write_marks(t, ends);
    drop_last_rule(t->root);
    if (ol->first) {
        node_append(t->root, section);
        drop_last_headings(t, section);
    }
    rule_lose(t->cx, t->bin, DIAG_NOTE_MARKS, "");
}
