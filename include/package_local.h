/* package_local.h - what the files of src/package share. */
#ifndef ZH_PACKAGE_LOCAL_H
#define ZH_PACKAGE_LOCAL_H

#include "date.h"
#include "font.h"
#include "lang.h"
#include "package.h"
#include "xml.h"

/* --- words.c: what zhbook itself says in a book --- */

struct words {
    const char *cover, *title_page, *start, *about, *untitled, *and_others;
    const char *articles, *pictures, *characters; /* behind a number */
    const char *ten_thousand;                     /* characters; NULL: not counted so */
    const char *to, *colon, *open, *close;        /* marks: range, "name: …", brackets */
    const char *made_on, *made_with, *rights, *contains, *dates;
    const char *sources, *sources_intro, *no_source;
    const char *lost, *lost_intro, *lost_unit;
    const char *dropped, *dropped_intro;
    const char *removed, *removed_end;
    const char *adapted, *adapted_end;
    const char *access_text, *access_pictures, *access_alt, *access_math;
};

/* The nearest to a language: Chinese in either script, or English. */
const struct words *words_of(str lang);
/* "41 篇文章" */
str words_count(arena *a, long long n, const char *unit);
/* "12.3 万字" */
str words_chars(arena *a, const struct words *w, long long n);

/* --- package.c --- */

/* One resource of the publication. */
struct item {
    str id, href, mime;
    const char *props; /* of the manifest, space-separated; NULL: none */
    bool in_spine;
};

/* A line of the contents. */
struct row {
    str label, href; /* relative to the package document */
    int level;       /* 0: outermost; never more than one deeper than the row before */
    bool topic;
};

struct totals {
    isize articles, dropped;
    long long chars, removed;
    isize pictures, lost, adapted;
    bool dated;
    struct date first, last; /* of the posts, if dated */
    struct date made;        /* book.date, in the zone of the newest post */
    bool math, all_alt;
};

/* A publication being put together. */
struct making {
    const struct book *b;
    const struct conf *conf;
    const struct edition *ed;
    const struct words *words;
    arena *mem;
    struct diags *ds;
    str identifier;
    struct totals totals;
    bool topics; /* topic pages are there; not if there is but one topic */
    isize *live; /* of each part: posts that are in the book */
    struct item *items;
    struct entry *entries; /* of each item */
    isize nitems, room;
    struct fonts_of_book fonts; /* opened before the first page is written */
    struct row *toc;
    isize ntoc;
};

static inline bool post_is_in(const struct post *p)
{
    return p->ndocs > 0;
}

/* --- nav.c, ncx.c, opf.c --- */

/* A title as one line that is never empty, at most 120 characters. */
str label_of(arena *a, str title, const struct words *w);
/* The one tree that all tables of contents are written from. */
void toc_make(struct making *m);
str nav_write(const struct making *m);
str ncx_write(const struct making *m);
str opf_write(const struct making *m);

/* --- pages.c, colophon.c: XHTML documents of zhbook's own --- */

struct page {
    struct buf out;
    struct xml x;
};

/* Everything up to and with <body>; `up` is "" or "../", the way to the package document. */
void page_begin(struct page *pg, const struct making *m, str title, const char *class_name,
                const char *up);
str page_end(struct page *pg);
/* A paragraph, unless there is nothing to say. */
void page_line(struct page *pg, const char *class_name, str text);

str dates_text(const struct making *m);
str page_cover(const struct making *m);
str page_title(const struct making *m);
str page_topic(const struct making *m, isize part);
str page_colophon(const struct making *m);

/* --- css.c, css_turn.c, styles.c --- */

/* A user's sheet without what names other files; each such place is told. */
str css_clean(arena *a, str sheet, str file, struct diags *ds);

/* A sheet whose margins, borders and paddings are turned for vertical writing. */
str css_turn(arena *a, str sheet);

/* The texts of `hrefs`, which styles_all made, in that order. */
bool styles_read(arena *a, const struct conf *conf, struct strs hrefs, struct strs *texts,
                 struct diags *ds);

#endif
