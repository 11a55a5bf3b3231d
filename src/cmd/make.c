/* make.c - `zhbook make`: collect, convert, package. */
#include "cmd_local.h"
#include "collect.h"
#include "convert.h"
#include "cover.h"
#include "date.h"
#include "image.h"
#include "os.h"
#include "path.h"
#include "package.h"
#include "store.h"

/* What one run did, for the last line. */
struct tally_of_run {
    long long bytes, chars_in, chars_out, chars_removed;
    isize missing, cached;
    double seconds;
    bool written; /* else --dry-run */
};

/* `pattern` with every {word} replaced. */
static str expand(arena *a, str pattern, str word, str by)
{
    struct buf b = {.mem = a};
    for (isize i; (i = str_find(pattern, word, 0)) >= 0;) {
        buf_add(&b, str_head(pattern, i));
        buf_add(&b, by);
        pattern = str_skip(pattern, i + word.len);
    }
    buf_add(&b, pattern);
    return buf_str(&b);
}

static str output_path(arena *a, const struct options *o, const struct book *b)
{
    if (o->output.len) return o->output;
    str name = expand(a, b->conf->output_name, S("{slug}"), book_slug(a, b->conf->title));
    name = expand(a, name, S("{date}"), date_iso(a, date_of(b->date, b->date_zone)));
    str dir = conf_path(a, b->conf, b->conf->output_dir);
    return str_printf(a, "%.*s%s%.*s%s", STR(dir), str_ends(dir, S("/")) ? "" : "/", STR(name),
                      str_iends(name, S(".epub")) ? "" : ".epub");
}

static void count(const struct book *b, struct tally_of_run *t)
{
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        t->chars_in += p->chars_in;
        t->chars_out += p->chars_out;
        t->chars_removed += p->chars_removed;
        t->missing += p->nlost;
        t->cached += p->cached;
    }
}

static void size_text(struct buf *out, long long bytes)
{
    if (bytes < 1000000) buf_printf(out, "%.1f kB", (double)bytes / 1e3);
    else buf_printf(out, "%.1f MB", (double)bytes / 1e6);
}

static void last_line(struct reply *r, const struct book *b, str path, const struct tally_of_run *t)
{
    struct buf *out = &r->out;
    const int *count = r->said.count;
    text_shown(out, path);
    buf_add(out, S("  "));
    if (t->written) size_text(out, t->bytes);
    else buf_add(out, S("not written"));
    buf_printf(out, "  %td article%s  %td image%s", b->nposts, plural(b->nposts), b->nimages,
               plural(b->nimages));
    if (t->missing) buf_printf(out, " (%td missing)", t->missing);
    buf_printf(out, "  %d error%s %d warning%s  %.2f s\n", count[DIAG_ERROR],
               plural(count[DIAG_ERROR]), count[DIAG_WARN], plural(count[DIAG_WARN]), t->seconds);
}

static void last_record(struct reply *r, const struct book *b, str path,
                        const struct tally_of_run *t, arena *a)
{
    struct buf *out = &r->out;
    buf_add(out, S("{\"file\":\""));
    json_text(out, path);
    if (t->written)
        buf_printf(out, "\",\"bytes\":%lld,\"sha256\":\"%.*s\"", t->bytes,
                   STR(sha256_hex(a, sha256_file(path, *a), 32)));
    else buf_add(out, S("\",\"bytes\":null,\"sha256\":null"));
    buf_printf(out, ",\"articles\":%td,\"images\":%td,\"missing\":%td", b->nposts, b->nimages,
               t->missing);
    buf_printf(out, ",\"chars_in\":%lld,\"chars_out\":%lld,\"chars_removed\":%lld", t->chars_in,
               t->chars_out, t->chars_removed);
    buf_printf(out, ",\"errors\":%d,\"warnings\":%d,\"notes\":%d", r->said.count[DIAG_ERROR],
               r->said.count[DIAG_WARN], r->said.count[DIAG_NOTE]);
    buf_printf(out, ",\"cached\":%td,\"seconds\":%.3f,\"peak_bytes\":%lld}\n", t->cached,
               t->seconds, os_peak_memory());
}

