/*
 * note_clean.c - what is left of a note when its number, its label and its links back
 * are taken away, and whether another one says the same.  See note_local.h.
 */
#include "note_local.h"
#include "hash.h"
#include "shape_local.h"

void note_forget(struct notes *t, struct node *n)
{
    if (!t->bin->line) t->bin->line = n->line;
    node_detach(n);
    node_append(t->bin, n);
}

struct node *note_around(struct node *n, const struct node *in)
{
    while (n->parent != in && n->parent && shape_inline(n->parent) && shape_only(n->parent) == n)
        n = n->parent;
    return n;
}

/* --- a note without its marks -------------------------------------------------------- */

/* Take `len` bytes at `from` out of a text. */
static void cut(struct notes *t, struct node *text, isize from, isize len)
{
    struct node *piece = node_text(t->mem, str_head(str_skip(text->text, from), len));
    piece->made = text->made;
    piece->line = text->line;
    str tail = str_skip(text->text, from + len);
    if (from)
        text->text = str_printf(t->mem, "%.*s%.*s", STR(str_head(text->text, from)), STR(tail));
    else text->text = tail;
    note_forget(t, piece);
}

/* Letters, digits and signs only, a few of them. */
static bool is_sign(struct notes *t, const struct node *a)
{
    enum { LONGEST = 6 /* code points */ };
    isize len, n = 0;
    str s = str_trim(node_text_all(t->mem, a));
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool han = c >= 0x3400 && c < 0xFE00 && c != 0x8FD4 && c != 0x56DE; /* 返回 */
        if (han || ++n > LONGEST) return false;
    }
    return true;
}

static bool in_a_note(struct notes *t, const struct node *n)
{
    for (; n && n != t->root; n = n->parent)
        if (*table_at(&t->by_item, (u64)(uintptr_t)n) >= 0) return true;
    return false;
}

static bool leads_back(struct notes *t, const struct node *a, const struct node *item)
{
    if (str_has(node_attr(a, ATTR_ROLE), S("backlink")) || shape_class_has(a, S("back")) ||
        shape_class_has(a, S("reversefootnote")) || shape_class_has(a, S("to-top")) ||
        str_eq(node_attr_str(a, S("rev")), S("footnote")))
        return true;
    str name = note_target(t, a);
    if (!name.len || !is_sign(t, a)) return false;
    struct note_place *p = note_place_of(t, name, 0);
    return !p || (!note_within(p->at, item) && !in_a_note(t, p->at));
}

static void drop_links_back(struct notes *t, struct node *item, struct table *marks)
{
    for (struct node *k = node_next(item, item); k;) {
        struct node *on = node_next(k, item);
        bool mark = node_is(k, TAG_A) && *table_at(marks, (u64)(uintptr_t)k) >= 0;
        if (node_is(k, TAG_A) && !mark && leads_back(t, k, item)) {
            struct node *top = note_around(k, item);
            on = node_skip(top, item);
            note_forget(t, top);
        }
        k = on;
    }
}

/* The sign that stood beside a link back, or instead of one. */
static void drop_signs(struct notes *t, struct node *item)
{
    enum { MOST = 8 };
    static const str arrows[] = {LIT("↩"), LIT("↵"), LIT("⏎")};
    struct node *text, *last = NULL;
    for (int i = 0; i < MOST && (text = note_first_text(item, item)); i++) {
        isize at = 0;
        while (at < text->text.len && is_space(text->text.p[at])) at++;
        str s = str_skip(text->text, at);
        isize len = 0;
        for (str k = s; str_starts(k, S("^")) || str_starts(k, S("↑")); k = str_skip(s, len))
            len += k.p[0] == '^' ? 1 : S("↑").len;
        if (!len) break;
        cut(t, text, at, len);
    }
    for (struct node *k = item; k; k = node_next(k, item))
        if (k->tag == TAG_TEXT && !shape_space(k)) last = k;
    for (isize i = 0; last && i < COUNT(arrows); i++) {
        str s = str_trim(last->text);
        if (str_ends(s, S("\uFE0E"))) s.len -= 3;
        if (str_ends(s, arrows[i])) cut(t, last, (s.p - last->text.p) + s.len - 3, 3);
    }
}

