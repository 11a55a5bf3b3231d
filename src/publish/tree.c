/*
 * tree.c - the folder: what is new, what is ours, what goes.
 *
 * The list of what zhbook wrote (PUBLISHED) has a line for each file: hash, what it was made from,
 * path.  It is written before the first change, with all that will be there, and once more at
 * the end.  So whatever interrupts a run, every file of ours is in the list, and everything that
 * is in a feed is a file.
 */
#include "codec.h"
#include "hash.h"
#include "image.h"
#include "os.h"
#include "path.h"
#include "publish_local.h"
#include "raster.h"
#include "table.h"

enum { FILE_MOST = 1 << 30, MANIFEST_MOST = 64 << 20, FOREIGN_MOST = 10 };
#define HEADING "zhbook published 1"

struct known {
    str sum, key, path;
    bool wanted; /* it is there in the new tree, too */
};

struct tree {
    struct site *s;
    struct publish_done *done;
    arena *mem;
    arena scratch;
    struct known *v; /* as the list has them */
    isize n;
    struct table at;   /* by hash of the path */
    struct known *now; /* of each output */
    bool listed;       /* the list on the disk has all that will be there */
};

static str place(struct tree *t, str path)
{
    return path_join(t->mem, t->s->want->dir, path);
}

/* --- the list --- */

/* Below the folder, and nowhere else. */
static bool is_inside(str path)
{
    for (struct cut c = {.tail = path}; c.tail.len;) {
        c = str_cut(c.tail, '/');
        if (!c.head.len || str_eq(c.head, S(".")) || str_eq(c.head, S(".."))) return false;
    }
    return path.len > 0;
}

static struct known *known_at(struct tree *t, str path)
{
    isize i = *table_at(&t->at, hash64(path));
    return i >= 0 && str_eq(t->v[i].path, path) ? &t->v[i] : NULL;
}

static void read_line(struct tree *t, str line)
{
    struct cut sum = str_cut(line, '\t'), key = str_cut(sum.tail, '\t');
    if (!sum.ok || !key.ok || !is_inside(key.tail)) return;
    isize *at = table_at(&t->at, hash64(key.tail));
    if (*at >= 0) return;
    *at = t->n;
    t->v = make_room(t->mem, t->v, t->n);
    t->v[t->n++] = (struct known){sum.head, key.head, key.tail, false};
}

static void read_list(struct tree *t)
{
    str text;
    if (!os_read_quiet(t->mem, place(t, S(PUBLISHED)), MANIFEST_MOST, &text)) return;
    struct cut c = str_cut(text, '\n');
    if (!str_eq(c.head, S(HEADING))) return;
    while (c.tail.len) {
        c = str_cut(c.tail, '\n');
        read_line(t, c.head);
    }
}

static void list_line(struct buf *b, const struct known *k)
{
    buf_printf(b, "%.*s\t%.*s\t%.*s\n", STR(k->sum), STR(k->key), STR(k->path));
}

/* What is there now; `all`: and what will be, or was. */
static bool write_list(struct tree *t, bool all)
{
    struct buf b = {.mem = t->mem};
    str old, path = place(t, S(PUBLISHED));
    buf_add(&b, S(HEADING "\n"));
    for (isize i = 0; all && i < t->n; i++) list_line(&b, &t->v[i]);
    for (isize i = 0; i < t->s->noutputs; i++)
        if (!all || !known_at(t, t->now[i].path)) list_line(&b, &t->now[i]);
    if (os_read_quiet(t->mem, path, MANIFEST_MOST, &old) && str_eq(old, buf_str(&b))) return true;
    return os_write(path, buf_str(&b), true, t->scratch, t->s->said);
}

/* --- the bytes of a file --- */

static bool shrink(arena *a, str picture, str *out, arena scratch)
{
    struct pixels px;
    str why = {0};
    struct buf b = {.mem = a};
    if (!image_pixels(picture, THUMB_W, 0, &px, &scratch, &why)) return false;
    struct kept k = {.is = {px.w, px.h, RGB}, .px = px.rgb, .rows = px.h};
    if (!kept_push(&k, jpeg_encoder(&scratch, 82, &b))) return false;
    *out = buf_str(&b);
    return true;
}