/* Everything that was said, in reading order; then which posts are not in the book. */
static void join(struct reply *r, struct book *b)
{
    for (isize i = 0; i < b->nposts; i++) diags_join(&r->said, &b->posts[i].said);
    for (isize i = 0; i < b->nrest; i++) {
        struct post *p = &b->rest[i];
        where at = {.file = p->path};
        if (p->verdict == OUT_UNREADABLE) diags_join(&r->said, &p->said);
        str why = verdict_text(r->said.mem, p);
        diag(&r->said, DIAG_LEFT_OUT, at, "%.*s", STR(why));
    }
}

static int status_of(const struct options *o, const struct reply *r, const struct tally_of_run *t)
{
    if (r->said.count[DIAG_ERROR]) return EXIT_CONTENT;
    if (o->strict && (t->missing || r->said.count[DIAG_WARN])) return EXIT_STRICT;
    return EXIT_DONE;
}

static bool forbidden(const struct conf *conf, const struct tally_of_run *t)
{
    return conf->missing == MISSING_FAIL && t->missing;
}

/* Posts that could not be read are errors in the content; to have none is not one. */
static int without_posts(const struct options *o, struct reply *r, struct project *pj)
{
    join(r, &pj->book);
    if (r->said.count[DIAG_ERROR]) return EXIT_CONTENT;
    if (o->allow_empty) return EXIT_DONE;
    diag(&r->said, DIAG_NO_POSTS, (where){.file = pj->conf.file}, "%td looked at", pj->book.nrest);
    return EXIT_NOTHING;
}

/* Write the book, if it is wanted; the exit status if that failed, else -1. */
static int write_book(const struct options *o, arena *a, struct reply *r, const struct book *b,
                      str path, long long *bytes)
{
    struct edition ed = {.path = path, .version = ZHBOOK_VERSION};
    if (o->dry_run) return -1;
    bool ok = os_mkdir(path_dir(path), *a, &r->said) && book_package(b, &ed, a, bytes, &r->said);
    return ok ? -1 : status_of_said(&r->said, EXIT_CONTENT);
}

static int build(const struct options *o, arena *a, struct reply *r, struct project *pj,
                 struct store *store, double began)
{
    struct tally_of_run t = {.written = !o->dry_run};
    struct book *b = &pj->book;
    struct finder *finder = finder_open(a, b->conf, store, &r->said);
    progress_on(o, &pj->crew, "convert", a);
    book_convert(b, a, &pj->crew, finder, store);
    progress_off(&pj->crew);
    progress_on(o, &pj->crew, "pictures", a);
    struct making_of made = book_images(b, a, &pj->crew, store);
    progress_off(&pj->crew);
    book_cover(b, &(struct cover_want){.finder = finder, .store = store}, a, &r->said);
    join(r, b);
    count(b, &t);
    int status = forbidden(b->conf, &t) ? EXIT_CONTENT : -1;
    str path = output_path(a, o, b);
    if (status < 0) status = write_book(o, a, r, b, path, &t.bytes);
    store_close(made.passing, *a);
    if (status >= 0) return status;
    pictures_report(o, r, b, &made, pj->crew.w[0].scratch);
    t.seconds = os_clock() - began;
    if (o->json) last_record(r, b, path, &t, a);
    else if (!o->quiet) last_line(r, b, path, &t);
    return status_of(o, r, &t);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    double began = os_clock();
    struct project *pj = make(a, struct project);
    int status = project_open(o, a, r, pj);
    if (status >= 0) return status;
    if (!pj->book.nposts) return without_posts(o, r, pj);
    struct store *store = project_store(o, a);
    status = build(o, a, r, pj, store, began);
    store_close(store, *a); /* not before: the packager reads chapters from it */
    return status;
}

const struct cmd cmd_make = {
    .name = "make",
    .args = "[book.yaml]",
    .help = "make the book",
    .options = "output jobs strict dry-run allow-empty no-cache",
    .run = run,
};
