/* issue_record.c - an issue is written down, and its files get their places. */
#include "issuing_local.h"
#include "cache.h"
#include "os.h"
#include "path.h"

enum { INDEX_MAX = CACHE_INDEX_MAX };

/* --- what it was made from --- */

struct keeping {
    struct run *run;
    const struct conf *conf;
    struct issue_row *to;
    str dir; /* of what is kept */
    bool ok;
};

static struct issue_input *add_input(struct keeping *k, const char *kind, str path)
{
    struct issue_row *to = k->to;
    to->inputs = make_room(k->run->a, to->inputs, to->ninputs);
    struct issue_input *one = &to->inputs[to->ninputs++];
    *one = (struct issue_input){.kind = str_of(kind), .path = path};
    return one;
}

/* Without issue.keep_inputs only the hash is known. */
static void keep_bytes(struct keeping *k, const char *kind, str path, str bytes)
{
    struct issue_input *one = add_input(k, kind, path);
    if (!k->to->kept) {
        one->sum = sha256_hex(k->run->a, sha256(bytes), 32);
        one->bytes = bytes.len;
    } else if (k->ok) {
        k->ok = input_keep(k->dir, bytes, one, k->run->a, &k->run->r->said);
    }
}

static void keep_file(struct keeping *k, const char *kind, str path, str as)
{
    arena *a = k->run->a;
    struct issue_input *one = add_input(k, kind, as);
    if (!k->to->kept) {
        one->sum = sha256_hex(a, sha256_file(path, *a), 32);
        one->bytes = os_stat(path, *a).size;
    } else if (k->ok) {
        k->ok = input_keep_file(k->dir, path, one, a, &k->run->r->said);
    }
}

/* Of the cache's index, the lines of pictures that are in the issue. */
static void keep_index(struct keeping *k)
{
    const struct issuing *is = k->run->pj->issue;
    arena *a = k->run->a;
    struct buf lines = {.mem = a};
    struct table sums = {.mem = a};
    str dir = path_plain(a, conf_path(a, k->conf, k->conf->cache)), index;
    for (isize i = 0; i < is->pictures.n; i++)
        if (path_below(is->pictures.v[i], dir))
            *table_at(&sums, hash64(path_name(is->pictures.v[i]))) = i;
    if (!sums.n || !os_read_quiet(a, cache_index(a, dir), INDEX_MAX, &index)) return;
    for (struct cut c = {.tail = index}; c.tail.len;) {
        struct cache_line l;
        c = str_cut(c.tail, '\n');
        if (!c.ok || !cache_line_read(c.head, &l) || !l.sum.len) continue;
        if (*table_at(&sums, hash64(l.sum)) < 0) continue;
        buf_add(&lines, c.head);
        buf_byte(&lines, '\n');
    }
    keep_bytes(k, "index", path_kept(k->conf, cache_index(a, dir)), buf_str(&lines));
}

/* --set, --device … as they were, each ended by a NUL. */
static str sets_text(arena *a, const struct strs *set)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < set->n; i++) {
        buf_add(&b, set->v[i]);
        buf_byte(&b, 0);
    }
    return buf_str(&b);
}

/* What is kept must be what was read. */
static void keep_post(struct keeping *k, const struct issue_article *one)
{
    str path = issue_path(k->run->a, k->conf, one->path);
    keep_file(k, "post", path, one->path);
    if (!k->ok || str_eq(k->to->inputs[k->to->ninputs - 1].sum, one->sum)) return;
    diag(&k->run->r->said, DIAG_ENTRY_CHANGED, (where){.file = path}, "%s", "");
    k->ok = false;
}

/* What book.yaml names, and the fonts that lie beside it: each once. */
static struct strs files_of(arena *a, const struct conf *conf)
{
    static const str ends[] = {LIT(".ttf"), LIT(".otf"), LIT(".ttc")};
    struct strs all = {0}, named = conf_files(a, conf), names = {0};
    struct diags quiet = {.mem = a};
    str dir = conf_path(a, conf, S("fonts"));
    for (isize i = 0; i < named.n; i++)
        if (!strs_has(&all, named.v[i])) strs_add(a, &all, named.v[i]);
    if (os_stat(dir, *a).kind != OS_DIR || !os_list(a, dir, &names, &quiet)) return all;
    for (isize i = 0; i < names.n; i++) {
        bool font = false;
        for (isize k = 0; k < COUNT(ends); k++) font |= str_iends(names.v[i], ends[k]);
        str path = path_join(a, S("fonts"), names.v[i]);
        if (font && !strs_has(&all, path)) strs_add(a, &all, path);
    }
    return all;
}

