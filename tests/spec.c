/*
 * spec.c - runs the examples of the manual's pages.
 *
 *   spec PAGE.md…        run every example
 *   spec -c [-m] <POST   convert one fragment, for trying: with -m Markdown
 *
 * A page is prose with fenced examples:
 *
 *   ````example              or: example markdown, example plain,
 *   input                            example page (a whole document)
 *   .
 *   output
 *   .
 *   diagnostics
 *   ````
 *
 * The last part may be missing when there are none.  Lines "title: …",
 * "author: …", "url: …", "label: …", "votes: …", "dated: yes" on the fence set what the post
 * says of itself, and keys of book.yaml as "content.math: text" what the book wants, parted by
 * ";".  Every output is converted again and must not change.  "→" stands for a tab, "␍" for a
 * carriage return, "␣" for a no-break space.
 */
#include "audit.h"
#include "convert_local.h"
#include "date.h"
#include "conf.h"
#include "html.h"
#include "markdown.h"
#include "model.h"
#include "site.h"
#include "url.h"
#include "xhtml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64 << 20 };

static str slurp(arena *a, FILE *f)
{
    struct buf in = {.mem = a};
    for (size_t n = 1; n && in.len < TEXT_MAX;) {
        buf_room(&in, 1 << 16);
        n = fread(in.p + in.len, 1, 1 << 16, f);
        in.len += (isize)n;
    }
    return buf_str(&in);
}

struct manual {
    str file, as; /* as: what the fence says */
    int examples, failed;
};

struct result {
    str out, said;
    bool balanced;
};

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

/* The policy: what the fence's words say of keys of book.yaml, "content.math: text". */
static struct conf conf_of(arena *a, str as)
{
    struct diags ds = {.mem = a};
    struct conf conf;
    struct strs set = {0};
    for (struct cut c = {.tail = as}; c.tail.len;) {
        c = str_cut(c.tail, ';');
        struct cut kv = str_cut(c.head, ':');
        if (str_has(kv.head, S(".")))
            strs_add(a, &set, str_printf(a, "%.*s=%.*s", STR(str_trim(kv.head)), STR(kv.tail)));
    }
    if (!conf_parse(a, S("book: {title: t}\nsource: {dir: .}"), S("book.yaml"), &set, &conf, &ds)) {
        struct buf said = {.mem = a};
        diags_format(&said, &ds, DIAG_NOTE, false);
        fprintf(stderr, "%.*s", STR(buf_str(&said)));
        exit(2);
    }
    return conf;
}

static struct node *parse(arena *a, const struct post *p, str as, str in, struct page *page)
{
    if (str_starts(as, S("page"))) {
        struct node *doc = html_parse(a, in, (struct html_opts){.line = 1});
        *page = page_read(a, page_set_make(a), doc, p->url);
        return page_content(a, page);
    }
    if (str_starts(as, S("markdown"))) return markdown_body(a, p, in, 1);
    if (str_starts(as, S("plain"))) return plain_parse(a, in, 1);
    return html_parse(a, in, (struct html_opts){.context = TAG_BODY, .line = 1});
}

/* Every picture is found: its file is named after its address, for the page to show. */
static void find_pictures(arena *a, struct node *root)
{
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        str src = node_attr(n, ATTR_SRC);
        if (!node_is(n, TAG_IMG) || str_starts(src, S("images/"))) continue;
        struct buf b = {.mem = a};
        isize at = str_find(src, S("://"), 0);
        if (at >= 0) src = str_skip(src, at + 3);
        buf_add(&b, S("images/"));
        for (isize i = 0; i < src.len && i < 200; i++) {
            u8 c = src.p[i];
            bool plain =
                is_alpha(c) || is_digit(c) || c == '-' || c == '_' || (i && (c == '.' || c == '/'));
            buf_byte(&b, plain ? c : '-');
        }
        str name = buf_str(&b);
        bool known =
            str_ends(name, S(".png")) || str_ends(name, S(".jpg")) || str_ends(name, S(".gif"));
        if (!known) buf_add(&b, S(".png"));
        node_set(a, n, ATTR_SRC, buf_str(&b));
    }
}

