/*
 * difference.c - see difference.h.
 *
 * Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations",
 * 1986) with the trace kept, for what is left between the same beginning and the same end.
 */
#include "difference.h"

enum { MOST = 4000 };

struct trace {
    int **v; /* v[d][k + d]: how far the best path of d edits on diagonal k reaches */
    int d;
};

static bool search(arena *a, const str *x, int nx, const str *y, int ny, struct trace *t)
{
    int most = nx + ny < MOST ? nx + ny : MOST;
    t->v = make_n(a, int *, most + 1);
    for (int d = 0; d <= most; d++) {
        t->v[d] = make_n(a, int, 2 * d + 1);
        for (int k = -d; k <= d; k += 2) {
            const int *before = d ? t->v[d - 1] + d - 1 : NULL;
            bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
            int i = !d ? 0 : down ? before[k + 1] : before[k - 1] + 1;
            while (i < nx && i - k < ny && str_eq(x[i], y[i - k])) i++;
            t->v[d][k + d] = i;
            t->d = d;
            if (i >= nx && i - k >= ny) return true;
        }
    }
    return false;
}

static void add(struct steps *to, char mark, isize x, isize y)
{
    to->v[to->n++] = (struct step){mark, x, y};
}

/* The path, from its end to its beginning. */
static void walk_back(const struct trace *t, int i, int j, isize from, struct steps *to)
{
    for (int d = t->d; d > 0; d--) {
        const int *before = t->v[d - 1] + d - 1;
        int k = i - j;
        bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
        int start = down ? before[k + 1] : before[k - 1] + 1;
        for (; i > start; i--, j--) add(to, ' ', from + i - 1, from + j - 1);
        if (down) {
            j--;
            add(to, '+', from + i, from + j);
        } else {
            i--;
            add(to, '-', from + i, from + j);
        }
    }
    for (; i > 0; i--, j--) add(to, ' ', from + i - 1, from + j - 1);
}

struct steps difference(arena *a, const struct strs *x, const struct strs *y)
{
    struct steps to = {.v = make_n(a, struct step, x->n + y->n + 1)};
    arena scratch = *a;
    struct trace t;
    isize head = 0, tail = 0;
    while (head < x->n && head < y->n && str_eq(x->v[head], y->v[head])) head++;
    while (tail < x->n - head && tail < y->n - head &&
           str_eq(x->v[x->n - 1 - tail], y->v[y->n - 1 - tail]))
        tail++;
    int nx = (int)(x->n - head - tail), ny = (int)(y->n - head - tail);
    for (isize i = 0; i < head; i++) add(&to, ' ', i, i);
    if ((nx || ny) && search(&scratch, x->v + head, nx, y->v + head, ny, &t)) {
        isize from = to.n;
        walk_back(&t, nx, ny, head, &to);
        for (isize i = from, k = to.n - 1; i < k; i++, k--) {
            struct step one = to.v[i];
            to.v[i] = to.v[k];
            to.v[k] = one;
        }
    } else {
        for (int i = 0; i < nx; i++) add(&to, '-', head + i, head);
        for (int j = 0; j < ny; j++) add(&to, '+', x->n - tail, head + j);
    }
    for (isize i = tail; i > 0; i--) add(&to, ' ', x->n - i, y->n - i);
    return to;
}
