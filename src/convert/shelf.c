/*
 * shelf.c - chapters kept from one run to the next.
 *
 * A record is named by everything its chapter was made from, except pictures
 * and links to other chapters.  Those it lists, each with the answer it got;
 * the record serves again when every answer is still the same.
 *
 *   counts       i64 × 4   chars in, out, removed; flags
 *   abstract     str
 *   counts       i64 × 2   diagnostics; asked
 *   diagnostics  each: i64 id, line, col; str detail
 *   asked        each: i64 kind, found, line; str ref, href
 *   documents    i64 number; each: i64 flags, pages; two entries, of which the second may be empty
 *     entry      i64 deflated, size, plain, crc
 *   headings     i64 number; each: i64 document, level; str fragment, label
 *   used         each role of text: str characters (used.h)
 *   the entries' bytes, in the same order, to the end
 *
 * Numbers and texts are those of record.h.
 */
#include "convert_local.h"
#include "os.h"
#include "record.h"
#include "used.h"
#include "zip.h"

/* --- the key --- */

struct sha256 shelf_key(const struct chapter *c, struct sha256 salt)
{
    arena scratch = *c->mem;
    struct buf b = {.mem = &scratch};
    const struct post *p = c->post;
    buf_add(&b, (str){salt.b, sizeof salt.b});
    buf_add(&b, (str){p->source.b, sizeof p->source.b});
    put_str(&b, p->path);
    put_str(&b, p->title);
    put_str(&b, p->author);
    put_str(&b, p->url);
    put_str(&b, p->lang);
    put_int(&b, p->dated ? p->published : -1);
    put_int(&b, p->dated ? p->zone : 24 * 60);
    put_int(&b, p->kind);
    put_str(&b, str_of(p->encoding));
    put_int(&b, p->body);
    put_int(&b, p->body_line);
    return sha256(buf_str(&b));
}

/* --- keep --- */

enum { HAS_MATH = 1, HAS_SVG = 2, HAS_ALT = 4, IS_ENGLISH = 8, HAS_KEPUB = 8 };

static isize count_diags(const struct diags *ds)
{
    isize n = 0;
    for (const struct diag *d = ds->first; d; d = d->next) n++;
    return n;
}

static void put_head(struct buf *b, const struct chapter *c)
{
    const struct post *p = c->post;
    const struct diags *said = c->rules.ds;
    put_int(b, p->chars_in);
    put_int(b, p->chars_out);
    put_int(b, p->chars_removed);
    bool english = !p->lang.len && str_eq(p->lang_out, S("en"));
    put_int(b, (p->has_alt ? HAS_ALT : 0) | (english ? IS_ENGLISH : 0));
    put_str(b, p->abstract);
    put_int(b, count_diags(said));
    put_int(b, c->asked.n);
    for (const struct diag *d = said->first; d; d = d->next) {
        put_int(b, d->id);
        put_int(b, d->at.line);
        put_int(b, d->at.col);
        put_str(b, d->detail);
    }
    for (isize i = 0; i < c->asked.n; i++) {
        put_int(b, c->asked.v[i].kind);
        put_int(b, c->asked.v[i].found);
        put_int(b, c->asked.v[i].line);
        put_str(b, c->asked.v[i].ref);
        put_str(b, c->asked.v[i].href);
    }
}

static void put_entry(struct buf *b, const struct entry *e)
{
    put_int(b, e->deflated);
    put_int(b, e->size);
    put_int(b, e->plain);
    put_int(b, e->crc);
}

static void put_documents(struct buf *b, const struct post *p)
{
    put_int(b, p->ndocs);
    for (isize i = 0; i < p->ndocs; i++) {
        const struct document *d = &p->docs[i];
        put_int(b, (d->math ? HAS_MATH : 0) | (d->svg ? HAS_SVG : 0) |
                       (d->kepub.name.len ? HAS_KEPUB : 0));
        put_int(b, d->pages);
        put_entry(b, &d->epub);
        put_entry(b, &d->kepub);
    }
}

