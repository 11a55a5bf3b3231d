/*
 * template_read.c - markup and names become pieces.
 *
 * A strict reader of what a template may be of XML: elements, attributes, text, comments,
 * references to characters.  One pass, each byte once; what is open stands on a list, not on the
 * machine's stack.
 */
#include "template_local.h"
#include "model.h"
#include "near.h"
#include "xml.h"

#include <string.h>

/* White space with a line end is indentation: nothing next to a tag, else a blank. */
static str even(arena *a, str raw, bool after_tag, bool before_tag)
{
    if (str_byte(raw, '\n', 0) < 0) return raw;
    struct buf b = {.mem = a};
    for (isize i = 0; i < raw.len;) {
        isize n = 0;
        bool broken = false;
        for (; i + n < raw.len && is_space(raw.p[i + n]); n++) broken |= raw.p[i + n] == '\n';
        bool edge = (!i && after_tag) || (i + n == raw.len && before_tag);
        if (!n) buf_byte(&b, raw.p[i++]);
        else if (!broken) buf_add(&b, str_head(str_skip(raw, i), n));
        else if (!edge) buf_byte(&b, ' ');
        i += n;
    }
    return buf_str(&b);
}

/* --- names --- */

bool reader_braces(struct reader *r, u8 *sigil, str *name)
{
    struct reading_place place = r->here;
    str left = reader_left(r);
    isize end = str_find(left, S("}}"), 0);
    isize line = str_byte(left, '\n', 0);
    if (end < 0 || (line >= 0 && line < end))
        return reader_fail(r, place, DIAG_TEMPLATE_XML, "\"{{\" without \"}}\" on its line");
    reader_go(r, end + 2);
    str inside = str_trim(str_head(left, end));
    *sigil = 0;
    if (inside.len && str_byte(S("#?^/!"), inside.p[0], 0) >= 0) {
        *sigil = inside.p[0];
        inside = str_trim(str_skip(inside, 1));
    }
    *name = inside;
    return true;
}

static void offer_all(const struct reader *r, struct near *near)
{
    for (int level = r->nlevels - 1; level >= 0; level--)
        for (int i = r->groups[level]; i < slot_end(r->groups[level]); i++)
            near_offer(near, str_of(slot_of(i).name));
#define W(name, ...) near_offer(near, S("word." #name));
#include "words.def"
#undef W
}

bool reader_resolve(struct reader *r, struct reading_place place, str name, struct ref *out)
{
    int word = str_starts(name, S("word.")) ? word_find(str_skip(name, 5)) : -1;
    if (word >= 0) {
        *out = (struct ref){.kind = REF_WORD, .id = word};
        return true;
    }
    for (int level = r->nlevels - 1; level >= 0; level--)
        for (int i = r->groups[level]; i < slot_end(r->groups[level]); i++)
            if (str_eq(name, str_of(slot_of(i).name))) {
                *out = (struct ref){.kind = REF_SLOT, .level = level, .id = i};
                r->named[i] = true;
                return true;
            }
    struct near near = near_start(name);
    offer_all(r, &near);
    return reader_fail(r, place, DIAG_TEMPLATE_NAME, "{{%.*s}}%.*s", STR(name),
                       STR(near_text(r->mem, &near, (str){0})));
}

/* --- pieces --- */

static struct piece *add(struct reader *r, enum piece_kind kind, struct reading_place place)
{
    struct piece *p = make(r->mem, struct piece);
    *p = (struct piece){.kind = kind, .up = r->open, .line = place.line};
    if (!r->open) {
        r->root = p;
    } else {
        if (r->open->last) r->open->last->next = p;
        else r->open->first = p;
        r->open->last = p;
    }
    return p;
}

static bool push(struct reader *r, struct piece *p, struct reading_place place)
{
    if (r->depth == TEMPLATE_DEPTH)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "nested deeper than %d", TEMPLATE_DEPTH);
    r->depth++;
    r->open = p;
    return true;
}

