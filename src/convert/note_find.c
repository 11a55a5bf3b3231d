/*
 * note_find.c - marks that lead to their notes.  See note_local.h.
 */
#include "note_local.h"
#include "audit.h"
#include "hash.h"
#include "shape_local.h"
#include "url.h"

/* --- words ---------------------------------------------------------------------- */

/* The visible characters below n, without links to places in the post and the
 * carets that stand for them. */
static str words(struct notes *t, const struct node *n)
{
    struct buf b = {.mem = t->mem};
    for (const struct node *k = n; k;) {
        if (node_is(k, TAG_A) && note_target(t, k).len) {
            k = node_skip(k, n);
            continue;
        }
        isize len;
        for (isize i = 0; k->tag == TAG_TEXT && i < k->text.len; i += len) {
            u32 c = utf8_get(str_skip(k->text, i), &len);
            if (audit_visible(c) && (b.len || c != '^')) buf_rune(&b, c);
        }
        k = node_next(k, n);
    }
    return buf_str(&b);
}

struct node *note_first_text(const struct node *n, const struct node *in)
{
    for (; n; n = node_next(n, in))
        if (n->tag == TAG_TEXT && !shape_space(n)) return (struct node *)n;
    return NULL;
}

bool note_heading(const struct notes *t, const struct node *n)
{
    static const str known[] = {
        LIT("参考"),     LIT("参考资料"),  LIT("参考文献"), LIT("参考链接"), LIT("参考来源"),
        LIT("参考内容"), LIT("引用"),      LIT("引用链接"), LIT("引用资料"), LIT("引文"),
        LIT("注"),       LIT("注释"),      LIT("注解"),     LIT("脚注"),     LIT("尾注"),
        LIT("附注"),     LIT("參考資料"),  LIT("註釋"),     LIT("腳註"),     LIT("註"),
        LIT("Notes"),    LIT("Footnotes"), LIT("Endnotes"), LIT("Note"),     LIT("References"),
        LIT("Reference")};
    enum { LONGEST = 64 /* bytes */ };
    if (n->tag < TAG_UNKNOWN || (!shape_block(n) && !shape_inline(n))) return false;
    struct buf b = {.mem = t->mem};
    for (const struct node *k = n; k; k = node_next(k, n)) {
        if (k->tag == TAG_TEXT) buf_add(&b, audit_core(t->mem, k->text));
        if (b.len > LONGEST) return false;
    }
    str s = buf_str(&b);
    if (str_starts(s, S("【")) && str_ends(s, S("】")) && s.len > 6)
        s = str_skip(str_head(s, s.len - 3), 3);
    if (str_ends(s, S(":"))) s.len--;
    if (str_ends(s, S("："))) s.len -= 3;
    for (isize i = 0; i < COUNT(known); i++)
        if (str_ieq(s, known[i])) return true;
    return false;
}

int note_label(str s, isize *end, bool *closed)
{
    static const struct {
        str open, close;
    } pairs[] = {{LIT("["), LIT("]")},   {LIT("【"), LIT("】")}, {LIT("［"), LIT("］")},
                 {LIT("〔"), LIT("〕")}, {LIT("("), LIT(")")},   {LIT("（"), LIT("）")},
                 {LIT(""), LIT("")}};
    static const str before[] = {LIT("注"), LIT("註"), LIT("附"), LIT("note "), LIT("Note ")};
    enum { LONGEST = 4 /* digits */ };
    isize pair = 0, i = 0;
    while (pairs[pair].open.len && !str_starts(s, pairs[pair].open)) pair++;
    i += pairs[pair].open.len;
    for (isize k = 0; k < COUNT(before); k++)
        if (str_starts(str_skip(s, i), before[k])) i += before[k].len;
    while (i < s.len && s.p[i] == ' ') i++;
    int n = 0;
    isize from = i;
    for (; i < s.len && is_digit(s.p[i]) && i - from < LONGEST; i++) n = n * 10 + s.p[i] - '0';
    while (i < s.len && s.p[i] == ' ') i++;
    if (!str_starts(str_skip(s, i), pairs[pair].close)) return 0;
    *end = i + pairs[pair].close.len;
    *closed = pairs[pair].open.len > 0;
    return n;
}