/* A post of "path|title|url|day". */
static struct post other_post(arena *a, str words, int number)
{
    struct cut path = str_cut(str_trim(words), '|'), title = str_cut(path.tail, '|');
    struct cut url = str_cut(title.tail, '|');
    struct post p = {.path = path.head, .title = title.head, .url = url.head, .number = number};
    long long y, m, d;
    p.href = str_printf(a, "text/c%04d.xhtml", number);
    p.dated = url.tail.len == 10 && str_int(str_head(url.tail, 4), &y) &&
              str_int(str_head(str_skip(url.tail, 5), 2), &m) && str_int(str_skip(url.tail, 8), &d);
    if (p.dated) p.published = date_days((int)y, (int)m, (int)d) * 24 * 3600;
    if (str_starts(p.url, S("/"))) { /* its place on an unknown site */
        strs_add(a, &p.aliases, p.url);
        p.url = (str){0};
    }
    str article = url_article(a, p.url);
    if (article.len) strs_add(a, &p.aliases, article);
    return p;
}

/* The post itself and those of "book: …". */
static struct book book_of(arena *a, str as, struct post own)
{
    enum { POSTS = 20 };
    struct book b = {.posts = make_n(a, struct post, POSTS), .nposts = 1};
    own.href = S("text/c0001.xhtml");
    b.posts[0] = own;
    for (struct cut c = {.tail = option(as, S("book"))}; c.tail.len && b.nposts < POSTS;) {
        c = str_cut(c.tail, ',');
        b.posts[b.nposts] = other_post(a, c.head, (int)b.nposts + 1);
        b.nposts++;
    }
    return b;
}

static struct result convert(arena *a, str as, str in)
{
    struct diags ds = {.mem = a};
    struct audit audit = {0};
    struct conf conf = conf_of(a, as);
    str path = option(as, S("path"));
    struct post post = {.path = path.len ? path : S("in"),
                        .kind = str_starts(as, S("markdown")) ? BODY_MARKDOWN : BODY_HTML,
                        .title = option(as, S("title")),
                        .author = option(as, S("author")),
                        .url = option(as, S("url")),
                        .dated = option(as, S("dated")).len > 0};
    str label = option(as, S("label"));
    if (label.len) strs_add(a, &post.labels, label);
    if (!str_int(option(as, S("votes")), &post.votes)) post.votes = 0;
    struct book book = book_of(a, as, post);
    struct chapter chapter = {
        .conf = &conf, .links = links_make(a, &book), .post = &book.posts[0], .mem = a};
    struct page page = {0};
    struct node *root = parse(a, chapter.post, as, in, &page);
    struct rule_ctx cx = {.mem = a,
                          .conf = &conf,
                          .post = chapter.post,
                          .chapter = &chapter,
                          .root = root,
                          .ds = &ds,
                          .audit = &audit};
    struct tally before = audit_tree(root);
    markdown_asides(&cx, root);
    struct user_rules *user = user_rules_make(a, &conf);
    if (page.found && !user_rules_keep(user, root)) page_cut(&cx, &page, root);
    user_rules_run(user, &cx, root);
    sites_run(sites_make(a), &cx, root);
    rules_run(common_rules, &cx, root);
    find_pictures(a, root);
    model_fix(&cx, root);
    rules_run(last_rules, &cx, root);
    struct result m = {.balanced = tally_eq(before, tally_add(audit_tree(root), audit.removed))};
    struct buf out = {.mem = a}, said = {.mem = a};
    xhtml_node(&out, root);
    diags_format(&said, &ds, DIAG_NOTE, false);
    m.out = str_trim(buf_str(&out));
    m.said = str_trim(buf_str(&said));
    return m;
}

static str expand(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        buf_rune(&b, c == 0x2192 ? '\t' : c == 0x240D ? '\r' : c == 0x2423 ? 0xA0 : c);
    }
    return buf_str(&b);
}

