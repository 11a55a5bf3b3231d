/* glob.c - see glob_local.h.  All ways through a pattern are followed at once. */
#include "glob_local.h"
#include "path.h"

enum { WAYS_MAX = 256 };

enum part_kind { ONE, ANY, SET, STAR, DEEP, FOLDERS };

struct glob_part {
    enum part_kind kind;
    u32 rune; /* ONE */
    str set;  /* SET: inside the brackets */
};

static u32 fold(u32 c)
{
    return c < 0x80 ? (u32)to_lower((int)c) : c;
}

/* The braces of `s` from `open` on: where they close and, at depth 1, their commas. */
static isize close_of(str s, isize open, struct strs *choices, arena *a)
{
    int depth = 0;
    isize from = open + 1;
    for (isize i = open; i < s.len; i++) {
        u8 c = s.p[i];
        if (c == '{') depth++;
        if (c == '}') depth--;
        if ((c == ',' && depth == 1) || !depth) {
            strs_add(a, choices, (str){s.p + from, i - from});
            from = i + 1;
        }
        if (!depth) return i;
    }
    return -1;
}

/* Patterns without braces, in order; the list is worked on from front to end. */
static bool expand(arena *a, str pattern, struct strs *out)
{
    struct strs todo = {0};
    strs_add(a, &todo, pattern);
    for (isize i = 0; i < todo.n; i++) {
        str s = todo.v[i];
        struct strs choices = {0};
        isize open = str_byte(s, '{', 0), close = open < 0 ? -1 : close_of(s, open, &choices, a);
        if (close < 0) {
            strs_add(a, out, s);
            continue;
        }
        if (todo.n - i + out->n + choices.n > WAYS_MAX) return false;
        for (isize k = 0; k < choices.n; k++)
            strs_add(a, &todo,
                     str_printf(a, "%.*s%.*s%.*s", STR(str_head(s, open)), STR(choices.v[k]),
                                STR(str_skip(s, close + 1))));
    }
    return true;
}

/* The part that starts at s.p[*at]. */
static struct glob_part part_at(str s, isize *at)
{
    isize i = *at, len;
    bool fresh = i == 0 || s.p[i - 1] == '/';
    str rest = str_skip(s, i);
    if (fresh && str_starts(rest, S("**/"))) {
        *at += 3;
        return (struct glob_part){.kind = FOLDERS};
    }
    if (str_starts(rest, S("**"))) {
        while (*at < s.len && s.p[*at] == '*') ++*at;
        return (struct glob_part){.kind = DEEP};
    }
    if (rest.p[0] == '*' || rest.p[0] == '?') {
        ++*at;
        return (struct glob_part){.kind = rest.p[0] == '*' ? STAR : ANY};
    }
    isize close = rest.p[0] == '[' ? str_byte(rest, ']', 2) : -1;
    if (close > 0) {
        *at += close + 1;
        return (struct glob_part){.kind = SET, .set = {rest.p + 1, close - 1}};
    }
    if (rest.p[0] == '\\' && rest.len > 1) rest = str_skip(rest, 1), ++*at;
    u32 c = utf8_get(rest, &len);
    *at += len;
    return (struct glob_part){.kind = ONE, .rune = fold(c)};
}

bool glob_compile(arena *a, str pattern, struct glob *out)
{
    struct strs ways = {0};
    while (str_starts(pattern, S("./"))) pattern = str_skip(pattern, 2);
    *out = (struct glob){.by_name = str_byte(pattern, '/', 0) < 0};
    if (str_ends(pattern, S("/"))) pattern = str_printf(a, "%.*s**", STR(pattern));
    if (!expand(a, pattern, &ways)) return false;
    out->way = arena_alloc(a, (isize)sizeof *out->way, _Alignof(str), ways.n);
    out->n = ways.n;
    for (isize i = 0; i < ways.n; i++) {
        str s = ways.v[i];
        out->way[i].v = make_n(a, struct glob_part, s.len ? s.len : 1);
        for (isize at = 0; at < s.len;) out->way[i].v[out->way[i].n++] = part_at(s, &at);
    }
    return true;
}

static bool in_set(str set, u32 c)
{
    isize len;
    bool no = set.len && (set.p[0] == '!' || set.p[0] == '^'), hit = false;
    for (isize i = no; i < set.len; i += len) {
        u32 low = fold(utf8_get(str_skip(set, i), &len)), high = low;
        if (i + len + 1 < set.len && set.p[i + len] == '-') {
            i += len + 1;
            high = fold(utf8_get(str_skip(set, i), &len));
        }
        hit |= c >= low && c <= high;
    }
    return hit != no;
}

static bool takes(const struct glob_part *p, u32 c)
{
    switch (p->kind) {
    case ONE: return p->rune == c;
    case ANY:
    case STAR: return c != '/';
    case SET: return c != '/' && in_set(p->set, c);
    case DEEP:
    case FOLDERS: return true;
    }
    return false;
}

/* Places that are reached without reading anything. */
static void spread(const struct glob_part *v, isize n, bool *on, bool fresh)
{
    for (isize i = 0; i < n; i++)
        if (on[i] && (v[i].kind == STAR || v[i].kind == DEEP || (v[i].kind == FOLDERS && fresh)))
            on[i + 1] = true;
}

static bool match_way(const struct glob_part *v, isize n, str path, arena scratch)
{
    bool *on = make_n(&scratch, bool, n + 1), *next = make_n(&scratch, bool, n + 1);
    isize len;
    bool alive = true;
    on[0] = true;
    spread(v, n, on, true);
    for (isize i = 0; i < path.len && alive; i += len) {
        u32 c = fold(utf8_get(str_skip(path, i), &len));
        alive = false;
        for (isize k = 0; k <= n; k++) next[k] = false;
        for (isize k = 0; k < n; k++) {
            if (!on[k] || !takes(&v[k], c)) continue;
            next[v[k].kind >= STAR ? k : k + 1] = true;
            alive = true;
        }
        spread(v, n, next, c == '/');
        bool *swap = on;
        on = next;
        next = swap;
    }
    return alive && on[n];
}

bool glob_match(const struct glob *g, str path, arena scratch)
{
    if (g->by_name) path = path_name(path);
    for (isize i = 0; i < g->n; i++)
        if (match_way(g->way[i].v, g->way[i].n, path, scratch)) return true;
    return false;
}

bool globs_compile(arena *a, const struct strs *list, where at, struct globs *out, struct diags *ds)
{
    *out = (struct globs){.v = make_n(a, struct glob, list->n ? list->n : 1)};
    for (isize i = 0; i < list->n; i++) {
        if (glob_compile(a, list->v[i], &out->v[out->n])) {
            out->n++;
        } else {
            diag(ds, DIAG_GLOB, at, "%.*s", STR(list->v[i]));
            return false;
        }
    }
    return true;
}

bool globs_match(const struct globs *gs, str path, arena scratch)
{
    for (isize i = 0; i < gs->n; i++)
        if (glob_match(&gs->v[i], path, scratch)) return true;
    return false;
}
