/*
 * model_cat.c - markup in, chapter out, by the content model alone.
 *
 *   model_cat [-r] <fragment >chapter.xhtml
 *
 * With -r the markup is taken as written (tiny.h), so trees come that no HTML
 * parser makes.  Says on stderr what is wrong with the result, and exits 1.
 */
#include "audit.h"
#include "html.h"
#include "xhtml.h"

#include "model/check.h"
#include "model/tiny.h"

#include <stdlib.h>
#include <string.h>

static str slurp(arena *a)
{
    struct buf in = {.mem = a};
    for (;;) {
        buf_room(&in, 1 << 16);
        size_t n = fread(in.p + in.len, 1, 1 << 16, stdin);
        in.len += (isize)n;
        if (!n) return buf_str(&in);
    }
}

static str chapter(arena *a, const struct node *root)
{
    struct strs css = {0};
    struct buf out = {.mem = a};
    xhtml_chapter(&out, &(struct xhtml_head){.title = S("t"), .lang = S("zh-CN"), .css = css},
                  root);
    return buf_str(&out);
}

static int complain(const char *what, str more)
{
    fprintf(stderr, "model_cat: %s %.*s\n", what, STR(more));
    return 1;
}

static str around(str s, isize i)
{
    isize from = i > 60 ? i - 60 : 0, to = i + 60 < s.len ? i + 60 : s.len;
    return str_head(str_skip(s, from), to - from);
}

static str changed(arena *a, str x, str y, isize i)
{
    return str_printf(a, "\n%.*s\n---\n%.*s\n", STR(around(x, i)), STR(around(y, i)));
}

int main(int argc, char **argv)
{
    bool raw = argc > 1 && !strcmp(argv[1], "-r");
    arena mem = arena_reserve((isize)2 << 30);
    str in = slurp(&mem);
    struct diags ds = {.mem = &mem};
    struct post post = {0};
    struct audit audit = {0};
    struct node *root =
        raw ? tiny_parse(&mem, in) : html_parse(&mem, in, (struct html_opts){.context = TAG_BODY});
    struct rule_ctx cx = {
        .mem = &mem, .ds = &ds, .post = &post, .audit = &audit, .rule = "model", .root = root};
    struct tally before = audit_tree(root);
    model_fix(&cx, root);
    str once = chapter(&mem, root);
    fwrite(once.p, 1, (size_t)once.len, stdout);

    int bad = 0;
    const struct node *at = root;
    const char *wrong = check_tree(mem, root, &at);
    if (wrong) bad |= complain(wrong, node_name(at));
    if (!tally_eq(before, tally_add(audit_tree(root), audit.removed)))
        bad |= complain("text is lost", S("somewhere"));
    model_fix(&cx, root);
    str twice = chapter(&mem, root);
    isize i = 0;
    while (i < once.len && i < twice.len && once.p[i] == twice.p[i]) i++;
    if (i < once.len || i < twice.len)
        bad |= complain("a second pass changes it:", changed(&mem, once, twice, i));
    return bad;
}
