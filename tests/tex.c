/*
 * tex.c - formulas people really wrote, one a line.
 *
 *   tex [-v] [-p PAGE] FOLDER
 *
 * FOLDER has zhihu-tex.txt and dollar-tex.txt.  Prints the share of each that
 * becomes MathML, with -v what did not; fails below the bars, or if the content
 * model would change a formula.  -p writes all as a chapter, each beside its
 * TeX.  Without the folder it says so and succeeds.
 */
#include "model/check.h"
#include "audit.h"
#include "book.h"
#include "os.h"
#include "rule.h"
#include "tex.h"
#include "xhtml.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 16 << 20 };

static const struct list {
    const char *name;
    int bar; /* percent */
} lists[] = {{"zhihu-tex.txt", 97}, {"dollar-tex.txt", 95}};

struct score {
    int all, good, changed;
    bool verbose;
    struct buf page;
};

static str written(arena *a, const struct node *root)
{
    struct buf out = {.mem = a};
    xhtml_chapter(&out, &(struct xhtml_head){.title = S("TeX"), .lang = S("en")}, root);
    return buf_str(&out);
}

/* A paragraph with the formula. */
static struct node *chapter(arena *a, struct node *math)
{
    struct node *root = node_make(a, TAG_DOCUMENT);
    node_append(node_add(a, root, TAG_P), math);
    return root;
}

static bool unchanged(arena *a, struct node *root)
{
    struct diags said = {.mem = a};
    struct post post = {.path = S("tex")};
    struct audit audit = {0};
    struct rule_ctx cx = {
        .mem = a, .ds = &said, .post = &post, .audit = &audit, .rule = "model", .root = root};
    str once = written(a, root);
    model_fix(&cx, root);
    const struct node *at = root;
    return str_eq(once, written(a, root)) && !check_tree(*a, root, &at);
}

static void row(struct score *s, arena *a, str tex, const struct node *root)
{
    str all = written(a, root);
    isize from = str_find(all, S("<p>"), 0), to = str_find(all, S("</body>"), 0);
    struct node *code = node_make(a, TAG_DOCUMENT);
    node_add_text(a, node_add(a, node_add(a, code, TAG_P), TAG_CODE), tex);
    str plain = written(a, code);
    isize start = str_find(plain, S("<p>"), 0), end = str_find(plain, S("</body>"), 0);
    buf_add(&s->page, str_skip(str_head(all, to), from));
    buf_add(&s->page, str_skip(str_head(plain, end), start));
}

static void judge(struct score *s, str line, arena mem, arena *keep)
{
    struct node *math;
    str why, tex = line;
    u8 *exact = malloc(line.len ? (size_t)line.len : 1); /* ASan sees the edge */
    memcpy(exact, line.p, (size_t)line.len);
    tex.p = exact;
    bool display = tex_strip(&tex);
    s->all++;
    s->page.mem = keep;
    if (!tex_mathml(&mem, tex, display, &math, &why)) {
        if (s->verbose) printf("%.*s: %.*s\n", STR(why), STR(line));
    } else {
        s->good++;
        struct node *root = chapter(&mem, math);
        row(s, &mem, tex, root);
        if (!unchanged(&mem, root)) {
            s->changed++;
            printf("tex: the model changes %.*s\n%.*s\n", STR(line), STR(written(&mem, root)));
        }
    }
    free(exact);
}

static bool run(const char *folder, const struct list *list, struct score *s, arena *keep,
                arena mem)
{
    struct diags ds = {.mem = &mem};
    str path = str_printf(&mem, "%s/%s", folder, list->name), bytes;
    if (!os_read(&mem, path, FILE_MAX, &bytes, &ds)) {
        printf("tex: %.*s is not there; skipped\n", STR(path));
        return true;
    }
    *s = (struct score){.verbose = s->verbose, .page = s->page};
    for (struct cut c = {.tail = bytes}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (str_trim(c.head).len) judge(s, c.head, mem, keep);
    }
    double share = s->all ? 100.0 * s->good / s->all : 0;
    printf("tex: %s: %d of %d, %.2f %% (bar %d)\n", list->name, s->good, s->all, share, list->bar);
    return share >= list->bar && !s->changed;
}

static void save(const char *path, str rows)
{
    FILE *f = fopen(path, "wb");
    if (!f) return;
    fprintf(f,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
            "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head><title>TeX</title></head>\n"
            "<body>\n%.*s</body>\n</html>\n",
            STR(rows));
    fclose(f);
}

int main(int argc, char **argv)
{
    arena keep = arena_reserve((isize)1 << 30), mem = arena_reserve((isize)1 << 30);
    const char *folder = "../shared/corpus/math", *page = NULL;
    struct score s = {.page = {.mem = &keep}};
    int passed = 0;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-v")) s.verbose = true;
        else if (!strcmp(argv[i], "-p") && i + 1 < argc) page = argv[++i];
        else folder = argv[i];
    }
    for (isize i = 0; i < COUNT(lists); i++) passed += run(folder, &lists[i], &s, &keep, mem);
    if (page) save(page, buf_str(&s.page));
    printf("tex: %d passed, %d failed\n", passed, (int)COUNT(lists) - passed);
    return passed != COUNT(lists);
}
