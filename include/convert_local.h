/* convert_local.h - what the files of src/convert share. */
#ifndef ZH_CONVERT_LOCAL_H
#define ZH_CONVERT_LOCAL_H

#include "audit.h"
#include "convert.h"
#include "image.h"
#include "rule.h"
#include "site.h"
#include "table.h"

/* --- links.c: addresses of the book's own posts --- */

struct links;

struct links *links_make(arena *a, const struct book *b);
/* The chapter's name seen from another chapter, "c0007.xhtml"; {0}: not in the book.
 * `key` is a url_key. */
str links_find(const struct links *l, str key);

/* --- chapter.c: one post, from bytes to a tree and to XHTML --- */

/* A reference that was resolved, and what came of it. */
struct asked {
    str ref; /* a picture's URL, or the url_key of a link */
    bool is_link;
    enum found found; /* of a picture */
    int line;         /* of a picture, in the post */
    str href;         /* what it became; {0}: nothing */
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
    struct post *post;
    arena *mem;  /* scratch of the job */
    arena *keep; /* results of the job */
    struct audit audit;
    struct asked_list asked;
    struct table shown; /* of the post's images, by hash of their href */
    struct rule_ctx rules;
    bool explain;
};

void asked_add(struct chapter *c, struct asked one);

/* The post's bytes as text, and its body in it. */
struct body {
    str file, text;
    int line; /* of the body's first character */
};
bool body_read(arena *a, const struct post *p, struct body *out, struct diags *ds);

/* The body's tree as the parser delivers it; children of the root are content. */
struct node *body_parse(arena *a, const struct post *p, const struct body *body);

/* An element, a text of zhbook's own, last in `parent`. */
struct node *own(struct chapter *c, struct node *parent, enum tag t);
struct node *own_text(struct chapter *c, struct node *parent, str text);

/* Rules, pictures, links and the content model; the tree is a whole chapter then. */
void chapter_convert(struct chapter *c, struct node *root);

/* The chapter's document, audited. */
str chapter_write(struct chapter *c, const struct node *root);

/* --- pictures.c --- */

/* Every img of the tree leads to a file of the container or becomes a placeholder. */
void pictures_place(struct chapter *c, struct node *root);

/* Look for one picture; the answer is in the chapter's list of what it asked,
 * and in the post's list of images or of lost pictures. */
struct sought picture_ask(struct chapter *c, str url, int line);

/* --- shelf.c: chapters kept from one run to the next --- */

/* The name under which a chapter is kept: everything it is made from but pictures and links. */
struct sha256 shelf_key(const struct chapter *c, struct sha256 salt, str file);

/* Take the chapter from the store, if all that it asked still has the same
 * answers; fills the post's convert fields. */
bool shelf_find(struct chapter *c, struct store *store, struct sha256 key);

/* Keep it; the entry then lies in the store's file, not in memory. */
void shelf_keep(struct chapter *c, struct store *store, struct sha256 key);

#endif
