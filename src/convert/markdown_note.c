/*
 * markdown_note.c - footnotes, which md4c does not know.
 *
 *   text[^name]           a reference
 *   text^[the note]       a reference that holds its note
 *   [^name]: the note     its definition, with further lines indented
 *
 * What stands here is what rule_note.c knows: references without a number, and a
 * list in a section of its own.
 */
#include "markdown_local.h"

enum { MOST = 2000 /* notes of a post */ };

struct note {
    str name, text; /* text: lines without their indent */
    int number;     /* in order of first reference; 0: nobody refers to it */
};
struct notes {
    struct note *v;
    isize n;
    int used;
};

/* The name in "[^name]" at s.p[i], and where it ends; false if there is none. */
static bool label(str s, isize i, str *name, isize *end)
{
    enum { NAME_MAX_LEN = 100 };
    if (i + 3 >= s.len || s.p[i] != '[' || s.p[i + 1] != '^') return false;
    for (isize k = i + 2; k < s.len && k - i < NAME_MAX_LEN; k++) {
        if (is_space(s.p[k]) || s.p[k] == '[') return false;
        if (s.p[k] != ']') continue;
        *name = str_skip(str_head(s, k), i + 2);
        *end = k + 1;
        return name->len > 0;
    }
    return false;
}

static bool definition(str line, str *name, str *rest)
{
    isize i = 0, end;
    while (i < line.len && i < 4 && line.p[i] == ' ') i++;
    if (i == 4 || !label(line, i, name, &end)) return false;
    if (end >= line.len || line.p[end] != ':') return false;
    *rest = str_trim(str_skip(line, end + 1));
    return true;
}

static struct note *find(struct notes *t, str name)
{
    for (isize i = 0; i < t->n; i++)
        if (str_eq(t->v[i].name, name)) return &t->v[i];
    return NULL;
}

static void define(arena *a, struct notes *t, str name)
{
    t->v = make_room(a, t->v, t->n);
    t->v[t->n++] = (struct note){.name = name};
}

static bool is_indented(str line)
{
    return str_starts(line, S("  ")) || str_starts(line, S("\t"));
}

/* An indented line, or one that goes on without a blank line before it. */
static bool goes_on(str line, bool blank_before)
{
    if (!str_trim(line).len) return true;
    if (is_indented(line)) return true;
    return !blank_before && line.p[0] != '#' && line.p[0] != '[' && line.p[0] != '-' &&
           line.p[0] != '>' && line.p[0] != '*' && line.p[0] != '`' && line.p[0] != '<';
}

/* The line without the indent that made it part of a note. */
static str dedent(str line)
{
    enum { INDENT = 4 };
    isize i = 0;
    if (str_starts(line, S("\t"))) return str_skip(line, 1);
    while (i < line.len && i < INDENT && line.p[i] == ' ') i++;
    return str_skip(line, i);
}

/* Collect definitions; out gets the text with empty lines in their place. */
static void collect(arena *a, str text, struct notes *t, struct buf *out)
{
    struct fence fence = {0};
    struct buf body = {.mem = a};
    bool inside = false, blank = false;
    for (struct cut c = {.tail = text, .ok = true}; c.ok;) {
        c = str_cut(c.tail, '\n');
        str name, rest;
        bool code = fence_line(&fence, c.head);
        bool starts = !code && t->n < MOST && definition(c.head, &name, &rest);
        bool foreign = code && !is_indented(c.head) && str_trim(c.head).len;
        if (inside && (starts || foreign || !goes_on(c.head, blank))) {
            t->v[t->n - 1].text = str_trim(buf_str(&body));
            inside = false;
        }
        if (starts) {
            define(a, t, name);
            body = (struct buf){.mem = a};
            buf_add(&body, rest);
            inside = true;
        } else if (inside) {
            buf_byte(&body, '\n');
            buf_add(&body, dedent(c.head));
        } else {
            buf_add(out, c.head);
        }
        blank = !str_trim(c.head).len;
        if (c.ok) buf_byte(out, '\n');
    }
    if (inside) t->v[t->n - 1].text = str_trim(buf_str(&body));
}