/* --- places --------------------------------------------------------------------- */

str note_target(const struct notes *t, const struct node *link)
{
    str href = str_trim(node_attr(link, ATTR_HREF));
    isize at = str_byte(href, '#', 0);
    if (at < 0 || at + 1 >= href.len) return (str){0};
    if (at > 0) {
        const struct post *p = t->cx->post;
        str own = p ? p->url : (str){0};
        if (!own.len || !str_eq(url_key(t->mem, href), url_key(t->mem, own))) return (str){0};
    }
    return url_decode(t->mem, str_skip(href, at + 1), false);
}

static void add_place(struct notes *t, struct node *at, str name, int order)
{
    if (!name.len) return;
    isize *head = table_at(&t->by_name, hash64(name)), n = t->nplaces;
    t->place = make_room(t->mem, t->place, n);
    t->place[t->nplaces++] = (struct note_place){name, at, order, -1, n};
    if (*head >= 0) {
        t->place[t->place[*head].last].next = n;
        t->place[*head].last = n;
    } else {
        *head = n;
    }
}

static struct note_place *look_up(struct notes *t, str name, int after)
{
    enum { STEPS = 64 /* a name is given once, by right */ };
    isize i = *table_at(&t->by_name, hash64(name));
    for (int step = 0; i >= 0 && step < STEPS; i = t->place[i].next, step++)
        if (t->place[i].order > after && str_eq(t->place[i].name, name)) return &t->place[i];
    return NULL;
}

struct note_place *note_place_of(struct notes *t, str name, int after)
{
    static const str prefix = LIT("user-content-");
    struct note_place *p = look_up(t, name, after);
    if (p) return p;
    return look_up(t, str_printf(t->mem, "%.*s%.*s", STR(prefix), STR(name)), after);
}

/* --- reading -------------------------------------------------------------------- */

/* Zhihu's marks carry their notes. */
static bool is_carrier(const struct node *n)
{
    return node_is(n, TAG_SUP) && (node_has(n, ATTR_DATA_TEXT) ||
                                   str_eq(node_attr(n, ATTR_DATA_DRAFT_TYPE), S("reference")) ||
                                   node_has_str(n, S("data-numero")));
}

static bool in_carrier(const struct node *n)
{
    const struct node *sup = node_up(n, TAG_SUP);
    return sup && is_carrier(sup);
}

static bool is_note_list(const struct notes *t, const struct node *n)
{
    if (!node_is(n, TAG_OL) && !node_is(n, TAG_UL)) return false;
    if (node_has_class(n, S("ReferenceList")) || node_has_class(n, S("duokan-footnote-content")) ||
        node_has_class(n, S("easy-footnotes-wrapper")))
        return true;
    for (const struct node *k = n; k && k != t->root && !node_is(k, TAG_LI); k = k->parent)
        if (node_has_class(k, S("footnotes")) || node_has_class(k, S("footnotes-list")))
            return true;
    return false;
}

/* Remember what the items of a list say, for marks that say the same. */
static void read_words(struct notes *t, struct node *list)
{
    for (struct node *k = list->first; k; k = k->next) {
        str s = node_is(k, TAG_LI) ? words(t, k) : (str){0};
        isize *at = s.len ? table_at(&t->by_text, hash64(s)) : NULL;
        if (!at || *at >= 0) continue;
        *at = t->nworded;
        t->worded = make_room(t->mem, t->worded, t->nworded);
        t->worded[t->nworded++] = k;
    }
}

static void add_mark(struct notes *t, struct node *at, int order)
{
    t->mark = make_room(t->mem, t->mark, t->nmarks);
    t->mark[t->nmarks++] = (struct note_mark){.at = at, .order = order, .note = -1};
}