static void pop(struct reader *r)
{
    if (r->open->kind == PIECE_EACH) r->nlevels--;
    r->open = r->open->up;
    r->depth--;
}

/* "<p> of line 3", "{{#list}} of line 7" */
static str open_text(const struct reader *r)
{
    const struct piece *p = r->open;
    if (!p) return S("nothing");
    bool element = p->kind == PIECE_ELEMENT;
    return str_printf(r->mem, element ? "<%.*s> of line %d" : "{{%.*s}} of line %d", STR(p->name),
                      p->line);
}

/* --- sections --- */

static bool open_section(struct reader *r, struct reading_place place, u8 sigil, str name)
{
    struct ref ref;
    if (!r->open)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE,
                           "a section must stand in the page's element");
    if (!reader_resolve(r, place, name, &ref)) return false;
    struct slot s = ref.kind == REF_SLOT ? slot_of(ref.id) : (struct slot){.kind = SLOT_TEXT};
    if (s.kind == SLOT_TREE)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "{{%.*s}} is always there", STR(name));
    bool each = sigil == '#' && s.kind == SLOT_LIST;
    if (each && ref.level != r->nlevels - 1)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE,
                           "the list %.*s belongs to another page or row than this one", STR(name));
    struct piece *p = add(r, each ? PIECE_EACH : sigil == '^' ? PIECE_UNLESS : PIECE_IF, place);
    p->bit.ref = ref;
    p->name = str_printf(r->mem, "%c%.*s", sigil, STR(name));
    if (!push(r, p, place)) return false;
    if (!each) return true;
    if (r->nlevels == TEMPLATE_LEVELS)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "lists nested deeper than %d",
                           TEMPLATE_LEVELS);
    r->groups[r->nlevels++] = s.rows;
    return true;
}

static bool close_section(struct reader *r, struct reading_place place, str name)
{
    const struct piece *p = r->open;
    if (p && p->kind > PIECE_TREE && str_eq(str_skip(p->name, 1), name)) {
        pop(r);
        return true;
    }
    return reader_fail(r, place, DIAG_TEMPLATE_XML, "{{/%.*s}} stands here, but %.*s is open",
                       STR(name), STR(open_text(r)));
}

/* Where it could be repeated or left out, text of the post would be. */
static bool place_tree(struct reader *r, struct reading_place place, str name)
{
    if (r->has_tree)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "{{%.*s}} a second time", STR(name));
    for (struct piece *p = r->open; p; p = p->up) {
        if (p->kind != PIECE_ELEMENT)
            return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "{{%.*s}} in a section", STR(name));
        if (model_tags[p->tag].holds != HOLD_FLOW && model_tags[p->tag].holds != HOLD_MIXED)
            return reader_fail(r, place, DIAG_TEMPLATE_PLACE,
                               "{{%.*s}} in <%.*s>; it can stand in section, article, nav and div",
                               STR(name), STR(p->name));
        p->around = true;
    }
    r->has_tree = true;
    add(r, PIECE_TREE, place);
    return true;
}

static bool place_name(struct reader *r, struct reading_place place, str name)
{
    struct ref ref;
    if (!r->open)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "text outside of the page's element");
    if (!reader_resolve(r, place, name, &ref)) return false;
    enum slot_kind kind = ref.kind == REF_SLOT ? slot_of(ref.id).kind : SLOT_TEXT;
    if (kind == SLOT_TREE) return place_tree(r, place, name);
    if (kind == SLOT_LIST || kind == SLOT_FLAG)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE,
                           "{{%.*s}} is no text; {{#%.*s}} … "
                           "{{/%.*s}} asks for it",
                           STR(name), STR(name), STR(name));
    struct piece *p = add(r, PIECE_TEXT, place);
    p->bit.ref = ref;
    return true;
}

static bool read_braces(struct reader *r)
{
    struct reading_place place = r->here;
    u8 sigil;
    str name;
    reader_go(r, 2);
    if (!reader_braces(r, &sigil, &name)) return false;
    /* An unknown name does not hide the faults behind it; what is not nested does. */
    switch (sigil) {
    case '!': return true;
    case '/': return close_section(r, place, name);
    case 0: return place_name(r, place, name) || true;
    default: return open_section(r, place, sigil, name);
    }
}

