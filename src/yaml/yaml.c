/*
 * yaml.c - see yaml.h.  The only file that knows libyaml.
 *
 * libyaml's events go straight into the tree; its own composer, which expands
 * aliases and allocates node by node, is not used.  Nesting is counted here and
 * the parser is left alone as soon as it is too deep: its time grows with the
 * square of the open flow brackets.
 */
#include "yaml.h"
#include "hash.h"

#include <string.h>
#include <yaml.h>

/* Where libyaml's marks, which count code points, are in the bytes. */
struct cursor {
    str text;
    isize at;     /* bytes */
    size_t index; /* code points */
};

/* The keys seen so far, of all maps: open addressing, at most half full. */
struct seen {
    struct slot {
        const struct yaml *map, *key;
    } * v;
    isize cap, n;
};

struct reader {
    arena *mem;
    yaml_parser_t parser;
    struct cursor cursor;
    int first_line;
    isize nodes;
    struct yaml *root;
    struct yaml *open[YAML_DEPTH]; /* lists and maps not ended yet */
    struct yaml *key[YAML_DEPTH];  /* of a map: the key that waits for its value */
    int depth;
    struct seen seen;
    struct yaml *again, **again_tail; /* keys that stand twice, by .next */
    struct yaml_fault *fault;
};

static isize to_bytes(struct cursor *c, size_t index)
{
    for (; c->index < index && c->at < c->text.len; c->index++)
        for (c->at++; c->at < c->text.len && (c->text.p[c->at] & 0xC0) == 0x80;) c->at++;
    for (; c->index > index && c->at > 0; c->index--)
        for (c->at--; c->at > 0 && (c->text.p[c->at] & 0xC0) == 0x80;) c->at--;
    return c->at;
}

static bool fail(struct reader *r, yaml_mark_t at, str what)
{
    *r->fault = (struct yaml_fault){
        .line = r->first_line + (int)at.line,
        .col = (int)at.column + 1,
        .from = r->first_line + (int)at.line,
        .what = what,
    };
    return false;
}

/* Bytes that YAML does not allow carry an offset instead of a mark. */
static bool fail_reader(struct reader *r)
{
    str text = r->cursor.text;
    isize at = (isize)r->parser.problem_offset;
    str before = str_head(text, at < text.len ? at : text.len);
    yaml_mark_t mark = {0};
    for (struct cut c = str_cut(before, '\n'); c.ok; c = str_cut(before, '\n')) {
        before = c.tail;
        mark.line++;
    }
    mark.column = (size_t)utf8_len(before);
    str what = str_dup(r->mem, str_of(r->parser.problem));
    return fail(r, mark,
                str_has(what, S("UTF-8")) ? S("not UTF-8 from here on; save it as UTF-8") : what);
}

static bool fail_parser(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_READER_ERROR) return fail_reader(r);
    if (p->error == YAML_MEMORY_ERROR) return fail(r, p->mark, S("no memory left to read it"));
    str what = str_dup(r->mem, str_of(p->problem));
    int from = r->first_line + (int)p->context_mark.line;
    if (p->context) what = str_printf(r->mem, "%.*s, %s of line %d", STR(what), p->context, from);
    fail(r, p->problem_mark, what);
    if (p->context) r->fault->from = from;
    return false;
}

/* --- keys ------------------------------------------------------------------ */

static struct slot *slot_of(struct seen *s, const struct yaml *map, const struct yaml *key)
{
    u64 h = (hash64(key->text) ^ (u64)map->line << 32 ^ (u64)map->col) * 0x9E3779B97F4A7C15u;
    isize i = (isize)(h >> 32) & (s->cap - 1);
    for (; s->v[i].key; i = (i + 1) & (s->cap - 1))
        if (s->v[i].map == map && str_eq(s->v[i].key->text, key->text)) break;
    return &s->v[i];
}

static void grow(arena *a, struct seen *s)
{
    struct seen wider = {.cap = s->cap ? s->cap * 2 : 64, .n = s->n};
    wider.v = make_n(a, struct slot, wider.cap);
    for (isize i = 0; i < s->cap; i++)
        if (s->v[i].key) *slot_of(&wider, s->v[i].map, s->v[i].key) = s->v[i];
    *s = wider;
}

