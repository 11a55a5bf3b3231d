/* convert.c - all posts become chapters.  See convert.h. */
#include "convert_local.h"
#include "html.h"
#include "store.h"
#include "used.h"
#include "xhtml.h"
#include "zip.h"

/* The policy: all of it, and what makes a chapter apart from its pictures.  Editions for several
 * devices share a chapter if they show the same pictures in it. */
struct salts {
    struct sha256 own, shared;
};

struct jobs {
    struct book *book;
    struct finder *finder;
    struct links *links;
    struct site_set *sites;
    struct user_rules *user;
    struct page_set *pages; /* NULL: pages stay whole */
    const struct templates *templates;
    struct store *store;
    struct salts salts;
};

/* Everything of the policy but what is_elsewhere names, whether a chapter depends on it or not: a
 * new key must not be forgotten here. */
static void put_str(struct buf *b, str s)
{
    buf_printf(b, "%td:%.*s;", s.len, STR(s));
}
static void put_strs(struct buf *b, struct strs s)
{
    for (isize i = 0; i < s.n; i++) put_str(b, s.v[i]);
    buf_byte(b, '.');
}
static void put_pairs(struct buf *b, struct pairs p)
{
    for (isize i = 0; i < p.n; i++) {
        put_str(b, p.v[i].from);
        put_str(b, p.v[i].to);
    }
    buf_byte(b, '.');
}
static void put_int(struct buf *b, long long n)
{
    buf_printf(b, "%lld;", n);
}
/* Which fonts there are is nothing to a chapter, but that there are. */
static void put_fonts(struct buf *b, struct fonts f)
{
    put_int(b, f.n > 0);
}
static void put_nothing(struct buf *b, ...)
{
    (void)b; /* creators and topics never reach a chapter */
}

/* What differs between the editions of a book and reaches a chapter by way of its pictures alone:
 * about those it asks. */
static bool is_asked(str key)
{
    static const str asked[] = {
        LIT("output."),     LIT("limits."),          LIT("issue."),
        LIT("toc.depth"),   LIT("book.title"),       LIT("book.identifier"),
        LIT("images.webp"), LIT("images.grayscale"), LIT("images.split_long"),
        LIT("images.max_"), LIT("images.quality")};
    for (isize i = 0; i < COUNT(asked); i++)
        if (str_starts(key, asked[i])) return true;
    return false;
}

/* What no chapter depends on. */
static bool is_elsewhere(str key)
{
    static const str others[] = {LIT("fetch."), LIT("send."), LIT("publish."), LIT("serve."),
                                 LIT("run.")};
    for (isize i = 0; i < COUNT(others); i++)
        if (str_starts(key, others[i])) return true;
    return false;
}

static void put_policy(struct buf *b, const struct conf *conf, bool shared)
{
#define PUT_STR put_str
#define PUT_DATE put_str
#define PUT_STRS put_strs
#define PUT_PAIRS put_pairs
#define PUT_INT put_int
#define PUT_BOOL put_int
#define PUT_ENUM put_int
#define PUT_CREATORS put_nothing
#define PUT_TOPICS put_nothing
#define PUT_FONTS put_fonts
#define K(field, key, type, ...)                                                                   \
    if (!is_elsewhere(S(key)) && !(shared && is_asked(S(key)))) PUT_##type(b, conf->field);
#include "conf.def"
#undef K
}

static struct salts salts_of(const struct conf *conf, const struct templates *t, arena scratch)
{
    arena other = {scratch.at + arena_left(&scratch) / 2, scratch.end};
    scratch.end = other.at;
    struct buf own = {.mem = &scratch}, shared = {.mem = &other};
    const struct template *page = t->v[PAGE_chapter];
    str sum = {t->sums[PAGE_chapter].b, sizeof t->sums[PAGE_chapter].b};
    buf_add(&own, sum);
    buf_add(&shared, sum);
    if (template_names(page, SLOT_book_title)) put_str(&shared, conf->title);
    put_policy(&own, conf, false);
    put_policy(&shared, conf, true);
    put_int(&shared, conf_kepub(conf));
    put_int(&shared, conf->thrift.few ? conf->thrift.pictures : -1);
    buf_printf(&own, "%.*s%d;%d;%d", STR(buf_str(&shared)), conf->thrift.quality,
               conf->thrift.percent, conf->thrift.grey);
    return (struct salts){sha256(buf_str(&own)), sha256(buf_str(&shared))};
}