static void read_one(struct notes *t, struct node *n, int order)
{
    add_place(t, n, node_attr(n, ATTR_ID), order);
    if (node_is(n, TAG_A)) add_place(t, n, node_attr(n, ATTR_NAME), order);
    if (is_carrier(n)) {
        add_mark(t, n, order);
    } else if (node_is(n, TAG_A)) {
        if (note_target(t, n).len && !in_carrier(n)) add_mark(t, n, order);
    } else if (node_is(n, TAG_SUP) && !shape_in_code(n)) {
        t->sup = make_room(t->mem, t->sup, t->nsups);
        t->sup[t->nsups++] = (struct note_mark){.at = n, .order = order, .note = -1};
    } else if (is_note_list(t, n)) {
        t->list = make_room(t->mem, t->list, t->nlists);
        t->list[t->nlists++] = n;
    }
}

void notes_read(struct notes *t)
{
    int order = 0;
    bool carried = false;
    for (struct node *n = node_next(t->root, t->root); n; n = node_next(n, t->root)) {
        order++;
        if (n->tag < TAG_UNKNOWN || n->ns != NS_HTML) continue;
        carried |= is_carrier(n);
        read_one(t, n, order);
    }
    for (struct node *n = carried ? t->root : NULL; n; n = node_next(n, t->root)) {
        if (!node_is(n, TAG_OL) && !node_is(n, TAG_UL)) continue;
        struct node *head = shape_prev(n);
        if (node_has_class(n, S("ReferenceList")) || (head && note_heading(t, head)))
            read_words(t, n);
    }
}

/* --- what is a note -------------------------------------------------------------- */

isize note_of(struct notes *t, struct node *item)
{
    isize *at = table_at(&t->by_item, (u64)(uintptr_t)item);
    if (*at >= 0) return *at;
    *at = t->nnotes;
    t->note = make_room(t->mem, t->note, t->nnotes);
    t->note[t->nnotes] = (struct note){.item = item};
    if (node_is(item, TAG_LI) && item->parent != t->root) t->note[t->nnotes].list = item->parent;
    return t->nnotes++;
}

void note_refer(struct notes *t, struct note_mark *mark, isize n)
{
    isize end;
    bool closed;
    struct node *text = note_first_text(mark->at, mark->at);
    mark->note = n;
    if (!t->note[n].marks++ && text)
        t->note[n].label = note_label(str_trim(text->text), &end, &closed);
}

static struct node *block_of(const struct notes *t, const struct node *n)
{
    while (n && n != t->root && !shape_block(n)) n = n->parent;
    return n == t->root ? NULL : (struct node *)n;
}

bool note_within(const struct node *n, const struct node *in)
{
    for (; n; n = n->parent)
        if (n == in) return true;
    return false;
}

/* Nothing to see stands in `in` before n. */
static bool comes_first(const struct node *n, const struct node *in)
{
    enum { STEPS = 64 /* husks that a page puts before a note, and more */ };
    int step = 0;
    for (; n && n != in; n = n->parent)
        for (const struct node *k = n->prev; k; k = k->prev) {
            for (const struct node *husk = k; husk; husk = node_next(husk, k))
                if (++step > STEPS) return false;
            if (!shape_blank(k)) return false;
        }
    return n != NULL;
}

/* The line that n begins is another note's, or none. */
static bool begins_anew(const struct node *n)
{
    isize end;
    bool closed = false;
    if (!n || node_is(n, TAG_BR)) return true;
    struct node *text = note_first_text(n, n);
    if (text && note_label(str_trim(text->text), &end, &closed) && closed) return true;
    while (n && n->tag >= TAG_UNKNOWN && !node_has(n, ATTR_ID) && !node_has(n, ATTR_NAME))
        n = n->first;
    return n && n->tag >= TAG_UNKNOWN;
}

struct node *note_line(struct notes *t, struct node *n)
{
    struct node *p = node_make(t->mem, TAG_P), *block = n->parent, *next;
    p->line = n->line;
    while (n->prev && (shape_space(n->prev) || node_is(n->prev, TAG_BR))) node_detach(n->prev);
    if (node_is(block, TAG_P)) node_after(block, p);
    else node_before(n, p);
    for (struct node *k = n; k && (k->tag < TAG_UNKNOWN || !shape_block(k)); k = next) {
        bool ends = node_is(k, TAG_BR) && begins_anew(shape_next(k));
        next = k->next;
        node_detach(k);
        if (ends) break;
        node_append(p, k);
    }
    return p;
}

