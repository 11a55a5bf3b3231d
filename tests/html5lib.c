/*
 * html5lib.c - the parser against the cases of html5lib-tests.
 *
 *   html5lib [-v] FOLDER
 *
 * FOLDER has tree-construction (.dat) and tokenizer (.test).  Cases that need a
 * script to run (tree-construction/scripted) are not counted.  Prints the share
 * of both suites, with -v what failed; fails below the bars.  Without the
 * folder it says so and succeeds.
 */
#include "html.h"
#include "os.h"
#include "token_local.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In hundredths of a percent. */
enum { BAR_TREE = 9950, BAR_TOKEN = 9990 };
enum { FILE_MAX = 64 << 20 };

struct score {
    int all, good;
    bool verbose;
};

static void judge(struct score *s, str file, str name, str have, str want)
{
    s->all++;
    if (str_eq(have, want)) {
        s->good++;
        return;
    }
    if (!s->verbose) return;
    printf("FAILED %.*s: %.*s\n", STR(file), STR(name));
    printf("--- wanted\n%.*s\n--- got\n%.*s\n", STR(want), STR(have));
}

/* --- trees as html5lib writes them ----------------------------------------- */

static void indent(struct buf *out, int depth)
{
    buf_add(out, S("| "));
    for (int i = 0; i < depth; i++) buf_add(out, S("  "));
}

static str attr_label(arena *a, const struct attr *at)
{
    struct cut c = str_cut(at->name, ':');
    if (at->ns == NS_HTML) return at->name;
    return c.ok ? str_printf(a, "%.*s %.*s", STR(c.head), STR(c.tail))
                : str_printf(a, "xmlns %.*s", STR(at->name));
}

static void put_attrs(struct buf *out, const struct node *n, int depth)
{
    str last = {0};
    for (bool more = true; more;) { /* in order of label: the next after `last` */
        const struct attr *next = NULL;
        str best = {0};
        for (const struct attr *at = n->attrs; at; at = at->next) {
            str label = attr_label(out->mem, at);
            if (str_cmp(label, last) <= 0 || (next && str_cmp(label, best) >= 0)) continue;
            next = at;
            best = label;
        }
        more = next != NULL;
        if (!more) break;
        indent(out, depth);
        buf_printf(out, "%.*s=\"", STR(best));
        buf_add(out, next->value);
        buf_add(out, S("\"\n"));
        last = best;
    }
}

static void put_doctype(struct buf *out, const struct node *n)
{
    buf_add(out, S("<!DOCTYPE "));
    buf_add(out, n->text);
    if (n->attrs) {
        buf_add(out, S(" \""));
        buf_add(out, node_attr_str(n, S("public")));
        buf_add(out, S("\" \""));
        buf_add(out, node_attr_str(n, S("system")));
        buf_add(out, S("\""));
    }
    buf_add(out, S(">\n"));
}

static void put_node(struct buf *out, const struct node *n, int depth)
{
    static const char *const prefix[] = {"", "svg ", "math "};
    indent(out, depth);
    switch (n->tag) {
    case TAG_DOCTYPE: put_doctype(out, n); return;
    case TAG_COMMENT:
    case TAG_TEXT:
        buf_add(out, n->tag == TAG_TEXT ? S("\"") : S("<!-- "));
        buf_add(out, n->text);
        buf_add(out, n->tag == TAG_TEXT ? S("\"\n") : S(" -->\n"));
        return;
    }
    str name = node_name(n);
    buf_printf(out, "<%s%.*s>\n", prefix[n->ns], STR(name));
    put_attrs(out, n, depth + 1);
    if (!node_is(n, TAG_TEMPLATE)) return;
    indent(out, depth + 1);
    buf_add(out, S("content\n"));
}

static str tree_text(arena *a, const struct node *root)
{
    struct buf out = {.mem = a};
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        int depth = 0;
        for (const struct node *up = n->parent; up != root; up = up->parent)
            depth += 1 + node_is(up, TAG_TEMPLATE);
        put_node(&out, n, depth);
    }
    return str_trim(buf_str(&out));
}

/* --- tree construction ----------------------------------------------------- */