/* Of the posts of one topic the one behind p, which is p's neighbour. */
static const struct post *next_of(const struct book *b, const struct post *p)
{
    if (p < b->posts || p + 1 >= b->posts + b->nposts) return NULL;
    return p[1].part == p->part ? p + 1 : NULL;
}

static struct chapter chapter_of(const struct jobs *j, struct post *p, arena *mem, arena *keep,
                                 struct diags *ds)
{
    return (struct chapter){
        .conf = j->book->conf,
        .finder = j->finder,
        .links = j->links,
        .sites = j->sites,
        .user = j->user,
        .pages = j->pages,
        .templates = j->templates,
        .post = p,
        .next = next_of(j->book, p),
        .mem = mem,
        .keep = keep,
        .shown = {.mem = mem},
        .kepub = conf_kepub(j->book->conf),
        .rules = {.mem = mem, .conf = j->book->conf, .post = p, .ds = ds},
    };
}

/* A post that can no longer be read leaves an empty chapter and a message:
 * its place in the contents is already given. */
static struct node *tree_of(struct chapter *c, const struct body *body, bool ok, struct page *page)
{
    if (!ok) return node_make(c->mem, TAG_DOCUMENT);
    return body_parse(c->mem, c->pages, c->post, body, page);
}

static struct page_set *pages_of(arena *a, const struct conf *conf)
{
    return conf->extract == EXTRACT_SITE ? page_set_make(a) : NULL;
}

/* --- the documents --- */

static void pack_one(struct chapter *c, str text, str name, struct entry *e)
{
    if (!text.len) return;
    e->name = name;
    zip_deflate(c->mem, text, e);
}

static void pack(struct chapter *c, struct drafts all)
{
    struct post *p = c->post;
    p->ndocs = all.n;
    p->docs = make_n(c->keep, struct document, all.n);
    for (isize i = 0; i < all.n; i++) {
        struct document *d = &p->docs[i];
        d->href = document_href(c->keep, p, i);
        d->math = all.v[i].properties & XHTML_MATHML;
        d->svg = all.v[i].properties & XHTML_SVG;
        d->pages = all.v[i].pages;
        pack_one(c, all.v[i].epub, d->href, &d->epub);
        pack_one(c, all.v[i].kepub, d->href, &d->kepub);
    }
}

/* The characters that the fonts of the book must have. */
static void list_used(struct chapter *c, struct drafts all)
{
    arena scratch = *c->mem;
    struct used u = {.mem = &scratch};
    if (!c->conf->fonts.n) return;
    for (isize i = 0; i < all.n; i++) used_document(&u, all.v[i].epub);
    for (int r = 0; r < TEXT_ROLES; r++)
        c->post->used[r] = used_pack(c->keep, &u, (enum font_role)r);
}

/* Without a store the bytes wait in memory. */
static void take_home(struct chapter *c)
{
    for (isize i = 0; i < c->post->ndocs; i++) {
        struct document *d = &c->post->docs[i];
        d->epub.bytes = str_dup(c->keep, d->epub.bytes);
        d->kepub.bytes = str_dup(c->keep, d->kepub.bytes);
    }
}

/* Look for the chapter under its own name and under that which others have, too; *key is how it
 * is to be kept if it is not there: the shared name, unless that is another edition's. */
static bool find(struct chapter *c, const struct jobs *j, struct sha256 *key)
{
    struct sha256 own = shelf_key(c, j->salts.own);
    *key = shelf_key(c, j->salts.shared);
    if (shelf_find(c, j->store, own) || shelf_find(c, j->store, *key)) return true;
    arena scratch = *c->mem;
    str others;
    if (store_find(j->store, &scratch, *key, &others, NULL)) *key = own;
    return false;
}

