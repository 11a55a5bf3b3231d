/* show.c - `zhbook show`: one chapter, and how it came about. */
#include "cmd_local.h"
#include "convert.h"
#include "image.h"

/* By number in the book, path, end of a path, or title. */
static struct post *find(struct book *b, str what)
{
    struct post *lists[] = {b->posts, b->rest};
    isize counts[] = {b->nposts, b->nrest};
    long long number;
    if (str_int(what, &number) && number >= 1 && number <= b->nposts) return &b->posts[number - 1];
    for (int pass = 0; pass < 3; pass++)
        for (int l = 0; l < 2; l++)
            for (isize i = 0; i < counts[l]; i++) {
                struct post *p = &lists[l][i];
                if (pass == 0   ? str_eq(p->path, what)
                    : pass == 1 ? str_ends(p->path, what)
                                : str_has(p->title, what))
                    return p;
            }
    return NULL;
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct project *pj = make(a, struct project);
    int status = project_open(o, a, r, pj);
    if (status >= 0) return status;
    str what = o->args.n ? o->args.v[o->args.n - 1] : (str){0};
    struct post *p = what.len ? find(&pj->book, what) : NULL;
    if (!p) {
        diag(&r->said, DIAG_USAGE, (where){0}, "no such post: %.*s", STR(what));
        return EXIT_USAGE;
    }
    struct finder *finder = finder_open(a, &pj->conf, NULL, &r->said);
    str before = o->diff ? post_before(a, &pj->book, p) : (str){0};
    str after = post_show(a, &pj->book, p, finder, o->explain);
    if (o->diff) {
        diff_lines(&r->out, *a, before, after);
    } else if (o->explain) {
        if (!o->json) diags_format(&r->out, &p->said, DIAG_NOTE, false);
    } else {
        buf_add(&r->out, after);
    }
    if (!o->explain || o->json) diags_join(&r->said, &p->said);
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
