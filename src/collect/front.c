/* front.c - see front_local.h. */
#include "front_local.h"
#include "scalar_local.h"

struct reader {
    arena *a;
    str file;
    struct diags *ds;
};

/* One top-level key with all its lines. */
struct chunk {
    str line;  /* the key's, as written */
    str value; /* behind the colon, trimmed */
    str rest;  /* the lines after it */
};

static void say(struct reader *r, const struct field *f)
{
    where at = {r->file, f->line, f->col};
    diag(r->ds, DIAG_FRONT_LOOSE, at, "%.*s", STR(f->key));
}

/* Lines of `rest` that say something, trimmed, each once. */
static bool next_line(str *rest, str *line, isize *indent)
{
    while (rest->len) {
        struct cut c = str_cut(*rest, '\n');
        *rest = c.tail;
        *line = str_trim(c.head);
        if (!line->len || line->p[0] == '#') continue;
        *indent = line->p - c.head.p;
        return true;
    }
    return false;
}

static bool is_item(str line)
{
    return line.p[0] == '-' && (line.len == 1 || is_space(line.p[1]));
}

/* All lines joined by single spaces. */
static str fold(arena *a, str value, str rest)
{
    struct buf b = {.mem = a};
    isize indent;
    buf_add(&b, value);
    for (str line; next_line(&rest, &line, &indent);) {
        if (b.len) buf_byte(&b, ' ');
        buf_add(&b, line);
    }
    return buf_str(&b);
}

static void read_text(struct reader *r, struct field *f, str s)
{
    f->kind = FIELD_TEXT;
    if (scalar_read(r->a, s, &f->text)) return;
    f->text = scalar_loose(s);
    say(r, f);
}

static void read_item(struct reader *r, struct field *top, struct field *item, str s)
{
    *item = (struct field){.kind = FIELD_TEXT, .line = top->line, .col = top->col, .key = top->key};
    if (scalar_flow(r->a, s, &item->kids)) {
        item->kind = FIELD_LIST;
    } else if (!scalar_read(r->a, s, &item->text)) {
        item->text = scalar_loose(s); /* "- C: the language" is a text, whatever YAML says */
    }
    item->key = (str){0};
}

/* "- name: X" is somebody, while "- C: the language" is a text. */
static bool is_somebody(str s)
{
    str key, value;
    return front_key(s, &key, &value) &&
           (str_ieq(key, S("name")) || str_ieq(key, S("display_name")));
}

/* "- a" lines of one indent; false if there is anything else among them. */
static bool read_items(struct reader *r, struct field *f, str rest, bool strict)
{
    isize first = -1, indent;
    struct field **end = &f->kids;
    f->kind = FIELD_LIST;
    for (str line; next_line(&rest, &line, &indent);) {
        if (first < 0) first = indent;
        if (strict && (!is_item(line) || indent != first || line.len == 1)) return false;
        str s = is_item(line) ? str_trim(str_skip(line, 1)) : line;
        if (strict && (is_item(s.len ? s : S("-")) || is_somebody(s))) return false;
        if (!s.len) continue;
        struct field *item = make(r->a, struct field);
        read_item(r, f, item, s);
        *end = item;
        end = &item->next;
    }
    return first >= 0;
}

/* "key: value" lines of one indent. */
static bool read_pairs(struct reader *r, struct field *f, str rest, bool strict)
{
    isize first = -1, indent;
    struct field **end = &f->kids;
    f->kind = FIELD_MAP;
    for (str line; next_line(&rest, &line, &indent);) {
        struct field kid = {.kind = FIELD_TEXT};
        str value;
        if (first < 0) first = indent;
        bool pair = front_key(line, &kid.key, &value);
        if (strict && (!pair || indent != first || !indent)) return false;
        if (!pair) continue;
        if (!scalar_read(r->a, value, &kid.text)) {
            if (strict) return false;
            kid.text = scalar_loose(value);
        }
        *end = make(r->a, struct field);
        **end = kid;
        end = &(*end)->next;
    }
    return first >= 0 && f->kids;
}

/* A value of several lines that starts below its key. */
static void read_below(struct reader *r, const struct chunk *c, struct field *f)
{
    isize indent;
    str rest = c->rest, line;
    if (!next_line(&rest, &line, &indent)) return;
    if (is_item(line) ? read_items(r, f, c->rest, true) : read_pairs(r, f, c->rest, true)) return;
    f->kids = NULL;
    if (front_yaml(r->a, c->line, c->rest, f)) return;
    f->kids = NULL;
    if (is_item(line)) {
        read_items(r, f, c->rest, false);
        say(r, f);
    } else {
        read_text(r, f, fold(r->a, (str){0}, c->rest));
    }
}

static bool is_block_scalar(str value)
{
    if (!value.len || (value.p[0] != '|' && value.p[0] != '>')) return false;
    for (isize i = 1; i < value.len && value.p[i] != ' '; i++)
        if (value.p[i] != '+' && value.p[i] != '-' && !is_digit(value.p[i])) return false;
    return true;
}

