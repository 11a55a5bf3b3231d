/* front_yaml.c - the values of a head that are rich enough to need real YAML. */
#include "front_local.h"
#include "yaml.h"

/* Tabs may not indent in YAML, but do in posts. */
static void add_untabbed(struct buf *b, str s)
{
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '\t') buf_add(b, S("    "));
        else buf_byte(b, s.p[i]);
    }
}

static enum field_kind kind_of(const struct yaml *y)
{
    return y->kind == YAML_MAP ? FIELD_MAP : y->kind == YAML_LIST ? FIELD_LIST : FIELD_TEXT;
}

/* The tree of y in fields.  A stack of levels, since neither has parents. */
static void copy(arena *a, const struct yaml *y, struct field *out)
{
    struct {
        const struct yaml *next;
        struct field **end;
    } level[YAML_DEPTH + 2];
    int depth = 0;
    level[depth].next = y->first;
    level[depth++].end = &out->kids;
    while (depth) {
        const struct yaml *v = level[depth - 1].next;
        if (!v) {
            depth--;
            continue;
        }
        struct field *f = make(a, struct field);
        f->kind = kind_of(v);
        f->text = yaml_is_null(v) ? (str){0} : v->text;
        f->raw = v->raw;
        f->line = v->line;
        f->col = v->col;
        if (v->key) f->key = str_lower(a, v->key->text);
        level[depth - 1].next = v->next;
        *level[depth - 1].end = f;
        level[depth - 1].end = &f->next;
        if (v->kind == YAML_SCALAR) continue;
        assert(depth < COUNT(level));
        level[depth].next = v->first;
        level[depth++].end = &f->kids;
    }
}

bool front_yaml(arena *a, str line, str rest, struct field *out)
{
    struct buf b = {.mem = a};
    struct yaml *y;
    struct yaml_fault fault;
    add_untabbed(&b, line);
    buf_byte(&b, '\n');
    add_untabbed(&b, rest);
    if (!yaml_read(a, buf_str(&b), line.p ? out->line : out->line - 1, &y, &fault)) return false;
    if (line.p) {
        if (y->kind != YAML_MAP || !y->first || y->first->next) return false;
        y = y->first;
    }
    out->kind = kind_of(y);
    out->text = y->kind == YAML_SCALAR && !yaml_is_null(y) ? y->text : (str){0};
    out->kids = NULL;
    if (y->kind != YAML_SCALAR) copy(a, y, out);
    return true;
}