/* The line of `block` that n begins, as an element; NULL if it begins none. */
static struct node *line_of(struct notes *t, struct node *block, struct node *n)
{
    while (n->parent != block) {
        if (shape_prev(n)) return NULL;
        n = n->parent;
    }
    return node_is(shape_prev(n), TAG_BR) ? note_line(t, n) : NULL;
}

/* Boxes that a page puts around one note. */
static bool is_box(const struct node *n)
{
    if (node_is(n, TAG_LI)) return true;
    if (!node_is(n, TAG_DIV) && !node_is(n, TAG_ASIDE) && !node_is(n, TAG_P)) return false;
    str id = node_attr(n, ATTR_ID);
    return str_starts(id, S("ftn")) || str_starts(id, S("fn")) || node_has_class(n, S("footnote"));
}

/* The element that holds the note that begins at `at`; NULL: this is no note.  Several
 * may be lines of one paragraph: such a line is made one if we are `sure`. */
static struct node *item_of(struct notes *t, struct node *at, bool sure)
{
    static const bool never[TAGS] = {
        [TAG_TD] = true, [TAG_TH] = true,        [TAG_TR] = true,     [TAG_TABLE] = true,
        [TAG_DT] = true, [TAG_DD] = true,        [TAG_DL] = true,     [TAG_OL] = true,
        [TAG_UL] = true, [TAG_CAPTION] = true,   [TAG_FIGURE] = true, [TAG_PRE] = true,
        [TAG_HR] = true, [TAG_FIGCAPTION] = true};
    struct node *b = block_of(t, at);
    if (!b || (b != at && !comes_first(at, b))) b = sure ? line_of(t, b ? b : t->root, at) : NULL;
    while (b && b->parent != t->root && is_box(b->parent) && comes_first(b, b->parent))
        b = b->parent;
    if (!b || never[b->tag] || shape_heading(b)) return NULL;
    return b;
}

/* --- what is a mark ---------------------------------------------------------------- */

static bool says_note(const struct node *n)
{
    if (str_has(node_attr(n, ATTR_EPUB_TYPE), S("noteref"))) return true;
    if (str_eq(node_attr(n, ATTR_ROLE), S("doc-noteref"))) return true;
    if (str_eq(node_attr(n, ATTR_REL), S("footnote")) || node_has_str(n, S("data-footnote-ref")))
        return true;
    return shape_class_has(n, S("footnote")) || shape_class_has(n, S("noteref")) ||
           shape_class_has(n, S("fnref")) || node_has_class(n, S("MsoFootnoteReference"));
}

/* How sure a link's own look makes us that it is a mark. */
enum look { NO_MARK, MARK_MAYBE, MARK };

static enum look look_of(const struct node *a, arena scratch)
{
    enum { LONGEST = 12, BARE = 8 /* code points */ };
    bool raised = false, says = says_note(a);
    struct buf b = {.mem = &scratch};
    if (str_has(node_attr(a, ATTR_ROLE), S("backlink"))) return NO_MARK;
    for (const struct node *k = a; k; k = node_next(k, a)) {
        if (k->tag == TAG_TEXT) buf_add(&b, audit_core(&scratch, k->text));
        raised |= node_is(k, TAG_SUP) || node_has_class(k, S("MsoFootnoteReference"));
        if (b.len > 4 * LONGEST) return NO_MARK;
    }
    for (const struct node *k = a->parent; k && shape_inline(k); k = k->parent) {
        raised |= node_is(k, TAG_SUP);
        says |= says_note(k);
    }
    str s = buf_str(&b);
    isize n = utf8_len(s);
    if (n > LONGEST) return NO_MARK;
    if (says) return MARK;
    if (!n) return NO_MARK;
    if (raised) return MARK;
    isize end;
    bool closed;
    bool number = note_label(s, &end, &closed) && end == s.len;
    bool sign = str_eq(s, S("*")) || str_eq(s, S("†")) || str_eq(s, S("‡"));
    return (number || sign) && n <= BARE ? MARK_MAYBE : NO_MARK;
}