static void keep_inputs(struct keeping *k)
{
    const struct project *pj = k->run->pj;
    const struct issuing *is = pj->issue;
    arena *a = k->run->a;
    struct strs files = files_of(a, k->conf);
    keep_bytes(k, "conf", path_name(k->conf->file), is->conf_text);
    keep_bytes(k, "set", S("set"), sets_text(a, &k->run->o->set));
    for (isize i = 0; i < k->to->narticles; i++) keep_post(k, &k->to->articles[i]);
    for (isize i = 0; i < is->pictures.n; i++)
        keep_file(k, "picture", is->pictures.v[i], path_kept(k->conf, is->pictures.v[i]));
    for (isize i = 0; i < files.n; i++)
        keep_file(k, "file", conf_path(a, k->conf, files.v[i]), files.v[i]);
    if (k->run->o->cover.len) keep_file(k, "cover", k->run->o->cover, path_name(k->run->o->cover));
    keep_index(k);
}

/* --- the issue --- */

static struct issue_article article_of(arena *a, const struct conf *conf, const struct post *p)
{
    const char *mark = history_mark(conf->lang);
    str title = p->title;
    if (p->marked) title = str_head(title, title.len - str_of(mark).len);
    return (struct issue_article){
        .version = -1,
        .path = path_kept(conf, p->path),
        .sum = sha256_hex(a, p->source, 32),
        .published = p->published,
        .dated = p->dated,
        .marked = p->marked,
        .is = {.key = p->key,
               .url = p->url,
               .aliases = p->aliases,
               .title = title,
               .author = p->author,
               .chars = p->chars,
               .pictures = p->pictures,
               .simhash = p->simhash,
               .exact = p->exact,
               .raw = p->raw},
    };
}

static void add_articles(struct run *run, struct issue_row *to)
{
    const struct book *b = &run->pj->book;
    to->articles = make_n(run->a, struct issue_article, b->nposts + 1);
    for (isize i = 0; i < b->nposts; i++)
        if (!run->pj->issue->gone[i])
            to->articles[to->narticles++] = article_of(run->a, &run->pj->conf, &b->posts[i]);
}

static void add_files(struct run *run, struct issue_row *to)
{
    const struct conf *conf = &run->pj->conf;
    to->files = make_n(run->a, struct issue_file, run->nfiles + 1);
    for (isize i = 0; i < run->nfiles; i++) {
        const struct made_file *f = &run->files[i];
        to->files[to->nfiles++] = (struct issue_file){
            .path = path_kept(conf, f->path),
            .staged = path_kept(conf, f->at),
            .device = str_of(f->device->name),
            .format = f->kepub ? S("kepub") : S("epub"),
            .bytes = f->bytes,
            .sum = sha256_hex(run->a, sha256_file(f->at, *run->a), 32),
        };
    }
}

/* Where the next issue begins. */
static long long end_of(const struct project *pj)
{
    const struct book *b = &pj->book;
    long long newest = pj->issue->history.after;
    if (b->span.to) return b->span.after;
    for (isize i = 0; i < b->nposts; i++)
        if (b->posts[i].dated && b->posts[i].published >= newest)
            newest = b->posts[i].published + 1;
    return newest;
}

/* It is written down with the issue: whatever happens behind that, somebody sends it. */
static void add_due(struct run *run, struct issue_row *to)
{
    if (!run->pj->conf.send_to.n) return;
    to->deliveries = make(run->a, struct issue_delivery);
    to->deliveries[to->ndeliveries++] = (struct issue_delivery){
        .recipient = S(DELIVERY_ALL), .status = S(DELIVERY_DUE), .time = os_now()};
}

static bool describe(struct run *run, struct issue_row *to)
{
    const struct project *pj = run->pj;
    const struct book *b = &pj->book;
    arena *a = run->a;
    *to = (struct issue_row){
        .number = b->issue.number,
        .title = pj->conf.title,
        .identifier = pj->conf.identifier,
        .span = b->span,
        .after = end_of(pj),
        .dated = b->issue.dated,
        .from = date_iso(a, b->issue.from),
        .to = date_iso(a, b->issue.to),
        .date = b->date,
        .version = S(ZHBOOK_VERSION),
        .kept = pj->conf.keep_inputs,
        .pending = true,
    };
    struct keeping k = {run, &pj->conf, to, digest_inputs(a, &pj->conf), true};
    add_articles(run, to);
    add_files(run, to);
    add_due(run, to);
    keep_inputs(&k);
    return k.ok;
}

