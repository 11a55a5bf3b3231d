/* upright.c - see upright.h. */
#include "upright.h"

static bool is_plain(u32 c) /* what digits would belong to */
{
    return c > 0x20 && c < 0x2000;
}

static bool is_pair(str s)
{
    return s.len == 2 && (s.p[0] == '!' || s.p[0] == '?') && (s.p[1] == '!' || s.p[1] == '?');
}

/* A run of letters, digits and marks that stands between Chinese, or at an end. */
static bool is_upright(str run)
{
    bool digits = run.len >= 1 && run.len <= 2;
    for (isize i = 0; i < run.len; i++) digits = digits && is_digit(run.p[i]);
    return digits || is_pair(run);
}

static void put_text(arena *a, struct node *n, str text)
{
    if (!text.len) return;
    struct node *t = node_text(a, text);
    t->line = n->line;
    t->made = n->made;
    node_before(n, t);
}

static void put_square(arena *a, struct node *n, str run)
{
    struct node *span = node_make(a, TAG_SPAN);
    span->line = n->line;
    node_add_class(a, span, S("tcy"));
    node_add_text(a, span, run)->made = n->made;
    node_before(n, span);
}

void upright_text(arena *a, struct node *n)
{
    str s = n->text;
    isize done = 0, len;
    for (isize i = 0; i < s.len;) {
        isize from = i;
        while (i < s.len && is_plain(utf8_get(str_skip(s, i), &len))) i += len;
        str run = str_head(str_skip(s, from), i - from);
        if (is_upright(run)) {
            put_text(a, n, str_head(str_skip(s, done), from - done));
            put_square(a, n, run);
            done = i;
        }
        if (i == from) {
            utf8_get(str_skip(s, i), &len);
            i += len;
        }
    }
    if (!done) return;
    n->text = str_skip(s, done);
    if (!n->text.len) node_detach(n);
}

void upright_tree(arena *a, struct node *root)
{
    for (struct node *n = root, *next; n; n = next) {
        next = node_next(n, root);
        if (node_is(n, TAG_TEXT)) upright_text(a, n);
    }
}