/* In `a`; false: said. */
static bool bytes_of(struct tree *t, const struct output *o, arena *a, str *out)
{
    struct epub b;
    struct diags *said = t->s->said;
    *out = o->bytes;
    if (o->how == HOW_BYTES) return true;
    if (o->how == HOW_COPY) {
        if (!os_read(a, o->from, FILE_MOST, out, said)) return false;
        if (str_eq(sha256_hex(a, sha256(*out), 32), o->key)) return true;
        diag(said, DIAG_PUBLISH_CHANGED, (where){.file = o->from}, "%s", "");
        return false;
    }
    if (!epub_open(a, o->from, &b, said)) return false;
    bool ok = epub_read(a, &b, o->entry, out);
    epub_close(&b);
    if (ok && o->how == HOW_THUMB) {
        arena rest = arena_reserve((isize)256 << 20);
        u8 *start = rest.at;
        ok = shrink(a, *out, out, rest);
        arena_release(start, rest.end);
    }
    if (!ok) diag(said, DIAG_PUBLISH_ENTRY, (where){.file = o->from}, "%.*s", STR(o->entry));
    return ok;
}

/* --- one file --- */

static bool is_same(struct tree *t, str path, str bytes)
{
    arena mem = t->scratch;
    str old;
    struct os_info is = os_stat(path, mem);
    return is.kind == OS_FILE && is.size == bytes.len &&
           os_read_quiet(&mem, path, bytes.len, &old) && str_eq(old, bytes);
}

/* It is ours, made from the same, and nobody changed it. */
static bool is_fresh(struct tree *t, const struct output *o, const struct known *k)
{
    if (!k || !str_eq(k->key, o->key) || k->sum.len != 64) return false;
    str path = place(t, o->path);
    return os_stat(path, t->scratch).kind == OS_FILE &&
           str_eq(sha256_hex(t->mem, sha256_file(path, t->scratch), 32), k->sum);
}

/* Before anything changes: whose files these are. */
static bool begin(struct tree *t)
{
    if (!t->listed) t->listed = write_list(t, true);
    return t->listed;
}

static bool put(struct tree *t, const struct output *o, str bytes, arena scratch)
{
    str path = place(t, o->path);
    strs_add(t->mem, &t->done->changed, o->path);
    if (t->s->want->dry_run) return true;
    if (!begin(t)) return false;
    return os_mkdir(path_dir(path), scratch, t->s->said) &&
           os_write(path, bytes, true, scratch, t->s->said);
}

static bool write_one(struct tree *t, isize i)
{
    const struct output *o = &t->s->outputs[i];
    const struct known *k = known_at(t, o->path);
    t->now[i].sum = k ? k->sum : (str){0};
    if (is_fresh(t, o, k)) return true;
    arena mem = arena_reserve((isize)3 << 30);
    u8 *start = mem.at;
    str bytes;
    bool ok = bytes_of(t, o, &mem, &bytes);
    if (ok) t->now[i].sum = sha256_hex(t->mem, sha256(bytes), 32);
    if (ok && !is_same(t, place(t, o->path), bytes)) ok = put(t, o, bytes, mem);
    arena_release(start, mem.end);
    return ok;
}

/* --- what is not ours --- */

static bool is_foreign(struct tree *t, const struct output *o)
{
    struct os_info is = os_stat(place(t, o->path), t->scratch);
    if (is.kind == OS_NONE || (known_at(t, o->path) && is.kind == OS_FILE)) return false;
    if (is.kind != OS_FILE) return true;
    arena mem = arena_reserve((isize)3 << 30);
    u8 *start = mem.at;
    str bytes;
    struct diags quiet = {.mem = t->mem};
    struct diags *said = t->s->said;
    t->s->said = &quiet;
    bool same = bytes_of(t, o, &mem, &bytes) && is_same(t, place(t, o->path), bytes);
    t->s->said = said;
    arena_release(start, mem.end);
    return !same;
}

