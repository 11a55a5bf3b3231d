/*
 * rule_numbers.c - line numbers that a page wrote into the lines of code, each an element of
 * its own and coloured only: known by counting.
 */
#include "shape_local.h"

/* The next number of a column that stands in the code itself: an element of its own at a
 * line's start. */
static bool is_number(const struct node *n, long long want)
{
    long long have;
    const struct node *k = n->first;
    return shape_inline(n) && k && !k->next && k->tag == TAG_TEXT &&
           str_int(str_trim(k->text), &have) && have == want;
}

/* Every line of pre begins with its number; the numbers are put into `v`, which has room
 * for `room`.  How many there are; 0 if a line has none. */
static isize numbers(const struct node *pre, struct node **v, isize room)
{
    isize count = 0;
    bool start = true;
    for (struct node *n = node_next(pre, pre); n;) {
        if (start && n->tag > TAG_UNKNOWN && is_number(n, count + 1)) {
            if (count < room) v[count] = n;
            count++;
            start = false;
            n = node_skip(n, pre);
            continue;
        }
        if (node_is(n, TAG_BR)) start = true;
        if (n->tag == TAG_TEXT) {
            isize end = n->text.len;
            while (end > 0 && is_space(n->text.p[end - 1]) && n->text.p[end - 1] != '\n') end--;
            str s = str_head(n->text, end), line = str_trim(s);
            if (line.len && (start || str_byte(line, '\n', 0) >= 0)) return 0;
            if (s.len) start = s.p[s.len - 1] == '\n';
        }
        n = node_next(n, pre);
    }
    return count;
}

static struct node *apply(struct rule_ctx *cx, struct node *pre)
{
    enum { LEAST = 3 /* lines: fewer may be counted by the author */ };
    struct node *on = node_next(pre, cx->root);
    isize n = numbers(pre, NULL, 0);
    if (n < LEAST) return on;
    struct node **v = make_n(cx->mem, struct node *, n);
    numbers(pre, v, n);
    struct node *twin = shape_clone(cx->mem, pre); /* so that they are listed once */
    for (isize i = 0; i < n; i++) {
        node_detach(v[i]);
        node_append(twin, v[i]);
        node_add_text(cx->mem, twin, S(" "));
    }
    rule_lose(cx, twin, DIAG_GUTTER_GONE, "");
    return node_next(pre, cx->root);
}

const struct rule rule_numbers = {
    .name = "numbers",
    .help = "line numbers that stand in the lines of code go",
    .on = TAG_PRE,
    .apply = apply,
};