/* The number before a note, which the list now gives. */
static void drop_label(struct notes *t, const struct note *note)
{
    struct node *text = note_first_text(note->item, note->item);
    bool li = node_is(note->item, TAG_LI), closed;
    isize at = 0, end;
    if (!text || !note->label || (note->list && node_has_class(note->list, S("ReferenceList"))))
        return;
    while (at < text->text.len && is_space(text->text.p[at])) at++;
    str s = str_skip(text->text, at);
    if (note_label(s, &end, &closed) != note->label) return;
    str rest = str_skip(s, end);
    isize stop = 0;
    static const str stops[] = {LIT("."), LIT("、"), LIT("．"), LIT(":"), LIT("："), LIT(")")};
    for (isize i = 0; i < COUNT(stops) && !stop; i++)
        if (str_starts(rest, stops[i])) stop = stops[i].len;
    bool alone = !str_trim(str_skip(rest, stop)).len && text->parent != note->item &&
                 shape_inline(text->parent);
    bool parted = stop || (rest.len && is_space(rest.p[0]));
    if (closed || alone || (!li && parted)) cut(t, text, 0, at + end + stop);
}

static void trim(struct node *item)
{
    for (struct node *k; (k = item->first) && (node_is(k, TAG_BR) || shape_space(k));)
        node_detach(k);
    for (struct node *k; (k = item->last) && (node_is(k, TAG_BR) || shape_space(k));)
        node_detach(k);
}

static void clean(struct notes *t)
{
    struct table marks = {.mem = t->mem};
    for (isize i = 0; i < t->nmarks; i++)
        if (t->mark[i].note >= 0) *table_at(&marks, (u64)(uintptr_t)t->mark[i].at) = i;
    for (isize i = 0; i < t->nnotes; i++) {
        struct note *n = &t->note[i];
        if (!n->item) continue;
        drop_links_back(t, n->item, &marks);
        drop_signs(t, n->item);
        drop_label(t, n);
        trim(n->item);
        n->empty = shape_blank(n->item);
    }
}

/* --- the same note twice ------------------------------------------------------------------ */

/* What the note says and where its links lead. */
static str said(struct notes *t, const struct note *n)
{
    struct buf b = {.mem = t->mem};
    if (!n->item) {
        buf_add(&b, n->text);
        buf_add(&b, n->url);
        return buf_str(&b);
    }
    for (const struct node *k = n->item; k; k = node_next(k, n->item)) {
        if (k->tag == TAG_TEXT) buf_add(&b, str_trim(k->text));
        if (node_is(k, TAG_A)) buf_add(&b, node_attr(k, ATTR_HREF));
        if (node_is(k, TAG_IMG)) buf_add(&b, node_attr(k, ATTR_SRC));
    }
    return buf_str(&b);
}

/* "The same" means another thing each time, and so may a word or two. */
static bool depends(str s)
{
    enum { SHORTEST = 8 /* code points */ };
    static const str begins[] = {LIT("同上"), LIT("同前"), LIT("同注"),   LIT("前引"),
                                 LIT("见上"), LIT("ibid"), LIT("op. cit")};
    for (isize i = 0; i < COUNT(begins); i++)
        if (str_istarts(s, begins[i])) return true;
    return utf8_len(s) < SHORTEST;
}

static void join_twins(struct notes *t)
{
    struct table seen = {.mem = t->mem};
    isize *to = make_n(t->mem, isize, t->nnotes);
    for (isize i = 0; i < t->nnotes; i++) {
        struct note *n = &t->note[i];
        str s = n->marks && !n->empty ? said(t, n) : (str){0};
        to[i] = i;
        if (depends(s)) continue;
        isize *at = table_at(&seen, hash64(s));
        if (*at < 0) *at = i;
        else if (str_eq(said(t, &t->note[*at]), s)) to[i] = *at;
        n->twin = to[i] != i;
    }
    for (isize i = 0; i < t->nmarks; i++)
        if (t->mark[i].note >= 0) t->mark[i].note = to[t->mark[i].note];
}

void notes_clean(struct notes *t)
{
    clean(t);
    join_twins(t);
}