/* --- markup --- */

static bool read_text(struct reader *r)
{
    struct reading_place place = r->here;
    str left = reader_left(r), text;
    isize n = 0;
    while (n < left.len && left.p[n] != '<' && !str_starts(str_skip(left, n), S("{{"))) n++;
    str raw = str_head(left, n);
    if (str_has(raw, S("]]>"))) return reader_fail(r, place, DIAG_TEMPLATE_XML, "\"]]>\" in text");
    bool tag_before = place.at == 0 || r->text.p[place.at - 1] == '>';
    if (r->open) tag_before |= !r->open->last || r->open->last->kind > PIECE_TREE;
    str next = str_skip(left, n);
    bool tag_behind =
        !str_starts(next, S("{{")) || (next.len > 2 && str_byte(S("#?^/!"), next.p[2], 0) >= 0);
    reader_go(r, n);
    raw = even(r->mem, raw, tag_before, tag_behind);
    if (!reader_literal(r, place, raw, &text)) return false;
    if (r->open && text.len) add(r, PIECE_TEXT, place)->bit.text = text;
    if (!r->open && str_trim(text).len)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "text outside of the page's element");
    return true;
}

static bool read_comment(struct reader *r)
{
    struct reading_place place = r->here;
    str left = reader_left(r);
    isize end = str_find(left, S("--"), 4);
    if (end < 0) return reader_fail(r, place, DIAG_TEMPLATE_XML, "a comment without an end");
    if (!str_starts(str_skip(left, end), S("-->")))
        return reader_fail(r, place, DIAG_TEMPLATE_XML, "\"--\" in a comment");
    reader_go(r, end + 3);
    return true;
}

static bool read_end_tag(struct reader *r)
{
    struct reading_place place = r->here;
    reader_go(r, 2);
    str name = reader_name(r);
    reader_blanks(r);
    if (!str_starts(reader_left(r), S(">")))
        return reader_fail(r, place, DIAG_TEMPLATE_XML, "an end tag without \">\"");
    reader_go(r, 1);
    if (!r->open || r->open->kind != PIECE_ELEMENT || !str_eq(r->open->name, name))
        return reader_fail(r, place, DIAG_TEMPLATE_XML, "</%.*s> stands here, but %.*s is open",
                           STR(name), STR(open_text(r)));
    pop(r);
    return true;
}

/* An element of a book, that the model would let stay. */
static bool is_of_books(str name, enum tag *tag)
{
    *tag = tag_find(name);
    if (*tag == TAG_UNKNOWN || *tag == TAG_NONE) return false;
    const struct model_tag *row = &model_tags[*tag];
    return row->fate == FATE_KEEP && row->cat != CAT_MATH && row->cat != CAT_SVG &&
           row->cat != CAT_META;
}

static bool read_start_tag(struct reader *r)
{
    struct reading_place place = r->here;
    bool closed;
    enum tag tag;
    reader_go(r, 1);
    str name = reader_name(r);
    if (!name.len)
        return reader_fail(r, place, DIAG_TEMPLATE_XML,
                           "\"<\" begins no tag; &lt; is written for it");
    if (!r->open && r->root)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "a second element; a template is one");
    if (!is_of_books(name, &tag)) {
        struct near near = near_start(name);
        for (int t = TAG_UNKNOWN + 1; t < TAGS; t++) {
            enum tag same;
            if (is_of_books(tag_name((enum tag)t), &same)) near_offer(&near, tag_name(same));
        }
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "<%.*s> is no element of a page%.*s",
                           STR(name), STR(near_text(r->mem, &near, (str){0})));
    }
    struct piece *p = add(r, PIECE_ELEMENT, place);
    p->name = name;
    p->tag = tag;
    if (!reader_attributes(r, p, &closed)) return false;
    return closed || push(r, p, place);
}

