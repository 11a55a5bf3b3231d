/* convert_local.h - what the files of src/convert share. */
#ifndef ZH_CONVERT_LOCAL_H
#define ZH_CONVERT_LOCAL_H

#include "audit.h"
#include "convert.h"
#include "image.h"
#include "page.h"
#include "rule.h"
#include "site.h"
#include "table.h"
#include "template.h"

/* --- links.c: addresses of the book's own posts --- */

struct links;

struct links *links_make(arena *a, const struct book *b);
/* The post that has this key (see links.c); NULL: none has, or more than one. */
const struct post *links_find(const struct links *l, str key);

/* A post's chapter seen from another one, "c0007.xhtml"; {0} for NULL. */
str link_name(const struct post *p);
/* A path without the extension that posts' files have. */
str link_stem(str path);

/* --- chapter.c: one post, from bytes to a tree and to XHTML --- */

enum asked_kind {
    ASKED_PICTURE,
    ASKED_LINK,
    ASKED_TITLE,
    ASKED_THERE,
    ASKED_PLACE,
    ASKED_SIZE,
    ASKED_NEXT
};

/* A question whose answer is not in the post, and the answer. */
struct asked {
    str ref; /* a picture's URL, a key of links.c, a chapter whose title was asked for, bytes */
    enum asked_kind kind;
    enum finding found; /* of a picture */
    int line;           /* of a picture, in the post */
    str href; /* what it became; {0}: nothing.  A chapter's title; its own name; the next one's both
               */
};

struct asked_list {
    struct asked *v;
    isize n;
};

/* All that converting one post needs and finds out. */
struct chapter {
    const struct conf *conf;
    struct finder *finder;
    const struct links *links;
    const struct site_set *sites;
    const struct user_rules *user;
    const struct page_set *pages;
    const struct templates *templates; /* NULL: the built-in ones */
    struct post *post;
    const struct post *next; /* the next one of the topic; NULL if this is its last */
    arena *mem;              /* scratch of the job */
    arena *keep;             /* results of the job */
    struct audit audit;
    struct asked_list asked;
    isize typed;        /* paragraphs that the post itself indents */
    int counted;        /* pictures shown that thrift counts */
    struct table shown; /* of the post's images, by hash of their href */
    struct rule_ctx rules;
    long long chars; /* visible characters of the content */
    bool spaced;     /* gaps between its paragraphs, no indents */
    bool explain;
    bool kepub; /* documents are written a second time, for Kobo */
};

void asked_add(struct chapter *c, struct asked one);

/* The post's bytes as text, and its body in it. */
struct body {
    str file, text;
    int line; /* of the body's first character */
};
bool body_read(arena *a, const struct post *p, struct body *out, struct diags *ds);

/* The body's tree as the parser delivers it; children of the root are content.  Of a whole page
 * *page then says where the article stands, if `pages` is not NULL. */
struct node *body_parse(arena *a, const struct page_set *pages, const struct post *p,
                        const struct body *body, struct page *page);

/* An element, a text of zhbook's own, last in `parent`. */
struct node *own(struct chapter *c, struct node *parent, enum tag t);
struct node *own_text(struct chapter *c, struct node *parent, str text);

/* Rules, pictures, links and the content model; the tree is a whole chapter then. */
void chapter_convert(struct chapter *c, const struct page *page, struct node *root);

/* A document of the chapter, as text. */
struct draft {
    str epub, kepub;
    int properties; /* see xhtml.h */
    int pages;      /* that begin in it */
};
struct drafts {
    struct draft *v;
    isize n;
};

/* The chapter's documents, audited.  All that the post's fields say of them but the entries
 * is in its fields then. */
struct drafts chapter_write(struct chapter *c, struct node *root);

/* What becomes of a chapter of so many bytes, a number in digits, here: "whole", or the size of
 * its parts. */
str document_size(arena *a, const struct conf *conf, str bytes);

/* Where document i of the post is: "text/c0001-2.xhtml" for 1. */
str document_href(arena *a, const struct post *p, isize i);
/* The same, seen from another chapter: "c0001-2.xhtml". */
str document_name(arena *a, const struct post *p, isize i);

/* --- article.c, abstract.c: what stands around the content --- */

/* The content below root goes into the template of chapters. */
void article_wrap(struct chapter *c, struct node *root);

/* The first sentences of a finished chapter, for the page of its topic: post.abstract. */
void article_abstract(struct chapter *c, const struct node *root);

/* What is said now to the question for the next article: where it is and what it is called. */
str article_next(arena *a, const struct post *next);

/* --- page_break.c: pages of toc.page_list --- */

/* A mark where each page begins, numbered from 1 in the chapter. */
void breaks_mark(struct chapter *c, struct node *root);
/* How many begin in a part of it. */
int breaks_count(const struct node *root);
/* All chapters are there: number the pages through the book. */
void breaks_number(struct book *b, struct crew *crew, struct store *store);

/* --- link_inside.c: the chapter that a link means --- */

/* The scheme of links that a generator's tag made of a post's file, name or title. */
#define LINK_POST "zhbook-post"

/* The post of this book that a link leads to, which may be the chapter's own; NULL if none.
 * `href` is as it stands in the post, `url` is that resolved and without redirectors, {0} if
 * it cannot be.  c may be NULL. */
const struct post *link_inside(struct chapter *c, str href, str url);

/* The title of a post that link_inside found. */
str link_title(struct chapter *c, const struct post *p);

/* True for addresses of the machine that a post was written on. */
bool link_is_local(str url);

/* --- pictures.c --- */

/* Every img of the tree leads to a file of the container or becomes a placeholder. */
void pictures_place(struct chapter *c, struct node *root);

/* Look for one picture; the answer is in the chapter's list of what it asked,
 * and in the post's list of images or of lost pictures. */
struct sought picture_ask(struct chapter *c, str url, int line);

/* Is there this picture?  That is remembered as a question, but the picture is not shown, nor
 * missed.  c may be NULL: nobody knows of any. */
bool picture_there(struct chapter *c, str url, int line);

/* --- shelf.c: chapters kept from one run to the next --- */

/* The name under which a chapter is kept: everything it is made from but pictures and links. */
struct sha256 shelf_key(const struct chapter *c, struct sha256 salt);

/* Take the chapter from the store, if all that it asked still has the same
 * answers; fills the post's convert fields. */
bool shelf_find(struct chapter *c, struct store *store, struct sha256 key);

/* Keep it; the entries then lie in the store's file, not in memory.  False if the store could
 * not take it. */
bool shelf_keep(struct chapter *c, struct store *store, struct sha256 key);

#endif
