/*
 * kindle.c - why Amazon's service returns a book (its error E999 names no cause).
 *
 * Each row is a cause that owners of other tools have found, and whether this book has it.
 */
#include "epub.h"
#include "hash.h"
#include "limit.h"
#include "send.h"
#include "table.h"

struct case_of {
    const struct parcel *p;
    const struct epub *b;
    arena *mem;
};

/* --- the causes: true if the book has it --- */

static bool is_large(struct case_of *c)
{
    return c->p->size > limit_file(limit_of(S("kindle-mail")));
}

/* "zh", "zh-CN", "en-GB": two or three letters first; "cn" is a country. */
static bool has_bad_language(struct case_of *c)
{
    str primary = str_cut(c->b->lang, '-').head;
    for (isize i = 0; i < primary.len; i++)
        if (!is_alpha(primary.p[i])) return true;
    return primary.len < 2 || primary.len > 3 || str_ieq(primary, S("cn")) ||
           str_ieq(primary, S("und"));
}

static bool has_twin_ids(struct case_of *c)
{
    arena scratch = *c->mem;
    struct table seen = {.mem = &scratch};
    for (isize i = 0; i < c->b->nitems; i++) {
        isize *at = table_at(&seen, hash64(c->b->items[i].id));
        if (*at >= 0) return true;
        *at = i;
    }
    return false;
}

static bool is_document(const struct epub_item *it)
{
    return str_eq(it->mime, S("application/xhtml+xml"));
}

static bool has_dashed_comment(struct case_of *c)
{
    for (isize i = 0; i < c->b->nitems; i++) {
        arena scratch = *c->mem;
        str text;
        if (!is_document(&c->b->items[i]) || !epub_read(&scratch, c->b, c->b->items[i].path, &text))
            continue;
        for (isize at = 0; (at = str_find(text, S("<!--"), at)) >= 0;) {
            isize end = str_find(text, S("--"), at + 4);
            if (end < 0 || end + 2 >= text.len || text.p[end + 2] != '>') return true;
            at = end;
        }
    }
    return false;
}

/* The rows of one document have it looked at once: `next` leads from each to the one behind. */
static bool dangles(struct case_of *c, const isize *next, isize row, arena scratch)
{
    str text, path = c->b->toc[row].path;
    struct table ids = {.mem = &scratch};
    if (!epub_read(&scratch, c->b, path, &text)) return true;
    for (isize at = 0; (at = str_find(text, S("id=\""), at)) >= 0;) {
        at += 4;
        *table_at(&ids, hash64(str_cut(str_skip(text, at), '"').head)) = 1;
    }
    for (; row >= 0; row = next[row]) {
        str id = c->b->toc[row].fragment;
        if (id.len && *table_at(&ids, hash64(id)) < 0) return true;
    }
    return false;
}

static bool has_dangling_row(struct case_of *c)
{
    arena scratch = *c->mem;
    struct table first = {.mem = &scratch};
    isize n = c->b->ntoc, *next = make_n(&scratch, isize, n + 1);
    for (isize i = n - 1; i >= 0; i--) {
        isize *row = table_at(&first, hash64(c->b->toc[i].path));
        next[i] = *row;
        *row = i;
    }
    for (isize i = 0; i < n; i++) {
        str path = c->b->toc[i].path;
        if (path.len && *table_at(&first, hash64(path)) == i && dangles(c, next, i, scratch))
            return true;
    }
    return false;
}

static bool has_no_cover(struct case_of *c)
{
    return !c->b->cover;
}

static bool has_foreign_picture(struct case_of *c)
{
    for (isize i = 0; i < c->b->nitems; i++) {
        str mime = c->b->items[i].mime;
        if (str_starts(mime, S("image/")) && !str_eq(mime, S("image/jpeg")) &&
            !str_eq(mime, S("image/png")) && !str_eq(mime, S("image/gif")) &&
            !str_eq(mime, S("image/svg+xml")))
            return true;
    }
    return false;
}

static const struct {
    bool (*has)(struct case_of *c);
    const char *cause;
} causes[] = {
    {is_large, "the message is larger than 50 MB, whatever Amazon's pages say of 200 MB"},
    {has_bad_language, "dc:language is missing or none that Amazon knows (zh, not cn)"},
    {has_twin_ids, "two items of the manifest have one id"},
    {has_dashed_comment, "a comment has \"--\" in it"},
    {has_dangling_row, "the contents lead to a place that is not there"},
    {has_foreign_picture, "a picture is neither JPEG, PNG nor GIF"},
    {has_no_cover, "there is no cover picture"},
};

void kindle_causes(struct buf *out, const struct parcel *p, arena scratch)
{
    struct epub b;
    struct diags ds = {.mem = &scratch};
    if (!epub_open(&scratch, p->path, &b, &ds)) return;
    struct case_of c = {p, &b, &scratch};
    bool has[COUNT(causes)];
    for (int i = 0; i < COUNT(causes); i++) has[i] = causes[i].has(&c);
    epub_close(&b); /* from here on `out` may grow over what was scratch */
    isize found = 0;
    for (int i = 0; i < COUNT(causes); i++)
        if (has[i]) buf_printf(out, "%s%s", found++ ? "; " : "", causes[i].cause);
    if (!found)
        buf_add(out, S("none of the known causes is in this book; the sender's address must be "
                       "among those that Amazon's account approves"));
}
