/* value.c - a node becomes a value of its row's type. */
#include "conf_local.h"

#include <limits.h>

/* Nothing but text may reach a page: YAML's escapes can write any control character. */
static bool is_clean(str s)
{
    for (isize i = 0, len; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (c < 0x20 ? c != '\t' && c != '\n' : c == 0x7F || c == 0xFFFE || c == 0xFFFF)
            return false;
    }
    return true;
}

static void wrong_type(struct reading *r, const char *what, const char *want, const struct yaml *v)
{
    bool bare = v->flow && v->raw.len && v->raw.len <= 60 && !str_has(v->raw, S("\n"));
    str hint = bare && str_starts(str_of(want), S("a text"))
                   ? str_printf(r->mem, "; if it is a text, quote it: '%.*s'", STR(v->raw))
                   : (str){0};
    diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v), "%s is %s, not %s%.*s", what, want,
         yaml_kind_name(v), STR(hint));
}

bool text_read(struct reading *r, const char *what, const struct yaml *v, str *out)
{
    if (v->kind != YAML_SCALAR || yaml_is_null(v)) {
        wrong_type(r, what, "a text", v);
        return false;
    }
    if (!is_clean(v->text)) {
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s has a control character in it", what);
        return false;
    }
    *out = v->text;
    return true;
}

bool texts_read(struct reading *r, const char *what, const struct yaml *v, struct strs *out)
{
    bool ok = true;
    str text;
    *out = (struct strs){0};
    if (v->kind == YAML_MAP) {
        wrong_type(r, what, "a text or a list of texts", v);
        return false;
    }
    if (v->kind == YAML_SCALAR) {
        if (!text_read(r, what, v, &text)) return false;
        strs_add(r->mem, out, text);
        return true;
    }
    for (const struct yaml *item = v->first; item; item = item->next) {
        bool good = text_read(r, what, item, &text);
        if (good) strs_add(r->mem, out, text);
        ok = ok && good;
    }
    return ok;
}

/* Is `text` one of the names in row->range?  *index is which. */
static bool one_of(struct reading *r, const struct row *row, const struct yaml *v, str text,
                   int *index)
{
    if (name_find(row->range, text, index)) return true;
    struct near near = near_start(text);
    near_offer_all(&near, row->range);
    str hint = near_text(r->mem, &near, (str){0});
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s is one of %s, not \"%.*s\"%.*s", row->key,
         row->range, STR(text), STR(hint));
    return false;
}

static void read_str(struct reading *r, const struct row *row, const struct yaml *v, str *to)
{
    const struct check *check = check_find(row->range);
    str text;
    if (!text_read(r, row->key, v, &text)) return;
    text = str_trim(text); /* a block scalar ends with a line's end; blanks alone say nothing */
    if (check && !check->run(r, row->key, v, &text)) return;
    *to = text;
}

static void read_strs(struct reading *r, const struct row *row, const struct yaml *v,
                      struct strs *to)
{
    const struct check *check = check_find(row->range);
    struct strs list;
    int which;
    bool ok = texts_read(r, row->key, v, &list);
    const struct yaml *item = v->kind == YAML_LIST ? v->first : v;
    for (isize i = 0; ok && i < list.n; i++, item = item->next) {
        list.v[i] = str_trim(list.v[i]);
        if (check) check->run(r, row->key, item, &list.v[i]);
        else if (row->range[0]) one_of(r, row, item, list.v[i], &which);
    }
    if (ok) *to = list;
}

/* Every value what the row's check lets pass, every key what goes with that. */
static void read_pairs(struct reading *r, const struct row *row, const struct yaml *v,
                       struct pairs *to)
{
    const struct check *key = check_of_keys(row->range), *value = check_find(row->range);
    struct pairs list = {0};
    if (v->kind != YAML_MAP) {
        wrong_type(r, row->key, "a table", v);
        return;
    }
    for (const struct yaml *w = v->first; w; w = w->next) {
        struct pair one;
        if (!text_read(r, row->key, w->key, &one.from) || !text_read(r, row->key, w, &one.to))
            continue;
        bool ok = key->run(r, row->key, w->key, &one.from);
        if (!value->run(r, row->key, w, &one.to) || !ok) continue;
        list.v = make_room(r->mem, list.v, list.n);
        list.v[list.n++] = one;
    }
    *to = list;
}

static void read_int(struct reading *r, const struct row *row, const struct yaml *v, long long *to)
{
    long long n, least = 0, most = 0;
    struct cut range = str_cut(str_of(row->range), '.');
    str_int(range.head, &least);
    str_int(str_skip(range.tail, 1), &most);
    if (!yaml_int(v, &n)) {
        /* A number too long for any machine is a number nevertheless. */
        const char *not = v->kind == YAML_SCALAR ? "a text" : yaml_kind_name(v);
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v), "%s is a number from %lld to %lld, not %s",
             row->key, least, most, not );
        return;
    }
    if (n < least || n > most) {
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s is %lld; it can be %lld to %lld",
             row->key, n, least, most);
        return;
    }
    *to = n;
}

static void read_bool(struct reading *r, const struct row *row, const struct yaml *v, bool *to)
{
    if (!yaml_bool(v, to)) wrong_type(r, row->key, "true or false", v);
}

static void read_enum(struct reading *r, const struct row *row, const struct yaml *v, int *to)
{
    str text;
    int which;
    if (text_read(r, row->key, v, &text) && one_of(r, row, v, text, &which)) *to = which;
}

void value_read(struct reading *r, const struct row *row, const struct yaml *v)
{
    void *to = (u8 *)r->conf + row->offset;
    switch (row->type) {
    case ROW_STR:
    case ROW_DATE: read_str(r, row, v, to); break;
    case ROW_STRS: read_strs(r, row, v, to); break;
    case ROW_PAIRS: read_pairs(r, row, v, to); break;
    case ROW_INT: read_int(r, row, v, to); break;
    case ROW_BOOL: read_bool(r, row, v, to); break;
    case ROW_ENUM: read_enum(r, row, v, to); break;
    case ROW_CREATORS: creators_read(r, row->key, v, to); break;
    case ROW_TOPICS: topics_read(r, v, to); break;
    case ROW_FONTS: fonts_read(r, v, to); break;
    }
}
