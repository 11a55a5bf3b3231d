/* publish.c - from books to a folder, from top to bottom.  See publish.h. */
#include "hash.h"
#include "os.h"
#include "path.h"
#include "publish_local.h"
#include "styles.h"

/* --- what will be there --- */

void site_add(struct site *s, const struct output *one)
{
    s->outputs = make_room(s->mem, s->outputs, s->noutputs);
    s->outputs[s->noutputs++] = *one;
}

void site_bytes(struct site *s, enum rank rank, str path, str bytes)
{
    str key = sha256_hex(s->mem, sha256(bytes), 32);
    site_add(s, &(struct output){path, rank, HOW_BYTES, key, .bytes = bytes});
}

/* The newest issue under a name that never changes; of several files the one that is first. */
static void latest(struct site *s)
{
    bool has[2] = {false, false};
    for (isize i = 0; s->n && i < s->v[0].neditions; i++) {
        const struct edition *e = &s->v[0].editions[i];
        str path = e->kepub ? S("latest.kepub.epub") : S("latest.epub");
        if (has[e->kepub] || e->part > 1) continue;
        has[e->kepub] = true;
        site_add(s, &(struct output){path, RANK_LATEST, HOW_COPY, e->sum, .from = e->path});
    }
}

static void sums(struct site *s)
{
    struct buf b = {.mem = s->mem};
    for (isize i = 0; i < s->noutputs; i++)
        if (s->outputs[i].how == HOW_COPY)
            buf_printf(&b, "%.*s  %.*s\n", STR(s->outputs[i].key), STR(s->outputs[i].path));
    site_bytes(s, RANK_LATEST, S("sha256sums"), buf_str(&b));
}

static bool sheet(struct site *s)
{
    str text;
    if (!style_read(s->mem, s->conf, S("web.css"), &text, s->said)) return false;
    site_bytes(s, RANK_PART, S("web.css"), text);
    return true;
}

/* --- where --- */

/* With links resolved as far as it is there. */
static str real_of(arena *a, str path)
{
    str rest = {0}, real;
    path = path_plain(a, path);
    while (!(real = os_real(a, path)).len) {
        rest = rest.len ? path_join(a, path_name(path), rest) : path_name(path);
        if (str_eq(path_dir(path), path)) return path;
        path = path_dir(path);
    }
    return rest.len ? path_join(a, real, rest) : real;
}

static bool refuse(struct site *s, const char *why, str what)
{
    diag(s->said, DIAG_PUBLISH_DIR, (where){.file = s->want->dir}, "%s%.*s", why, STR(what));
    return false;
}

/* A slip of the pen must not fill a home or a folder of posts with pages. */
static bool is_place(struct site *s)
{
    arena *a = s->mem;
    const struct conf *c = s->conf;
    str dir = real_of(a, s->want->dir), home = os_env(a, "HOME");
    str base = real_of(a, c->base.len ? c->base : S("."));
    if (home.len && str_eq(dir, real_of(a, home)))
        return refuse(s, "this is the home folder", S(""));
    if (path_below(base, dir)) return refuse(s, "book.yaml lies in it", S(""));
    if (str_eq(dir, real_of(a, conf_path(a, c, c->output_dir))))
        return refuse(s, "this is output.dir", S(""));
    for (isize i = 0; i < c->source_dir.n; i++) {
        str from = real_of(a, conf_path(a, c, c->source_dir.v[i]));
        if (!path_below(from, dir) && !path_below(dir, from)) continue;
        return refuse(s, "posts lie there: ", c->source_dir.v[i]);
    }
    struct os_info is = os_stat(dir, *a);
    return is.kind == OS_NONE || is.kind == OS_DIR || refuse(s, "this is no folder", S(""));
}

/* --- the story --- */

static void tell(const struct site *s, struct publish_done *out)
{
    out->issues = make_n(s->mem, struct publish_issue, s->n + 1);
    for (isize i = 0; i < s->n; i++)
        if (s->v[i].number)
            out->issues[out->nissues++] =
                (struct publish_issue){s->v[i].number, s->v[i].editions[0].sum};
}

bool publish_tree(const struct conf *conf, const struct publish_want *want,
                  struct publish_done *out, arena *a, struct diags *ds)
{
    struct site s = {.mem = a, .conf = conf, .want = want, .said = ds};
    bool ok = true;
    *out = (struct publish_done){0};
    s.words = words_of(conf->lang);
    s.title = words_label(a, conf->publish_title.len ? conf->publish_title : conf->title, s.words);
    s.id = digest_series(a, conf);
    s.authors = conf->creators;
    out->refused = !is_place(&s);
    if (out->refused || !site_gather(&s)) return false;
    if (!s.n) return true;
    for (isize i = 0; i < s.n; i++) ok = reading_make(&s, &s.v[i]) && ok;
    if (!ok || !sheet(&s)) return false;
    pages_make(&s);
    latest(&s);
    sums(&s);
    if (conf->publish_robots)
        site_bytes(&s, RANK_FRONT, S("robots.txt"), S("User-agent: *\nAllow: /\n"));
    if (conf->publish_opds) {
        opds_make(&s);
        opds2_make(&s);
    }
    atom_make(&s);
    ok = tree_write(&s, out);
    if (ok) tell(&s, out);
    return ok;
}