/* Mark `key` if its map has it already. */
static void note_key(struct reader *r, const struct yaml *map, struct yaml *key)
{
    struct seen *s = &r->seen;
    if (key->kind != YAML_SCALAR) return;
    if (2 * (s->n + 1) > s->cap) grow(r->mem, s);
    struct slot *slot = slot_of(s, map, key);
    if (slot->key) {
        key->twice = true;
        *r->again_tail = key;
        r->again_tail = &key->next;
        return;
    }
    *slot = (struct slot){map, key};
    s->n++;
}

/* --- the tree --------------------------------------------------------------- */

/* Put n where the next node belongs: root, list, key of a map, or its value. */
static void place(struct reader *r, struct yaml *n)
{
    if (!r->depth) {
        r->root = n;
        return;
    }
    struct yaml *in = r->open[r->depth - 1], **key = &r->key[r->depth - 1];
    if (in->kind == YAML_MAP && !*key) {
        *key = n;
        note_key(r, in, n);
        return;
    }
    n->key = *key;
    *key = NULL;
    *(in->last ? &in->last->next : &in->first) = n;
    in->last = n;
    in->n++;
}

static str span(struct reader *r, yaml_mark_t from, yaml_mark_t to)
{
    isize start = to_bytes(&r->cursor, from.index), end = to_bytes(&r->cursor, to.index);
    return str_head(str_skip(r->cursor.text, start), end > start ? end - start : 0);
}

static struct yaml *node(struct reader *r, const yaml_event_t *e, enum yaml_kind kind)
{
    struct yaml *n = make(r->mem, struct yaml);
    *n = (struct yaml){
        .kind = kind,
        .line = r->first_line + (int)e->start_mark.line,
        .col = (int)e->start_mark.column + 1,
        .raw = span(r, e->start_mark, e->end_mark),
    };
    r->nodes++;
    return n;
}

static bool add_scalar(struct reader *r, const yaml_event_t *e)
{
    struct yaml *n = node(r, e, YAML_SCALAR);
    str text = {e->data.scalar.value, (isize)e->data.scalar.length};
    u8 *p = text.len ? arena_raw(r->mem, 1, 1, text.len) : NULL;
    if (text.len && !p) return fail(r, e->start_mark, S("the text is too long"));
    if (p) memcpy(p, text.p, (size_t)text.len);
    n->text = (str){p, text.len};
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && e->data.scalar.plain_implicit;
    place(r, n);
    return true;
}

static bool start(struct reader *r, const yaml_event_t *e, enum yaml_kind kind, bool flow)
{
    if (r->depth == YAML_DEPTH) return fail(r, e->start_mark, S("nested deeper than 64 levels"));
    struct yaml *n = node(r, e, kind);
    n->flow = flow;
    place(r, n);
    r->open[r->depth] = n;
    r->key[r->depth++] = NULL;
    return true;
}

/* The brackets of a list or map are known only at its end; a block's end is where
 * the next thing begins, hence the trimming. */
static void end(struct reader *r, const yaml_event_t *e)
{
    struct yaml *n = r->open[--r->depth];
    const u8 *stop = r->cursor.text.p + to_bytes(&r->cursor, e->end_mark.index);
    if (stop > n->raw.p) n->raw.len = stop - n->raw.p;
    while (n->raw.len && is_space(n->raw.p[n->raw.len - 1])) n->raw.len--;
}

/* --- events ------------------------------------------------------------------ */

static bool is_core_tag(const yaml_char_t *tag)
{
    return !tag || str_starts(str_of((const char *)tag), S("tag:yaml.org,2002:"));
}

/* What is valid YAML and not plain data. */
static bool refuse(struct reader *r, const yaml_event_t *e, const yaml_char_t *anchor,
                   const yaml_char_t *tag)
{
    if (anchor)
        return fail(r, e->start_mark, S("anchors (&name) are not used here; quote the text"));
    if (!is_core_tag(tag))
        return fail(r, e->start_mark, S("tags (!name) are not used here; quote the text"));
    if (r->nodes >= YAML_NODES)
        return fail(r, e->start_mark, S("more values than this program reads"));
    return true;
}