/* A section of a case: behind its line "#name" up to the next of `ends`. */
static bool section(str text, const char *name, str *out)
{
    char line[32];
    snprintf(line, sizeof line, "\n#%s\n", name);
    isize at = str_find(text, str_of(line), 0);
    if (at < 0) return false;
    text = str_skip(text, at + (isize)strlen(line));
    isize end = str_find(text, S("\n#"), 0);
    *out = end < 0 ? text : str_head(text, end);
    return true;
}

static void context_of(str name, struct html_opts *o)
{
    if (str_starts(name, S("svg ")) || str_starts(name, S("math "))) {
        o->context_ns = name.p[0] == 's' ? NS_SVG : NS_MATHML;
        name = str_cut(name, ' ').tail;
    }
    o->context = tag_find(name);
}

/* One case; text begins with "\n#data\n". */
static void case_tree(struct score *s, str file, str text, arena mem)
{
    struct html_opts opts = {0};
    str ignored, context;
    isize errors = str_find(text, S("\n#errors\n"), 0), doc = str_find(text, S("\n#document\n"), 0);
    if (errors < 0 || doc < 0) return;
    const isize head = S("\n#data\n").len;
    str data = str_skip(str_head(text, errors), errors < head ? errors : head);
    str want = str_trim(str_skip(text, doc + S("\n#document\n").len));
    str middle = str_skip(str_head(text, doc + 1), errors);
    opts.scripting = section(middle, "script-on", &ignored);
    if (section(middle, "document-fragment", &context)) context_of(str_trim(context), &opts);

    u8 *copy = malloc(data.len ? (size_t)data.len : 1); /* exact size, so that overruns are seen */
    if (data.len) memcpy(copy, data.p, (size_t)data.len);
    str name = str_printf(&mem, "%.*s", STR(data));
    judge(s, file, name, tree_text(&mem, html_parse(&mem, (str){copy, data.len}, opts)), want);
    free(copy);
}

static void cases_tree(struct score *s, str file, str bytes, arena mem)
{
    str text = str_printf(&mem, "\n");
    struct buf all = {.mem = &mem};
    buf_add(&all, text);
    buf_add(&all, bytes);
    text = buf_str(&all);
    while (text.len) {
        isize end = str_find(text, S("\n#data\n"), 1);
        if (end < 0) end = text.len;
        case_tree(s, file, str_head(text, end), mem);
        text = str_skip(text, end);
    }
}

/* --- JSON ------------------------------------------------------------------ */

struct json {
    struct json *first, *next;
    str key, text; /* of a string; else its first letter tells */
    u8 kind;       /* '{' '[' '"' or the first byte of anything else */
};

static const u8 *json_space(const u8 *p)
{
    while (is_space(*p) || *p == ',' || *p == ':') p++;
    return p;
}

static u32 hex4(const u8 *p)
{
    u32 c = 0;
    for (int i = 0; i < 4; i++) c = c * 16 + (u32)(hex_value(p[i]) & 15);
    return c;
}

/* \uXXXX at p, perhaps a pair; a lone surrogate becomes three bytes like any other unit. */
static const u8 *json_rune(const u8 *p, struct buf *out)
{
    u32 c = hex4(p + 2);
    p += 6;
    if (c >= 0xD800 && c < 0xDC00 && p[0] == '\\' && p[1] == 'u') {
        u32 low = hex4(p + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            p += 6;
        }
    }
    if (c >= 0xD800 && c < 0xE000) {
        buf_byte(out, (u8)(0xE0 | c >> 12));
        buf_byte(out, (u8)(0x80 | (c >> 6 & 0x3F)));
        buf_byte(out, (u8)(0x80 | (c & 0x3F)));
    } else {
        buf_rune(out, c);
    }
    return p;
}

static const u8 *json_string(arena *a, const u8 *p, str *text)
{
    struct buf out = {.mem = a};
    for (p++; *p != '"';) {
        static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
        if (*p != '\\') {
            buf_byte(&out, *p++);
        } else if (p[1] == 'u') {
            p = json_rune(p, &out);
        } else {
            const char *at = strchr(from, p[1]);
            buf_byte(&out, (u8)(at ? to[at - from] : p[1]));
            p += 2;
        }
    }
    *text = buf_str(&out);
    return p + 1;
}

