/*
 * stable.c - a finished chapter, given to the rules again, stays as it is.
 *
 *   stable [-v] [-f] [-n TITLE] BOOK.yaml…    every post of these books
 *   stable [-v] -m CASES [-s SEED] PAGE.md…   examples of the manual, hurt at random
 *   stable -w -m CASES [-s SEED] PAGE.md…     write those that stay as they are, as a page
 *   stable [-v] -x PAGE.md…                   a page's examples as they are
 *
 * A post goes the whole way as in a book, its pictures sought where they are, or, with -f, all of
 * them found.  What stands in the chapter then goes the same way as the body of the same post.
 *
 * Case i is made from seed SEED + i alone: an example or two, some tags, attributes and texts of
 * which are dropped, doubled, exchanged, or put into one another.  Of each case it is also asked
 * that no character is lost, and that a strict XML parser takes the chapter.
 *
 * -v shows where each one changes.
 */
#include "cmd_local.h"
#include "convert_local.h"
#include "html.h"
#include "markdown.h"
#include "model.h"
#include "os.h"
#include "xhtml.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run {
    arena mem;
    str title; /* -n: of the only post wanted */
    long long cases, seed, passed, failed;
    bool verbose, found, write, whole;
};

/* What became of one body. */
struct once {
    str out;
    bool balanced, whole; /* no character, no picture was lost */
};

/* --- one way through ------------------------------------------------------------------------- */

/* The picture of the container that an img shows has the size that is known of it. */
static void size_picture(arena *a, const struct post *p, struct node *img)
{
    for (isize i = 0; i < p->nimages; i++) {
        const struct image *im = &p->images[i];
        if (!str_ends(node_attr(img, ATTR_SRC), im->href)) continue;
        node_set(a, img, ATTR_WIDTH, str_printf(a, "%d", im->w));
        node_set(a, img, ATTR_HEIGHT, str_printf(a, "%d", im->h));
        return;
    }
}

/* Every picture is found, and has a name of the container. */
static void find_pictures(struct chapter *c, struct node *root)
{
    arena *a = c->mem;
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        str src = node_attr(n, ATTR_SRC);
        if (!node_is(n, TAG_IMG)) continue;
        size_picture(a, c->post, n);
        if (str_starts(src, S("../images/"))) continue;
        node_set(a, n, ATTR_SRC,
                 str_printf(a, "../images/%016llx.png", (unsigned long long)hash64(src)));
        if (!node_has(n, ATTR_ALT)) node_set(a, n, ATTR_ALT, (str){0});
    }
}

static void pass(struct chapter *c, const struct page *page, struct node *root, bool found)
{
    struct rule_ctx *cx = &c->rules;
    cx->chapter = c;
    cx->audit = &c->audit;
    cx->root = root;
    c->audit.in = audit_tree(root);
    c->audit.pictures_in = audit_pictures(root);
    markdown_asides(cx, root);
    if (page->found) page_cut(cx, page, root);
    sites_run(c->sites, cx, root);
    rules_run(common_rules, cx, root);
    if (found) find_pictures(c, root);
    else pictures_place(c, root);
    model_fix(cx, root);
    rules_run(last_rules, cx, root);
}

static struct once written(struct chapter *c, const struct node *root)
{
    struct buf out = {.mem = c->mem};
    struct tally all = tally_add(audit_tree(root), c->audit.removed);
    isize pictures = audit_pictures(root) + c->audit.pictures_held + c->audit.pictures_removed;
    xhtml_node(&out, root);
    return (struct once){buf_str(&out), tally_eq(all, c->audit.in),
                         pictures == c->audit.pictures_in};
}

static struct once again(struct chapter *c, str text)
{
    struct post post = *c->post;
    struct diags said = {.mem = c->mem};
    struct chapter next = *c;
    struct page page = {0};
    post.kind = BODY_HTML;
    next.post = &post;
    next.audit = (struct audit){0};
    next.rules.post = &post;
    next.rules.ds = &said;
    struct node *root = html_parse(c->mem, text, (struct html_opts){.context = TAG_DIV, .line = 1});
    pass(&next, &page, root, true);
    return written(&next, root);
}