static bool take(struct reader *r, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (r->root) return fail(r, e->start_mark, S("a second document; one is read"));
        return true;
    case YAML_ALIAS_EVENT:
        return fail(r, e->start_mark, S("aliases (*name) are not used here; quote the text"));
    case YAML_SCALAR_EVENT:
        return refuse(r, e, e->data.scalar.anchor, e->data.scalar.tag) && add_scalar(r, e);
    case YAML_SEQUENCE_START_EVENT:
        return refuse(r, e, e->data.sequence_start.anchor, e->data.sequence_start.tag) &&
               start(r, e, YAML_LIST, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_START_EVENT:
        return refuse(r, e, e->data.mapping_start.anchor, e->data.mapping_start.tag) &&
               start(r, e, YAML_MAP, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: end(r, e); return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT: return true;
    }
    return true;
}

static bool run(struct reader *r)
{
    for (bool more = true; more;) {
        yaml_event_t e;
        if (!yaml_parser_parse(&r->parser, &e)) return fail_parser(r);
        bool ok = take(r, &e);
        more = e.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&e);
        if (!ok) return false;
    }
    return true;
}

/* The first of the keys that stand twice is put in *again. */
static bool read_all(arena *a, str text, int first_line, struct yaml **out,
                     struct yaml_fault *fault, struct yaml **again)
{
    struct reader r = {.mem = a, .first_line = first_line, .fault = fault};
    if (str_starts(text, S("\xEF\xBB\xBF"))) text = str_skip(text, 3);
    if (!text.len) text = S("");
    r.cursor.text = text;
    r.again_tail = &r.again;
    *out = NULL;
    if (!yaml_parser_initialize(&r.parser)) return fail(&r, (yaml_mark_t){0}, S("no memory left"));
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, text.p, (size_t)text.len);
    bool ok = run(&r);
    yaml_parser_delete(&r.parser);
    if (!ok) return false;
    if (!r.root) {
        r.root = make(a, struct yaml);
        *r.root = (struct yaml){.plain = true, .line = first_line, .col = 1};
    }
    *out = r.root;
    *again = r.again;
    return true;
}

bool yaml_read(arena *a, str text, int first_line, struct yaml **out, struct yaml_fault *fault)
{
    struct yaml *again;
    return read_all(a, text, first_line, out, fault, &again);
}

bool yaml_parse(arena *a, str text, str file, int first_line, struct yaml **out, struct diags *ds)
{
    struct yaml_fault fault;
    struct yaml *again;
    if (!read_all(a, text, first_line, out, &fault, &again)) {
        where at = {.file = file, .line = fault.line, .col = fault.col};
        diag(ds, DIAG_YAML, at, "%.*s", STR(fault.what));
        return false;
    }
    for (const struct yaml *key = again; key; key = key->next) {
        where at = {.file = file, .line = key->line, .col = key->col};
        diag(ds, DIAG_YAML_TWICE, at, "%.*s", STR(key->text));
    }
    return !again;
}

/* --- looking ----------------------------------------------------------------- */

struct yaml *yaml_get(const struct yaml *map, str key)
{
    if (!map || map->kind != YAML_MAP) return NULL;
    for (struct yaml *v = map->first; v; v = v->next)
        if (v->key->kind == YAML_SCALAR && str_eq(v->key->text, key)) return v;
    return NULL;
}

static bool is_word(const struct yaml *v, const char *const words[4])
{
    if (v->kind != YAML_SCALAR || !v->plain) return false;
    for (int i = 0; i < 4 && words[i]; i++)
        if (str_eq(v->text, str_of(words[i]))) return true;
    return false;
}

bool yaml_is_null(const struct yaml *v)
{
    static const char *const nulls[4] = {"~", "null", "Null", "NULL"};
    return v->kind == YAML_SCALAR && v->plain && (!v->text.len || is_word(v, nulls));
}

bool yaml_bool(const struct yaml *v, bool *out)
{
    static const char *const yes[4] = {"true", "True", "TRUE"}, *const no[4] = {"false", "False",
                                                                                "FALSE"};
    bool is_true = is_word(v, yes);
    if (!is_true && !is_word(v, no)) return false;
    *out = is_true;
    return true;
}

bool yaml_int(const struct yaml *v, long long *out)
{
    long long n;
    if (v->kind != YAML_SCALAR || !v->plain || !v->text.len) return false;
    bool minus = v->text.p[0] == '-';
    bool sign = minus || v->text.p[0] == '+';
    if (!str_int(str_skip(v->text, sign), &n)) return false;
    *out = minus ? -n : n;
    return true;
}

const char *yaml_kind_name(const struct yaml *v)
{
    if (yaml_is_null(v)) return "nothing";
    return v->kind == YAML_LIST ? "a list" : v->kind == YAML_MAP ? "a map" : "a text";
}

void yaml_library(struct buf *out)
{
    buf_printf(out, "libyaml %s\n", yaml_get_version_string());
}
