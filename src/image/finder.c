/* finder.c - where pictures may be, looked up once. */
#include "image_local.h"
#include "os.h"
#include "path.h"

/* Add a folder's real path to those that pictures may lie below. */
static void confine(struct finder *f, arena *a, str dir)
{
    str real = os_real(a, dir);
    if (real.len && !strs_has(&f->confines, real)) strs_add(a, &f->confines, real);
}

static void add_base(struct finder *f, arena *a, str path, isize root, arena scratch)
{
    for (isize i = 0; i < f->nbases; i++)
        if (f->bases[i].root == root && str_eq(f->bases[i].path, path)) return;
    if (os_stat(path, scratch).kind != OS_DIR) return;
    f->bases = make_room(a, f->bases, f->nbases);
    f->bases[f->nbases++] = (struct base){str_dup(a, path), root};
}

/* A folder, and those below it where site generators keep what is served as it is. */
static void add_served(struct finder *f, arena *a, str dir, isize root, arena scratch)
{
    static const str served[] = {LIT("source"), LIT("public"), LIT("static")};
    add_base(f, a, dir, root, scratch);
    for (isize i = 0; i < COUNT(served); i++)
        add_base(f, a, path_join(&scratch, dir, served[i]), root, scratch);
}

/* Of a source folder and of the folders above it, up to that of book.yaml. */
static void add_bases(struct finder *f, arena *a, isize root, arena scratch)
{
    str top = path_plain(&scratch, f->conf->base.len ? f->conf->base : S("."));
    str dir = f->roots.v[root];
    add_served(f, a, f->roots.v[root], root, scratch);
    while (!str_eq(dir, top) && path_below(dir, top)) {
        dir = path_dir(dir);
        add_served(f, a, dir, root, scratch);
    }
}

static void open_roots(struct finder *f, arena *a, arena scratch)
{
    const struct conf *conf = f->conf;
    for (isize i = 0; i < conf->source_dir.n; i++) {
        str dir = path_plain(a, conf_path(&scratch, conf, conf->source_dir.v[i]));
        enum os_kind kind = os_stat(dir, scratch).kind;
        if (kind == OS_FILE) dir = path_dir(dir);
        if (kind == OS_NONE || strs_has(&f->roots, dir)) continue;
        strs_add(a, &f->roots, dir);
        confine(f, a, dir);
        add_bases(f, a, f->roots.n - 1, scratch);
    }
    confine(f, a, conf->base.len ? conf->base : S("."));
}

static void open_mirrors(struct finder *f, arena *a, arena scratch, struct diags *ds)
{
    const struct conf *conf = f->conf;
    for (isize i = 0; i < conf->mirror.n; i++) {
        str dir = path_plain(a, conf_path(&scratch, conf, conf->mirror.v[i]));
        if (os_stat(dir, scratch).kind != OS_DIR) {
            diag(ds, DIAG_IMG_MIRROR, (where){.file = dir}, "");
            continue;
        }
        strs_add(a, &f->mirrors, dir);
        confine(f, a, dir);
        twins_add_mirror(&f->twins, a, dir, scratch);
    }
}

static void open_cache(struct finder *f, arena *a, arena scratch, struct diags *ds)
{
    if (!f->conf->cache.len) return;
    str dir = path_plain(a, conf_path(&scratch, f->conf, f->conf->cache));
    if (os_stat(dir, scratch).kind != OS_DIR) return;
    f->cache = dir;
    confine(f, a, dir);
    isize bad = cache_open(f, a, scratch);
    if (bad)
        diag(ds, DIAG_IMG_INDEX, (where){.file = path_join(a, dir, S("index"))}, "%td %s", bad,
             bad == 1 ? "line" : "lines");
}

static const struct device *device_for(const struct conf *conf)
{
    return conf->devices.n ? device_of(conf->devices.v[0]) : &devices[0];
}

struct finder *finder_for(arena *a, const struct finder *f, const struct conf *conf)
{
    struct finder *its = make(a, struct finder);
    *its = *f;
    its->conf = conf;
    its->device = device_for(conf);
    return its;
}

struct finder *finder_open(arena *a, const struct conf *conf, struct store *store, struct diags *ds)
{
    /* Folders are listed in the far half of the arena, which is given back: the
     * lists are long and the results short. */
    u8 *end = a->end;
    a->end = a->at + arena_left(a) / 2;
    arena scratch = {a->end, end};
    struct finder *f = make(a, struct finder);
    f->conf = conf;
    f->device = device_for(conf);
    f->store = store;
    open_roots(f, a, scratch);
    open_mirrors(f, a, scratch, ds);
    open_cache(f, a, scratch, ds);
    twins_sort(&f->twins);
    a->end = end;
    return f;
}
