/*
 * page_break.c - pages of toc.page_list: marks where a page of a printed book would begin.
 *
 * A chapter begins one, and so does each paragraph behind which so many characters have gone by.
 * Which number that is in the book is known when all chapters are there, and a chapter that is
 * kept must not depend on those before it.  So in a job pages are numbered from 1, as their
 * ids stay; what readers are told is written anew into the finished documents, and those are kept
 * by themselves.
 */
#include "convert_local.h"
#include "zip.h"

#include <string.h>

#define MARK "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-"
#define LABEL "\" aria-label=\""

/* --- in the tree --- */

/* No page begins in it: it is shown as one, or elsewhere. */
static bool is_whole(const struct node *n)
{
    return node_is(n, TAG_TABLE) || node_is(n, TAG_PRE) || node_is(n, TAG_FIGURE) ||
           node_is(n, TAG_ASIDE) || node_is(n, TAG_RUBY) || n->ns != NS_HTML ||
           str_has(node_attr(n, ATTR_EPUB_TYPE), S("note"));
}

static bool is_start(const struct node *n, bool first)
{
    if (n->ns != NS_HTML || (n->made && !first)) return false;
    return n->tag == TAG_P || (n->tag >= TAG_H1 && n->tag <= TAG_H6);
}

static void mark(struct chapter *c, struct node *n, int page)
{
    str number = str_printf(c->mem, "%d", page);
    struct node *span = node_make(c->mem, TAG_SPAN);
    span->made = 1;
    node_set(c->mem, span, ATTR_EPUB_TYPE, S("pagebreak"));
    node_set(c->mem, span, ATTR_ROLE, S("doc-pagebreak"));
    node_set(c->mem, span, ATTR_ID, str_printf(c->mem, "page-%d", page));
    node_set(c->mem, span, ATTR_ARIA_LABEL, number);
    node_prepend(n, span);
}

void breaks_mark(struct chapter *c, struct node *root)
{
    long long size = c->conf->page_list, seen = 0, full = 0;
    const struct node *behind = NULL; /* what is whole */
    bool whole = false;
    int pages = 0;
    if (!size) return;
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        if (n == behind) whole = false;
        if (n->tag == TAG_TEXT && !n->made) seen += audit_text(n->text).chars;
        if (whole || n->tag < TAG_UNKNOWN) continue;
        if (is_whole(n)) {
            whole = true;
            behind = node_skip(n, root);
        } else if (is_start(n, !pages) && (!pages || seen >= full)) {
            mark(c, n, ++pages);
            full = seen + size;
        }
    }
}

int breaks_count(const struct node *root)
{
    int n = 0;
    for (const struct node *k = root; k; k = node_next(k, root))
        n += str_eq(node_attr(k, ATTR_EPUB_TYPE), S("pagebreak"));
    return n;
}

/* --- in the documents --- */

struct numbering {
    struct book *b;
    struct store *store;
};

/* The labels of a document, each `more` than it was. */
static str renumber(arena *a, str text, int more)
{
    struct buf out = {.mem = a};
    buf_room(&out, text.len + text.len / 8);
    for (isize at; (at = str_find(text, S(MARK), 0)) >= 0;) {
        isize from = str_find(text, S(LABEL), at) + S(LABEL).len, end = str_byte(text, '"', from);
        long long page = 0;
        assert(from > at && end > from);
        bool ok = str_int(str_skip(str_head(text, end), from), &page);
        assert(ok);
        (void)ok;
        buf_add(&out, str_head(text, from));
        buf_printf(&out, "%lld", page + more);
        text = str_skip(text, end);
    }
    buf_add(&out, text);
    return buf_str(&out);
}

/* How a numbered document is kept: this, then its bytes. */
struct kept {
    long long plain, crc, deflated;
};

static void settle(struct entry *e, struct entry made, str file, long long from)
{
    made.name = e->name;
    made.file = file;
    made.from = from;
    if (file.len) made.bytes = (str){0};
    *e = made;
}

/* Its bytes are nobody else's: they and the number say all. */
static struct sha256 key_of(arena scratch, str bytes, int more)
{
    struct buf b = {.mem = &scratch};
    buf_printf(&b, "pages %d\n", more);
    buf_add(&b, bytes);
    return sha256(buf_str(&b));
}

static bool find(struct numbering *job, arena *a, struct sha256 key, struct entry *e)
{
    struct kept head;
    struct place at;
    str record;
    if (!job->store || !store_find(job->store, a, key, &record, &at)) return false;
    if (record.len < (isize)sizeof head) return false;
    memcpy(&head, record.p, sizeof head);
    struct entry made = {.size = record.len - (isize)sizeof head, .plain = head.plain};
    made.crc = (u32)head.crc;
    made.deflated = head.deflated;
    settle(e, made, at.file, at.from + (isize)sizeof head);
    return true;
}

static void number(struct numbering *job, struct worker *w, struct entry *e, int more)
{
    arena scratch = w->scratch;
    str bytes, text;
    /* A file that is not what it was: who writes the book says so. */
    if (!e->name.len || !zip_bytes(&scratch, e, &bytes)) return;
    struct sha256 key = key_of(scratch, bytes, more);
    if (find(job, &scratch, key, e) || !zip_inflate(&scratch, e, bytes, &text)) return;
    struct entry made = {0};
    struct place at;
    zip_deflate(&scratch, renumber(&scratch, text, more), &made);
    struct kept head = {made.plain, made.crc, made.deflated};
    struct buf record = {.mem = &scratch};
    buf_add(&record, (str){(const u8 *)&head, sizeof head});
    buf_add(&record, made.bytes);
    if (job->store && store_keep(job->store, key, buf_str(&record), &at, scratch)) {
        settle(e, made, at.file, at.from + (isize)sizeof head);
    } else {
        made.bytes = str_dup(&w->keep, made.bytes);
        settle(e, made, (str){0}, 0);
    }
}

static void number_job(void *ctx, isize i, struct worker *w)
{
    struct numbering *job = ctx;
    struct post *p = &job->b->posts[i];
    for (isize k = 0; k < p->ndocs && p->page > 1; k++) {
        if (!p->docs[k].pages) continue;
        number(job, w, &p->docs[k].epub, p->page - 1);
        number(job, w, &p->docs[k].kepub, p->page - 1);
    }
}

void breaks_number(struct book *b, struct crew *crew, struct store *store)
{
    struct numbering job = {b, store};
    int page = 1;
    if (!b->conf->page_list) return;
    for (isize i = 0; i < b->nposts; i++) {
        struct post *p = &b->posts[i];
        int pages = 0;
        for (isize k = 0; k < p->ndocs; k++) pages += p->docs[k].pages;
        p->page = pages ? page : 0;
        page += pages;
    }
    crew_do(crew, b->nposts, number_job, &job);
}
