/* path.c - see path.h. */
#include "path.h"

str path_join(arena *a, str dir, str name)
{
    if (!name.len) return str_dup(a, dir);
    if (!dir.len || str_eq(dir, S(".")) || str_starts(name, S("/"))) return str_dup(a, name);
    const char *between = str_ends(dir, S("/")) ? "" : "/";
    return str_printf(a, "%.*s%s%.*s", STR(dir), between, STR(name));
}

/* Take the last part away; false if there is none, or only "..". */
static bool drop_last(struct buf *b)
{
    str have = buf_str(b);
    if (!have.len || str_eq(have, S("..")) || str_ends(have, S("/.."))) return false;
    isize at = have.len;
    while (at > 0 && have.p[at - 1] != '/') at--;
    b->len = at > 1 ? at - 1 : at;
    return have.len > 1 || have.p[0] != '/';
}

str path_plain(arena *a, str path)
{
    struct buf b = {.mem = a};
    bool rooted = str_starts(path, S("/"));
    buf_room(&b, path.len + 1);
    if (rooted) buf_byte(&b, '/');
    for (struct cut c = {.tail = path}; c.tail.len;) {
        c = str_cut(c.tail, '/');
        if (!c.head.len || str_eq(c.head, S("."))) continue;
        if (str_eq(c.head, S("..")) && (drop_last(&b) || rooted)) continue;
        if (b.len && b.p[b.len - 1] != '/') buf_byte(&b, '/');
        buf_add(&b, c.head);
    }
    return b.len ? buf_str(&b) : S(".");
}

str path_dir(str path)
{
    for (isize i = path.len; i > 0; i--)
        if (path.p[i - 1] == '/') return str_head(path, i > 1 ? i - 1 : 1);
    return S(".");
}

str path_name(str path)
{
    isize i = path.len;
    while (i > 0 && path.p[i - 1] != '/') i--;
    return str_skip(path, i);
}

bool path_below(str path, str dir)
{
    if (str_eq(dir, S("."))) return !str_starts(path, S("/")) && !str_starts(path, S(".."));
    if (!dir.len || !str_starts(path, dir)) return false;
    return path.len == dir.len || path.p[dir.len] == '/' || str_ends(dir, S("/"));
}