/* Length of "^[the note]" at s.p[i]; 0 if there is none. */
static isize inline_note(str s, isize i, str *note)
{
    int depth = 0;
    if (!str_starts(str_skip(s, i), S("^["))) return 0;
    for (isize k = i + 1; k < s.len; k++) {
        if (s.p[k] == '\\') k++;
        else if (s.p[k] == '[') depth++;
        else if (s.p[k] == ']' && !--depth) {
            *note = str_trim(str_skip(str_head(s, k), i + 2));
            return note->len ? k + 1 - i : 0;
        }
    }
    return 0;
}

/* Add a line with its references as links. */
static void refer(arena *a, struct notes *t, struct buf *out, str line)
{
    bool open = true; /* a note in the line may still be closed */
    for (isize i = 0, end; i < line.len; i = end) {
        str name, words = {0};
        end = i + 1;
        if (line.p[i] == '`') end = i + code_span(line, i);
        if (line.p[i] == '\\' && end < line.len) end++;
        isize within = open && t->n < MOST ? inline_note(line, i, &words) : 0;
        if (!within && str_starts(str_skip(line, i), S("^["))) open = false;
        struct note *n = label(line, i, &name, &end) ? find(t, name) : NULL;
        if (within) {
            end = i + within;
            define(a, t, (str){0});
            n = &t->v[t->n - 1];
            n->text = words;
        }
        if (!n) {
            buf_add(out, str_skip(str_head(line, end), i));
            continue;
        }
        if (!n->number) n->number = ++t->used;
        buf_printf(out, "<a epub:type=\"noteref\" href=\"#fn-%d\"></a>", n->number);
    }
}

/* True if a block that is no paragraph begins so, and must have a line of its own. */
static bool is_block(str s)
{
    return s.len && (str_has(S("-*+>#|<`~"), str_head(s, 1)) || is_digit(s.p[0]));
}

/* The notes as a list, those nobody refers to last. */
static void add_list(arena *a, struct notes *t, struct buf *out)
{
    for (isize i = 0; i < t->n; i++)
        if (!t->v[i].number) t->v[i].number = ++t->used;
    struct note **order = make_n(a, struct note *, t->n);
    for (isize i = 0; i < t->n; i++) order[t->v[i].number - 1] = &t->v[i];
    buf_add(out, S("\n\n<section class=\"footnotes\">\n\n"));
    for (isize i = 0; i < t->n; i++) {
        isize from = out->len;
        buf_printf(out, "%d. ", (int)i + 1);
        isize indent = out->len - from;
        buf_printf(out, "<a id=\"fn-%d\"></a>", (int)i + 1);
        bool gap = is_block(order[i]->text);
        for (struct cut c = {.tail = order[i]->text, .ok = true}; c.ok;) {
            c = str_cut(c.tail, '\n');
            if (gap) buf_printf(out, "\n%*s", (int)indent, "");
            buf_add(out, c.head);
            gap = true;
        }
        buf_byte(out, '\n');
    }
    buf_add(out, S("\n</section>\n"));
}

str markdown_notes(arena *a, str text)
{
    struct notes t = {0};
    struct buf plain = {.mem = a}, out = {.mem = a};
    struct fence fence = {0};
    if (!str_has(text, S("[^")) && !str_has(text, S("^["))) return text;
    collect(a, text, &t, &plain);
    for (struct cut c = {.tail = buf_str(&plain), .ok = true}; c.ok;) {
        c = str_cut(c.tail, '\n');
        if (fence_line(&fence, c.head)) buf_add(&out, c.head);
        else refer(a, &t, &out, c.head);
        if (c.ok) buf_byte(&out, '\n');
    }
    if (!t.n) return text;
    add_list(a, &t, &out);
    return buf_str(&out);
}
