/* publish.c - `zhbook publish`: finished books as a folder for a web server.  See publish.h. */
#include "publish.h"
#include "cmd_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "url.h"

struct publishing {
    const struct options *o;
    arena *a;
    struct reply *r;
    struct conf conf;
    struct publish_want want;
    struct publish_done done;
    struct digest *digest;
    struct issue_list issues;
};

/* An address with "/" at its end; false: said. */
static bool base_of(struct publishing *p)
{
    str base = p->o->base_url.len ? p->o->base_url : p->conf.publish_base, clean;
    if (!base.len) return true;
    if (!str_ends(base, S("/"))) base = str_printf(p->a, "%.*s/", STR(base));
    struct url u = url_split(base);
    bool web = str_ieq(u.scheme, S("http")) || str_ieq(u.scheme, S("https"));
    if (web && !u.has_query && !u.has_fragment && url_clean(p->a, base, S(""), &clean)) {
        p->want.base = clean;
        return true;
    }
    where at = {.file = p->o->base_url.len ? (str){0} : p->conf.file};
    diag(&p->r->said, DIAG_PUBLISH_BASE, at, "%.*s", STR(base));
    return false;
}

static int prepare(struct publishing *p)
{
    const struct options *o = p->o;
    p->want.dry_run = o->dry_run;
    p->want.prune = o->prune ? (isize)o->prune : (isize)p->conf.publish_prune;
    p->want.dir = o->folder.len ? o->folder : conf_path(p->a, &p->conf, p->conf.publish_dir);
    if (!base_of(p)) return o->base_url.len ? EXIT_USAGE : EXIT_CONFIG;
    if (!p->conf.issue_on) return -1;
    str series = digest_series(p->a, &p->conf);
    p->digest = digest_open(p->a, &p->conf, series, !o->dry_run, &p->r->said);
    if (!p->digest || !digest_list(p->digest, p->a, &p->issues))
        return status_of_said(&p->r->said, EXIT_STATE);
    p->want.issues = &p->issues;
    return -1;
}

/* --- the state --- */

static const struct issue_row *row_of(const struct publishing *p, int number)
{
    for (isize i = 0; i < p->issues.n; i++)
        if (p->issues.v[i].number == number) return &p->issues.v[i];
    return NULL;
}

static bool is_noted(const struct issue_row *w, str place, str sum)
{
    for (isize i = 0; w && i < w->npublished; i++)
        if (str_eq(w->published[i].place, place) && str_eq(w->published[i].sum, sum)) return true;
    return false;
}

static bool note(struct publishing *p)
{
    bool ok = true;
    str place = p->want.base.len ? p->want.base : p->want.dir;
    for (isize i = 0; i < p->done.nissues; i++) {
        const struct publish_issue *is = &p->done.issues[i];
        if (is_noted(row_of(p, is->number), place, is->sum)) continue;
        struct issue_published at = {place, is->sum, os_now()};
        ok = digest_published(p->digest, is->number, &at) && ok;
    }
    return ok;
}

/* --- what it says --- */

static void each(struct publishing *p, const struct strs *list, const char *change)
{
    struct buf *out = &p->r->out;
    for (isize i = 0; i < list->n; i++) {
        if (p->o->json) {
            buf_printf(out, "{\"%s\":\"", change);
            json_text(out, list->v[i]);
            buf_add(out, S("\"}\n"));
        } else {
            buf_printf(out, "%-8s ", change);
            text_shown(out, list->v[i]);
            buf_byte(out, '\n');
        }
    }
}

static void report(struct publishing *p)
{
    struct buf *out = &p->r->out;
    const struct publish_done *d = &p->done;
    if (p->o->json || p->o->verbose) {
        each(p, &d->changed, "written");
        each(p, &d->removed, "removed");
    }
    if (p->o->json) {
        buf_add(out, S("{\"folder\":\""));
        json_text(out, p->want.dir);
        buf_printf(out, "\",\"changed\":%td,\"removed\":%td,\"files\":%td,\"dry_run\":%s}\n",
                   d->changed.n, d->removed.n, d->files, p->o->dry_run ? "true" : "false");
    } else if (!p->o->quiet) {
        text_shown(out, p->want.dir);
        buf_printf(out, "  %td file%s %s", d->changed.n, plural(d->changed.n),
                   p->o->dry_run ? "would change" : "changed");
        if (d->removed.n) buf_printf(out, ", %td removed", d->removed.n);
        buf_printf(out, ", %td in all\n", d->files);
    }
}

/* It stands beside the state until the hook is done: a run that was cut off before that has written
 * all files, and the next one would find nothing to do. */
static str hook_mark(struct publishing *p)
{
    str state = conf_path(p->a, &p->conf, p->conf.state);
    str name = sha256_hex(p->a, sha256(p->want.dir), 4);
    return str_printf(p->a, "%.*s/publishes-%.*s", STR(path_dir(state)), STR(name));
}

/* With --due: nothing changed, and no hook is owed. */
static bool is_nothing(const struct publishing *p, bool owed)
{
    return p->o->due && !p->done.changed.n && !p->done.removed.n && !owed;
}

static int work(struct publishing *p)
{
    struct diags *said = &p->r->said;
    str mark = hook_mark(p);
    bool hooked = p->conf.publish_hook.n && !p->o->dry_run;
    bool owed = hooked && os_stat(mark, *p->a).kind != OS_NONE;
    if (hooked && !owed &&
        (!os_mkdir(path_dir(mark), *p->a, said) || !os_write(mark, S("hook\n"), true, *p->a, said)))
        return EXIT_SYSTEM;
    if (hooked) mark = os_real(p->a, mark); /* the hook has a folder of its own */
    bool ok = publish_tree(&p->conf, &p->want, &p->done, p->a, said);
    if (p->done.refused) return EXIT_CONFIG;
    if (!ok) return status_of_said(said, EXIT_CONTENT);
    if (!p->done.files) {
        if (p->o->allow_empty) return EXIT_DONE;
        if (p->o->due) return EXIT_NOTHING;
        diag(said, DIAG_PUBLISH_NOTHING, (where){.file = p->conf.output_dir}, "%s", "");
        return EXIT_NOTHING;
    }
    if (p->digest && !p->o->dry_run && !note(p)) return EXIT_STATE;
    bool nothing = is_nothing(p, owed);
    if (!nothing) report(p);
    if (p->o->dry_run) return nothing ? EXIT_NOTHING : EXIT_DONE;
    if (!nothing && !publish_hook(&p->conf, p->want.dir, &p->r->out, p->a, said))
        return EXIT_NETWORK;
    if (hooked) os_remove(mark, *p->a);
    return nothing ? EXIT_NOTHING : EXIT_DONE;
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct publishing *p = make(a, struct publishing);
    *p = (struct publishing){.o = o, .a = a, .r = r};
    int status = project_conf(o, a, r, &p->conf);
    if (status < 0) status = prepare(p);
    if (status < 0) status = work(p);
    if (p->digest) digest_close(p->digest);
    return status;
}

const struct cmd cmd_publish = {
    .name = "publish",
    .args = "[book.yaml]",
    .help = "write finished books, pages, feeds and catalogues into a folder for a web server",
    .options = "dir base-url prune dry-run allow-empty due",
    .run = run,
};