static const u8 *json_value(arena *a, const u8 *p, struct json *v)
{
    v->kind = *p;
    if (*p == '"') return json_string(a, p, &v->text);
    if (*p != '{' && *p != '[') {
        while (*p && !strchr(",]} \n\r", *p)) p++;
        return p;
    }
    struct json **last = &v->first;
    for (p = json_space(p + 1); *p != ']' && *p != '}'; p = json_space(p)) {
        *last = make(a, struct json);
        if (v->kind == '{') p = json_space(json_string(a, p, &(*last)->key));
        p = json_value(a, p, *last);
        last = &(*last)->next;
    }
    return p + 1;
}

static const struct json *member(const struct json *v, const char *key)
{
    for (const struct json *m = v ? v->first : NULL; m; m = m->next)
        if (str_eq(m->key, str_of(key))) return m;
    return NULL;
}

/* --- tokenizer ------------------------------------------------------------- */

/* Tokens as lines of text: what was wanted and what came are both written so. */
static void put_field(struct buf *out, const char *name, bool there, str value)
{
    buf_printf(out, " %s=", name);
    if (there) buf_add(out, value);
    else buf_add(out, S("(none)"));
}

static void put_token_attr(struct buf *out, str name, str value)
{
    buf_add(out, S("\n  "));
    buf_add(out, name);
    buf_add(out, S("="));
    buf_add(out, value);
}

static const struct json *at(const struct json *list, int i)
{
    const struct json *v = list->first;
    while (v && i-- > 0) v = v->next;
    return v;
}

/* The escapes of "doubleEscaped". */
static str unescape(arena *a, str s, bool really)
{
    struct buf out = {.mem = a};
    if (!really) return s;
    str z = str_of(str_z(a, s));
    for (const u8 *p = z.p; *p;) {
        if (p[0] == '\\' && p[1] == 'u') p = json_rune(p, &out);
        else buf_byte(&out, *p++);
    }
    return buf_str(&out);
}

static void put_wanted(struct buf *out, const struct json *tok, bool escaped)
{
    arena *a = out->mem;
    str kind = tok->first->text;
    const struct json *x = at(tok, 1), *y = at(tok, 2), *z = at(tok, 3), *w = at(tok, 4);
    if (str_eq(kind, S("Character"))) {
        buf_add(out, unescape(a, x->text, escaped));
        return;
    }
    buf_printf(out, "\n%.*s", STR(kind));
    put_field(out, "name", x->kind == '"', unescape(a, x->text, escaped));
    if (str_eq(kind, S("DOCTYPE"))) {
        put_field(out, "public", y->kind == '"', unescape(a, y->text, escaped));
        put_field(out, "system", z->kind == '"', unescape(a, z->text, escaped));
        buf_add(out, w->kind == 't' ? S("") : S(" quirks"));
    }
    if (str_eq(kind, S("StartTag"))) {
        for (const struct json *at_ = y->first; at_; at_ = at_->next)
            put_token_attr(out, unescape(a, at_->key, escaped), unescape(a, at_->text, escaped));
        if (z && z->kind == 't') buf_add(out, S(" /"));
    }
    buf_add(out, S("\n"));
}

static void put_got(struct buf *out, const struct token *t)
{
    static const char *const kinds[] = {"", "", "StartTag", "EndTag", "Comment", "DOCTYPE"};
    if (t->kind == TOK_TEXT) buf_add(out, t->text);
    if (t->kind == TOK_NUL) buf_byte(out, 0);
    if (t->kind < TOK_START) return;
    buf_printf(out, "\n%s", kinds[t->kind]);
    put_field(out, "name", t->kind != TOK_DOCTYPE || t->name.len,
              t->kind == TOK_COMMENT ? t->text : t->name);
    if (t->kind == TOK_DOCTYPE) {
        put_field(out, "public", t->has_public, t->public_id);
        put_field(out, "system", t->has_system, t->system_id);
        buf_add(out, t->quirks ? S(" quirks") : S(""));
    }
    if (t->kind == TOK_START) {
        for (const struct attr *a = t->attrs; a; a = a->next)
            put_token_attr(out, a->name, a->value);
        if (t->self_closing) buf_add(out, S(" /"));
    }
    buf_add(out, S("\n"));
}