/* The document that a heading is in is kept by number: names go with the post's place. */
static void put_headings(struct buf *b, const struct post *p)
{
    isize doc = 0;
    put_int(b, p->nheadings);
    for (isize i = 0; i < p->nheadings; i++) {
        const struct heading *h = &p->headings[i];
        struct cut at = str_cut(h->href, '#');
        while (!str_eq(p->docs[doc].href, at.head)) doc++;
        put_int(b, doc);
        put_int(b, h->level);
        put_str(b, at.tail);
        put_str(b, h->label);
    }
}

static void settle(struct entry *e, struct place at, isize *from)
{
    if (!e->name.len) return;
    e->file = at.file;
    e->from = at.from + *from;
    e->bytes = (str){0};
    *from += (isize)e->size;
}

bool shelf_keep(struct chapter *c, struct store *store, struct sha256 key)
{
    struct post *p = c->post;
    arena scratch = *c->mem;
    struct buf b = {.mem = &scratch};
    struct place at;
    put_head(&b, c);
    put_documents(&b, p);
    put_headings(&b, p);
    for (int r = 0; r < TEXT_ROLES; r++) put_str(&b, p->used[r]);
    isize from = b.len;
    for (isize i = 0; i < p->ndocs; i++) {
        buf_add(&b, p->docs[i].epub.bytes);
        buf_add(&b, p->docs[i].kepub.bytes);
    }
    if (!store_keep(store, key, buf_str(&b), &at, scratch)) return false;
    for (isize i = 0; i < p->ndocs; i++) {
        settle(&p->docs[i].epub, at, &from);
        settle(&p->docs[i].kepub, at, &from);
    }
    return true;
}

/* --- find --- */

static void take_diags(struct chapter *c, struct reader *r, long long n)
{
    struct diags *said = c->rules.ds;
    for (; n > 0 && !r->bad; n--) {
        long long id = take_int(r);
        where at = {.file = c->post->path};
        at.line = (int)take_int(r);
        at.col = (int)take_int(r);
        str detail = take_str(r);
        r->bad |= id < 0 || id >= DIAG_IDS;
        if (!r->bad) diag(said, (enum diag_id)id, at, "%.*s", STR(detail));
    }
}

/* What is said now to what was asked about a link, and about the chapter itself. */
static str link_answer(const struct chapter *c, const struct asked *old)
{
    if (old->kind == ASKED_PLACE) return link_name(c->post);
    if (old->kind == ASKED_SIZE) return document_size(c->mem, c->conf, old->ref);
    if (old->kind == ASKED_LINK) return link_name(links_find(c->links, old->ref));
    arena scratch = *c->mem;
    if (old->kind == ASKED_NEXT) return article_next(c->mem, c->next);
    const struct post *p =
        links_find(c->links, str_printf(&scratch, "chapter:%.*s", STR(old->ref)));
    return p ? p->title : (str){0};
}

/* Ask everything again; false if an answer has changed. */
static bool ask_again(struct chapter *c, struct reader *r, long long n)
{
    for (; n > 0 && !r->bad; n--) {
        struct asked old = {.kind = (enum asked_kind)take_int(r)};
        old.found = (enum finding)take_int(r);
        old.line = (int)take_int(r);
        old.ref = take_str(r);
        old.href = take_str(r);
        if (r->bad) break;
        if (old.kind != ASKED_PICTURE && old.kind != ASKED_THERE) {
            if (!str_eq(link_answer(c, &old), old.href)) return false;
            continue;
        }
        if (old.kind == ASKED_THERE) picture_there(c, old.ref, old.line);
        else picture_ask(c, old.ref, old.line);
        if (c->asked.v[c->asked.n - 1].found != old.found) return false;
        if (!str_eq(c->asked.v[c->asked.n - 1].href, old.href)) return false;
    }
    return !r->bad;
}

