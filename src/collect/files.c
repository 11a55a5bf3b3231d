/* files.c - which files are posts. */
#include "collect_local.h"
#include "glob_local.h"
#include "os.h"
#include "path.h"
#include "table.h"

#include <stdlib.h>

struct walk {
    const struct conf *conf;
    arena *a;
    struct globs include, exclude;
    struct table folders; /* hash of real paths: a link may lead up again */
    struct table inodes;  /* to the file that had it first */
    struct strs roots;    /* real paths of source.dir: links may not lead out of them */
    struct sources *out;
    struct diags *ds;
};

/* A file reached twice, by a link or through two source.dir, is one post. */
static bool is_again(struct walk *w, unsigned long long inode, str path)
{
    isize *first = table_at(&w->inodes, inode);
    if (*first < 0) {
        *first = w->out->n;
        return false;
    }
    arena tmp = *w->a;
    return str_eq(os_real(&tmp, path), os_real(&tmp, w->out->v[*first].path));
}

static void add(struct walk *w, str path, str rel, unsigned long long inode)
{
    if (is_again(w, inode, path)) return;
    w->out->v = make_room(w->a, w->out->v, w->out->n);
    w->out->v[w->out->n++] = (struct source){path, rel};
}

/* `path` as a glob of book.yaml may mean it: below its source.dir, or below book.yaml. */
static bool listed(const struct walk *w, const struct globs *gs, str path, str rel)
{
    str base = w->conf->base;
    if (globs_match(gs, rel, *w->a)) return true;
    if (str_starts(path, base) && path.len > base.len && path.p[base.len] == '/')
        path = str_skip(path, base.len + 1);
    return globs_match(gs, path, *w->a);
}

/*
 * An archive comes from strangers: a link in it may not bring other files of this
 * machine into the book, nor set the search off through all of them.
 */
static bool is_inside(struct walk *w, str path)
{
    if (!os_is_link(path, *w->a)) return true;
    str real = os_real(w->a, path);
    for (isize i = 0; i < w->roots.n; i++)
        if (path_below(real, w->roots.v[i])) return true;
    diag(w->ds, DIAG_LINK_OUT, (where){.file = path}, "to %.*s", STR(real));
    return false;
}

static bool is_new_folder(struct walk *w, str path)
{
    arena tmp = *w->a;
    str real = os_real(&tmp, path);
    isize *seen = table_at(&w->folders, hash64(real.len ? real : path));
    if (*seen > 0) return false;
    *seen = 1;
    return true;
}

/* All below one folder.  The stack holds folders as paths below `root`. */
static bool walk(struct walk *w, str root)
{
    struct strs stack = {0};
    strs_add(w->a, &stack, (str){0});
    while (stack.n) {
        str rel = stack.v[--stack.n], dir = path_join(w->a, root, rel);
        struct strs names = {0};
        if (!is_new_folder(w, dir)) continue;
        if (!os_list(w->a, dir, &names, w->ds)) return false;
        for (isize i = names.n - 1; i >= 0; i--) { /* the stack turns them round again */
            if (names.v[i].p[0] == '.') continue;
            str below = path_join(w->a, rel, names.v[i]), path = path_join(w->a, root, below);
            struct os_info info = os_stat(path, *w->a);
            if (info.kind == OS_DIR) {
                if (is_inside(w, path)) strs_add(w->a, &stack, below);
            } else if (info.kind == OS_FILE && listed(w, &w->include, path, below) &&
                       !listed(w, &w->exclude, path, below) && is_inside(w, path)) {
                add(w, path, below, info.inode);
            }
        }
    }
    return true;
}

static bool add_root(struct walk *w, str dir)
{
    str path = conf_path(w->a, w->conf, dir);
    while (path.len > 1 && path.p[path.len - 1] == '/') path.len--;
    struct os_info info = os_stat(path, *w->a);
    if (info.kind == OS_DIR) return walk(w, path);
    if (info.kind == OS_FILE) {
        if (!listed(w, &w->exclude, path, dir)) add(w, path, dir, info.inode);
        return true;
    }
    diag(w->ds, DIAG_SOURCE_MISSING, (where){.file = w->conf->file}, "%.*s", STR(path));
    return false;
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct source *)a)->path, ((const struct source *)b)->path);
}

bool files_find(const struct conf *conf, arena *a, struct sources *out, struct diags *ds)
{
    struct walk w = {.conf = conf, .a = a, .out = out, .ds = ds};
    where at = {.file = conf->file};
    bool ok = true;
    *out = (struct sources){0};
    w.folders.mem = w.inodes.mem = a;
    if (!globs_compile(a, &conf->include, at, &w.include, ds) ||
        !globs_compile(a, &conf->exclude, at, &w.exclude, ds))
        return false;
    for (isize i = 0; i < conf->source_dir.n; i++)
        strs_add(a, &w.roots, os_real(a, conf_path(a, conf, conf->source_dir.v[i])));
    for (isize i = 0; i < conf->source_dir.n; i++) ok &= add_root(&w, conf->source_dir.v[i]);
    if (out->n) qsort(out->v, (size_t)out->n, sizeof *out->v, by_path);
    return ok;
}