static bool is_xml(arena *a, str content)
{
    str s = str_printf(a,
                       "<html xmlns='http://www.w3.org/1999/xhtml' "
                       "xmlns:epub='http://www.idpf.org/2007/ops'>%.*s</html>",
                       STR(content));
    xmlDocPtr doc =
        xmlReadMemory((const char *)s.p, (int)s.len, NULL, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    if (doc) xmlFreeDoc(doc);
    return doc != NULL;
}

/* --- what is said ---------------------------------------------------------------------------- */

static void show_change(str name, str one, str two)
{
    enum { BEFORE = 120, SHOWN = 320 };
    isize i = 0;
    while (i < one.len && i < two.len && one.p[i] == two.p[i]) i++;
    isize from = i > BEFORE ? i - BEFORE : 0;
    while (from && (one.p[from] & 0xC0) == 0x80) from--;
    printf("=== %.*s\n--- once\n%.*s\n--- twice\n%.*s\n", STR(name),
           STR(utf8_head(str_skip(one, from), SHOWN)), STR(utf8_head(str_skip(two, from), SHOWN)));
}

static void judge(struct run *r, str name, const struct once *one, const struct once *two,
                  bool is_read)
{
    bool same = str_eq(one->out, two->out);
    bool ok = same && one->balanced && two->balanced && one->whole && two->whole && is_read;
    r->passed += ok;
    r->failed += !ok;
    if (ok) return;
    if (!one->balanced || !two->balanced) printf("%.*s: a character is lost\n", STR(name));
    if (!one->whole || !two->whole) printf("%.*s: a picture is lost\n", STR(name));
    if (!is_read) printf("%.*s: this is no XML\n", STR(name));
    if (!same && !r->verbose) printf("%.*s: changes\n", STR(name));
    if (!same && r->verbose) show_change(name, one->out, two->out);
}

/* --- books ------------------------------------------------------------------------------------ */

/* What chapters of one book share. */
struct shop {
    const struct conf *conf;
    struct finder *finder;
    struct links *links;
    struct site_set *sites;
    struct page_set *pages;
};

static struct shop shop_of(arena *a, const struct book *b, struct diags *said)
{
    return (struct shop){.conf = b->conf,
                         .finder = finder_open(a, b->conf, NULL, said),
                         .links = links_make(a, b),
                         .sites = sites_make(a),
                         .pages = page_set_make(a)};
}

static struct chapter chapter_of(const struct shop *s, struct post *p, arena *a, arena *keep,
                                 struct diags *said)
{
    return (struct chapter){
        .conf = s->conf,
        .finder = s->finder,
        .links = s->links,
        .sites = s->sites,
        .pages = s->pages,
        .post = p,
        .mem = a,
        .keep = keep,
        .shown = {.mem = a},
        .rules = {.mem = a, .conf = s->conf, .post = p, .ds = said},
    };
}

static void post_twice(struct run *r, const struct shop *s, struct post p, arena a)
{
    /* What is kept goes to the far half: see post_show. */
    arena keep = {a.at + arena_left(&a) / 2, a.end};
    a.end = keep.at;
    struct diags said = {.mem = &a};
    struct chapter c = chapter_of(s, &p, &a, &keep, &said);
    struct body body = {0};
    struct page page = {0};
    if (!body_read(&a, &p, &body, &said)) return;
    struct node *root = body_parse(&a, c.pages, &p, &body, &page);
    pass(&c, &page, root, r->found);
    struct once one = written(&c, root), two = again(&c, one.out);
    judge(r, p.path, &one, &two, true);
}

static void book_twice(struct run *r, const char *file)
{
    arena a = r->mem;
    struct options o = {.jobs = 1};
    struct reply said = {.out = {.mem = &a}, .said = {.mem = &a}};
    struct project *pj = make(&a, struct project);
    long long passed = r->passed, failed = r->failed;
    strs_add(&a, &o.args, str_of(file));
    if (project_open(&o, &a, &said, pj) >= 0) {
        printf("stable: %s cannot be read\n", file);
        r->failed++;
        return;
    }
    struct shop shop = shop_of(&a, &pj->book, &said.said);
    for (isize i = 0; i < pj->book.nposts; i++)
        if (!r->title.len || str_has(pj->book.posts[i].path, r->title))
            post_twice(r, &shop, pj->book.posts[i], a);
    printf("%-40s %5lld posts, %lld change\n", file, r->passed + r->failed - passed - failed,
           r->failed - failed);
}

/* --- examples, hurt --------------------------------------------------------------------------- */

struct sample {
    str as, in; /* what the fence says; the input */
};
struct samples {
    struct sample *v;
    isize n;
};

static void read_samples(arena *a, struct samples *all, str page)
{
    struct buf body = {.mem = a};
    str as = {0};
    enum { OUTSIDE, INPUT, BEHIND } at = OUTSIDE;
    for (struct cut c = {.tail = page}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        if (at == OUTSIDE && str_starts(c.head, S("````example"))) {
            at = INPUT;
            as = str_trim(str_skip(c.head, 11));
            body = (struct buf){.mem = a};
        } else if (at == INPUT && str_eq(c.head, S("."))) {
            at = BEHIND;
            all->v = make_room(a, all->v, all->n);
            all->v[all->n++] = (struct sample){as, buf_str(&body)};
        } else if (at == INPUT) {
            buf_add(&body, c.head);
            buf_byte(&body, '\n');
        } else if (at == BEHIND && str_starts(c.head, S("````"))) {
            at = OUTSIDE;
        }
    }
}

/* The value of "name: value" in the fence's words, which ";" parts. */
static str option(str as, str name)
{
    for (struct cut c = {.tail = as}; c.tail.len;) {
        c = str_cut(c.tail, ';');
        struct cut kv = str_cut(c.head, ':');
        if (str_eq(str_trim(kv.head), name)) return str_trim(kv.tail);
    }
    return (str){0};
}

/* 0 … n - 1, of a sequence that the seed alone decides (splitmix64). */
static isize pick(u64 *state, isize n)
{
    u64 z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return n ? (isize)((z ^ (z >> 31)) % (u64)n) : 0;
}

/* A tag, or a text up to the next one or the end of its line. */
static struct strs tokens_of(arena *a, str s)
{
    struct strs all = {0};
    for (isize i = 0, end; i < s.len; i = end) {
        bool tag = s.p[i] == '<';
        end = i + 1;
        while (end < s.len &&
               !(tag ? s.p[end - 1] == '>' : s.p[end] == '<' || s.p[end - 1] == '\n'))
            end++;
        strs_add(a, &all, str_head(str_skip(s, i), end - i));
    }
    return all;
}

static str joined(arena *a, const struct strs *l, isize from, isize n)
{
    struct buf b = {.mem = a};
    for (isize i = from; i < from + n && i < l->n; i++) buf_add(&b, l->v[i]);
    return buf_str(&b);
}

/* One attribute of a tag goes, or comes from another tag. */
static str hurt_tag(arena *a, u64 *r, str tag, str other)
{
    isize at = str_byte(tag, ' ', 0), from = str_byte(other, ' ', 0);
    if (pick(r, 2) && from >= 0 && tag.len > 2 && tag.p[1] != '/')
        return str_printf(a, "%.*s%.*s", STR(str_head(tag, tag.len - 1)),
                          STR(str_skip(other, from)));
    if (at < 0) return tag;
    isize next = str_byte(tag, ' ', at + 1);
    return str_printf(a, "%.*s%.*s", STR(str_head(tag, at)),
                      STR(next < 0 ? S(">") : str_skip(tag, next)));
}

static void hurt_once(arena *a, u64 *r, struct strs *l, const struct strs *other)
{
    if (!l->n || !other->n) return;
    isize i = pick(r, l->n), k = pick(r, l->n), o = pick(r, other->n);
    str was = l->v[i];
    switch (pick(r, 9)) {
    case 0: l->v[i] = (str){0}; break;
    case 1: l->v[i] = str_printf(a, "%.*s%.*s", STR(was), STR(was)); break;
    case 2:
        l->v[i] = l->v[k];
        l->v[k] = was;
        break;
    case 3: l->n = i + 1; break;
    case 4:
        l->v[i] = str_printf(a, "%.*s%.*s", STR(was), STR(joined(a, other, 0, other->n)));
        break;
    case 5: l->v[i] = str_printf(a, "%.*s%.*s", STR(joined(a, l, k, 5)), STR(was)); break;
    case 6: l->v[i] = str_printf(a, "%.*s%.*s", STR(other->v[o]), STR(was)); break;
    default:
        for (isize n = 0; n < l->n && l->v[i].p[0] != '<'; n++) i = (i + 1) % l->n;
        if (l->v[i].len) l->v[i] = hurt_tag(a, r, l->v[i], other->v[o]);
    }
    struct strs fresh = tokens_of(a, joined(a, l, 0, l->n));
    *l = fresh;
}

static str hurt(arena *a, u64 *r, str in, str other)
{
    struct strs l = tokens_of(a, in), o = tokens_of(a, other);
    isize times = 1 + pick(r, 4);
    for (isize i = 0; i < times; i++) hurt_once(a, r, &l, &o);
    return joined(a, &l, 0, l.n);
}

static struct post post_of(arena *a, str as)
{
    struct post p = {.path = S("in"),
                     .kind = str_starts(as, S("markdown")) ? BODY_MARKDOWN
                             : str_starts(as, S("plain"))  ? BODY_TEXT
                                                           : BODY_HTML,
                     .title = option(as, S("title")),
                     .author = option(as, S("author")),
                     .url = option(as, S("url")),
                     .href = S("text/c0001.xhtml")};
    str label = option(as, S("label"));
    if (label.len) strs_add(a, &p.labels, label);
    return p;
}

/* The case as an example without an output, if its input does not look like the end of one. */
static void write_case(const struct sample *of, str in)
{
    if (str_has(in, S("````")) || str_starts(in, S(".\n")) || str_has(in, S("\n.\n"))) return;
    printf("\n````example %.*s\n%.*s%s.\n````\n", STR(of->as), STR(in),
           str_ends(in, S("\n")) ? "" : "\n");
}

static void case_twice(struct run *r, const struct samples *all, long long number, arena a)
{
    u64 state = (u64)(r->seed + number);
    arena keep = {a.at + arena_left(&a) / 2, a.end};
    a.end = keep.at;
    struct diags said = {.mem = &a};
    struct sample one = all->v[r->whole ? number : pick(&state, all->n)],
                  other = all->v[pick(&state, all->n)];
    struct conf conf;
    if (!conf_parse(&a, S("book: {title: t}\nsource: {dir: .}"), S("book.yaml"), NULL, &conf,
                    &said))
        return;
    struct post post = post_of(&a, one.as);
    struct book book = {.conf = &conf, .posts = &post, .nposts = 1};
    struct shop shop = shop_of(&a, &book, &said);
    struct chapter c = chapter_of(&shop, &post, &a, &keep, &said);
    struct body body = {.text = r->whole ? all->v[number].in : hurt(&a, &state, one.in, other.in),
                        .line = 1};
    struct page page = {0};
    struct node *root = body_parse(&a, c.pages, &post, &body, &page);
    bool found = pick(&state, 4) > 0;
    pass(&c, &page, root, found);
    struct once first = written(&c, root), second = again(&c, first.out);
    str name = str_printf(&a, "seed %lld", r->seed + number);
    long long failed = r->failed;
    bool is_read = is_xml(&a, first.out);
    if (r->write) {
        bool ok = is_read && first.balanced && first.whole && str_eq(first.out, second.out);
        if (ok) write_case(&one, body.text);
        return;
    }
    judge(r, name, &first, &second, is_read);
    if (r->verbose && r->failed > failed)
        printf("--- of (%.*s)\n%.*s\n", STR(one.as), STR(body.text));
}

static void cases_twice(struct run *r, char **files, int n)
{
    struct samples all = {0};
    struct diags said = {.mem = &r->mem};
    for (int i = 0; i < n; i++) {
        str page;
        if (os_read(&r->mem, str_of(files[i]), 1 << 24, &page, &said))
            read_samples(&r->mem, &all, page);
    }
    if (r->whole) r->cases = all.n;
    for (long long i = 0; all.n && i < r->cases; i++) case_twice(r, &all, i, r->mem);
}

static int usage(void)
{
    fputs("usage: stable [-v] [-f] [-n NAME] [-w] [-m CASES] [-s SEED] [-x] FILE…\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct run r = {.mem = arena_reserve((isize)8 << 30)};
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        bool more = i + 1 < argc;
        char c = argv[i][1];
        if (c == 'v') r.verbose = true;
        else if (c == 'f') r.found = true;
        else if (c == 'w') r.write = true;
        else if (c == 'x') r.whole = true;
        else if (c == 'n' && more) r.title = str_of(argv[++i]);
        else if (c == 'm' && more && str_int(str_of(argv[i + 1]), &r.cases)) i++;
        else if (c == 's' && more && str_int(str_of(argv[i + 1]), &r.seed)) i++;
        else return usage();
    }
    if (r.cases || r.whole) cases_twice(&r, argv + i, argc - i);
    else
        for (; i < argc; i++) book_twice(&r, argv[i]);
    if (r.write) return 0;
    printf("stable: %lld passed, %lld failed\n", r.passed, r.failed);
    return r.failed > 0;
}