/* Cut `part` from the example at a line that is a single dot. */
static str part(str *rest)
{
    for (isize i = 0; i <= rest->len;) {
        isize end = str_byte(*rest, '\n', i);
        if (end < 0) end = rest->len;
        if (end == i + 1 && rest->p[i] == '.') {
            str head = str_head(*rest, i);
            *rest = end < rest->len ? str_skip(*rest, end + 1) : (str){0};
            return head;
        }
        i = end + 1;
    }
    str all = *rest;
    *rest = (str){0};
    return all;
}

static void complain(struct manual *p, int line, const char *what, str have, str want)
{
    printf("%.*s:%d: %s\n--- is\n%.*s\n--- not\n%.*s\n", STR(p->file), line, what, STR(have),
           STR(want));
}

static void example(struct manual *p, arena a, str text, int line)
{
    str in = expand(&a, part(&text));
    str out = str_trim(expand(&a, part(&text))), said = str_trim(part(&text));
    struct result m = convert(&a, p->as, in);
    struct result again = convert(
        &a, str_starts(p->as, S("html")) ? p->as : str_printf(&a, "html; %.*s", STR(p->as)), m.out);
    bool ok = str_eq(m.out, out) && str_eq(m.said, said);
    p->examples++;
    if (!str_eq(m.out, out)) complain(p, line, "the output", m.out, out);
    if (!str_eq(m.said, said)) complain(p, line, "what is said", m.said, said);
    if (!m.balanced) complain(p, line, "text is lost or made unmarked; this", m.out, out);
    if (!str_eq(again.out, m.out)) complain(p, line, "converted again, it", again.out, m.out);
    if (!ok || !m.balanced || !str_eq(again.out, m.out)) p->failed++;
}

static void run(struct manual *p, arena a, str text)
{
    struct buf body = {.mem = &a};
    int line = 0, start = 0;
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        line++;
        if (!start && str_starts(c.head, S("````example"))) {
            start = line;
            p->as = str_trim(str_skip(c.head, 11));
            body = (struct buf){.mem = &a};
        } else if (start && str_starts(c.head, S("````"))) {
            example(p, a, buf_str(&body), start);
            start = 0;
        } else if (start) {
            buf_add(&body, c.head);
            buf_byte(&body, '\n');
        }
    }
}

/* Body of a post: what stands behind the front matter, if there is one. */
static str body_of(str s)
{
    isize at = str_starts(str_trim(s), S("---")) ? str_find(s, S("---"), 0) : -1;
    isize end = at < 0 ? -1 : str_find(s, S("\n---"), at + 3);
    return end < 0 ? s : str_skip(s, end + 4);
}

static int try_one(arena a, str as)
{
    struct result m = convert(&a, as, body_of(slurp(&a, stdin)));
    printf("%.*s\n", STR(m.out));
    fprintf(stderr, "%.*s\n", STR(m.said));
    if (!m.balanced) fprintf(stderr, "spec: text is lost\n");
    struct result again = convert(&a, S("html"), m.out);
    if (str_eq(again.out, m.out)) return !m.balanced;
    isize i = 0;
    while (i < m.out.len && i < again.out.len && m.out.p[i] == again.out.p[i]) i++;
    isize from = i > 80 ? i - 80 : 0;
    fprintf(stderr, "spec: converted again, it changes:\n%.200s\n---\n%.200s\n",
            str_z(&a, str_skip(m.out, from)), str_z(&a, str_skip(again.out, from)));
    return 1;
}

int main(int argc, char **argv)
{
    arena all = arena_reserve((isize)4 << 30);
    int examples = 0, failed = 0;
    if (argc > 1 && !strcmp(argv[1], "-c"))
        return try_one(all, argc > 2 && !strcmp(argv[2], "-m") ? S("markdown") : S("html"));
    for (int i = 1; i < argc; i++) {
        arena a = all;
        FILE *f = fopen(argv[i], "rb");
        if (!f) {
            printf("%s: cannot be read\n", argv[i]);
            failed++;
            continue;
        }
        struct manual p = {.file = str_of(argv[i])};
        str text = slurp(&a, f);
        fclose(f);
        run(&p, a, text);
        examples += p.examples;
        failed += p.failed;
    }
    printf("spec: %d passed, %d failed\n", examples - failed, failed);
    return failed > 0;
}