static void forget(struct chapter *c, struct post before, struct diags said)
{
    *c->post = before;
    *c->rules.ds = said;
    c->asked = (struct asked_list){0};
    c->shown = (struct table){.mem = c->mem};
}

static struct entry take_entry(struct reader *r)
{
    struct entry e = {0};
    e.deflated = take_int(r);
    e.size = take_int(r);
    e.plain = take_int(r);
    e.crc = (u32)take_int(r);
    r->bad |= e.size < 0;
    return e;
}

/* A number of things of which each needs some bytes of what is left. */
static isize take_count(struct reader *r)
{
    long long n = take_int(r);
    r->bad |= n < 0 || n > r->left.len;
    return r->bad ? 0 : (isize)n;
}

static bool take_documents(struct chapter *c, struct reader *r)
{
    struct post *p = c->post;
    p->ndocs = take_count(r);
    p->docs = make_n(c->keep, struct document, p->ndocs);
    for (isize i = 0; i < p->ndocs; i++) {
        struct document *d = &p->docs[i];
        long long flags = take_int(r);
        d->href = document_href(c->keep, p, i);
        d->math = flags & HAS_MATH;
        d->svg = flags & HAS_SVG;
        d->pages = (int)take_int(r);
        d->epub = take_entry(r);
        d->kepub = take_entry(r);
        d->epub.name = d->href;
        if (flags & HAS_KEPUB) d->kepub.name = d->href;
    }
    return !r->bad && p->ndocs > 0;
}

static bool take_headings(struct chapter *c, struct reader *r)
{
    struct post *p = c->post;
    p->nheadings = take_count(r);
    p->headings = make_n(c->keep, struct heading, p->nheadings);
    for (isize i = 0; i < p->nheadings; i++) {
        struct heading *h = &p->headings[i];
        long long doc = take_int(r);
        h->level = (int)take_int(r);
        str fragment = take_str(r), label = take_str(r);
        if (doc < 0 || doc >= p->ndocs) return false;
        h->href = str_printf(c->keep, "%.*s#%.*s", STR(p->docs[doc].href), STR(fragment));
        h->label = str_dup(c->keep, label);
    }
    return !r->bad;
}

/* The bytes are the end of the record. */
static bool settle_all(struct post *p, const struct reader *r, struct place at, isize len)
{
    isize from = len - r->left.len;
    for (isize i = 0; i < p->ndocs; i++) {
        settle(&p->docs[i].epub, at, &from);
        settle(&p->docs[i].kepub, at, &from);
    }
    return from == len;
}

static bool take_used(struct chapter *c, struct reader *r)
{
    for (int i = 0; i < TEXT_ROLES; i++) c->post->used[i] = str_dup(c->keep, take_str(r));
    return !r->bad;
}

bool shelf_find(struct chapter *c, struct store *store, struct sha256 key)
{
    struct post before = *c->post;
    struct diags said = *c->rules.ds;
    struct post *p = c->post;
    str record;
    struct place at;
    if (!store_find(store, c->mem, key, &record, &at)) return false;

    struct reader r = {.left = record};
    p->chars_in = take_int(&r);
    p->chars_out = take_int(&r);
    p->chars_removed = take_int(&r);
    long long flags = take_int(&r);
    p->has_alt = flags & HAS_ALT;
    p->lang_out = flags & IS_ENGLISH ? S("en") : p->lang.len ? p->lang : c->conf->lang;
    p->abstract = str_dup(c->keep, take_str(&r));
    long long ndiags = take_int(&r), nasked = take_int(&r);
    take_diags(c, &r, ndiags);
    if (!ask_again(c, &r, nasked) || !take_documents(c, &r) || !take_headings(c, &r) ||
        !take_used(c, &r) || !settle_all(p, &r, at, record.len)) {
        forget(c, before, said);
        return false;
    }
    p->cached = true;
    return true;
}
