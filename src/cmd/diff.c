/* diff.c - two texts, line by line, as `diff -u` would show them with all lines and no heads. */
#include "cmd_local.h"
#include "difference.h"

static struct strs lines_of(arena *a, str text)
{
    struct strs lines = {.v = make(a, str)}; /* never NULL, even of an empty text */
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        strs_add(a, &lines, c.head);
    }
    return lines;
}

void diff_lines(struct buf *out, str before, str after)
{
    struct strs x = lines_of(out->mem, before), y = lines_of(out->mem, after);
    struct steps steps = difference(out->mem, &x, &y);
    for (isize i = 0; i < steps.n; i++) {
        const struct step *s = &steps.v[i];
        buf_byte(out, (u8)s->mark);
        buf_add(out, s->mark == '+' ? y.v[s->y] : x.v[s->x]);
        buf_byte(out, '\n');
    }
}