static void convert(struct chapter *c, const struct jobs *j)
{
    struct body body = {0};
    struct sha256 key = {0};
    struct post *p = c->post;
    bool ok = body_read(c->mem, p, &body, c->rules.ds);
    bool keep = ok && j->store;
    if (ok) p->source = sha256(body.file);
    if (keep && find(c, j, &key)) return;

    struct page page = {0};
    struct node *root = tree_of(c, &body, ok, &page);
    c->rules.audit = &c->audit;
    c->rules.root = root;
    chapter_convert(c, &page, root);
    struct drafts all = chapter_write(c, root);
    pack(c, all);
    list_used(c, all);
    if (!keep || !shelf_keep(c, j->store, key)) take_home(c);
}

static void convert_job(void *ctx, isize i, struct worker *w)
{
    struct jobs *j = ctx;
    struct post *p = &j->book->posts[i];
    struct diags said = {.mem = &w->keep};
    struct chapter c = chapter_of(j, p, &w->scratch, &w->keep, &said);
    convert(&c, j);
    diags_join(&p->said, &said);
}

/* --- after the jobs --- */

/* Each picture once, in the order in which the book first shows it: a table of
 * those already seen decides. */
static void images_unique(struct book *b, arena *a)
{
    isize n = 0, size = 16;
    for (isize i = 0; i < b->nposts; i++) n += b->posts[i].nimages;
    while (size < n * 2) size *= 2;
    b->images = make_n(a, struct image *, n ? n : 1);
    arena scratch = *a;
    struct image **seen = make_n(&scratch, struct image *, size);
    for (isize i = 0; i < b->nposts; i++) {
        for (isize k = 0; k < b->posts[i].nimages; k++) {
            struct image *im = &b->posts[i].images[k];
            isize at = (isize)(hash64(im->href) & (u64)(size - 1));
            while (seen[at] && !str_eq(seen[at]->href, im->href)) at = (at + 1) & (size - 1);
            if (seen[at]) continue;
            seen[at] = im;
            b->images[b->nimages++] = im;
        }
    }
}

void book_convert(struct book *b, arena *a, struct crew *crew, struct finder *finder,
                  struct store *store)
{
    const struct templates *templates = templates_of(a, b);
    struct jobs j = {
        .book = b,
        .templates = templates,
        .finder = finder,
        .links = links_make(a, b),
        .sites = sites_make(a),
        .user = user_rules_make(a, b->conf),
        .pages = pages_of(a, b->conf),
        .store = store,
        .salts = salts_of(b->conf, templates, *a),
    };
    crew_do(crew, b->nposts, convert_job, &j);
    breaks_number(b, crew, store);
    images_unique(b, a);
}

/* --- one chapter alone --- */

str post_show(arena *a, const struct book *b, struct post *p, struct finder *finder, bool explain)
{
    struct body body = {0};
    struct jobs j = {
        .book = (struct book *)b,
        .finder = finder,
        .links = links_make(a, b),
        .sites = sites_make(a),
        .user = user_rules_make(a, b->conf),
        .pages = pages_of(a, b->conf),
        .templates = templates_of(a, b),
    };
    /* What is kept goes to the far half, as it would to another arena in a job: what is
     * free of `mem` is scratch while a picture is looked for. */
    arena keep = {a->at + arena_left(a) / 2, a->end};
    a->end = keep.at;
    struct chapter c = chapter_of(&j, p, a, &keep, &p->said);
    bool ok = body_read(a, p, &body, &p->said);
    struct page page = {0};
    struct node *root = tree_of(&c, &body, ok, &page);
    c.rules.audit = &c.audit;
    c.rules.root = root;
    c.rules.explain = explain;
    chapter_convert(&c, &page, root);
    struct drafts all = chapter_write(&c, root);
    struct buf text = {.mem = a};
    for (isize i = 0; i < all.n; i++) buf_add(&text, all.v[i].epub);
    return buf_str(&text);
}

str post_before(arena *a, struct post *p)
{
    struct body body = {0};
    struct buf out = {.mem = a};
    if (!body_read(a, p, &body, &p->said)) return (str){0};
    struct page page = {0};
    xhtml_node(&out, body_parse(a, page_set_make(a), p, &body, &page));
    return buf_str(&out);
}