static bool read_markup(struct reader *r)
{
    struct reading_place place = r->here;
    str left = reader_left(r);
    if (str_starts(left, S("<!--"))) return read_comment(r);
    if (str_starts(left, S("</"))) return read_end_tag(r);
    if (str_starts(left, S("<?xml ")) && !r->root) {
        isize end = str_find(left, S("?>"), 0);
        if (end < 0) return reader_fail(r, place, DIAG_TEMPLATE_XML, "\"<?\" without \"?>\"");
        reader_go(r, end + 2);
        return true;
    }
    if (str_starts(left, S("<?")) || str_starts(left, S("<!")))
        return reader_fail(r, place, DIAG_TEMPLATE_XML,
                           "a template is one element, without a document type");
    return read_start_tag(r);
}

static bool read_all(struct reader *r)
{
    while (r->here.at < r->text.len) {
        str left = reader_left(r);
        bool ok = left.p[0] == '<'            ? read_markup(r)
                  : str_starts(left, S("{{")) ? read_braces(r)
                                              : read_text(r);
        if (!ok) return false;
    }
    if (r->open)
        return reader_fail(r, r->here, DIAG_TEMPLATE_XML, "the template ends, but %.*s is open",
                           STR(open_text(r)));
    if (!r->root) return reader_fail(r, r->here, DIAG_TEMPLATE_XML, "there is no element");
    return true;
}

/* A page that has a tree to show would lose it. */
static void look_for_tree(struct reader *r)
{
    int own = slot_of_page(r->page);
    for (int i = own; i < slot_end(own); i++)
        if (slot_of(i).kind == SLOT_TREE && !r->has_tree)
            reader_fail(r, (struct reading_place){.line = 1}, DIAG_TEMPLATE_LACKS, "{{%s}}",
                        slot_of(i).name);
}

static bool is_text(struct reader *r)
{
    isize len;
    if (!utf8_ok(r->text)) {
        diag(r->ds, DIAG_TEMPLATE_XML, (where){.file = r->file}, "it is not UTF-8");
        return false;
    }
    for (; r->here.at < r->text.len; reader_go(r, len)) {
        u32 c = utf8_get(reader_left(r), &len);
        if (!xml_is_char(c))
            return reader_fail(r, r->here, DIAG_TEMPLATE_XML, "U+%04X is no character of XML", c);
    }
    r->here = (struct reading_place){.line = 1};
    return true;
}

/* Words of class on what stands around a tree: the post's own words, so that the model asks. */
static struct strs classes_of(arena *a, const struct piece *root)
{
    struct strs list = {0};
    for (const struct piece *p = root; p; p = p->first) {
        while (p && !p->around) p = p->next;
        if (!p) break;
        for (const struct setting *v = p->values; v; v = v->next)
            for (struct cut c = {.tail = v->id == ATTR_CLASS ? v->bits->text : (str){0}};
                 c.tail.len;) {
                c = str_cut(c.tail, ' ');
                if (c.head.len) strs_add(a, &list, c.head);
            }
    }
    return list;
}

struct template *template_parse(arena *a, enum page_id id, str text, str file, struct diags *ds)
{
    struct reader r = {.mem = a, .text = text, .file = file, .ds = ds, .page = id};
    r.here.line = 1;
    r.nlevels = 2;
    r.groups[0] = slot_of(SLOT_book_title).of;
    r.groups[1] = slot_of_page(id);
    if (str_starts(r.text, S("\xEF\xBB\xBF"))) r.text = str_skip(r.text, 3);
    if (r.text.len > TEMPLATE_MAX) {
        diag(ds, DIAG_TEMPLATE_XML, (where){.file = file}, "it is longer than %d kB",
             TEMPLATE_MAX >> 10);
        return NULL;
    }
    if (!is_text(&r) || !read_all(&r)) return NULL;
    look_for_tree(&r);
    if (r.bad) return NULL;
    struct template *t = make(a, struct template);
    *t = (struct template){.page = id, .root = r.root, .classes = classes_of(a, r.root)};
    memcpy(t->named, r.named, sizeof t->named);
    return t;
}