/* --- the files get their places --- */

/* The folder where files waited, with what runs that were killed left in it. */
static void clear(str dir, arena *a)
{
    struct strs names = {0};
    struct diags quiet = {.mem = a};
    if (os_stat(dir, *a).kind != OS_DIR || !os_list(a, dir, &names, &quiet)) return;
    for (isize i = 0; i < names.n; i++) os_remove(path_join(a, dir, names.v[i]), *a);
    os_rmdir(dir, *a);
}

static void unstage(arena *a, const struct conf *conf, const struct issue_row *w)
{
    for (isize i = 0; i < w->nfiles; i++)
        clear(path_dir(issue_path(a, conf, w->files[i].staged)), a);
}

/* Of a file that is in its place or waits beside it; false if it is neither. */
static bool settle(arena *a, const struct conf *conf, const struct issue_file *f, struct diags *ds)
{
    str at = issue_path(a, conf, f->staged), to = issue_path(a, conf, f->path);
    bool waits =
        os_stat(at, *a).kind == OS_FILE && str_eq(sha256_hex(a, sha256_file(at, *a), 32), f->sum);
    if (waits) return os_commit(at, to, *a, ds);
    return os_stat(to, *a).kind == OS_FILE &&
           str_eq(sha256_hex(a, sha256_file(to, *a), 32), f->sum);
}

static bool settle_all(arena *a, const struct conf *conf, const struct issue_row *w,
                       struct diags *ds)
{
    bool ok = true;
    for (isize i = 0; i < w->nfiles; i++) ok = settle(a, conf, &w->files[i], ds) && ok;
    return ok;
}

static int state_status(const struct run *run)
{
    return status_of_said(&run->r->said, EXIT_STATE);
}

/* None of its files may be another issue's. */
static bool is_alone(struct run *run, const struct issue_row *w)
{
    for (isize i = 0; i < w->nfiles; i++) {
        int other = digest_clash(run->pj->issue->digest, w->title, w->files[i].path, w->number);
        if (!other) continue;
        diag(&run->r->said, DIAG_ISSUE_THERE, (where){.file = run->files[i].path},
             "number %d has it", other);
        return false;
    }
    return true;
}

int issue_record(struct run *run, int status)
{
    struct project *pj = run->pj;
    struct issuing *is = pj->issue;
    struct issue_row issue;
    if (!is || !is->writes) return status;
    if (!run->whole) {
        issue = (struct issue_row){0};
        add_files(run, &issue);
        unstage(run->a, &pj->conf, &issue);
        return status;
    }
    bool ok = describe(run, &issue) && is_alone(run, &issue) && digest_begin(is->digest, &issue);
    if (ok) ok = settle_all(run->a, &pj->conf, &issue, &run->r->said);
    /* If a file cannot get its place the issue stays pending: the next run goes on. */
    if (ok) ok = digest_done(is->digest, issue.number);
    if (ok || !digest_has(is->digest, issue.number)) unstage(run->a, &pj->conf, &issue);
    return ok ? status : state_status(run);
}

/* --- after an interruption --- */

int issue_recover(const struct options *o, arena *a, struct reply *r, struct project *pj)
{
    struct digest *d = pj->issue->digest;
    struct issue_row issue;
    int number = digest_pending(d);
    where at = {.file = pj->conf.file};
    if (!number) return -1;
    if (!digest_find(d, a, number, &issue)) return EXIT_STATE;
    bool ok = settle_all(a, &pj->conf, &issue, &r->said);
    if (!ok && issue.kept) {
        struct replay p = {
            .o = o, .a = a, .r = r, .conf = &pj->conf, .v = &issue, .n = 1, .as_it_was = true};
        ok = replay_issue(&p) == EXIT_DONE;
    }
    if (!(ok ? digest_done(d, number) : digest_drop(d, number))) return EXIT_STATE;
    unstage(a, &pj->conf, &issue);
    diag(&r->said, ok ? DIAG_ISSUE_FINISHED : DIAG_ISSUE_TAKEN_BACK, at, "number %d", number);
    pj->issue->finished = ok;
    for (isize i = 0; ok && !o->quiet && !o->json && i < issue.nfiles; i++) {
        text_shown(&r->out, issue_path(a, &pj->conf, issue.files[i].path));
        buf_printf(&r->out, "  number %d, finished\n", number);
    }
    return -1;
}
