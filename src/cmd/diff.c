/*
 * diff.c - two texts, line by line, as `diff -u` would show them without
 * context lines' headers.
 *
 * Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations",
 * 1986) with the trace kept; texts that differ in more than MOST lines are
 * shown one after the other.
 */
#include "cmd_local.h"

#include <string.h>

enum { MOST = 4000 };

static struct strs lines_of(arena *a, str text)
{
    struct strs lines = {.v = make(a, str)}; /* never NULL, even of an empty text */
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        strs_add(a, &lines, c.head);
    }
    return lines;
}

static void put(struct buf *out, char mark, str line)
{
    buf_byte(out, (u8)mark);
    buf_add(out, line);
    buf_byte(out, '\n');
}

struct trace {
    int **v; /* v[d][k + d]: how far the best path of d edits on diagonal k
                reaches */
    int d;
};

static bool search(arena *a, const struct strs *x, const struct strs *y, struct trace *t)
{
    int nx = (int)x->n, ny = (int)y->n, most = nx + ny < MOST ? nx + ny : MOST;
    t->v = make_n(a, int *, most + 1);
    for (int d = 0; d <= most; d++) {
        t->v[d] = make_n(a, int, 2 * d + 1);
        for (int k = -d; k <= d; k += 2) {
            const int *before = d ? t->v[d - 1] + d - 1 : NULL;
            bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
            int i = !d ? 0 : down ? before[k + 1] : before[k - 1] + 1;
            while (i < nx && i - k < ny && str_eq(x->v[i], y->v[i - k])) i++;
            t->v[d][k + d] = i;
            t->d = d;
            if (i >= nx && i - k >= ny) return true;
        }
    }
    return false;
}

/* The edits, last first. */
struct edit {
    char mark;
    str line;
};

static void show(struct buf *out, const struct strs *x, const struct strs *y, const struct trace *t)
{
    struct edit *edits = make_n(out->mem, struct edit, x->n + y->n + 1);
    isize n = 0;
    int i = (int)x->n, j = (int)y->n;
    assert(x->v && y->v);
    for (int d = t->d; d > 0; d--) {
        const int *before = t->v[d - 1] + d - 1;
        int k = i - j;
        bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
        int start = down ? before[k + 1] : before[k - 1] + 1;
        for (; i > start; i--, j--) edits[n++] = (struct edit){' ', x->v[i - 1]};
        if (down) edits[n++] = (struct edit){'+', y->v[--j]};
        else edits[n++] = (struct edit){'-', x->v[--i]};
    }
    while (i > 0) edits[n++] = (struct edit){' ', x->v[--i]};
    while (n--) put(out, edits[n].mark, edits[n].line);
}

void diff_lines(struct buf *out, str before, str after)
{
    arena *a = out->mem;
    struct strs x = lines_of(a, before), y = lines_of(a, after);
    struct trace t;
    if (search(a, &x, &y, &t)) {
        show(out, &x, &y, &t);
        return;
    }
    for (isize i = 0; i < x.n; i++) put(out, '-', x.v[i]);
    for (isize i = 0; i < y.n; i++) put(out, '+', y.v[i]);
}
