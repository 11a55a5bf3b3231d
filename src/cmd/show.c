/* show.c - `zhbook show`: one chapter, and how it came about. */
#include "cmd_local.h"
#include "convert.h"
#include "device.h"
#include "image.h"
#include "os.h"

enum way { BY_PATH, BY_END, BY_TITLE, WAYS };

/* `whole` ends with `end`, and a name of a file or folder begins there. */
static bool ends_path(str whole, str end)
{
    if (!str_ends(whole, end)) return false;
    return whole.len == end.len || whole.p[whole.len - end.len - 1] == '/' || end.p[0] == '/';
}

/* `real`: the file that `what` names from here, if there is one. */
static bool is_meant(const struct post *p, str what, str real, enum way way, arena scratch)
{
    switch (way) {
    case BY_PATH:
        return str_eq(p->path, what) || (real.len && str_eq(os_real(&scratch, p->path), real));
    case BY_END: return ends_path(p->path, what);
    case BY_TITLE:
    case WAYS: break;
    }
    return str_has(p->title, what);
}

/* By number in the book, path, end of a path, or title. */
static struct post *find(struct book *b, str what, arena scratch)
{
    struct post *lists[] = {b->posts, b->rest};
    isize counts[] = {b->nposts, b->nrest};
    long long number;
    str real = os_real(&scratch, what);
    if (str_int(what, &number) && number >= 1 && number <= b->nposts) return &b->posts[number - 1];
    for (int way = 0; way < WAYS; way++)
        for (int l = 0; l < 2; l++)
            for (isize i = 0; i < counts[l]; i++)
                if (is_meant(&lists[l][i], what, real, (enum way)way, scratch)) return &lists[l][i];
    return NULL;
}

/* The record of --json: what is shown is its last member. */
static void add_record(struct buf *out, const struct post *p, const char *key, str value)
{
    buf_add(out, S("{\"path\":\""));
    json_text(out, p->path);
    buf_add(out, S("\",\"title\":\""));
    json_text(out, p->title);
    buf_printf(out, "\",\"%s\":\"", key);
    json_text(out, value);
    buf_add(out, S("\"}\n"));
}

static void show(const struct options *o, arena *a, const struct book *b, struct post *p,
                 struct reply *r)
{
    struct finder *finder = finder_open(a, b->conf, NULL, &r->said);
    str before = o->diff ? post_before(a, p) : (str){0};
    str after = post_show(a, b, p, finder, o->explain);
    struct buf shown = {.mem = a};
    if (o->diff) diff_lines(&shown, before, after);
    else if (!o->explain) buf_add(&shown, after);
    else if (!o->json) diags_format(&shown, &p->said, DIAG_NOTE, false);
    if (!o->json) buf_add(&r->out, buf_str(&shown));
    else if (!o->explain || o->diff)
        add_record(&r->out, p, o->diff ? "diff" : "xhtml", buf_str(&shown));
    if (!o->explain || o->json) diags_join(&r->said, &p->said);
}

static int usage(struct reply *r, str why)
{
    diag(&r->said, DIAG_USAGE, (where){0}, "%.*s", STR(why));
    return EXIT_USAGE;
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct project *pj = make(a, struct project);
    str last = o->args.n ? o->args.v[o->args.n - 1] : (str){0};
    if (!last.len || (o->args.n == 1 && is_book_name(last)))
        return usage(r, S("which post? its number, its path or words of its title are missing"));
    int status = project_open(o, a, r, pj);
    if (status >= 0) return status;
    /* As the first device shows it. */
    const struct device *d = device_of(pj->conf.devices.v[0]);
    const struct conf all = pj->conf;
    conf_for(a, &all, d, &pj->conf);
    struct post *p = find(&pj->book, last, *a);
    if (!p) return usage(r, str_printf(a, "no such post: %.*s", STR(last)));
    show(o, a, &pj->book, p, r);
    return r->said.count[DIAG_ERROR] ? EXIT_CONTENT : EXIT_DONE;
}

const struct cmd cmd_show = {
    .name = "show",
    .args = "[book.yaml] POST",
    .help = "print one chapter as XHTML; POST is a number, a path or words of "
            "the title",
    .options = "explain diff",
    .run = run,
};
