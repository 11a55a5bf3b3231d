/* near.c - the nearest known name, for "did you mean". */
#include "near.h"

enum { LONGEST = 40 }; /* bytes of a name worth comparing */

static isize least(isize a, isize b)
{
    return a < b ? a : b;
}

/* Edits that make a of b: insert, delete, replace, swap two neighbours
 * (Damerau's distance, optimal string alignment). */
static isize distance(str a, str b)
{
    isize rows[3][LONGEST + 1];
    isize *before = rows[0], *last = rows[1], *now = rows[2];
    for (isize j = 0; j <= b.len; j++) last[j] = j;
    for (isize i = 1; i <= a.len; i++) {
        now[0] = i;
        for (isize j = 1; j <= b.len; j++) {
            int differ = to_lower(a.p[i - 1]) != to_lower(b.p[j - 1]);
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + differ);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        isize *old = before;
        before = last, last = now, now = old;
    }
    return last[b.len];
}

struct near near_start(str word)
{
    /* One edit in three letters may be a slip; more is another word. */
    return (struct near){.word = word, .distance = (word.len + 1) / 3 + 1};
}

void near_offer(struct near *n, str candidate)
{
    if (n->word.len > LONGEST || candidate.len > LONGEST) return;
    isize d = distance(n->word, candidate);
    if (d >= n->distance) return;
    n->distance = d;
    n->best = candidate;
}

void near_offer_all(struct near *n, const char *names)
{
    for (struct cut c = {.tail = str_of(names)}; c.tail.len;) {
        c = str_cut(c.tail, '|');
        near_offer(n, c.head);
    }
}

str near_text(arena *a, const struct near *n, str prefix)
{
    if (!n->best.len) return (str){0};
    return str_printf(a, "; did you mean %.*s%.*s?", STR(prefix), STR(n->best));
}

bool name_find(const char *names, str word, int *index)
{
    *index = 0;
    for (struct cut c = {.tail = str_of(names)}; c.tail.len; ++*index) {
        c = str_cut(c.tail, '|');
        if (str_eq(c.head, word)) return true;
    }
    return false;
}
