/* package_local.h - what the files of src/package share. */
#ifndef ZH_PACKAGE_LOCAL_H
#define ZH_PACKAGE_LOCAL_H

#include "date.h"
#include "font.h"
#include "lang.h"
#include "package.h"
#include "template.h"
#include "xml.h"

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
    str beside; /* on the page of contents: how many articles, or whose */
};

#define CONTENTS "text/contents.xhtml"
#define INDEX_AUTHORS "text/authors.xhtml"
#define INDEX_SOURCES "text/sources.xhtml"

struct totals {
    isize articles, dropped;
    long long chars, removed;
    isize pictures, lost, adapted;
    bool dated;
    struct date first, last; /* of the posts, if dated */
    struct date made;        /* book.date, in the zone of the newest post */
    bool math, all_alt;
    isize sliced;      /* pictures in parts */
    isize alts;        /* chapters whose pictures are all described */
    int pages;         /* of toc.page_list */
    long long minutes; /* for reading all of it */
};

/* A publication being put together. */
struct making {
    const struct book *b;
    const struct conf *conf;
    const struct edition *ed;
    const struct words *words;
    const struct templates *templates;
    arena *mem;
    struct diags *ds;
    str identifier;
    struct totals totals;
    bool authors, sources; /* such an index is there */
    bool topics;           /* topics are shown; not if there is but one */
    isize *live;           /* of each part: posts that are in the book */
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

/* The one tree that all tables of contents are written from. */
void toc_make(struct making *m);
str nav_write(const struct making *m);
/* page_list.c: the pages of toc.page_list, for the navigation document and the NCX. */
void page_list_nav(struct xml *x, const struct making *m);
void page_list_ncx(struct xml *x, const struct making *m);
str ncx_write(const struct making *m);
str opf_write(const struct making *m);
/* access.c: metadata of accessibility. */
void access_write(struct xml *x, const struct making *m);

/* --- pages.c, colophon.c, index.c: XHTML documents of zhbook's own --- */

/* A document of the template of page `id`, filled with `scope`. */
str page_write(const struct making *m, enum page_id id, str title, const struct scope *scope);
/* What is shown of a post where articles are listed. */
void page_article(const struct making *m, struct scope *row, const struct post *p);
/* The host of where it was published, without "www."; {0} unknown.  *url gets its address. */
str page_source(const struct making *m, const struct post *p, str *url);
/* Whether a topic has a page: of one article that says nothing else it would be an empty leaf. */
bool topic_has_page(const struct making *m, isize part);
/* Its page, or its article. */
str topic_href(const struct making *m, isize part);
/* A file of text/ as another one there links it. */
str page_link(str href);

str dates_text(const struct making *m);
str page_cover(const struct making *m);
str page_title(const struct making *m);
str page_contents(const struct making *m);
str page_topic(const struct making *m, isize part);
str page_colophon(const struct making *m);

/* Whether the book has such an index: it is wanted, and there are several names. */
bool index_useful(const struct making *m, enum page_id id);
str page_index(const struct making *m, enum page_id id);

/* --- css.c, css_turn.c, styles.c --- */

/* Index behind the string or comment that starts at i; i if none does. */
isize css_quiet(str s, isize i);

/* A user's sheet without what names other files; each such place is told. */
str css_clean(arena *a, str sheet, str file, struct diags *ds);

/* A sheet whose margins, borders and paddings are turned for vertical writing. */
str css_turn(arena *a, str sheet);

/* The texts of `hrefs`, which styles_all made, in that order. */
bool styles_read(arena *a, const struct conf *conf, struct strs hrefs, struct strs *texts,
                 struct diags *ds);

#endif
