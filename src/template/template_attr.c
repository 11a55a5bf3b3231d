/* template_attr.c - start tags of templates. */
#include "template_local.h"
#include "model.h"
#include "near.h"

static bool add_bit(struct reader *r, struct setting *v, struct bit bit)
{
    struct bit *b = make(r->mem, struct bit);
    *b = bit;
    *v->end = b;
    v->end = &b->next;
    return true;
}

/* A name in a value; addresses stand alone, so that nothing can be put before a scheme. */
static bool read_hole(struct reader *r, struct setting *v)
{
    struct reading_place place = r->here;
    u8 sigil;
    str name;
    struct bit bit = {0};
    reader_go(r, 2);
    if (!reader_braces(r, &sigil, &name)) return false;
    if (sigil)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "a section in the value of an attribute");
    if (!reader_resolve(r, place, name, &bit.ref)) return false;
    if (bit.ref.kind == REF_SLOT && slot_of(bit.ref.id).kind > SLOT_URL)
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "{{%.*s}} is no text", STR(name));
    return add_bit(r, v, bit);
}

static bool read_value(struct reader *r, struct setting *v)
{
    struct reading_place place = r->here;
    str left = reader_left(r);
    if (!left.len || (left.p[0] != '"' && left.p[0] != '\''))
        return reader_fail(r, place, DIAG_TEMPLATE_XML, "the value of %.*s has no quotes",
                           STR(v->name));
    u8 quote = left.p[0];
    reader_go(r, 1);
    for (;;) {
        left = reader_left(r);
        isize n = 0;
        while (n < left.len && left.p[n] != quote && left.p[n] != '<' &&
               !str_starts(str_skip(left, n), S("{{")))
            n++;
        if (n == left.len || left.p[n] == '<')
            return reader_fail(r, place, DIAG_TEMPLATE_XML, "the value of %.*s does not end",
                               STR(v->name));
        struct bit bit = {0};
        if (n && (!reader_literal(r, r->here, str_head(left, n), &bit.text) || !add_bit(r, v, bit)))
            return false;
        reader_go(r, n);
        if (left.p[n] == quote) break;
        if (!read_hole(r, v)) return false;
    }
    reader_go(r, 1);
    return true;
}

/* Said for editors; what is written says it anyway. */
static bool is_namespace(const struct setting *v)
{
    if (!v->bits || v->bits->next) return false;
    str s = v->bits->text;
    return (str_eq(v->name, S("xmlns")) && str_eq(s, S("http://www.w3.org/1999/xhtml"))) ||
           (str_eq(v->name, S("xmlns:epub")) && str_eq(s, S("http://www.idpf.org/2007/ops")));
}

static bool is_address(enum attr_id id)
{
    switch ((enum value)model_attrs[id].type) {
    case VALUE_LINK:
    case VALUE_FILE:
    case VALUE_URL: return true;
    default: return false;
    }
}

static bool may_have(enum tag tag, enum attr_id id)
{
    const struct model_attr *row = &model_attrs[id];
    return row->type != VALUE_NEVER && (row->on & (model_tags[tag].attrs | ON_ALL));
}

static bool check_name(struct reader *r, const struct piece *p, struct setting *v,
                       struct reading_place place)
{
    v->id = attr_find(v->name);
    if (v->id > ATTR_UNKNOWN && may_have(p->tag, v->id)) return true;
    struct near near = near_start(v->name);
    for (int i = ATTR_UNKNOWN + 1; i < ATTRS; i++)
        if (may_have(p->tag, (enum attr_id)i)) near_offer(&near, attr_name((enum attr_id)i));
    return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "%.*s on <%.*s>%.*s", STR(v->name),
                       STR(p->name), STR(near_text(r->mem, &near, (str){0})));
}

/* Whatever is put into it, an address is one. */
static bool check_address(struct reader *r, const struct setting *v, struct reading_place place)
{
    const struct bit *b = v->bits;
    if (!b || !is_address(v->id)) return true;
    bool alone = !b->next;
    if (alone && b->ref.kind == REF_NONE) return true;
    if (alone && b->ref.kind == REF_SLOT && slot_of(b->ref.id).kind == SLOT_URL) return true;
    return reader_fail(r, place, DIAG_TEMPLATE_PLACE,
                       "%.*s takes an address, alone: \"{{url}}\" or one that is written out",
                       STR(v->name));
}

static bool read_attribute(struct reader *r, struct piece *p, struct setting ***end)
{
    struct reading_place place = r->here;
    struct setting *v = make(r->mem, struct setting);
    v->end = &v->bits;
    v->name = reader_name(r);
    if (!v->name.len) return reader_fail(r, place, DIAG_TEMPLATE_XML, "this is no attribute");
    reader_blanks(r);
    if (!str_starts(reader_left(r), S("=")))
        return reader_fail(r, place, DIAG_TEMPLATE_XML, "%.*s has no value", STR(v->name));
    reader_go(r, 1);
    reader_blanks(r);
    if (!read_value(r, v)) return false;
    for (const struct setting *w = p->values; w; w = w->next)
        if (str_eq(w->name, v->name))
            return reader_fail(r, place, DIAG_TEMPLATE_XML, "%.*s a second time", STR(v->name));
    if (is_namespace(v)) return true;
    if (!check_name(r, p, v, place) || !check_address(r, v, place)) return false;
    **end = v;
    *end = &v->next;
    return true;
}

/* What is written out must be what the model lets stand, or it would vanish unsaid. */
static bool check_literals(struct reader *r, const struct piece *p, struct reading_place place)
{
    struct node *n = node_make(r->mem, p->tag);
    n->made = 1;
    /* Whether a link is one decides which roles it may have. */
    for (const struct setting *v = p->values; v; v = v->next)
        if (v->bits) node_set(r->mem, n, v->id, v->bits->next ? S("x") : v->bits->text);
    if (p->tag == TAG_A && !node_has(n, ATTR_HREF)) node_set(r->mem, n, ATTR_HREF, S("#x"));
    for (const struct setting *v = p->values; v; v = v->next) {
        if (!v->bits || v->bits->next || v->bits->ref.kind != REF_NONE) continue;
        struct attr at = {.name = v->name, .value = v->bits->text, .id = (u16)v->id};
        if (model_attr_ok(r->mem, n, &at) && at.value.len == str_trim(v->bits->text).len) continue;
        return reader_fail(r, place, DIAG_TEMPLATE_PLACE, "%.*s=\"%.*s\" on <%.*s>", STR(v->name),
                           STR(v->bits->text), STR(p->name));
    }
    return true;
}

bool reader_attributes(struct reader *r, struct piece *p, bool *closed)
{
    struct reading_place place = r->here;
    struct setting **end = &p->values;
    for (;;) {
        isize before = r->here.at;
        reader_blanks(r);
        str left = reader_left(r);
        *closed = str_starts(left, S("/>"));
        if (*closed || str_starts(left, S(">"))) {
            reader_go(r, *closed ? 2 : 1);
            return check_literals(r, p, place);
        }
        if (!left.len)
            return reader_fail(r, place, DIAG_TEMPLATE_XML, "<%.*s does not end", STR(p->name));
        if (r->here.at == before)
            return reader_fail(r, r->here, DIAG_TEMPLATE_XML, "a blank is missing here");
        if (!read_attribute(r, p, &end)) return false;
    }
}