static str tokens_text(arena *a, str text, enum text_state state, str last)
{
    struct buf out = {.mem = a};
    struct tokenizer tk;
    struct token t;
    u8 *copy = malloc(text.len ? (size_t)text.len : 1);
    if (text.len) memcpy(copy, text.p, (size_t)text.len);
    token_init(&tk, a, (str){copy, text.len}, 1);
    token_enter(&tk, state);
    tk.last_start = last;
    for (token_next(&tk, &t); t.kind != TOK_EOF; token_next(&tk, &t)) put_got(&out, &t);
    free(copy);
    return buf_str(&out);
}

static enum text_state state_of(str name)
{
    static const char *const names[] = {"Data state",      "RCDATA state",
                                        "RAWTEXT state",   "Script data state",
                                        "PLAINTEXT state", "CDATA section state"};
    for (int i = 0; i < COUNT(names); i++)
        if (str_eq(name, str_of(names[i]))) return (enum text_state)i;
    return STATE_DATA;
}

static void case_token(struct score *s, str file, const struct json *c, arena mem)
{
    const bool escaped = member(c, "doubleEscaped") != NULL;
    const struct json *last = member(c, "lastStartTag"), *states = member(c, "initialStates");
    const struct json data = {.kind = '"', .text = S("Data state")};
    str text = unescape(&mem, member(c, "input")->text, escaped);
    struct buf want = {.mem = &mem};
    for (const struct json *t = member(c, "output")->first; t; t = t->next)
        put_wanted(&want, t, escaped);
    for (const struct json *st = states ? states->first : &data; st; st = st->next) {
        arena scratch = mem;
        judge(s, file, member(c, "description")->text,
              tokens_text(&scratch, text, state_of(st->text), last ? last->text : (str){0}),
              buf_str(&want));
    }
}

static void cases_token(struct score *s, str file, str bytes, arena mem)
{
    struct json all = {0};
    json_value(&mem, json_space((const u8 *)str_z(&mem, bytes)), &all);
    const struct json *tests = member(&all, "tests"); /* others are of XML's, not HTML's */
    for (const struct json *c = tests ? tests->first : NULL; c; c = c->next)
        case_token(s, file, c, mem);
}

/* --- both ------------------------------------------------------------------ */

typedef void cases_fn(struct score *s, str file, str bytes, arena mem);

static void run(const char *folder, const char *sub, const char *suffix, cases_fn *fn,
                struct score *s)
{
    arena mem = arena_reserve((isize)1 << 30);
    struct diags ds = {.mem = &mem};
    struct strs names = {0};
    str path = str_printf(&mem, "%s/%s", folder, sub), bytes;
    if (!os_list(&mem, path, &names, &ds)) return;
    for (isize i = 0; i < names.n; i++) {
        arena scratch = mem;
        str file = str_printf(&scratch, "%.*s/%.*s", STR(path), STR(names.v[i]));
        if (str_ends(file, str_of(suffix)) && os_read_quiet(&scratch, file, FILE_MAX, &bytes))
            fn(s, names.v[i], bytes, scratch);
    }
}

static bool report(const char *what, const struct score *s, int bar)
{
    const int share = s->all ? (int)(10000LL * s->good / s->all) : 0;
    printf("html5lib: %s: %d of %d = %d.%02d %%, bar %d.%02d %%\n", what, s->good, s->all,
           share / 100, share % 100, bar / 100, bar % 100);
    return share >= bar;
}

int main(int argc, char **argv)
{
    struct score tree = {0}, token = {0};
    const char *folder = argc > 1 ? argv[argc - 1] : "";
    tree.verbose = token.verbose = argc > 2 && !strcmp(argv[1], "-v");
    run(folder, "tree-construction", ".dat", cases_tree, &tree);
    if (!tree.all) {
        printf("html5lib: no cases in \"%s\": nothing was tested\n", folder);
        printf("html5lib: 0 passed, 0 failed, 1 skipped\n");
        return 0;
    }
    run(folder, "tokenizer", ".test", cases_token, &token);
    bool ok = report("tree construction", &tree, BAR_TREE);
    ok &= report("tokenizer", &token, BAR_TOKEN);
    const int all = tree.all + token.all, good = tree.good + token.good;
    printf("html5lib: %d passed, %d failed\n", good, all - good);
    return !ok;
}
