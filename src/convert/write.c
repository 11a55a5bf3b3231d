/*
 * write.c - a finished tree becomes the documents of its chapter, audited.
 *
 * One that is larger than split.max_kb is split (split_local.h).  Headings get names for
 * the contents before that, so that all is known that will be written.
 */
#include "convert_local.h"
#include "device.h"
#include "kobo.h"
#include "split_local.h"
#include "styles.h"
#include "xhtml.h"

/* --- names of documents --- */

str document_href(arena *a, const struct post *p, isize i)
{
    str stem = p->href;
    if (str_ends(stem, S(".xhtml"))) stem.len -= S(".xhtml").len;
    return i ? str_printf(a, "%.*s-%td.xhtml", STR(stem), i + 1) : p->href;
}

str document_name(arena *a, const struct post *p, isize i)
{
    str href = document_href(a, p, i);
    return str_starts(href, S("text/")) ? str_skip(href, S("text/").len) : href;
}

/* --- the audit --- */

static struct tally own_words(const struct node *root)
{
    struct tally t = {0};
    for (const struct node *n = root; n;) {
        if (!n->made) {
            n = node_next(n, root);
            continue;
        }
        for (const struct node *k = n; k; k = node_next(k, n))
            if (k->tag == TAG_TEXT) t = tally_add(t, audit_text(k->text));
        n = node_skip(n, root);
    }
    return t;
}

/* The words that the tree shows. */
static struct tally audit_chapter(struct chapter *c, const struct node *root)
{
    struct post *p = c->post;
    struct tally shown = audit_tree(root);
    where at = {.file = p->path, .line = p->body_line};

    p->chars_in = c->audit.in.chars;
    p->chars_out = shown.chars;
    p->chars_removed = c->audit.removed.chars;
    if (!tally_eq(tally_add(shown, c->audit.removed), c->audit.in))
        diag(c->rules.ds, DIAG_TEXT_LOST, at, "%lld characters in, %lld out, %lld removed",
             p->chars_in, p->chars_out, p->chars_removed);
    isize pictures = audit_pictures(root) + c->audit.pictures_held + c->audit.pictures_removed;
    if (pictures != c->audit.pictures_in)
        diag(c->rules.ds, DIAG_PICTURE_LOST, at, "%td in, %td shown, %td placeholders, %td removed",
             c->audit.pictures_in, audit_pictures(root), c->audit.pictures_held,
             c->audit.pictures_removed);
    return shown;
}

/* What was written must be what the tree has: the writer loses nothing either, nor does
 * who cuts. */
static void audit_documents(struct chapter *c, struct tally shown, isize pictures,
                            struct parts parts, struct drafts all)
{
    where at = {.file = c->post->path, .line = c->post->body_line};
    struct tally own = {0}, written = {0}, there = {0}, kobo = {0};
    for (isize i = 0; i < parts.n; i++) {
        if (parts.n > 1) there = tally_add(there, audit_tree(parts.v[i]));
        own = tally_add(own, own_words(parts.v[i]));
        written = tally_add(written, audit_xhtml(all.v[i].epub));
        if (c->kepub) kobo = tally_add(kobo, audit_xhtml(all.v[i].kepub));
        pictures -= audit_pictures(parts.v[i]);
    }
    if ((parts.n > 1 && !tally_eq(there, shown)) || !tally_eq(written, tally_add(shown, own)) ||
        (c->kepub && !tally_eq(kobo, written)))
        diag(c->rules.ds, DIAG_TEXT_LOST, at,
             "the written document differs from the chapter's tree");
    if (pictures) diag(c->rules.ds, DIAG_PICTURE_LOST, at, "%td are in no part", pictures);
}

static bool all_alt(const struct node *root)
{
    for (const struct node *n = root; n; n = node_next(n, root))
        if (node_is(n, TAG_IMG) && !node_attr(n, ATTR_ALT).len) return false;
    return true;
}

/* --- documents --- */

enum { FRAME = 400, SHEET = 70, LEAST_KB = 16 };