/* A link in the item leads back to where the mark is. */
static bool leads_back(struct notes *t, const struct node *item, const struct node *mark)
{
    enum { STEPS = 2000 /* nodes */ };
    const struct node *from = block_of(t, mark);
    int step = 0;
    for (const struct node *k = item; k && step < STEPS; k = node_next(k, item), step++) {
        if (shape_heading(k)) return false;
        str name = node_is(k, TAG_A) ? note_target(t, k) : (str){0};
        struct note_place *p = name.len ? note_place_of(t, name, 0) : NULL;
        if (p && block_of(t, p->at) == from) return true;
    }
    return false;
}

static void link_one(struct notes *t, struct note_mark *m)
{
    enum look look = shape_in_code(m->at) && !says_note(m->at) ? NO_MARK : look_of(m->at, *t->mem);
    if (look == NO_MARK) return;
    struct note_place *p = note_place_of(t, note_target(t, m->at), m->order);
    bool sure = p && (look == MARK || leads_back(t, p->at, m->at));
    struct node *item = p ? item_of(t, p->at, sure) : NULL;
    if (!item || note_within(m->at, item)) return;
    isize *known = table_at(&t->by_item, (u64)(uintptr_t)item);
    if (*known == -2) return;
    if (*known == -1 && look == MARK_MAYBE && !leads_back(t, item, m->at)) {
        *known = -2;
        return;
    }
    isize n = note_of(t, item);
    if (!t->note[n].id.len) t->note[n].id = p->name;
    note_refer(t, m, n);
}

/* --- marks that carry their notes ------------------------------------------------------ */

static struct node *item_with(struct notes *t, str words)
{
    isize at = words.len ? *table_at(&t->by_text, hash64(words)) : -1;
    return at < 0 ? NULL : t->worded[at];
}

/* The item of a list that the mark means: by its link, its number or its words. */
static struct node *listed(struct notes *t, const struct note_mark *m, str text, str url)
{
    str numero = node_attr_str(m->at, S("data-numero"));
    struct note_place *p = NULL;
    for (const struct node *k = m->at; k && !p; k = node_next(k, m->at)) {
        str name = node_is(k, TAG_A) ? note_target(t, k) : (str){0};
        if (name.len) p = note_place_of(t, name, m->order);
    }
    if (!p && numero.len)
        p = note_place_of(t, str_printf(t->mem, "ref_%.*s", STR(numero)), m->order);
    if (p && node_is(p->at, TAG_LI)) return p->at;
    struct buf b = {.mem = t->mem};
    buf_add(&b, audit_core(t->mem, text));
    struct node *item = item_with(t, buf_str(&b));
    if (item || !url.len) return item;
    buf_add(&b, audit_core(t->mem, url));
    return item_with(t, buf_str(&b));
}

static void link_carrier(struct notes *t, struct note_mark *m, struct table *built)
{
    str text = str_trim(node_attr(m->at, ATTR_DATA_TEXT));
    str url = str_trim(node_attr_str(m->at, S("data-url")));
    struct node *item = listed(t, m, text, url);
    if (item) {
        note_refer(t, m, note_of(t, item));
        return;
    }
    if (!text.len && !url.len) return;
    str key = str_printf(t->mem, "%.*s\n%.*s\n%.*s", STR(text), STR(url),
                         STR(node_attr_str(m->at, S("data-numero"))));
    isize *at = table_at(built, hash64(key));
    if (*at < 0) {
        *at = t->nnotes;
        t->note = make_room(t->mem, t->note, t->nnotes);
        t->note[t->nnotes++] = (struct note){.text = text, .url = url};
    }
    note_refer(t, m, *at);
}

void notes_link(struct notes *t)
{
    struct table built = {.mem = t->mem};
    for (isize i = 0; i < t->nmarks; i++) {
        if (node_is(t->mark[i].at, TAG_SUP)) link_carrier(t, &t->mark[i], &built);
        else link_one(t, &t->mark[i]);
    }
}