static bool is_free(struct tree *t)
{
    int n = 0;
    for (isize i = 0; i < t->s->noutputs && n < FOREIGN_MOST; i++) {
        if (!is_foreign(t, &t->s->outputs[i])) continue;
        diag(t->s->said, DIAG_PUBLISH_FOREIGN, (where){.file = place(t, t->s->outputs[i].path)},
             "%s", "");
        n++;
    }
    return !n;
}

/* --- what goes --- */

static void remove_old(struct tree *t)
{
    const struct site *s = t->s;
    for (isize i = 0; i < s->noutputs; i++) {
        struct known *k = known_at(t, s->outputs[i].path);
        if (k) k->wanted = true;
    }
    for (isize i = 0; i < t->n; i++) {
        str path = place(t, t->v[i].path), dir = path_dir(t->v[i].path);
        if (t->v[i].wanted) continue;
        if (os_stat(path, t->scratch).kind == OS_FILE)
            strs_add(t->mem, &t->done->removed, t->v[i].path);
        if (s->want->dry_run || !begin(t)) continue;
        os_remove(path, t->scratch);
        for (; !str_eq(dir, S(".")); dir = path_dir(dir)) os_rmdir(place(t, dir), t->scratch);
    }
}

/* What a run that was killed left half written: "NAME.tmp-…" beside a file of ours. */
static void sweep(struct tree *t, str dir)
{
    struct strs names = {0};
    struct diags quiet = {.mem = t->mem};
    str folder = place(t, dir);
    if (os_stat(folder, t->scratch).kind != OS_DIR || !os_list(t->mem, folder, &names, &quiet))
        return;
    for (isize i = 0; i < names.n; i++) {
        isize at = str_find(names.v[i], S(".tmp-"), 0);
        if (at <= 0) continue;
        str own = path_plain(t->mem, path_join(t->mem, dir, str_head(names.v[i], at)));
        if (str_eq(own, S(PUBLISHED)) || known_at(t, own))
            os_remove(path_join(t->mem, folder, names.v[i]), t->scratch);
    }
}

static void sweep_all(struct tree *t)
{
    struct table seen = {.mem = t->mem};
    sweep(t, S("."));
    for (isize i = 0; i < t->n; i++) {
        str dir = path_dir(t->v[i].path);
        isize *at = table_at(&seen, hash64(dir));
        if (*at < 0 && !str_eq(dir, S("."))) sweep(t, dir);
        *at = 1;
    }
}

/* --- the whole --- */

/* By rank, otherwise as they came; of two for one place the first. */
static void sort(struct tree *t)
{
    struct site *s = t->s;
    struct table seen = {.mem = t->mem};
    struct output *v = make_n(t->mem, struct output, s->noutputs + 1);
    isize n = 0;
    for (enum rank r = RANK_BOOK; r <= RANK_FEED; r++)
        for (isize i = 0; i < s->noutputs; i++) {
            if (s->outputs[i].rank != r) continue;
            isize *at = table_at(&seen, hash64(s->outputs[i].path));
            if (*at < 0) v[n++] = s->outputs[i];
            *at = 1;
        }
    s->outputs = v;
    s->noutputs = n;
}

bool tree_write(struct site *s, struct publish_done *out)
{
    struct tree t = {.s = s, .done = out, .mem = s->mem, .at = {.mem = s->mem}};
    t.scratch = arena_reserve((isize)2 << 30);
    u8 *start = t.scratch.at;
    bool ok = true, dry = s->want->dry_run;
    sort(&t);
    read_list(&t);
    t.now = make_n(s->mem, struct known, s->noutputs + 1);
    for (isize i = 0; i < s->noutputs; i++)
        t.now[i] = (struct known){{0}, s->outputs[i].key, s->outputs[i].path, true};
    out->refused = !is_free(&t);
    if (!out->refused) {
        if (!dry) ok = os_mkdir(s->want->dir, t.scratch, s->said);
        if (ok && !dry) sweep_all(&t);
        for (isize i = 0; ok && i < s->noutputs; i++) ok = write_one(&t, i);
        if (ok) remove_old(&t);
        if (ok && !dry) ok = write_list(&t, false);
    }
    out->files = s->noutputs;
    arena_release(start, t.scratch.end);
    return ok && !out->refused;
}