/* Kilobytes that a file may have. */
static isize limit_of(const struct conf *conf)
{
    const struct device *d = conf->devices.n ? device_of(conf->devices.v[0]) : NULL;
    long long kb = conf->split_max_kb ? conf->split_max_kb : d ? d->split : 240;
    return (isize)(kb < LEAST_KB ? LEAST_KB : kb) * 1000;
}

str document_size(arena *a, const struct conf *conf, str bytes)
{
    long long n = 0;
    isize limit = limit_of(conf);
    return str_int(bytes, &n) && n <= limit ? S("whole") : str_printf(a, "%td", limit);
}

/* Other devices want other files, and a chapter that is kept may be taken for all of them. */
static void ask_size(struct chapter *c, isize bytes)
{
    str n = str_printf(c->mem, "%td", bytes);
    if (bytes <= LEAST_KB * 1000) return;
    asked_add(
        c, (struct asked){.ref = n, .kind = ASKED_SIZE, .href = document_size(c->mem, c->conf, n)});
}

/* As part 0 of a chapter, or one that follows. */
static struct xhtml_head head_of(struct chapter *c, isize part, bool math)
{
    const struct post *p = c->post;
    str title = p->title;
    if (part) title = str_printf(c->mem, "%.*s (%td)", STR(str_trim(title)), part + 1);
    return (struct xhtml_head){
        .title = title,
        .lang = p->lang_out,
        .css = styles_chapter(c->mem, c->conf, p->lang_out, math),
    };
}

/* Bytes of a document that are no content, at most. */
static isize frame_of(struct chapter *c)
{
    struct xhtml_head head = head_of(c, 1, true);
    isize n = FRAME + 6 * head.title.len + 2 * head.lang.len;
    for (isize i = 0; i < head.css.n; i++) n += SHEET + 6 * head.css.v[i].len;
    return n;
}

static void write_one(struct chapter *c, struct draft *d, struct node *root, isize part)
{
    struct buf out = {.mem = c->mem};
    bool math = xhtml_properties(root) & XHTML_MATHML;
    struct xhtml_head head = head_of(c, part, math);
    d->properties = xhtml_chapter(&out, &head, root);
    d->pages = breaks_count(root);
    d->epub = buf_str(&out);
    if (c->kepub) d->kepub = kobo_document(c->mem, d->epub);
}

static struct drafts write_all(struct chapter *c, struct node *root, struct parts *parts)
{
    struct drafts all = {make(c->mem, struct draft), 1};
    where at = {.file = c->post->path, .line = c->post->body_line};
    isize limit = limit_of(c->conf);
    write_one(c, all.v, root, 0);
    *parts = (struct parts){make(c->mem, struct node *), 1};
    parts->v[0] = root;
    ask_size(c, all.v[0].epub.len);
    if (all.v[0].epub.len <= limit) return all;
    *parts = chapter_split(c, root, limit, frame_of(c));
    all = (struct drafts){make_n(c->mem, struct draft, parts->n), parts->n};
    for (isize i = 0; i < parts->n; i++) {
        write_one(c, &all.v[i], parts->v[i], i);
        if (all.v[i].epub.len > limit)
            diag(c->rules.ds, DIAG_PART_LARGE, at, "part %td of %td has %td kB", i + 1, parts->n,
                 all.v[i].epub.len / 1000);
    }
    return all;
}

/* Names in the documents have the number of the chapter in them. */
static void ask_place(struct chapter *c, struct parts parts)
{
    bool any = parts.n > 1;
    for (const struct node *n = parts.v[0]; n && !any; n = node_next(n, parts.v[0]))
        any = str_starts(node_attr(n, ATTR_ID), S("a"));
    if (any) asked_add(c, (struct asked){.kind = ASKED_PLACE, .href = link_name(c->post)});
}

struct drafts chapter_write(struct chapter *c, struct node *root)
{
    struct post *p = c->post;
    struct parts parts;
    struct tally shown = audit_chapter(c, root);
    p->has_alt = all_alt(root);
    isize pictures = audit_pictures(root);
    headings_name(c, root);
    breaks_mark(c, root);
    struct drafts all = write_all(c, root, &parts);
    audit_documents(c, shown, pictures, parts, all);
    headings_list(c, parts);
    ask_place(c, parts);
    return all;
}