/* Titles are texts, whatever YAML makes of them. */
static bool is_prose(str key)
{
    return str_eq(key, S("title")) || str_eq(key, S("subtitle"));
}

static bool is_quoted(str s)
{
    return s.len && (s.p[0] == '"' || s.p[0] == '\'');
}

static void read_flow(struct reader *r, const struct chunk *c, struct field *f, str all)
{
    f->kind = FIELD_LIST;
    if (scalar_flow(r->a, all, &f->kids)) return;
    f->kids = NULL;
    if (front_yaml(r->a, c->line, c->rest, f)) return;
    *f = (struct field){.kind = FIELD_TEXT,
                        .key = f->key,
                        .raw = f->raw,
                        .text = scalar_loose(all),
                        .line = f->line,
                        .col = f->col};
    say(r, f);
}

static void read_value(struct reader *r, const struct chunk *c, struct field *f)
{
    str value = c->value, rest = c->rest, line;
    isize indent;
    bool more = next_line(&rest, &line, &indent);
    if (!value.len || value.p[0] == '#') {
        read_below(r, c, f);
        return;
    }
    if (is_block_scalar(value)) {
        f->kind = FIELD_TEXT;
        f->text = fold(r->a, (str){0}, c->rest);
        return;
    }
    if (more && is_item(line) && !is_quoted(value)) { /* "tags: a" and items below it */
        if (read_items(r, f, c->rest, false)) {
            struct field *first = make(r->a, struct field);
            read_item(r, f, first, value);
            first->next = f->kids;
            f->kids = first;
        }
        say(r, f);
        return;
    }
    str all = more ? fold(r->a, value, c->rest) : value;
    if (is_prose(f->key) && !is_quoted(value)) {
        f->kind = FIELD_TEXT;
        f->text = all;
    } else if (value.p[0] == '[' || value.p[0] == '{') {
        read_flow(r, c, f, all);
    } else {
        read_text(r, f, all);
    }
}

/* --- chunks ---------------------------------------------------------------- */

static isize indent_of(str line)
{
    isize n = 0;
    while (n < line.len && (line.p[n] == ' ' || line.p[n] == '\t')) n++;
    return n;
}

/* The next line at `base` (set by the first one) that is a key; its offset or -1. */
static isize next_key(str head, isize at, isize *base, int *line, str *text)
{
    while (at < head.len) {
        isize end = str_byte(head, '\n', at);
        str s = {head.p + at, (end < 0 ? head.len : end) - at};
        str key, value;
        isize indent = indent_of(s);
        ++*line;
        if ((*base < 0 || indent == *base) && front_key(str_skip(s, indent), &key, &value)) {
            *base = indent;
            *text = s;
            return at;
        }
        at = end < 0 ? head.len : end + 1;
    }
    return -1;
}

static struct field *read_chunk(struct reader *r, str line, str rest, int number)
{
    struct field *f = make(r->a, struct field);
    struct chunk c = {.line = line, .rest = rest};
    front_key(str_skip(line, indent_of(line)), &f->key, &c.value);
    f->key = str_lower(r->a, f->key);
    f->raw = c.value;
    f->line = number;
    f->col = 1 + (c.value.len ? (int)utf8_len((str){line.p, c.value.p - line.p}) : 0);
    read_value(r, &c, f);
    return f;
}

static struct field *by_line(struct reader *r, const struct front *f)
{
    struct field *first = NULL, **end = &first;
    isize base = -1;
    int line = f->head_line - 1;
    str text, next;
    for (isize at = next_key(f->head, 0, &base, &line, &text); at >= 0;) {
        int number = line;
        isize from = at + text.len < f->head.len ? at + text.len + 1 : f->head.len;
        at = next_key(f->head, from, &base, &line, &next);
        str rest = {f->head.p + from, (at < 0 ? f->head.len : at) - from};
        *end = read_chunk(r, text, rest, number);
        end = &(*end)->next;
        text = next;
    }
    return first;
}

/* JSON's braces are optional between its fences. */
static struct field *by_tree(struct reader *r, const struct front *f)
{
    bool braces = str_starts(str_trim(f->head), S("{"));
    str all = braces ? f->head : str_printf(r->a, "{%.*s}", STR(f->head));
    struct field top = {.line = f->head_line, .col = 1};
    if (front_yaml(r->a, (str){0}, all, &top) && top.kind == FIELD_MAP) return top.kids;
    say(r, &top);
    return by_line(r, f);
}

struct field *front_fields(arena *a, const struct front *f, str file, struct diags *ds)
{
    struct reader r = {a, file, ds};
    if (f->open) diag(ds, DIAG_FRONT_OPEN, (where){file, f->body_line, 0}, "%s", "");
    if (f->json || str_starts(str_trim(f->head), S("{"))) return by_tree(&r, f);
    return by_line(&r, f);
}
